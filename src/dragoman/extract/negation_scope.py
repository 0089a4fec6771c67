"""Words that turn a negation round: "not only met", "not the first meeting", "did not rule out a visit", "stopped short of accusing".

The model and the cues see the "not"; what these words say of the event behind them goes before both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dragoman.extract.degree import GAP_MARK
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold
from dragoman.model import Status
from dragoman.pack import Pack

REACH = 9
"""Words behind such a phrase that it still speaks of."""
GAP_WIDTH = 5
"""Words of a gap, in which the verb's subject may stand inside a phrase, and one more."""


@cache
def _phrases(pack: Pack) -> Mapping[str, tuple[tuple[tuple[str, ...], Status], ...]]:
    """Phrases by their first word, with what they say of the event behind them."""
    found: dict[str, list[tuple[tuple[str, ...], Status]]] = {}
    for status, phrases in pack.events["scope"].items():
        for phrase in phrases:
            words = tuple(fold(w, pack) for w in phrase.split())
            found.setdefault(words[0], []).append((words, Status(status)))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in found.items()}


def without_scopes(reading: Reading, predicates: Sequence[Predicate]) -> list[Predicate]:
    """The predicates but those that stand in such a phrase: who does not rule something out rejects nothing."""
    inside = {i for first, last, _ in _find(reading, range(len(reading.tokens))) for i in range(first, last)}
    return [p for p in predicates if p.token not in inside]


def status_in_scope(reading: Reading, predicate: Predicate, clause: tuple[int, int]) -> Status | None:
    """What a phrase of this kind before a predicate, in its sentence, says of the event; None without one.

    Args:
        reading: the document.
        predicate: the words that report the event.
        clause: tokens [first, last) of its clause; only "not only" and "not the first time that" reach into it from outside.
    """
    at = min(predicate.carrier, predicate.token)
    start = reading.sentences[reading.sentence_of(at)].first
    spans = [s for s in _find(reading, range(max(start, at - REACH), at)) if s[1] <= at]
    if not spans:
        return None
    _, last, status = spans[-1]
    ended = any(reading.tokens[i].upos in {"PUNCT", "CCONJ"} for i in range(last, at))
    outside = last < clause[0] and status is not Status.HAPPENED
    return None if ended or outside else status


def _find(reading: Reading, tokens: range) -> Iterator[tuple[int, int, Status]]:
    """Tokens [first, last) of the longest phrase that begins at each of `tokens`, with what it says."""
    table = _phrases(reading.pack)
    for first in tokens:
        stems = [b.word for b in bare_forms(reading.tokens[first].text, reading.pack)]
        for words, status in (entry for stem in stems for entry in table.get(stem, ())):
            last = _follow(reading, first + 1, words[1:])
            if last is not None:
                yield first, last, status
                break


def _follow(reading: Reading, at: int, words: Sequence[str]) -> int | None:
    """The token after a phrase whose next words are `words`; None where they do not stand. A last letter is written onto the word behind."""
    if not words:
        return at
    if words[0] == GAP_MARK:
        return next(
            (end for i in range(at, at + GAP_WIDTH) if (end := _follow(reading, i, words[1:])) is not None), None
        )
    if at >= len(reading.folded):
        return None
    if len(words[0]) == 1 and reading.folded[at].startswith(words[0]):
        return at
    return _follow(reading, at + 1, words[1:]) if reading.folded[at] == words[0] else None
