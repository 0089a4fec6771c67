"""From what words say to days, once the anchor is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dragoman.dates.calendars import is_gregorian_year, to_gregorian, years_of
from dragoman.model import Anchor, Interval, Precision, TimeExpression

DAY = timedelta(days=1)
LATELY = timedelta(days=45)
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
SAME = frozenset({"same day", "same week"})  # "two years ago today", "a year ago this week"
# months (first, last) of the parts of a year; winter begins in the year that it is named after, or before it
YEAR_PARTS = {
    "early": (1, 3),
    "mid": (5, 8),
    "late": (10, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "quarter 1": (1, 3),
    "quarter 2": (4, 6),
    "quarter 3": (7, 9),
    "quarter 4": (10, 12),
    "spring": (3, 6),
    "summer": (6, 9),
    "autumn": (9, 12),
    "winter": (12, 14),
}
MONTH_PARTS = {"early": (1, 10), "mid": (10, 20), "late": (20, 31), "first half": (1, 15), "second half": (15, 31)}
NTH = "weekday "  # "the second Monday of March": `weekday 2`; the last one: `weekday last`
MONTH_PARTS |= {"week 1": (1, 7), "week 2": (8, 14), "week 3": (15, 21), "last week": (25, 31), "last day": (31, 31)}


def resolve(expression: TimeExpression, published: Interval) -> Interval | None:
    """The days that `expression` can mean in a report of `published`.

    Args:
        expression: as `find_times` gives it.
        published: the days on which the report may have appeared, both ends known.

    Returns:
        The interval: for an uncertain publication day all days that any of its days gives. None when the words count from
        an event that they name themselves, or from another date that is not known.
    """
    if expression.anchor is Anchor.EVENT:
        return _from_date_before(expression, published)
    if expression.anchor is Anchor.EPOCH:
        return expression.interval
    if published.start is None or published.end is None:
        return expression.interval if expression.anchor is Anchor.CALENDAR else None
    if published.start == published.end:
        return resolve_on(expression, published.start)
    if expression.year is None and (expression.month is not None or expression.shift is not None):
        return _most_of(expression, published.start, published.end)
    return hull(resolve_on(expression, published.start), resolve_on(expression, published.end))


def _from_date_before(expression: TimeExpression, published: Interval) -> Interval | None:
    """The value of an expression that counts from the date before it in the text."""
    before = expression.counted_from
    value = resolve(before, published) or before.interval if before is not None else None
    if value is None or value.start is None or value.end is None:
        return expression.interval
    first, last = resolve_on(expression, value.start), resolve_on(expression, value.end)
    return Interval(first.start, last.end) if first is not None and last is not None else None


def _most_of(expression: TimeExpression, first: date, last: date) -> Interval | None:
    """All days that the possible anchors give, but for a value that less than a sixth of the anchors would mean."""
    step = max(1, (last - first).days // 60)
    anchors = [first + n * DAY for n in range(0, (last - first).days + 1, step)]
    values = [v for day in anchors if (v := resolve_on(expression, day)) is not None]
    common = [v for v in values if 6 * values.count(v) >= len(values)] or values
    result: Interval | None = None
    for value in common:
        result = hull(result, value)
    return result


def resolve_on(expression: TimeExpression, anchor: date) -> Interval | None:
    """The days that `expression` means when it is counted from `anchor`; None when the calendar does not reach so far."""
    try:
        return _resolve_on(expression, anchor)
    except (OverflowError, ValueError):
        return None


def _resolve_on(expression: TimeExpression, anchor: date) -> Interval | None:
    value = _resolve_plain(expression, anchor)
    if value is not None and value.start is not None and value.days == 1 and expression.part == "midnight":
        value = Interval(value.start, value.start + DAY)  # the day that ends, or the one that begins
    if value is not None and expression.until is not None:
        end = _resolve_until(expression.until, value, anchor)
        value = Interval(value.start, end.end) if end is not None else value
    return bound(value, expression, anchor) if value is not None else None


def _resolve_until(last: TimeExpression, first: Interval, anchor: date) -> Interval | None:
    """The other end of a range: the first such day after its beginning."""
    if first.start is None:
        return None
    if last.anchor is Anchor.EVENT and (last.offset is not None or last.shift is not None):
        return _lasting(first.start, last)
    if last.weekday is not None and last.day is None:
        return next_weekday(first.start, last.weekday)
    if last.month is None or last.year is not None or last.shift is not None:
        return _resolve_plain(last, anchor)
    ends = [v for year in (first.start.year, first.start.year + 1) if (v := date_value(last, year)) is not None]
    return next((v for v in ends if v.end is not None and v.end >= first.start), None)


def _lasting(begin: date, length: TimeExpression) -> Interval:
    """The last day of "three days from 5 March", which counts the first one in."""
    if length.offset is not None:
        end = begin + (length.offset[1] - 1) * DAY
    else:
        unit, number = length.shift or ("day", 1)
        end = same_day(begin, number * MONTHS.get(unit, 0)) - DAY
    return Interval(max(begin, end), max(begin, end))


def _resolve_plain(e: TimeExpression, anchor: date) -> Interval | None:
    if e.month is not None or e.year is not None:
        return resolve_date(e, anchor)
    if e.weekday is not None and e.offset is None:
        return resolve_weekday(e, anchor)
    if e.day is not None and e.shift is not None and e.shift[0] == "month":
        return day_of_month(move_month(anchor, e.shift[1]), e.day)
    if e.day is not None:
        return resolve_day(e, anchor)
    if e.shift is not None and e.part in SAME:
        day = same_day(anchor, e.shift[1] * MONTHS.get(e.shift[0], 0))
        return Interval(day, day) if e.part == "same day" else shift_unit(day, "week", 0)
    if e.shift is not None:
        return shift_unit(anchor, e.shift[0], e.shift[1], e.part, e.direction)
    if e.offset is not None:
        least, most = e.offset
        if least < 0 < most and e.direction is not None:
            least, most = (least, 0) if e.direction < 0 else (0, most)
        return Interval(anchor + least * DAY, anchor + most * DAY)
    if e.direction is not None and e.anchor is Anchor.PUBLICATION:
        return Interval(anchor, None) if e.direction > 0 else Interval(None, anchor)
    return e.interval


def resolve_date(e: TimeExpression, anchor: date) -> Interval | None:
    """A date of which the year may be missing: the one that direction and publication day choose."""
    if e.year is not None and is_gregorian_year(e.year, e.calendar):
        begun = [date_value(e, y) for y in years_of(e.year, e.calendar)]
        return next((v for v in begun if v is not None and v.start is not None and v.start.year == e.year), None)
    if e.year is not None:
        return date_value(e, e.year)
    if e.shift is not None and e.shift[0] == "year":
        return date_value(e, anchor.year + e.shift[1])
    years = [anchor.year - 1, anchor.year, anchor.year + 1]
    if e.calendar != "gregorian":
        years = [y for year in years for y in years_of(year, e.calendar)]
        years = sorted(set(years))
    values = [v for y in years if (v := date_value(e, y)) is not None]
    lately = (e.direction or 0) > 0 and e.bound is None and _was_lately(values, anchor)
    if e.part == "strict" and e.month is not None and e.day is None:  # "last October" is not the month of the report
        values = [v for v in values if v.end is None or v.end < anchor]
    return choose(values, anchor, -1 if lately else e.direction)


def _was_lately(values: list[Interval], anchor: date) -> bool:
    """Whether a date without a year is just over, and its next one most of a year away: "the summit planned for 18 October" was called off."""
    return any(v.end is not None and timedelta(0) < anchor - v.end <= LATELY for v in values)


def choose(values: list[Interval], anchor: date, direction: int | None) -> Interval | None:
    """Of the values of several years, the last that has begun, the first that is not over, or the nearest (three times as near when ahead)."""
    known = [(v.start, v.end, v) for v in values if v.start is not None and v.end is not None]
    if direction is not None and direction < 0:
        past = [v for start, end, v in known if start <= anchor]
        return past[-1] if past else None
    if direction is not None and direction > 0:
        ahead = [v for start, end, v in known if end >= anchor]
        return ahead[0] if ahead else None
    near = sorted(known, key=lambda k: (max(3 * (k[0] - anchor), anchor - k[1], timedelta(0)), k[0]))
    return near[0][2] if near else None


def date_value(e: TimeExpression, year: int) -> Interval | None:
    """Day, month, part or whole of `year`, in the expression's calendar; None when there is no such day."""
    if e.calendar != "gregorian":
        return to_gregorian(e.calendar, year, e.month, e.day)
    try:
        if e.month is None:
            if e.precision is Precision.DECADE:
                return decade_part(year, e.part)
            return year_part(year, e.part)
        if e.day is not None:
            day = date(year, e.month, e.day)
            return shift_unit(day, e.part, 0) if e.part in ("week", "weekend") else Interval(day, day)
        if e.weekday is not None and (e.part or "").startswith(NTH):
            return weekday_of_month(year, e.month, e.weekday, (e.part or "").removeprefix(NTH))
        (first, last), days = MONTH_PARTS.get(e.part or "", (1, 31)), monthrange(year, e.month)[1]
        return Interval(date(year, e.month, min(first, days)), date(year, e.month, min(last, days)))
    except ValueError:
        return None


