"""Claims to the record: dates of reports, entities across scripts, event identity, lineage, disputes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dragoman import knowledge_base
from dragoman.knowledge_base.entries import PIVOT
from dragoman.link.dating import claim_intervals, date_documents, event_intervals
from dragoman.link.disputes import find_disputes
from dragoman.link.entities import link_entities
from dragoman.link.facts import Fact, index_entities, state_facts
from dragoman.link.identity import cluster, event_id, explain, status_of
from dragoman.link.lineage import find_relays
from dragoman.link.origins import claims_by_report, origins_of
from dragoman.link.time_recent import assume_recent
from dragoman.link.time_story import tell_along
from dragoman.model import Claim, Document, Entity, EntityKind, Event, Extraction, Interval, Judgement, Linked

__all__ = ["link"]


def link(documents: Sequence[Document], extractions: Sequence[Extraction], judgements: Sequence[Judgement]) -> Linked:
    """Everything that follows from the claims of all documents.

    Args:
        documents: in the order of reading.
        extractions: one for each document, in the same order.
        judgements: people's decisions that stand.

    Returns:
        Derived tables; the same input gives the same, byte for byte.
    """
    together = sorted(zip(documents, extractions, strict=True), key=lambda pair: pair[0].id)
    documents, extractions = [d for d, _ in together], [e for _, e in together]
    wrong = {s for j in judgements if j.action == "wrong" for s in j.subjects}
    claims = [c for e in extractions for c in e.claims if c.id not in wrong]
    datings, calendar = date_documents(documents, extractions)
    published = {d.document: d.best for d in datings}
    entities = link_entities(extractions, {d.id: d for d in documents}, knowledge_base.load(), judgements, published)
    index = index_entities(entities)
    contains = _containment(entities)
    intervals = claim_intervals(claims, published)
    texts = {d.id: d.text for d in documents}
    facts = state_facts(claims, index, intervals, datings, _offices(entities), texts)
    groups = cluster(facts, contains, judgements)
    of_claim = {f.claim.id: event_id(group) for group in groups for f in group}
    datings, calendar = date_documents(documents, extractions, of_claim)
    published = {d.document: d.best for d in datings}
    reports = list(zip(documents, extractions, strict=True))
    sides = {of_claim[g[0].claim.id]: frozenset(s for f in g for s in f.sides) for g in groups}
    allowed, timing = event_intervals(claims, of_claim, published, reports, sides)
    days = _narrowed(claims, of_claim, claim_intervals(claims, published), allowed)
    days |= tell_along([f for group in groups for f in group], days)
    days |= assume_recent(documents, extractions, days, published)
    relays = find_relays(documents, datings, groups, index)
    names = {e.id: e.name("en") for e in entities}
    by_id = {d.id: d for d in documents}
    by_report = claims_by_report(claims)
    events = [
        _event(
            group,
            of_claim[group[0].claim.id],
            allowed,
            list(origins_of([f.claim for f in group], by_id, relays, index, by_report).values()),
            explain(group, contains),
        )
        for group in groups
    ]
    disputes = [*calendar, *timing]
    known = {e.id for e in entities if e.knowledge}
    timed = {d.event for d in timing}
    for group in groups:
        event = of_claim[group[0].claim.id]
        found = find_disputes(event, group, contains, lambda i: names.get(i, i), known)
        disputes.extend(d for d in found if d.attribute != "when" or event not in timed)
    return Linked(
        entities=entities,
        datings=datings,
        relays=relays,
        events=tuple(sorted(events, key=_when_key)),
        disputes=tuple(sorted(disputes, key=lambda d: (d.attribute, d.id))),
        intervals=tuple(sorted(days.items())),
    )


def _containment(entities: Sequence[Entity]) -> Callable[[str, str], bool]:
    """Whether place `a` is or holds place `b`: by the country that knowledge gives for it."""
    knowledge = knowledge_base.load()
    country_of: dict[str, str] = {}
    code_of: dict[str, str] = {}
    for entity in entities:
        entry = knowledge.entry(entity.knowledge) if entity.knowledge else None
        if entry and entry.country:
            (code_of if entry.kind is EntityKind.COUNTRY else country_of)[entity.id] = entry.country
    return lambda a, b: a == b or (a in code_of and country_of.get(b) == code_of[a])


def _offices(entities: Sequence[Entity]) -> dict[str, frozenset[tuple[str, str]]]:
    """The offices (code and country) by which reports call those whom the knowledge base does not have."""
    knowledge = knowledge_base.load()
    unknown = [e for e in entities if e.kind is EntityKind.PERSON and not e.knowledge and e.offices]
    read = {e.id: [knowledge.read_title(title, PIVOT) for title in e.offices] for e in unknown}
    return {i: frozenset(found) for i, titles in read.items() if (found := [t for t in titles if t is not None])}


def _event(
    group: Sequence[Fact], event: str, allowed: Mapping[str, Interval], origins: Sequence[str], why: tuple[str, ...]
) -> Event:
    types = [f.claim.type for f in group]
    places = [f.place for f in group if f.place]
    sides = sorted({s for f in group for s in f.sides}, key=lambda s: (-sum(s in f.sides for f in group), s))
    return Event(
        id=event,
        type=max(sorted(set(types)), key=types.count),
        status=status_of(group),
        claims=tuple(f.claim.id for f in group),
        interval=allowed.get(event),
        place=max(sorted(set(places)), key=places.count) if places else None,
        parties=tuple(sides),
        origins=tuple(sorted(set(origins))),
        why=why,
    )


def _narrowed(
    claims: Sequence[Claim], of_claim: Mapping[str, str], own: Mapping[str, Interval], allowed: Mapping[str, Interval]
) -> dict[str, Interval]:
    """The days of each claim: its own, as far as its event's allow; the event's where it has none."""
    result: dict[str, Interval] = {}
    for claim in claims:
        mine, event = own.get(claim.id), allowed.get(of_claim[claim.id])
        if mine is None and event is not None and event.days is not None:
            result[claim.id] = event
        elif mine is not None:
            result[claim.id] = (event and mine.intersect(event)) or mine
    return result


def _when_key(event: Event) -> tuple[str, str]:
    start = (event.interval.start or event.interval.end) if event.interval else None
    return (str(start or "9999"), event.id)
