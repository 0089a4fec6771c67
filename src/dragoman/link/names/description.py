"""Reads a description ("شخصان مطلعان على المحادثات") into its parts, each with its English word, by pack data (`languages/<code>/glosses.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.errors import PackError
from dragoman.knowledge_base import PIVOT, Entry, fold, fold_words, load, word_spans
from dragoman.knowledge_base.folding import parts_thousands, strip_article, strip_prefixes
from dragoman.link.names.romanise import is_known_name, romanise
from dragoman.model import EntityKind, Span
from dragoman.pack import languages

_LONGEST = 5
_SHORTEST_STEM = 2
_SECTIONS = {
    "quantities": "quantity",
    "nouns": "noun",
    "adjectives": "adjective",
    "tails": "tail",
    "pronouns": "pronoun",
}
# What is a name in a description by other evidence: where it stands, its English form, and what it names.
Names = tuple[tuple[Span, str, EntityKind], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One part of a description in English. `part` is quantity, noun, adjective, tail, pronoun, name, link (a preposition), unknown or drop.

    `definite`: it carries an article. `joined`: "and" is written onto it. `apart`: a preposition is. `owner`: "his", when that is written onto it.
    `start`: where it begins in the text. `kind`: what a name names, as far as that is known.
    """

    part: str
    english: str
    definite: bool = False
    joined: bool = False
    apart: bool = False
    owner: str = ""
    start: int = -1
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Glosses:
    """One language's glosses by folded words.

    `owners` are endings for "his" and the like: (ending as written, folded, what stands in its place, English). `endings` are the last letters, as
    written, of the spellings of a folded word: folding makes one of some endings. `links` are prepositions; `written_links` those written onto the
    next word: English before a noun, and before a name.
    """

    words: Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]
    conjunctions: tuple[str, ...]
    dropped: frozenset[str]
    owners: tuple[tuple[str, str, str, str], ...]
    endings: Mapping[str, frozenset[str]]
    stand_for_body: frozenset[str]
    unnamed_as_source: frozenset[str]
    themselves_if_counted: frozenset[str]
    links: Mapping[str, str]
    written_links: Mapping[str, tuple[str, str]]