def weekday_of_month(year: int, month: int, weekday: int, which: str) -> Interval | None:
    """The first ("1"), second ... or last ("last") such weekday of a month; None when it has no fifth."""
    first = 1 + (weekday - date(year, month, 1).weekday()) % 7
    days = range(first, monthrange(year, month)[1] + 1, 7)
    number = len(days) if which == "last" else int(which)
    if number > len(days):
        return None
    day = date(year, month, days[number - 1])
    return Interval(day, day)


def year_part(year: int, part: str | None) -> Interval:
    first, last = YEAR_PARTS.get(part or "", (1, 12))
    end = date(year + (last > 12), (last - 1) % 12 + 1, 1)
    return Interval(date(year, first, 1), end.replace(day=monthrange(end.year, end.month)[1]))


def decade_part(year: int, part: str | None) -> Interval:
    first, last = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(part or "", (0, 9))
    return Interval(date(year + first, 1, 1), date(year + last, 12, 31))


def resolve_weekday(e: TimeExpression, anchor: date) -> Interval | None:
    """The last such day up to the anchor, the next from it, or the nearest; in the named week when one is named."""
    day = e.weekday or 0
    if e.shift is not None and e.shift[0] == "week":
        monday = anchor - anchor.weekday() * DAY + 7 * e.shift[1] * DAY
        options = [monday + day * DAY] + ([monday - DAY] if day == 6 else [])
        return Interval(min(options), max(options))
    if e.direction is not None and e.direction > 0:
        return next_weekday(anchor + DAY if e.part == "after" else anchor, day)
    back = (anchor.weekday() - day) % 7
    if e.direction is None and back > 4:
        return next_weekday(anchor, day)
    if e.part == "strict" and back == 0:
        back = 7
    return Interval(anchor - back * DAY, anchor - back * DAY)


