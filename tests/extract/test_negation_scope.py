"""Words that turn a negation round decide over the event behind them, and are no event themselves."""

from __future__ import annotations

import pytest
from extract.building import build, opinion, predicate, token

from dragoman.extract.negation_scope import without_scopes
from dragoman.extract.status import read_standing
from dragoman.model import EventType, Status


@pytest.mark.parametrize(
    ("language", "sentence", "word", "status"),
    [
        ("en", "Not/PART only/ADV did/AUX the envoy meet/VERB them .", "meet", Status.HAPPENED),
        ("en", "It was/AUX not/PART the first/ADJ time they met/VERB .", "met", Status.HAPPENED),
        ("en", "Kovac did/AUX not/PART rule/VERB out/ADP a further meeting .", "meeting", Status.POSSIBLE),
        ("en", "Petro stopped/VERB short/ADV of/ADP a meeting .", "meeting", Status.DENIED),
        ("he", "השר לא רק נפגש/VERB איתם .", "נפגש", Status.HAPPENED),
        ("he", "השר לא שלל/VERB פגישה נוספת .", "פגישה", Status.POSSIBLE),
        ("he", "השר נמנע/VERB מפגישה .", "מפגישה", Status.DENIED),
        ("ar", "ليست هذه المرة الأولى التي التقى/VERB فيها .", "التقى", Status.HAPPENED),
        ("ar", "لم يستبعد/VERB الوزير لقاء آخر .", "لقاء", Status.POSSIBLE),
        ("ar", "أحجم/VERB عن/ADP لقاء الوفد .", "لقاء", Status.DENIED),
    ],
)
def test_the_phrase_goes_before_the_negation(language: str, sentence: str, word: str, status: Status) -> None:
    reading = build(language, sentence)
    seen = opinion(token(reading, word), status=Status.DENIED if status is Status.HAPPENED else Status.HAPPENED)
    found = predicate(reading, word, opinion=seen)
    assert read_standing(reading, found, (0, len(reading.tokens))).status is status


def test_a_phrase_of_the_clause_before_says_nothing() -> None:
    reading = build("en", "Petro stopped/VERB short/ADV of/ADP accusing/VERB them of the attack .")
    attack = predicate(reading, "attack", EventType.ATTACK, noun=True, opinion=opinion(token(reading, "attack")))
    assert read_standing(reading, attack, (token(reading, "them"), len(reading.tokens))).status is Status.HAPPENED


def test_what_is_planned_stays_planned() -> None:
    reading = build("en", "Not/PART only/ADV will/AUX they meet/VERB .")
    found = predicate(reading, "meet", opinion=opinion(token(reading, "meet"), status=Status.PLANNED))
    assert read_standing(reading, found, (0, len(reading.tokens))).status is Status.PLANNED


def test_who_does_not_rule_out_rejects_nothing() -> None:
    reading = build("en", "Kovac did/AUX not/PART rule/VERB out/ADP a meeting .")
    rule, meeting = predicate(reading, "rule", EventType.REJECT), predicate(reading, "meeting")
    assert without_scopes(reading, [rule, meeting]) == [meeting]
    plain = build("en", "Kovac will/AUX rule/VERB out/ADP a meeting .")
    assert without_scopes(plain, [predicate(plain, "rule", EventType.REJECT)])
