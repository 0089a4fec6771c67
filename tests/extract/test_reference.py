"""Whom a surname, a title alone, "the movement", "the two" and an unwritten subject mean."""

from __future__ import annotations

import pytest
from extract.building import build, mention
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.reading import Reading
from dragoman.extract.reference import last_person_before, resolve_references
from dragoman.model import EntityKind, Mention, MentionForm

PERSON, BODY, GROUP = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP
TITLE, NOMINAL = MentionForm.TITLE, MentionForm.NOMINAL


def resolved(reading: Reading, *mentions: Mention) -> list[Mention]:
    return resolve_references(reading, sorted(mentions, key=lambda m: m.span))


# --- names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "first", "second", "full", "part", "name"),
    [
        ("en", "Anna Sjöberg spoke/VERB .", "Sjöberg left/VERB .", "Anna Sjöberg", "Sjöberg", "Sjöberg"),
        ("en", "Khalil al-Hayya spoke/VERB .", "al-Hayya left/VERB .", "Khalil al-Hayya", "al-Hayya", "al-Hayya"),
        ("he", "סטיב ויטקוף דיבר/VERB .", "המסר לוויטקוף הגיע/VERB .", "סטיב ויטקוף", "לוויטקוף", "ויטקוף"),
        ("ar", "تحدث/VERB ستيف ويتكوف .", "ووصل/VERB ويتكوف .", "ستيف ويتكوف", "ويتكوف", "ويتكوف"),
    ],
)
def test_a_part_of_a_name_means_its_bearer(
    language: str, first: str, second: str, full: str, part: str, name: str
) -> None:
    reading = build(language, first, second)
    bearer = mention(reading, full)
    nth = 1 + full.count(part)
    later = mention(reading, part, nth=nth, name=name)
    assert [m.name for m in resolved(reading, bearer, later)] == [full, full]
    assert resolved(reading, bearer, later)[1].antecedent == bearer.span


def test_the_office_goes_with_the_name() -> None:
    reading = build("en", "Envoy Steve Witkoff spoke/VERB .", "Witkoff left/VERB .")
    bearer = mention(reading, "Steve Witkoff", office="Envoy")
    later = mention(reading, "Witkoff", nth=2)
    assert resolved(reading, bearer, later)[1].office == "Envoy"


def test_of_two_bearers_the_one_named_last_is_meant() -> None:
    reading = build("en", "Ehud Barak met/VERB Tom Barak .", "Ehud Barak left/VERB .", "Barak said/VERB so .")
    told = resolved(
        reading,
        mention(reading, "Ehud Barak"),
        mention(reading, "Tom Barak"),
        mention(reading, "Ehud Barak", nth=2),
        mention(reading, "Barak", nth=4),
    )
    assert told[3].name == "Ehud Barak"


def test_a_surname_in_the_headline_means_who_is_named_below() -> None:
    reading = build("en", "Witkoff lands/VERB", "Envoy Steve Witkoff landed/VERB .")
    told = resolved(reading, mention(reading, "Witkoff"), mention(reading, "Steve Witkoff"))
    assert told[0].name == "Steve Witkoff"


def test_a_name_that_is_part_of_no_other_stays() -> None:
    reading = build("en", "Steve Witkoff met/VERB Kushner .")
    alone = mention(reading, "Kushner")
    assert resolved(reading, mention(reading, "Steve Witkoff"), alone)[1] == alone


# --- titles and bodies --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "first", "second", "person", "office", "title"),
    [
        (
            "en",
            "Foreign minister Hakan Fidan landed/VERB .",
            "The minister left/VERB .",
            "Hakan Fidan",
            "Foreign minister",
            "minister",
        ),
        ("he", "שר החוץ הקאן פידאן נחת/VERB .", "השר יצא/VERB .", "הקאן פידאן", "שר החוץ", "השר"),
        (
            "ar",
            "وصل/VERB وزير الخارجية هاكان فيدان .",
            "وغادر/VERB الوزير .",
            "هاكان فيدان",
            "وزير الخارجية",
            "الوزير",
        ),
    ],
)
def test_a_title_alone_means_its_holder(
    language: str, first: str, second: str, person: str, office: str, title: str
) -> None:
    reading = build(language, first, second)
    at = reading.text.count(title, 0, reading.sentences[1].span.start) + 1
    alone = mention(reading, title, form=TITLE, nth=at, office=title)
    told = resolved(reading, mention(reading, person, office=office), alone)
    assert told[1].name == person
    assert told[1].form is TITLE


def test_another_title_means_nobody_named() -> None:
    reading = build("en", "Foreign minister Hakan Fidan landed/VERB .", "The ambassador left/VERB .")
    alone = mention(reading, "ambassador", form=TITLE, office="ambassador")
    assert resolved(reading, mention(reading, "Hakan Fidan", office="Foreign minister"), alone)[1] == alone


