"""The TIMEX3 value of an expression of time (ISO-TimeML, ISO 24617-1)."""

from __future__ import annotations

from dragoman.model import Interval, Precision, TimeExpression

WEEK = 8  # days: a week is Sunday to Sunday
FEW = 3  # days: what is named as one day and may be so many is given as an interval
REFERENCES = ("PAST_REF", "FUTURE_REF")  # some time past or to come, of which no days are known
TIMEX_SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def timex(e: TimeExpression, interval: Interval | None) -> str | None:
    """The TIMEX3 `value` of an expression: of its days once they are known, else with X for what is not said. Days that are no unit of the
    Gregorian calendar (of a Hebrew month, a night) are an interval of ISO 8601."""
    known = _timex_of_days(e, interval) if interval is not None else None
    if known is not None:
        return known
    if e.calendar == "gregorian":
        said = _timex_said(e, _year_of(e, interval))
        if said in REFERENCES and interval is not None:
            return _iso_interval(interval) or said
        if said is not None:
            return said
    return None if interval is None else _iso_interval(interval)


def _year_of(e: TimeExpression, interval: Interval | None) -> str:
    """The year that the words mean: of the end of a stretch that they bound ("until May"), else of its beginning."""
    day = None
    if interval is not None:
        day = interval.end if e.bound in ("until", "before") and interval.end is not None else interval.start
    year = e.year if day is None else day.year
    return "XXXX" if year is None else f"{year:04d}"


def _timex_of_days(e: TimeExpression, interval: Interval) -> str | None:
    """The value that the days themselves give: one day, the day of a bound, a range, a week, a month that is not named."""
    if interval.days == 1:
        return _iso_interval(interval)
    edge = interval.start if e.bound in ("since", "after") else interval.end if e.bound is not None else None
    if edge is not None and e.precision is Precision.DAY:
        return edge.isoformat()
    if interval.start is None:
        return None
    night = e.precision is Precision.DAY and e.bound is None and (interval.days or FEW + 1) <= FEW
    if e.until is not None or e.precision is Precision.RANGE or night:
        return _iso_interval(interval)
    if e.precision is Precision.WEEK and (interval.days or 0) <= WEEK:
        calendar = (interval.end or interval.start).isocalendar()
        return f"{calendar.year:04d}-W{calendar.week:02d}"
    if e.precision is Precision.MONTH and e.month is None:
        return interval.start.isoformat()[:7]
    return None


def _timex_said(e: TimeExpression, year: str) -> str | None:
    """The value that the words give, in a `year` that may be all X."""
    if e.precision is Precision.DECADE:
        return year[:3]
    if e.part in TIMEX_SEASON:
        return f"{year}-{TIMEX_SEASON[e.part]}"
    if e.month is not None:
        return f"{year}-{e.month:02d}" + (f"-{e.day:02d}" if e.day is not None else "")
    if e.weekday is not None:
        return f"XXXX-WXX-{e.weekday + 1}"
    if e.precision is Precision.YEAR:
        return year
    if e.direction is not None and e.offset is None and e.shift is None:
        return REFERENCES[e.direction > 0]
    return None


def _iso_interval(interval: Interval) -> str | None:
    """A day, or an interval of ISO 8601; None when a side is open."""
    if interval.start is None or interval.end is None:
        return None
    if interval.days == 1:
        return interval.start.isoformat()
    return f"{interval.start.isoformat()}/{interval.end.isoformat()}"
