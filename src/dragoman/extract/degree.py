"""How near what is not yet is to coming about: only meant, close, or not even close."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold
from dragoman.model import Degree, Status
from dragoman.pack import Pack

# how many tokens the words may stand before the event, and how many may stand in a gap of theirs
REACH = {Degree.FAR: 12, Degree.NEAR: 3, Degree.MEANT: 6}
GAP = 10
GAP_MARK = "*"
# what a degree says of an event that would else be read as one of these
UNREACHED = frozenset({Status.HAPPENED, Status.ONGOING})
OPEN = UNREACHED | {Status.POSSIBLE, Status.PLANNED, Status.PROPOSED}


@cache
def _phrases(pack: Pack) -> Mapping[Degree, tuple[tuple[str, ...], ...]]:
    data = pack.events.get("degrees") or {}
    return {
        Degree(name): tuple(tuple(w if w == GAP_MARK else fold(w, pack) for w in p.split()) for p in phrases)
        for name, phrases in data.items()
    }


def read_degree(reading: Reading, predicate: Predicate) -> Degree | None:
    """The degree that the words before an event give it in its clause; "not yet" goes before all others.

    A phrase of the pack may have a gap ("have not * yet"), in which the event may stand.
    """
    sentence = reading.sentences[reading.sentence_of(predicate.token)]
    first = min(predicate.carrier, predicate.token)
    for degree, phrases in _phrases(reading.pack).items():
        start = max(sentence.first, first - REACH[degree])
        for phrase in phrases:
            if any(
                _matches(reading, i, phrase, sentence.last) and _is_open(reading, i, first) for i in range(start, first)
            ):
                return degree
    return None


def status_by(degree: Degree | None, status: Status) -> Status:
    """What is not yet has not happened; what is close may."""
    if degree is Degree.FAR and status in OPEN:
        return Status.DENIED
    return Status.POSSIBLE if degree is Degree.NEAR and status in UNREACHED else status


def _is_open(reading: Reading, first: int, last: int) -> bool:
    """Whether no mark and no clause of its own parts the words from the event."""
    return not any(reading.tokens[i].upos in {"PUNCT", "SCONJ", "CCONJ"} for i in range(first, last))


def _matches(reading: Reading, at: int, phrase: tuple[str, ...], end: int) -> bool:
    if not phrase:
        return True
    if phrase[0] == GAP_MARK:
        return any(_matches(reading, i, phrase[1:], end) for i in range(at, min(end, at + GAP)))
    return at < end and _is(reading, at, phrase[0]) and _matches(reading, at + 1, phrase[1:], end)


def _is(reading: Reading, token: int, word: str) -> bool:
    return any(b.word == word for b in bare_forms(reading.tokens[token].text, reading.pack))
