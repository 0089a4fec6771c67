"""Exports: one JSON object a line, as the contract in docs/flow.md has it. Every span stands beside its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.dates import resolve, timex
from dragoman.link.origins import same_outlet, written_forms
from dragoman.model import Claim, Entity, Event, Interval, Mention, Participant, Source, SourceKind, Span
from dragoman.record.views import Snapshot

Row = dict[str, Any]
LANGUAGE = "en"
"""Names in exports are English or romanised, so that rows of different languages can be joined."""


def export_claims(snapshot: Snapshot) -> Iterator[Row]:
    """Every claim, in the order of documents and words."""
    for claim in snapshot.claims:
        yield claim_row(snapshot, claim)


def claim_row(snapshot: Snapshot, claim: Claim) -> Row:
    """One claim as the contract has it."""
    document = snapshot.by_document[claim.document]
    event = snapshot.event_of.get(claim.id)
    return {
        "id": claim.id,
        "document": document.name,
        "language": claim.language,
        "type": claim.type.value,
        "status": claim.status.value,
        **({"degree": claim.degree.value} if claim.degree else {}),
        "medium": claim.medium.value if claim.medium else None,
        "participants": [_participant_row(snapshot, claim, p) for p in claim.participants],
        "when": _when_row(snapshot, claim),
        "where": _where_row(snapshot, claim),
        "details": _details_row(claim),
        "sources": [_source_row(snapshot, claim, s) for s in told_by(snapshot, claim)],
        "said": _said_row(snapshot, claim),
        "span": list(claim.predicate),
        "quote": claim.quote.of(document.text),
        "event": event.id if event else None,
        "why": list(claim.why),
    }


def export_events(snapshot: Snapshot) -> Iterator[Row]:
    """Every event, by date."""
    for entry in snapshot.timeline():
        event = entry.event
        place = entry.place.name(LANGUAGE) if isinstance(entry.place, Entity) else entry.place
        yield {
            "id": event.id,
            "type": event.type.value,
            "status": event.status.value,
            **days_row(event.interval),
            "parties": [{"entity": p.id, "name": p.name(LANGUAGE)} for p in entry.parties],
            "place": place,
            "origins": list(event.origins),
            "claims": list(event.claims),
            "documents": [snapshot.by_document[d].name for d in entry.reports],
            "disputes": [d.id for d in entry.disputes],
            "why": list(event.why),
        }


def export_entities(snapshot: Snapshot) -> Iterator[Row]:
    """Everybody and everything named, the most mentioned first."""
    for row in snapshot.entity_rows():
        entity = row.entity
        yield {
            "id": entity.id,
            "kind": entity.kind.value,
            "name": entity.name(LANGUAGE),
            "names": [list(pair) for pair in entity.names],
            "knowledge": entity.knowledge,
            "offices": list(entity.offices),
            "mentions": [
                {
                    "document": snapshot.by_document[m.document].name,
                    "span": list(m.span),
                    "text": m.span.of(snapshot.by_document[m.document].text),
                }
                for m in entity.mentions
                if m.document in snapshot.by_document
            ],
            "events": list(row.events),
            "why": list(entity.why),
        }


def days_row(interval: Interval | None) -> Row:
    """`start` and `end` as ISO 8601 days, None where open or unknown."""
    return {
        "start": interval.start.isoformat() if interval and interval.start else None,
        "end": interval.end.isoformat() if interval and interval.end else None,
    }


def mention_name(snapshot: Snapshot, document: str, mention: Mention) -> str:
    """The name of whom `mention` refers to: its entity's, else what the document itself gives."""
    entity = snapshot.entity_of(document, mention.span)
    return entity.name(LANGUAGE) if entity else mention.name


def source_name(snapshot: Snapshot, document: str, source: Source, language: str = LANGUAGE) -> str:
    """The name of a source, or for an unnamed one without an entity a plain description of what it is."""
    span = source.mention.span if source.mention else source.span
    entity = snapshot.entity_of(document, span) or snapshot.entity_of(document, source.span)
    if entity is not None:
        return entity.name(language)
    if source.kind is SourceKind.ANONYMOUS and not source.name.isascii():
        return "unnamed source" if source.number == 1 else "unnamed sources"
    return source.name


