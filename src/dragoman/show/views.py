"""Every view, as a table or as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError, RecordError
from dragoman.model import Claim, Dispute, DisputedValue, Document, Entity, Span, Status
from dragoman.record.views import EntityRow, RecordStatus, Snapshot
from dragoman.show.console import print_rows, print_table, say
from dragoman.show.documents import words
from dragoman.show.export import claim_row, claims_of, days_row, export_entities, export_events
from dragoman.show.naming import Namer, isolate
from dragoman.vocabulary import label

Row = dict[str, Any]
SHORT_ID = 10


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """One JSON object a line, to a file."""
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    except OSError as error:
        raise DragomanError(f"{path}: {error.strerror}") from error


def show_timeline(snapshot: Snapshot, language: str, as_json: bool) -> None:
    """Events by date."""
    if as_json:
        print_rows(export_events(snapshot))
        return
    namer = Namer(snapshot, language)
    rows = []
    for entry in snapshot.timeline():
        event = entry.event
        rows.append(
            (
                namer.days(event.interval),
                namer.code(event.type.value),
                namer.code(event.status.value),
                namer.parties(event),
                namer.entity(entry.place, event.interval) if entry.place else "",
                str(len(event.origins)),
                str(len(entry.reports)),
                str(len(entry.disputes) or ""),
                event.id[:SHORT_ID],
            )
        )
    headings = ("When!", "What", "Status", "Who", "Where", "Origins>", "Reports>", "Disputes>", "Event!")
    print_table(namer.columns(*headings), rows)


def show_event(snapshot: Snapshot, key: str, language: str, as_json: bool) -> None:
    """One event with the words of every claim."""
    event = snapshot.event(key)
    claims = claims_of(snapshot, event)
    if as_json:
        (row,) = (row for row in export_events(snapshot) if row["id"] == event.id)
        print_rows([{**row, "claims": [claim_row(snapshot, claim) for claim in claims]}])
        return
    namer = Namer(snapshot, language)
    place = f", {namer.entity(event.place, event.interval)}" if event.place else ""
    say(f"{namer.code(event.type.value)} {namer.days(event.interval)}{place}: {namer.parties(event)}")
    origins = ", ".join(map(namer.origin, event.origins)) or namer.words("none known")
    why = ", ".join(map(namer.reason, event.why)) or namer.words("one claim")
    status = namer.code(event.status.value)
    say(namer.words("{status}; origins: {origins}; why one event: {why}", status=status, origins=origins, why=why))
    print_table(
        namer.columns("Published!", "Status", "When!", "Who told whom", "Words"),
        [_claim_cells(namer, claim) for claim in claims],
    )
    _print_disputes(namer, [d for d in snapshot.linked.disputes if d.event == event.id])


def _claim_cells(namer: Namer, claim: Claim) -> tuple[str, ...]:
    snapshot = namer.snapshot
    return (
        namer.days(snapshot.published.get(claim.document)),
        namer.code(claim.status.value),
        namer.days(snapshot.interval_of(claim)),
        namer.chain(claim),
        words(snapshot.by_document[claim.document], claim.quote),
    )


def show_who(snapshot: Snapshot, name: str | None, language: str, as_json: bool) -> None:
    """Everybody, or one entity with contacts and events."""
    rows = snapshot.entity_rows()
    if name is not None:
        found = {e.id for e in snapshot.entities_named(name)}
        rows = tuple(row for row in rows if row.entity.id in found)
        if not rows:
            raise RecordError(f"nobody called {name!r} in this record")
    if as_json:
        wanted = {row.entity.id for row in rows}
        print_rows(row for row in export_entities(snapshot) if row["id"] in wanted)
        return
    namer = Namer(snapshot, language)
    if name is None or len(rows) > 1:
        _print_entities(namer, rows)
    else:
        _print_entity(namer, rows[0])


def _print_entities(namer: Namer, rows: Iterable[EntityRow]) -> None:
    print_table(
        namer.columns("Name", "Kind", "Also", "Named>", "Reports>", "Events>", "Id!"),
        [
            (
                namer.entity(row.entity),
                namer.reason(row.entity.kind.value),
                _other_names(row.entity, row.entity.name(namer.language)),
                str(row.mentions),
                str(row.documents),
                str(len(row.events)),
                row.entity.id,
            )
            for row in rows
        ],
    )


def _other_names(entity: Entity, shown: str, most: int = 4) -> str:
    names = dict.fromkeys(name for _, name in entity.names if name != shown)
    return ", ".join(isolate(name) for name in list(names)[:most])


def _print_entity(namer: Namer, row: EntityRow) -> None:
    entity, snapshot = row.entity, namer.snapshot
    named = namer.words("named {n} times in {reports} reports", n=str(row.mentions), reports=str(row.documents))
    say(f"{namer.entity(entity)} ({namer.reason(entity.kind.value)}, {entity.id}): {named}")
    for language in sorted({language for language, _ in entity.names}):
        say(f"  {language}: {', '.join(isolate(n) for code, n in entity.names if code == language)}")
    if entity.offices:
        say(f"  {namer.words('offices: {offices}', offices=', '.join(map(isolate, entity.offices)))}")
    if entity.why:
        say(f"  {namer.words('why one: {why}', why=', '.join(map(namer.reason, entity.why)))}")
    channels = [c for c in snapshot.channels() if entity.id in c.parties]
    if channels:
        cells = []
        for channel in channels:
            other = channel.parties[1] if channel.parties[0] == entity.id else channel.parties[0]
            through = ", ".join(f"{namer.entity(e)} ({n})" for e, n in channel.through)
            cells.append((namer.entity(other), str(len(channel.events)), through, str(channel.last or "?")))
        print_table(namer.columns("In contact with", "Times>", "Through", "Last!"), cells)
    events = {entry.event.id: entry.event for entry in snapshot.timeline()}
    print_table(
        namer.columns("When!", "What", "Status", "Who", "Event!"),
        [
            (
                namer.days(events[e].interval),
                namer.code(events[e].type.value),
                namer.code(events[e].status.value),
                namer.parties(events[e]),
                e[:SHORT_ID],
            )
            for e in row.events
        ],
    )


def show_disputes(snapshot: Snapshot, language: str, as_json: bool) -> None:
    """Every dispute with the words of both sides."""
    if as_json:
        print_rows(_dispute_row(snapshot, dispute) for dispute in snapshot.linked.disputes)
        return
    namer = Namer(snapshot, language)
    if not snapshot.linked.disputes:
        say(namer.words("No disputes."))
    _print_disputes(namer, snapshot.linked.disputes)


def _print_disputes(namer: Namer, disputes: Iterable[Dispute]) -> None:
    for dispute in disputes:
        about = _about(namer, dispute)
        why = f" ({namer.reason(dispute.reason)})" if dispute.reason else ""
        say(f"\n{namer.reason(dispute.attribute)}: {about}{why}")
        rows = [cells for value in dispute.values for cells in _side_rows(namer, value, dispute)]
        print_table(namer.columns("Value", "Who says so", "Words"), [row for row in dict.fromkeys(rows) if row])


def _side_rows(namer: Namer, value: DisputedValue, dispute: Dispute) -> list[tuple[str, ...]]:
    """The rows of one side; what is stated beside a report, not in its words, has one without words."""
    if not value.words and dispute.document in namer.snapshot.by_document:
        return [(namer.reason(value.value), namer.document(dispute.document), "")]
    return [_side_cells(namer, value, key, span) for key, span in value.words]


def _side_cells(namer: Namer, value: DisputedValue, key: str, span: Span) -> tuple[str, ...]:
    """One side's words with who says so: a key is a claim's or a document's."""
    claim = namer.snapshot.by_claim.get(key)
    document = namer.snapshot.by_document.get(claim.document if claim else key)
    if document is None:
        return ()
    shown = label(value.value, namer.language) if value.value in {s.value for s in Status} else value.value
    who = namer.chain(claim) if claim else namer.document(document)
    return namer.reason(shown), who, words(document, span)


