"""Constraints that others bear out go first."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.network import ORIGIN, Constraint, TimeNetwork
from dragoman.link.network_order import borne_out

WRONG = Constraint("a", "b", 100, 101, "wrong")
RIGHT = [
    Constraint("a", "b", 1, 3, "first"),
    Constraint("a", "c", 5, 5, "second"),
    Constraint("b", "c", 2, 4, "third"),
]


def test_a_wrong_distance_that_comes_first_is_refused_alone() -> None:
    network = TimeNetwork()
    refused = [c.label for c in borne_out([WRONG, *RIGHT]) if network.add(c) is not None]
    assert refused == ["wrong"]


def test_without_a_third_variable_the_order_stays() -> None:
    chain = [Constraint("a", "b", 1, 1), Constraint("b", "c", 1, None), Constraint(ORIGIN, "c", 700_000, 700_000)]
    assert borne_out(chain) == chain
    assert borne_out([]) == []


names = st.sampled_from([ORIGIN, "a", "b", "c"])
numbers = st.one_of(st.none(), st.integers(-5, 5))


@given(st.lists(st.builds(Constraint, names, names, numbers, numbers), max_size=12))
def test_nothing_is_lost(constraints: list[Constraint]) -> None:
    assert Counter(borne_out(constraints)) == Counter(constraints)
