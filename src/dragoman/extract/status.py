"""How an event stands: negation, tense, plan words, condition, demand, cancellation around its predicate; how near it is; what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.extract.attribution.unsaid import is_negated, leaves_open
from dragoman.extract.degree import read_degree, status_by
from dragoman.extract.negation_scope import status_in_scope
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, matches_any, word_set
from dragoman.model import Degree, EventType, Status
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
# statuses that a verb over the event noun decides
GOVERNED = (Status.CANCELLED, Status.POSTPONED, Status.FAILED)
REACH = 5
# words between one that says that an event is sought and the event
SOUGHT_REACH = 3
# events that are efforts themselves
ATTEMPTS = {EventType.MEDIATE, EventType.PERSUADE}
# "not only" and the like speak against these alone
UNDONE = {Status.DENIED, Status.FAILED, Status.POSSIBLE}
# from this probability on the model's status goes before the cues
TRUSTED = 0.85


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands by its words: its status, how near it is where they tell, and the rule that decided."""

    status: Status
    degree: Degree | None
    why: str


def read_standing(reading: Reading, predicate: Predicate, clause: tuple[int, int]) -> Standing:
    """How an event stands. What was not said, or what nobody would confirm or deny, goes before the words around the event itself.

    Args:
        reading: the document.
        predicate: the words that report the event.
        clause: tokens [first, last) of its clause.
    """
    degree = read_degree(reading, predicate)
    if predicate.unsaid:
        return Standing(Status.DENIED, degree, "no comment")
    if leaves_open(reading, predicate.token):
        return Standing(Status.POSSIBLE, degree, "left open")
    if predicate.type is EventType.DENY and is_negated(reading, predicate.token):
        return Standing(Status.DENIED, degree, "not denied")
    status, why = read_status(reading, predicate, clause)
    scoped = status_in_scope(reading, predicate, clause)
    if scoped and (scoped is not Status.HAPPENED or status in UNDONE):
        return Standing(scoped, degree, f"scope {scoped.value}")
    return Standing(status_by(degree, status), degree, why)


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
    if said := _said_by_governor(reading, predicate):
        return said, f"cue {said.value}"
    modelled = _by_model(predicate)
    if modelled is Status.HAPPENED and _is_sought(reading, predicate):
        return Status.PLANNED, "cue sought"
    if modelled and predicate.reading and predicate.reading.status_score >= TRUSTED:
        return modelled, "model status"
    start = max(
        clause[0] - 1,
        reading.sentences[reading.sentence_of(predicate.token)].first,
        min(predicate.carrier, predicate.token) - REACH - 3,
    )
    if _is_negated(reading, predicate, start):
        return Status.DENIED, "negation"
    if _is_future(reading, predicate.carrier):
        return Status.PLANNED, "future"
    governing = _cues_around(reading, predicate, start)
    for status in ORDER:
        if status in governing and OWN.get(status) is not predicate.type:
            return status, f"cue {status.value}"
    return (modelled, "model status") if modelled else (Status.HAPPENED, "no cue")


def _by_model(predicate: Predicate) -> Status | None:
    """The model's status; a cancellation that is itself the event has happened."""
    if predicate.reading is None:
        return None
    status = predicate.reading.status
    return Status.HAPPENED if OWN.get(status) is predicate.type else status


def _said_by_governor(reading: Reading, predicate: Predicate) -> Status | None:
    """The status that the verb gives whose subject or object the event noun is ("the talks were postponed", "called off the visit")."""
    word = reading.tokens[predicate.token]
    if word.upos not in {"NOUN", "PROPN"} or word.relation not in {"nsubj", "obj"} or word.head < 0:
        return None
    for status in GOVERNED:
        if OWN.get(status) is not predicate.type and any(
            _matches(reading, word.head, phrase) for phrase in _cues(reading.pack).get(status, frozenset())
        ):
            return status
    return None


def _is_sought(reading: Reading, predicate: Predicate) -> bool:
    """Whether the words right before say that somebody tries, hopes or means to bring the event about; to try to mediate is to mediate."""
    if predicate.type in ATTEMPTS:
        return False
    sought = word_set(reading.pack, "events", "sought")
    start = reading.sentences[reading.sentence_of(predicate.token)].first
    at = min(predicate.carrier, predicate.token)
    before = range(max(start, at - SOUGHT_REACH), at)
    return any(matches_any(reading.tokens[i].text, sought, reading.pack) for i in before)


def _is_future(reading: Reading, token: int) -> bool:
    """Whether the model flags a future clitic, or one is written onto the verb."""
    word = reading.tokens[token]
    if "FUT" in word.clitics:
        return True
    clitic, before = reading.pack.pack["future"]["clitic"], tuple(reading.pack.pack["future"]["before"])
    return word.upos == "VERB" and any(
        clitic in bare.clitics and bare.word.startswith(before) for bare in bare_forms(word.text, reading.pack)
    )


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
    """Whether a cue stands at a token; its last word may be the letter with which the next word begins."""
    if not any(b.word == phrase[0] for b in bare_forms(reading.tokens[at].text, reading.pack)):
        return False
    following = reading.folded[at + 1 : at + len(phrase)]
    return len(following) == len(phrase) - 1 and all(
        word == wanted or (len(wanted) == 1 and word.startswith(wanted))
        for word, wanted in zip(following, phrase[1:], strict=True)
    )
