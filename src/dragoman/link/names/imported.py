"""Consults the index of imported names for what the packaged knowledge does not know, by the names of mentions only."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from dragoman.knowledge_base import Entry, ImportedNames, Knowledge, open_consulted
from dragoman.link.names.people import is_full
from dragoman.model import EntityKind, Mention, MentionForm

_KINDS = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.OUTLET)


def consult_imported(mentions: Iterable[tuple[str, Mention]], knowledge: Knowledge) -> Knowledge:
    """`knowledge` and the imported entries whose names stand in these mentions; `knowledge` itself when nothing is imported.

    A name that several imported entries bear tells nothing and is passed over; so is a person's single word.

    Args:
        mentions: (language, mention) pairs.
        knowledge: the packaged knowledge.

    Raises:
        RecordError: the index to consult is of another version.
    """
    names = open_consulted()
    if names is None:
        return knowledge
    wanted = {(language, m.name, m.kind) for language, m in mentions if m.form is MentionForm.NAME and m.kind in _KINDS}
    with closing(names):
        found = [_look_up(names, *row) for row in sorted(wanted) if not knowledge.lookup(row[1], row[0])]
    entries = {entry.id: entry for entry in found if entry is not None}
    return knowledge.with_entries(entries.values()) if entries else knowledge


def _look_up(names: ImportedNames, language: str, name: str, kind: EntityKind) -> Entry | None:
    if kind is EntityKind.PERSON and not is_full(name, language):
        return None
    found = [e for e in names.lookup(name) if (e.kind is EntityKind.PERSON) == (kind is EntityKind.PERSON)]
    return found[0] if len(found) == 1 else None
