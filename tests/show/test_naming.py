"""Intervals and mixed scripts for the eye."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model import DatedName, Entity, EntityKind, Interval
from dragoman.show.naming import days, isolate


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (None, None, "?"),
        (date(2025, 10, 9), date(2025, 10, 9), "2025-10-09"),
        (date(2025, 10, 8), date(2025, 10, 9), "2025-10-08..09"),
        (date(2025, 9, 28), date(2025, 10, 4), "2025-09-28..10-04"),
        (date(2025, 12, 30), date(2026, 1, 2), "2025-12-30..2026-01-02"),
        (date(2025, 10, 1), date(2025, 10, 31), "2025-10"),
        (date(2025, 10, 1), date(2025, 11, 30), "2025-10..11"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2011, 1, 1), date(2011, 12, 31), "2011"),
        (date(2025, 11, 1), None, "from 2025-11-01"),
        (None, date(2025, 11, 1), "until 2025-11-01"),
    ],
)
def test_days(start: date | None, end: date | None, shown: str) -> None:
    assert days(Interval(start, end)) == shown


def test_right_to_left_words_are_isolated_and_others_left() -> None:
    assert isolate("Doha") == "Doha"
    assert isolate("דוחא\nבקטר") == "\u2068דוחא בקטר\u2069"
    assert isolate("\u200fدوحة\u202c") == "\u2068دوحة\u2069"


def _in(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31))


def test_a_renamed_body_is_called_as_on_the_day() -> None:
    until, since = Interval(None, date(2019, 2, 11)), Interval(date(2019, 2, 12), None)
    dated = (DatedName("en", "New Land", since), DatedName("en", "Old Land", until))
    land = Entity("XX", EntityKind.COUNTRY, (("en", "New Land"),), dated=dated)
    assert land.name("en") == land.name("en", _in(2025)) == "New Land"
    assert land.name("en", _in(2015)) == land.name("he", Interval(date(2015, 1, 1), None)) == "Old Land"
    assert land.name("en", Interval(date(2015, 1, 1), date(2025, 1, 1))) == "New Land"
    # A name that somebody gave it has no dates.
    renamed = Entity("XX", EntityKind.COUNTRY, (("en", "The Land"), ("en", "New Land")), dated=dated)
    assert renamed.name("en", _in(2015)) == "The Land"
