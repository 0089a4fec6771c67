"""Disputes of status: between voices, not within the words of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dragoman

HELD = "Envoy Tom Perriello met army chief Abdel Fattah al-Burhan in Port Sudan on Tuesday."
DENIED = "Envoy Tom Perriello did not meet army chief Abdel Fattah al-Burhan in Port Sudan on Tuesday."


def status_disputes(folder: Path, texts: list[str]) -> list[dragoman.model.Dispute]:
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(f" date {date(2025, 3, 5)} {text}", encoding="utf-8")
    dragoman.read([folder], record=folder / "record.dragoman")
    with dragoman.open_record(folder / "record.dragoman") as record:
        return [d for d in record.disputes() if d.attribute == "status"]


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ([HELD, DENIED], 1),
        ([f"{HELD} {DENIED}"], 0),
        ([f"{HELD} A spokesman said on Wednesday: {DENIED}"], 1),
        ([HELD], 0),
    ],
)
def test_a_dispute_needs_two_voices(texts: list[str], count: int, tmp_path: Path) -> None:
    assert len(status_disputes(tmp_path, texts)) == count
