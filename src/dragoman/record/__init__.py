"""The record: one SQLite file with originals, documents, claims, judgements and what is derived from them.

The only module that touches the database. Claims are appended, never edited; derived tables are rebuilt in one
transaction.
"""

from dragoman.record.opening import open_record
from dragoman.record.store import ReadDocument, Record
from dragoman.record.views import Channel, EntityRow, RecordStatus, TimelineEntry

__all__ = ["Channel", "EntityRow", "ReadDocument", "Record", "RecordStatus", "TimelineEntry", "open_record"]
