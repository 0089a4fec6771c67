"""The time network against Floyd and Warshall's algorithm, and its contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link.network import ORIGIN, Constraint, TimeNetwork, between
from dragoman.model import Interval

NAMES = [ORIGIN, "a", "b", "c", "d", "e"]
BASE = date(2025, 1, 1).toordinal()
FAR = 10**9


def constraint(first: str, second: str, least: int | None, width: int | None, number: int) -> Constraint:
    shift = 0 if least is None else least
    most = None if width is None else shift + width
    if ORIGIN in (first, second) and first != second:
        base = BASE if first == ORIGIN else -BASE
        least = None if least is None else least + base
        most = None if most is None else most + base
    return Constraint(first, second, least, most, f"c{number}")


@st.composite
def networks(draw: st.DrawFn) -> list[Constraint]:
    parts = st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.none() | st.integers(-20, 20),
        st.none() | st.integers(0, 15),
    )
    drawn = draw(st.lists(parts.filter(lambda p: p[0] != p[1]), max_size=14))
    return [constraint(*part, number) for number, part in enumerate(drawn)]


def closure(constraints: list[Constraint], names: Sequence[str] = NAMES) -> dict[tuple[str, str], int] | None:
    """All shortest paths; None when there is a negative cycle."""
    length = {(a, b): 0 if a == b else FAR for a, b in product(names, names)}
    for c in constraints:
        if c.most is not None:
            length[c.first, c.second] = min(length[c.first, c.second], c.most)
        if c.least is not None:
            length[c.second, c.first] = min(length[c.second, c.first], -c.least)
    for via, a, b in product(names, names, names):
        if length[a, via] < FAR and length[via, b] < FAR:
            length[a, b] = min(length[a, b], length[a, via] + length[via, b])
    return None if any(length[a, a] < 0 for a in names) else length


@settings(max_examples=300, deadline=None)
@given(networks())
def test_bounds_are_those_of_the_oracle(constraints: list[Constraint]) -> None:
    network, kept = TimeNetwork(), []
    for c in constraints:
        refused = network.add(c)
        assert (refused is not None) == (closure([*kept, c]) is None)
        if refused is None:
            kept.append(c)
            continue
        assert refused.constraints[0] == c
        assert set(refused.constraints) <= {*kept, c}
        assert closure(list(refused.constraints)) is None
        for left_out in refused.constraints:
            assert closure([x for x in refused.constraints if x != left_out]) is not None
    length = closure(kept)
    assert length is not None
    for name in NAMES[1:]:
        interval = network.interval(name)
        most, least = length[ORIGIN, name], length[name, ORIGIN]
        assert interval.end == (None if most >= FAR else date.fromordinal(most))
        assert interval.start == (None if least >= FAR else date.fromordinal(-least))


@settings(max_examples=100, deadline=None)
@given(networks())
def test_the_words_behind_a_bound_give_it_alone(constraints: list[Constraint]) -> None:
    network = TimeNetwork()
    kept = [c for c in constraints if network.add(c) is None]
    for name in NAMES[1:]:
        bounds = network.bounds(name)
        alone = TimeNetwork(c for c in kept if c.label in bounds.last_because)
        assert alone.interval(name).end == bounds.interval.end
        alone = TimeNetwork(c for c in kept if c.label in bounds.first_because)
        assert alone.interval(name).start == bounds.interval.start


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(-9, 9), st.integers(0, 3)), min_size=15, max_size=60
    )
)
def test_of_many_contradictions_each_is_minimal_and_leaves_nothing_behind(
    drawn: list[tuple[int, int, int, int]],
) -> None:
    """Dense networks of which most constraints are refused: distances alone and days of the calendar (variable 0)."""
    names = [ORIGIN, *"abcdefgh"]
    network, kept = TimeNetwork(), []
    for number, (first, second, least, width) in enumerate(drawn):
        c = constraint(names[first], names[second], least, width, number)
        refused = network.add(c)
        if refused is None:
            kept.append(c)
            continue
        assert refused.constraints[0] == c
        assert set(refused.constraints[1:]) <= set(kept)
        assert closure(list(refused.constraints), names) is None
        for left_out in refused.constraints:
            assert closure([x for x in refused.constraints if x != left_out], names) is not None
    length = closure(kept, names)
    assert length is not None
    again = TimeNetwork(kept)
    for name in names[1:]:
        most = length[ORIGIN, name]
        assert network.interval(name).end == (None if most >= FAR else date.fromordinal(most))
        assert network.interval(name) == again.interval(name)


def test_a_contradiction_in_a_network_of_many_is_found_without_a_search_of_all() -> None:
    """Ten thousand events on days of the calendar, a story of distances through them, and a hundred wrong distances."""
    network = TimeNetwork(Constraint(ORIGIN, str(i), BASE + i, BASE + i + 5, f"day {i}") for i in range(10_000))
    for i in range(9_999):
        assert network.add(Constraint(str(i), str(i + 1), 0, 2, f"step {i}")) is None
    for i in range(0, 9_000, 90):
        refused = network.add(Constraint(str(i), str(i + 3), 200, 210, "wrong"))
        assert refused is not None
        assert {c.label for c in refused.constraints} == {"wrong", f"day {i + 3}", f"day {i}"}


def test_refused_constraint_leaves_nothing_behind() -> None:
    network = TimeNetwork([between("m", Interval(date(2025, 3, 1), date(2025, 3, 3)), "early March")])
    assert network.add(Constraint("m", "n", 5, 5, "five days later")) is None
    refused = network.add(between("n", Interval(date(2025, 1, 1), date(2025, 3, 5)), "by 5 March"))
    assert refused is not None
    assert {c.label for c in refused.constraints} == {"early March", "five days later", "by 5 March"}
    assert network.interval("n") == Interval(date(2025, 3, 6), date(2025, 3, 8))


def test_a_chain_of_many_days() -> None:
    network = TimeNetwork([between("0", Interval(date(2000, 1, 1), date(2000, 1, 1)))])
    for i in range(5000):
        assert network.add(Constraint(str(i), str(i + 1), 1, 1)) is None
    assert network.interval("5000").start == date.fromordinal(date(2000, 1, 1).toordinal() + 5000)


def test_unknown_variable_is_open() -> None:
    assert TimeNetwork().interval("never named") == Interval(None, None)
