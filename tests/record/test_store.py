"""The record file: idempotent, whole batches only, append-only claims, readable errors."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import pytest
from fakes import STAGES

from dragoman import pipeline
from dragoman.errors import InputError, JudgementError, ModelError, PackError, RecordError
from dragoman.model import Linked
from dragoman.record import Record, open_record

TODAY = date(2025, 12, 1)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    texts = {
        "a.txt": " date 2025-11-01 Alpha met Beta in Geneva on 2025-10-08, Gamma said. The talks went on for hours.",
        "b.txt": " date 2025-11-05 Reports say Alpha met Beta in Geneva on 2025-10-09. Nothing else is known about it.",
        "c.txt": "Somebody wrote that Alpha will meet Delta in the coming days, without a date for it.",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path / "r.dragoman", create=True)


def read(record: Record, *paths: Path, stages: pipeline.Stages = STAGES) -> pipeline.ReadReport:
    return pipeline.read(paths, record, joined=stages, today=TODAY)


def test_what_was_read_comes_back(record: Record, reports: Path) -> None:
    report = read(record, reports)
    assert (report.read, report.known, report.claims, report.quarantined) == (3, 0, 3, ())
    assert [d.name for d in record.documents()] == ["a.txt", "b.txt", "c.txt"]
    extractions = record.extractions()
    assert [e.document for e in extractions] == [d.id for d in record.documents()]
    assert [c for e in extractions for c in e.claims] == list(record.claims())
    assert record.linked() == STAGES.link(record.documents(), extractions, ())
    (original,) = record.original(record.documents()[0].id)
    assert original.content == (reports / "a.txt").read_bytes()


def test_second_run_reads_only_what_is_new(record: Record, reports: Path) -> None:
    read(record, reports)
    before = record.linked()

    def forbidden(*_: object) -> None:
        raise AssertionError("nothing is to be read or linked again")

    idle = replace(STAGES, annotate=lambda documents: iter(forbidden() for _ in documents), link=forbidden)
    report = read(record, reports, stages=idle)
    assert (report.read, report.known, report.quarantined) == (0, 3, ())
    assert record.linked() == before
    (reports / "d.txt").write_text("A new report says that Alpha met Epsilon in Cairo.")
    report = read(record, reports)
    assert (report.read, report.known) == (1, 3)


def test_same_text_from_two_files_is_one_document_with_two_originals(record: Record, reports: Path) -> None:
    (reports / "copy.txt").write_bytes((reports / "a.txt").read_bytes())
    report = read(record, reports)
    assert (report.read, report.known) == (3, 1)
    (document,) = (d for d in record.documents() if d.name == "a.txt")
    assert [Path(o.source).name for o in record.original(document.id)] == ["a.txt", "copy.txt"]


def test_a_new_reader_appends_claims_and_the_old_ones_stay(record: Record, reports: Path) -> None:
    read(record, reports)
    report = read(record, reports, stages=replace(STAGES, reader="fake reader 2"))
    assert report.read == 3
    assert len(record.claims()) == 3
    assert record.status().claims_kept == 6


def test_a_new_linker_derives_anew(record: Record, reports: Path) -> None:
    read(record, reports)
    read(record, reports, stages=replace(STAGES, link=lambda *_: Linked(), linker="fake linker 2"))
    assert record.linked() == Linked()


def test_killed_between_batches_goes_on_where_it_was(
    record: Record, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 1)

    class Killed(BaseException):
        pass

    def kill(progress: pipeline.Progress) -> None:
        if progress.seen == 2:
            raise Killed

    with pytest.raises(Killed):
        pipeline.read([reports], record, joined=STAGES, progress=kill, today=TODAY)
    assert [d.name for d in record.documents()] == ["a.txt", "b.txt"]
    assert record.stale and record.events() == ()
    report = read(record, reports)
    assert (report.read, report.known) == (1, 2)
    assert not record.stale
    with open_record(record.path.with_name("whole.dragoman"), create=True) as whole:
        read(whole, reports)
        assert whole.linked() == record.linked()
        assert whole.claims() == record.claims()


def test_a_failing_write_leaves_nothing_behind(record: Record, reports: Path) -> None:
    read(record, reports / "a.txt")
    before = record.linked()
    broken = replace(before, events=(*before.events, None))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        record.rebuild(broken)
    assert record.linked() == before


@pytest.mark.parametrize(("words", "stage"), [("CRASH THE MODEL", "annotate"), ("CRASH THE RULES", "extract")])
def test_a_document_that_fails_is_quarantined_and_the_rest_go_on(
    record: Record, reports: Path, words: str, stage: str
) -> None:
    (reports / "b2.txt").write_text(f"This report will {words} and cost nobody else anything.")
    report = read(record, reports)
    assert report.read == 3
    (bad,) = report.quarantined
    assert (Path(bad.source).name, bad.stage) == ("b2.txt", stage)
    assert "failed" in bad.reason and "\n" not in bad.reason
    assert record.quarantined() == (bad,)
    (reports / "b2.txt").write_text("This report is mended and says that Alpha met Zeta in Rome.")
    assert read(record, reports).read == 1
    assert record.quarantined() == ()


@pytest.mark.parametrize("error", [ModelError("no model"), PackError("no pack")])
def test_a_broken_installation_stops_the_run(record: Record, reports: Path, error: Exception) -> None:
    def broken(*_: object) -> NoReturn:
        raise error

    for stages in (replace(STAGES, annotate=broken), replace(STAGES, extract=broken)):
        with pytest.raises(type(error)):
            read(record, reports, stages=stages)
    assert record.documents() == () and record.quarantined() == ()


def test_same_input_gives_the_same_tables(tmp_path: Path, reports: Path) -> None:
    dumps = []
    for name in ("one", "two"):
        with open_record(tmp_path / name, create=True) as opened:
            read(opened, reports)
        connection = sqlite3.connect(tmp_path / name)
        dumps.append("\n".join(connection.iterdump()))
        connection.close()
    assert dumps[0] == dumps[1]


def test_as_of_takes_a_day_in_words_and_says_what_is_none(record: Record) -> None:
    day = date(2025, 11, 15)
    assert record.timeline(as_of="2025-11-15") == record.timeline(as_of=day)
    assert record.claims(as_of=datetime(2025, 11, 15, 8)) == record.claims(as_of=day)
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        record.timeline(as_of="15.11.2025")


def test_as_of_knows_nothing_of_the_future(record: Record, reports: Path) -> None:
    read(record, reports)
    assert [e.id for e in record.events()] == ["alpha-beta", "alpha-delta"]
    assert len(record.disputes()) == 1
    early = date(2025, 11, 2)
    (event,) = record.events(early)
    assert event.id == "alpha-beta" and len(event.claims) == 1
    assert record.disputes(early) == ()
    assert len(record.claims(early)) == 1
    assert record.timeline(date(2025, 10, 1)) == ()
    # The undated report never certainly stood on a day.
    assert [e.id for e in record.events(date(2030, 1, 1))] == ["alpha-beta"]


def test_timeline_and_channels(record: Record, reports: Path) -> None:
    read(record, reports)
    dated, undated = record.timeline()
    assert [p.name("en") for p in dated.parties] == ["Alpha", "Beta"]
    assert dated.place is not None and not isinstance(dated.place, str) and dated.place.name("en") == "Geneva"
    assert len(dated.reports) == 2 and len(dated.disputes) == 1
    assert undated.event.interval is None
    (channel,) = record.channels()
    assert channel.parties == ("e-alpha", "e-beta")


def test_judgements_are_kept_and_undone(record: Record) -> None:
    merge = record.judge("merge", ["a", "b"], None, "ana", "2025-12-01T10:00:00+00:00")
    record.judge("rename", ["a"], "Alpha", "ana", "2025-12-01T10:01:00+00:00")
    record.judge("undo", [], None, "ana", "2025-12-01T10:02:00+00:00")
    assert [(j.action, j.undone) for j in record.judgements()] == [("merge", False), ("rename", True), ("undo", False)]
    record.judge("undo", [str(merge.id)], None, "ana", "2025-12-01T10:03:00+00:00")
    with pytest.raises(JudgementError, match="nothing to undo"):
        record.judge("undo", [], None, "ana", "2025-12-01T10:04:00+00:00")
    with pytest.raises(JudgementError, match="unknown judgement"):
        record.judge("burn", [], None, "ana", "2025-12-01T10:05:00+00:00")
    assert record.stale


def test_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="make one with"):
        open_record(tmp_path / "none")
    (tmp_path / "text").write_text("this is no database, and was never meant to be one " * 30)
    with pytest.raises(RecordError, match="cannot be opened"):
        open_record(tmp_path / "text")
    connection = sqlite3.connect(tmp_path / "other")
    connection.execute("create table t (x)")
    connection.close()
    with pytest.raises(RecordError, match="no record"):
        open_record(tmp_path / "other")
    open_record(tmp_path / "old", create=True).close()
    connection = sqlite3.connect(tmp_path / "old")
    connection.execute("update meta set value = '0' where key = 'schema'")
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match="schema 0"):
        open_record(tmp_path / "old")
    with pytest.raises(RecordError, match="folder"):
        open_record(tmp_path)
    with pytest.raises(RecordError, match="no folder"):
        open_record(tmp_path / "a" / "b", create=True)


def test_documents_are_found_by_beginnings(record: Record, reports: Path) -> None:
    read(record, reports)
    document = record.document("a")
    assert document.name == "a.txt"
    assert record.document(document.id[:10]) == document
    with pytest.raises(RecordError, match="no document"):
        record.document("zzz")
    with pytest.raises(RecordError, match="no document"):
        record.document("")