def _participant_row(snapshot: Snapshot, claim: Claim, participant: Participant) -> Row:
    mention = participant.mention
    entity = snapshot.entity_of(claim.document, mention.span)
    return {
        "name": mention_name(snapshot, claim.document, mention),
        "entity": entity.id if entity else None,
        "role": participant.role.value,
        "text": _words(snapshot, claim, mention.span),
        "span": list(mention.span),
    }


def _when_row(snapshot: Snapshot, claim: Claim) -> Row | None:
    interval = snapshot.interval_of(claim)
    when = claim.when
    if interval is None and when is None:
        return None
    span = when.span if when else None
    narrowed = claim.id in snapshot.when and (when is None or snapshot.when[claim.id] != when.interval)
    basis = [when.basis] if when and when.basis else []
    return {
        **days_row(interval),
        "text": _words(snapshot, claim, span) if span else None,
        "span": list(span) if span else None,
        "basis": "; ".join(basis + ["time network"] * narrowed),
        "timex": _timex(snapshot, claim),
    }


def _timex(snapshot: Snapshot, claim: Claim) -> str | None:
    """The TIMEX3 value of a claim's words, of the day of its report as far as that is known now."""
    expression = claim.when.expression if claim.when else None
    if expression is None:
        return None
    published = snapshot.published.get(claim.document)
    days = resolve(expression, published) if published is not None else None
    return timex(expression, days) if days is not None else expression.timex


def _where_row(snapshot: Snapshot, claim: Claim) -> Row | None:
    if claim.where is None:
        return None
    mention = claim.where.mention
    return {
        "name": mention_name(snapshot, claim.document, mention),
        "text": _words(snapshot, claim, mention.span),
        "span": list(mention.span),
    }


def _details_row(claim: Claim) -> Row:
    details: dict[str, list[str]] = {}
    for detail in claim.details:
        details.setdefault(detail.kind, []).append(detail.text)
    return {kind: "; ".join(texts) for kind, texts in sorted(details.items())}


def told_by(snapshot: Snapshot, claim: Claim) -> list[Source]:
    """The sources of a claim, outermost first, without the outlet that prints them ("an official told the Post", in the Post)."""
    document = snapshot.by_document[claim.document]
    own = document.outlet

    def is_own(source: Source) -> bool:
        names = (*written_forms(source.name, document.language), source_name(snapshot, claim.document, source))
        return source.kind is SourceKind.OUTLET and any(same_outlet(name, own) for name in names)

    return [s for s in claim.sources if not is_own(s)]


def _source_row(snapshot: Snapshot, claim: Claim, source: Source) -> Row:
    return {
        "name": source_name(snapshot, claim.document, source),
        "kind": source.kind.value,
        "text": _words(snapshot, claim, source.span),
        "span": list(source.span),
        **link_row(source),
    }


def link_row(source: Source) -> Row:
    """What is said of an unnamed source: how many, on whose side, on what condition; only what is said."""
    row = {"number": source.number, "stake": source.stake, "condition": source.condition}
    return {key: value for key, value in row.items() if value is not None}


def _said_row(snapshot: Snapshot, claim: Claim) -> Row | None:
    if claim.said is None:
        return None
    return {
        "text": _words(snapshot, claim, claim.said.span),
        "span": list(claim.said.span),
        "quotes": [{"text": _words(snapshot, claim, q), "span": list(q)} for q in claim.said.quotes],
        "addressees": [
            {
                "name": mention_name(snapshot, claim.document, m),
                "text": _words(snapshot, claim, m.span),
                "span": list(m.span),
            }
            for m in claim.said.addressees
        ],
    }


def _words(snapshot: Snapshot, claim: Claim, span: Span) -> str:
    return span.of(snapshot.by_document[claim.document].text)


EXPORTS = {"claims": export_claims, "events": export_events, "entities": export_entities}


def claims_of(snapshot: Snapshot, event: Event) -> tuple[Claim, ...]:
    """The claims of an event, by publication, then as they stand in their documents."""
    order = {document.id: index for index, document in enumerate(snapshot.documents)}
    claims = [snapshot.by_claim[c] for c in event.claims if c in snapshot.by_claim]

    def key(claim: Claim) -> tuple[str, int, Span]:
        published = snapshot.published.get(claim.document)
        day = published.end if published and published.end else None
        return (day.isoformat() if day else "9999", order[claim.document], claim.predicate)

    return tuple(sorted(claims, key=key))
