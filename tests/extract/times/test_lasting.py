"""Stretches that begin on a day and last so long; nights, which cover two days; days that come back; values in other calendars."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import find_times
from dragoman.model import Annotation, Document, Interval, TimeExpression
from dragoman.pack import load_pack

PUBLISHED = Interval(date(2025, 3, 12), date(2025, 3, 12))  # a Wednesday


def first(language: str, text: str) -> TimeExpression:
    found = find_times(Document("0", "0", text, language), Annotation("0", (), (), ()), load_pack(language), PUBLISHED)
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("en", "The envoys will stay three days from 5 March.", "2025-03-05", "2025-03-07"),
        ("en", "A three-day visit starting Monday was announced.", "2025-03-10", "2025-03-12"),
        ("en", "Starting 5 March for a month, the crossing opens.", "2025-03-05", "2025-04-04"),
        ("he", "המשלחת תשהה בדוחא שלושה ימים החל מ-5 במרץ.", "2025-03-05", "2025-03-07"),
        ("ar", "هدنة لمدة 60 يوما اعتبارا من 19 يناير انتهت.", "2025-01-19", "2025-03-19"),
        ("en", "They met in the night from Monday to Tuesday.", "2025-03-10", "2025-03-11"),
        ("en", "The strike came late Sunday or early Monday.", "2025-03-09", "2025-03-10"),
        ("he", "התקיפה אירעה בליל ראשון-שני.", "2025-03-09", "2025-03-10"),
        ("ar", "التقيا عند منتصف ليل الاثنين - الثلاثاء.", "2025-03-10", "2025-03-11"),
        ("en", "Two years ago today the war began.", "2023-03-12", "2023-03-12"),
        ("he", "היום לפני שנתיים החלה המלחמה.", "2023-03-12", "2023-03-12"),
        ("ar", "في مثل هذا اليوم قبل عامين بدأت الحرب.", "2023-03-12", "2023-03-12"),
        ("en", "They meet on the last Friday of February.", "2025-02-28", "2025-02-28"),
    ],
)
def test_days(language: str, text: str, start: str, end: str) -> None:
    assert first(language, text).interval == Interval(date.fromisoformat(start), date.fromisoformat(end))


def test_a_length_of_another_clause_ends_nothing() -> None:
    assert first("en", "The ban lasted three days; starting Monday, shops reopen.").until is None


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "The document dated 14 Adar 5785 was shown.", "2025-03-14"),
        ("ar", "وقع الاتفاق في 7 رمضان 1446 هـ.", "2025-03-06/2025-03-08"),
        ("en", "Nobody has crossed since Monday.", "2025-03-10"),
    ],
)
def test_timex_values(language: str, text: str, value: str) -> None:
    assert first(language, text).timex == value
