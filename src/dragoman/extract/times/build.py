"""From a value of the grammar to a `TimeExpression`."""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter

from dragoman.dates import timex
from dragoman.extract.times.values import Value
from dragoman.model import Anchor, Interval, Precision, Span, TimeExpression

DAYS = {
    "minute": 0,
    "hour": 0,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "quarter": 91,
    "year": 365,
}
DAYS |= {"decade": 3652, "century": 36525, "weekend": 7}
SLACK = {"week": 3, "fortnight": 3, "month": 15, "quarter": 45, "year": 182, "decade": 1826, "century": 18262}
PRECISION = {"week": Precision.WEEK, "weekend": Precision.WEEK, "fortnight": Precision.WEEK, "month": Precision.MONTH}
PRECISION |= {
    "quarter": Precision.SEASON,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "century": Precision.RANGE,
}
SMALLER = {"decade": ("year", 10), "year": ("month", 12), "month": ("week", 4), "week": ("day", 7)}
SAME = frozenset({"same day", "same week"})
LASTING = "lasting"  # part of a length of time that is counted from its first day
WHOLE = SAME | {LASTING}
SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
# the basis of each kind, said so that a reader of the record understands it
BASIS = {
    "date": "date",
    "weekday": "weekday",
    "offset": "counted from publication",
    "shift": "counted from publication",
    "ago": "counted from publication",
    "span": "counted from publication",
    "soon": "near publication",
    "season": "season",
    "clock": "time of day",
    "same": "counted from the date before",
    "epoch": "counted from a known day",
}
NAMED = "counted from an event named with it"


def build(value: Value, span: Span, text: str) -> TimeExpression | None:
    """The expression that `value` says, without interval and TIMEX3 value (`settle` gives them); None for what is no point in time (duration,
    frequency, age)."""
    value, kind = whole_units(value), value.kind
    if kind not in BASIS or (
        kind == "date" and value.month is None and value.year is None and value.day is None and value.decade is None
    ):
        return None
    anchor = _anchor(value)
    precision = _precision(value)
    return TimeExpression(
        span=span,
        text=text,
        anchor=anchor,
        precision=precision,
        basis=_basis(value, anchor),
        offset=_offset(value),
        weekday=value.weekday,
        month=value.month,
        day=value.day,
        year=value.decade if value.decade is not None else value.year,
        direction=-1 if value.bound == "since" and value.direction is None else value.direction,
        shift=_shift(value),
        part=None if precision is Precision.DECADE and value.part == "decade" else value.part,
        bound="since" if value.bound == "from" else value.bound,  # "as of 1 May" may look ahead
        until=_build_until(value.until, kind, span, text),
        calendar=value.calendar or "gregorian",
    )


def _build_until(until: Value | None, kind: str, span: Span, text: str) -> TimeExpression | None:
    end = build(replace(until, kind=until.kind or kind), span, text) if until is not None else None
    return None if end is None else settle(end)


def whole_units(value: Value) -> Value:
    """Half a year as six months, a month and a half as six weeks: a part of a calendar unit is counted in the next smaller one."""
    smaller = SMALLER.get(value.unit or "")
    if smaller is None or value.number is None or value.number == int(value.number):
        return value
    unit, times = smaller
    return replace(value, unit=unit, number=float(round(value.number * times)))


def _basis(value: Value, anchor: Anchor) -> str:
    if value.epoch == "named":
        return NAMED
    if anchor is Anchor.EPOCH:
        return f"{BASIS['epoch']}: {value.epoch}"
    return BASIS["same"] if anchor is Anchor.EVENT else BASIS[value.kind or "date"]


def _anchor(value: Value) -> Anchor:
    if value.kind == "epoch":
        return Anchor.EPOCH
    if value.anchor is not None:
        return Anchor(value.anchor)
    if value.kind == "clock":
        return Anchor.EVENT
    return Anchor.CALENDAR if value.kind == "date" and value.year is not None else Anchor.PUBLICATION


def _precision(value: Value) -> Precision:
    if value.until is not None:
        return Precision.RANGE
    if value.kind in ("span", "soon"):
        return Precision.RANGE
    if value.part in SAME:
        return Precision.DAY if value.part == "same day" else Precision.WEEK
    if value.kind == "ago":
        return PRECISION.get(value.unit or "", Precision.DAY) if value.count is None else Precision.RANGE
    if value.day is not None or value.weekday is not None:
        return Precision.DAY
    if value.month is not None:
        return Precision.MONTH
    if value.part in SEASONS or (value.part or "").startswith("quarter"):
        return Precision.SEASON
    if value.decade is not None or value.part == "decade" or (value.kind == "date" and value.unit == "decade"):
        return Precision.DECADE
    if value.year is not None:
        return Precision.YEAR
    if value.unit is not None:
        return PRECISION.get(value.unit, Precision.DAY)
    if value.offset is not None and value.offset[1] - value.offset[0] > 2:
        return Precision.RANGE
    return Precision.DAY


def amount(value: Value) -> tuple[float, float]:
    """How many units, least and most."""
    if value.count is not None:
        return value.count
    number = value.number if value.number is not None else 1
    return number, number


def days_of(value: Value) -> tuple[int, int]:
    """How many days `value`'s number of units is, with half a unit on either side for units longer than a day."""
    least, most = amount(value)
    unit = value.unit or "day"
    if unit in ("minute", "hour"):
        hours = most if unit == "hour" else 0
        return 0, 1 if hours <= 24 else round(hours / 24)
    slack = SLACK.get(unit, 0) if value.count is None and value.kind == "ago" and value.part is None else 0
    return max(0, round(least * DAYS[unit]) - slack), round(most * DAYS[unit]) + slack


def _offset(value: Value) -> tuple[int, int] | None:
    if value.kind == "epoch":
        least, most = days_of(value)
        return least, most
    if value.kind == "span":
        _, most = days_of(value)
        return (-most, 0) if (value.direction or -1) < 0 else (0, most)
    if value.kind != "ago":
        return (0, 0) if value.kind == "clock" else value.offset
    if (
        value.count is None
        and value.unit in ("month", "year", "decade", "century")
        and value.epoch is None
        and (value.part is None or value.part in WHOLE)
    ):
        return None
    least, most = days_of(value)
    if value.part == LASTING and value.unit in ("minute", "hour"):
        most += 1  # 24 hours end on another day
    if value.part == "within":
        least = 0
    return (least, most) if (value.direction or -1) > 0 else (-most, -least)


def _shift(value: Value) -> tuple[str, int] | None:
    if value.kind == "ago" and _offset(value) is None and value.unit is not None:
        number = round(amount(value)[0]) * (value.direction or -1)
        return value.unit, number
    if value.kind == "season":  # without "last", "this" or "next" it is the one that the tense asks for
        return ("season", 0) if value.shift is None else ("year", value.shift)
    if value.shift is None:
        return None
    if value.kind == "weekday":
        return (value.unit, value.shift) if value.unit in ("week", "month") else None
    return (value.unit, value.shift) if value.unit is not None else None


def settle(expression: TimeExpression, interval: Interval | None = None) -> TimeExpression:
    """`expression` with the days that it means, and the TIMEX3 value of these."""
    return change(expression, interval=interval, timex=timex(expression, interval))


def change(expression: TimeExpression, **fields_given: object) -> TimeExpression:
    """As `dataclasses.replace`, which takes three times as long."""
    values = list(_values_of(expression))
    for name, value in fields_given.items():
        values[_PLACES[name]] = value
    return TimeExpression(*values)


_PLACES = {field.name: place for place, field in enumerate(fields(TimeExpression))}
_values_of = attrgetter(*_PLACES)
