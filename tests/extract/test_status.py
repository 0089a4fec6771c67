"""How an event stands, by the words around it."""

from __future__ import annotations

import pytest
from extract.building import build, opinion, predicate, token
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.reading import Reading
from dragoman.extract.status import ORDER, TRUSTED, read_status
from dragoman.model import EventType, Status
from dragoman.pack import languages, load_pack


def status_of(
    reading: Reading, word: str, kind: EventType = EventType.MEET, carrier: str | None = None, noun: bool = False
) -> Status:
    found = predicate(reading, word, kind, carrier, noun=noun)
    return read_status(reading, found, (0, len(reading.tokens)))[0]


@pytest.mark.parametrize(
    ("language", "sentence", "word", "status"),
    [
        ("en", "The envoys met/VERB in Doha .", "met", Status.HAPPENED),
        ("en", "The envoys did not meet/VERB in Doha .", "meet", Status.DENIED),
        ("en", "The envoys will meet/VERB in Doha .", "meet", Status.PLANNED),
        ("en", "The envoys may meet/VERB in Doha .", "meet", Status.POSSIBLE),
        ("en", "If the envoys meet/VERB in Doha .", "meet", Status.CONDITIONAL),
        ("en", "Cairo urged/VERB them to meet/VERB/xcomp>urged .", "meet", Status.DEMANDED),
        ("en", "The envoys failed to meet/VERB in Doha .", "meet", Status.FAILED),
        ("en", "The envoys continue to meet/VERB .", "meet", Status.ONGOING),
        ("he", "השליחים נפגשו/VERB בדוחא .", "נפגשו", Status.HAPPENED),
        ("he", "השליחים לא נפגשו/VERB בדוחא .", "נפגשו", Status.DENIED),
        ("he", "השליחים צפויים להיפגש/VERB בדוחא .", "להיפגש", Status.PLANNED),
        ("he", "השליחים עשויים להיפגש/VERB בדוחא .", "להיפגש", Status.POSSIBLE),
        ("he", "אם השליחים ייפגשו/VERB בדוחא .", "ייפגשו", Status.CONDITIONAL),
        ("ar", "التقى/VERB المبعوثان في الدوحة .", "التقى", Status.HAPPENED),
        ("ar", "لم يلتق/VERB المبعوثان في الدوحة .", "يلتق", Status.DENIED),
        ("ar", "من المقرر أن يلتقي/VERB المبعوثان في الدوحة .", "يلتقي", Status.PLANNED),
        ("ar", "سيلتقي/VERB+FUT المبعوثان في الدوحة .", "سيلتقي", Status.PLANNED),
        ("ar", "قد يلتقي/VERB المبعوثان في الدوحة .", "يلتقي", Status.POSSIBLE),
        ("ar", "وقد التقى/VERB المبعوثان في الدوحة .", "التقى", Status.HAPPENED),
        ("ar", "وقد تعهد/VERB المبعوثان بذلك .", "تعهد", Status.HAPPENED),
        ("ar", "ينبغي أن يلتقي/VERB المبعوثان في الدوحة .", "يلتقي", Status.DEMANDED),
    ],
)
def test_words_before_a_verb_set_its_status(language: str, sentence: str, word: str, status: Status) -> None:
    assert status_of(build(language, sentence), word) is status


@pytest.mark.parametrize(
    ("language", "sentence", "word", "carrier", "status"),
    [
        ("en", "Washington cancelled/VERB the planned/ADJ meeting .", "meeting", None, Status.CANCELLED),
        ("en", "Washington postponed/VERB the planned/ADJ meeting .", "meeting", None, Status.POSTPONED),
        ("en", "They did/AUX not hold/VERB a meeting/NOUN/obj>hold .", "meeting", "hold", Status.DENIED),
        ("he", "הממשל ביטל/VERB את הפגישה .", "הפגישה", None, Status.CANCELLED),
        ("he", "הממשל דחה/VERB את הפגישה .", "הפגישה", None, Status.POSTPONED),
        ("he", "השליח מתכנן/VERB לקיים/VERB/xcomp>מתכנן פגישה/NOUN/obj>לקיים .", "פגישה", "לקיים", Status.PLANNED),
        ("ar", "ألغت/VERB واشنطن اللقاء .", "اللقاء", None, Status.CANCELLED),
        ("ar", "يعتزم/VERB المبعوث عقد لقاء .", "لقاء", None, Status.PLANNED),
    ],
)
def test_words_before_a_noun_set_its_status(
    language: str, sentence: str, word: str, carrier: str | None, status: Status
) -> None:
    assert status_of(build(language, sentence), word, carrier=carrier, noun=carrier is None) is status


