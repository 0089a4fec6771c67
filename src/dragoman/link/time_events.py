"""The days of claims and of events: what all reports of one event allow, and where they cannot all be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.dates import resolve
from dragoman.link.disputes import make_dispute
from dragoman.link.facts import family
from dragoman.link.network import Constraint, TimeNetwork, between
from dragoman.link.network_order import borne_out
from dragoman.link.time_relations import Relation, of_one_story, read_counted, read_relations
from dragoman.model import Claim, Dispute, DisputedValue, Document, Extraction, Interval, Span, Status
from dragoman.vocabulary import label

DAY = timedelta(days=1)
SLACK = 1  # days by which two reports of one event may differ that count from their own day: midnight, and days local to the outlet
PAST = frozenset({Status.HAPPENED, Status.ONGOING, Status.FAILED})
TOLD = PAST | {Status.PLANNED}


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim says about the day of its event: `interval`, or days from another event."""

    claim: Claim
    event: str
    interval: Interval | None = None
    other: str | None = None
    offset: tuple[int, int] = (0, 0)
    relation: Relation | None = None


def claim_intervals(claims: Sequence[Claim], published: Mapping[str, Interval]) -> dict[str, Interval]:
    """The days that each claim's own words allow.

    Args:
        claims: with their expressions of time.
        published: the days on which each report appeared, by document id.

    Returns:
        Intervals by claim id; a claim whose words say nothing, or need what is not known, is left out.
    """
    intervals: dict[str, Interval] = {}
    for claim in claims:
        interval = claim_interval(claim, published.get(claim.document))
        if interval is not None and (interval.start is not None or interval.end is not None):
            intervals[claim.id] = interval
    return intervals


def claim_interval(claim: Claim, published: Interval | None) -> Interval | None:
    """The days that a claim's expression means; None where they would put what is told as past after its report."""
    if claim.when is None:
        return None
    interval = claim.when.interval
    if claim.when.expression is not None and published is not None:
        interval = resolve(claim.when.expression, published) or interval
    return None if _is_told_too_early(claim, interval, published) else interval


def _is_told_too_early(claim: Claim, interval: Interval | None, published: Interval | None) -> bool:
    """Whether what is told as past would lie wholly after the last day on which its report may have appeared."""
    if claim.status not in PAST or interval is None or interval.start is None:
        return False
    return published is not None and published.end is not None and interval.start > published.end


def event_intervals(
    claims: Sequence[Claim],
    of_claim: Mapping[str, str],
    published: Mapping[str, Interval],
    reports: Sequence[tuple[Document, Extraction]] = (),
    sides: Mapping[str, frozenset[str]] | None = None,
) -> tuple[dict[str, Interval], tuple[Dispute, ...]]:
    """The days of each event that all its reports allow, and the disputes on when it was.

    Args:
        claims: all claims.
        of_claim: event ids by claim id.
        published: the days on which each report appeared, by document id.
        reports: documents with what was read in them, for the distances between events that they state.
        sides: entity ids of those who take part in each event, by its id.

    Returns:
        Intervals by event id (of what most exact reports agree on, where they differ), and disputes of kind `when`. A finer and a
        coarser value are no dispute, nor are days that differ by midnight.
    """
    dated = [*_all_said(claims, of_claim, published), *_all_counted(claims, of_claim, published, reports)]
    exact = _exact(sorted(dated, key=_trust))
    related = [
        _on_own_day(one, dated, of_claim, exact) for one in _all_related(claims, of_claim, reports, exact, sides or {})
    ]
    said = [*sorted(dated, key=_trust), *sorted(related, key=_trust)]
    taken = {str(number): one for number, one in enumerate(said)}
    asked = [_constraint(one, key) for key, one in taken.items()]
    network = TimeNetwork()
    disputes: list[Dispute] = []
    for constraint in (*asked[: len(dated)], *borne_out(asked[len(dated) :])):
        refused = network.add(constraint)
        if refused is not None:
            against = [taken[c.label] for c in refused.constraints if c.label in taken]
            disputes.append(_dispute(taken[constraint.label], against))
    events = sorted({one.event for one in said} | {one.other for one in said if one.other is not None})
    intervals = {event: exact.get(event) or network.interval(event) for event in events}
    told = [c for c in claims if of_claim.get(c.id) in intervals]
    early = {
        of_claim[c.id] for c in told if _is_told_too_early(c, intervals[of_claim[c.id]], published.get(c.document))
    }
    known = {e: i for e, i in intervals.items() if e not in early and (i.start is not None or i.end is not None)}
    return known, tuple(sorted({d.id: d for d in disputes}.values(), key=lambda d: d.id))


