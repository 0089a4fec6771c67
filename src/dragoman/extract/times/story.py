"""Dates that go on with what was told just before: a date without its year, or a day without its month, is of the time of the story.

The point of reference of a narrative moves with its last expression of time (Reichenbach, Elements of Symbolic Logic, 1947).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.dates import resolve_on
from dragoman.model import Anchor, Interval, TimeExpression

INHERITED = "date, year of the date before"
OF_MONTH = "date, month of the date before"
INHERITS = 400  # characters within which a date without a year takes that of a date long past
LONG_PAST = 400  # days before publication from which a date makes the ones after it part of a story of that time
MONTH_PAST = 45  # days: the day of "the 16th" after a month that was over so long before is of that month
ENDS = re.compile(r"[.!?\u061f](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Reference:
    """The time to which a story has come: year, and month and day as far as they are known."""

    year: int
    month: int | None
    day: int | None
    value: Interval

    def age(self, published: date) -> int:
        """Days from its end to a report."""
        return (published - (self.value.end or published)).days


def reference_of(last: TimeExpression) -> Reference | None:
    """The time that an expression has moved its story to, when it names a year or counts from one that does; None otherwise."""
    value = last.interval
    if value is None or value.start is None or value.end is None or last.bound is not None:
        return None
    if last.year is not None and last.anchor is Anchor.CALENDAR:
        return Reference(value.end.year, last.month and value.start.month, last.day, value)
    counted = last.anchor is Anchor.EVENT and last.counted_from is not None
    if not counted or value.start.year != value.end.year:
        return None
    one_month = value.start.month == value.end.month
    return Reference(
        value.start.year,
        value.start.month if one_month or value.days != 365 else None,
        value.start.day if value.days == 1 else None,
        value,
    )


def inherit_time(
    expression: TimeExpression, earlier: Sequence[TimeExpression], published: Interval | None, text: str
) -> TimeExpression:
    """A date that goes on with the story of a date of long ago (or, in a report without a day, of an earlier date) is of its year; a bare day
    behind a month is of that month.

    Args:
        expression: a date as its own words give it.
        earlier: the expressions before it, in order.
        published: when the report may have appeared, None when nothing is known.
        text: of the report.
    """
    free = expression.year is None and expression.shift is None and expression.offset is None
    if free and published is None and earlier and _is_day_of(expression, earlier[-1], text):
        return replace(expression, month=earlier[-1].month, basis=OF_MONTH)
    reference = reference_of(earlier[-1]) if earlier else None
    if not free or expression.basis != "date" or reference is None:
        return expression
    between = text[earlier[-1].span.end : expression.span.start]
    if len(between) > INHERITS or "\n" in between:
        return expression
    if expression.month is None:
        return _of_month(expression, reference, published)
    appeared = published.start if published is not None else None
    goes_on = is_one_story(expression, reference, between)
    if appeared is not None:
        goes_on = goes_on and reference.age(appeared) > LONG_PAST
    elif reference.month is not None:
        goes_on = expression.month >= reference.month
    inherited = replace(expression, year=reference.year, anchor=Anchor.CALENDAR, basis=INHERITED)
    return inherited if goes_on and weekday_agrees(inherited) else expression


def _is_day_of(expression: TimeExpression, last: TimeExpression, text: str) -> bool:
    """Whether "the 18th" goes on with "early April" of its paragraph, both without a year, in a report whose own month is not known."""
    between = text[last.span.end : expression.span.start]
    bare = expression.basis == "date" and expression.month is None and expression.day is not None
    plain = last.month is not None and last.year is None and last.calendar == expression.calendar
    ahead = plain and last.bound is None and last.until is None and (last.day or 1) <= (expression.day or 0)
    return bare and ahead and len(between) <= INHERITS and "\n" not in between


def _of_month(expression: TimeExpression, reference: Reference, published: Interval | None) -> TimeExpression:
    """ "On the 16th" behind "in September 2022": of that September, when it was over before the month of the report began."""
    if expression.day is None or reference.month is None or expression.day < (reference.day or 1):
        return expression
    if published is not None and published.start is not None and reference.age(published.start) <= MONTH_PAST:
        return expression
    month, year = reference.month, reference.year
    inherited = replace(expression, month=month, year=year, anchor=Anchor.CALENDAR, basis=OF_MONTH)
    return inherited if weekday_agrees(inherited) else expression


def is_one_story(expression: TimeExpression, last: Reference, between: str) -> bool:
    """Whether a date is a step of the narrative that has come to `last`: a later one than a month; a bare year only within its sentence, for it is
    as often an aside ("his son, who died in 2011")."""
    if last.month is None:
        return ENDS.search(between) is None
    return (expression.month or 0, expression.day or 31) >= (last.month, last.day or 1)


def weekday_agrees(expression: TimeExpression) -> bool:
    """Whether the weekday that stands beside a date is that of the date."""
    if expression.weekday is None or expression.day is None or expression.year is None:
        return True
    value = resolve_on(expression, date(expression.year, 1, 1))
    return value is None or value.start is None or value.start.weekday() == expression.weekday
