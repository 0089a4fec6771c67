"""Looks names up: exactly after folding, in running text, by people (demonyms) and by office and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import dropwhile
from typing import TypeVar

from dragoman.knowledge_base.entries import PIVOT, Entry
from dragoman.knowledge_base.folding import (
    fold,
    fold_words,
    load_folding,
    strip_article,
    strip_prefixes,
    without_particles,
    word_spans,
)
from dragoman.model import EntityKind, Span

Words = tuple[str, ...]
_Key = TypeVar("_Key")
_SEVERAL = 2
# When two entries bear one name, the more common bearer in reports on negotiations stands first.
_PRECEDENCE = tuple(EntityKind(k) for k in ("country", "organisation", "place", "outlet", "person", "group"))


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All entries and the indexes over them. Made by `load()`; never changed."""

    entries: Mapping[str, Entry]
    names: Mapping[str, Mapping[Words, tuple[Entry, ...]]]
    bare: Mapping[str, Mapping[Words, tuple[Entry, ...]]]
    surnames: Mapping[str, Mapping[Words, tuple[Entry, ...]]]
    starts: Mapping[str, Mapping[str, tuple[tuple[Words, Entry], ...]]]
    demonyms: Mapping[str, Mapping[Words, Entry]]
    capitals: Mapping[str, Entry]
    titles: Mapping[str, Mapping[Words, str]]
    holders: Mapping[tuple[str, str | None], tuple[Entry, ...]]

    def with_entries(self, found: Iterable[Entry]) -> Knowledge:
        """This knowledge and some entries more, for the names of one run; one that is known already (by id or QID) only adds its names to it."""
        known = {e.qid: e for e in self.entries.values() if e.qid}
        grown = dict(self.entries)
        for entry in sorted(found, key=lambda e: e.id):
            old = grown.get(entry.id) or known.get(entry.id)
            if old is None:
                grown[entry.id] = entry
            else:
                grown[old.id] = replace(old, names=tuple(dict.fromkeys((*grown[old.id].names, *entry.names))))
        return replace(_index(grown.values()), titles=self.titles)

    def entry(self, identifier: str) -> Entry | None:
        """The entry with this id, or None."""
        return self.entries.get(identifier)

    def lookup(self, text: str, language: str) -> tuple[Entry, ...]:
        """Entries that bear the name `text`, exactly after folding; prefixes and articles are tried when nothing else fits.

        Args:
            text: a name as a report has it, perhaps with a preposition written onto it.
            language: the code of the text's language; names in Latin letters are looked up as English as a last resort.
        """
        words = fold_words(text)
        for code in dict.fromkeys((language, PIVOT)):
            for form in _spellings(words, code):
                found = self.names.get(code, {}).get(form) or self.bare.get(code, {}).get(without_particles(form))
                if found:
                    return found
        return ()

    def lookup_on(self, text: str, language: str, day: date | None) -> tuple[Entry, ...]:
        """As `lookup`; of several that bear a name, those that bore it on `day`, if any did. A name of before still means the one that bore it."""
        found = self.lookup(text, language)
        if len(found) < _SEVERAL:
            return found
        forms = {" ".join(form) for code in (language, PIVOT) for form in _spellings(fold_words(text), code)}
        then = tuple(e for e in found if all(e.bore(form, day) for form in forms))
        return then or found

    def surname(self, text: str, language: str) -> tuple[Entry, ...]:
        """People whose family name is `text`."""
        words = fold_words(text)
        for code in dict.fromkeys((language, PIVOT)):
            for form in _spellings(words, code):
                found = self.surnames.get(code, {}).get(without_particles(form))
                if found:
                    return found
        return ()

    def spot(self, text: str, language: str) -> list[tuple[Span, Entry]]:
        """All names of entries in `text`: whole words, the longest at each place, prefixes allowed on the first word."""
        spans = word_spans(text)
        words = [fold(s.of(text)) for s in spans]
        starts = self.starts.get(language, {})
        found: list[tuple[Span, Entry]] = []
        at = 0
        while at < len(words):
            hit = _longest_at(starts, words, at, language)
            if hit is not None and _case_fits(text[spans[at].start : spans[at + hit[0] - 1].end], hit[1]):
                found.append((Span(spans[at].start, spans[at + hit[0] - 1].end), hit[1]))
                at += hit[0]
            else:
                at += 1
        return found

    def demonym(self, text: str, language: str) -> Entry | None:
        """The country or body whose people or adjective `text` is (Qatari -> Qatar), or None."""
        if not _is_name_cased(text):
            return None
        return self._demonym_of(fold_words(text), language)

    def demonyms_in(self, text: str, language: str) -> list[tuple[Span, Entry]]:
        """All demonyms in `text`, the longest at each place."""
        spans = word_spans(text)
        words = tuple(fold(s.of(text)) for s in spans)
        found: list[tuple[Span, Entry]] = []
        at = 0
        while at < len(words):
            for length in (3, 2, 1):
                entry = self._demonym_of(words[at : at + length], language) if at + length <= len(words) else None
                if entry is not None and _is_name_cased(text[spans[at].start : spans[at].end]):
                    found.append((Span(spans[at].start, spans[at + length - 1].end), entry))
                    at += length - 1
                    break
            at += 1
        return found

    def _demonym_of(self, words: Words, language: str) -> Entry | None:
        table = self.demonyms.get(language, {})
        if not words:
            return None
        rest = tuple(strip_article(w, language) for w in words[1:])
        for first in strip_prefixes(words[0], language):
            entry = table.get((first, *rest)) or table.get((strip_article(first, language), *rest))
            if entry is not None:
                return entry
        return None

    def office(self, title: str, language: str) -> str | None:
        """The code of the office that `title` names, when the title is nothing but the office."""
        neutral = load_folding().neutral.get(language, frozenset())
        words = tuple(dropwhile(neutral.__contains__, fold_words(title)))
        table = self.titles.get(language, {})
        if not words:
            return None
        for first in strip_prefixes(words[0], language):
            code = table.get((first, *words[1:]))
            if code:
                return code
        stripped = tuple(strip_article(w, language) for w in words)
        return table.get(stripped)

    def holder(self, office: str, country: str | None, day: date | None) -> Entry | None:
        """Who held `office` (its code) of `country` (or body id) on `day`; None when unknown or when two did."""
        held = [
            e
            for e in self.holders.get((office, country), ())
            if any(o.code == office and o.of == country and o.held_on(day) for o in e.offices)
        ]
        return held[0] if len(held) == 1 else None

    def resolve_title(self, title: str, language: str, day: date | None) -> Entry | None:
        """Who a title with its country or body means on `day` ("the Qatari prime minister"), or None."""
        parts = self.read_title(title, language)
        return None if parts is None else self.holder(parts[0], parts[1], day)

    def read_title(self, title: str, language: str) -> tuple[str, str] | None:
        """The office code and the id of its country or body, when the title says both and nothing that makes it another title."""
        code = self._office_in(title, language)
        if code is None:
            return None
        beside = [*self.demonyms_in(title, language), *self.spot(title, language)]
        for span, entry in beside:
            if (code, entry.id) in self.holders and self._is_whole_title(title, span, language):
                return code, entry.id
        for span, entry in beside:
            if entry.kind is EntityKind.COUNTRY and self._is_whole_title(title, span, language):
                return code, entry.id
        return None

    def _is_whole_title(self, title: str, named: Span, language: str) -> bool:
        """Whether the words beside the name of the country or body are titles ("prime minister and foreign minister") and words that change nothing."""
        neutral = load_folding().neutral.get(language, frozenset())
        words = tuple(fold(span.of(title)) for span in word_spans(title) if not named.covers(span))
        at = 0
        while at < len(words):
            length = self._title_length(words[at:], language, alone=at == 0)
            if not length and words[at] and words[at] not in neutral:
                return False
            at += length or 1
        return True

    def _title_length(self, words: Words, language: str, alone: bool) -> int:
        """How many words at the start of `words` are a title; one of a single word only counts where it is `alone`."""
        table = self.titles.get(language, {})
        for length in range(min(5, len(words)), 0 if alone else 1, -1):
            plain = tuple(strip_article(w, language) for w in words[1:length])
            for first in strip_prefixes(words[0], language):
                if (first, *words[1:length]) in table or (strip_article(first, language), *plain) in table:
                    return length
        return 0

    def _office_in(self, title: str, language: str) -> str | None:
        words = fold_words(title)
        table = self.titles.get(language, {})
        for length in range(min(5, len(words)), 0, -1):
            for at in range(len(words) - length + 1):
                part = words[at : at + length]
                plain = tuple(strip_article(w, language) for w in part)
                for first in strip_prefixes(part[0], language):
                    code = table.get((first, *part[1:])) or table.get((strip_article(first, language), *plain[1:]))
                    if code:
                        return code
        return None


