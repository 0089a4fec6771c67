"""Writes and reads the record file. Every write is one transaction, so a killed run leaves whole batches
only.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dragoman.errors import InputError, JudgementError
from dragoman.model import (
    Claim,
    Dating,
    Dispute,
    Document,
    Entity,
    Event,
    Extraction,
    Interval,
    Judgement,
    Linked,
    Mention,
    Original,
    Quarantined,
    Relay,
    TimeExpression,
)
from dragoman.record import schema
from dragoman.record.codec import dumps, loads
from dragoman.record.views import Channel, EntityRow, RecordStatus, Snapshot, TimelineEntry

T = TypeVar("T")
ACTIONS = frozenset({"merge", "split", "rename", "same", "not_same", "wrong", "right", "undo"})


def to_day(as_of: date | str) -> date:
    """The day that a caller means by a date, an hour or an ISO 8601 string.

    Raises:
        InputError: a string that is no such day.
    """
    if isinstance(as_of, datetime):
        return as_of.date()
    if isinstance(as_of, date):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except (TypeError, ValueError) as error:
        raise InputError("as_of", f"{as_of!r} is no date (YYYY-MM-DD)") from error


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document with what was read in it: the unit that `Record.add` stores."""

    document: Document
    original: Original
    extraction: Extraction


