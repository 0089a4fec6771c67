"""Tense agreement: what happened was before the report, what is planned comes after it; and what is proposed, denied or said for a day is not
proposed, denied or said on it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.dates import resolve
from dragoman.extract.times.build import settle
from dragoman.model import Anchor, Claim, Interval, Status, TimeExpression, When
from dragoman.vocabulary import event_kinds

PAST = frozenset({Status.HAPPENED, Status.ONGOING, Status.FAILED})
COMING = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE, Status.CONDITIONAL, Status.DEMANDED})


def agree(claim: Claim, published: Interval | None) -> Claim:
    """`claim` with a time that can be that of an event of its status.

    Args:
        claim: as its parts were put together.
        published: the days on which its report may have appeared, None when nothing is known.

    Returns:
        The claim; of a date that may be of several years or weeks, with the one that its status asks for. A date that lies ahead of what was
        said or proposed is that of its content, and is left out; so is a stretch up to now ("in recent days") of what is still to come.
    """
    expression = claim.when.expression if claim.when else None
    wanted = -1 if claim.status in PAST else 1 if claim.status in COMING else 0
    if expression is None or wanted == 0:
        return claim
    turned = turn(expression, wanted, published)
    a_date = expression.weekday is None or expression.month is not None
    if wanted < 0 and a_date and event_kinds()[claim.type].speech and _is_ahead(expression, published):
        return replace(claim, when=None)
    if wanted > 0 and _is_up_to_now(expression, published):
        return replace(claim, when=None)
    if turned is expression:
        return claim
    return replace(claim, when=When(turned.interval, turned.basis, turned.span, turned.text, turned))


def turn(expression: TimeExpression, wanted: int, published: Interval | None) -> TimeExpression:
    """`expression` looking back (-1) or ahead (1) when it may and does not do so yet."""
    if not is_free(expression) or expression.direction == wanted:
        return expression
    if published is None:
        return expression if expression.direction is not None else replace(expression, direction=wanted)
    if not (_is_ahead(expression, published) if wanted < 0 else _is_past(expression, published)):
        return expression
    turned = replace(expression, direction=wanted)
    return settle(turned, resolve(turned, published))


def is_free(e: TimeExpression) -> bool:
    """Whether only the context tells which day is meant: a weekday, or a date without its year, that says neither last nor next."""
    named = e.weekday is not None or e.month is not None or e.day is not None
    fixed = e.year is not None or e.offset is not None or e.shift is not None
    return named and not fixed and not e.fixed and e.part != "strict" and e.anchor is Anchor.PUBLICATION


def _is_up_to_now(e: TimeExpression, published: Interval | None) -> bool:
    """Whether an expression is of days before the report, up to its own."""
    if published is None or published.start is None or e.interval is None or e.interval.start is None:
        return False
    back = e.anchor is Anchor.PUBLICATION and e.interval.start < published.start
    return back and e.interval.end is not None and e.interval.end == published.end


def _is_ahead(e: TimeExpression, published: Interval | None) -> bool:
    if published is None or published.end is None or e.interval is None or e.interval.start is None:
        return False
    return e.interval.start > published.end


def _is_past(e: TimeExpression, published: Interval | None) -> bool:
    if published is None or published.start is None or e.interval is None or e.interval.end is None:
        return False
    return e.interval.end < published.start