@pytest.mark.parametrize(
    ("language", "first", "second", "body", "noun"),
    [
        ("en", "Hamas agreed/VERB .", "The movement denied/VERB it .", "Hamas", "The movement"),
        ("he", "החמאס הסכים/VERB .", "הארגון הכחיש/VERB .", "החמאס", "הארגון"),
        ("ar", "وافقت/VERB حماس .", "ونفت/VERB الحركة ذلك .", "حماس", "الحركة"),
    ],
)
def test_the_movement_is_the_body_named_before(language: str, first: str, second: str, body: str, noun: str) -> None:
    reading = build(language, first, second)
    named = mention(reading, body, BODY)
    meant = resolved(reading, named, mention(reading, noun, GROUP, NOMINAL))[1]
    assert (meant.name, meant.kind, meant.antecedent) == (body, BODY, named.span)


def test_a_movement_with_nobody_before_it_stays() -> None:
    reading = build("ar", "نفت/VERB الحركة ذلك .")
    alone = mention(reading, "الحركة", GROUP, NOMINAL)
    assert resolved(reading, alone) == [alone]


# --- unwritten subjects -------------------------------------------------------------------------------------------


def test_an_unwritten_subject_is_whom_the_sentence_before_speaks_of() -> None:
    reading = build("en", "Cairo said/VERB Anna met/VERB Boris .", "Nothing came/VERB .", "Then left/VERB .")
    named = [mention(reading, "Cairo", EntityKind.COUNTRY), mention(reading, "Anna"), mention(reading, "Boris")]
    third = reading.sentences[2].span.start
    meant = last_person_before(reading, third, named)
    assert meant is not None and meant.name == "Anna"
    assert last_person_before(reading, 0, named) is None


# --- properties ---------------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["Anna", "Boris", "Clara", "Sjöberg", "Lund", "envoy", "met"]), min_size=1, max_size=14
)


@given(WORDS, st.data())
def test_only_names_change_and_whom_they_are_taken_from_stands_in_the_text(
    words: list[str], data: st.DataObject
) -> None:
    reading = build("en", " ".join(words))
    mentions, at = [], 0
    while at < len(words):
        length = min(data.draw(st.integers(1, 2)), len(words) - at)
        span = reading.span(at, at + length)
        written = span.of(reading.text)
        form = TITLE if words[at] == "envoy" else MentionForm.NAME
        office = written if form is TITLE else data.draw(st.sampled_from([None, "envoy"]))
        mentions.append(Mention(span, written, PERSON, form, written, at, office=office))
        at += length
    told = resolve_references(reading, mentions)
    assert told == resolve_references(reading, mentions)
    assert [(m.span, m.text, m.form, m.head) for m in told] == [(m.span, m.text, m.form, m.head) for m in mentions]
    names = {m.text for m in mentions}
    for m in told:
        assert m.name in names
        assert m.antecedent is None or m.antecedent in {x.span for x in mentions}
        assert (m.antecedent is not None) == (m.why != ())


@pytest.mark.parametrize(
    ("language", "first", "second", "body", "noun"),
    [
        ("ar", "قالت/VERB وكالة رويترز .", "وأضافت/VERB الوكالة .", "وكالة رويترز", "الوكالة"),
        (
            "en",
            "The National Liberation Army struck/VERB .",
            "The army fled/VERB .",
            "National Liberation Army",
            "The army",
        ),
    ],
)
def test_a_class_noun_means_the_body_whose_name_holds_it(
    language: str, first: str, second: str, body: str, noun: str
) -> None:
    reading = build(language, first, second)
    named = mention(reading, body, kind=BODY)
    later = mention(reading, noun, kind=BODY)
    told = resolved(reading, named, later)
    assert told[1].antecedent == named.span


def test_a_class_noun_that_no_name_holds_means_nobody() -> None:
    reading = build("en", "The Acme Foundation spoke/VERB .", "The army fled/VERB .")
    told = resolved(reading, mention(reading, "Acme Foundation", kind=BODY), mention(reading, "The army", kind=BODY))
    assert told[1].antecedent is None


@pytest.mark.parametrize(
    ("sentence", "meant"), [("Anna Berg left/VERB .", True), ("Anna Berg met/VERB Tom Lund .", False)]
)
def test_a_pronoun_means_the_only_one_it_may_mean(sentence: str, meant: bool) -> None:
    reading = build("en", sentence, "She returned/VERB .")
    names = [n for n in ("Anna Berg", "Tom Lund") if n in sentence]
    pronoun = mention(reading, "She", form=MentionForm.PRONOUN)
    told = resolved(reading, *(mention(reading, n) for n in names), pronoun)
    assert (told[-1].antecedent is not None) == meant
