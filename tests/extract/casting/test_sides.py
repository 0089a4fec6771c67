"""Whom "both sides" and "the two countries" mean: states with whoever acts for them, and bodies."""

from __future__ import annotations

import pytest
from extract.building import build, mention, opinion, predicate, token

from dragoman.extract.casting import Scene
from dragoman.extract.casting.sides import two_sides
from dragoman.model import ArgumentReading, EntityKind, EventType, Mention, MentionForm

BODY, COUNTRY, GROUP = EntityKind.ORGANISATION, EntityKind.COUNTRY, EntityKind.GROUP
NOMINAL = MentionForm.NOMINAL


def meant(language: str, text: str, phrase: str, verb: str, *named: tuple[str, EntityKind, MentionForm]) -> list[str]:
    """Whom `phrase` means; of each (word, kind, form) the model sees the first two as parties of `verb`."""
    reading = build(language, text)
    mentions: list[Mention] = [mention(reading, word, kind, form) for word, kind, form in named]
    whole = mention(reading, phrase, GROUP, NOMINAL)
    reading.set_mentions([*mentions, whole])
    arguments = tuple(ArgumentReading(token(reading, m.text.split()[0]), "party", 0.9) for m in mentions[:2])
    met = predicate(reading, verb, EventType.MEET, opinion=opinion(token(reading, verb), arguments=arguments))
    last = predicate(reading, "agreed" if language == "en" else verb, EventType.AGREE)
    return [m.name for m in two_sides(Scene(reading, [met, last]), last, whole)]


NAME, DEMONYM = MentionForm.NAME, MentionForm.DEMONYM


def test_a_state_is_one_side_with_its_people_and_its_capital() -> None:
    text = "Kyrgyzstan met/VERB Tajikistan . Bishkek and Kyrgyz envoys waited/VERB . The two countries agreed/VERB ."
    named = (("Kyrgyzstan", COUNTRY, NAME), ("Tajikistan", COUNTRY, NAME))
    more = (("Bishkek", COUNTRY, NAME), ("Kyrgyz", COUNTRY, DEMONYM))
    assert meant("en", text, "The two countries", "met", *named, *more) == ["Kyrgyzstan", "Tajikistan"]


def test_two_countries_are_no_body() -> None:
    text = "Chad met/VERB the Harbour League . Niger waited/VERB . Niger and Chad spoke/VERB . The two countries agreed/VERB ."
    named = (("Chad", COUNTRY, NAME), ("Harbour League", BODY, NAME), ("Niger", COUNTRY, NAME))
    assert "Harbour League" not in meant("en", text, "The two countries", "met", *named)


def test_letters_behind_a_name_are_the_same_side() -> None:
    text = "Chad met/VERB the Harbour League ( HLX ) . HLX waited/VERB . Both sides agreed/VERB ."
    named = (("Chad", COUNTRY, NAME), ("Harbour League", BODY, NAME), ("HLX", BODY, NAME))
    found = meant("en", text, "Both sides", "met", *named)
    assert found[0] == "Chad" and len(found) == 2 and found[1] in {"HLX", "Harbour League"}


@pytest.mark.parametrize("words", ["Both sides", "The two countries"])
def test_one_side_is_not_two(words: str) -> None:
    text = f"Chad met/VERB nobody . {words} agreed/VERB ."
    assert meant("en", text, words, "met", ("Chad", COUNTRY, NAME)) == []
