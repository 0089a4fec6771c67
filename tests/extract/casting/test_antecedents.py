"""Whom a pronoun, "the two" or "both sides" means."""

from __future__ import annotations

import pytest
from extract.building import build, mention, opinion, predicate, token
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.casting import Scene
from dragoman.extract.casting.antecedents import REACH, WANTED, Reference, find_meant, kind_of_reference
from dragoman.extract.reading import Reading
from dragoman.model import ArgumentReading, EntityKind, EventType, Mention, MentionForm, Role

PERSON, BODY, GROUP = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP
PRONOUN, NOMINAL = MentionForm.PRONOUN, MentionForm.NOMINAL


def meant(reading: Reading, word: str, who: Mention, weights: dict[str, float] | None = None) -> list[str] | None:
    """Whom `who` means as a party of what `word` reports; the model sees everybody named before in that part."""
    arguments = tuple(
        ArgumentReading(token(reading, m.name), "party", 0.8) for m in reading.mentions if m.span < who.span
    )
    found = predicate(reading, word, EventType.THREATEN, opinion=opinion(token(reading, word), arguments=arguments))
    named = find_meant(Scene(reading, [found]), found, Role.PARTY, who, weights)
    return None if named is None else [m.name for m in named]


@pytest.mark.parametrize(
    ("language", "words", "form", "kind"),
    [
        ("en", "he", PRONOUN, Reference.ONE),
        ("en", "they", PRONOUN, Reference.MANY),
        ("en", "both", PRONOUN, Reference.TWO),
        ("en", "the two sides", NOMINAL, Reference.SIDES),
        ("en", "the envoy", NOMINAL, None),
        ("he", "הוא", PRONOUN, Reference.ONE),
        ("he", "השניים", NOMINAL, Reference.TWO),
        ("he", "הצדדים", NOMINAL, Reference.SIDES),
        ("ar", "الطرفان", NOMINAL, Reference.SIDES),
        ("ar", "الرجلان", NOMINAL, Reference.TWO),
    ],
)
def test_words_tell_how_many_are_meant(language: str, words: str, form: MentionForm, kind: Reference | None) -> None:
    reading = build(language, f"Anna met/VERB {words} .")
    assert kind_of_reference(reading, mention(reading, words, GROUP, form)) is kind


def test_a_name_refers_to_nobody_else() -> None:
    reading = build("en", "Anna met/VERB Boris .")
    boris = mention(reading, "Boris")
    reading.set_mentions([mention(reading, "Anna"), boris])
    assert meant(reading, "met", boris) is None


def test_he_is_a_person_and_no_body() -> None:
    reading = build("en", "Hamas praised/VERB Boris .", "He/PRON/nsubj>threatened threatened/VERB war .")
    he = mention(reading, "He", PERSON, PRONOUN)
    reading.set_mentions([mention(reading, "Hamas", BODY), mention(reading, "Boris"), he])
    assert meant(reading, "threatened", he) == ["Boris"]


def test_who_is_named_too_long_before_is_not_meant() -> None:
    between = ["Nothing came/VERB of it ."] * REACH
    reading = build("en", "Anna left/VERB .", *between, "She/PRON/nsubj>threatened threatened/VERB war .")
    she = mention(reading, "She", PERSON, PRONOUN)
    reading.set_mentions([mention(reading, "Anna"), she])
    assert meant(reading, "threatened", she, {"bias": 9.0}) == []


def test_where_fewer_are_likely_than_are_meant_nobody_is() -> None:
    reading = build("en", "Anna left/VERB .", "The two/NOUN/nsubj>threatened threatened/VERB war .")
    two = mention(reading, "The two", GROUP, NOMINAL)
    reading.set_mentions([mention(reading, "Anna"), two])
    assert meant(reading, "threatened", two, {"bias": 9.0}) == []


def test_the_sides_are_those_who_deal_and_neither_host_nor_mediator() -> None:
    reading = build("en", "Oslo hosted/VERB Fatah and Hamas , who met/VERB twice .", "Both sides threatened/VERB war .")
    sides = mention(reading, "Both sides", GROUP, NOMINAL)
    named = [
        mention(reading, "Oslo", EntityKind.COUNTRY),
        mention(reading, "Fatah", BODY),
        mention(reading, "Hamas", BODY),
    ]
    reading.set_mentions([*named, sides])
    parts = (("Oslo", "host"), ("Fatah", "party"), ("Hamas", "party"))
    arguments = tuple(ArgumentReading(token(reading, name), role, 0.9) for name, role in parts)
    met = predicate(reading, "met", opinion=opinion(token(reading, "met"), arguments=arguments))
    threat = predicate(reading, "threatened", EventType.THREATEN)
    found = find_meant(Scene(reading, [met, threat]), threat, Role.PARTY, sides)
    assert found is not None and [m.name for m in found] == ["Fatah", "Hamas"]
    assert find_meant(Scene(reading, [threat]), threat, Role.PARTY, sides) == []


@given(st.integers(1, 5), st.sampled_from([("The two", 2), ("The three", 3)]))
def test_no_more_are_named_than_are_meant_and_all_stand_before(count: int, words: tuple[str, int]) -> None:
    names = ["Anna", "Boris", "Clara", "David", "Emil"][:count]
    reading = build("en", f"{' , '.join(names)} met/VERB .", f"{words[0]} threatened/VERB war .")
    group = mention(reading, words[0], GROUP, NOMINAL)
    reading.set_mentions([*(mention(reading, n) for n in names), group])
    found = meant(reading, "threatened", group, {"bias": 9.0})
    kind = kind_of_reference(reading, group)
    assert kind is not None and found is not None
    assert found == [] if count < words[1] else len(found) == WANTED[kind] == words[1]
    assert found == sorted(found, key=names.index)
