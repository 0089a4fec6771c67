"""Refusals to comment are statements that were not made, and leave open what they are about."""

from __future__ import annotations

from extract.building import build

from dragoman.extract.attribution.unsaid import leaves_open
from dragoman.extract.predicates import Predicate
from dragoman.extract.silence import with_silences
from dragoman.model import EventType

DECLINED = "Cairo declined/VERB to/PART comment/VERB ."
ASKED = "The army did/AUX not/PART respond/VERB to/ADP a request ."


def test_a_refusal_is_a_statement_not_made() -> None:
    (silent,) = with_silences(build("en", DECLINED), [])
    assert (silent.type, silent.unsaid, silent.token) == (EventType.STATE, True, 1)


def test_an_answer_counts_only_with_a_not() -> None:
    assert [p.token for p in with_silences(build("en", ASKED), [])] == [4]
    assert with_silences(build("en", "The army responded/VERB to/ADP a request ."), []) == []


def test_the_words_of_a_refusal_are_no_other_event() -> None:
    reject = Predicate(1, 1, EventType.REJECT, False, "lexicon")
    assert [p.unsaid for p in with_silences(build("en", DECLINED), [reject])] == [True]
    assert with_silences(build("en", "Cairo declined/VERB the plan ."), [reject]) == [reject]


def test_whether_behind_a_refusal_is_open() -> None:
    text = "Cairo declined/VERB to/PART say/VERB whether/SCONJ they met/VERB ."
    assert leaves_open(build("en", text), 6)
    assert not leaves_open(build("en", "Cairo said/VERB whether/SCONJ they met/VERB ."), 4)


def test_a_silence_of_the_sentence_before_leaves_nothing_open() -> None:
    reading = build("en", "Cairo declined/VERB to/PART say/VERB whether/SCONJ .", "They met/VERB .")
    assert not leaves_open(reading, len(reading.tokens) - 2)
