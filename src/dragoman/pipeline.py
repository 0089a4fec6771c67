"""The one place that joins the stages: paths -> documents -> annotations -> claims -> record -> what follows from
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import TypeVar

from dragoman.acquire import load
from dragoman.acquire.document import as_copy
from dragoman.annotate import Annotator
from dragoman.errors import DragomanError, ModelError, PackError
from dragoman.model import Annotation, Document, Extraction, Judgement, Linked, Original, Quarantined
from dragoman.record import ReadDocument, Record

T = TypeVar("T")
BATCH = 16
"""Documents per transaction: what a killed run can lose at most."""

BROKEN = (ModelError, PackError)
"""The installation is broken: no report's fault, so none is put in quarantine for it."""

READING = (
    "acquire",
    "annotate",
    "dates",
    "extract",
    "languages",
    "models",
    "ontology",
    "model.py",
    "pack.py",
    "vocabulary.py",
)
LINKING = (
    "dates",
    "link",
    "knowledge",
    "knowledge_base",
    "languages",
    "ontology",
    "model.py",
    "pack.py",
    "vocabulary.py",
)


@dataclass(frozen=True, slots=True)
class Stages:
    """The functions that are joined; tests put small ones in their place.

    `reader` and `linker` are versions: a document is read again when the reader's changes, derived tables are
    rebuilt when the linker's does.
    """

    annotate: Callable[[Iterable[Document]], Iterator[Annotation]]
    extract: Callable[[Document, Annotation], Extraction]
    link: Callable[[Sequence[Document], Sequence[Extraction], Sequence[Judgement]], Linked]
    reader: str
    linker: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents seen so far, of them known before and quarantined."""

    seen: int
    known: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a run did. `read` are new documents, `known` those that the record held already."""

    read: int
    known: int
    claims: int
    quarantined: tuple[Quarantined, ...]


@cache
def stages() -> Stages:
    """The real stages.

    Raises:
        PackError: a pack, the ontology or the knowledge is missing or broken.
    """
    # Imported here: they load packs and knowledge, which looking at a record need not pay for.
    from dragoman.extract import extract
    from dragoman.link import link

    return Stages(_annotate_with_model, extract, link, fingerprint(READING), fingerprint(LINKING))


@cache
def _annotator() -> Annotator:
    return Annotator()


def _annotate_with_model(documents: Iterable[Document]) -> Iterator[Annotation]:
    """The model is loaded when the first new document comes: a run that finds nothing new need not wait for it."""
    return _annotator().annotate(documents)


def read(
    paths: Sequence[Path],
    record: Record,
    *,
    joined: Stages | None = None,
    progress: Callable[[Progress], None] | None = None,
    today: date | None = None,
) -> ReadReport:
    """Read reports into a record. Idempotent; can be killed at any point and run again.

    Args:
        paths: files and folders (see `acquire.load`).
        record: where to keep them.
        joined: the stages; the real ones by default.
        progress: called after each batch.
        today: the day of reading to write down.

    Returns:
        Counts, and what could not be read; that never stops the rest.

    Raises:
        ModelError, PackError: nothing can be read at all.
    """
    joined = joined or stages()
    today = today or datetime.now(UTC).date()
    known, outlets = set(record.known(joined.reader)), record.outlets()
    quarantined: list[Quarantined] = []
    seen = repeated = claims = 0
    for batch in _batches(load(paths), BATCH):
        bad = [item for item in batch if isinstance(item, Quarantined)]
        good = [item for item in batch if not isinstance(item, Quarantined)]
        fresh, again = _split_known(_by_outlet(good, outlets), known)
        done, failed = _read_batch(fresh, joined)
        known.update(item.document.id for item in done)
        # A copy of a text that failed just now is not kept: it will be tried again with it.
        record.add(done, [o for o in again if o.document in known], bad + failed, joined.reader, today)
        quarantined += bad + failed
        seen += len(batch)
        repeated += len(again)
        claims += sum(len(item.extraction.claims) for item in done)
        if progress is not None:
            progress(Progress(seen, repeated, len(quarantined)))
    if record.stale or (record.linker not in (None, joined.linker)):
        relink(record, joined=joined)
    return ReadReport(seen - repeated - len(quarantined), repeated, claims, tuple(quarantined))