def _all_said(
    claims: Sequence[Claim], of_claim: Mapping[str, str], published: Mapping[str, Interval]
) -> Iterator[Said]:
    intervals = claim_intervals(claims, published)
    for claim in claims:
        event = of_claim.get(claim.id)
        if event is None or claim.status not in TOLD:
            continue
        interval = intervals.get(claim.id)
        if interval is not None and interval.days is not None and claim.when and claim.when.span:
            yield Said(claim, event, interval=interval)


def _all_counted(
    claims: Sequence[Claim],
    of_claim: Mapping[str, str],
    published: Mapping[str, Interval],
    reports: Sequence[tuple[Document, Extraction]],
) -> Iterator[Said]:
    """Events without a day of their own that stand a known time from a day of their sentence."""
    known = {c.id for c in claims}
    for one in read_counted(reports):
        event, days = of_claim.get(one.claim.id), published.get(one.claim.document)
        day = resolve(one.day, days or Interval(None, None)) or one.day.interval
        if one.claim.id not in known or event is None or one.expression.offset is None or one.claim.status not in TOLD:
            continue
        if day is not None and day.start is not None and day.end is not None:
            least, most = one.expression.offset
            yield Said(one.claim, event, interval=Interval(day.start - most * DAY, day.end - least * DAY))


def _all_related(
    claims: Sequence[Claim],
    of_claim: Mapping[str, str],
    reports: Sequence[tuple[Document, Extraction]],
    days: Mapping[str, Interval],
    sides: Mapping[str, frozenset[str]],
) -> Iterator[Said]:
    """Distances between events. Reports of one event that count from events of one kind (its signing, the attack) whose days allow it mean the
    same one, though too little may be told of it to know it by its sides; and so do those of a happening that two sides share."""
    known = {c.id for c in claims}
    anchors: dict[tuple[str, str], list[str]] = defaultdict(list)
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in read_relations(reports):
        if relation.claim.id not in known or relation.target.id not in known:
            continue
        event, other = of_one_story(relation, claims, of_claim), of_claim.get(relation.target.id)
        if event is None or other is None or event == other or relation.claim.status not in TOLD:
            continue
        kinds = (family(relation.claim.type), family(relation.target.type))
        event = next((e for e in told[kinds] if _is_alike(e, event, days, sides)), event)
        told[kinds].append(event)
        met = anchors[(event, family(relation.target.type))]
        anchor = next((o for o in met if o == other or _may_be_one(days.get(o), days.get(other))), other)
        if anchor not in met:
            met.append(anchor)
        own = of_claim.get(relation.claim.id)
        for one in (event, own) if own is not None and own != event and own not in days else (event,):
            yield Said(relation.claim, one, other=anchor, offset=relation.offset, relation=relation)