def test_the_first_of_the_order_decides() -> None:
    reading = build("en", "Washington may cancel a planned meeting .")
    assert status_of(reading, "meeting", noun=True) is Status.POSSIBLE
    reading = build("en", "Washington , which cancelled a planned/ADJ possible/ADJ meeting .")
    assert status_of(reading, "meeting", noun=True) is Status.CANCELLED


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Cairo demanded/VERB a withdrawal .", "demanded", EventType.DEMAND),
        ("Cairo postponed/VERB the session .", "postponed", EventType.POSTPONE),
        ("Cairo cancelled/VERB the session .", "cancelled", EventType.CANCEL),
        ("Cairo proposed/VERB a session .", "proposed", EventType.PROPOSE),
        ("Cairo denied/VERB the report .", "denied", EventType.DENY),
    ],
)
def test_a_word_that_is_the_event_sets_no_status_of_its_own(sentence: str, word: str, kind: EventType) -> None:
    assert status_of(build("en", sentence), word, kind) is Status.HAPPENED


def test_words_of_another_clause_do_not_count() -> None:
    reading = build(
        "en", "He may resign/VERB , officials in the capital said , and on Monday the envoys met/VERB/conj>resign ."
    )
    clause = (token(reading, "and"), len(reading.tokens))
    assert read_status(reading, predicate(reading, "met"), clause)[0] is Status.HAPPENED


def test_a_sure_model_decides_and_an_unsure_one_does_not() -> None:
    reading = build("en", "The envoys will meet/VERB in Doha .")
    meet = token(reading, "meet")
    sure = predicate(reading, "meet", opinion=opinion(meet, status=Status.CANCELLED, status_score=TRUSTED))
    unsure = predicate(reading, "meet", opinion=opinion(meet, status=Status.CANCELLED, status_score=TRUSTED - 0.01))
    assert read_status(reading, sure, (0, 6)) == (Status.CANCELLED, "model status")
    assert read_status(reading, unsure, (0, 6)) == (Status.PLANNED, "cue planned")


@pytest.mark.parametrize(
    ("language", "sentence", "word"),
    [
        ("en", "The envoy tried to free/VERB them .", "free"),
        ("he", "השליח פעל במטרה לשחרר/VERB אותם .", "לשחרר"),
        ("ar", "تحدث المبعوث سعيا للإفراج/NOUN عنهم .", "للإفراج"),
    ],
)
def test_what_is_only_sought_has_not_happened(language: str, sentence: str, word: str) -> None:
    reading = build(language, sentence)
    reads = opinion(token(reading, word), EventType.RELEASE, status_score=0.99)
    found = predicate(reading, word, EventType.RELEASE, opinion=reads)
    assert read_status(reading, found, (0, len(reading.tokens))) == (Status.PLANNED, "cue sought")


def test_to_try_to_mediate_is_to_mediate() -> None:
    reading = build("en", "The envoy tried to mediate/VERB .")
    reads = opinion(token(reading, "mediate"), EventType.MEDIATE, status_score=0.99)
    found = predicate(reading, "mediate", EventType.MEDIATE, opinion=reads)
    assert read_status(reading, found, (0, len(reading.tokens)))[0] is Status.HAPPENED


def test_where_no_word_tells_even_an_unsure_model_decides() -> None:
    reading = build("en", "The envoys met/VERB in Doha .")
    unsure = opinion(token(reading, "met"), status=Status.CANCELLED, status_score=0.1)
    found = predicate(reading, "met", opinion=unsure)
    assert read_status(reading, found, (0, 6)) == (Status.CANCELLED, "model status")


def cue_words(language: str) -> list[str]:
    pack = load_pack(language)
    phrases = [*pack.pack["negation"], *(p for cues in pack.events["status"].values() for p in cues)]
    return sorted({word for phrase in phrases for word in phrase.split() if word.isalpha()})


@given(st.data(), st.sampled_from(languages()))
def test_there_is_always_one_status_with_its_rule(data: st.DataObject, language: str) -> None:
    words = data.draw(st.lists(st.sampled_from(cue_words(language)), max_size=8))
    at = data.draw(st.integers(0, len(words)))
    reading = build(language, " ".join([*words[:at], "X/VERB", *words[at:]]))
    status, why = read_status(reading, predicate(reading, "X"), (0, len(reading.tokens)))
    assert status in {*ORDER, Status.HAPPENED}
    assert why in {"negation", "no cue", f"cue {status.value}"}
    assert (status is Status.HAPPENED) == (why == "no cue")
    if not words:
        assert status is Status.HAPPENED
