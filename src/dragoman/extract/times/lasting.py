"""A length of time beside a beginning gives its end: "a three-day visit starting on Monday", "from 5 March for two weeks"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.times.build import LASTING, build
from dragoman.extract.times.scan import Found
from dragoman.extract.times.values import Value
from dragoman.model import Precision, Span, TimeExpression

NEAR = 40  # characters between a length of time and the beginning that is told behind it
BESIDE = 3  # characters between a beginning and a length of time behind it
_PARTED = re.compile(r"[.;:!?\u061b\u061f\n]")
SHORT = frozenset({"minute", "hour"})


def give_end(
    expression: TimeExpression, at: int, found: Sequence[Found], spans: Sequence[Span], text: str
) -> TimeExpression:
    """`expression` with its end, when it is a beginning with a length of time beside it.

    Args:
        expression: as built from `found[at]`.
        found: all that the grammar found in the text, in order.
        spans: of each of them.
        text: of the report.
    """
    if found[at].value.bound != "from" or expression.until is not None:
        return expression
    here = spans[at]
    if at and _is_length(found[at - 1].value) and _joins(text[spans[at - 1].end : here.start], NEAR):
        length = found[at - 1].value
    elif at + 1 < len(found) and _is_length(found[at + 1].value) and spans[at + 1].start - here.end <= BESIDE:
        length = found[at + 1].value
    else:
        return expression
    value = replace(length, kind="ago", anchor="event", direction=1, part=LASTING)
    return replace(expression, bound=None, until=build(value, here, expression.text), precision=Precision.RANGE)


def _is_length(value: Value) -> bool:
    """Whether a duration is of days or more; "72 hours" is, "two hours" is not."""
    if value.kind != "duration" or value.unit is None:
        return False
    return value.unit not in SHORT or (value.unit == "hour" and (value.number or 0) >= 24)


def _joins(between: str, near: int) -> bool:
    return len(between) <= near and _PARTED.search(between) is None
