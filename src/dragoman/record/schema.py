"""The tables of a record. Payloads are JSON written by `codec`; columns beside them are what is searched or joined
on.
"""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

SCHEMA_VERSION = 1

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

originals = Table(
    "originals",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", String, nullable=False),
    Column("source", String, nullable=False),
    Column("content", LargeBinary, nullable=False),  # zlib
    UniqueConstraint("document", "source"),
)

documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("read", String, nullable=False),
    Column("payload", String, nullable=False),
)

extractions = Table(
    "extractions",
    metadata,
    Column("document", String, primary_key=True),
    Column("mentions", String, nullable=False),
    Column("times", String, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("document", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("payload", String, nullable=False),
    UniqueConstraint("id", "reader"),
    Index("claims_document", "document", "reader"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("source", String, primary_key=True),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("action", String, nullable=False),
    Column("subjects", String, nullable=False),
    Column("value", String),
    Column("author", String, nullable=False),
    Column("made", String, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
)


def _derived(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("id", String, nullable=False, index=True),
        Column("payload", String, nullable=False),
    )


entities = _derived("entities")
datings = _derived("datings")
relays = _derived("relays")
events = _derived("events")
disputes = _derived("disputes")
intervals = _derived("intervals")

DERIVED = (entities, datings, relays, events, disputes, intervals)
