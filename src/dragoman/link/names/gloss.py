"""A short English gloss of a description ("شخصان مطلعان على المحادثات" -> "two people familiar with the talks"), word by word by pack data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.errors import PackError
from dragoman.knowledge_base import PIVOT, fold, fold_words, load, word_spans
from dragoman.knowledge_base.folding import strip_article, strip_prefixes
from dragoman.link.names.romanise import romanise
from dragoman.link.names.tables import script_of
from dragoman.pack import languages

_LONGEST = 5
_SECTIONS = {"quantities": "quantity", "nouns": "noun", "adjectives": "adjective", "tails": "tail"}
_MASS = frozenset({"media", "intelligence", "police", "people"})


@dataclass(frozen=True, slots=True)
class Word:
    """One part of a description in English. `part` is quantity, noun, adjective, tail, name or drop."""

    part: str
    english: str
    definite: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Glosses:
    """One language's glosses (`languages/<code>/glosses.yaml`) by folded words."""

    words: Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]
    conjunctions: tuple[str, ...]
    dropped: frozenset[str]
    stand_for_body: frozenset[str]
    unnamed_as_source: frozenset[str]


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
        words: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for section, part in _SECTIONS.items():
            for english, spellings in data[section].items():
                for spelling in spellings:
                    folded = fold_words(spelling)
                    for key in {folded, tuple(strip_article(w, language) for w in folded)}:
                        row = words.setdefault(key, [])
                        if (part, english) not in row:
                            row.append((part, english))
        return Glosses(
            {k: tuple(v) for k, v in words.items()},
            tuple(fold(w) for w in data["and"]),
            frozenset(fold(w) for w in data["drop"]),
            frozenset(data["stand_for_body"]),
            frozenset(data["unnamed_as_source"]),
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise PackError(f"languages/{language}/glosses.yaml: {error!r}") from error


@lru_cache(maxsize=8192)
def gloss(text: str, language: str) -> str:
    """A description in English; text that is in Latin letters already stays as it is.

    Args:
        text: a noun phrase as a report has it.
        language: the code of its language.
    """
    words = word_spans(text)
    if not any(_needs_gloss(span.of(text)) for span in words):
        return " ".join(text.split())
    return _phrase(read_description(text, language)) or romanise(text, language)


def stands_for_body(text: str, language: str, as_source: bool = False) -> bool:
    """Whether a description acts for the body or country named in it (a delegation of, negotiators of).

    Args:
        text: a noun phrase as a report has it.
        language: the code of its language.
        as_source: whether it is the unnamed source of a claim; then officials stay unnamed, a ministry still speaks for itself.
    """
    glosses = load_glosses(language)
    if glosses is None:
        return False
    nouns = [w.english for w in read_description(text, language) if w.part == "noun"]
    if not nouns or nouns[0] not in glosses.stand_for_body:
        return False
    return not (as_source and nouns[0] in glosses.unnamed_as_source)


def _needs_gloss(word: str) -> bool:
    script = script_of(word)
    return script is not None and bool(script.romanise.longest)


@lru_cache(maxsize=8192)
def read_description(text: str, language: str) -> tuple[Word, ...]:
    """The parts of a description, in the order of the text."""
    glosses = load_glosses(language)
    knowledge = load()
    spans = word_spans(text)
    folded = tuple(fold(span.of(text)) for span in spans)
    names = {span.start: (span.end, entry) for span, entry in knowledge.spot(text, language)}
    peoples = {span.start: (span.end, entry) for span, entry in knowledge.demonyms_in(text, language)}
    out: list[Word] = []
    at = 0
    while at < len(spans):
        length, word = _read_words(folded, at, language, glosses, out)
        start = spans[at].start
        joined = glosses is not None and folded[at].startswith(glosses.conjunctions) and bool(out)
        # "Syrian sources": the feminine adjective is written as the country.
        adjective = start in peoples and bool(out) and out[-1].part in ("noun", "adjective")
        if (
            start in names
            and not (adjective and peoples[start][0] >= names[start][0])
            and not (word and word.part == "noun" and length >= _count(spans, at, names[start][0]))
        ):
            end, entry = names[start]
            word, length = Word("name", entry.name(PIVOT)), _count(spans, at, end)
        elif start in peoples and (word is None or word.part != "noun" or not out):
            end, entry = peoples[start]
            english = entry.demonym(PIVOT)
            word, length = Word("adjective", english, False, joined), _count(spans, at, end)
        elif word is None:
            length, word = 1, _read_unknown(spans[at].of(text), folded[at], language, glosses)
        if word.part != "drop":
            out.append(word)
        at += length
    return tuple(out)


def _count(spans: list[Any], at: int, end: int) -> int:
    return max(1, sum(1 for span in spans[at:] if span.end <= end))


def _read_words(
    folded: tuple[str, ...], at: int, language: str, glosses: Glosses | None, before: list[Word]
) -> tuple[int, Word | None]:
    if glosses is None:
        return 1, None
    for length in range(min(_LONGEST, len(folded) - at), 0, -1):
        rest = folded[at + 1 : at + length]
        plain = tuple(strip_article(w, language) for w in rest)
        for form in strip_prefixes(folded[at], language):
            for key in ((form, *rest), (strip_article(form, language), *plain)):
                readings = glosses.words.get(key)
                if readings:
                    part, english = _prefer(readings, before)
                    joined = form != folded[at] and folded[at].startswith(glosses.conjunctions) and bool(before)
                    definite = strip_article(form, language) != form or _carries_article(folded[at], form, language)
                    return length, Word(part, english, definite, joined)
    return 1, None


def _carries_article(word: str, form: str, language: str) -> bool:
    """Whether what came off the front of `word` ends in an article."""
    front = word[: len(word) - len(form)] if word.endswith(form) else ""
    return bool(front) and strip_article(front + "xx", language) == "xx"


def _prefer(readings: tuple[tuple[str, str], ...], before: list[Word]) -> tuple[str, str]:
    """After a noun, a word that may be noun or adjective is an adjective; before one, a noun."""
    has_noun = any(w.part == "noun" for w in before)
    wanted = ("tail", "adjective", "noun", "quantity") if has_noun else ("quantity", "noun", "adjective", "tail")
    return min(readings, key=lambda r: wanted.index(r[0]))


def _read_unknown(word: str, folded: str, language: str, glosses: Glosses | None) -> Word:
    if glosses is not None and folded in glosses.dropped:
        return Word("drop", "")
    if folded.isdigit():
        return Word("quantity", folded)
    return Word("name", romanise(word, language))


def _phrase(words: tuple[Word, ...]) -> str:
    """English order: quantity, adjectives, names that stand for a body, noun, then what follows."""
    if not words:
        return ""
    quantity = next((w.english for w in words if w.part == "quantity"), "")
    nouns = [w for w in words if w.part == "noun"]
    adjectives = [w for w in words if w.part == "adjective"]
    names = [w.english for w in words if w.part == "name"]
    tails = [w.english for w in words if w.part == "tail"]
    if not nouns:
        return " ".join(p for p in (quantity, _join_adjectives(adjectives), " ".join(names), " ".join(tails)) if p)
    head = nouns[0]
    others = [n.english for n in nouns[1:]]
    modifiers = " ".join(p for p in (_join_adjectives(adjectives), " ".join(names)) if p) if not tails else ""
    if tails:
        modifiers = _join_adjectives(adjectives)
    core = " ".join(p for p in (modifiers, head.english) if p)
    if others:
        core += " of the " + " of the ".join(others)
    if head.english.split()[0] == "two":
        core = " ".join(p for p in ("two", modifiers, head.english.removeprefix("two ")) if p)
    after = " ".join([*tails, *names] if tails else [])
    determined = _determine(core, quantity, head)
    return " ".join(p for p in (determined, after) if p)


def _join_adjectives(adjectives: list[Word]) -> str:
    if any(a.joined for a in adjectives):
        english = [a.english for a in adjectives]
        return english[0] if len(english) == 1 else f"{', '.join(english[:-1])} and {english[-1]}"
    return " ".join(a.english for a in reversed(adjectives))


def _determine(core: str, quantity: str, head: Word) -> str:
    if quantity:
        return f"{quantity} {core}"
    if head.definite and not core.startswith("both"):
        return f"the {core}"
    if " " in head.english and not head.english.startswith("two"):
        return core
    plural = head.english.endswith("s") or head.english in _MASS or head.english.startswith("two")
    if plural:
        return core
    return f"{'an' if core[0].lower() in 'aeiou' else 'a'} {core}"