def _spellings(words: Words, language: str) -> Iterator[Words]:
    if words:
        for first in strip_prefixes(words[0], language):
            yield (first, *words[1:])


def _longest_at(
    starts: Mapping[str, tuple[tuple[Words, Entry], ...]], words: list[str], at: int, language: str
) -> tuple[int, Entry] | None:
    best: tuple[int, Entry] | None = None
    for first in strip_prefixes(words[at], language):
        for name, entry in starts.get(first, ()):
            length = len(name)
            if (best is None or length > best[0]) and tuple(words[at + 1 : at + length]) == name[1:]:
                best = (length, entry)
                break
    return best


def _is_name_cased(text: str) -> bool:
    """Whether a stretch may be a name by its case; scripts without case always may."""
    return not text.islower()


def _case_fits(text: str, entry: Entry) -> bool:
    """An acronym must stand in capitals ("WHO", not "Who"), any other name must hold one at least ("Turkey")."""
    if not _is_name_cased(text):
        return False
    letters = "".join(c for c in text if c.isalpha())
    if len(letters) > 4 or letters.isupper() or not letters.isascii():
        return True
    folded = letters.casefold()
    return any("".join(c for c in n if c.isalpha()).casefold() == folded and not n.isupper() for _, n in entry.names)


def build(entries: Iterable[Entry], offices: Mapping[str, Mapping[str, Iterable[str]]]) -> Knowledge:
    """The indexes over `entries`.

    Args:
        entries: all entries, in any order.
        offices: office code to titles by language.
    """
    return replace(_index(entries), titles=_index_titles(offices))


