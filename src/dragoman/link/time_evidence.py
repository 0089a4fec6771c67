"""What the words of one report say about the day on which it appeared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dragoman import knowledge_base
from dragoman.dates import ANNIVERSARY, COURSE, date_value, resolve_on, years_of
from dragoman.dates.dateline import is_dateline
from dragoman.link.time_counts import counted_weekdays
from dragoman.link.time_epochs import choose_epoch
from dragoman.model import Anchor, Document, Extraction, Interval, Mention, Precision, Span, TimeExpression

DAY = timedelta(days=1)
COUNT_BEFORE, COUNT_AFTER = (
    1,
    4,
)  # days by which a count of days may be short (first day counted in), or old when printed
LOOSE = {"week": (10, 21), "month": (25, 40), "year": (60, 120)}  # the same for counts of longer units
OFFICE_BEFORE, OFFICE_AFTER = 75, 30  # named to an office before it begins, still called so after its end
FRESH = 14  # days within which "last Wednesday, 9 October" is printed
OLDEST = 3653  # days: how old the last date may be that a report names with its year
AHEAD = 400  # days: how far ahead a date may lie of which no word tells that it is past
COUNTED = 30  # days: "five days of fighting" is a stretch of it, not its age
CYCLE = 5  # years within which a day of a month falls on the same weekday but once, as a rule
RECENT = (
    12  # days around a date without a year in which a report usually names it with its weekday where it tells its news
)
BACKGROUND = 60  # the same, farther down, where it tells how things came about
YEAR = 365  # days
WEEK = 7  # days
WINDOW = 800  # days: the year of a report is known so far, when dates without a year narrow it
STRETCH = 120  # days between a date told as past and one to come that tell when a report appeared
BETWEEN = "is past and the next date named is still to come"
OWN_DAY = "says its own day"
_BESIDE = re.compile(r"\W{1,3}")
LEAD = 500  # characters within which a report tells its news


@dataclass(frozen=True, slots=True)
class Evidence:
    """The report appeared within `interval`, say the words `text` at `span`. Evidence with a lower `rank` is trusted first; what is `assumed` is
    usual in reports, but not certain."""

    rank: int
    interval: Interval
    text: str
    span: Span
    because: str
    assumed: bool = False

    @property
    def basis(self) -> str:
        return f"{self.text}: {self.because}" if self.text else self.because


@dataclass(frozen=True, slots=True)
class WeekdaySaid:
    """The report appeared on `weekday`, say the words `text` at `span` ("tomorrow, Wednesday")."""

    weekday: int
    text: str
    span: Span


def weekdays_said(times: Iterable[TimeExpression]) -> Iterator[WeekdaySaid]:
    """The weekday of publication, from expressions like "today, Tuesday" or "tomorrow (Wednesday)"."""
    for e in times:
        counted = e.anchor is Anchor.PUBLICATION and e.offset is not None and e.offset[0] == e.offset[1]
        if counted and e.offset is not None and e.weekday is not None and e.month is None:
            yield WeekdaySaid((e.weekday - e.offset[0]) % 7, e.text, e.span)


def gather(document: Document, extraction: Extraction) -> list[Evidence]:
    """All evidence of a report's own words on its day, the most trusted first."""
    times = [e for e in extraction.times if not e.until]
    found = [
        *_datelines(document, times),
        *_counts(document, times),
        *_said_days(times),
        *_anniversaries(times),
        *_courses(times),
        *_counted_weekdays(times, document.text),
        *_years_ago(times, document.text),
        *_dates(times),
        *_recent_dates(times),
        *_offices(document, extraction.mentions),
    ]
    return sorted(found, key=lambda e: (e.rank, e.span, e.because))


def _counts(document: Document, times: Iterable[TimeExpression]) -> Iterator[Evidence]:
    """ "583 days in captivity", "two years into the war"."""
    for e in times:
        if e.anchor is not Anchor.EPOCH or e.offset is None or e.offset[1] < COUNTED:
            continue
        epoch = choose_epoch(e.basis.rpartition(": ")[2], document.text, document.language)
        if epoch is None:
            continue
        unit = {Precision.WEEK: "week", Precision.MONTH: "month", Precision.YEAR: "year"}.get(e.precision)
        before, after = LOOSE[unit] if unit else (COUNT_BEFORE, COUNT_AFTER)
        interval = Interval(epoch.start + (e.offset[0] - before) * DAY, epoch.start + (e.offset[1] + after) * DAY)
        yield Evidence(5 if unit else 1, interval, e.text, e.span, f"counted from {epoch.start.isoformat()}")


