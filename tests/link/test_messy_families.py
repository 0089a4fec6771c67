"""Origins of messier families of ten reports: a plan that hardens as it is relayed, rewrites and translations that name nobody, two origins of one fact,
independent accounts with relays and copies among them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from link.test_families import main_event

from dragoman.link.facts import index_entities
from dragoman.link.origins import Step, claims_by_report, origins_of, trace_status
from dragoman.model import Event, EventType
from dragoman.record.views import Snapshot


@cache
def read(name: str, kind: EventType = EventType.MEET) -> tuple[Event, Snapshot]:
    event, record = main_event(name, Path(mkdtemp()) / "family.dragoman", kind)
    with record:
        return event, record.snapshot()


@pytest.mark.parametrize(
    ("name", "origins"),
    [
        ("hardening", ["Reuters"]),
        ("rewritten", ["Adriatic Post"]),
        ("two_origins", ["El Heraldo", "Orinoco Radio"]),
        (
            "accounts",
            [
                "Gulf Chronicle",
                "Red Sea Monitor",
                "The Ridge Tribune",
                "Yemen Ledger",
                "יומן המפרץ",
                "صحيفة المكلا",
            ],
        ),
    ],
)
def test_ten_reports_have_their_origins(name: str, origins: list[str]) -> None:
    event, snapshot = read(name)
    assert len({snapshot.by_claim[c].document for c in event.claims}) == 10
    assert sorted(event.origins) == origins


def test_a_contradicted_outlet_stays_the_origin_of_its_relays_alone() -> None:
    event, snapshot = read("driver")
    assert len({snapshot.by_claim[c].document for c in event.claims}) == 10
    assert {"The Fjord Ledger", "Radio Sahel"} <= set(event.origins)


def steps_of(event: Event, snapshot: Snapshot) -> tuple[Step, ...]:
    claims = [snapshot.by_claim[c] for c in event.claims]
    index = index_entities(snapshot.linked.entities)
    relays, documents = snapshot.linked.relays, snapshot.by_document
    origins = origins_of(claims, documents, relays, index, claims_by_report(snapshot.claims))
    instants = {d.id: d.instant for d in snapshot.documents if d.instant}
    return trace_status(claims, snapshot.published, origins, relays, instants)


def test_who_hardens_a_plan_is_held_up_to_the_report_that_he_relays() -> None:
    event, snapshot = read("hardening")
    documents, steps = snapshot.by_document, steps_of(event, snapshot)
    changes = {documents[s.document].name: s.change for s in reversed(steps)}
    assert documents[steps[0].document].outlet == "Reuters"
    assert {name for name, change in changes.items() if change == "harder"} == {
        f"hardening-{n}" for n in ("04", "05", "07", "09", "10")
    }
    assert "softer" not in changes.values()
    assert all(documents[s.after or ""].outlet == "Reuters" for s in steps if s.change == "harder")


def test_not_yet_becomes_close_and_then_done_on_the_way() -> None:
    event, snapshot = read("closing_in", EventType.AGREE)
    documents, steps = snapshot.by_document, steps_of(event, snapshot)
    assert event.origins == ("Nile Gazette",)
    assert [(documents[s.document].name[-2:], s.change) for s in steps if s.change != "same"] == [
        ("01", "first"),
        ("03", "harder"),
        ("05", "harder"),
        ("06", "harder"),
    ]
