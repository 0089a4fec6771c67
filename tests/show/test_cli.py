"""The command line with small stages behind it: what it prints, and how it exits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import STAGES

from dragoman import pipeline
from dragoman.show.cli import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def dragoman(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    monkeypatch.setattr(pipeline, "stages", lambda: STAGES)
    Path("in").mkdir()
    Path("in/a.txt").write_text(
        " date 2025-11-01 Alpha met Beta in Geneva on 2025-10-08, Gamma said. The talks went on."
    )
    Path("in/b.txt").write_text(
        " date 2025-11-05 Reports say Alpha met Beta in Geneva on 2025-10-09. Nothing else is known."
    )

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def filled(dragoman: Run) -> Run:
    assert dragoman("read", "in")[0] == 0
    return dragoman


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_read_says_what_it_did_and_is_quiet_on_the_error_stream(dragoman: Run) -> None:
    status, out, err = dragoman("read", "in")
    assert (status, err) == (0, "")
    assert "2 new reports, 2 claims" in out and "record.dragoman: 2 reports, 1 events" in out
    status, out, _ = dragoman("read", "in")
    assert (status, "2 known already" in out) == (0, True)


def test_bad_input_is_one_line_each_and_shows_in_status(dragoman: Run) -> None:
    Path("in/c.jsonl").write_text('{"text": "Alpha met Delta in Cairo, the agency reports."}\n{broken\n')
    Path("in/d.txt").write_bytes(b"\x00\x01\x02" * 50)
    status, out, err = dragoman("read", "in", "none.txt")
    assert status == 3
    assert [line.split(": ")[0] for line in err.splitlines()] == ["in/c.jsonl:2", "in/d.txt", "none.txt"]
    assert "3 new reports" in out and "3 in quarantine" in out
    _, out, _ = dragoman("status", "--json")
    assert [q["source"] for q in rows(out)[0]["quarantine"]] == ["in/c.jsonl:2", "in/d.txt", "none.txt"]  # type: ignore[attr-defined]
    assert "no such file" in dragoman("status")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "none.txt"),
        ("read",),
        ("timeline",),
        ("timeline", "--as-of", "yesterday"),
        ("timeline", "--lang", "fr"),
        ("export", "everything"),
        ("fly",),
    ],
)
def test_exit_status_one_when_nothing_could_be_done(dragoman: Run, arguments: tuple[str, ...]) -> None:
    status, _, err = dragoman(*arguments)
    assert status == 1
    assert err.strip() and "Traceback" not in err


def test_export_claims_keeps_the_contract(filled: Run) -> None:
    status, out, _ = filled("export", "claims")
    first, second = rows(out)
    text = Path("in/a.txt").read_text()
    assert status == 0
    assert list(first) == [
        "id", "document", "language", "type", "status", "medium", "participants", "when", "where", "details", "sources", "said",
        "span", "quote", "event", "why",
    ]  # fmt: skip
    assert (first["document"], second["document"]) == ("a.txt", "b.txt")
    assert (first["type"], first["status"], first["event"]) == ("MEET", "happened", "alpha-beta")
    participants = first["participants"]
    assert participants[0] == {"name": "Alpha", "entity": "e-alpha", "role": "party", "text": "Alpha", "span": [17, 22]}  # type: ignore[index]
    assert first["when"] == {
        "start": "2025-10-08",
        "end": "2025-10-08",
        "text": "2025-10-08",
        "span": [45, 55],
        "basis": "stated",
        "timex": None,
    }
    assert first["where"] == {"name": "Geneva", "text": "Geneva", "span": [35, 41]}
    assert first["sources"] == [{"name": "Gamma", "kind": "person", "text": "Gamma", "span": [57, 62]}]
    for row in [first["when"], first["where"], *participants, *first["sources"]]:  # type: ignore[misc]
        start, end = row["span"]  # type: ignore[index]
        assert text[start:end] == row["text"]  # type: ignore[index]
    assert filled("export", "claims", "--out", "claims.jsonl") == (0, "", "")
    assert Path("claims.jsonl").read_text() == out


def test_export_events_and_entities(filled: Run) -> None:
    (event,) = rows(filled("export", "events")[1])
    assert (event["id"], event["documents"], event["place"]) == ("alpha-beta", ["a.txt", "b.txt"], "Geneva")
    entities = rows(filled("export", "entities")[1])
    assert {e["name"] for e in entities} == {"Alpha", "Beta", "Geneva"}


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("timeline",), ["2025-10-08", "meeting", "Alpha, Beta", "Geneva"]),
        (("timeline", "--lang", "he"), ["פגישה", "שם"]),
        (("timeline", "--as-of", "2025-11-02", "--json"), ['"documents": ["a.txt"]']),
        (("event", "alpha"), ["Gamma", "a.txt ← Gamma", "when: meeting"]),
        (("event", "alpha", "--json"), ['"quote": "Alpha met Beta']),
        (("who",), ["Alpha", "Beta", "Geneva"]),
        (("who", "Alpha"), ["named 2 times", "In contact with", "Beta"]),
        (("who", "--json"), ['"name": "Alpha"']),
        (("disputes",), ["2025-10-08", "2025-10-09", "two days"]),
        (("disputes", "--json"), ['"attribute": "when"', '"text": "2025-10-09"']),
        (("sources",), ["Gamma (1)", "a.txt", "2025-11-05"]),
        (("sources", "--json"), ['"earlier": "a.txt"']),
        (("document", "a"), ["Alpha met[1] Beta", "[1] meeting, happened"]),
        (("document", "a", "--json"), ['"furniture": [[0, 17]]']),
        (("status",), ["reports: 2 (2 en)", "claims: 2"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_views_show(filled: Run, arguments: tuple[str, ...], shown: list[str]) -> None:
    status, out, err = filled(*arguments)
    assert (status, err) == (0, "")
    for words in shown:
        assert words in out
    if "--json" in arguments:
        assert rows(out)


def test_record_comes_from_option_or_environment(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert filled("read", "in", "--record", "other.dragoman")[0] == 0
    assert Path("other.dragoman").exists()
    Path("record.dragoman").unlink()
    monkeypatch.setenv("DRAGOMAN_RECORD", "other.dragoman")
    assert "Alpha" in filled("timeline")[1]


def test_corrections_change_the_record_and_can_be_undone(filled: Run) -> None:
    assert filled("rename", "Alpha", "Alpha the Elder", "--author", "ana")[0] == 0
    assert "Alpha the Elder" in filled("timeline")[1]
    assert filled("undo")[0] == 0
    assert "Elder" not in filled("timeline")[1]
    assert filled("merge", "Alpha", "Beta")[0] == 0
    assert {e["name"] for e in rows(filled("export", "entities")[1])} == {"Alpha", "Geneva"}
    assert "nothing changes" in filled("rename", "Geneva", "Geneva")[1]
    status, _, err = filled("merge", "Nobody", "Alpha")
    assert status == 1 and "nobody called 'Nobody'" in err
    assert "rename e-alpha Alpha the Elder (undone)" in filled("status")[1]


def test_help_teaches_by_example(dragoman: Run) -> None:
    assert "dragoman read reports/" in dragoman("--help")[1]
    assert "dragoman timeline --as-of" in dragoman("timeline", "--help")[1]


@pytest.mark.parametrize(
    "view", [("timeline",), ("who",), ("disputes",), ("sources",), ("sources", "alpha"), ("event", "alpha")]
)
@pytest.mark.parametrize("language", ["he", "ar"])
def test_words_of_a_view_are_in_the_language_asked_for(filled: Run, view: tuple[str, ...], language: str) -> None:
    status, english, _ = filled(*view)
    _, out, _ = filled(*view, "--lang", language)
    shown = re.sub(r"\S*\.txt|[\w-]*-[\w-]+", "", out)
    assert status == 0 and out != english
    assert set(re.findall(r"\b[A-Z][a-z]+", shown)) <= {"Alpha", "Beta", "Gamma", "Geneva", "Nothing", "Reports", "The"}
