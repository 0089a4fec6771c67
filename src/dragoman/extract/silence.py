"""Who will not say: refusals to comment, and what they leave open ("would neither confirm nor deny that ...")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.extract.attribution.anonymity import find_conditions
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, stems
from dragoman.model import EventType
from dragoman.pack import Pack

# how far behind the verb may stand what is refused, and how far before it its negation
REFUSED = 6
NEGATED = 3
# where behind a refusal its "whether" may stand
OPENS = 4


@dataclass(frozen=True, slots=True)
class Silence:
    """Words of `silence` in `speech.yaml`: verbs of refusing, or of wishing not to, with what is refused (to say; or a
    name), verbs of answering with what is asked; denying.
    """

    refuse: frozenset[str]
    wish: frozenset[str]
    said: frozenset[str]
    name: frozenset[str]
    answer: frozenset[str]
    asked: frozenset[str]
    deny: frozenset[str]


@cache
def _words(pack: Pack) -> Silence:
    data = pack.speech.get("silence") or {}
    return Silence(**{k: frozenset(fold(w, pack) for w in data.get(k, ())) for k in Silence.__dataclass_fields__})


def with_silences(reading: Reading, predicates: Sequence[Predicate]) -> list[Predicate]:
    """The predicates, with each refusal to comment as a statement that was not made; words for who wants no name are no events."""
    words = _words(reading.pack)
    unnamed = find_conditions(reading)
    found = [s for s in find_silences(reading, range(len(reading.tokens))) if not _overlaps(s, unnamed)]
    taken = {t for first, last in (*found, *unnamed) for t in range(first, last)}
    kept = [p for p in predicates if p.token not in taken and p.carrier not in taken]
    unsaid = [first for first, last in found if not _is_one(reading, last - 1, words.name)]
    silent = [Predicate(first, first, EventType.STATE, False, "no comment", unsaid=True) for first in unsaid]
    return sorted((*kept, *silent), key=lambda p: p.token)


def find_silences(reading: Reading, verbs: range) -> Iterator[tuple[int, int]]:
    """Tokens [first, last) from a verb of refusing among `verbs`, or of answering with a "not", to the word for what is not said or was asked."""
    words = _words(reading.pack)
    for token in verbs:
        if _is_one(reading, token, words.refuse) or _wishes_not(reading, token):
            objects = words.said | words.name
        elif _is_one(reading, token, words.answer) and is_negated(reading, token):
            objects = words.asked
        else:
            continue
        end = min(reading.sentences[reading.sentence_of(token)].last, token + 1 + REFUSED)
        last = next((i for i in range(token + 1, end) if _is_one(reading, i, objects)), None)
        if last is not None and not any(reading.tokens[i].upos == "PUNCT" for i in range(token + 1, last)):
            yield token, last + 1


def _overlaps(silence: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a refusal only is a condition of anonymity."""
    return any(first < silence[1] and silence[0] < last for first, last in others)


def _wishes_not(reading: Reading, token: int) -> bool:
    """Whether somebody asks or prefers not to do something ("asked not to comment")."""
    if not _is_one(reading, token, _words(reading.pack).wish):
        return False
    behind = range(token + 1, min(reading.sentences[reading.sentence_of(token)].last, token + 1 + NEGATED))
    return any(reading.is_word(i, "pack", "negation") for i in behind)


def leaves_open(reading: Reading, token: int) -> bool:
    """Whether a token stands in what somebody would not say, or did not deny."""
    first = reading.sentences[reading.sentence_of(token)].first
    for silence in find_silences(reading, range(first, token)):
        end = silence[1]
        if _overlaps(silence, find_conditions(reading)) or _is_one(reading, end - 1, _words(reading.pack).name):
            continue
        if end <= token and any(_opens(reading, i) for i in _behind(reading, end, token)):
            return True
    deny = _words(reading.pack).deny
    return any(_is_one(reading, i, deny) and is_negated(reading, i) for i in range(first, token))


def _behind(reading: Reading, first: int, last: int) -> Iterator[int]:
    """The tokens in which "whether" or "that" may follow a refusal: right behind it, or behind the noun for what it is about."""
    for i in range(first, min(last, first + OPENS)):
        if reading.tokens[i].upos in {"VERB", "AUX", "PUNCT"} and not _opens(reading, i):
            return
        yield i


def _opens(reading: Reading, token: int) -> bool:
    return reading.tokens[token].upos == "SCONJ" or "THAT" in reading.tokens[token].clitics


def is_negated(reading: Reading, token: int) -> bool:
    """Whether a "not" stands right before a verb."""
    before = range(max(reading.sentences[reading.sentence_of(token)].first, token - NEGATED), token)
    return any(reading.is_word(i, "pack", "negation") for i in before)


def _is_one(reading: Reading, token: int, words: frozenset[str]) -> bool:
    text, pack = reading.tokens[token].text, reading.pack
    return any(b.word in words for b in bare_forms(text, pack)) or bool(set(stems(text, False, pack)) & words)
