"""What the words of an expression of time say, before anybody asks which day it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
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
    """What an expression says. While it is matched, its parts are mappings of these fields, later parts over earlier ones.

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


FIELDS = tuple(f.name for f in fields(Value))
PAIRS = ("count", "offset")
TEXT = ("kind", "anchor", "unit", "part", "bound", "calendar", "epoch")


Fields = Mapping[str, Any]  # some of the fields of a value


def value_of(given: Fields) -> Value:
    """The value that has the fields `given`."""
    until = given.get("until")
    return Value(**given) if until is None else Value(**{**given, "until": value_of(until)})


def read_fields(data: Mapping[str, Any], where: str) -> Fields:
    """Fields as a pack writes them.

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
    return given
