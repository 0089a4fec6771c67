"""Walks the trees of a grammar over the words of a text.

Recursive descent with memory (Ford, Packrat parsing, 2002), all alternatives kept, the longest taken. A word that can begin nothing is passed
over by one look-up; elsewhere a branch is entered only when the word there can begin it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.times.grammar import Grammar
from dragoman.extract.times.lexicon import Reading
from dragoman.extract.times.trees import Branch, Edge, Pattern
from dragoman.extract.times.values import Fields, Value, value_of
from dragoman.extract.times.words import Word

Parts = tuple[tuple[str | None, Fields], ...]
Result = tuple[int, Fields, frozenset[str]]  # the word behind the match, what it says, the clitics of its first word
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """Words [first, last) say `value`, by the pattern `rule`."""

    first: int
    last: int
    value: Value
    rule: str


def scan(grammar: Grammar, words: Sequence[Word]) -> list[Found]:
    """The longest match of the symbol `time` at every place, from left to right, without overlaps.

    Args:
        grammar: of the language.
        words: of the text, in order.
    """
    return Scanner(grammar, words).scan()


class Scanner:
    """One pass over the words of a text."""

    __slots__ = ("breaks", "count", "lexicon", "masks", "memory", "readings", "roots", "starts", "time", "words")

    def __init__(self, grammar: Grammar, words: Sequence[Word]) -> None:
        self.lexicon = grammar.lexicon
        self.roots, self.starts = grammar.trees.roots, grammar.trees.masks
        self.time = grammar.trees.numbers["time"]
        self.words, self.count = words, len(words)
        self.breaks = [w.breaks for w in words]
        self.readings: list[tuple[Reading, ...] | None] = [None] * self.count
        self.masks = [0] * self.count
        self.memory: dict[tuple[int, int], list[Result]] = {}

    def scan(self) -> list[Found]:
        found: list[Found] = []
        at, first = 0, self.starts[self.time]
        while at < self.count:
            best = self.best(at) if self.mask(at) & first else None
            if best is not None:
                found.append(best)
                at = best.last
            else:
                at += 1
        return found

    def best(self, at: int) -> Found | None:
        """The longest match at `at`, of several the one whose pattern is written first."""
        ends: list[tuple[int, int, Pattern, Fields]] = []
        self.walk(self.roots[self.time], at, at, (), ends)
        if not ends:
            return None
        last, _, pattern, fields = min(ends, key=lambda e: (-e[0], e[1]))
        return Found(at, last, value_of(fields), pattern.written)

    def mask(self, at: int) -> int:
        """The categories of the readings at `at`, one bit each."""
        if self.readings[at] is None:
            readings = self.lexicon.read(self.words, at)
            self.readings[at] = readings
            mask = 0
            for reading in readings:
                mask |= 1 << reading.category
            self.masks[at] = mask
        return self.masks[at]

    def read(self, at: int) -> tuple[Reading, ...]:
        self.mask(at)
        return self.readings[at] or ()

    def walk(
        self, node: Branch, first: int, at: int, parts: Parts, ends: list[tuple[int, int, Pattern, Fields]]
    ) -> None:
        """All ends of patterns that begin at `first` and are at `node` with what is read up to `at`."""
        if parts:
            for rank, pattern in node.ends:
                fields = combine(pattern, parts)
                if fields is not None:
                    ends.append((at, rank, pattern, fields))
        for look in node.looks:
            if self.looks(look, at):
                self.walk(look.node, first, at, parts, ends)
        if at >= self.count or (parts and self.breaks[at]) or not node.edges:
            return
        here = self.mask(at)
        for edge in node.edges:
            if edge.mask & here:
                label, further = edge.element.label, edge.node
                for last, fields, flags in self.step(edge, at):
                    if edge.free or (edge.element.required <= flags and not edge.element.forbidden & flags):
                        self.walk(further, first, last, (*parts, (label, fields)), ends)

    def step(self, edge: Edge, at: int) -> list[Result]:
        """What an edge reads at `at`."""
        results: list[Result] = []
        for symbol in edge.symbols:
            results += self.symbol(symbol, at)
        if edge.categories:
            for reading in self.read(at):
                if reading.category in edge.categories:
                    results.append((reading.last, reading.fields, reading.flags))
        return results

    def symbol(self, symbol: int, at: int) -> list[Result]:
        """What a symbol reads at `at`."""
        if not self.starts[symbol] & self.mask(at):
            return []
        key = (symbol, at)
        known = self.memory.get(key)
        if known is None:
            ends: list[tuple[int, int, Pattern, Fields]] = []
            self.walk(self.roots[symbol], at, at, (), ends)
            flags = self.flags(at)
            ends.sort(key=_rank)
            known = self.memory[key] = [(last, fields, flags) for last, _, _, fields in ends]
        return known

    def looks(self, edge: Edge, at: int) -> bool:
        """Whether a word of the element stands just before `at`, or begins there."""
        look = edge.element.look or ""
        here = at - 1 if "<" in look else at
        there = (
            0 <= here < self.count
            and not (here == at and self.breaks[at])
            and self.mask(here) & edge.mask != 0
            and any(
                r.category in edge.categories
                and (here == at or r.last == at)
                and edge.element.required <= r.flags
                and not edge.element.forbidden & r.flags
                for r in self.read(here)
            )
        )
        return there != look.startswith("!")

    def flags(self, at: int) -> frozenset[str]:
        """The clitics of a symbol's first word: those of its reading with the most."""
        best = NONE
        for reading in self.read(at):
            if reading.flags and (len(reading.flags), sorted(reading.flags)) > (len(best), sorted(best)):
                best = reading.flags
        return best


def _rank(end: tuple[int, int, Pattern, Fields]) -> int:
    return end[1]


def combine(pattern: Pattern, parts: Parts) -> Fields | None:
    """What a pattern's parts say together, or None when they do not fit."""
    if pattern.action is None:
        if len(parts) == 1 and not pattern.set and parts[0][0] != "hide":
            return parts[0][1]
        fields: dict[str, object] = {}
        for label, part in parts:
            if label != "hide":
                fields.update(part)
        fields.update(pattern.set)
        return fields
    if pattern.action == "sum":
        return {"number": sum(float(str(part.get("number") or 0)) for _, part in parts)}
    ends = [part for label, part in parts if label in ("a", "b")]
    rest: dict[str, object] = {}
    for label, part in parts:
        if label not in ("a", "b", "hide"):
            rest.update(part)
    joined = join_range(ends[0], ends[1], rest)
    return None if joined is None else {**joined, **pattern.set}


def join_range(first: Fields, last: Fields, rest: Fields) -> Fields | None:
    """`first` to `last`: each end takes from `rest` and from the other the larger units that it does not say itself."""
    end = {**{n: rest[n] for n in ("month", "year", "calendar") if n in rest}, **last}
    larger = ("year",) if "month" in first else ("month", "year") if "day" in first else ()
    start = {**{n: end[n] for n in larger if n in end}, **first}
    if "number" in start and "kind" not in start:
        return None
    kind = start.get("kind") or rest.get("kind")
    end_kind = last.get("kind") or first.get("kind") or rest.get("kind")
    return {**start, **({"kind": kind} if kind else {}), "until": {**end, **({"kind": end_kind} if end_kind else {})}}