def relink(record: Record, *, joined: Stages | None = None) -> Linked:
    """Derive everything anew from claims and judgements, and store it."""
    joined = joined or stages()
    standing = [judgement for judgement in record.judgements() if not judgement.undone]
    linked = joined.link(record.documents(), record.extractions(), standing)
    record.rebuild(linked, joined.linker)
    return linked


def judge(
    record: Record, action: str, subjects: Sequence[str], value: str | None = None, author: str = ""
) -> Judgement:
    """Write a judgement down and derive everything anew (see `Record.judge`)."""
    judgement = record.judge(action, subjects, value, author, datetime.now(UTC).isoformat(timespec="seconds"))
    relink(record)
    return judgement


@cache
def fingerprint(parts: tuple[str, ...]) -> str:
    """A version of code and data: SHA-256 (16 hex digits) over the named files and folders of this package."""
    digest = hashlib.sha256()
    for part in parts:
        for name, file in _walk(files("dragoman") / part, part):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _walk(node: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if node.is_file():
        yield name, node
    elif node.is_dir():
        for child in sorted(node.iterdir(), key=lambda c: c.name):
            if child.name != "__pycache__":
                yield from _walk(child, f"{name}/{child.name}")


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _by_outlet(
    good: Sequence[tuple[Document, Original]], outlets: dict[str, str]
) -> Iterator[tuple[Document, Original]]:
    """The documents, a text that another outlet printed first being a copy; `outlets`, by document, grows with them."""
    for document, original in good:
        owner = outlets.get(document.id)
        if document.outlet and owner and document.outlet != owner:
            document, original = (copy := as_copy(document)), replace(original, document=copy.id)
        if document.outlet:
            outlets.setdefault(document.id, document.outlet)
        yield document, original


def _split_known(
    good: Iterable[tuple[Document, Original]], known: set[str]
) -> tuple[list[tuple[Document, Original]], list[Original]]:
    """(what is new, originals of what is known): a text seen twice in one batch is new once."""
    fresh: list[tuple[Document, Original]] = []
    again: list[Original] = []
    met: set[str] = set()
    for document, original in good:
        if document.id in known or document.id in met:
            again.append(original)
        else:
            met.add(document.id)
            fresh.append((document, original))
    return fresh, again


def _read_batch(
    fresh: Sequence[tuple[Document, Original]], joined: Stages
) -> tuple[list[ReadDocument], list[Quarantined]]:
    done: list[ReadDocument] = []
    failed: list[Quarantined] = []
    annotations = _annotate([document for document, _ in fresh], joined)
    for (document, original), annotation in zip(fresh, annotations, strict=True):
        if isinstance(annotation, Exception):
            failed.append(_quarantine(original, "annotate", annotation))
            continue
        try:
            done.append(ReadDocument(document, original, joined.extract(document, annotation)))
        except BROKEN:
            raise
        except Exception as error:  # one report's failure must not cost the others theirs
            failed.append(_quarantine(original, "extract", error))
    return done, failed


def _annotate(documents: list[Document], joined: Stages) -> list[Annotation | Exception]:
    """Together, for speed; when that fails, one by one, to find whose fault it is."""
    try:
        annotations: list[Annotation | Exception] = list(joined.annotate(documents))
        if [a.document for a in annotations if isinstance(a, Annotation)] == [d.id for d in documents]:
            return annotations
    except BROKEN:
        raise
    except Exception:
        pass
    return [_annotate_one(document, joined) for document in documents]


def _annotate_one(document: Document, joined: Stages) -> Annotation | Exception:
    try:
        (annotation,) = joined.annotate([document])
    except BROKEN:
        raise
    except Exception as error:
        return error
    return annotation


def _quarantine(original: Original, stage: str, error: Exception) -> Quarantined:
    reason = str(error) if isinstance(error, DragomanError) else f"{type(error).__name__}: {error}"
    return Quarantined(original.source, stage, " ".join(reason.split())[:300])