def _datelines(document: Document, times: Iterable[TimeExpression]) -> Iterator[Evidence]:
    """A full date in the dateline or on a line of its own at the head of the page."""
    for e in times:
        if e.year and e.month and e.day and e.until is None and is_dateline(document.text, e.span):
            value = resolve_on(e, date(e.year, 1, 1))
            if value is not None:
                yield Evidence(0, value, e.text, e.span, "dateline")
                return


def _said_days(times: Iterable[TimeExpression]) -> Iterator[Evidence]:
    """ "today, 13 May 2025", "yesterday, 12 May 2025"."""
    for e in times:
        if e.offset is not None and e.offset[0] == e.offset[1] and e.month and e.day and e.year:
            try:
                day = date(e.year, e.month, e.day) - e.offset[0] * DAY
            except ValueError:
                continue
            yield Evidence(0, Interval(day, day), e.text, e.span, OWN_DAY)


def _anniversaries(times: Iterable[TimeExpression]) -> Iterator[Evidence]:
    """ "Sunday, the tenth anniversary of the agreement of August 3, 2015": such a day is told of when it comes."""
    for e in times:
        if e.basis == ANNIVERSARY and e.interval is not None and e.interval.start is not None:
            around = _around(e.interval.start, e.direction or 0, RECENT)
            yield Evidence(2, around, e.text, e.span, "an anniversary is told of when it comes", assumed=True)


def _courses(times: Iterable[TimeExpression]) -> Iterator[Evidence]:
    """ "The truce of February 2002, now in its fifth year"."""
    for e in times:
        if e.basis == COURSE and e.interval is not None:
            yield Evidence(3, e.interval, e.text, e.span, "so many years are counted", assumed=True)


def _counted_weekdays(times: Sequence[TimeExpression], text: str) -> Iterator[Evidence]:
    """ "Last Sunday, nine days after she came back": a weekday just past is told within a week."""
    for day, e in counted_weekdays(times, text):
        because = "the weekday agrees with what is counted to it"
        yield Evidence(2, Interval(day, day + WEEK * DAY), e.text, e.span, because, assumed=True)


