"""Words of time inside a quotation count from when they were said: "on Monday he said: 'they came yesterday'" is of Sunday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.dates import resolve
from dragoman.extract.times.build import settle
from dragoman.extract.times.marks import double_quotes
from dragoman.model import Anchor, Interval, Span, TimeExpression

SAID = "counted from when it was said"
NEAR = 80  # characters between the day of speaking and the quotation
LONGEST = 1000  # characters of a quotation


def count_from_speech(
    expressions: Sequence[TimeExpression], text: str, published: Interval | None
) -> tuple[TimeExpression, ...]:
    """`expressions` with those that stand in quotations counted from the day that stands beside them.

    Args:
        expressions: of a report, in order.
        text: of the report.
        published: when it may have appeared, None when nothing is known.

    Returns:
        The same expressions. One inside quotation marks whose days count from publication ("yesterday", "two days ago") counts from the nearest
        day that stands in the same line just before or behind the quotation, when that day is known and is before the report.
    """
    quotations = list(_quotations(text)) if any(_counts(e) for e in expressions) else []
    return tuple(_count_one(e, expressions, quotations, published) for e in expressions)


def _count_one(
    expression: TimeExpression,
    expressions: Sequence[TimeExpression],
    quotations: Sequence[Span],
    published: Interval | None,
) -> TimeExpression:
    inside = next((q for q in quotations if q.covers(expression.span)), None) if _counts(expression) else None
    if inside is None:
        return expression
    beside = [
        (gap, e.span, e)
        for e in expressions
        if (gap := _gap(e, inside)) is not None and _is_day_of_speech(e, published)
    ]
    if not beside:
        return expression
    spoken = replace(expression, anchor=Anchor.EVENT, basis=SAID, counted_from=min(beside, key=lambda b: b[:2])[2])
    return settle(spoken, resolve(spoken, published or Interval(None, None)))


def _counts(e: TimeExpression) -> bool:
    """Whether an expression counts whole days from the report and names none itself."""
    return e.anchor is Anchor.PUBLICATION and e.offset is not None and e.month is None and e.weekday is None


def _is_day_of_speech(e: TimeExpression, published: Interval | None) -> bool:
    if e.interval is None or e.interval.end is None or e.interval.days != 1 or e.bound is not None or _counts(e):
        return False
    return e.anchor is not Anchor.EVENT and (
        published is None or published.start is None or e.interval.end < published.start
    )


def _gap(e: TimeExpression, quotation: Span) -> int | None:
    """Characters between an expression and a quotation beside it; None when it is not near."""
    gap = quotation.start - e.span.end if e.span.end <= quotation.start else e.span.start - quotation.end
    return gap if 0 <= gap <= NEAR else None


def _quotations(text: str) -> list[Span]:
    """What stands between two quotation marks of a line; a mark between letters belongs to a word."""
    spans: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        marks = [
            at
            for at in (mark.start() for mark in double_quotes().finditer(line))
            if not (line[at - 1 : at].isalpha() and line[at + 1 : at + 2].isalpha())
        ]
        for first, last in zip(marks[::2], marks[1::2], strict=False):
            if last - first <= LONGEST:
                spans.append(Span(start + first, start + last + 1))
        start += len(line)
    return spans
