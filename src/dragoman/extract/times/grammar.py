"""The grammar of expressions of time that a pack writes down, and its matcher.

A pack's `times.yaml` has a `lexicon` (categories of words with the fields that they say) and `symbols` (patterns over
categories and other symbols). A pattern reads `element element? other|element => field: value`; an element is a category,
a symbol or a quoted word, with `?` when it may be missing, `+flag` or `-flag` for a clitic that must or must not be written
onto it, and `name:` to keep it apart; `<` asks that it stands before the place and `>` that it follows, without taking it
in (`!<`, `!>` that it does not). The value of a pattern is that of its parts, merged from left to right, then of the fields
behind `=>`; parts named `hide:` are not merged.
Matching is recursive descent with memory (Ford 2002, packrat), all alternatives kept, the longest taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from dragoman.errors import PackError
from dragoman.extract.times.lexicon import Lexicon, Reading, read_lexicon
from dragoman.extract.times.values import Value, read_value
from dragoman.extract.times.words import Word
from dragoman.pack import Pack

ELEMENT = re.compile(
    r"(?P<look>!?[<>])?(?:(?P<label>[a-z]+):)?(?P<names>(?:'[^']+'|[\w|])+)(?P<flags>(?:[+-][a-z]+)*)(?P<optional>\??)$"
)
ACTIONS = frozenset({"sum", "range", "between", "numeric"})


@dataclass(frozen=True, slots=True)
class Element:
    names: tuple[str, ...]
    label: str | None
    required: frozenset[str]
    forbidden: frozenset[str]
    optional: bool
    look: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    elements: tuple[Element, ...]
    set: Value
    action: str | None
    written: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words [first, last) say `value`, by the pattern `rule`."""

    first: int
    last: int
    value: Value
    rule: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lexicon and symbols of one language."""

    lexicon: Lexicon
    symbols: Mapping[str, tuple[Pattern, ...]]
    first: Mapping[Pattern, frozenset[str]]

    def scan(self, words: Sequence[Word]) -> list[Found]:
        """The longest match of the symbol `time` at every place, from left to right, without overlaps."""
        return Scanner(self, words).scan()


@dataclass(slots=True)
class Scanner:
    """One pass over the words of a text."""

    grammar: Grammar
    words: Sequence[Word]
    readings: dict[int, tuple[Reading, ...]] = field(default_factory=dict)
    categories: dict[int, frozenset[str]] = field(default_factory=dict)
    memory: dict[tuple[str, int], tuple[tuple[int, Value, frozenset[str]], ...]] = field(default_factory=dict)

    def scan(self) -> list[Found]:
        found: list[Found] = []
        at = 0
        while at < len(self.words):
            best = self.best(at)
            if best is not None:
                found.append(best)
                at = best.last
            else:
                at += 1
        return found

    def best(self, at: int) -> Found | None:
        best: Found | None = None
        for pattern in self.able("time", at):
            for last, value in self.match(pattern, at):
                if best is None or last > best.last:
                    best = Found(at, last, value, pattern.written)
        return best

    def read(self, at: int) -> tuple[Reading, ...]:
        if at not in self.readings:
            self.readings[at] = self.grammar.lexicon.read(self.words, at)
        return self.readings[at]

    def able(self, name: str, at: int) -> Iterator[Pattern]:
        """The patterns of a symbol that can begin with the word at `at`."""
        here = self.categories.get(at)
        if here is None:
            here = self.categories[at] = frozenset(r.category for r in self.read(at))
        if here:
            first = self.grammar.first
            for pattern in self.grammar.symbols[name]:
                if not here.isdisjoint(first[pattern]):
                    yield pattern

    def match(self, pattern: Pattern, at: int) -> Iterator[tuple[int, Value]]:
        for last, parts in self.sequence(pattern.elements, 0, at, ()):
            value = combine(pattern, parts)
            if value is not None:
                yield last, value.merge(pattern.set)

    def sequence(
        self, elements: tuple[Element, ...], index: int, at: int, parts: tuple[tuple[str | None, Value], ...]
    ) -> Iterator[tuple[int, tuple[tuple[str | None, Value], ...]]]:
        if index == len(elements):
            if parts:
                yield at, parts
            return
        element = elements[index]
        if element.look is not None:
            if self.looks(element, at):
                yield from self.sequence(elements, index + 1, at, parts)
            return
        for last, value in self.element(element, at, bool(parts)):
            yield from self.sequence(elements, index + 1, last, (*parts, (element.label, value)))
        if element.optional:
            yield from self.sequence(elements, index + 1, at, parts)

    def element(self, element: Element, at: int, inside: bool) -> Iterator[tuple[int, Value]]:
        if at >= len(self.words) or (inside and self.words[at].breaks):
            return
        for name in element.names:
            for last, value, flags in self.symbol(name, at):
                if element.required <= flags and not element.forbidden & flags:
                    yield last, value

    def looks(self, element: Element, at: int) -> bool:
        """Whether a word of `element` stands just before `at`, or begins there."""
        here = at - 1 if "<" in (element.look or "") else at
        inside = 0 <= here < len(self.words) and not (here == at and self.words[at].breaks)
        there = inside and any(
            r.category in element.names
            and (here == at or r.last == at)
            and element.required <= r.flags
            and not element.forbidden & r.flags
            for r in self.read(here)
        )
        return there != (element.look or "").startswith("!")

    def symbol(self, name: str, at: int) -> tuple[tuple[int, Value, frozenset[str]], ...]:
        key = (name, at)
        if key in self.memory:
            return self.memory[key]
        if name in self.grammar.symbols:
            results = tuple(
                (last, value, self.flags(at))
                for pattern in self.able(name, at)
                for last, value in self.match(pattern, at)
            )
        else:
            results = tuple((r.last, r.value, r.flags) for r in self.read(at) if r.category == name)
        self.memory[key] = results
        return results

    def flags(self, at: int) -> frozenset[str]:
        """The clitics of a symbol's first word: those of its reading with the most."""
        return max((r.flags for r in self.read(at)), key=lambda f: (len(f), sorted(f)), default=frozenset())


