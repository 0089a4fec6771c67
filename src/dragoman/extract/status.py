"""How an event stands: negation, tense, plan words, condition, demand, cancellation around its predicate."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, word_set
from dragoman.model import EventType, Status
from dragoman.pack import Pack

# the first that applies decides
ORDER = (
    Status.CANCELLED,
    Status.POSTPONED,
    Status.DENIED,
    Status.FAILED,
    Status.CONDITIONAL,
    Status.DEMANDED,
    Status.PROPOSED,
    Status.POSSIBLE,
    Status.PLANNED,
    Status.ONGOING,
)
# cues of these statuses are themselves events; they do not set their own status
OWN = {
    Status.CANCELLED: EventType.CANCEL,
    Status.POSTPONED: EventType.POSTPONE,
    Status.DEMANDED: EventType.DEMAND,
    Status.PROPOSED: EventType.PROPOSE,
    Status.DENIED: EventType.DENY,
}
REACH = 5


@cache
def _cues(pack: Pack) -> Mapping[Status, frozenset[tuple[str, ...]]]:
    return {
        Status(name): frozenset(tuple(fold(w, pack) for w in phrase.split()) for phrase in phrases)
        for name, phrases in pack.events["status"].items()
    }


def read_status(reading: Reading, predicate: Predicate, clause: tuple[int, int]) -> tuple[Status, str]:
    """The status of a predicate and the rule that gave it.

    Args:
        reading: the document.
        predicate: the words that report the event.
        clause: tokens [first, last) of its clause.
    """
    if predicate.reading and predicate.reading.status_score >= 0.5:
        return predicate.reading.status, "model status"
    start = max(
        clause[0] - 1,
        reading.sentences[reading.sentence_of(predicate.token)].first,
        min(predicate.carrier, predicate.token) - REACH - 3,
    )
    if _is_negated(reading, predicate, start):
        return Status.DENIED, "negation"
    if "FUT" in reading.tokens[predicate.carrier].clitics:
        return Status.PLANNED, "future"
    governing = _cues_around(reading, predicate, start)
    for status in ORDER:
        if status in governing and OWN.get(status) is not predicate.type:
            return status, f"cue {status.value}"
    return Status.HAPPENED, "no cue"


def _is_negated(reading: Reading, predicate: Predicate, start: int) -> bool:
    negation = word_set(reading.pack, "pack", "negation")
    first = min(predicate.carrier, predicate.token)
    return any(reading.folded[i] in negation for i in range(max(start, first - 3), first)) or any(
        reading.folded[c] in negation for c in reading.children[predicate.carrier] if c < predicate.carrier
    )


def _cues_around(reading: Reading, predicate: Predicate, start: int) -> set[Status]:
    """Statuses whose cue words stand before the predicate in its clause, or right beside it."""
    found = set()
    cues = _cues(reading.pack)
    end = max(predicate.carrier, predicate.token) + 2
    for i in range(start, min(end, len(reading.tokens))):
        if i == predicate.token and reading.tokens[i].upos == "NOUN":
            continue
        for status, phrases in cues.items():
            if any(_matches(reading, i, phrase) for phrase in phrases):
                found.add(status)
    return found


def _matches(reading: Reading, at: int, phrase: tuple[str, ...]) -> bool:
    if len(phrase) == 1:
        return any(b.word == phrase[0] for b in bare_forms(reading.tokens[at].text, reading.pack))
    words = reading.folded[at : at + len(phrase)]
    return (
        len(words) == len(phrase)
        and tuple(words[1:]) == phrase[1:]
        and any(b.word == phrase[0] for b in bare_forms(reading.tokens[at].text, reading.pack))
    )