def _on_own_day(one: Said, dated: Sequence[Said], of_claim: Mapping[str, str], exact: Mapping[str, Interval]) -> Said:
    """`one`, counted from the day that its own report gives to the other event where other reports dispute that day."""
    target = one.relation.target if one.relation is not None else None
    own = [
        s
        for s in dated
        if target is not None and s.event == of_claim.get(target.id) and s.claim.document == target.document
    ]
    agreed = exact.get(one.other or "")
    day = min(own, key=_trust).interval if own else None
    if day is None or day.start is None or day.end is None or agreed is None or agreed.overlaps(day):
        return one
    return replace(
        one,
        other=None,
        interval=Interval(day.start + one.offset[0] * DAY, day.end + one.offset[1] * DAY),
    )


def _is_alike(a: str, b: str, days: Mapping[str, Interval], sides: Mapping[str, frozenset[str]]) -> bool:
    shared = sides.get(a, frozenset()) & sides.get(b, frozenset())
    return a == b or (len(shared) >= 2 and _may_be_one(days.get(a), days.get(b)))


def _may_be_one(a: Interval | None, b: Interval | None) -> bool:
    return a is None or b is None or a.overlaps(b)


def _trust(one: Said) -> tuple[int, int, int, str]:
    """Dates before counts, exact before vague."""
    expression = one.claim.when.expression if one.claim.when else None
    calendar = expression is not None and expression.month is not None
    width = (one.interval.days or 0) if one.interval else one.offset[1] - one.offset[0]
    return (0 if calendar else 1 if one.other is None else 2, width, one.claim.predicate.start, one.claim.id)


def _constraint(one: Said, label: str) -> Constraint:
    if one.other is not None:
        return Constraint(one.other, one.event, one.offset[0] - SLACK, one.offset[1] + SLACK, label)
    interval = one.interval or Interval(None, None)
    slack = SLACK if (interval.days or 0) <= 8 and not _names_its_day(one) else 0
    start = interval.start - slack * DAY if interval.start and interval.start > date.min + DAY else None
    end = interval.end + slack * DAY if interval.end and interval.end < date.max - DAY else None
    return between(one.event, Interval(start, end), label)


def _names_its_day(one: Said) -> bool:
    """Whether the words are a day of the calendar: nobody who writes "8 October" means the 9th, but "yesterday" may be another day elsewhere."""
    e = one.claim.when.expression if one.claim.when else None
    return e is not None and e.month is not None and e.day is not None and e.until is None and e.part != "midnight"


def _exact(said: Sequence[Said]) -> dict[str, Interval]:
    """The intersection of what an event's claims say, most trusted first; a claim that leaves nothing of it is passed over."""
    exact: dict[str, Interval] = {}
    for one in said:
        if one.interval is not None:
            before = exact.get(one.event)
            exact[one.event] = (before.intersect(one.interval) or before) if before is not None else one.interval
    return exact


def _dispute(refused: Said, against: Sequence[Said]) -> Dispute:
    """The refused claim on one side, those that stand against it on the other."""
    values = [DisputedValue(_told(one), ((one.claim.id, _words(one)),)) for one in dict.fromkeys((refused, *against))]
    ordered = sorted(values, key=lambda v: (v.value, v.words))
    return make_dispute("when", ordered, "these cannot all be true of one happening", refused.event)


def _words(one: Said) -> Span:
    if one.relation is not None:
        return one.relation.expression.span
    return one.claim.when.span if one.claim.when and one.claim.when.span else one.claim.predicate


def _told(one: Said) -> str:
    """The value of a claim, for a reader: its days, or how far from the other event."""
    if one.interval is not None and one.interval.start is not None and one.interval.end is not None:
        start, end = one.interval.start.isoformat(), one.interval.end.isoformat()
        return start if start == end else f"{start}..{end}"
    least, most = one.offset
    near, far = sorted((abs(least), abs(most)))
    days = f"{near}" if near == far else f"{near} to {far}"
    return f"{days} day{'' if days == '1' else 's'} {'before' if most <= 0 else 'after'} {_named(one)}"


def _named(one: Said) -> str:
    """The other event in one English word."""
    return f"the {label(one.relation.target.type.value)}" if one.relation is not None else "another event"
