"""Dragoman reads press reports about negotiations, in Hebrew, Arabic and English, and keeps a sourced record.

>>> import dragoman
>>> report = dragoman.read(["reports/"], record="talks.dragoman")
>>> with dragoman.open_record("talks.dragoman") as record:
...     for entry in record.timeline():
...         print(entry.event.interval, entry.event.type, [party.name("en") for party in entry.parties])
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from dragoman.errors import DragomanError, InputError, JudgementError, ModelError, PackError, RecordError
from dragoman.model import Claim, Dispute, Document, Entity, Event, EventType, Interval, Role, Span, Status
from dragoman.pipeline import ReadReport
from dragoman.pipeline import read as _read_into
from dragoman.record import Record, TimelineEntry, open_record

__version__ = version("dragoman")

__all__ = [
    "Claim",
    "Dispute",
    "Document",
    "DragomanError",
    "Entity",
    "Event",
    "EventType",
    "InputError",
    "Interval",
    "JudgementError",
    "ModelError",
    "PackError",
    "ReadReport",
    "Record",
    "RecordError",
    "Role",
    "Span",
    "Status",
    "TimelineEntry",
    "open_record",
    "read",
]


def read(paths: Iterable[str | Path] | str | Path, record: str | Path) -> ReadReport:
    """Read reports into the record file at `record`, which is made when it is not there.

    Args:
        paths: a file or folder, or several: plain text, JSON Lines, HTML.
        record: the record file. What it holds already is not read again.

    Returns:
        Counts, and what could not be read with the reason (`.quarantined`); bad input raises nothing.

    Raises:
        RecordError: the record cannot be opened.
        ModelError, PackError: the installation is broken.
    """
    several = [paths] if isinstance(paths, str | Path) else list(paths)
    with open_record(record, create=True) as opened:
        return _read_into([Path(path) for path in several], opened)
