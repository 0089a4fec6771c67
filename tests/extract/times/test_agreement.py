"""A date agrees with the status of its event; what is proposed for a day is not proposed on it."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import agree, find_times
from dragoman.model import Annotation, Claim, Document, EventType, Interval, Span, Status, When
from dragoman.pack import load_pack

PUBLISHED = Interval(date(2025, 1, 10), date(2025, 1, 10))


def claim(language: str, words: str, kind: EventType, status: Status, published: Interval | None = PUBLISHED) -> Claim:
    (e,) = find_times(Document("r", "r", words, language), Annotation("r", (), (), ()), load_pack(language), published)
    when = When(e.interval, e.basis, e.span, e.text, e)
    return agree(
        Claim("c", "r", language, kind, status, Span(0, 1), Span(0, len(words)), when=when),
        published,
    )


@pytest.mark.parametrize(
    ("language", "words"), [("en", "on 15 February"), ("he", "ב-15 בפברואר"), ("ar", "في 15 فبراير")]
)
def test_the_status_chooses_the_year(language: str, words: str) -> None:
    planned = claim(language, words, EventType.MEET, Status.PLANNED)
    held = claim(language, words, EventType.MEET, Status.HAPPENED)
    assert planned.when is not None and planned.when.interval == Interval(date(2025, 2, 15), date(2025, 2, 15))
    assert held.when is not None and held.when.interval == Interval(date(2024, 2, 15), date(2024, 2, 15))


@pytest.mark.parametrize(("language", "words"), [("en", "in March"), ("he", "במרץ"), ("ar", "في مارس")])
def test_a_proposal_is_not_of_the_day_proposed_in_it(language: str, words: str) -> None:
    sentence = {"en": "They will vote ", "he": "הם צפויים להצביע ", "ar": "من المقرر التصويت "}[language] + words
    assert claim(language, sentence, EventType.PROPOSE, Status.HAPPENED).when is None
    proposed = claim(language, sentence, EventType.MEET, Status.PROPOSED)
    assert proposed.when is not None and proposed.when.interval == Interval(date(2025, 3, 1), date(2025, 3, 31))


def test_what_says_its_direction_itself_stays() -> None:
    for words, status in (
        ("last Tuesday", Status.PLANNED),
        ("3 May 2024", Status.PLANNED),
        ("next week", Status.HAPPENED),
    ):
        before = claim("en", words, EventType.MEET, Status.DENIED)
        assert claim("en", words, EventType.MEET, status).when == before.when


def test_an_undated_report_keeps_the_direction_for_later() -> None:
    planned = claim("en", "15 February", EventType.MEET, Status.PLANNED, None)
    assert planned.when is not None and planned.when.expression is not None
    assert (planned.when.interval, planned.when.expression.direction) == (None, 1)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "in recent days"), ("he", "בימים האחרונים"), ("ar", "في الأيام الأخيرة")]
)
def test_days_up_to_now_are_not_those_of_what_is_still_to_come(language: str, words: str) -> None:
    assert claim(language, words, EventType.MEET, Status.PLANNED).when is None
    assert claim(language, words, EventType.MEET, Status.HAPPENED).when is not None
