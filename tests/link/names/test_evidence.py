"""What reports tell beside a name: posts, company, days."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.link.names import Comparison, Decision
from dragoman.link.names.evidence import Setting, weigh
from dragoman.link.names.people import pair_up

OPEN = Comparison(0.86, Decision.POSSIBLE, ("some part is only near",))
ALIKE = Comparison(0.95, Decision.SAME, ())
MINISTER = frozenset({("foreign-minister", "MR")})
ENVOY = frozenset({("envoy", "MR")})


def told(
    report: str, posts: frozenset[tuple[str, str]] = MINISTER, company: str = "", day: date = date(2025, 3, 1)
) -> Setting:
    return Setting(posts, frozenset({report}), frozenset(company.split()), frozenset({day}))


def test_one_post_settles_a_near_name() -> None:
    assert weigh(OPEN, told("a"), told("b")).decision is Decision.SAME


def test_a_post_may_have_passed_on() -> None:
    assert weigh(OPEN, told("a"), told("b", day=date(2027, 3, 1))).decision is Decision.POSSIBLE


def test_one_report_does_not_write_one_name_twice() -> None:
    assert weigh(OPEN, told("a"), told("a")).decision is Decision.POSSIBLE


@pytest.mark.parametrize(
    ("company", "decision"), [("p q", Decision.SAME), ("p r", Decision.POSSIBLE), ("", Decision.POSSIBLE)]
)
def test_company_counts_beside_one_state(company: str, decision: Decision) -> None:
    assert weigh(OPEN, told("a", MINISTER, "p q"), told("b", ENVOY, company)).decision is decision


def test_posts_of_two_states_keep_apart() -> None:
    other = told("b", frozenset({("foreign-minister", "QA")}))
    assert weigh(ALIKE, told("a"), other).decision is Decision.POSSIBLE


def test_nothing_told_changes_nothing() -> None:
    assert weigh(OPEN, Setting(), Setting()) == OPEN
    assert weigh(ALIKE, Setting(), told("b")) == ALIKE


def test_pairs_of_names_are_weighed() -> None:
    names = [("ar", "محمد سالم ولد مرزوك"), ("en", "Mohamed Salem Merzoug")]
    assert pair_up(names) == []
    settings = {names[0]: told("a"), names[1]: told("b")}
    assert [pair[:2] for pair in pair_up(names, settings)] == [tuple(names)]
