"""A group that two states describe together is two sides."""

from __future__ import annotations

from extract.building import build, mention

from dragoman.extract.casting.joined import each_side
from dragoman.model import EntityKind, MentionForm, Participant, Role


def sides(text: str, group: str, *states: str) -> list[str]:
    reading = build("en", text)
    whole = mention(reading, group, EntityKind.GROUP, MentionForm.NOMINAL)
    reading.set_mentions([whole, *(mention(reading, s, EntityKind.COUNTRY, MentionForm.DEMONYM) for s in states)])
    return [p.mention.name for p in each_side((Participant(Role.PARTY, whole),), reading)]


def test_joined_states_are_two_sides() -> None:
    text = "Israeli/ADJ and/CCONJ Syrian/ADJ delegations met/VERB ."
    assert sides(text, "Israeli and Syrian delegations", "Israeli", "Syrian") == ["Israeli", "Syrian"]


def test_one_state_stays_with_its_group() -> None:
    assert sides("Israeli/ADJ delegations met/VERB .", "Israeli delegations", "Israeli") == ["Israeli delegations"]


def test_states_with_more_between_them_are_no_two_sides() -> None:
    text = "Israeli/ADJ envoys to/ADP Syrian/ADJ delegations met/VERB ."
    whole = "Israeli envoys to Syrian delegations"
    assert sides(text, whole, "Israeli", "Syrian") == [whole]
