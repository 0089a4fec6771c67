"""A claim as the linking stages compare it: entity ids instead of mentions, an interval instead of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Claim, Dating, Entity, EntityKind, EventType, Interval, Mention, Role, Span, Status

Index = Mapping[tuple[str, Span], Entity]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one claim says, in ids.

    `sides` are the entities that act or are acted on (unnamed groups left out), `actors` those in a doer's role, `interval` the days that its words and
    its report's date allow, `published` when its report appeared.
    """

    claim: Claim
    sides: frozenset[str]
    actors: frozenset[str]
    place: str | None
    interval: Interval | None
    published: Interval | None
    position: int


HELD = {Status.HAPPENED, Status.ONGOING}
UNNAMED_OR_PLACE = {EntityKind.GROUP, EntityKind.PLACE}
DOERS = {Role.PARTY, Role.MEDIATOR, Role.SUBJECT}


def index_entities(entities: Sequence[Entity]) -> dict[tuple[str, Span], Entity]:
    """Entities by document and span of their mentions."""
    return {(key.document, key.span): entity for entity in entities for key in entity.mentions}


def entity_of(mention: Mention, document: str, index: Index) -> Entity | None:
    """The entity of a mention: by its own span, else by that of its antecedent."""
    found = index.get((document, mention.span))
    if found is None and mention.antecedent is not None:
        found = index.get((document, mention.antecedent))
    return found


def state_facts(
    claims: Sequence[Claim], index: Index, intervals: Mapping[str, Interval], datings: Sequence[Dating]
) -> list[Fact]:
    """All claims as facts, in the order given.

    Args:
        claims: of all documents.
        index: entities by document and span.
        intervals: days of each claim that has some, by its id.
        datings: when each report appeared.
    """
    published = {d.document: d.best for d in datings}
    facts = []
    for position, claim in enumerate(claims):
        sides = {p.role: set[str]() for p in claim.participants}
        for p in claim.participants:
            entity = entity_of(p.mention, claim.document, index)
            if entity and entity.kind not in UNNAMED_OR_PLACE:
                sides[p.role].add(entity.id)
        place = entity_of(claim.where.mention, claim.document, index) if claim.where else None
        facts.append(
            Fact(
                claim=claim,
                sides=frozenset(i for ids in sides.values() for i in ids),
                actors=frozenset(i for role, ids in sides.items() if role in DOERS for i in ids),
                place=place.id if place else None,
                interval=intervals.get(claim.id),
                published=published.get(claim.document),
                position=position,
            )
        )
    return facts


def family(kind: EventType) -> str:
    """Types that may name the same happening."""
    return FAMILIES.get(kind, kind.value)


FAMILIES = {
    EventType.CANCEL: "MEET",
    EventType.POSTPONE: "MEET",
    EventType.KILL: "ATTACK",
    EventType.CEASE_FIRE: "AGREE",
    EventType.ACCEPT: "ACCEPT",
}
