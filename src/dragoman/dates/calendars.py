"""Hebrew and Hijri dates to Gregorian days.

Hebrew calendar: Dershowitz & Reingold, Calendrical Calculations. Hijri: the tabular (civil) calendar of the same book; months begin with the
sighting of the moon, so that a Hijri day is given with one day on either side.
"""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.model import Interval

HEBREW_EPOCH = -1373427  # day number (date.toordinal) before 1 Tishri 1
# a year of fewer than these, or of more than those, is no year of our time in its own calendar
FEWEST_HEBREW, MOST_HIJRI = 4000, 1700
HIJRI_EPOCH = 227015  # 1 Muharram 1


def hebrew_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def hebrew_elapsed(year: int) -> int:
    """Days from the epoch to the molad of Tishri, with the postponements of the weekday."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + (1 if (3 * (day + 1)) % 7 < 3 else 0)


def hebrew_new_year(year: int) -> int:
    """Day number of 1 Tishri."""
    before, here, after = (hebrew_elapsed(y) for y in (year - 1, year, year + 1))
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return HEBREW_EPOCH + here + delay


def hebrew_month_lengths(year: int) -> list[tuple[int, int]]:
    """(month, days) from Tishri on; Nisan is 1, Tishri 7, Adar 12, Adar II 13."""
    length = hebrew_new_year(year + 1) - hebrew_new_year(year)
    cheshvan = 30 if length in (355, 385) else 29
    kislev = 29 if length in (353, 383) else 30
    adar = [(12, 30), (13, 29)] if hebrew_leap(year) else [(12, 29)]
    spring = [(1, 30), (2, 29), (3, 30), (4, 29), (5, 30), (6, 29)]
    return [(7, 30), (8, cheshvan), (9, kislev), (10, 29), (11, 30), *adar, *spring]


def hebrew_month(year: int, month: int) -> tuple[int, int]:
    """Day number of the first of a month, and its length."""
    if month == 13 and not hebrew_leap(year):
        month = 12
    start = hebrew_new_year(year)
    for number, length in hebrew_month_lengths(year):
        if number == month:
            return start, length
        start += length
    raise ValueError(f"no month {month}")


def hijri_month(year: int, month: int) -> tuple[int, int]:
    """Day number of the first of a month in the tabular calendar, and its length."""
    start = HIJRI_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    leap = (14 + 11 * year) % 30 < 11
    return start, 30 if month % 2 or (month == 12 and leap) else 29


def easter(year: int, eastern: bool) -> date:
    """Easter Sunday, of the western or the eastern churches (Dershowitz & Reingold; Meeus)."""
    golden = year % 19
    if eastern:
        full = (19 * golden + 15) % 30
        sunday = full + (2 * (year % 4) + 4 * (year % 7) - full + 34) % 7
        century = year // 100
        return date(year, 3, 22) + timedelta(days=sunday + century - century // 4 - 2)
    century = year // 100
    epact = (14 + 11 * golden - 3 * century // 4 + (5 + 8 * century) // 25) % 30
    epact += epact == 0 or (epact == 1 and golden > 10)
    moon = date(year, 4, 19) - timedelta(days=epact)
    return moon + timedelta(days=6 - moon.weekday() or 7)


def to_gregorian(calendar: str, year: int, month: int | None, day: int | None) -> Interval | None:
    """The Gregorian days of a year, month or day of another calendar; None when there is no such day. The calendar `easter` counts its days from
    Easter Sunday, western (month 1) or eastern (month 2)."""
    of_month, slack = (hebrew_month, 0) if calendar == "hebrew" else (hijri_month, 1)
    try:
        if calendar == "easter":
            day_of = easter(year, month == 2) + timedelta(days=day or 0)
            return Interval(day_of, day_of)
        if month is None:
            first = of_month(year, 7 if calendar == "hebrew" else 1)[0]
            last = of_month(year + 1, 7 if calendar == "hebrew" else 1)[0] - 1
        else:
            first, length = of_month(year, month)
            if day is not None and day > length + slack:
                return None
            first, last = (first, first + length - 1) if day is None else (first + day - 1, first + day - 1)
        return Interval(date.fromordinal(first) - timedelta(days=slack), date.fromordinal(last) + timedelta(days=slack))
    except (ValueError, OverflowError):
        return None


def is_gregorian_year(year: int, calendar: str) -> bool:
    """Whether the year beside a month of another calendar is a Gregorian one ("Ramadan 2022"): no such year of its own is near our time."""
    return (calendar == "hebrew" and year < FEWEST_HEBREW) or (calendar == "hijri" and year > MOST_HIJRI)


def years_of(year: int, calendar: str) -> list[int]:
    """The years of `calendar` that touch the Gregorian `year`."""
    if calendar == "easter":
        return [year]
    if calendar == "hebrew":
        return [year + 3760, year + 3761]
    first = int((year - 622) * 33 / 32)
    return [first, first + 1, first + 2]
