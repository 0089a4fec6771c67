"""A claim as the linking stages compare it: entity ids instead of mentions, an interval instead of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Claim, Dating, Entity, EntityKind, EventType, Interval, Mention, Role, Span, Status
from dragoman.vocabulary import event_kinds

Index = Mapping[tuple[str, Span], Entity]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one claim says, in ids.

    `sides` are the entities that act or are acted on (unnamed groups left out), `actors` those in a doer's role, `interval` the days that its words and
    its report's date allow, `published` when its report appeared. Of an act of speech, `speaker` is whose words it is and `about` the kinds of event
    that they are about, as far as its sentence tells. `offices` are those (code and country) that its sides hold whom the knowledge base does not have,
    and `place_known` whether it has the place. `words` are those of its sentence with the place of its own in it, when there are enough to know a copy by.
    """

    claim: Claim
    sides: frozenset[str]
    actors: frozenset[str]
    place: str | None
    interval: Interval | None
    published: Interval | None
    position: int
    speaker: str | None = None
    about: frozenset[str] = frozenset()
    offices: frozenset[tuple[str, str]] = frozenset()
    place_known: bool = True
    words: str = ""


# a sentence of so many words is not written twice by chance
COPIED_WORDS = 8
HELD = {Status.HAPPENED, Status.ONGOING}
# what becomes of an event of which another claim tells one of these
ENDED = {EventType.CANCEL: Status.CANCELLED, EventType.POSTPONE: Status.POSTPONED}
UNNAMED_OR_PLACE = {EntityKind.GROUP, EntityKind.PLACE}
DOERS = {Role.PARTY, Role.MEDIATOR, Role.SUBJECT}


def standing(fact: Fact, facts: Sequence[Fact]) -> Status:
    """How an event stands by one of its claims: that it was called off has happened, the event has not.

    Args:
        fact: one of them.
        facts: all claims of the event.
    """
    status = fact.claim.status
    if status not in HELD or all(f.claim.type in ENDED for f in facts):
        return status
    return ENDED.get(fact.claim.type, status)


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
    claims: Sequence[Claim],
    index: Index,
    intervals: Mapping[str, Interval],
    datings: Sequence[Dating],
    offices: Mapping[str, frozenset[tuple[str, str]]] | None = None,
    texts: Mapping[str, str] | None = None,
) -> list[Fact]:
    """All claims as facts, in the order given.

    Args:
        claims: of all documents.
        index: entities by document and span.
        intervals: days of each claim that has some, by its id.
        datings: when each report appeared.
        offices: those that an entity holds, by its id.
        texts: of the documents, by id.
    """
    published = {d.document: d.best for d in datings}
    told: dict[tuple[str, Span], list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.document, claim.quote].append(claim)
    facts = []
    for position, claim in enumerate(claims):
        sides = {p.role: set[str]() for p in claim.participants}
        for p in claim.participants:
            entity = entity_of(p.mention, claim.document, index)
            if entity and entity.kind not in UNNAMED_OR_PLACE:
                sides[p.role].add(entity.id)
        held = [(offices or {}).get(i, frozenset()) for ids in sides.values() for i in ids]
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
                speaker=_speaker(claim, index),
                about=_about(claim, told[claim.document, claim.quote]),
                offices=frozenset(office for some in held for office in some),
                place_known=place is not None and place.knowledge is not None,
                words=_words(claim, (texts or {}).get(claim.document, "")),
            )
        )
    return facts


def _words(claim: Claim, text: str) -> str:
    sentence = claim.quote.of(text).split()
    at = len(text[claim.quote.start : claim.predicate.start].split())
    return f"{at} {' '.join(sentence)}" if len(sentence) >= COPIED_WORDS else ""


def voice(fact: Fact) -> tuple[str, str]:
    """Who tells it: the report, and whom it has it from."""
    return fact.claim.document, fact.claim.sources[-1].name if fact.claim.sources else ""


def names_day(fact: Fact) -> bool:
    """Whether its own words name the day, by date or weekday, instead of counting to it."""
    expression = fact.claim.when.expression if fact.claim.when else None
    if expression is None or fact.interval is None or fact.interval.days != 1 or expression.offset is not None:
        return False
    return expression.weekday is not None or (expression.month is not None and expression.day is not None)


def _speaker(claim: Claim, index: Index) -> str | None:
    """Whose own words the event is: the last source of an act of speech, when it is known who that is."""
    if not event_kinds()[claim.type].speech or not claim.sources or claim.sources[-1].mention is None:
        return None
    entity = entity_of(claim.sources[-1].mention, claim.document, index)
    return entity.id if entity else None


def _about(claim: Claim, sentence: Sequence[Claim]) -> frozenset[str]:
    """The kinds of what an act of speech is about: of the events after it in its sentence that have not come about."""
    if not event_kinds()[claim.type].speech:
        return frozenset()
    return frozenset(
        family(c.type)
        for c in sentence
        if c.predicate.start > claim.predicate.start and c.status not in HELD and not event_kinds()[c.type].speech
    )


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
