"""The days of claims without words of their own, from what their report told just before: a meeting goes on, a speaker goes on speaking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.link.facts import HELD, Fact, family
from dragoman.model import Interval, Status
from dragoman.vocabulary import event_kinds

FAR = 700  # characters back to the words that told when
NEAR = 400  # the same, for a speaker who goes on
HEAD = 150  # a claim so near the beginning of its report stands in its headline, which the lead dates
EXACT = 45  # days: a vaguer time than a month is not handed on
TOLD = HELD | {Status.FAILED}


def tell_along(facts: Sequence[Fact], intervals: Mapping[str, Interval]) -> dict[str, Interval]:
    """Intervals for claims that have none, from the claims of their report that have some.

    Args:
        facts: all claims, with their sides.
        intervals: the days of the claims that have some, by claim id.

    Returns:
        Intervals by claim id, only of claims that are not in `intervals`: those of the last claim before them in their report (for a
        headline, of the first one after it) that tells of the same kind of happening with the same sides, or of the same speaker's words.
    """
    by_document: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_document[fact.claim.document].append(fact)
    found: dict[str, Interval] = {}
    for told in by_document.values():
        dated = [f for f in told if _is_exact(intervals.get(f.claim.id)) and f.claim.status in TOLD]
        for fact in told:
            if fact.claim.id not in intervals and fact.claim.status in TOLD and fact.claim.when is None:
                lender = _lender(fact, dated)
                if lender is not None:
                    found[fact.claim.id] = intervals[lender.claim.id]
    return found


def _is_exact(interval: Interval | None) -> bool:
    return interval is not None and interval.days is not None and interval.days <= EXACT


def _lender(fact: Fact, dated: Sequence[Fact]) -> Fact | None:
    fitting = [f for f in dated if _goes_on(fact, f)]
    before = [f for f in fitting if f.claim.predicate.start <= fact.claim.predicate.start]
    if before:
        return max(before, key=lambda f: (f.claim.predicate.start, f.claim.id))
    if fact.claim.predicate.start > HEAD:
        return None
    return min(fitting, key=lambda f: (f.claim.predicate.start, f.claim.id), default=None)


def _goes_on(fact: Fact, other: Fact) -> bool:
    """Whether `fact` plainly belongs to what `other` tells."""
    distance = fact.claim.predicate.start - other.claim.predicate.start
    kind, other_kind = event_kinds()[fact.claim.type], event_kinds()[other.claim.type]
    if kind.speech and other_kind.speech:
        return -HEAD <= distance <= NEAR and bool(fact.actors & other.actors)
    if not kind.course or family(fact.claim.type) != family(other.claim.type) or abs(distance) > FAR:
        return False
    if fact.place is not None and other.place is not None and fact.place != other.place:
        return False
    if not fact.sides & other.sides:
        return False
    return not kind.sided or fact.sides <= other.sides or other.sides <= fact.sides