def _index(entries: Iterable[Entry]) -> Knowledge:
    ordered = sorted(entries, key=lambda e: (_PRECEDENCE.index(e.kind), e.id))
    languages = sorted({code for e in ordered for code, _ in e.names})
    names: dict[str, dict[Words, list[Entry]]] = {code: {} for code in languages}
    for entry in ordered:
        for code, name in entry.names:
            _append(names[code], fold_words(name), entry)
    holders: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in ordered:
        for office in entry.offices:
            _append(holders, (office.code, office.of), entry)
    return Knowledge(
        entries={e.id: e for e in ordered},
        names={code: _frozen(table) for code, table in names.items()},
        bare={code: _frozen(_index_bare(table)) for code, table in names.items()},
        surnames={code: _frozen(_index_surnames(table)) for code, table in names.items()},
        starts={code: _index_starts(table) for code, table in names.items()},
        demonyms=_index_demonyms(ordered),
        capitals={e.country: e for e in ordered if e.capital and e.country},
        titles={},
        holders={key: tuple(found) for key, found in holders.items()},
    )


def _append(table: dict[_Key, list[Entry]], key: _Key, entry: Entry) -> None:
    row = table.setdefault(key, [])
    if entry not in row:
        row.append(entry)


def _frozen(table: Mapping[Words, list[Entry]]) -> dict[Words, tuple[Entry, ...]]:
    return {key: tuple(row) for key, row in table.items()}


def _index_bare(table: Mapping[Words, list[Entry]]) -> dict[Words, list[Entry]]:
    bare: dict[Words, list[Entry]] = {}
    for words, row in table.items():
        short = without_particles(words)
        for entry in row:
            if short:
                _append(bare, short, entry)
    return bare


def _index_surnames(table: Mapping[Words, list[Entry]]) -> dict[Words, list[Entry]]:
    surnames: dict[Words, list[Entry]] = {}
    for words, row in table.items():
        bare = without_particles(words)
        for entry in row:
            if entry.kind is EntityKind.PERSON and len(bare) > 1:
                for tail in range(1, len(bare)):
                    _append(surnames, bare[tail:], entry)
    return surnames


def _index_starts(table: Mapping[Words, list[Entry]]) -> dict[str, tuple[tuple[Words, Entry], ...]]:
    starts: dict[str, list[tuple[Words, Entry]]] = {}
    for words, row in table.items():
        entry = row[0]
        if words and " ".join(words) not in entry.weak:
            starts.setdefault(words[0], []).append((words, entry))
    return {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for first, rows in starts.items()}


def _index_demonyms(entries: Iterable[Entry]) -> dict[str, dict[Words, Entry]]:
    forms = load_folding().demonym_forms
    tables: dict[str, dict[Words, Entry]] = {}
    for entry in entries:
        for code, stem in entry.demonyms:
            # A stem with "!" stands for itself alone (an irregular plural).
            patterns = ("{}",) if stem.endswith("!") else forms.get(code, ("{}",))
            for pattern in patterns:
                *before, last = stem.rstrip("!").split()
                # Both "South Koreans" and, where adjectives agree, every word in the same form.
                for words in ([*before, pattern.format(last)], [pattern.format(w) for w in (*before, last)]):
                    tables.setdefault(code, {}).setdefault(fold_words(" ".join(words)), entry)
    return tables


def _index_titles(offices: Mapping[str, Mapping[str, Iterable[str]]]) -> dict[str, dict[Words, str]]:
    tables: dict[str, dict[Words, str]] = {}
    for code, by_language in offices.items():
        for language, titles in by_language.items():
            for title in titles:
                words = fold_words(title)
                table = tables.setdefault(language, {})
                table.setdefault(words, code)
                table.setdefault(tuple(strip_article(w, language) for w in words), code)
    return tables
