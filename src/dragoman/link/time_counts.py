"""A weekday just past that is counted from a day of the report: "last Sunday, nine days after she came back" of one who came back on 5 May 2023."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from dragoman.dates import resolve_on
from dragoman.link.time_relations import NAMED
from dragoman.model import Anchor, TimeExpression

DAY = timedelta(days=1)
FAR = 60  # days: what is counted over a longer time falls on the same weekday too often
_BESIDE = re.compile(r"\W{1,3}")


def counted_weekdays(times: Sequence[TimeExpression], text: str) -> Iterator[tuple[date, TimeExpression]]:
    """Days that a report names by a weekday and by their distance from one of its full dates: the last one from which the distance leads
    to that weekday.

    Args:
        times: expressions of the report, in order.
        text: of the report.
    """
    dated = [e for e in times if e.year and e.month and e.day and e.anchor is Anchor.CALENDAR]
    known = {v.start for e in dated if (v := resolve_on(e, date(e.year or 1, 1, 1))) and v.start and v.days == 1}
    for first, second in pairwise(times):
        if not _BESIDE.fullmatch(text[first.span.end : second.span.start]):
            continue
        for weekday, count in ((first, second), (second, first)):
            if _is_past_weekday(weekday) and _is_exact(count) and count.offset is not None:
                days = {d + count.offset[0] * DAY for d in known}
                fitting = [d for d in days if d.weekday() == weekday.weekday]
                if fitting:
                    yield max(fitting), weekday


def _is_past_weekday(e: TimeExpression) -> bool:
    plain = e.weekday is not None and e.month is None and e.day is None and e.offset is None
    return plain and e.anchor is Anchor.PUBLICATION and (e.direction or 0) < 0


def _is_exact(e: TimeExpression) -> bool:
    return e.basis.startswith(NAMED) and e.offset is not None and e.offset[0] == e.offset[1] and abs(e.offset[0]) <= FAR
