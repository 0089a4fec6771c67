"""Origins of messier families of ten reports: a plan that hardens as it is relayed, rewrites and translations that name nobody, two origins of one fact."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from link.test_families import main_meeting

from dragoman.link.facts import index_entities
from dragoman.link.origins import claims_by_report, origins_of, trace_status
from dragoman.model import Event
from dragoman.record.views import Snapshot


@cache
def read(name: str) -> tuple[Event, Snapshot]:
    event, record = main_meeting(name, Path(mkdtemp()) / "family.dragoman")
    with record:
        return event, record.snapshot()


@pytest.mark.parametrize(
    ("name", "origins"),
    [("hardening", ["Reuters"]), ("rewritten", ["Adriatic Post"]), ("two_origins", ["El Heraldo", "Orinoco Radio"])],
)
def test_ten_reports_have_their_origins(name: str, origins: list[str]) -> None:
    event, snapshot = read(name)
    assert len({snapshot.by_claim[c].document for c in event.claims}) == 10
    assert sorted(event.origins) == origins


def test_who_hardens_a_plan_is_held_up_to_the_report_that_he_relays() -> None:
    event, snapshot = read("hardening")
    claims = [snapshot.by_claim[c] for c in event.claims]
    index = index_entities(snapshot.linked.entities)
    relays, documents = snapshot.linked.relays, snapshot.by_document
    origins = origins_of(claims, documents, relays, index, claims_by_report(snapshot.claims))
    instants = {d.id: d.instant for d in snapshot.documents if d.instant}
    steps = trace_status(claims, snapshot.published, origins, relays, instants)
    changes = {documents[s.document].name: s.change for s in reversed(steps)}
    assert documents[steps[0].document].outlet == "Reuters"
    assert {name for name, change in changes.items() if change == "harder"} == {
        f"hardening-{n}" for n in ("04", "05", "07", "09", "10")
    }
    assert "softer" not in changes.values()
    assert all(documents[s.after or ""].outlet == "Reuters" for s in steps if s.change == "harder")
