"""A pack's examples against what is read in them: which of the listed claims come out, and what else does.

A listed claim is found when one that was read in the same example has a compatible type and at least half of its parties. Of the found:
status; parties (share of names); when (overlaps, and is at most a month wider); where; sources (share of names). `listed` is the other direction: the share
of claims read that the example lists. `nothing`: the share of the examples without an event in which none is read.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from compatible import COMPATIBLE
from dragoman.annotate import Annotator
from dragoman.extract import extract
from dragoman.link import link
from dragoman.model import Document, Interval
from dragoman.pack import load_section
from dragoman.record.views import Snapshot
from dragoman.show.export import Row, claim_row

SECTIONS = ("types", "statuses", "attribution", "nothing")
MEASURES = ("found", "status", "parties", "when", "where", "sources", "listed", "nothing")
ALIKE = 0.84
"""Two spellings with this ratio of common characters (difflib) are one name."""
SHORTEST_PART = 4
SLACK = 31
UNNAMED = re.compile(
    r"\b(sources?|people|persons?|officials?|figures?|diplomats?|unnamed|anonymous|document|media|reports?)\b"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim that an example lists. Names are English, " / " between those that are equally right; `sources` outermost first."""

    type: str
    status: str
    parties: tuple[str, ...]
    when: Interval | None
    where: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One entry of `examples.yaml`."""

    section: str
    text: str
    published: date | None
    pattern: str | None
    claims: tuple[Expected, ...]


@dataclass(slots=True)
class Result:
    """Counts, and a line for each thing that is wrong."""

    tally: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """Every measure as a share of what there was to find."""
        return {m: round(self.tally[m] / (self.tally[f"{m} of"] or 1), 4) for m in MEASURES}


def read_examples(language: str) -> list[Example]:
    """All examples of a language's pack, in its order.

    Raises:
        PackError: the pack has none.
    """
    data = load_section(language, "examples")
    return [_to_example(section, entry) for section in SECTIONS for entry in data[section]]


def _to_example(section: str, entry: Mapping[str, Any]) -> Example:
    claims = tuple(_to_expected(claim) for claim in entry["claims"])
    return Example(section, entry["text"], entry.get("published"), entry.get("pattern"), claims)


def _to_expected(claim: Mapping[str, Any]) -> Expected:
    when = Interval(*claim["when"]) if "when" in claim else None
    parties, sources = tuple(claim["parties"]), tuple(claim.get("sources", ()))
    return Expected(claim["type"], claim["status"], parties, when, claim.get("where"), sources)


def read_rows(language: str, examples: Sequence[Example]) -> list[list[Row]]:
    """The claims read in each example, as `dragoman export claims` writes them; all examples are linked together."""
    documents = [_to_document(language, number, example) for number, example in enumerate(examples)]
    extractions = [extract(d, a) for d, a in zip(documents, Annotator().annotate(documents), strict=True)]
    claims = [claim for extraction in extractions for claim in extraction.claims]
    snapshot = Snapshot.of(documents, claims, link(documents, extractions, ()))
    return [[claim_row(snapshot, claim) for claim in extraction.claims] for extraction in extractions]


def _to_document(language: str, number: int, example: Example) -> Document:
    name = f"{language}/{number}"
    day = Interval(example.published, example.published) if example.published else None
    return Document(name, name, example.text, language, published=day)


def measure(language: str) -> Result:
    """Read all examples of a language and score them."""
    examples = read_examples(language)
    result = Result()
    for example, rows in zip(examples, read_rows(language, examples), strict=True):
        score_example(example, rows, result)
    return result


def score_example(example: Example, rows: Sequence[Row], result: Result) -> None:
    """Count one example, and write down what is wrong with what was read in it."""
    wrong = []
    if example.section == "nothing":
        result.tally["nothing of"] += 1
        result.tally["nothing"] += not rows
    for expected in example.claims:
        result.tally["found of"] += 1
        best = _best_row(expected, rows)
        if best is None:
            wrong.append(f"missed {expected.type} {expected.status} {', '.join(expected.parties)}")
            continue
        result.tally["found"] += 1
        wrong += [f"{expected.type} {words}" for words in _score_claim(expected, best, result.tally)]
    for row in rows:
        known = any(_fits(expected, row) for expected in example.claims)
        result.tally["listed of"] += 1
        result.tally["listed"] += known
        if not known:
            wrong.append(f"extra {_show(row)}")
    if wrong:
        result.failures.append("\n    ".join([f"{example.section}: {example.text}", *wrong]))


def _best_row(expected: Expected, rows: Sequence[Row]) -> Row | None:
    fitting = [row for row in rows if _fits(expected, row)]
    return max(
        fitting,
        key=lambda row: (row["type"] == expected.type, _named(expected.parties, row), row["status"] == expected.status),
        default=None,
    )


def _fits(expected: Expected, row: Row) -> bool:
    types = {expected.type, row["type"]}
    compatible = len(types) == 1 or any(types <= group for group in COMPATIBLE)
    return compatible and _named(expected.parties, row) * 2 >= len(expected.parties)


def _named(parties: Sequence[str], row: Row) -> int:
    return sum(any(_same_any(party, p) for p in row["participants"]) for party in parties)


def _score_claim(expected: Expected, row: Row, tally: Counter[str]) -> list[str]:
    wrong = []

    def count(attribute: str, right: int, of: int, words: str) -> None:
        tally[attribute] += right
        tally[f"{attribute} of"] += of
        if right < of:
            wrong.append(f"{attribute}: {words}")

    count("status", row["status"] == expected.status, 1, f"{row['status']} for {expected.status}")
    have = ", ".join(p["name"] for p in row["participants"])
    count("parties", _named(expected.parties, row), len(expected.parties), f"{have} for {', '.join(expected.parties)}")
    if expected.when:
        count("when", _when_right(expected.when, row["when"]), 1, f"{row['when']} for {expected.when}")
    if expected.where:
        place = row["where"]
        right = place is not None and _same_any(expected.where, place)
        count("where", right, 1, f"{place and place['name']} for {expected.where}")
    if expected.sources:
        hits = sum(any(_same_source(want, s) for s in row["sources"]) for want in expected.sources)
        have = ", ".join(s["name"] for s in row["sources"])
        count("sources", hits, len(expected.sources), f"{have} for {', '.join(expected.sources)}")
    return wrong


def _when_right(expected: Interval, when: Row | None) -> bool:
    if not when or not (when["start"] or when["end"]):
        return False
    read = Interval(date.fromisoformat(when["start"] or when["end"]), date.fromisoformat(when["end"] or when["start"]))
    return read.overlaps(expected) and (read.days or 0) <= (expected.days or 0) + SLACK


def _same_any(wanted: str, part: Row) -> bool:
    return any(same_name(name, part[given]) for name in wanted.split(" / ") for given in ("name", "text"))


def _same_source(wanted: str, source: Row) -> bool:
    unnamed = bool(UNNAMED.search(_fold(wanted))) and bool(UNNAMED.search(_fold(source["name"])))
    return unnamed or _same_any(wanted, source)


def same_name(a: str, b: str) -> bool:
    """Whether two English names are spellings of one, or one is a part of the other."""
    one, two = _fold(a), _fold(b)
    if not one or not two:
        return False
    shorter, longer = sorted((one, two), key=len)
    part = len(shorter) >= SHORTEST_PART and f" {shorter} " in f" {longer} "
    return one == two or part or difflib.SequenceMatcher(None, one, two).ratio() >= ALIKE


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", re.sub(r"\b(al|el|the)[- ]", "", plain)).strip()


def _show(row: Row) -> str:
    who = ", ".join(f"{p['role']} {p['name']}" for p in row["participants"])
    words = f"{row['type']} {row['status']} {who}"
    return f"{words} ({'; '.join(row['why'])})"
