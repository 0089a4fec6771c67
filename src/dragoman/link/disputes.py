"""Disputes within an event: places, statuses, numbers and outcomes that cannot all be true. (Those of time come from the network: dating.py.)"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from dragoman.link.facts import HELD, Fact
from dragoman.model import Dispute, DisputedValue, Span, Status

REFUTES = {Status.DENIED, Status.CANCELLED}
COUNTED = {"count", "duration"}


def find_disputes(
    event: str, facts: Sequence[Fact], contains: Callable[[str, str], bool], name: Callable[[str], str]
) -> Iterator[Dispute]:
    """Disputes among the claims of one event.

    Args:
        event: its id.
        facts: its claims.
        contains: whether one place (id) lies in another.
        name: the English name of an entity id.
    """
    yield from _places(event, facts, contains, name)
    yield from _statuses(event, facts)
    yield from _numbers(event, facts)


def make_dispute(
    attribute: str, values: Sequence[DisputedValue], reason: str, event: str | None = None, document: str | None = None
) -> Dispute:
    """A dispute with an id of its own words."""
    words = "|".join(f"{v.value}:{w}" for v in values for w in v.words)
    key = hashlib.sha256(f"{attribute}|{event}|{document}|{words}".encode()).hexdigest()[:10]
    return Dispute("di-" + key, attribute, tuple(values), event, document, reason)


def _places(
    event: str, facts: Sequence[Fact], contains: Callable[[str, str], bool], name: Callable[[str], str]
) -> Iterator[Dispute]:
    by_place: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for f in facts:
        if f.place and f.claim.where:
            by_place[f.place].append((f.claim.id, f.claim.where.mention.span))
    apart = {
        p for a, b in combinations(sorted(by_place), 2) if not contains(a, b) and not contains(b, a) for p in (a, b)
    }
    if apart:
        values = [DisputedValue(name(p), tuple(by_place[p])) for p in sorted(apart)]
        yield make_dispute("where", values, "one happening cannot be in places apart", event)


def _statuses(event: str, facts: Sequence[Fact]) -> Iterator[Dispute]:
    """Held by one voice, denied or called off by another in a report that is no earlier."""
    held = [f for f in facts if f.claim.status in HELD]
    refuted = [f for f in facts if f.claim.status in REFUTES and any(_contradicts(f, h) for h in held)]
    held = [h for h in held if any(_contradicts(f, h) for f in refuted)]
    if held and refuted:
        values = [
            DisputedValue("happened", tuple((f.claim.id, f.claim.predicate) for f in held)),
            DisputedValue(refuted[0].claim.status.value, tuple((f.claim.id, f.claim.predicate) for f in refuted)),
        ]
        yield make_dispute("status", values, "some say that it took place, others that it did not", event)


def _contradicts(refuted: Fact, held: Fact) -> bool:
    """Whether another voice than that of `held` speaks: within its own words a report tells of a course of things, not of a dispute."""
    voices = {(f.claim.document, *(s.name for s in f.claim.sources[-1:])) for f in (refuted, held)}
    return len(voices) > 1 and not _is_before(refuted, held)


def _is_before(a: Fact, b: Fact) -> bool:
    return bool(
        a.published and b.published and a.published.end and b.published.start and a.published.end < b.published.start
    )


def _numbers(event: str, facts: Sequence[Fact]) -> Iterator[Dispute]:
    for kind in sorted(COUNTED):
        values: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        for f in facts:
            for detail in f.claim.details:
                number = re.search(r"\d+", detail.text)
                if detail.kind == kind and number:
                    values[number.group()].append((f.claim.id, detail.span))
        if len(values) > 1 and len({c for words in values.values() for c, _ in words}) > 1:
            yield make_dispute(
                kind, [DisputedValue(v, tuple(w)) for v, w in sorted(values.items())], "the numbers differ", event
            )
