"""Who plays which role: slots through frames, the model's arguments, pairs, pronouns, subjects that are not written, places."""

from __future__ import annotations

import pytest
from extract.building import build, mention, opinion, predicate, token

from dragoman.extract.casting import Cast, Scene, cast_event
from dragoman.extract.casting.candidates import propose
from dragoman.extract.reading import Reading
from dragoman.model import ArgumentReading, EntityKind, EventType, MentionForm, PredicateReading, Role

PERSON, PLACE, BODY, GROUP = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.GROUP
PRONOUN, NOMINAL = MentionForm.PRONOUN, MentionForm.NOMINAL


def cast(
    reading: Reading,
    word: str,
    kind: EventType = EventType.MEET,
    reads: PredicateReading | None = None,
    why: str = "word",
) -> Cast:
    found = predicate(reading, word, kind, opinion=reads, why=why)
    return cast_event(Scene(reading, [found]), found)


def sees(reading: Reading, word: str, kind: EventType, **parts: float) -> PredicateReading:
    """The model sees these names as parties of what a word reports."""
    arguments = tuple(ArgumentReading(token(reading, name), "party", score) for name, score in parts.items())
    return opinion(token(reading, word), kind, arguments=arguments)


def roles(one: Cast) -> list[tuple[str, Role]]:
    return [(p.mention.name, p.role) for p in one.participants]


def test_slots_become_roles_by_the_frame_of_the_type() -> None:
    reading = build("en", "Anna/PROPN/nsubj>freed freed/VERB Boris/PROPN/obj>freed in/ADP Doha/PROPN/obl>freed .")
    reading.set_mentions([mention(reading, "Anna"), mention(reading, "Boris"), mention(reading, "Doha", PLACE)])
    freed = predicate(reading, "freed", EventType.RELEASE)
    proposed = {(c.mention.name, c.part) for c in propose(Scene(reading, [freed]), freed).candidates}
    assert {("Anna", "party"), ("Boris", "beneficiary"), ("Doha", "where")} <= proposed
    sure = opinion(token(reading, "freed"), EventType.RELEASE)
    found = cast(reading, "freed", EventType.RELEASE, sure, "model")
    assert found.where is not None and found.where.name == "Doha"


@pytest.mark.parametrize(
    ("language", "sentence", "verb"),
    [
        ("en", "Anna/PROPN met/VERB with/ADP Boris/PROPN .", "met"),
        ("he", "Anna/PROPN נפגשה/VERB עם/ADP Boris/PROPN .", "נפגשה"),
        ("ar", "اجتمعت/VERB Anna/PROPN مع/ADP Boris/PROPN .", "اجتمعت"),
    ],
)
def test_both_sides_of_a_meeting_are_parties(language: str, sentence: str, verb: str) -> None:
    reading = build(language, sentence)
    reading.set_mentions([mention(reading, "Anna"), mention(reading, "Boris")])
    reads = sees(reading, verb, EventType.MEET, Anna=0.5, Boris=0.5)
    assert roles(cast(reading, verb, reads=reads)) == [("Anna", Role.PARTY), ("Boris", Role.PARTY)]


def test_the_models_arguments_go_first_and_the_frame_fills_an_open_side() -> None:
    reading = build("en", "Anna/PROPN/nsubj>met met/VERB Boris/PROPN/obj>met after Clara .")
    reading.set_mentions([mention(reading, n) for n in ("Anna", "Boris", "Clara")])
    met = token(reading, "met")
    clara = ArgumentReading(token(reading, "Clara"), "party", 0.9)
    anna = ArgumentReading(token(reading, "Anna"), "party", 0.9)
    full = cast(reading, "met", reads=opinion(met, arguments=(clara, anna)), why="model")
    assert roles(full) == [("Anna", Role.PARTY), ("Clara", Role.PARTY)]
    assert full.why == ("roles: model",)
    half = cast(reading, "met", reads=opinion(met, arguments=(clara,)), why="model")
    assert ("Clara", Role.PARTY) in roles(half) and ("Anna", Role.PARTY) in roles(half)
    assert half.why == ("roles: model", "roles: frame")


