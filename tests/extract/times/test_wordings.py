"""Wordings that had given a wrong day: ranges behind a comma, "next Monday" on a Monday, the day before yesterday, Hijri years, ends of quarters."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import find_times
from dragoman.model import Annotation, Document, Interval, TimeExpression
from dragoman.pack import load_pack

MONDAY, WEDNESDAY = date(2025, 6, 16), date(2025, 6, 18)


def times(language: str, text: str, day: date = WEDNESDAY) -> tuple[TimeExpression, ...]:
    return find_times(
        Document("0", "0", text, language), Annotation("0", (), (), ()), load_pack(language), Interval(day, day)
    )


@pytest.mark.parametrize(
    ("language", "text", "words", "first", "last"),
    [
        ("en", "The talks ran from December 28, 2024, to January 3, 2025.", "from December 28, 2024, to January 3, 2025", "2024-12-28", "2025-01-03"),
        ("en", "Talks ran from Tuesday, March 4, to Thursday, March 6.", "from Tuesday, March 4, to Thursday, March 6", "2025-03-04", "2025-03-06"),
        ("en", "They met on 5 March in the year 1812.", "5 March in the year 1812", "1812-03-05", "1812-03-05"),
        ("en", "It will end by the end of Q3 2025.", "by the end of Q3 2025", "2025-06-18", "2025-09-30"),
        ("en", "It will last until the end of the first half of 2026.", "until the end of the first half of 2026", "2025-06-18", "2026-06-30"),
        ("he", "בכ\"ט בנובמבר 1947 הוחלט כך.", "בכ\"ט בנובמבר 1947", "1947-11-29", "1947-11-29"),
        ("he", "יימשך עד סוף הרבעון השלישי של 2025.", "עד סוף הרבעון השלישי של 2025", "2025-06-18", "2025-09-30"),
        ("ar", "وقع الاتفاق مساء أمس الأول.", "مساء أمس الأول", "2025-06-16", "2025-06-16"),
        ("ar", "وصل أول من أمس ليلا.", "أول من أمس ليلا", "2025-06-16", "2025-06-16"),
        ("ar", "وقع الاتفاق الخميس 5/6.", "الخميس 5/6", "2025-06-05", "2025-06-05"),
        ("ar", "صدر سنة 1367هـ.", "سنة 1367هـ", "1947-11-14", "1948-11-03"),
        ("ar", "سينتهي بحلول نهاية الربع الثالث من 2025.", "بحلول نهاية الربع الثالث من 2025", "2025-06-18", "2025-09-30"),
    ],
)  # fmt: skip
def test_words_and_days(language: str, text: str, words: str, first: str, last: str) -> None:
    (found,) = times(language, text)
    assert (found.text, found.interval) == (words, Interval(date.fromisoformat(first), date.fromisoformat(last)))


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "They will meet next Monday."), ("he", "ייפגשו ביום שני הבא."), ("ar", "سيجتمعون الاثنين المقبل.")],
)
@pytest.mark.parametrize("day", [MONDAY, WEDNESDAY])
def test_next_monday_is_never_the_day_of_the_report(language: str, text: str, day: date) -> None:
    (found,) = times(language, text, day)
    assert found.interval == Interval(date(2025, 6, 23), date(2025, 6, 23))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It lasts until 2027.", "2027"),
        ("It will end by May.", "2026-05"),
        ("It will end by the end of Q3 2026.", "2025-12-10/2026-09-30"),
        ("It will end soon.", "FUTURE_REF"),
    ],
)
def test_the_value_of_a_term_is_its_end(text: str, value: str) -> None:
    (found,) = times("en", text, date(2025, 12, 10))
    assert found.timex == value