class Record:
    """A record file. Use as a context manager, or `close()` it.

    Reading methods return tuples in a fixed order; `as_of` (a date, or a string YYYY-MM-DD) leaves what was certainly published up to that day.
    """

    def __init__(self, path: Path, engine: sa.Engine) -> None:
        self.path = path
        self._engine = engine

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    # --- writing ---------------------------------------------------------------------------------------------------

    def known(self, reader: str) -> frozenset[str]:
        """Ids of the documents that were read with this reader version."""
        query = sa.select(schema.documents.c.id).where(schema.documents.c.reader == reader)
        with self._engine.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def outlets(self) -> dict[str, str]:
        """The outlet of each document that has one, by the document's id."""
        outlet = sa.func.json_extract(schema.documents.c.payload, "$.outlet").label("outlet")
        query = sa.select(schema.documents.c.id, outlet).where(outlet.is_not(None))
        with self._engine.connect() as connection:
            return {row.id: row.outlet for row in connection.execute(query)}

    def add(
        self,
        batch: Sequence[ReadDocument],
        again: Sequence[Original],
        quarantined: Sequence[Quarantined],
        reader: str,
        today: date,
    ) -> None:
        """Store a batch in one transaction: all of it, or nothing.

        Args:
            batch: documents with their claims; a document that is there from an older reader gets new claims beside
                the old ones.
            again: further bytes of documents that are there already (the same text from another file).
            quarantined: what could not be read, replacing what was said of the same sources before.
            reader: the version of everything that reads.
            today: the day of reading.
        """
        with self._engine.begin() as connection:
            for item in batch:
                self._add_one(connection, item, reader, today)
            for original in again:
                self._add_original(connection, original)
            for bad in quarantined:
                row = {"source": bad.source, "stage": bad.stage, "reason": bad.reason}
                connection.execute(insert(schema.quarantine).values(row).on_conflict_do_update(["source"], set_=row))
            if batch:
                self._set_meta(connection, "stale", "1")
        self._forget()

    def _add_one(self, connection: sa.Connection, item: ReadDocument, reader: str, today: date) -> None:
        document, extraction = item.document, item.extraction
        self._add_original(connection, item.original)
        row = {
            "name": document.name,
            "language": document.language,
            "reader": reader,
            "read": today.isoformat(),
            "payload": dumps(Document, document),
        }
        upsert = insert(schema.documents).values(id=document.id, **row)
        connection.execute(upsert.on_conflict_do_update(["id"], set_=row))
        reading = {
            "mentions": dumps(tuple[Mention, ...], extraction.mentions),
            "times": dumps(tuple[TimeExpression, ...], extraction.times),
        }
        store = insert(schema.extractions).values(document=document.id, **reading)
        connection.execute(store.on_conflict_do_update(["document"], set_=reading))
        rows = [
            {
                "id": claim.id,
                "document": document.id,
                "reader": reader,
                "type": str(claim.type),
                "status": str(claim.status),
                "payload": dumps(Claim, claim),
            }
            for claim in extraction.claims
        ]
        if rows:
            connection.execute(insert(schema.claims).on_conflict_do_nothing(), rows)

    def _add_original(self, connection: sa.Connection, original: Original) -> None:
        row = {
            "document": original.document,
            "source": original.source,
            "content": zlib.compress(original.content),
        }
        connection.execute(insert(schema.originals).values(row).on_conflict_do_nothing())
        connection.execute(sa.delete(schema.quarantine).where(schema.quarantine.c.source == original.source))

    def rebuild(self, linked: Linked, linker: str = "") -> None:
        """Replace everything derived, in one transaction.

        Args:
            linked: what follows from claims and judgements.
            linker: the version of what derived it.
        """
        derived: tuple[tuple[sa.Table, Any, Iterable[tuple[str, Any]]], ...] = (
            (schema.entities, Entity, ((e.id, e) for e in linked.entities)),
            (schema.datings, Dating, ((d.document, d) for d in linked.datings)),
            (schema.relays, Relay, ((r.later, r) for r in linked.relays)),
            (schema.events, Event, ((e.id, e) for e in linked.events)),
            (schema.disputes, Dispute, ((d.id, d) for d in linked.disputes)),
            (schema.intervals, Interval, linked.intervals),
        )
        with self._engine.begin() as connection:
            for table, kind, values in derived:
                connection.execute(sa.delete(table))
                rows = [{"id": key, "payload": dumps(kind, value)} for key, value in values]
                if rows:
                    connection.execute(sa.insert(table), rows)
            self._set_meta(connection, "stale", "0")
            self._set_meta(connection, "linker", linker)
        self._forget()

    @property
    def stale(self) -> bool:
        """Whether claims or judgements came after the last rebuild (a run was killed in between)."""
        return self._noted("stale") == "1"

    @property
    def linker(self) -> str | None:
        """The version of what derived the derived tables, None before the first time."""
        return self._noted("linker")

    def _noted(self, key: str) -> str | None:
        with self._engine.connect() as connection:
            return connection.execute(sa.select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()

    def judge(self, action: str, subjects: Sequence[str], value: str | None, author: str, made: str) -> Judgement:
        """Write down a decision; what is derived changes with the next rebuild.

        Args:
            action: merge, split, rename, same, not_same, wrong, right or undo.
            subjects: ids; for undo the id of the judgement to undo, or nothing for the last one.
            value: the new name, for rename.
            author: who decides.
            made: when, ISO 8601.

        Raises:
            JudgementError: an unknown action, or nothing to undo.
        """
        if action not in ACTIONS:
            raise JudgementError(f"unknown judgement {action!r}: one of {', '.join(sorted(ACTIONS))}")
        with self._engine.begin() as connection:
            if action == "undo":
                subjects = (str(self._undo(connection, subjects)),)
            row = {
                "action": action,
                "subjects": json.dumps(list(subjects), ensure_ascii=False),
                "value": value,
                "author": author,
                "made": made,
                "undone": False,
            }
            inserted = connection.execute(sa.insert(schema.judgements).values(row)).inserted_primary_key
            self._set_meta(connection, "stale", "1")
        self._forget()
        return Judgement(int(inserted[0]) if inserted else 0, action, tuple(subjects), value, author, made)

    def _undo(self, connection: sa.Connection, subjects: Sequence[str]) -> int:
        table = schema.judgements
        open_ones = (
            sa.select(table.c.id).where(table.c.undone.is_(False), table.c.action != "undo").order_by(table.c.id.desc())
        )
        if subjects:
            if not subjects[0].isdigit():
                raise JudgementError(f"{subjects[0]!r} is no number of a judgement: `dragoman status` lists them")
            open_ones = open_ones.where(table.c.id == int(subjects[0]))
        found = connection.execute(open_ones.limit(1)).scalar()
        if found is None:
            raise JudgementError("nothing to undo")
        connection.execute(sa.update(table).where(table.c.id == found).values(undone=True))
        return int(found)

    def _set_meta(self, connection: sa.Connection, key: str, value: str) -> None:
        upsert = insert(schema.meta).values(key=key, value=value)
        connection.execute(upsert.on_conflict_do_update(["key"], set_={"value": value}))

    # --- reading ---------------------------------------------------------------------------------------------------

    def documents(self) -> tuple[Document, ...]:
        """Every document, in the order in which it came."""
        query = sa.select(schema.documents.c.payload).order_by(schema.documents.c.seq)
        return self._load(Document, query)

    def document(self, key: str) -> Document:
        """The document with this id, beginning of an id, or name.

        Raises:
            RecordError: none, or more than one.
        """
        return self._snapshot.document(key)

    def extractions(self) -> tuple[Extraction, ...]:
        """What was read in each document, in the order of `documents()`."""
        claims: dict[str, list[Claim]] = {}
        for claim in self.claims():
            claims.setdefault(claim.document, []).append(claim)
        table = schema.extractions
        query = (
            sa.select(table)
            .join(schema.documents, schema.documents.c.id == table.c.document)
            .order_by(schema.documents.c.seq)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Extraction(
                row.document,
                loads(tuple[Mention, ...], row.mentions),
                loads(tuple[TimeExpression, ...], row.times),
                tuple(claims.get(row.document, ())),
            )
            for row in rows
        )

    def claims(self, as_of: date | str | None = None) -> tuple[Claim, ...]:
        """Every claim of the newest reading of each document, in the order of documents and words."""
        if as_of is not None:
            return self.snapshot(as_of).claims
        table, docs = schema.claims, schema.documents
        same = sa.and_(table.c.document == docs.c.id, table.c.reader == docs.c.reader)
        return self._load(Claim, sa.select(table.c.payload).join(docs, same).order_by(docs.c.seq, table.c.seq))

    def quarantined(self) -> tuple[Quarantined, ...]:
        """What could not be read, by source."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(schema.quarantine).order_by(schema.quarantine.c.source)).all()
        return tuple(Quarantined(row.source, row.stage, row.reason) for row in rows)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every decision in the order in which it was made, undone ones included."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(schema.judgements).order_by(schema.judgements.c.id)).all()
        return tuple(
            Judgement(r.id, r.action, tuple(json.loads(r.subjects)), r.value, r.author, r.made, r.undone) for r in rows
        )

    def original(self, document: str) -> tuple[Original, ...]:
        """The bytes from which a document (full id) was read, one for each place it was found in."""
        table = schema.originals
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(table).where(table.c.document == document).order_by(table.c.seq)).all()
        return tuple(Original(row.document, row.source, zlib.decompress(row.content)) for row in rows)

    def linked(self) -> Linked:
        """Everything derived, as last rebuilt."""
        pairs = sa.select(schema.intervals.c.id, schema.intervals.c.payload).order_by(schema.intervals.c.seq)
        with self._engine.connect() as connection:
            intervals = tuple((row.id, loads(Interval, row.payload)) for row in connection.execute(pairs))
        return Linked(
            entities=self._load_derived(Entity, schema.entities),
            datings=self._load_derived(Dating, schema.datings),
            relays=self._load_derived(Relay, schema.relays),
            events=self._load_derived(Event, schema.events),
            disputes=self._load_derived(Dispute, schema.disputes),
            intervals=intervals,
        )

    def _load_derived(self, kind: type[T], table: sa.Table) -> tuple[T, ...]:
        return self._load(kind, sa.select(table.c.payload).order_by(table.c.seq))

    def _load(self, kind: type[T], query: sa.Select[Any]) -> tuple[T, ...]:
        with self._engine.connect() as connection:
            return tuple(loads(kind, payload) for payload in connection.execute(query).scalars())

    # --- views (see views.py) --------------------------------------------------------------------------------------

    @cached_property
    def _snapshot(self) -> Snapshot:
        return Snapshot.of(self.documents(), self.claims(), self.linked())

    def _forget(self) -> None:
        self.__dict__.pop("_snapshot", None)

    def snapshot(self, as_of: date | str | None = None) -> Snapshot:
        """Everything that the views look at, in memory."""
        return self._snapshot if as_of is None else self._snapshot.as_of(to_day(as_of))

    def events(self, as_of: date | str | None = None) -> tuple[Event, ...]:
        """Every event; with `as_of` only from the claims published until then, with the status that they gave it."""
        return self.snapshot(as_of).linked.events

    def entities(self, as_of: date | str | None = None) -> tuple[EntityRow, ...]:
        """Everybody and everything named, the most mentioned first."""
        return self.snapshot(as_of).entity_rows()

    def disputes(self, as_of: date | str | None = None) -> tuple[Dispute, ...]:
        """Where reports disagree with each other, or with the calendar."""
        return self.snapshot(as_of).linked.disputes

    def timeline(self, as_of: date | str | None = None) -> tuple[TimelineEntry, ...]:
        """Events by date, each with who, where, its reports, origins and disputes; undated ones last."""
        return self.snapshot(as_of).timeline()

    def channels(self, as_of: date | str | None = None) -> tuple[Channel, ...]:
        """Pairs who were in contact, directly or through somebody, the busiest first."""
        return self.snapshot(as_of).channels()

    def status(self) -> RecordStatus:
        """Counts of everything, and what could not be read."""
        with self._engine.connect() as connection:
            kept = connection.execute(sa.select(sa.func.count()).select_from(schema.claims)).scalar() or 0
        return self._snapshot.status(str(self.path), self.quarantined(), self.judgements(), self.stale, int(kept))
