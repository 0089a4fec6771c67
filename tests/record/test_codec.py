"""Every value that travels survives JSON."""

from __future__ import annotations

import dataclasses
import inspect
from datetime import date
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import model
from dragoman.model import Claim, Interval, Span, TimeExpression
from dragoman.record.codec import decode, dumps, encode, loads

KINDS = sorted(
    (kind for _, kind in inspect.getmembers(model, dataclasses.is_dataclass) if kind is not model.Original),
    key=lambda kind: kind.__name__,
)
st.register_type_strategy(date, st.dates())
st.register_type_strategy(float, st.floats(allow_nan=False))
# an expression of time may hold others; one level is enough here, and more would be too much to generate
_flat = st.builds(TimeExpression, until=st.none(), counted_from=st.none())
st.register_type_strategy(
    TimeExpression, st.builds(TimeExpression, until=st.none() | _flat, counted_from=st.none() | _flat)
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_type_of_the_model_comes_back_the_same(kind: type) -> None:
    @settings(max_examples=15, deadline=None)
    @given(value=st.from_type(kind))
    def check(value: object) -> None:
        text = dumps(kind, value)
        assert loads(kind, text) == value
        assert "\n" not in text

    check()


def test_defaults_are_left_out_and_come_back() -> None:
    assert encode(Interval, Interval(date(2025, 10, 9), None)) == {"start": "2025-10-09", "end": None}
    claim = {"id": "c", "document": "d", "language": "en", "type": "MEET", "status": "happened", "predicate": [0, 3]}
    assert decode(Claim, {**claim, "quote": [0, 9]}).participants == ()
    assert encode(Claim, decode(Claim, {**claim, "quote": [0, 9]})) == {**claim, "quote": [0, 9]}


def test_lists_come_back_as_tuples_and_sets_are_sorted() -> None:
    assert decode(tuple[Span, ...], [[1, 2]]) == (Span(1, 2),)
    assert encode(frozenset[str], frozenset({"b", "a"})) == ["a", "b"]


@pytest.mark.parametrize("hint", [dict[str, int], list[int], int | str, bytes, Enum])
def test_types_outside_the_list_are_refused(hint: type) -> None:
    with pytest.raises(TypeError):
        encode(hint, None)


@pytest.mark.parametrize("plain", [{"start": "2025-13-01", "end": None}, {"begin": None}])
def test_what_was_not_written_by_us_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        decode(Interval, plain)
