"""Disputes within an event: days, places, statuses and numbers that cannot all be true. (Those of longer times come from the network: dating.py.)

A dispute needs two voices: within its own words a report tells of a course of things. What a later report tells of a later state is a course, too.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations

from dragoman.link.facts import HELD, Fact, names_day, standing, voice
from dragoman.model import Dispute, DisputedValue, Interval, Span, Status

REFUTES = {Status.DENIED, Status.CANCELLED}
# days within which two reports that give different numbers speak of one state of things
SAME_STATE = 1
NUMBER = re.compile(r"(\d+)\W*(\w*)")

Contains = Callable[[str, str], bool]
Values = dict[str, list[tuple[str, Span]]]


def find_disputes(
    event: str, facts: Sequence[Fact], contains: Contains, name: Callable[[str], str], known: Collection[str] = ()
) -> Iterator[Dispute]:
    """Disputes among the claims of one event.

    Args:
        event: its id.
        facts: its claims.
        contains: whether one place (id) lies in another.
        name: the English name of an entity id.
        known: ids of the places that the knowledge base has: others may be one place under two names, or lie within a third.
    """
    held = [f for f in facts if standing(f, facts) in HELD]
    yield from _days(event, held)
    yield from _places(event, held, contains, name, known)
    yield from _statuses(event, facts)
    yield from _numbers(event, held)


def make_dispute(
    attribute: str, values: Sequence[DisputedValue], reason: str, event: str | None = None, document: str | None = None
) -> Dispute:
    """A dispute with an id of its own words."""
    words = "|".join(f"{v.value}:{w}" for v in values for w in v.words)
    key = hashlib.sha256(f"{attribute}|{event}|{document}|{words}".encode()).hexdigest()[:10]
    return Dispute("di-" + key, attribute, tuple(values), event, document, reason)


def _days(event: str, held: Sequence[Fact]) -> Iterator[Dispute]:
    """Days next to each other, both named by date or weekday. (Whether a day that is counted to is the one before or after may be midnight's doing.)"""
    named = [f for f in held if names_day(f)]
    apart = _sides_of(
        [(a, b) for a, b in combinations(named, 2) if _are_next(a.interval, b.interval) and _differ(a, b)]
    )
    values: Values = defaultdict(list)
    for f in apart:
        if f.claim.when and f.interval and f.interval.start:
            values[f.interval.start.isoformat()].append((f.claim.id, f.claim.when.span or f.claim.predicate))
    yield from _of(values, "when", "these cannot all be true of one happening", event)


def _are_next(a: Interval | None, b: Interval | None) -> bool:
    return bool(a and b and a.start and b.start and abs((a.start - b.start).days) == 1)


def _places(
    event: str, held: Sequence[Fact], contains: Contains, name: Callable[[str], str], known: Collection[str]
) -> Iterator[Dispute]:
    placed = [f for f in held if f.place and f.claim.where and f.place in known]
    apart = _sides_of([(a, b) for a, b in combinations(placed, 2) if _differ(a, b) and _lie_apart(a, b, contains)])
    values: Values = defaultdict(list)
    for f in apart:
        if f.place and f.claim.where:
            values[name(f.place)].append((f.claim.id, f.claim.where.mention.span))
    yield from _of(values, "where", "one happening cannot be in places apart", event)


def _lie_apart(a: Fact, b: Fact, contains: Contains) -> bool:
    return bool(a.place and b.place and not contains(a.place, b.place) and not contains(b.place, a.place))


def _statuses(event: str, facts: Sequence[Fact]) -> Iterator[Dispute]:
    """Held, says one voice; denied or called off, another, in a report that is no earlier."""
    stands = {f.claim.id: standing(f, facts) for f in facts}
    said = [f for f in facts if stands[f.claim.id] in HELD]
    refuting = [f for f in facts if stands[f.claim.id] in REFUTES]
    pairs = [(h, r) for h in said for r in refuting if _differ(h, r) and not _is_before(r, h)]
    values: Values = defaultdict(list)
    for f in _sides_of(pairs):
        value = Status.HAPPENED if stands[f.claim.id] in HELD else stands[f.claim.id]
        values[value.value].append((f.claim.id, f.claim.predicate))
    yield from _of(values, "status", "some say that it took place, others that it did not", event)


def _numbers(event: str, held: Sequence[Fact]) -> Iterator[Dispute]:
    """How many, in reports of the same days, as tolls rise; how long, in the same unit."""
    for kind, near in (("count", True), ("duration", False)):
        told = [(f, number) for f in held for number in _numbers_in(f, kind)]
        apart = [
            (x, y)
            for x, y in combinations(told, 2)
            if x[0].claim.type is y[0].claim.type
            and _differ(x[0], y[0])
            and x[1][0] != y[1][0]
            and x[1][1] == y[1][1]
            and (not near or _are_near(x[0], y[0]))
        ]
        values: Values = defaultdict(list)
        for f, (number, _, span) in sorted({(f.position, n): (f, n) for p in apart for f, n in p}.values(), key=_place):
            values[number].append((f.claim.id, span))
        yield from _of(values, kind, "the numbers differ", event)


def _place(told: tuple[Fact, tuple[str, str, Span]]) -> tuple[int, Span]:
    return told[0].position, told[1][2]


def _numbers_in(fact: Fact, kind: str) -> Iterator[tuple[str, str, Span]]:
    """The numbers of a kind that a claim gives, each with its unit and its words."""
    for detail in fact.claim.details:
        found = NUMBER.search(detail.text)
        if detail.kind == kind and found:
            yield found[1], found[2].casefold(), detail.span


def _differ(a: Fact, b: Fact) -> bool:
    return voice(a) != voice(b)


def _is_before(a: Fact, b: Fact) -> bool:
    """Whether the report of `a` certainly appeared before that of `b`."""
    return bool(
        a.published and b.published and a.published.end and b.published.start and a.published.end < b.published.start
    )


def _are_near(a: Fact, b: Fact) -> bool:
    ends = (a.published.end if a.published else None, b.published.end if b.published else None)
    return bool(ends[0] and ends[1] and abs((ends[0] - ends[1]).days) <= SAME_STATE)


def _sides_of(pairs: Sequence[tuple[Fact, Fact]]) -> list[Fact]:
    """Everybody in the pairs, once, in the order of the reports."""
    return sorted({f.position: f for pair in pairs for f in pair}.values(), key=lambda f: f.position)


def _of(values: Values, attribute: str, reason: str, event: str) -> Iterator[Dispute]:
    if len(values) > 1:
        sides = [DisputedValue(value, tuple(words)) for value, words in sorted(values.items())]
        yield make_dispute(attribute, sides, reason, event)
