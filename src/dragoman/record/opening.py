"""Opens a record file, makes it, and refuses what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, OperationalError

from dragoman.errors import RecordError
from dragoman.record import schema
from dragoman.record.store import Record


def open_record(path: str | Path, *, create: bool = False) -> Record:
    """Open the record at `path`.

    Args:
        path: the file.
        create: make it when it is not there.

    Raises:
        RecordError: it is not there (and `create` is False), is no record, or is of another version.
    """
    path = Path(path)
    if not path.exists() and not create:
        raise RecordError(f"no record at {path}: make one with `dragoman read PATH... --record {path}`")
    if path.is_dir():
        raise RecordError(f"{path} is a folder, not a record")
    if not path.parent.is_dir():
        raise RecordError(f"no folder {path.parent} to make a record in")
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    sa.event.listen(engine, "connect", _set_pragmas)
    try:
        _prepare(engine, path)
    except (OperationalError, DatabaseError) as error:
        engine.dispose()
        raise RecordError(f"{path} cannot be opened as a record: {error.orig}") from error
    return Record(path, engine)


def _set_pragmas(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA busy_timeout=10000")


def _prepare(engine: sa.Engine, path: Path) -> None:
    with engine.begin() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        if not tables:
            schema.metadata.create_all(connection)
            connection.execute(sa.insert(schema.meta), [{"key": "schema", "value": str(schema.SCHEMA_VERSION)}])
            return
        if "meta" not in tables or "claims" not in tables:
            raise RecordError(f"{path} is a database, but no record")
        version = connection.execute(sa.select(schema.meta.c.value).where(schema.meta.c.key == "schema")).scalar()
        if version != str(schema.SCHEMA_VERSION):
            raise RecordError(f"{path} has schema {version}, this version reads {schema.SCHEMA_VERSION}: read it anew")
