"""Who and what is mentioned: spans, kinds, forms, names without clitics, titles with their names, groups."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extract.building import build
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import knowledge_base
from dragoman.extract.mentions import find_mentions
from dragoman.extract.reading import Reading
from dragoman.model import EntityKind, EntitySpan, Label, Mention, MentionForm, Span
from dragoman.pack import languages


def mentions(reading: Reading) -> list[Mention]:
    return find_mentions(reading, knowledge_base.load())


def by_text(reading: Reading) -> dict[str, Mention]:
    return {m.text: m for m in mentions(reading)}


# --- names --------------------------------------------------------------------------------------------------------


def test_spans_of_the_model_become_mentions_of_their_kind() -> None:
    reading = build(
        "en",
        "[PER Bram Lund] of the [ORG Velden League] told/VERB [MEDIA Velden Post] in [LOC Hask Valley] [TIME on Monday] .",
    )
    found = {m.text: (m.kind, m.form) for m in mentions(reading)}
    assert found["Bram Lund"] == (EntityKind.PERSON, MentionForm.NAME)
    assert found["Velden League"] == (EntityKind.ORGANISATION, MentionForm.NAME)
    assert found["Velden Post"] == (EntityKind.OUTLET, MentionForm.NAME)
    assert found["Hask Valley"] == (EntityKind.PLACE, MentionForm.NAME)
    assert "on Monday" not in found


def test_a_name_does_not_end_at_its_particle() -> None:
    reading = build("he", "השליח פגש/VERB את [PER אל] חיה/PROPN בדוחא .")
    assert "אל חיה" in [m.text for m in mentions(reading)]
    reading = build("en", "They met/VERB [PER Omar bin] .")
    assert "Omar bin" in [m.text for m in mentions(reading)]


def test_an_adjective_of_a_noun_is_nobodys_name() -> None:
    reading = build("ar", "عقد/VERB لقاء/NOUN/obj>عقد [PER حاسم/ADJ/amod>لقاء] أمس .")
    assert "حاسم" not in [m.text for m in mentions(reading)]


def test_an_unsure_span_is_no_mention() -> None:
    reading = build("en", "[PER Bram Lund] met/VERB [PER Ove Hask] .")
    unsure = replace(reading.annotation.entities[1], score=0.2)
    reading.annotation = replace(reading.annotation, entities=(reading.annotation.entities[0], unsure))
    assert list(by_text(reading)) == ["Bram Lund"]


@pytest.mark.parametrize(
    ("language", "sentences", "written", "name"),
    [
        ("he", ("[PER ברגסון/PROPN] יצא/VERB .", "המסר [PER לברגסון/PROPN+TO] הגיע/VERB ."), "לברגסון", "ברגסון"),
        ("he", ("[PER לברגסון/PROPN+TO] נמסר/VERB .",), "לברגסון", "ברגסון"),
        ("he", ("[PER לברגסון/PROPN] יצא/VERB .",), "לברגסון", "לברגסון"),
        ("he", ("המזכ״ל נחת/VERB [GPE בקהיר/PROPN] .",), "בקהיר", "קהיר"),
        ("ar", ("وصل/VERB [PER بيرغسون/PROPN] .", "وسلم/VERB [PER لبيرغسون/PROPN+TO] رسالة ."), "لبيرغسون", "بيرغسون"),
        ("ar", ("اجتمعوا/VERB [GPE بالقاهرة/PROPN] .",), "بالقاهرة", "القاهرة"),
        ("ar", ("قيل/VERB [ORG للرابطة/PROPN+TO] ذلك .",), "للرابطة", "الرابطة"),
        ("ar", ("وقيل/VERB [ORG وللرابطة/PROPN+TO+AND] ذلك .",), "وللرابطة", "الرابطة"),
        ("ar", ("قيل/VERB [GPE للبنان/PROPN+TO] ذلك .",), "للبنان", "لبنان"),
        ("ar", ("قيل/VERB [GPE لليبيا/PROPN+TO] ذلك .",), "لليبيا", "ليبيا"),
        ("ar", ("وصل/VERB [PER لوند/PROPN] .", "قيل/VERB [PER للوند/PROPN+TO] ذلك ."), "للوند", "لوند"),
        ("ar", ("[PER والرابطة/PROPN+AND] وافقت/VERB .",), "والرابطة", "الرابطة"),
        ("he", ("נמסר/VERB ל [MEDIA 'ידיעון/PROPN] .",), "'ידיעון", "ידיעון"),
        ("he", ("נחת/VERB [FAC בארמון הירוק] .",), "בארמון הירוק", "בארמון הירוק"),
        ("he", ("נחת/VERB [FAC בארמון/NOUN+IN הירוק] .",), "בארמון הירוק", "ארמון הירוק"),
        ("en", ("[GPE Egypt] agreed/VERB .",), "Egypt", "Egypt"),
    ],
)
def test_letters_written_onto_a_name_come_off(
    language: str, sentences: tuple[str, ...], written: str, name: str
) -> None:
    assert by_text(build(language, *sentences))[written].name == name


def test_a_false_flag_weighs_less_than_a_name_that_is_written_so_twice() -> None:
    reading = build("he", "[PER לברון/PROPN+TO] יצא/VERB .", "[PER לברון/PROPN] חזר/VERB .")
    assert {m.name for m in mentions(reading)} == {"לברון"}


def test_a_span_of_marks_alone_is_no_mention() -> None:
    assert mentions(build("en", "[PER Bram Lund] [ORG -] left/VERB ."))[1:] == []


def test_a_known_name_needs_no_model() -> None:
    found = by_text(build("en", "Officials in/ADP Cairo/PROPN spoke/VERB to/ADP Steve/PROPN Witkoff/PROPN ."))
    assert found["Steve Witkoff"].kind is EntityKind.PERSON
    assert found["Steve Witkoff"].why == ("known",)
    assert found["Cairo"].form is MentionForm.NAME


def test_a_person_beats_the_place_inside_the_name() -> None:
    reading = build("en", "[PER Paris/PROPN Jackson/PROPN] arrived/VERB .")
    assert list(by_text(reading)) == ["Paris Jackson"]


def test_what_lies_in_page_furniture_is_no_mention() -> None:
    plain = build("en", "[PER Bram Lund] left/VERB .", "Follow [PER Ove Hask] .")
    line = plain.sentences[1].span
    reading = build("en", "[PER Bram Lund] left/VERB .", "Follow [PER Ove Hask] .", furniture=(line,))
    assert list(by_text(reading)) == ["Bram Lund"]


# --- titles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "person", "office"),
    [
        ("en", "[TTL Foreign minister] [PER Bram Lund] left/VERB .", "Bram Lund", "Foreign minister"),
        ("en", "[PER Bram Lund] , [TTL the foreign minister] , left/VERB .", "Bram Lund", "the foreign minister"),
        ("en", "Foreign/ADJ minister [PER Bram/PROPN Lund/PROPN] left/VERB .", "Bram Lund", "Foreign minister"),
        ("he", "[TTL שר החוץ] [PER ברם לונד] יצא/VERB .", "ברם לונד", "שר החוץ"),
        ("he", "שר/NOUN החוץ/NOUN [PER ברם/PROPN לונד/PROPN] יצא/VERB .", "ברם לונד", "שר החוץ"),
        ("ar", "غادر/VERB [TTL وزير الخارجية] [PER برام لوند] .", "برام لوند", "وزير الخارجية"),
        ("ar", "غادر/VERB وزير/NOUN الخارجية/NOUN [PER برام/PROPN لوند/PROPN] .", "برام لوند", "وزير الخارجية"),
        ("ar", "وقال/VERB [PER برام لوند] ، [TTL رئيس الوفد] ، ذلك .", "برام لوند", "رئيس الوفد"),
    ],
)
def test_a_title_beside_a_name_is_its_office_and_no_mention_of_its_own(
    language: str, sentence: str, person: str, office: str
) -> None:
    found = by_text(build(language, sentence))
    assert found[person].office == office
    assert found[person].form is MentionForm.NAME
    assert office not in found


def test_a_title_alone_is_a_mention_with_its_office() -> None:
    (found,) = mentions(build("en", "[TTL The ombudsman] left/VERB ."))
    assert (found.form, found.kind, found.office) == (MentionForm.TITLE, EntityKind.PERSON, "The ombudsman")


def test_a_title_of_the_line_before_is_not_this_persons() -> None:
    reading = build("en", "The [TTL ombudsman]", "[PER Bram Lund] left/VERB .")
    assert by_text(reading)["Bram Lund"].office is None


# --- groups, peoples, pronouns ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "written", "number"),
    [
        ("en", "Two/NUM officials left/VERB .", "Two officials", 2),
        ("en", "Some 14/NUM hostages left/VERB .", "14 hostages", 14),
        ("he", "שני/NUM פקידים יצאו/VERB .", "שני פקידים", 2),
        ("he", "שלושה/NUM חטופים שוחררו/VERB .", "שלושה חטופים", 3),
        ("ar", "غادر/VERB ثلاثة/NUM مسؤولين .", "ثلاثة مسؤولين", 3),
        ("ar", "أفرج/VERB عن 12/NUM أسيرا/NOUN .", None, None),
    ],
)
def test_groups_take_in_their_number(language: str, sentence: str, written: str | None, number: int | None) -> None:
    found = by_text(build(language, sentence))
    if written is None:
        assert all(m.number != 12 or m.text.startswith("12") for m in found.values())
        return
    assert (found[written].form, found[written].kind) == (MentionForm.NOMINAL, EntityKind.GROUP)
    assert found[written].number == number


def test_a_group_may_hold_a_peoples_name_and_both_are_mentions() -> None:
    found = by_text(build("en", "[NOM A [NORP Qatari/ADJ] delegation] left/VERB ."))
    assert found["A Qatari delegation"].kind is EntityKind.GROUP
    assert found["Qatari"].form is MentionForm.DEMONYM


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "[NOM He/PRON] left/VERB ."), ("he", "[NOM הוא/PRON] יצא/VERB ."), ("ar", "[NOM هو/PRON] غادر/VERB .")],
)
def test_a_pronoun_is_a_pronoun(language: str, sentence: str) -> None:
    (found,) = mentions(build(language, sentence))
    assert found.form is MentionForm.PRONOUN


# --- properties ---------------------------------------------------------------------------------------------------

WORDS = {
    "en": [
        "Bram",
        "Lund",
        "Cairo",
        "minister",
        "two",
        "officials",
        "Qatari",
        "met",
        ",",
        "the",
        "Witkoff",
        "he",
        "delegation",
        "of",
    ],
    "he": [
        "ברם",
        "לקהיר",
        "קהיר",
        "שר",
        "החוץ",
        "שני",
        "פקידים",
        "קטרי",
        "נפגש",
        ",",
        "ויטקוף",
        "וויטקוף",
        "הוא",
        "משלחת",
    ],
    "ar": [
        "برام",
        "للقاهرة",
        "القاهرة",
        "وزير",
        "الخارجية",
        "مسؤولين",
        "قطري",
        "التقى",
        "،",
        "ويتكوف",
        "وويتكوف",
        "هو",
        "وفد",
        "12",
    ],
}
PARTS = st.sampled_from(["NOUN", "PROPN", "VERB", "ADJ", "ADP", "NUM", "PRON"])


@settings(max_examples=150)
@given(st.data(), st.sampled_from(languages()))
def test_mentions_are_words_of_the_text_in_order(data: st.DataObject, language: str) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=9))
    reading = build(language, " ".join(f"{w}/{data.draw(PARTS)}" for w in words))
    entities = []
    for _ in range(data.draw(st.integers(0, 3))):
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first + 1, len(words)))
        label, score = data.draw(st.sampled_from(Label)), data.draw(st.sampled_from([0.1, 0.6, 0.95]))
        entities.append(EntitySpan(first, last, reading.span(first, last), label, score))
    reading.annotation = replace(reading.annotation, entities=tuple(entities))
    found = mentions(reading)
    assert found == mentions(reading)
    assert [m.span for m in found] == sorted(m.span for m in found)
    for m in found:
        assert m.span.of(reading.text) == m.text
        assert m.name and not m.name[0].isspace()
        tokens = reading.tokens_in(m.span)
        assert m.head in tokens
        assert reading.span(tokens[0], tokens[-1] + 1) == m.span
    names = [m.span for m in found if m.form is MentionForm.NAME]
    assert not any(a.overlaps(b) for i, a in enumerate(names) for b in names[i + 1 :])


def test_a_text_without_words_has_no_mentions() -> None:
    reading = build("en", "x")
    reading.document = replace(reading.document, text="")
    assert mentions(Reading(reading.document, replace(reading.annotation, tokens=(), sentences=()), reading.pack)) == []


def test_spans_are_counted_in_code_points() -> None:
    (found,) = mentions(build("en", "\U0001f54a [PER Bram Lund] left/VERB ."))
    assert found.span == Span(2, 11)


def test_a_family_name_that_the_model_passed_over_is_found_again() -> None:
    reading = build("he", "[PER ח'ליל אל חייה/PROPN] נחת/VERB .", "אל חייה/NOUN עצמו/PRON ניצל/VERB .")
    assert [m.text for m in mentions(reading) if m.form is MentionForm.NAME] == ["ח'ליל אל חייה", "אל חייה"]


def test_a_noun_that_is_somebody_s_family_name_elsewhere_stays_a_noun() -> None:
    reading = build("he", "[PER סילבן שלום/PROPN] דיבר/VERB .", "הם רוצים/VERB שלום/NOUN .")
    assert [m.text for m in mentions(reading) if m.form is MentionForm.NAME] == ["סילבן שלום"]
