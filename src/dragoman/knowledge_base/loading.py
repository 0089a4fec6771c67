"""Reads `knowledge/*.yaml` (and the names of countries from the CLDR) into a Knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale

from dragoman.errors import PackError
from dragoman.knowledge_base.entries import PIVOT, Entry, Office, Period
from dragoman.knowledge_base.folding import fold_words, read_yaml
from dragoman.knowledge_base.index import Knowledge, build
from dragoman.model import EntityKind
from dragoman.pack import languages

FILES = (
    ("countries.yaml", EntityKind.COUNTRY),
    ("people.yaml", EntityKind.PERSON),
    ("people_more.yaml", EntityKind.PERSON),
    ("people_past.yaml", EntityKind.PERSON),
    ("people_past_more.yaml", EntityKind.PERSON),
    ("bodies.yaml", EntityKind.ORGANISATION),
    ("places.yaml", EntityKind.PLACE),
    ("outlets.yaml", EntityKind.OUTLET),
)
_PERIOD = re.compile(r"(\d{4}(?:-\d\d){0,2})?\.\.(\d{4}(?:-\d\d){0,2})?")


def name_languages() -> tuple[str, ...]:
    """Codes of the languages in which the files give names: the pivot, then all others that have a pack."""
    return (PIVOT, *(code for code in languages() if code != PIVOT))


@cache
def load() -> Knowledge:
    """The knowledge base, read once.

    Raises:
        PackError: a file is missing or breaks its format.
    """
    entries: dict[str, Entry] = {}
    for name, kind in FILES:
        for entry in _read_entries(name, kind):
            if entry.id in entries:
                raise PackError(f"knowledge/{name}: {entry.id} stands twice")
            entries[entry.id] = entry
    return build(entries.values(), read_yaml("offices.yaml"))


def _read_entries(name: str, kind: EntityKind) -> Iterator[Entry]:
    for row in read_yaml(name):
        try:
            yield _read_entry(row, kind)
        except (KeyError, TypeError, ValueError) as error:
            raise PackError(f"knowledge/{name}: {row}: {error!r}") from error


def _read_entry(row: Mapping[str, Any], kind: EntityKind) -> Entry:
    names = _pairs(row)
    if kind is EntityKind.COUNTRY:
        names = (*names, *(pair for pair in _territory_names(row["id"]) if pair not in names))
    return Entry(
        id=row["id"],
        kind=EntityKind(row.get("kind", kind)),
        names=names,
        country=row["id"] if kind is EntityKind.COUNTRY else row.get("country"),
        offices=tuple(_read_office(text) for text in row.get("offices", ())),
        qid=row.get("qid"),
        demonyms=_pairs(row.get("demonym", {})),
        capital=bool(row.get("capital", False)),
        weak=frozenset(" ".join(fold_words(n)) for n in row.get("weak", ())),
        periods=_read_periods(row, names),
    )


def _read_periods(row: Mapping[str, Any], names: Iterable[tuple[str, str]]) -> tuple[Period, ...]:
    """`periods` of a row: START..END of some of its names; each date a year, a month or a day."""
    listed = {name for _, name in names}
    found: list[Period] = []
    for name, text in row.get("periods", {}).items():
        match = _PERIOD.fullmatch(text)
        if match is None or name not in listed:
            raise ValueError(f"no period of a name of this entry: {name}: {text}")
        found.append(Period(" ".join(fold_words(name)), _first_day(match[1]), _last_day(match[2])))
    return tuple(found)


def _pairs(row: Mapping[str, Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, str(name)) for code in name_languages() for name in row.get(code, ()))


@cache
def _territories(language: str) -> Mapping[str, str]:
    return dict(Locale(language).territories)


def _territory_names(code: str) -> Iterator[tuple[str, str]]:
    for language in name_languages():
        name = _territories(language).get(code)
        if name:
            yield language, re.sub(r"\s*\(.*?\)", "", name).replace("&", "and")


def _read_office(text: str) -> Office:
    """An office as written in the files: `CODE OF START..END`; each date a year, a month or a day; OF may be `-`."""
    code, of, period = (*text.split(), "-", "..")[:3]
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"no period: {text}")
    start, end = match.groups()
    return Office(code, None if of == "-" else of, _first_day(start), _last_day(end))


def _first_day(text: str | None) -> date | None:
    if text is None:
        return None
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last_day(text: str | None) -> date | None:
    if text is None:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (*parts, 12)[:2]
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
