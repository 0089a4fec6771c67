"""How things are called in the reader's language, and how mixed scripts are kept readable in a terminal."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date

from dragoman.model import Claim, Document, Entity, Event, Interval, Participant, Source, SourceKind
from dragoman.record.views import Snapshot
from dragoman.show.export import source_name, told_by
from dragoman.show.wording import reworded, wording
from dragoman.vocabulary import ENGLISH, label

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT = frozenset({"R", "AL"})
BIDI_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Namer:
    """Names and labels in one language over one snapshot."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot = snapshot
        self.language = language
        self._by_english_name = {e.name(ENGLISH): e for e in reversed(snapshot.linked.entities)}

    def code(self, code: str) -> str:
        """The label of an event type, role or status."""
        return isolate(label(code, self.language))

    def words(self, form: str, **values: str) -> str:
        """A form of `ontology/words.yaml`, filled in."""
        return wording(form, self.language, **values)

    def reason(self, text: str) -> str:
        """A reason, or the value of a dispute, that the record keeps in English."""
        return isolate(reworded(text, self.language))

    def columns(self, *headings: str) -> tuple[str, ...]:
        """Headings of a table; the mark at the end of each (see `print_table`) stays."""
        bare = [(heading.rstrip(">!"), heading) for heading in headings]
        return tuple(isolate(self.words(text)) + heading[len(text) :] for text, heading in bare)

    def days(self, interval: Interval | None) -> str:
        """An interval for the eye (see `days`)."""
        return reworded(days(interval), self.language)

    def published(self, document: Document) -> str:
        """When a report appeared, and whether that is inferred."""
        day = self.days(self.snapshot.published.get(document.id))
        return day if document.published else self.words("{day} (inferred)", day=day)

    def origin(self, name: str) -> str:
        """An origin, which is kept by its English name."""
        return self.entity(self._by_english_name.get(name) or name)

    def entity(self, entity: Entity | str, on: Interval | None = None) -> str:
        """The name of an entity, or of the entity with this id, or the words themselves; with `on`, the name that it bore then."""
        if isinstance(entity, str):
            found = self.snapshot.by_entity.get(entity)
            return isolate(found.name(self.language, on) if found else entity)
        return isolate(entity.name(self.language, on))

    def participant(self, claim: Claim, participant: Participant) -> str:
        entity = self.snapshot.entity_of(claim.document, participant.mention.span)
        return self.entity(entity or participant.mention.name, self.snapshot.interval_of(claim))

    def source(self, claim: Claim, source: Source) -> str:
        """The name of a source; of an unnamed one in the reader's own language, what its report calls it."""
        name = source_name(self.snapshot, claim.document, source, self.language)
        if source.kind is not SourceKind.ANONYMOUS:
            return isolate(name)
        return isolate(source.text if claim.language == self.language else reworded(name, self.language))

    def document(self, document: Document | str) -> str:
        """The outlet, or without one the file name."""
        if isinstance(document, str):
            document = self.snapshot.by_document[document]
        return isolate(document.outlet or document.name)

    def chain(self, claim: Claim) -> str:
        """Who told whom: the outlet, then its sources, outermost first."""
        return " \u2190 ".join(
            [self.document(claim.document), *(self.source(claim, s) for s in told_by(self.snapshot, claim))]
        )

    def parties(self, event: Event) -> str:
        return ", ".join(self.entity(p, event.interval) for p in event.parties) or "\u2013"


def isolate(text: str) -> str:
    """`text` as one line in Unicode isolates when it holds right-to-left letters (UAX #9), so that it does not turn
    its neighbours around.
    """
    line = " ".join(BIDI_CONTROLS.sub("", text).split())
    if any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in line):
        return f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}"
    return line


def days(interval: Interval | None) -> str:
    """An interval for the eye: `2025-10-09`, `2025-10`, `2025`, `2025-10-08..09`, `from 2025-11-01`, `until ...`, or
    `?`.
    """
    if interval is None or (interval.start is None and interval.end is None):
        return "?"
    start, end = interval.start, interval.end
    if start is None or end is None:
        return f"from {start}" if start else f"until {end}"
    if start == end:
        return start.isoformat()
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        if start.month == 1 and end.month == 12:
            return str(start.year) if start.year == end.year else f"{start.year}..{end.year}"
        return f"{start:%Y-%m}..{end:%m}" if start.year == end.year else f"{start:%Y-%m}..{end:%Y-%m}"
    return f"{start}..{_shortened(end, start)}"


def _shortened(end: date, start: date) -> str:
    if (end.year, end.month) == (start.year, start.month):
        return f"{end:%d}"
    return f"{end:%m-%d}" if end.year == start.year else end.isoformat()
