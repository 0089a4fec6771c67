"""The day of an instant where a report appeared."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from dragoman.acquire import load
from dragoman.acquire.zones import local_days, zones_of
from dragoman.model import Document, Interval


@pytest.mark.parametrize(
    ("written", "outlet", "place", "days"),
    [
        ("2025-10-08T22:30:00+00:00", "Kyodo", None, ("2025-10-09", "2025-10-09")),
        ("2025-10-08T22:30:00+00:00", "Reuters", None, ("2025-10-08", "2025-10-08")),  # summer time: half past eleven
        ("2025-10-08T23:30:00+00:00", "Reuters", None, ("2025-10-09", "2025-10-09")),
        (
            "2025-10-09T06:30:00+00:00",
            "Bloomberg",
            None,
            ("2025-10-08", "2025-10-09"),
        ),  # zones on both sides of midnight
        ("2025-10-08T22:30:00+00:00", None, "Cairo", ("2025-10-09", "2025-10-09")),
        ("2025-10-08T22:30:00+00:00", "Nobody's Gazette", None, ("2025-10-08", "2025-10-08")),
        ("2025-10-09T00:30:00+03:00", None, None, ("2025-10-09", "2025-10-09")),
    ],
)
def test_days_where_a_report_appeared(
    written: str, outlet: str | None, place: str | None, days: tuple[str, str]
) -> None:
    first, last = days
    expected = Interval(date.fromisoformat(first), date.fromisoformat(last))
    assert local_days(datetime.fromisoformat(written), outlet, place, "en") == expected


def test_a_country_has_its_zones() -> None:
    assert [z.key for z in zones_of("EG")] == ["Africa/Cairo"]
    assert len(zones_of("US")) > 5
    assert zones_of("no country") == ()


@pytest.mark.parametrize(
    ("published", "day"), [("2025-10-08T22:30:00Z", date(2025, 10, 9)), ("2025-10-08", date(2025, 10, 8))]
)
def test_a_feed_with_hours_gives_the_day_of_its_outlet(published: str, day: date, tmp_path: Path) -> None:
    text = "The two envoys met in Doha on Wednesday and agreed to meet again, officials said."
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"text": text, "outlet": "Anadolu", "published": published}), encoding="utf-8")
    (read,) = load([path])
    assert isinstance(read, tuple) and isinstance(read[0], Document)
    assert read[0].published == Interval(day, day)