def test_an_argument_that_the_model_doubts_does_not_count() -> None:
    reading = build("en", "Anna/PROPN/nsubj>met met/VERB Boris/PROPN/obj>met .", "Clara left/VERB .")
    reading.set_mentions([mention(reading, n) for n in ("Anna", "Boris", "Clara")])
    doubt = ArgumentReading(token(reading, "Clara"), "party", 0.1)
    sure = [ArgumentReading(token(reading, name), "party", 0.9) for name in ("Anna", "Boris")]
    found = cast(reading, "met", reads=opinion(token(reading, "met"), arguments=(*sure, doubt)), why="model")
    assert roles(found) == [("Anna", Role.PARTY), ("Boris", Role.PARTY)]


def test_the_models_place_goes_first_and_a_place_is_no_participant() -> None:
    reading = build("en", "Anna/PROPN/nsubj>met met/VERB Boris/PROPN/obj>met in/ADP Doha/PROPN or Oslo/PROPN .")
    doha, oslo = mention(reading, "Doha", EntityKind.COUNTRY), mention(reading, "Oslo", EntityKind.COUNTRY)
    reading.set_mentions([mention(reading, "Anna"), mention(reading, "Boris"), doha, oslo])
    where = ArgumentReading(token(reading, "Oslo"), "where", 0.9)
    found = cast(reading, "met", reads=opinion(token(reading, "met"), arguments=(where,)))
    assert found.where == oslo
    assert "Oslo" not in [name for name, _ in roles(found)]


@pytest.mark.parametrize(
    ("language", "first", "second", "pair", "verb"),
    [
        ("en", "Anna wrote/VERB to Boris .", "The two/NOUN/nsubj>agreed agreed/VERB .", "The two", "agreed"),
        ("he", "Anna כתבה/VERB ל Boris .", "השניים/NOUN/nsubj>הסכימו הסכימו/VERB .", "השניים", "הסכימו"),
        ("ar", "كتبت/VERB Anna إلى Boris .", "واتفق/VERB الرجلان/NOUN/nsubj>واتفق .", "الرجلان", "واتفق"),
    ],
)
def test_the_two_are_the_two_named_before(language: str, first: str, second: str, pair: str, verb: str) -> None:
    reading = build(language, first, second)
    two = mention(reading, pair, GROUP, NOMINAL)
    reading.set_mentions([mention(reading, "Anna"), mention(reading, "Boris"), two])
    found = cast(reading, verb, EventType.AGREE, sees(reading, verb, EventType.AGREE, Anna=0.6, Boris=0.6))
    assert roles(found) == [("Anna", Role.PARTY), ("Boris", Role.PARTY)]
    assert "subject from before" not in found.why


def test_two_of_whom_nobody_was_named_stay_the_two() -> None:
    reading = build("ar", "واتفق/VERB الجانبان/NOUN/nsubj>واتفق .")
    reading.set_mentions([mention(reading, "الجانبان", GROUP, NOMINAL)])
    both = ArgumentReading(token(reading, "الجانبان"), "party", 0.9)
    reads = opinion(token(reading, "واتفق"), EventType.AGREE, arguments=(both,))
    assert roles(cast(reading, "واتفق", EventType.AGREE, reads, "model")) == [("الجانبان", Role.PARTY)]


def test_clitics_hide_no_pair() -> None:
    reading = build("he", "Anna כתבה/VERB ל Boris .", "והשניים/NOUN/nsubj>הסכימו הסכימו/VERB .")
    two = mention(reading, "והשניים", GROUP, NOMINAL)
    reading.set_mentions([mention(reading, "Anna"), mention(reading, "Boris"), two])
    reads = sees(reading, "הסכימו", EventType.AGREE, Anna=0.6, Boris=0.6)
    assert [name for name, _ in roles(cast(reading, "הסכימו", EventType.AGREE, reads))] == ["Anna", "Boris"]


