"""What the words of an expression of time say, before anybody asks which day it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from dragoman.errors import PackError

KINDS = frozenset(
    [
        "date",
        "weekday",
        "offset",
        "shift",
        "ago",
        "span",
        "soon",
        "clock",
        "same",
        "epoch",
        "duration",
        "frequency",
        "age",
        "season",
        "range",
        "skip",
    ]
)


@dataclass(frozen=True, slots=True)
class Value:
    """Fields that words fill in; a rule merges the fields of its parts, later parts over earlier ones.

    `kind` says how the rest is read (see `resolve.py`); `number` is a plain number, `count` how many `unit`s (least, most); `offset` is in days.
    """

    kind: str | None = None
    anchor: str | None = None
    number: float | None = None
    unit: str | None = None
    count: tuple[float, float] | None = None
    offset: tuple[int, int] | None = None
    shift: int | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    decade: int | None = None
    direction: int | None = None
    part: str | None = None
    bound: str | None = None
    calendar: str | None = None
    epoch: str | None = None
    until: Value | None = None

    def merge(self, other: Value) -> Value:
        """This value with every field that `other` fills in."""
        if other == EMPTY or self == EMPTY:
            return self if other == EMPTY else other
        given = {name: value for name in FIELDS if (value := getattr(other, name)) is not None}
        return replace(self, **given)


FIELDS = tuple(f.name for f in fields(Value))
EMPTY = Value()
PAIRS = ("count", "offset")
TEXT = ("kind", "anchor", "unit", "part", "bound", "calendar", "epoch")


def read_value(data: Mapping[str, Any], where: str) -> Value:
    """A value from the fields of a pack.

    Raises:
        PackError: a field that does not exist, or of the wrong shape.
    """
    given: dict[str, Any] = {}
    for name, value in data.items():
        if name not in FIELDS or name == "until":
            raise PackError(f"{where}: unknown field {name!r}")
        if name in PAIRS:
            if not (isinstance(value, list) and len(value) == 2):
                raise PackError(f"{where}: {name} must be [least, most]")
            given[name] = (value[0], value[1])
        elif name in TEXT:
            given[name] = str(value)
        else:
            given[name] = value
    if given.get("kind") is not None and given["kind"] not in KINDS:
        raise PackError(f"{where}: unknown kind {given['kind']!r}")
    return Value(**given)
