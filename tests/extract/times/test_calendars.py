"""Known days in the Hebrew and the Hijri calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates.calendars import easter, hebrew_month, hebrew_new_year, is_gregorian_year, to_gregorian


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (5784, 7, 1, "2023-09-16"),
        (5785, 12, 5, "2025-03-05"),
        (5708, 2, 5, "1948-05-14"),
        (5784, 1, 15, "2024-04-23"),
        (5784, 13, 14, "2024-03-24"),
    ],
)
def test_hebrew_days(year: int, month: int, day: int, gregorian: str) -> None:
    value = to_gregorian("hebrew", year, month, day)
    assert value is not None and value.start == value.end == date.fromisoformat(gregorian)


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [(1446, 9, 1, "2025-03-01"), (1447, 1, 1, "2025-06-26"), (1445, 10, 1, "2024-04-10")],
)
def test_hijri_days_are_within_a_day(year: int, month: int, day: int, gregorian: str) -> None:
    value = to_gregorian("hijri", year, month, day)
    assert value is not None and value.start is not None and value.end is not None
    assert value.start <= date.fromisoformat(gregorian) <= value.end and value.days == 3


@given(st.integers(5300, 6200))
def test_hebrew_years_are_of_a_lawful_length_and_never_begin_on_sunday_wednesday_or_friday(year: int) -> None:
    length = hebrew_new_year(year + 1) - hebrew_new_year(year)
    assert length in (353, 354, 355, 383, 384, 385)
    assert date.fromordinal(hebrew_new_year(year)).weekday() not in (6, 2, 4)
    start, days = hebrew_month(year, 6)
    assert start + days == hebrew_new_year(year + 1)


def test_no_such_day() -> None:
    assert to_gregorian("hebrew", 5785, 2, 30) is None


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (1961, "1961-04-02", "1961-04-09"),
        (2023, "2023-04-09", "2023-04-16"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
    ],
)
def test_easter(year: int, western: str, eastern: str) -> None:
    assert (easter(year, False), easter(year, True)) == (date.fromisoformat(western), date.fromisoformat(eastern))


@pytest.mark.parametrize(
    ("year", "calendar", "gregorian"),
    [(2022, "hijri", True), (1446, "hijri", False), (2023, "hebrew", True), (5785, "hebrew", False)],
)
def test_a_gregorian_year_beside_a_month_of_another_calendar(year: int, calendar: str, gregorian: bool) -> None:
    assert is_gregorian_year(year, calendar) is gregorian