def combine(pattern: Pattern, parts: tuple[tuple[str | None, Value], ...]) -> Value | None:
    """The value of a pattern's parts, or None when they do not fit together."""
    if pattern.action == "sum":
        return Value(number=sum(part.number or 0 for _, part in parts))
    if pattern.action in ("range", "between"):
        ends = [part for label, part in parts if label in ("a", "b")]
        rest = Value()
        for label, part in parts:
            if label not in ("a", "b", "hide"):
                rest = rest.merge(part)
        return join_range(ends[0], ends[1], rest)
    value = Value()
    for label, part in parts:
        if label != "hide":
            value = value.merge(part)
    return value


def join_range(first: Value, last: Value, rest: Value) -> Value | None:
    """`first` to `last`: each end takes from `rest` and from the other the larger units that it does not say itself."""
    missing = {n: v for n in ("month", "year", "calendar") if (v := getattr(rest, n)) is not None}
    last = replace(last, **{n: v for n, v in missing.items() if getattr(last, n) is None})
    larger = ("year",) if first.month is not None else ("month", "year") if first.day is not None else ()
    given = {n: v for n in larger if getattr(first, n) is None and (v := getattr(last, n)) is not None}
    first = replace(first, **given)
    if first.number is not None and first.kind is None:
        return None
    return replace(first, kind=first.kind or rest.kind, until=replace(last, kind=last.kind or first.kind or rest.kind))


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
    known = lexicon.categories | set(symbols)
    for element in elements:
        for name in element.names:
            if not name.startswith("'") and name not in known:
                raise PackError(f"{where}: unknown name {name!r} in a pattern")
    return Grammar(lexicon, symbols, _first_words(symbols))


def _first_words(symbols: Mapping[str, tuple[Pattern, ...]]) -> dict[Pattern, frozenset[str]]:
    """The categories with which each pattern can begin, to a fixed point."""
    first: dict[Pattern, frozenset[str]] = {p: frozenset() for patterns in symbols.values() for p in patterns}
    changed = True
    while changed:
        changed = False
        for pattern in first:
            begins: set[str] = set()
            for element in pattern.elements:
                if element.look is not None:
                    continue
                for name in element.names:
                    begins |= frozenset().union(*(first[p] for p in symbols[name])) if name in symbols else {name}
                if not element.optional:
                    break
            if begins != first[pattern]:
                first[pattern], changed = frozenset(begins), True
    return first


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
    return Pattern(elements, read_value(given, f"{where}: {line!r}"), action, left.strip())


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