def _years_ago(times: Sequence[TimeExpression], text: str) -> Iterator[Evidence]:
    """ "In January 2004, twenty years ago": two names of one time, one of which counts from the report."""
    for e, ago in [*pairwise(times), *((b, a) for a, b in pairwise(times))]:
        first, second = sorted((e, ago), key=lambda o: o.span)
        counts = ago.shift is not None and ago.shift[0] == "year" and ago.shift[1] < 0 and ago.month is None
        beside = _BESIDE.fullmatch(text[first.span.end : second.span.start]) is not None
        if not counts or not beside or ago.shift is None or e.year is None or e.anchor is not Anchor.CALENDAR:
            continue
        value = resolve_on(e, date(e.year, 1, 1))
        if value is None or value.start is None or value.end is None or ago.part is not None or ago.shift[1] == -1:
            continue
        for slack, assumed in ((YEAR + YEAR * -ago.shift[1] // 20, False), (YEAR // 2, True)):
            passed = -ago.shift[1] * 365.2425
            days = Interval(value.start + (passed - slack) * DAY, value.end + (passed + slack) * DAY)
            yield Evidence(
                2 if assumed else 3, days, f"{first.text}, {second.text}", ago.span, "as many years ago", assumed
            )


def _recent_dates(times: Iterable[TimeExpression]) -> Iterator[Evidence]:
    """ "On Friday, 20 January 2023" where a report tells its news: only days just past are named with weekday and year there."""
    dated = [e for e in times if e.year and e.month and e.day and e.anchor is Anchor.CALENDAR and e.bound is None]
    latest = max(dated, key=lambda e: (e.year or 0, e.month or 0, e.day or 0), default=None)
    if latest is None or latest.weekday is None or latest.span.start > LEAD or latest.calendar != "gregorian":
        return
    value = resolve_on(latest, date(latest.year or 1, 1, 1))
    if value is not None and value.start is not None and value.start.weekday() == latest.weekday:
        around = _around(value.start, latest.direction or -1, RECENT)
        yield Evidence(7, around, latest.text, latest.span, "a weekday is told of days just past", assumed=True)


def _dates(times: Iterable[TimeExpression]) -> Iterator[Evidence]:
    """Dates with a year bound it: those told as past from below, those to come usually from above; and it is no ten years after its last date."""
    last: tuple[date, TimeExpression] | None = None
    for e in times:
        value = (
            resolve_on(e, date(e.year, 1, 1)) if e.year and e.anchor is Anchor.CALENDAR and e.offset is None else None
        )
        if value is not None and value.start is not None and e.bound == "since" and (e.direction or 0) < 0:
            yield Evidence(3, Interval(value.start, None), e.text, e.span, "has begun")
            if last is None or value.start > last[0]:
                last = (value.start, e)
        if value is None or value.start is None or value.end is None or e.bound is not None:
            continue
        day = e.precision in (Precision.DAY, Precision.MONTH)
        if (e.direction or 0) > 0:
            if day:
                yield Evidence(4, Interval(None, value.end), e.text, e.span, "is still to come", assumed=True)
            continue
        told = day and (e.direction or 0) < 0
        yield Evidence(3 if day else 7, Interval(value.start, None), e.text, e.span, "is past", assumed=not told)
        if day and not told and value.start > date.min + AHEAD * DAY:
            yield Evidence(
                3, Interval(value.start - AHEAD * DAY, None), e.text, e.span, "is past or not far ahead", True
            )
        if e.precision is not Precision.DECADE and (last is None or value.end > last[0]):
            last = (value.end, e)
    if last is not None:
        end, e = last
        because = "is the last date named; no report is ten years younger"
        yield Evidence(9, Interval(None, end + OLDEST * DAY), e.text, e.span, because)


def _offices(document: Document, mentions: Iterable[Mention]) -> Iterator[Evidence]:
    """Somebody is called by an office that is held for a known time."""
    knowledge = knowledge_base.load()
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        if not mention.office or mention.antecedent is not None:
            continue
        code = knowledge.office(mention.office, document.language)
        read = knowledge.read_title(mention.office, document.language)
        code = code or (read[0] if read else None)
        for entry in knowledge.lookup(mention.name, document.language)[:1]:
            terms = [o for o in entry.offices if o.code == code and (o.start or o.end)]
            if len(terms) != 1 or (entry.id, terms[0].code) in seen:
                continue
            seen.add((entry.id, terms[0].code))
            start = terms[0].start - OFFICE_BEFORE * DAY if terms[0].start else None
            end = terms[0].end + OFFICE_AFTER * DAY if terms[0].end else None
            yield Evidence(
                6, Interval(start, end), mention.text, mention.span, f"{entry.name('en')} held that office then"
            )


def fresh_days(e: TimeExpression, year: int) -> Interval | None:
    """The days on which "last Wednesday, 9 October" of `year` is printed; None for other expressions."""
    if e.shift != ("week", -1) or e.month is None or e.day is None:
        return None
    try:
        day = date(year, e.month, e.day)
    except ValueError:
        return None
    return Interval(day + DAY, day + FRESH * DAY)


def weekday_fits(e: TimeExpression, year: int) -> bool | None:
    """Whether a date with a weekday is right in `year`; None when it names no weekday or is no day of that year."""
    if e.weekday is None or e.month is None or e.day is None or e.offset is not None or e.calendar != "gregorian":
        return None
    try:
        return date(year, e.month, e.day).weekday() == e.weekday
    except ValueError:
        return None


def dated_without_year(times: Iterable[TimeExpression], window: Interval) -> Iterator[Evidence]:
    """ "Today, Tuesday 13 May", "on Sunday, 9 March": the year in which the weekday fits, of those that the window allows.

    Args:
        times: expressions of the report.
        window: the days left by other evidence; its beginning must be known.

    A weekday may be wrong in print, and a date that is not the report's own may be of long ago: only "today, Tuesday 13 May" is more than assumed.
    """
    if window.start is None:
        return
    times = tuple(times)
    yield from _between(times, window)
    for e in times:
        if e.month is None or e.day is None or e.year is not None or e.until is not None or e.bound is not None:
            continue
        exact = e.offset is not None and e.offset[0] == e.offset[1]
        if e.weekday is None and not exact:
            continue
        for assumed in (False, True) if exact else (True,):
            day = _day_that_fits(e, window, exact, assumed)
            if day is not None:
                yield _dated_by(e, day, exact, assumed)


def _between(times: Sequence[TimeExpression], window: Interval) -> Iterator[Evidence]:
    """Dates without a year, some told as past and some as to come: of a report of one year, they leave the days between the last of the past
    and the first to come, when the window allows one such stretch only."""
    placed = []  # (month, day, whether past, expression)
    for e in times:
        plain = e.month is not None and e.year is None and e.calendar == "gregorian" and e.until is None
        if plain and e.shift is None and e.offset is None and e.bound is None and e.direction:
            past = e.direction < 0
            placed.append((e.month or 1, e.day or (1 if past else 28), past, e))
    placed.sort(key=lambda p: (p[0], p[1], not p[2], p[3].span))
    turns = [(a, b) for a, b in zip(placed, [*placed[1:], *placed[:1]], strict=True) if a[2] and not b[2]]
    if len(turns) != 1 or window.start is None or window.end is None or (window.end - window.start).days > WINDOW:
        return
    (last, first), stretches = turns[0], []
    for year in range(window.start.year - 1, window.end.year + 1):
        begin, end = date_value(last[3], year), date_value(first[3], year)
        if end is not None and begin is not None and end.end is not None and begin.start is not None:
            if end.end < begin.start:
                end = date_value(first[3], year + 1)
            if end is not None and end.end is not None and (end.end - begin.start).days <= STRETCH:
                stretches.append(Interval(begin.start, end.end))
    fitting = [s for s in stretches if s.overlaps(window)]
    if len(fitting) == 1:
        yield Evidence(6, fitting[0], last[3].text, last[3].span, BETWEEN, assumed=True)


def _dated_by(e: TimeExpression, day: date, exact: bool, assumed: bool) -> Evidence:
    """That the report appeared on, or around, a day that it names."""
    because = "the weekday fits no other year"
    if exact and e.offset is not None:
        printed = day - e.offset[0] * DAY
        return Evidence(2, Interval(printed, printed), e.text, e.span, because, assumed)
    because += " near, and such dates are recent"
    return Evidence(7, _around(day, e.direction or -1, _reach(e)), e.text, e.span, because, assumed)


def _day_that_fits(e: TimeExpression, window: Interval, exact: bool, assumed: bool) -> date | None:
    """The only day of the month and weekday of `e` on or around which a report of `window` can have appeared; None when there are several. What
    is only `assumed` may have others, if they are years later."""
    start, end = window.start, window.end
    if start is None or (end is None and not assumed):
        return None
    last = end.year + 1 if end is not None else start.year + 2 * CYCLE
    for horizon in (CYCLE, 2 * CYCLE) if assumed else (last - start.year,):
        days = []
        for day in days_of(e, range(start.year - 1, start.year + horizon + 1)):
            back = e.offset[0] * DAY if exact and e.offset is not None else None
            printed = _around(day, e.direction or 0, _reach(e)) if back is None else Interval(day - back, day - back)
            if (e.weekday is None or day.weekday() == e.weekday) and printed.overlaps(window):
                days.append(day)
        if days:
            return days[0] if len(days) == 1 else None
    return None


def days_of(e: TimeExpression, years: range) -> Iterator[date]:
    """The day of the month of `e`, in its calendar, in each of the (Gregorian) years that have it."""
    own = years if e.calendar == "gregorian" else sorted({y for year in years for y in years_of(year, e.calendar)})
    for year in own:
        value = date_value(e, year)
        if value is not None and value.start is not None and value.days == 1:
            yield value.start


def _reach(e: TimeExpression) -> int:
    """How many days from a date a report may be that names it where `e` stands."""
    return RECENT if e.span.start <= LEAD else BACKGROUND


def _around(day: date, direction: int, reach: int) -> Interval:
    """The days on which a report usually names `day`: after it when it tells of it as past, before it when it is to come."""
    return Interval(day - reach * DAY if direction >= 0 else day, day + reach * DAY if direction <= 0 else day)
