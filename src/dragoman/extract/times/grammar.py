"""The grammar of expressions of time that a pack writes down.

A pack's `times.yaml` has a `lexicon` (categories of words with the fields that they say) and `symbols` (patterns over
categories and other symbols). A pattern reads `element element? other|element => field: value`; an element is a category,
a symbol or a quoted word, with `?` when it may be missing, `+flag` or `-flag` for a clitic that must or must not be written
onto it, and `name:` to keep it apart; `<` asks that it stands before the place and `>` that it follows, without taking it
in (`!<`, `!>` that it does not). The value of a pattern is that of its parts, merged from left to right, then of the fields
behind `=>`; parts named `hide:` are not merged.
Patterns become trees (`trees.py`) that `scan.py` walks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from dragoman.errors import PackError
from dragoman.extract.times.lexicon import Lexicon, read_lexicon
from dragoman.extract.times.stretches import Stretches
from dragoman.extract.times.trees import ACTIONS, Element, Pattern, Trees, grow_trees
from dragoman.extract.times.values import read_fields
from dragoman.pack import Pack

ELEMENT = re.compile(
    r"(?P<look>!?[<>])?(?:(?P<label>[a-z]+):)?(?P<names>(?:'[^']+'|[\w|])+)(?P<flags>(?:[+-][a-z]+)*)(?P<optional>\??)$"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lexicon and symbols of one language, the decision trees that the symbols become, and what was found so far."""

    lexicon: Lexicon
    symbols: Mapping[str, tuple[Pattern, ...]]
    trees: Trees
    stretches: Stretches = field(default_factory=Stretches)


def read_grammar(pack: Pack) -> Grammar:
    """The grammar of a pack's `times` section.

    Raises:
        PackError: an unknown name in a pattern, a pattern that cannot be read, a field that does not exist.
    """
    where = f"languages/{pack.language}/times.yaml"
    written: dict[str, list[str]] = pack.times.get("symbols", {})
    if "time" not in written:
        raise PackError(f"{where}: symbols must define 'time'")
    symbols = {
        name: tuple(_read_pattern(line, f"{where}: {name}") for line in _flatten(lines))
        for name, lines in written.items()
    }
    elements = [e for patterns in symbols.values() for p in patterns for e in p.elements]
    quoted = sorted({n[1:-1] for e in elements for n in e.names if n.startswith("'")})
    lexicon = read_lexicon(pack, quoted)
    known = lexicon.numbers.keys() | symbols.keys()
    for element in elements:
        for name in element.names:
            if not name.startswith("'") and name not in known:
                raise PackError(f"{where}: unknown name {name!r} in a pattern")
    bare = {name for name, section in pack.times.get("lexicon", {}).items() if section.keys() <= {"list", "clitics"}}
    plain = bare | {f"'{phrase}'" for phrase in quoted}
    return Grammar(lexicon, symbols, grow_trees(symbols, lexicon.numbers, plain))


def _flatten(lines: Sequence[Any]) -> list[str]:
    return [line for entry in lines for line in (entry if isinstance(entry, list) else [entry])]


def _read_pattern(line: str, where: str) -> Pattern:
    left, _, right = line.partition("=>")
    try:
        given: dict[str, Any] = yaml.safe_load("{" + right + "}") or {}
    except yaml.YAMLError as error:
        raise PackError(f"{where}: {line!r}: {error}") from error
    action = given.pop("do", None)
    if action is not None and action not in ACTIONS:
        raise PackError(f"{where}: unknown action {action!r}")
    elements = tuple(_read_element(e, f"{where}: {line!r}") for e in re.findall(r"(?:'[^']*'|\S)+", left))
    if not elements or all(e.optional or e.look for e in elements):
        raise PackError(f"{where}: {line!r} can match nothing")
    return Pattern(elements, read_fields(given, f"{where}: {line!r}"), action, left.strip())


def _read_element(written: str, where: str) -> Element:
    match = ELEMENT.match(written)
    if not match:
        raise PackError(f"{where}: element {written!r}")
    flags = re.findall(r"([+-])([a-z]+)", match["flags"])
    return Element(
        tuple(re.findall(r"'[^']+'|\w+", match["names"])),
        match["label"],
        frozenset(f for sign, f in flags if sign == "+"),
        frozenset(f for sign, f in flags if sign == "-"),
        bool(match["optional"]),
        match["look"],
    )
