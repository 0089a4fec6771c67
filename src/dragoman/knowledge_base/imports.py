"""An index on disk of names imported from elsewhere: FollowTheMoney JSON lines (OpenSanctions, Aleph) or a simple CSV.

The index is one SQLite file: look-ups touch a few pages of it, so that memory stays bounded however many names there are.
"""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.errors import InputError, RecordError
from dragoman.knowledge_base.entries import Entry
from dragoman.knowledge_base.folding import bare_words, language_by_script
from dragoman.model import EntityKind

_BATCH = 20_000
_COLUMNS = ("id", "kind", "name")
_FORMAT = "2"
VARIABLE = "DRAGOMAN_KNOWLEDGE"
"""The environment variable that names the index to consult where nobody else does."""
SUFFIX = ".names"
# https://followthemoney.tech/explorer/: the schemata that name somebody.
_KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANISATION,
    "PublicBody": EntityKind.ORGANISATION,
    "Company": EntityKind.ORGANISATION,
    "LegalEntity": EntityKind.ORGANISATION,
}
_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entities (id TEXT PRIMARY KEY, kind TEXT NOT NULL, country TEXT, names TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (name TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (name, entity)) WITHOUT ROWID;
"""


def import_entities(path: Path, index_path: Path, broken: Callable[[InputError], None] | None = None) -> int:
    """Adds the entities of a file to an index; entities already there are replaced, so that it can be run again.

    Args:
        path: FollowTheMoney JSON lines (`.json`, `.jsonl`, `.ftm`), or CSV with columns id, kind, name and, if wanted, aliases (separated by ";"),
            language and country.
        index_path: the index; made if it is not there.
        broken: is told of each line that cannot be read, and the others are taken; without it the first such line ends the import.

    Returns:
        How many entities were read.

    Raises:
        InputError: the file or a line of it cannot be read.
        RecordError: the index is no index of this version.
    """
    tell = broken or _refuse
    rows = _read_csv(path, tell) if path.suffix.lower() == ".csv" else _read_followthemoney(path, tell)
    count = 0
    with closing(_open(index_path)) as database:
        while batch := list(islice(rows, _BATCH)):
            with database:
                _write(database, batch)
            count += len(batch)
    return count


def _refuse(error: InputError) -> None:
    raise error


def index_beside(record_path: Path) -> Path:
    """Where the names imported for a record lie: where `DRAGOMAN_KNOWLEDGE` says, else in a file beside the record."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else record_path.with_name(record_path.name + SUFFIX)


_consulted: ContextVar[Path | None] = ContextVar("consulted", default=None)


@contextmanager
def consulting(index_path: Path) -> Iterator[None]:
    """Within it, names that the packaged knowledge lacks are looked up in this index, if there is one."""
    token = _consulted.set(index_path)
    try:
        yield
    finally:
        _consulted.reset(token)


def open_consulted() -> ImportedNames | None:
    """The index to consult: that of `consulting`, else that of `DRAGOMAN_KNOWLEDGE`; None when no such file is there.

    Raises:
        RecordError: it is of another version.
    """
    named = os.environ.get(VARIABLE)
    path = _consulted.get() or (Path(named) if named else None)
    return ImportedNames(path) if path is not None and path.is_file() else None


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds: entities by kind, and how many spellings lead to them."""

    path: Path
    entities: tuple[tuple[EntityKind, int], ...]
    spellings: int


class ImportedNames:
    """Look-ups in an index made by `import_entities`.

    Raises:
        RecordError: there is no index at `index_path`, or it is of another version.
    """

    def __init__(self, index_path: Path) -> None:
        if not index_path.is_file():
            raise RecordError(f"no index of imported names at {index_path}")
        self._path = index_path
        self._database = _open(index_path)

    def status(self) -> IndexStatus:
        """Counts over the whole index (reads all of it)."""
        kinds = self._database.execute("SELECT kind, count(*) FROM entities GROUP BY kind ORDER BY kind").fetchall()
        (spellings,) = self._database.execute("SELECT count(*) FROM names").fetchone()
        return IndexStatus(self._path, tuple((EntityKind(kind), count) for kind, count in kinds), spellings)

    def lookup(self, text: str) -> tuple[Entry, ...]:
        """Entries that bear the name `text`, exactly after folding and without articles, in any language; sorted by id."""
        key = " ".join(bare_words(text))
        rows = self._database.execute(
            "SELECT e.id, e.kind, e.country, e.names FROM names n JOIN entities e ON e.id = n.entity WHERE n.name = ? ORDER BY e.id",
            (key,),
        )
        return tuple(
            Entry(identifier, EntityKind(kind), tuple((code, name) for code, name in json.loads(names)), country)
            for identifier, kind, country, names in rows
        )

    def close(self) -> None:
        self._database.close()


def _open(path: Path) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(path)
        database.executescript(_SCHEMA)
        database.execute("INSERT OR IGNORE INTO about VALUES ('format', ?)", (_FORMAT,))
        (version,) = database.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
        database.commit()
    except sqlite3.Error as error:
        raise RecordError(f"{path}: {error}") from error
    if version != _FORMAT:
        raise RecordError(f"{path}: an index of version {version}, not {_FORMAT}")
    return database


def _write(database: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    for entry in entries:
        old = database.execute("SELECT names FROM entities WHERE id = ?", (entry.id,)).fetchone()
        if old is not None:
            # By their keys: the table of names is ordered by name, to search it by entity would read all of it.
            gone = _keys(tuple(name) for name in json.loads(old[0]))
            database.executemany("DELETE FROM names WHERE name = ? AND entity = ?", ((key, entry.id) for key in gone))
        names = json.dumps(entry.names, ensure_ascii=False)
        row = (entry.id, entry.kind.value, entry.country, names)
        database.execute("INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?)", row)
        keys = _keys(entry.names)
        database.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", ((key, entry.id) for key in keys))


def _keys(names: Iterable[tuple[str, str]]) -> list[str]:
    return sorted({" ".join(bare_words(name)) for _, name in names} - {""})


def _read_followthemoney(path: Path, broken: Callable[[InputError], None]) -> Iterator[Entry]:
    for number, line in _lines(path):
        if not line.strip():
            continue
        try:
            entry = _followthemoney_entry(json.loads(_sound(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            broken(InputError(f"{path}:{number}", f"no FollowTheMoney entity: {error!r}"))
            continue
        if entry is not None:
            yield entry


def _followthemoney_entry(row: dict[str, Any]) -> Entry | None:
    """The entity of a line; None where its schema names nobody, or it has no name."""
    kind = _KINDS.get(row["schema"])
    properties = row.get("properties", {})
    if kind is None:
        return None
    names = [name for key in ("name", "alias", "weakAlias") for name in _values(properties, key)]
    country = next(iter(_values(properties, "country") or _values(properties, "nationality")), None)
    if not names:
        return None
    return Entry(str(row["id"]), kind, _pairs(names), country.upper() if country else None)


def _values(properties: Mapping[str, Any], key: str) -> list[str]:
    """The values of a property, blank ones left out.

    Raises:
        ValueError: they are no list of texts.
    """
    values = properties.get(key) or []
    if not isinstance(values, list) or not all(value is None or isinstance(value, str) for value in values):
        raise ValueError(f"{key} is no list of texts")
    return [_sound(value) for value in values if value and value.strip()]


def _sound(text: str) -> str:
    """A text that has no broken characters.

    Raises:
        ValueError: it has some.
    """
    text.encode()
    return text


def _read_csv(path: Path, broken: Callable[[InputError], None]) -> Iterator[Entry]:
    """One row a line: a quotation mark that nobody closes spoils its own line only."""
    lines = _lines(path)
    try:
        headings = next((_cells(line) for _, line in lines), [])
    except csv.Error as error:
        raise InputError(f"{path}:1", f"no headings: {error}") from error
    missing = [column for column in _COLUMNS if column not in headings]
    if missing:
        raise InputError(f"{path}:1", f"no column {', '.join(missing)} among the headings")
    for number, line in lines:
        try:
            if cells := _cells(line):
                yield _csv_entry(dict(zip(headings, cells, strict=False)))
        except (ValueError, csv.Error) as error:
            broken(InputError(f"{path}:{number}", f"no row of id, kind, name: {error}"))


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], strict=True), [])


def _csv_entry(row: Mapping[str, str | None]) -> Entry:
    empty = [column for column in _COLUMNS if not (row.get(column) or "").strip()]
    if empty:
        raise ValueError(f"nothing in {', '.join(empty)}")
    _sound("".join(row.get(column) or "" for column in (*_COLUMNS, "aliases", "language", "country")))
    names = [row["name"] or "", *(a.strip() for a in (row.get("aliases") or "").split(";"))]
    country = (row.get("country") or "").strip().upper() or None
    return Entry(
        row["id"] or "", EntityKind(row["kind"] or ""), _pairs(filter(None, names), row.get("language")), country
    )


def _pairs(names: Iterable[str], language: str | None = None) -> tuple[tuple[str, str], ...]:
    return tuple((language or language_by_script(name), name) for name in dict.fromkeys(names))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers; bytes that are no UTF-8 become broken characters, so that they spoil their own line only."""
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
            yield from enumerate(file, 1)
    except OSError as error:
        raise InputError(str(path), str(error)) from error
