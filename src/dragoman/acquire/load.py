"""The one function of this stage that others call: paths in, documents (or what could not be read) out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.acquire.decode import decode
from dragoman.acquire.document import Report, make_document, parse_day, parse_instant
from dragoman.acquire.page import read_page
from dragoman.errors import InputError
from dragoman.model import Document, Original, Quarantined

STAGE = "acquire"
MAX_BYTES = 8 * 2**20
"""One report (a file, or one JSON line) may not be larger: the longest newspaper page is a hundredth of this."""

LINE_SUFFIXES = frozenset({".jsonl", ".ndjson"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
TEXT_SUFFIXES = frozenset({".txt", ".text"})
FIELDS = ("id", "url", "outlet", "title", "language", "published", "text")

Read = tuple[Document, Original] | Quarantined


def load(paths: Sequence[Path]) -> Iterator[Read]:
    """Read every report under `paths`, in the order given; folders recursively, their files sorted.

    Args:
        paths: files and folders. `.jsonl`/`.ndjson` hold one report a line (fields `id, url, outlet, title,
            language, published, text`; only `text` is required), `.html`/`.htm` one page each, everything else is
            one plain-text report, which may begin with `date YYYY-MM-DD`. In folders only files with a known suffix
            are read, and hidden ones are left alone.

    Yields:
        (document, original) for each report, or `Quarantined` (source `file` or `file:line`) for what cannot be
        read. Never raises for bad input.
    """
    for path in paths:
        if path.is_dir():
            files = sorted(_files_under(path))
            if not files:
                yield Quarantined(str(path), STAGE, "no reports in this folder (.txt .jsonl .html)")
            for file in files:
                yield from _load_file(file)
        else:
            yield from _load_file(path)


def count(paths: Sequence[Path]) -> int:
    """How many items `load` will yield, about: for a progress bar. Counts files, and lines of JSON Lines files."""
    total = 0
    for path in paths:
        for file in _files_under(path) if path.is_dir() else (path,):
            total += _count_lines(file) if file.suffix.lower() in LINE_SUFFIXES and file.is_file() else 1
    return total


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def _files_under(folder: Path) -> Iterator[Path]:
    known = LINE_SUFFIXES | PAGE_SUFFIXES | TEXT_SUFFIXES
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(directory, name)
            if not name.startswith(".") and path.suffix.lower() in known:
                yield path


def _load_file(path: Path) -> Iterator[Read]:
    try:
        if not path.exists():
            raise InputError(str(path), "no such file")
        if not path.is_file():
            raise InputError(str(path), "not a regular file")
        if path.suffix.lower() in LINE_SUFFIXES:
            yield from _load_lines(path)
        else:
            yield _load_one(path)
    except OSError as error:
        yield Quarantined(str(path), STAGE, error.strerror or str(error))
    except InputError as error:
        yield Quarantined(error.source, STAGE, error.reason)


def _load_one(path: Path) -> Read:
    if path.stat().st_size > MAX_BYTES:
        raise InputError(str(path), f"larger than one report can be ({MAX_BYTES >> 20} MB)")
    content = path.read_bytes()
    text = decode(content, str(path))
    is_page = path.suffix.lower() in PAGE_SUFFIXES
    report = read_page(text, path.name, str(path)) if is_page else Report(name=path.name, text=text)
    document = make_document(report, str(path))
    return document, Original(document.id, str(path), content)


def _load_lines(path: Path) -> Iterator[Read]:
    """Line by line, never more than one line in memory; a broken line costs only itself."""
    number = 0
    with path.open("rb") as lines:
        if lines.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            raise InputError(str(path), "JSON Lines must be UTF-8")
        lines.seek(0)
        while line := lines.readline(MAX_BYTES + 1):
            number += 1
            source = f"{path}:{number}"
            try:
                if len(line) > MAX_BYTES:
                    _skip_line(lines, line)
                    raise InputError(source, f"line longer than one report can be ({MAX_BYTES >> 20} MB)")
                if line.strip():
                    document = make_document(_report_of_line(line, path, number), source)
                    yield document, Original(document.id, source, line)
            except InputError as error:
                yield Quarantined(error.source, STAGE, error.reason)
    if number == 0:
        raise InputError(str(path), "empty file")


def _skip_line(lines: object, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(MAX_BYTES)  # type: ignore[attr-defined]


def _report_of_line(line: bytes, path: Path, number: int) -> Report:
    source = f"{path}:{number}"
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(source, f"not UTF-8 (byte {error.start})") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(source, f"broken JSON: {error}") from error
    if not isinstance(fields, dict):
        raise InputError(source, "not a JSON object")
    for name in FIELDS:
        if not isinstance(fields.get(name), str | None) and not (name == "id" and isinstance(fields[name], int)):
            raise InputError(source, f"field {name!r} is not a string")
    if not fields.get("text"):
        raise InputError(source, "no text")
    given = fields.get("id")
    return Report(
        name=f"{path.name}:{number}" if given is None else str(given),
        text=fields["text"],
        url=fields.get("url"),
        outlet=fields.get("outlet"),
        title=fields.get("title"),
        language=fields.get("language"),
        published=parse_day(fields["published"], source) if fields.get("published") else None,
        instant=parse_instant(fields["published"]) if fields.get("published") else None,
    )
