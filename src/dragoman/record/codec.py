"""Frozen dataclasses to JSON and back, driven by their type hints.

Written once for every type of `model.py`: None, str, int, float, bool, date, datetime, StrEnum, NamedTuple (as a list),
`tuple[X, ...]`, `tuple[A, B]`, `frozenset[str]`, `X | None`, and dataclasses of these (as an object; fields that
hold their default are left out, so that old rows stay readable when a field with a default is added). `decode(T,
encode(T, value)) == value` for each.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Hashable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Plain = Any
"""What the json module reads and writes."""

Coder = tuple[Callable[[Any], Plain], Callable[[Plain], Any]]


def dumps(kind: type[T], value: T) -> str:
    """`value` as one line of JSON, the same for equal values."""
    return json.dumps(encode(kind, value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """The value of type `kind` that `dumps` wrote."""
    return decode(kind, json.loads(text))


def encode(kind: type[T], value: T) -> Plain:
    """`value` in plain JSON types."""
    return _coder(cast(Hashable, kind))[0](value)


def decode(kind: type[T], plain: Plain) -> T:
    """The value of type `kind` from plain JSON types.

    Raises:
        KeyError, TypeError, ValueError: `plain` was not written by `encode` for this type.
    """
    return cast(T, _coder(cast(Hashable, kind))[1](plain))


def _same(value: Any) -> Any:
    return value


@cache
def _coder(hint: Hashable) -> Coder:
    """The pair (to plain, from plain) for a type hint.

    Raises:
        TypeError: a hint outside the closed list above.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _sequence(arguments)
    if origin is frozenset:
        write, read = _coder(arguments[0])
        return (lambda v: sorted(write(x) for x in v)), (lambda p: frozenset(read(x) for x in p))
    if hint in (str, int, float, bool):
        return _same, _same
    if hint is datetime:
        return datetime.isoformat, datetime.fromisoformat
    if hint is date:
        return date.isoformat, date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, hint
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return list, (lambda p: hint(*p))
    if dataclasses.is_dataclass(hint):
        return _record(cast(type, hint))
    raise TypeError(f"no coder for {hint!r}")


def _optional(arguments: tuple[Any, ...]) -> Coder:
    kinds = [a for a in arguments if a is not type(None)]
    if len(kinds) != 1 or len(arguments) != 2:
        raise TypeError(f"no coder for a union of {arguments}")
    write, read = _coder(kinds[0])
    return (lambda v: None if v is None else write(v)), (lambda p: None if p is None else read(p))


def _sequence(arguments: tuple[Any, ...]) -> Coder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        write, read = _coder(arguments[0])
        return (lambda v: [write(x) for x in v]), (lambda p: tuple(read(x) for x in p))
    pairs = [_coder(a) for a in arguments]

    def write_each(value: tuple[Any, ...]) -> Plain:
        return [pair[0](x) for pair, x in zip(pairs, value, strict=True)]

    def read_each(plain: Plain) -> tuple[Any, ...]:
        return tuple(pair[1](x) for pair, x in zip(pairs, plain, strict=True))

    return write_each, read_each


def _record(kind: type) -> Coder:
    # The fields are looked at on first use, not now: a type may hold itself.
    def write_fields(value: Any) -> Plain:
        plain = {}
        for name, default, write, _ in _fields(kind):
            field = getattr(value, name)
            if default is dataclasses.MISSING or field != default:
                plain[name] = write(field)
        return plain

    def read_fields(plain: Plain) -> Any:
        readers = {name: read for name, _, _, read in _fields(kind)}
        return kind(**{name: readers[name](p) for name, p in plain.items()})

    return write_fields, read_fields


@cache
def _fields(kind: type) -> tuple[tuple[str, Any, Callable[[Any], Plain], Callable[[Plain], Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, f.default, *_coder(hints[f.name])) for f in dataclasses.fields(kind))
