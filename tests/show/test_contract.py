"""The whole way, with the real stages, on the reports in examples/: the export keeps its contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.model import EventType, Medium, Role, SourceKind, Status
from dragoman.show.export import export_claims, export_entities, export_events

EXAMPLES = Path(__file__).parents[2] / "examples"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
DETAILS = {"count", "duration", "aim", "outcome", "reason", "condition", "terms", "medium"}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dragoman.Record]:
    path = tmp_path_factory.mktemp("record") / "examples.dragoman"
    report = dragoman.read(EXAMPLES, record=path)
    assert report.quarantined == ()
    with dragoman.open_record(path) as opened:
        yield opened


def spans_of(row: dict[str, object]) -> list[dict[str, object]]:
    """Every part of a claim that has a span."""
    parts = [*row["participants"], *row["sources"], row["when"], row["where"]]  # type: ignore[misc]
    return [part for part in parts if part is not None and part["span"] is not None]


def test_every_span_matches_its_words(record: dragoman.Record) -> None:
    texts = {document.name: document.text for document in record.documents()}
    seen = 0
    for row in export_claims(record.snapshot()):
        text = texts[str(row["document"])]
        start, end = row["span"]
        assert 0 <= start < end <= len(text)
        assert row["quote"] in text
        for part in spans_of(row):
            start, end = part["span"]  # type: ignore[misc]
            assert text[start:end] == part["text"] != ""
            seen += 1
    assert seen > 50


def test_every_value_is_of_its_closed_list(record: dragoman.Record) -> None:
    events = {event.id for event in record.events()}
    for row in export_claims(record.snapshot()):
        assert row["type"] in list(EventType)
        assert row["status"] in list(Status)
        assert row["medium"] is None or row["medium"] in list(Medium)
        assert set(row["details"]) <= DETAILS
        assert row["event"] in events
        assert row["why"]
        for participant in row["participants"]:
            assert participant["role"] in list(Role)
            assert participant["name"].strip()
        for source in row["sources"]:
            assert source["kind"] in list(SourceKind)
            assert source["name"].strip()


def test_no_claim_stands_on_page_furniture(record: dragoman.Record) -> None:
    for claim in record.claims():
        document = record.document(claim.document)
        assert not any(span.overlaps(claim.predicate) for span in document.furniture), claim


def test_rows_are_joined_by_ids(record: dragoman.Record) -> None:
    snapshot = record.snapshot()
    entities = {row["id"] for row in export_entities(snapshot)}
    claims = {row["id"] for row in export_claims(snapshot)}
    for row in export_events(snapshot):
        assert set(row["claims"]) <= claims
        assert {party["entity"] for party in row["parties"]} <= entities
    named = [p["entity"] for row in export_claims(snapshot) for p in row["participants"]]
    assert {e for e in named if e is not None} <= entities


def test_the_same_input_gives_the_same_record(record: dragoman.Record, tmp_path: Path) -> None:
    dragoman.read(EXAMPLES, record=tmp_path / "again.dragoman")
    with dragoman.open_record(tmp_path / "again.dragoman") as again:
        for export in (export_claims, export_events, export_entities):
            first = [json.dumps(row, ensure_ascii=False) for row in export(record.snapshot())]
            assert first == [json.dumps(row, ensure_ascii=False) for row in export(again.snapshot())]
        assert again.disputes() == record.disputes()


def test_reading_by_parts_gives_the_same_claims(record: dragoman.Record, tmp_path: Path) -> None:
    files = sorted(path for path in EXAMPLES.iterdir() if path.name != "README.md")
    for file in files:
        dragoman.read(file, record=tmp_path / "parts.dragoman")
    with dragoman.open_record(tmp_path / "parts.dragoman") as parts:
        assert parts.claims() == record.claims()
        assert parts.linked() == record.linked()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the first five reports are not beside this checkout")
def test_the_five_reports_keep_the_contract_too(tmp_path: Path) -> None:
    report = dragoman.read(SEEDS, record=tmp_path / "seeds.dragoman")
    assert (report.read, report.quarantined) == (5, ())
    with dragoman.open_record(tmp_path / "seeds.dragoman") as opened:
        for row in export_claims(opened.snapshot()):
            text = (SEEDS / str(row["document"])).read_text(encoding="utf-8")
            for part in spans_of(row):
                start, end = part["span"]  # type: ignore[misc]
                assert text[start:end] == part["text"]