@cache
def load_glosses(language: str) -> Glosses | None:
    """The glosses of `language`, or None when its pack has none.

    Raises:
        PackError: the file breaks its format.
    """
    path = files("dragoman") / "languages" / language / "glosses.yaml"
    if language not in languages() or not path.is_file():
        return None
    try:
        data: dict[str, Any] = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        return Glosses(
            _read_words_of(data, language),
            tuple(fold(w) for w in data["and"]),
            frozenset(fold(w) for w in data["drop"]),
            tuple(
                (ending, fold(ending), fold(instead), english) for ending, instead, english in data.get("owners", ())
            ),
            _endings_of(data),
            frozenset(data["stand_for_body"]),
            frozenset(data["unnamed_as_source"]),
            frozenset(data["themselves_if_counted"]),
            {fold(w): english for english, written in data.get("links", {}).items() for w in written},
            {fold(w): (noun, name) for w, (noun, name) in data.get("written_links", {}).items()},
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise PackError(f"languages/{language}/glosses.yaml: {error!r}") from error


def _read_words_of(data: Mapping[str, Any], language: str) -> dict[tuple[str, ...], tuple[tuple[str, str], ...]]:
    words: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for section, part in _SECTIONS.items():
        for english, spellings in data.get(section, {}).items():
            for spelling in spellings:
                folded = fold_words(spelling)
                for key in dict.fromkeys((folded, _without_articles(spelling, language))):
                    row = words.setdefault(key, [])
                    if (part, english) not in row:
                        row.append((part, english))
    return {key: tuple(row) for key, row in words.items()}


def _endings_of(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    endings: dict[str, set[str]] = {}
    for section in _SECTIONS:
        for spellings in data.get(section, {}).values():
            for spelling in spellings:
                endings.setdefault(fold(spelling), set()).add(spelling[-1:])
    return {word: frozenset(last) for word, last in endings.items()}


def _without_articles(spelling: str, language: str) -> tuple[str, ...]:
    """The folded words without articles: only what is an article before folding, which makes one of some roots, too."""
    words = [span.of(spelling) for span in word_spans(spelling)]
    return tuple(fold(strip_article(word, language)) for word in words)


@lru_cache(maxsize=8192)
def read_description(text: str, language: str, names: Names = ()) -> tuple[Word, ...]:
    """The parts of a description, in the order of the text.

    Args:
        text: a noun phrase as a report has it.
        language: the code of its language.
        names: what is a name in it by other evidence.
    """
    reader = _Reader(text, language, names)
    while reader.at < len(reader.spans):
        word = reader.read_next()
        if word.part != "drop":
            reader.out.append(word)
    return tuple(reader.out)


def is_common(word: str, language: str) -> bool:
    """Whether a single word, with no more than an article on it, is in the glossary as a noun or adjective."""
    glosses = load_glosses(language)
    folded = fold(word)
    if glosses is None:
        return False
    readings = glosses.words.get((folded,)) or glosses.words.get((strip_article(folded, language),), ())
    return any(part in ("noun", "adjective") for part, _ in readings)


class _Reader:
    """A description while it is read from left to right."""

    def __init__(self, text: str, language: str, names: Names) -> None:
        knowledge = load()
        self.language = language
        self.glosses = load_glosses(language)
        self.text = text
        self.spans = word_spans(text)
        self.folded = tuple(fold(span.of(text)) for span in self.spans)
        self.given = {span.start: (span.end, english, kind) for span, english, kind in names}
        self.names = {span.start: (span.end, entry) for span, entry in knowledge.spot(text, language)}
        self.peoples = {span.start: (span.end, entry) for span, entry in knowledge.demonyms_in(text, language)}
        self.out: list[Word] = []
        self.at = 0

    def read_next(self) -> Word:
        start, before = self.spans[self.at].start, self._link_before()
        word = replace(self._read_word(), start=start)
        if before is not None and word.part in ("noun", "name") and not word.joined and self.out:
            self.out.append(Word("link", before[word.part == "name"], start=start))
        return word

    def _link_before(self) -> tuple[str, str] | None:
        """The preposition written onto the word, if it is none of the word's own letters."""
        folded = self.folded[self.at]
        if self.glosses is None or folded[:1] not in self.glosses.written_links or self._stands_alone():
            return None
        return self.glosses.written_links[folded[0]]

    def _stands_alone(self) -> bool:
        """Whether the word as it is written, its first letter included, is a known one."""
        folded, start = self.folded[self.at], self.spans[self.at].start
        if (
            self.glosses is None
            or (folded,) in self.glosses.words
            or is_known_name(self.spans[self.at].of(self.text), self.language)
        ):
            return True
        named = self.names.get(start)
        return named is not None and any(fold_words(n)[:1] == (folded,) for n in named[1].names_in(self.language))

    def _read_word(self) -> Word:
        length, word = self._read_gloss()
        start = self.spans[self.at].start
        if self._is_name(start, word, length):
            end, entry = self.names[start]
            word, length = self._word_of(entry), self._count(end)
        elif start in self.peoples and (word is None or word.part not in ("noun", "pronoun") or not self.out):
            end, entry = self.peoples[start]
            joined = self._joined()
            definite = strip_article(self.folded[self.at], self.language) != self.folded[self.at]
            word, length = Word("adjective", entry.demonym(PIVOT), definite, joined), self._count(end)
        elif word is None and start in self.given:
            end, english, kind = self.given[start]
            word, length = Word("name", english, kind=kind), self._count(end)
        elif word is None:
            length, word = 1, self._read_unknown()
        self.at += length
        return word

    def _is_name(self, start: int, word: Word | None, length: int) -> bool:
        if start not in self.names:
            return False
        # "Syrian sources": the feminine adjective is written as the country.
        after_noun = bool(self.out) and self.out[-1].part in ("noun", "adjective")
        adjective = start in self.peoples and after_noun and self.peoples[start][0] >= self.names[start][0]
        longer = word is not None and word.part == "noun" and length >= self._count(self.names[start][0])
        return not adjective and not longer

    def _word_of(self, entry: Entry) -> Word:
        """A country right after a noun is its adjective in English ("the French president"), any other name itself."""
        built_on = bool(self.out) and self.out[-1].part in ("noun", "adjective")
        plain = self.folded[self.at] in {fold(n) for n in entry.names_in(self.language)}
        if entry.kind is EntityKind.COUNTRY and built_on and plain:
            return Word("adjective", entry.demonym(PIVOT), definite=True)
        return Word("name", entry.name(PIVOT), kind=entry.kind)

    def _joined(self) -> bool:
        return (
            self.glosses is not None and self.folded[self.at].startswith(self.glosses.conjunctions) and bool(self.out)
        )

    def _count(self, end: int) -> int:
        return max(1, sum(1 for span in self.spans[self.at :] if span.end <= end))

    def _read_gloss(self) -> tuple[int, Word | None]:
        if self.glosses is None or self.folded[self.at] in self.glosses.dropped:
            return 1, None
        if self.folded[self.at] in self.glosses.links and self._look_up_longer() is None:
            return 1, Word("link", self.glosses.links[self.folded[self.at]])
        longer = range(min(_LONGEST, len(self.folded) - self.at), 1, -1)
        found = next(((n, word) for n in longer if (word := self._look_up(n)) is not None), None)
        if found is not None:
            return found
        owned = self._read_owned() if self._ends_otherwise() else None
        return 1, owned or self._look_up(1) or self._read_owned()

    def _ends_otherwise(self) -> bool:
        """Whether the word, as written, ends in none of the letters of the spellings that fold to it."""
        assert self.glosses is not None
        last = self.spans[self.at].of(self.text)[-1:]
        known = [
            self.glosses.endings[f]
            for f in strip_prefixes(self.folded[self.at], self.language)
            if f in self.glosses.endings
        ]
        return bool(known) and not any(last in letters for letters in known)

    def _look_up_longer(self) -> Word | None:
        """A phrase of several words that begins here."""
        lengths = range(min(_LONGEST, len(self.folded) - self.at), 1, -1)
        return next((word for word in map(self._look_up, lengths) if word is not None), None)

    def _look_up(self, length: int) -> Word | None:
        assert self.glosses is not None
        folded, language = self.folded[self.at], self.language
        rest = self.folded[self.at + 1 : self.at + length]
        plain = tuple(strip_article(w, language) for w in rest)
        for form in strip_prefixes(folded, language):
            for key in ((form, *rest), (strip_article(form, language), *plain)):
                readings = self.glosses.words.get(key)
                if readings:
                    part, english = self._prefer(readings)
                    joined = form != folded and self._joined()
                    definite = strip_article(form, language) != form or self._carries_article(form) or plain != rest
                    return Word(part, english, definite, joined, apart=form != folded and not definite and not joined)
        return None

    def _read_owned(self) -> Word | None:
        """A word with "his" and the like written onto it, or in another of its forms."""
        assert self.glosses is not None
        folded, language = self.folded[self.at], self.language
        written = self.spans[self.at].of(self.text)
        for form in strip_prefixes(folded, language):
            for as_written, ending, instead, english in self.glosses.owners:
                stem = form[: len(form) - len(ending)]
                if not form.endswith(ending) or len(stem) < _SHORTEST_STEM:
                    continue
                if english and not written.endswith(as_written):
                    continue
                found = self.glosses.words.get((stem + instead,)) or self.glosses.words.get(
                    (strip_article(stem + instead, language),), ()
                )
                readings = tuple(r for r in found if r[0] == "noun" or not english)
                if readings:
                    part, gloss = self._prefer(readings)
                    definite = not english and (strip_article(form, language) != form or self._carries_article(form))
                    return Word(part, gloss, definite, form != folded and self._joined(), owner=english)
        return None

    def _carries_article(self, form: str) -> bool:
        """Whether what came off the front of the word ends in an article."""
        word = self.folded[self.at]
        front = word[: len(word) - len(form)] if word.endswith(form) else ""
        return bool(front) and strip_article(front + "xx", self.language) == "xx"

    def _prefer(self, readings: tuple[tuple[str, str], ...]) -> tuple[str, str]:
        """After a noun, a word that may be noun or adjective is an adjective; before one, a noun."""
        has_noun = any(w.part == "noun" for w in self.out)
        after = ("tail", "adjective", "noun", "quantity", "pronoun")
        before = ("pronoun", "quantity", "noun", "adjective", "tail")
        wanted = after if has_noun else before
        return min(readings, key=lambda r: wanted.index(r[0]))

    def _whole_number(self, digits: str) -> str:
        """The digits with those before them, where a comma parts them only ("4,600")."""
        start = self.spans[self.at].start
        before = self.spans[self.at - 1] if self.at else None
        if before is None or not self.out or not parts_thousands(self.text[before.end : start]):
            return digits
        if self.out[-1].part != "quantity" or not self.out[-1].english.replace(",", "").isdigit():
            return digits
        return f"{self.out.pop().english},{digits}"

    def _read_unknown(self) -> Word:
        word, folded = self.spans[self.at].of(self.text), self.folded[self.at]
        if self.glosses is not None and folded in self.glosses.dropped:
            return Word("drop", "")
        if folded.isdigit():
            return Word("quantity", self._whole_number(folded))
        if self.out and is_known_name(word, self.language):
            return Word("name", romanise(word, self.language), kind=EntityKind.PERSON)
        return Word("unknown", word)