def _about(namer: Namer, dispute: Dispute) -> str:
    if dispute.event is not None:
        event = namer.snapshot.event(dispute.event)
        return f"{namer.code(event.type.value)} {namer.parties(event)} {namer.days(event.interval)} [{event.id[:SHORT_ID]}]"
    return namer.document(dispute.document) if dispute.document in namer.snapshot.by_document else str(dispute.document)


def _words_of(snapshot: Snapshot, value: DisputedValue) -> list[tuple[Document, Span]]:
    """(document, span) of each side's words: a key is a claim's or a document's."""
    found = []
    for key, span in value.words:
        document = snapshot.by_claim[key].document if key in snapshot.by_claim else key
        if document in snapshot.by_document:
            found.append((snapshot.by_document[document], span))
    return found


def _dispute_row(snapshot: Snapshot, dispute: Dispute) -> Row:
    return {
        "id": dispute.id,
        "attribute": dispute.attribute,
        "event": dispute.event,
        "document": snapshot.by_document[dispute.document].name if dispute.document in snapshot.by_document else None,
        "reason": dispute.reason,
        "values": [
            {
                "value": value.value,
                "words": [
                    {"document": document.name, "span": list(span), "text": span.of(document.text)}
                    for document, span in _words_of(snapshot, value)
                ],
            }
            for value in dispute.values
        ],
    }