def test_a_pronoun_is_whom_the_sentence_before_speaks_of() -> None:
    reading = build("en", "Anna left/VERB .", "She/PRON/nsubj>threatened threatened/VERB Boris/PROPN/obj>threatened .")
    she = mention(reading, "She", PERSON, PRONOUN)
    reading.set_mentions([mention(reading, "Anna"), she, mention(reading, "Boris")])
    reads = sees(reading, "threatened", EventType.THREATEN, Anna=0.5)
    found = roles(cast(reading, "threatened", EventType.THREATEN, reads))
    assert found[0] == ("Anna", Role.PARTY)
    assert "She" not in [name for name, _ in found]


def test_who_is_named_before_takes_part_where_nobody_nearer_does() -> None:
    reading = build("ar", "وصل/VERB سليم/PROPN .", "وهدد/VERB بالرد .")
    reading.set_mentions([mention(reading, "سليم")])
    before = ArgumentReading(token(reading, "سليم"), "party", 0.9)
    reads = opinion(token(reading, "وهدد"), EventType.THREATEN, arguments=(before,))
    found = cast(reading, "وهدد", EventType.THREATEN, reads, "model")
    assert roles(found) == [("سليم", Role.PARTY)]


def test_who_is_named_before_does_not_go_beside_the_doer() -> None:
    reading = build(
        "en", "Clara left/VERB .", "Anna/PROPN/nsubj>threatened threatened/VERB Boris/PROPN/obj>threatened ."
    )
    reading.set_mentions([mention(reading, n) for n in ("Anna", "Boris", "Clara")])
    arguments = tuple(
        ArgumentReading(token(reading, name), role, score)
        for name, role, score in (("Anna", "party", 0.97), ("Boris", "counterpart", 0.9), ("Clara", "party", 0.4))
    )
    reads = opinion(token(reading, "threatened"), EventType.THREATEN, arguments=arguments)
    found = cast(reading, "threatened", EventType.THREATEN, reads, "model")
    assert roles(found) == [("Anna", Role.PARTY), ("Boris", Role.COUNTERPART)]


def test_the_owner_of_a_title_takes_no_part() -> None:
    reading = build("en", "Anna/PROPN 's envoy/NOUN/nsubj>met Clara/PROPN met/VERB Boris/PROPN/obj>met .")
    title = mention(reading, "Anna 's envoy", form=MentionForm.TITLE)
    reading.set_mentions([mention(reading, n) for n in ("Anna", "Boris", "Clara")] + [title])
    arguments = tuple(ArgumentReading(token(reading, n), "party", 0.95) for n in ("Clara", "Boris"))
    found = cast(reading, "met", reads=opinion(token(reading, "met"), arguments=arguments), why="model")
    assert ("Anna", Role.PARTY) not in roles(found)


def test_who_is_named_twice_takes_part_once() -> None:
    reading = build("en", "Anna/PROPN/nsubj>met met/VERB Boris/PROPN/obj>met , Anna/PROPN/obj>met .")
    reading.set_mentions([mention(reading, "Anna"), mention(reading, "Boris"), mention(reading, "Anna", nth=2)])
    reads = sees(reading, "met", EventType.MEET, Anna=0.9, Boris=0.9)
    assert [name for name, _ in roles(cast(reading, "met", reads=reads))].count("Anna") == 1


def test_a_building_without_a_name_gives_way_to_the_place_named_behind_it() -> None:
    reading = build("en", "Anna/PROPN/nsubj>met met/VERB Boris/PROPN/obj>met at/ADP the prison in/ADP Arles/PROPN .")
    reading.set_mentions([mention(reading, "Anna"), mention(reading, "Boris"), mention(reading, "Arles", PLACE)])
    prison = mention(reading, "the prison", PLACE, NOMINAL)
    reading.set_mentions([*reading.mentions, prison])
    parts = (("Anna", "party"), ("Boris", "party"), ("the", "where"))
    arguments = tuple(ArgumentReading(token(reading, word), part, 0.9) for word, part in parts)
    found = cast(reading, "met", reads=opinion(token(reading, "met"), arguments=arguments))
    assert found.where is not None and found.where.name == "Arles"
