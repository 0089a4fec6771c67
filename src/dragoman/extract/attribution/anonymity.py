"""On what condition an unnamed source spoke: words for a wish, for telling, and for a name or for leave to speak, a few tokens apart."""

from __future__ import annotations

from functools import cache, lru_cache

from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold
from dragoman.model import Mention
from dragoman.pack import Pack

# how many tokens may stand between the words of a condition
GAP = 3

Pattern = tuple[frozenset[str], ...]


@cache
def _patterns(pack: Pack) -> tuple[Pattern, ...]:
    """Each a row of word sets that follow each other ("asked" ... "not" ... "named")."""
    rows = pack.speech.get("anonymity_patterns") or []
    return tuple(tuple(frozenset(fold(w, pack) for w in words) for words in row) for row in rows)


@lru_cache(maxsize=2)
def find_conditions(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Tokens [first, last) of each condition of anonymity, in text order: a phrase of the pack, or words of one of its patterns."""
    found: list[tuple[int, int]] = []
    for sentence in reading.sentences:
        at = sentence.first
        while at < sentence.last:
            last = max([_phrase(reading, at, sentence.last), _pattern(reading, at, sentence.last)])
            if last > at:
                found.append((at, last))
            at = max(at + 1, last)
    return tuple(found)


def _phrase(reading: Reading, first: int, end: int) -> int:
    for phrase in speech_grammar(reading.pack).anonymity:
        last = first + len(phrase)
        if last <= end and tuple(reading.folded[first:last]) == phrase:
            return last
    return first


def _pattern(reading: Reading, first: int, end: int) -> int:
    return max((_follow(reading, first, end, pattern) for pattern in _patterns(reading.pack)), default=first)


def _follow(reading: Reading, first: int, end: int, pattern: Pattern) -> int:
    """Where a pattern that begins at `first` ends; `first` when it does not stand there."""
    if not _is(reading, first, pattern[0]):
        return first
    at = first
    for words in pattern[1:]:
        behind = range(at + 1, min(end, at + 2 + GAP))
        found = next((i for i in behind if _is(reading, i, words)), None)
        if found is None or any(reading.tokens[i].upos == "PUNCT" for i in range(at + 1, found)):
            return first
        at = found
    return at + 1


def _is(reading: Reading, token: int, words: frozenset[str]) -> bool:
    return any(b.word in words for b in bare_forms(reading.tokens[token].text, reading.pack))


def condition_of(mention: Mention, reading: Reading) -> str | None:
    """The words on anonymity in the sentence of a source, or in the next one where that names nobody else ("Both asked not to be named")."""
    number = reading.sentence_of(reading.tokens_in(mention.span)[0])
    for at in (number, number + 1):
        if at >= len(reading.sentences):
            continue
        sentence = reading.sentences[at]
        here = (c for c in find_conditions(reading) if sentence.first <= c[0] < sentence.last)
        first, last = next(here, (-1, -1))
        if last > 0 and (at == number or not _names_another(reading, sentence.first, first, mention)):
            return reading.span(first, last).of(reading.text)
    return None


def _names_another(reading: Reading, first: int, last: int, mention: Mention) -> bool:
    """Whether tokens [first, last) bring in somebody who was not spoken of before."""
    nouns = {w for t in reading.tokens_in(mention.span) for w in _forms(reading, t)}
    known = any(
        nouns & _forms(reading, t) or reading.tokens[t].upos in {"PRON", "DET", "NUM"} for t in range(first, last)
    )
    return first < last and not known


def _forms(reading: Reading, token: int) -> set[str]:
    return {b.word for b in bare_forms(reading.tokens[token].text, reading.pack)}
