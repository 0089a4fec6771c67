"""Which readings are claims: the model's certainty, who takes part, and what stands beside."""

from __future__ import annotations

from extract.building import build, mention, opinion, predicate, token

from dragoman.extract.acceptance import describe_claim, is_claim
from dragoman.extract.casting import Cast, Scene, cast_event
from dragoman.extract.predicates import Predicate
from dragoman.extract.weights import load_weights, probability
from dragoman.model import ArgumentReading, EntityKind, EventType, Mention, MentionForm, Participant, Role, Status


def read(score: float, *people: str) -> tuple[Scene, Predicate, Cast]:
    """A meeting that the model finds with this probability, between these people."""
    reading = build("en", "Anna/PROPN/nsubj>met met/VERB Boris/PROPN/obj>met in/ADP Doha/PROPN .")
    reading.set_mentions([mention(reading, n) for n in people])
    arguments = tuple(ArgumentReading(token(reading, n), "party", 0.95) for n in people)
    reads = opinion(token(reading, "met"), score=score, arguments=arguments)
    found = predicate(reading, "met", EventType.MEET, opinion=reads, why="model")
    scene = Scene(reading, [found])
    return scene, found, cast_event(scene, found)


def test_a_sure_meeting_of_two_is_a_claim() -> None:
    assert is_claim(*read(0.98, "Anna", "Boris"), Status.HAPPENED)


def test_nobody_who_takes_part_is_no_claim() -> None:
    assert not is_claim(*read(0.98), Status.HAPPENED)


def test_a_pronoun_alone_is_nobody() -> None:
    scene, found, _ = read(0.98, "Anna")
    she = mention(scene.reading, "Anna", EntityKind.PERSON, MentionForm.PRONOUN)
    assert not is_claim(scene, found, _cast_of(she), Status.HAPPENED)


def test_doubt_of_the_event_counts() -> None:
    sure, unsure = (describe_claim(*read(p, "Anna", "Boris"), Status.HAPPENED) for p in (0.98, 0.1))
    assert sure["odds of event"] > 0 > unsure["odds of event"]
    weights = load_weights("claims")
    assert probability(sure, weights) > 2 * probability(unsure, weights)


def _cast_of(one: Mention) -> Cast:
    return Cast((Participant(Role.PARTY, one),), None, (), (0.9,))