def next_weekday(anchor: date, day: int) -> Interval:
    ahead = anchor + ((day - anchor.weekday()) % 7) * DAY
    return Interval(ahead, ahead)


def resolve_day(e: TimeExpression, anchor: date) -> Interval | None:
    """A day of a month that is not named."""
    values = []
    for shift in (-2, -1, 0, 1, 2):  # two of the months about it have no 31st
        month = move_month(anchor, shift)
        try:
            day = month.replace(day=e.day or 1)
            values.append(Interval(day, day))
        except ValueError:
            continue
    return choose(values, anchor, e.direction)


def day_of_month(month: date, day: int) -> Interval | None:
    """A day of the month that begins on `month`; None when it is too short."""
    try:
        return Interval(month.replace(day=day), month.replace(day=day))
    except ValueError:
        return None


def shift_unit(anchor: date, unit: str, by: int, part: str | None = None, direction: int | None = None) -> Interval:
    """The calendar unit `by` units from the anchor's own. A week is Sunday to Sunday, for it begins on either day."""
    if unit == "day":
        value = Interval(anchor + by * DAY, anchor + by * DAY)
    elif unit in ("minute", "hour"):
        value = Interval(anchor, anchor)
    elif unit == "night":
        value = Interval(anchor + by * DAY, anchor + (by + 1) * DAY)
    elif unit == "weekend":
        friday = anchor - anchor.weekday() * DAY + (4 + 7 * by) * DAY
        if by == 0 and (direction or -1) < 0 and friday > anchor:
            friday -= 7 * DAY
        if by == 0 and (direction or -1) > 0 and friday + 2 * DAY <= anchor:
            friday += 7 * DAY
        value = Interval(friday, friday + 2 * DAY)
    elif unit == "week":
        sunday = anchor - ((anchor.weekday() + 1) % 7) * DAY + 7 * by * DAY
        value = week_part(Interval(sunday, sunday + 7 * DAY), part)
    elif unit == "month":
        start = move_month(anchor, by)
        first, last = MONTH_PARTS.get(part or "", (1, 31))
        value = Interval(start.replace(day=first), start.replace(day=min(last, monthrange(start.year, start.month)[1])))
    elif unit == "quarter":
        start = move_month(anchor.replace(month=(anchor.month - 1) // 3 * 3 + 1), 3 * by)
        value = Interval(start, move_month(start, 3) - DAY)
    elif unit == "decade":
        value = decade_part((anchor.year // 10 + by) * 10, part)
    elif unit == "century":
        value = Interval(
            date((anchor.year // 100 + by) * 100, 1, 1), date((anchor.year // 100 + by) * 100 + 99, 12, 31)
        )
    elif unit == "season":
        about = [year_part(anchor.year + years, part) for years in (-1, 0, 1)]
        value = choose(about, anchor, direction) or about[1]
    else:
        value = year_part(anchor.year + by, part)
    return clip(value, anchor, direction) if by == 0 else value


def week_part(week: Interval, part: str | None) -> Interval:
    if week.start is None or part is None:
        return week
    first, last = {"early": (0, 2), "mid": (2, 4), "late": (4, 7)}.get(part, (0, 7))
    return Interval(week.start + first * DAY, week.start + last * DAY)


def clip(value: Interval, anchor: date, direction: int | None) -> Interval:
    """The part of the current unit that has been, or that is to come."""
    if value.start is None or value.end is None or not value.start <= anchor <= value.end:
        return value
    if direction is not None and direction < 0:
        return Interval(value.start, anchor)
    if direction is not None and direction > 0:
        return Interval(anchor, value.end)
    return value


def move_month(day: date, by: int) -> date:
    """The first day of the month `by` months from that of `day`."""
    months = day.year * 12 + day.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


def same_day(day: date, months: int) -> date:
    """The day of the month that `day` is, so many months later or earlier; the last one of a month that is too short."""
    month = move_month(day, months)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))


def bound(value: Interval, e: TimeExpression, anchor: date) -> Interval:
    """The side of `value` that since, until, before or after leaves."""
    if e.bound in ("since", "after"):
        return Interval(value.start if e.bound == "since" or value.days != 1 else value.end, None)
    if e.bound in ("until", "before"):
        ahead = value.end is not None and value.end >= anchor
        return Interval(anchor if ahead and (e.direction or 0) > 0 else None, value.end)
    return value


def hull(first: Interval | None, last: Interval | None) -> Interval | None:
    """From the beginning of one to the end of the other."""
    if first is None or last is None:
        return first or last
    starts = [first.start, last.start]
    ends = [first.end, last.end]
    return Interval(
        None if None in starts else min(s for s in starts if s is not None),
        None if None in ends else max(e for e in ends if e is not None),
    )
