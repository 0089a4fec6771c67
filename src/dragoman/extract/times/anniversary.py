"""Days that come back: "the tenth anniversary of the agreement of August 3, 2015" is August 3, 2025; and years that are counted on: "the truce of
February 2002, now in its fifth year" is told between February 2006 and 2007."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.dates import ANNIVERSARY, COURSE, date_value
from dragoman.extract.times.build import settle
from dragoman.model import Anchor, Interval, Precision, TimeExpression

KIND = "counted from a known day: anniversary"
COUNTED = "counted from a known day: course"
BESIDE = 40  # characters between a date and the years that are counted from it
NEAR = 300  # characters from an anniversary to the day that it is of
YEAR = 365  # days
AHEAD = 400  # days: an anniversary farther ahead of its report is of another day


def date_anniversaries(expressions: Sequence[TimeExpression], published: Interval | None) -> list[TimeExpression]:
    """`expressions` with the day of each anniversary, from the nearest full date behind it, else before it; one of an unknown day is left out."""
    dated = [e for e in expressions if e.year and e.month and e.anchor is Anchor.CALENDAR and e.calendar == "gregorian"]
    kinds = {KIND: _date_one, COUNTED: _date_course}
    found = (kinds[e.basis](e, dated) if e.basis in kinds else e for e in expressions)
    return [e for e in found if e is not None and not _is_far_ahead(e, published)]


def _date_course(expression: TimeExpression, dated: Sequence[TimeExpression]) -> TimeExpression | None:
    """The year that "in its fifth year" means of the date just before it; None without one."""
    of = next((e for e in reversed(dated) if 0 <= expression.span.start - e.span.end <= BESIDE), None)
    if of is None or of.year is None or of.interval is None or expression.offset is None:
        return None
    years = round(expression.offset[0] / YEAR)
    begun, over = date_value(of, of.year + years - 1), date_value(of, of.year + years)
    if begun is None or over is None:
        return None
    days = Interval(begun.start, over.end)
    return settle(replace(expression, precision=Precision.RANGE, basis=COURSE, offset=None, interval=days), days)


def _is_far_ahead(e: TimeExpression, published: Interval | None) -> bool:
    if e.basis != ANNIVERSARY or e.interval is None or e.interval.start is None:
        return False
    return published is not None and published.end is not None and (e.interval.start - published.end).days > AHEAD


def _date_one(expression: TimeExpression, dated: Sequence[TimeExpression]) -> TimeExpression | None:
    span = expression.span
    behind = [e for e in dated if 0 <= e.span.start - span.end <= NEAR]
    before = [e for e in dated if 0 <= span.start - e.span.end <= NEAR]
    of = behind[0] if behind else before[-1] if before else None
    if of is None or of.year is None or expression.offset is None:
        return None
    year = of.year + round(expression.offset[0] / YEAR)
    come = replace(
        expression,
        anchor=Anchor.CALENDAR,
        precision=Precision.MONTH if of.day is None else Precision.DAY,
        basis=ANNIVERSARY,
        offset=None,
        year=year,
        month=of.month,
        day=of.day,
    )
    return settle(come, date_value(come, year))
