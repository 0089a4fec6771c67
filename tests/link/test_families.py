"""Origins of whole families of reports, read from their text: relays of one outlet, copies and translations of one report, independent accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
from dragoman.model import Event, EventType

FAMILIES = Path(__file__).parent / "families"


def main_event(name: str, path: Path, kind: EventType = EventType.MEET) -> tuple[Event, dragoman.Record]:
    """The event of a kind that most claims of a family tell, in a record of that family alone."""
    report = dragoman.read([FAMILIES / f"{name}.jsonl"], record=path)
    assert report.quarantined == ()
    record = dragoman.open_record(path)
    events = [e for e in record.events() if e.type is kind]
    return max(events, key=lambda e: len(e.claims)), record


@pytest.mark.parametrize(
    ("name", "origins"), [("relays", ["Axios"]), ("translations", ["The Strait Observer"]), ("independent", None)]
)
def test_ten_reports_have_their_origins(name: str, origins: list[str] | None, tmp_path: Path) -> None:
    event, record = main_event(name, tmp_path / "family.dragoman")
    with record:
        told = {c.document for c in record.claims() if c.id in event.claims}
        outlets = sorted(d.outlet or d.name for d in record.documents() if d.id in told)
        assert len(told) >= 7
        assert sorted(event.origins) == (outlets if origins is None else origins)


def test_a_mixed_family_keeps_its_origins_apart(tmp_path: Path) -> None:
    """One account with copies, one agency that four reports name, two accounts of their own, in three languages: one meeting with four origins."""
    event, record = main_event("mixed", tmp_path / "family.dragoman")
    with record:
        assert len({c.document for c in record.claims() if c.id in event.claims}) >= 9
        assert sorted(event.origins) == ["Reuters", "Rodos Simera", "The Aegean Courier", "ערוץ המזרח"]


def test_no_event_of_copies_has_two_origins(tmp_path: Path) -> None:
    _, record = main_event("translations", tmp_path / "family.dragoman")
    with record:
        assert [e.type for e in record.events() if len(e.origins) > 1] == []


def test_each_translation_leads_back_with_reasons(tmp_path: Path) -> None:
    _, record = main_event("translations", tmp_path / "family.dragoman")
    with record:
        language = {d.id: d.language for d in record.documents()}
        reasons = [r.reasons for r in record.snapshot().linked.relays if r.earlier in language]
        crossing = [
            r
            for r in record.snapshot().linked.relays
            if r.earlier in language and language[r.later] != language[r.earlier]
        ]
        assert all(reasons)
        assert {language[r.later] for r in crossing} >= {"he", "ar"}
        assert all("translation" in r.reasons and any("numbers" in x for x in r.reasons) for r in crossing)
