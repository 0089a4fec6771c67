"""Views: what a reader asks of a record, computed in memory over one consistent snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TypeVar

from dragoman.dates import hull
from dragoman.errors import RecordError
from dragoman.model import (
    Claim,
    Dispute,
    Document,
    Entity,
    EntityKind,
    Event,
    EventType,
    Interval,
    Judgement,
    Linked,
    MentionKey,
    Quarantined,
    Role,
    Span,
    Status,
)

T = TypeVar("T")
CONTACTS = frozenset({EventType.MEET, EventType.CALL, EventType.MESSAGE, EventType.MEDIATE, EventType.EXCHANGE})
ENDS = frozenset({Role.PARTY, Role.COUNTERPART, Role.ADDRESSEE})
BETWEEN = frozenset({Role.MEDIATOR, Role.MESSENGER, Role.HOST})
ACTORS = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.COUNTRY, EntityKind.GROUP})


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event with what a reader wants to see beside it.

    `parties` and `place` are entities; `reports` the ids of documents that tell it, the earliest first; `disputes`
    its disputes.
    """

    event: Event
    parties: tuple[Entity, ...]
    place: Entity | str | None
    reports: tuple[str, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity with how often and in how many documents it is named, and the events it takes part in, by date."""

    entity: Entity
    mentions: int
    documents: int
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """Two who were in contact: `through` are mediators and messengers with how often; `last` is the latest day
    known.
    """

    parties: tuple[str, str]
    events: tuple[str, ...]
    through: tuple[tuple[str, int], ...]
    last: date | None


@dataclass(frozen=True, slots=True)
class RecordStatus:
    """Counts of a record. `claims` are of the newest readings, `claims_kept` of all; `stale`: derived tables lag
    behind.
    """

    path: str
    documents: tuple[tuple[str, int], ...]
    claims: int
    claims_kept: int
    events: int
    entities: int
    disputes: int
    stale: bool
    quarantined: tuple[Quarantined, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A consistent reading of a record: documents, their claims, and what is derived, with look-ups."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    linked: Linked
    by_document: dict[str, Document]
    by_claim: dict[str, Claim]
    entity_at: dict[MentionKey, Entity]
    by_entity: dict[str, Entity]
    event_of: dict[str, Event]
    published: dict[str, Interval]
    possible: dict[str, Interval]
    when: dict[str, Interval]

    @classmethod
    def of(cls, documents: Iterable[Document], claims: Iterable[Claim], linked: Linked) -> Snapshot:
        """Index everything once. Where the words of a report refute the day stated for it, theirs is shown, and it is certain to have
        appeared only by the later of the two."""
        documents, claims = tuple(documents), tuple(claims)
        stated = {d.id: d.published for d in documents if d.published is not None}
        published = stated | {d.document: d.best for d in linked.datings}
        possible = {d.document: d.interval for d in linked.datings}
        possible |= {key: hull(days, possible.get(key)) or days for key, days in stated.items()}
        return cls(
            documents=documents,
            claims=claims,
            linked=linked,
            by_document={d.id: d for d in documents},
            by_claim={c.id: c for c in claims},
            entity_at={key: entity for entity in linked.entities for key in entity.mentions},
            by_entity={entity.id: entity for entity in linked.entities},
            event_of={claim: event for event in linked.events for claim in event.claims},
            published=published,
            possible=possible,
            when=dict(linked.intervals),
        )

    # --- look-ups --------------------------------------------------------------------------------------------------

    def document(self, key: str) -> Document:
        """The document with this id, name, or beginning of either.

        Raises:
            RecordError: none, or more than one.
        """
        if key in self.by_document:
            return self.by_document[key]
        found = [d for d in self.documents if d.name == key] or [
            d for d in self.documents if key and (d.id.startswith(key) or d.name.startswith(key))
        ]
        return _only(found, key, "document", [f"{d.name} ({d.id[:8]})" for d in found])

    def event(self, key: str) -> Event:
        """The event with this id or beginning of an id.

        Raises:
            RecordError: none, or more than one.
        """
        found = [e for e in self.linked.events if e.id == key] or [
            e for e in self.linked.events if key and e.id.startswith(key)
        ]
        return _only(found, key, "event", [e.id for e in found])

    def entities_named(self, name: str) -> tuple[Entity, ...]:
        """Entities with this id, or with this name, or whose names hold it, in any language; exact ones alone if
        there are any.
        """
        wanted = name.casefold()
        exact = [e for e in self.linked.entities if e.id == name or any(wanted == n.casefold() for _, n in e.names)]
        return tuple(exact or [e for e in self.linked.entities if any(wanted in n.casefold() for _, n in e.names)])

    def entity_of(self, document: str, span: Span) -> Entity | None:
        """Who the mention at `span` refers to."""
        return self.entity_at.get(MentionKey(document, span))

    def interval_of(self, claim: Claim) -> Interval | None:
        """The days of a claim: as narrowed by the time network, else as its own words say."""
        return self.when.get(claim.id) or (claim.when.interval if claim.when else None)

    # --- as of -----------------------------------------------------------------------------------------------------

    def as_of(self, day: date) -> Snapshot:
        """What stood on `day`: only documents that were certainly published by then, and what follows from their
        claims.

        A document without a last possible day of publication is left out: a record must not know the future.
        """
        kept = {d.id for d in self.documents if _certainly_by(self.possible.get(d.id), day)}
        claims = tuple(c for c in self.claims if c.document in kept)
        known = {c.id for c in claims}
        events = tuple(a for event in self.linked.events if (a := self._event_as_of(event, known)) is not None)
        linked = replace(
            self.linked,
            entities=tuple(e for entity in self.linked.entities if (e := _entity_in(entity, kept)) is not None),
            datings=tuple(d for d in self.linked.datings if d.document in kept),
            relays=tuple(r for r in self.linked.relays if r.later in kept),
            events=events,
            disputes=tuple(
                d for dispute in self.linked.disputes if (d := _dispute_in(dispute, kept | known)) is not None
            ),
            intervals=tuple((claim, i) for claim, i in self.linked.intervals if claim in known),
        )
        return Snapshot.of((d for d in self.documents if d.id in kept), claims, linked)

    def _event_as_of(self, event: Event, known: set[str]) -> Event | None:
        claims = [self.by_claim[c] for c in event.claims if c in known]
        if not claims:
            return None
        if len(claims) == len(event.claims):
            return event
        parties = {e.id for c in claims for p in c.participants if (e := self.entity_of(c.document, p.mention.span))}
        places = {e.id for c in claims if c.where and (e := self.entity_of(c.document, c.where.mention.span))}
        return replace(
            event,
            claims=tuple(c.id for c in claims),
            status=self._latest_status(claims),
            interval=self._common_interval(claims),
            place=event.place if event.place in places else None,
            parties=tuple(p for p in event.parties if p in parties),
            origins=tuple(o for o in event.origins if o in self._roots(claims)) or event.origins[:1],
        )

    def _roots(self, claims: list[Claim]) -> set[str]:
        """Names that can be an origin of these claims: their outlets, documents and sources."""
        roots = {s.name for c in claims for s in c.sources}
        for document in (self.by_document[c.document] for c in claims):
            roots |= {name for name in (document.outlet, document.id, document.name) if name}
        roots |= {
            e.name("en")
            for c in claims
            for s in c.sources
            if s.mention and (e := self.entity_of(c.document, s.mention.span))
        }
        return roots

    def _latest_status(self, claims: list[Claim]) -> Status:
        """The status that most of the most recently published claims give."""
        days = [self.published[c.document].end for c in claims]
        last = max(day for day in days if day is not None)
        latest = Counter(c.status for c, day in zip(claims, days, strict=True) if day == last)
        return max(sorted(latest), key=latest.__getitem__)

    def _common_interval(self, claims: list[Claim]) -> Interval | None:
        found: Interval | None = None
        for interval in (self.interval_of(c) for c in claims):
            if interval is not None:
                found = interval if found is None else found.intersect(interval) or found
        return found

    # --- views -----------------------------------------------------------------------------------------------------

    def timeline(self) -> tuple[TimelineEntry, ...]:
        """Events by first possible day; undated ones last, by their first report."""
        disputes: dict[str, list[Dispute]] = {}
        for dispute in self.linked.disputes:
            if dispute.event is not None:
                disputes.setdefault(dispute.event, []).append(dispute)
        entries = [
            TimelineEntry(
                event=event,
                parties=tuple(self.by_entity[p] for p in event.parties if p in self.by_entity),
                place=self.by_entity.get(event.place, event.place) if event.place else None,
                reports=self._reports(event),
                disputes=tuple(disputes.get(event.id, ())),
            )
            for event in self.linked.events
        ]
        return tuple(sorted(entries, key=self._timeline_key))

    def _timeline_key(self, entry: TimelineEntry) -> tuple[date, date, date, str]:
        reported = self.published.get(entry.reports[0]) if entry.reports else None
        return (*_by_day(entry.event.interval), _by_day(reported)[0], entry.event.id)

    def _reports(self, event: Event) -> tuple[str, ...]:
        found = {self.by_claim[c].document for c in event.claims if c in self.by_claim}
        return tuple(sorted(found, key=lambda d: (*_by_day(self.published.get(d)), self.by_document[d].name, d)))

    def entity_rows(self) -> tuple[EntityRow, ...]:
        """Entities, the most mentioned first."""
        events: dict[str, list[str]] = {}
        for entry in self.timeline():
            for party in entry.parties:
                events.setdefault(party.id, []).append(entry.event.id)
        rows = [
            EntityRow(e, len(e.mentions), len({m.document for m in e.mentions}), tuple(events.get(e.id, ())))
            for e in self.linked.entities
        ]
        return tuple(sorted(rows, key=lambda r: (-r.mentions, r.entity.name("en"), r.entity.id)))

    def channels(self) -> tuple[Channel, ...]:
        """Pairs of actors in contact, from events of contact that happened or go on; the busiest first."""
        found: dict[tuple[str, str], list[tuple[Event, tuple[str, ...]]]] = {}
        for event in self.linked.events:
            if event.type in CONTACTS and event.status in (Status.HAPPENED, Status.ONGOING):
                ends, between = self._ends(event)
                for pair in combinations(sorted(ends), 2):
                    found.setdefault((pair[0], pair[1]), []).append((event, tuple(sorted(between))))
        channels = [_channel(pair, contacts) for pair, contacts in found.items()]
        return tuple(sorted(channels, key=lambda c: (-len(c.events), c.parties)))

    def _ends(self, event: Event) -> tuple[set[str], set[str]]:
        ends: set[str] = set()
        between: set[str] = set()
        for claim in (self.by_claim[c] for c in event.claims if c in self.by_claim):
            for participant in claim.participants:
                entity = self.entity_of(claim.document, participant.mention.span)
                if entity is not None and entity.kind in ACTORS:
                    if participant.role in ENDS:
                        ends.add(entity.id)
                    elif participant.role in BETWEEN:
                        between.add(entity.id)
        return ends - between, between

    def status(
        self,
        path: str,
        quarantined: tuple[Quarantined, ...],
        judgements: tuple[Judgement, ...],
        stale: bool,
        claims_kept: int,
    ) -> RecordStatus:
        """Counts of this snapshot with what the store adds."""
        by_language = Counter(d.language for d in self.documents)
        return RecordStatus(
            path=path,
            documents=tuple(sorted(by_language.items())),
            claims=len(self.claims),
            claims_kept=claims_kept,
            events=len(self.linked.events),
            entities=len(self.linked.entities),
            disputes=len(self.linked.disputes),
            stale=stale,
            quarantined=quarantined,
            judgements=judgements,
        )


def _only(found: list[T], key: str, what: str, shown: list[str]) -> T:
    if not found:
        raise RecordError(f"no {what} {key!r} in this record")
    if len(found) > 1:
        raise RecordError(f"{key!r} fits {len(found)} {what}s: {', '.join(shown[:6])}")
    return found[0]


def _certainly_by(interval: Interval | None, day: date) -> bool:
    return interval is not None and interval.end is not None and interval.end <= day


def _entity_in(entity: Entity, documents: set[str]) -> Entity | None:
    mentions = tuple(m for m in entity.mentions if m.document in documents)
    return replace(entity, mentions=mentions) if mentions else None


def _dispute_in(dispute: Dispute, known: set[str]) -> Dispute | None:
    """The dispute as far as its words were published; None when fewer than two sides are left. The day stated for a report has no words."""
    kept = [(v, tuple(w for w in v.words if w[0] in known)) for v in dispute.values]
    values = tuple(replace(value, words=words) for value, words in kept if words or not value.words)
    return replace(dispute, values=values) if len(values) > 1 else None


def _by_day(interval: Interval | None) -> tuple[date, date]:
    if interval is None:
        return date.max, date.max
    return interval.start or interval.end or date.max, interval.end or date.max


def _channel(pair: tuple[str, str], contacts: list[tuple[Event, tuple[str, ...]]]) -> Channel:
    contacts = sorted(contacts, key=lambda c: (*_by_day(c[0].interval), c[0].id))
    through = Counter(name for _, between in contacts for name in between)
    days = [e.interval.end for e, _ in contacts if e.interval is not None and e.interval.end is not None]
    return Channel(
        parties=pair,
        events=tuple(e.id for e, _ in contacts),
        through=tuple(sorted(through.items(), key=lambda item: (-item[1], item[0]))),
        last=max(days, default=None),
    )
