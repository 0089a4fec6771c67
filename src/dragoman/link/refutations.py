"""A denial, a cancellation or a delay that names one side of an event, or none ("no such call took place"), joins the event that it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.link.facts import Fact, family
from dragoman.model import Status
from dragoman.vocabulary import event_kinds

REFUTING = frozenset({Status.DENIED, Status.CANCELLED, Status.POSTPONED, Status.FAILED})
# characters before it within which an event is told of that it means; days within which another report tells of one
REACH = 900
SAME_DAYS = 3

Allows = Callable[[Fact, Fact], bool]


def join_refutations(groups: Sequence[list[Fact]], allows: Allows) -> list[list[Fact]]:
    """The groups, with each one that only refutes an event, and says too little to know it by, in the group of that event.

    It is the event of its kind, between sides of which it names none that has no part in it, told of nearest before it in its report. When it names a
    side, and its own report has told of no event of its kind before, it is the only such one that reports of the same days tell.

    Args:
        groups: claims by event.
        allows: whether two claims may be of one event.
    """
    whole = [g for g in groups if not _says_too_little(g)]
    joined = {id(g): list(g) for g in whole}
    alone = []
    for group in groups:
        if not _says_too_little(group):
            continue
        meant = _told_before(group, whole, allows) or _told_elsewhere(group, whole, allows)
        if meant is None:
            alone.append(list(group))
        else:
            joined[id(meant)].extend(group)
    found = [*joined.values(), *alone]
    return sorted((sorted(g, key=lambda f: f.position) for g in found), key=lambda g: g[0].position)


def _says_too_little(group: Sequence[Fact]) -> bool:
    """Whether all its claims refute something between sides, and name at most one of these."""
    return all(f.claim.status in REFUTING and event_kinds()[f.claim.type].sided and len(f.sides) <= 1 for f in group)


def _told_before(group: Sequence[Fact], whole: Sequence[list[Fact]], allows: Allows) -> list[Fact] | None:
    first = group[0].claim
    near = [
        (first.predicate.start - f.claim.predicate.start, -f.position, g)
        for g in whole
        if _may_mean(group, g, allows)
        for f in g
        if f.claim.document == first.document and 0 < first.predicate.start - f.claim.predicate.start <= REACH
    ]
    return min(near, key=lambda n: n[:2])[2] if near else None


def _told_elsewhere(group: Sequence[Fact], whole: Sequence[list[Fact]], allows: Allows) -> list[Fact] | None:
    first = group[0].claim
    kind = family(first.type)
    told = (f.claim for g in whole for f in g if f.claim.document == first.document and family(f.claim.type) == kind)
    if not any(f.sides for f in group) or any(c.predicate.start < first.predicate.start for c in told):
        return None
    found = [g for g in whole if _may_mean(group, g, allows) and any(_are_near(group[0], f) for f in g)]
    return found[0] if len(found) == 1 else None


def _may_mean(group: Sequence[Fact], event: Sequence[Fact], allows: Allows) -> bool:
    sides = frozenset(s for f in event for s in f.sides)
    return (
        len(sides) >= 2
        and family(group[0].claim.type) == family(event[0].claim.type)
        and all(f.sides <= sides for f in group)
        and all(allows(a, b) for a in group for b in event)
    )


def _are_near(a: Fact, b: Fact) -> bool:
    ends = (a.published.end if a.published else None, b.published.end if b.published else None)
    return bool(ends[0] and ends[1] and abs((ends[0] - ends[1]).days) <= SAME_DAYS)
