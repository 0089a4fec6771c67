"""Aims, reasons, conditions, outcomes, counts and media."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extract.building import build, mention, predicate
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.details import LONGEST, count_of, find_details, read_medium
from dragoman.extract.reading import Reading
from dragoman.model import EntityKind, Medium, MentionForm, Participant, Role
from dragoman.pack import languages, load_pack


def details(reading: Reading) -> list[tuple[str, str]]:
    return [(d.kind, d.text) for d in find_details(reading)]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "They met/VERB in order to free captives , he said .", [("aim", "in order to free captives")]),
        ("en", "They left/VERB because of the shelling .", [("reason", "because of the shelling")]),
        ("en", "They will leave/VERB if Cairo signs .", [("condition", "if Cairo signs")]),
        ("en", "The round ended/VERB without agreement .", [("outcome", "without agreement")]),
        ("he", "הם יצאו/VERB בשל ההפגזה , לדבריו .", [("reason", "בשל ההפגזה")]),
        ("he", "הם ייסוגו/VERB בתנאי שהצד השני יחתום .", [("condition", "בתנאי שהצד השני יחתום")]),
        ("ar", "اجتمعوا/VERB بهدف الإفراج عن الأسرى ، بحسب قوله .", [("aim", "بهدف الإفراج عن الأسرى")]),
        ("ar", "غادروا/VERB بسبب القصف .", [("reason", "بسبب القصف")]),
        ("ar", "سينسحبون/VERB شريطة توقيع الطرف الآخر .", [("condition", "شريطة توقيع الطرف الآخر")]),
        ("ar", "انتهت/VERB الجولة دون نتيجة .", [("outcome", "دون نتيجة")]),
    ],
)
def test_words_that_open_a_detail(language: str, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert details(build(language, sentence)) == expected


def test_a_detail_ends_with_its_sentence_or_after_so_many_words() -> None:
    reading = build("en", "They left/VERB because of rain", "Anna stayed/VERB .")
    assert details(reading) == [("reason", "because of rain")]
    long = build("en", "They left/VERB because of " + " ".join(["rain"] * 40))
    ((_, text),) = details(long)
    assert text.split() == ["because", "of", *["rain"] * LONGEST]


def test_opening_words_with_nothing_after_them_are_no_detail() -> None:
    assert details(build("en", "He asked/VERB why and said/VERB because .")) == []


def test_several_details_of_one_sentence() -> None:
    reading = build("en", "They left/VERB because of rain , if reports hold .")
    assert details(reading) == [("reason", "because of rain"), ("condition", "if reports hold")]


# --- counts -------------------------------------------------------------------------------------------------------


def test_how_many_were_released_is_counted_and_how_many_met_is_not() -> None:
    reading = build("en", "Two officials freed/VERB three hostages .")
    officials = mention(reading, "Two officials", EntityKind.GROUP, MentionForm.NOMINAL, number=2)
    hostages = mention(reading, "three hostages", EntityKind.GROUP, MentionForm.NOMINAL, number=3)
    found = list(count_of([Participant(Role.PARTY, officials), Participant(Role.BENEFICIARY, hostages)]))
    assert [(d.kind, d.text, d.span) for d in found] == [("count", "3", hostages.span)]
    unnumbered = mention(reading, "hostages", EntityKind.GROUP, MentionForm.NOMINAL)
    assert list(count_of([Participant(Role.VICTIM, unnumbered)])) == []


# --- media --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "word", "medium"),
    [
        ("en", "They held indirect/ADJ talks in Muscat .", "talks", Medium.INDIRECT),
        ("en", "They met/VERB face to face in Muscat .", "met", Medium.FACE_TO_FACE),
        ("en", "They spoke/VERB by telephone on Monday .", "spoke", Medium.PHONE),
        ("he", "הם קיימו שיחות עקיפות/ADJ במוסקט .", "שיחות", Medium.INDIRECT),
        ("he", "הם נפגשו/VERB פנים אל פנים במוסקט .", "נפגשו", Medium.FACE_TO_FACE),
        ("ar", "أجروا محادثات غير مباشرة في مسقط .", "محادثات", Medium.INDIRECT),
        ("ar", "التقوا/VERB وجها لوجه في مسقط .", "التقوا", Medium.FACE_TO_FACE),
        ("ar", "أجروا اتصالا هاتفيا أمس .", "اتصالا", Medium.PHONE),
    ],
)
def test_words_near_the_predicate_name_the_medium(language: str, sentence: str, word: str, medium: Medium) -> None:
    reading = build(language, sentence)
    assert read_medium(reading, predicate(reading, word), None) is medium


def test_the_usual_medium_stands_where_no_near_word_names_another() -> None:
    reading = build(
        "en", "They met/VERB in the capital of the republic on Monday , not by telephone .", "Indirect ones failed ."
    )
    assert read_medium(reading, predicate(reading, "met"), Medium.FACE_TO_FACE) is Medium.FACE_TO_FACE
    assert read_medium(reading, predicate(reading, "met"), None) is None


# --- properties ---------------------------------------------------------------------------------------------------


def opening_words(language: str) -> list[str]:
    table = load_pack(language).events["details"]
    return sorted({w for phrases in table.values() for p in phrases for w in p.split() if w.isalpha()})


@given(st.data(), st.sampled_from(languages()))
def test_details_are_words_of_the_text_in_order_and_apart(data: st.DataObject, language: str) -> None:
    words = st.sampled_from([*opening_words(language), "x", "y", "z", ","])
    sentences = data.draw(st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=3))
    reading = build(language, *sentences)
    found = list(find_details(reading))
    assert found == list(find_details(reading))
    kinds = set(load_pack(language).events["details"])
    for d in found:
        assert d.span.of(reading.text) == d.text != ""
        assert d.kind in kinds
        assert any(s.span.covers(d.span) for s in reading.sentences)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
