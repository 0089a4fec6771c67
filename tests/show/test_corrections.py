"""Corrections through the command line with the real linking behind them: what people decide is kept when the record is rebuilt or grows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import STAGES

from dragoman import open_record, pipeline
from dragoman.link import link
from dragoman.model import Annotation, Document, Extraction, Mention
from dragoman.show.cli import run

Run = Callable[..., tuple[int, str, str]]
FULL = {"Quimby": "Ada Quimby", "Zoltan": "Tomas Zoltan", "Orlok": "Ben Orlok"}


def extract(document: Document, annotation: Annotation) -> Extraction:
    """What the small stage takes, people with their full names."""
    found = STAGES.extract(document, annotation)
    claims = tuple(
        replace(c, participants=tuple(replace(p, mention=named(p.mention)) for p in c.participants))
        for c in found.claims
    )
    return replace(found, mentions=tuple(map(named, found.mentions)), claims=claims)


def named(mention: Mention) -> Mention:
    return replace(mention, name=FULL.get(mention.name, mention.name))


REAL = replace(STAGES, extract=extract, link=link)
A = " date 2025-11-01 Quimby met Zoltan in Vexholm on 2025-10-08, Gamma said. Nothing else of it is known to anybody."
B = " date 2025-11-05 Reports say Quimby met Zoltan in Vexholm on 2025-10-09. Others say that talks may go on."
C = " date 2025-11-06 Now Zoltan met Orlok in Vexholm on 2025-11-06. The two had never before been in one room."

D = " date 2025-11-07 Then Quimby met Orlok in Vexholm on 2025-11-07. It was the first time that they had met there."


@pytest.fixture
def dragoman(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    monkeypatch.setattr(pipeline, "stages", lambda: REAL)
    Path("in").mkdir()
    Path("in/a.txt").write_text(A)
    Path("in/b.txt").write_text(B)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    assert call("read", "in")[0] == 0
    return call


def entities(call: Run) -> dict[str, list[str]]:
    """The mentions of each entity by its English name."""
    rows = [json.loads(line) for line in call("export", "entities")[1].splitlines()]
    with open_record("record.dragoman") as record:
        held = {
            e.id: [f"{m.document}:{m.span.start}-{m.span.end}" for m in e.mentions] for e in record.linked().entities
        }
    return {row["name"]: held[row["id"]] for row in rows}


def test_merged_people_stay_merged_when_the_record_grows_and_is_rebuilt(
    dragoman: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entities(dragoman)
    assert {"Ada Quimby", "Tomas Zoltan", "Vexholm"} <= set(before)
    assert dragoman("merge", "Ada Quimby", "Tomas Zoltan", "--author", "ana")[0] == 0
    merged = entities(dragoman)
    assert "Tomas Zoltan" not in merged and set(merged["Ada Quimby"]) == {
        *before["Ada Quimby"],
        *before["Tomas Zoltan"],
    }
    Path("in/c.txt").write_text(C)
    assert dragoman("read", "in")[0] == 0
    grown = entities(dragoman)
    assert (
        "Tomas Zoltan" not in grown
        and "Ben Orlok" in grown
        and len(grown["Ada Quimby"]) == len(merged["Ada Quimby"]) + 1
    )
    monkeypatch.setattr(pipeline, "stages", lambda: replace(REAL, linker="another version"))
    assert dragoman("read", "in")[0] == 0
    assert entities(dragoman) == grown
    assert dragoman("undo")[0] == 0
    assert len(entities(dragoman)["Tomas Zoltan"]) == len(before["Tomas Zoltan"]) + 1


def test_a_mention_split_off_is_somebody_else_and_can_be_named_and_merged(dragoman: Run) -> None:
    before = entities(dragoman)
    one, other = before["Ada Quimby"]
    assert dragoman("split", "Ada Quimby", other)[0] == 0
    with open_record("record.dragoman") as record:
        made = next(e.id for e in record.linked().entities if "-split-" in e.id)
    assert dragoman("rename", made, "Esther Quinn")[0] == 0
    after = entities(dragoman)
    assert (after["Ada Quimby"], after["Esther Quinn"]) == ([one], [other])
    assert dragoman("merge", "Tomas Zoltan", "Esther Quinn")[0] == 0
    assert other in entities(dragoman)["Tomas Zoltan"]
    assert [dragoman("undo")[0] for _ in range(3)] == [0, 0, 0]
    assert entities(dragoman) == before


def test_who_was_split_off_stays_so_when_reports_come_and_are_linked_anew(
    dragoman: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = entities(dragoman)["Ada Quimby"]
    assert dragoman("split", "Ada Quimby", other)[0] == 0
    Path("in/d.txt").write_text(D)
    assert dragoman("read", "in")[0] == 0
    monkeypatch.setattr(pipeline, "stages", lambda: replace(REAL, linker="another version"))
    assert dragoman("read", "in")[0] == 0
    with open_record("record.dragoman") as record:
        found = {
            f"{m.document}:{m.span.start}-{m.span.end}": e.id for e in record.linked().entities for m in e.mentions
        }
        bearers = [e for e in record.linked().entities if e.name("en") == "Ada Quimby" and "-split-" not in e.id]
    assert found[one] != found[other] and "-split-" in found[other]
    # The new report's Quimby is the one from whom the other was split off.
    assert [len(e.mentions) for e in bearers] == [2]
    assert dragoman("undo")[0] == 0
    assert len(entities(dragoman)["Ada Quimby"]) == 3


def test_all_mentions_or_those_of_nobody_cannot_be_split_off(dragoman: Run) -> None:
    before = entities(dragoman)
    one, _ = before["Tomas Zoltan"]
    assert dragoman("split", "Ada Quimby", one)[0] == 0
    assert entities(dragoman) == before
    assert dragoman("split", "Ada Quimby", f"{one.split(':')[0]}:9000-9001")[0] == 1
    assert entities(dragoman) == before


def test_a_new_name_stays_when_reports_come_and_goes_with_its_undo(dragoman: Run) -> None:
    assert dragoman("rename", "Ada Quimby", "Esther Quinn")[0] == 0
    Path("in/c.txt").write_text(C)
    assert dragoman("read", "in")[0] == 0
    assert len(entities(dragoman)["Esther Quinn"]) == 2
    assert dragoman("rename", "Esther Quinn", "E. Quinn")[0] == 0
    assert dragoman("undo")[0] == 0
    assert "Esther Quinn" in entities(dragoman)
    assert dragoman("undo")[0] == 0
    assert "Ada Quimby" in entities(dragoman)
    status, _, err = dragoman("undo")
    assert status == 1 and "nothing to undo" in err