def show_sources(snapshot: Snapshot, language: str, as_json: bool) -> None:
    """Every report with its day, whom it relays and whom it names as sources."""
    namer = Namer(snapshot, language)
    claims: dict[str, list[Claim]] = {}
    for claim in snapshot.claims:
        claims.setdefault(claim.document, []).append(claim)
    if as_json:
        print_rows(_lineage_row(namer, d, claims.get(d.id, [])) for d in snapshot.documents)
        return
    rows = []
    for document in snapshot.documents:
        row = _lineage_row(namer, document, claims.get(document.id, []))
        rows.append(
            (
                namer.published(document),
                namer.document(document),
                ", ".join(namer.origin(r["earlier"]) for r in row["relays"]),
                ", ".join(f"{isolate(s['name'])} ({s['claims']})" for s in row["sources"]),
                str(row["claims"]),
                isolate(document.name),
            )
        )
    print_table(namer.columns("Published", "Outlet", "Relays", "Sources (claims)", "Claims>", "Document"), rows)


def _lineage_row(namer: Namer, document: Document, claims: list[Claim]) -> Row:
    snapshot = namer.snapshot
    named: dict[str, int] = {}
    for claim in claims:
        for source in claim.sources:
            name = namer.source(claim, source)
            named[name] = named.get(name, 0) + 1
    dating = next((d for d in snapshot.linked.datings if d.document == document.id), None)
    return {
        "document": document.name,
        "outlet": document.outlet,
        "published": days_row(snapshot.published.get(document.id)),
        "basis": [*dating.basis, *dating.assumed] if dating else [],
        "claims": len(claims),
        "relays": [
            {
                "earlier": snapshot.by_document[r.earlier].outlet or snapshot.by_document[r.earlier].name
                if r.earlier in snapshot.by_document
                else r.earlier,
                "reasons": list(r.reasons),
                "score": r.score,
            }
            for r in snapshot.linked.relays
            if r.later == document.id
        ],
        "sources": [{"name": n, "claims": c} for n, c in sorted(named.items(), key=lambda item: (-item[1], item[0]))],
    }


def show_status(status: RecordStatus, as_json: bool) -> None:
    """Counts, quarantine, corrections."""
    if as_json:
        print_rows([_status_row(status)])
        return
    languages = ", ".join(f"{n} {code}" for code, n in status.documents) or "none"
    say(f"{status.path}")
    say(f"reports: {sum(n for _, n in status.documents)} ({languages})")
    say(f"claims: {status.claims} (with earlier readings {status.claims_kept})")
    say(f"events: {status.events}, entities: {status.entities}, disputes: {status.disputes}")
    if status.stale:
        say("a run was stopped before the end: `dragoman read` again completes the events")
    if status.quarantined:
        say("")
        print_table(("In quarantine", "Stage", "Why"), [(q.source, q.stage, q.reason) for q in status.quarantined])
    if status.judgements:
        say("")
        print_table(
            ("Correction>", "By", "When!", "What"),
            [
                (
                    str(j.id),
                    j.author,
                    j.made,
                    f"{j.action} {' '.join(j.subjects)} {j.value or ''}{' (undone)' if j.undone else ''}",
                )
                for j in status.judgements
            ],
        )


def _status_row(status: RecordStatus) -> Row:
    return {
        "record": status.path,
        "documents": dict(status.documents),
        "claims": status.claims,
        "claims_kept": status.claims_kept,
        "events": status.events,
        "entities": status.entities,
        "disputes": status.disputes,
        "complete": not status.stale,
        "quarantine": [{"source": q.source, "stage": q.stage, "reason": q.reason} for q in status.quarantined],
        "judgements": [
            {
                "id": j.id,
                "action": j.action,
                "subjects": list(j.subjects),
                "value": j.value,
                "author": j.author,
                "made": j.made,
                "undone": j.undone,
            }
            for j in status.judgements
        ],
    }
