"""A later mention of an event joins the first one of its document, and only that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from extract.building import build
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.coreference import STORY, complete_claims
from dragoman.model import (
    Claim,
    EntityKind,
    EventType,
    Interval,
    Mention,
    MentionForm,
    Participant,
    Role,
    Span,
    Status,
    When,
    Where,
)

READING = build("en", "x")
MONDAY, FRIDAY = date(2025, 3, 10), date(2025, 3, 14)


def named(name: str, kind: EntityKind = EntityKind.PERSON, form: MentionForm = MentionForm.NAME) -> Mention:
    return Mention(Span(0, len(name)), name, kind, form, name, 0)


def claim(
    at: int,
    *parties: str,
    kind: EventType = EventType.MEET,
    status: Status = Status.HAPPENED,
    day: date | None = None,
    place: str | None = None,
) -> Claim:
    return Claim(
        id=str(at),
        document="0",
        language="en",
        type=kind,
        status=status,
        predicate=Span(at, at + 3),
        quote=Span(at, at + 9),
        participants=tuple(Participant(Role.PARTY, named(p)) for p in parties),
        when=When(Interval(day, day), "stated", Span(at + 3, at + 6), str(day)) if day else None,
        where=Where(named(place, EntityKind.PLACE)) if place else None,
    )


def test_each_gets_what_the_other_tells() -> None:
    first, second = complete_claims(
        READING, [claim(0, "Anna", "Boris", day=MONDAY), claim(20, "Boris", "Anna", place="Doha")]
    )
    assert second.when == first.when is not None
    assert first.where == second.where is not None
    assert "where: same event in this report" in first.why
    assert "when: same event in this report" in second.why


def test_the_nearest_earlier_claim_is_asked_first() -> None:
    told = complete_claims(
        READING,
        [
            claim(0, "Anna", "Boris", place="Doha"),
            claim(20, "Anna", "Boris", place="Cairo"),
            claim(40, "Anna", "Boris"),
            claim(60, "Anna", "Boris", place="Oslo"),
        ],
    )
    assert told[2].where is not None and told[2].where.mention.name == "Cairo"


@pytest.mark.parametrize(
    "other",
    [
        claim(20, "Anna", "Clara", place="Doha"),
        claim(20, "Anna", "Boris", kind=EventType.CALL, place="Doha"),
        claim(20, "Anna", "Boris", status=Status.PLANNED, place="Doha"),
        claim(20, "Anna", "Boris", day=FRIDAY, place="Doha"),
        claim(0, "Anna", "Boris", place="Doha"),
    ],
    ids=["other people", "other type", "another status", "another day", "the same words"],
)
def test_another_event_gives_nothing(other: Claim) -> None:
    first = claim(0, "Anna", "Boris", day=MONDAY)
    assert complete_claims(READING, [first, other])[0] == first


def test_a_building_without_a_name_stands_in_the_town_of_the_story() -> None:
    villa = named("a villa", EntityKind.PLACE, MentionForm.NOMINAL)
    arrival = claim(10, "Anna", kind=EventType.TRAVEL, place="Doha")
    nearby = replace(claim(30, "Boris"), where=Where(villa))
    first, second = complete_claims(READING, [arrival, nearby])
    assert first == arrival
    assert second.where == arrival.where and second.why[-1] == "where: the town of the story"
    assert complete_claims(READING, [nearby, arrival])[0] == nearby


def test_a_town_named_long_before_is_not_that_of_the_story() -> None:
    reading = build("en", "Anna flew/VERB to Doha .", *["Nothing came/VERB ."] * STORY, "Boris met/VERB Clara .")
    arrival = claim(reading.text.index("flew"), "Anna", kind=EventType.TRAVEL, place="Doha")
    villa = Where(named("a villa", EntityKind.PLACE, MentionForm.NOMINAL))
    late = replace(claim(reading.text.index("met"), "Boris"), where=villa)
    assert complete_claims(reading, [arrival, late])[1].where == villa


def test_pronouns_are_no_names() -> None:
    pronoun = Participant(Role.PARTY, named("they", form=MentionForm.PRONOUN))
    first, second = claim(0, "Anna"), claim(20, "Anna", place="Doha")
    first = replace(first, participants=(*first.participants, pronoun))
    second = replace(second, participants=(*second.participants, pronoun))
    assert complete_claims(READING, [first, second])[0].where is None


def test_what_happens_once_needs_one_name_and_what_is_said_often_is_not_joined() -> None:
    for kind, joined in ((EventType.ATTACK, True), (EventType.RELEASE, True), (EventType.DEMAND, False)):
        told = complete_claims(READING, [claim(0, "Anna", kind=kind), claim(20, "Anna", kind=kind, place="Doha")])
        assert (told[0].where is not None) is joined, kind


CLAIMS = st.lists(
    st.builds(
        lambda parties, kind, status, day, place: (parties, kind, status, day, place),
        st.lists(st.sampled_from(["Anna", "Boris", "Clara"]), max_size=3, unique=True),
        st.sampled_from([EventType.MEET, EventType.ATTACK, EventType.DEMAND]),
        st.sampled_from([Status.HAPPENED, Status.ONGOING, Status.PLANNED]),
        st.sampled_from([None, MONDAY, FRIDAY]),
        st.sampled_from([None, "Doha", "Cairo"]),
    ),
    max_size=6,
)


@given(CLAIMS)
def test_nothing_is_lost_and_only_gaps_are_filled(drawn: list[tuple[list[str], EventType, Status, date, str]]) -> None:
    claims = [
        claim(20 * i, *parties, kind=kind, status=status, day=day, place=place)
        for i, (parties, kind, status, day, place) in enumerate(drawn)
    ]
    told = complete_claims(READING, claims)
    assert len(told) == len(claims)
    for before, after in zip(claims, told, strict=True):
        assert replace(after, when=before.when, where=before.where, why=before.why) == before
        assert before.when in (None, after.when)
        assert before.where in (None, after.where)
        filled = (before.when != after.when) + (before.where != after.where)
        assert len(after.why) == len(before.why) + filled
        assert after.when is None or after.when in [c.when for c in claims]
