"""Walks the trees of a grammar over the words of a text.

Recursive descent with memory (Ford, Packrat parsing, 2002), all alternatives kept, the longest taken. A word that can begin nothing is passed
over by one look-up; elsewhere a branch is entered only when the word there can begin it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.times.grammar import Grammar
from dragoman.extract.times.stretches import Match
from dragoman.extract.times.trees import Branch, Edge, Pattern
from dragoman.extract.times.values import Fields, Value, value_of
from dragoman.extract.times.words import Words

LEAD = 6  # words: so soon an expression says what makes it one
Parts = tuple[tuple[str | None, Fields], ...]
Result = tuple[int, Fields, frozenset[str]]  # the word behind the match, what it says, the clitics of its first word
End = tuple[int, int, Pattern, Fields]  # the word behind the match, the rank of its pattern, the pattern, what it says


@dataclass(frozen=True, slots=True)
class Found:
    """Words [first, last) say `value`, by the pattern `rule`."""

    first: int
    last: int
    value: Value
    rule: str


def scan(grammar: Grammar, words: Words) -> list[Found]:
    """The longest match of the symbol `time` at every place, from left to right, without overlaps.

    Args:
        grammar: of the language.
        words: of the text, in order.
    """
    return Scanner(grammar, words).scan()


class Scanner:
    """One pass over the words of a text. `low` and `far` are the first and the last word that were looked at since they were set."""

    __slots__ = (
        "breaks",
        "codes",
        "count",
        "far",
        "low",
        "masks",
        "memory",
        "readings",
        "roots",
        "seconds",
        "starts",
        "stretches",
        "telling",
        "time",
    )

    def __init__(self, grammar: Grammar, words: Words) -> None:
        self.count = len(words)
        self.roots, self.starts = grammar.trees.roots, grammar.trees.masks
        self.time = grammar.trees.numbers["time"]
        self.telling, self.seconds = grammar.trees.telling, grammar.trees.seconds
        self.stretches = grammar.stretches
        self.readings = grammar.lexicon.read_all(words)
        self.masks = [r.mask for r in self.readings]
        self.breaks = words.breaks
        self.codes = [r.code for r in self.readings]
        for at in words.breaks:
            if at < self.count:
                self.codes[at] = ~self.codes[at]
        self.memory: dict[tuple[int, int], tuple[list[Result], int, int]] = {}
        self.low = self.far = 0

    def scan(self) -> list[Found]:
        found: list[Found] = []
        first, free, telling = self.starts[self.time], 0, self.telling
        masks = self.masks
        for at, mask in enumerate(masks):
            if mask & first and at >= free:
                if not mask & telling and not any(m & telling for m in masks[at + 1 : at + LEAD]):
                    continue
                best = self.best(at)
                if best is not None:
                    length, value, rule = best
                    free = at + length
                    found.append(Found(at, free, value, rule))
        return found

    def best(self, at: int) -> Match | None:
        """The longest match at `at`, of several the one whose pattern is written first; remembered by what was looked at to find it."""
        known = self.stretches.find(self.codes, at)
        if known is not None:
            return known[0]
        self.low = self.far = at
        match = self.match(at) if self.may_begin(self.time, at) else None
        self.stretches.keep(self.codes, at, self.low, self.far, match)
        return match

    def match(self, at: int) -> Match | None:
        ends: list[End] = []
        self.walk(self.roots[self.time], at, (), ends)
        if not ends:
            return None
        last, _, pattern, fields = min(ends, key=_length_and_rank)
        return last - at, value_of(fields), pattern.written

    def walk(self, node: Branch, at: int, parts: Parts, ends: list[End]) -> None:
        """All ends of patterns that are at `node` when the words up to `at` are read as `parts`."""
        if node.ends and parts:
            for rank, pattern in node.ends:
                fields = combine(pattern, parts)
                if fields is not None:
                    ends.append((at, rank, pattern, fields))
        for look in node.looks:
            if self.looks(look, at):
                self.walk(look.node, at, parts, ends)
        if not node.edges:
            return
        if at > self.far:
            self.far = at
        if at >= self.count or (parts and at in self.breaks):
            return
        for edge in node.edges_for(self.masks[at]):
            label, further, required, forbidden = edge.label, edge.node, edge.required, edge.forbidden
            for last, fields, flags in self.step(edge, at):
                if required <= flags and not forbidden & flags:
                    self.walk(further, last, (*parts, (label, fields)), ends)

    def step(self, edge: Edge, at: int) -> list[Result]:
        """What an edge reads at `at`."""
        if len(edge.symbols) == 1 and not edge.categories:
            return self.symbol(edge.symbols[0], at)
        results: list[Result] = []
        for symbol in edge.symbols:
            results += self.symbol(symbol, at)
        categories = edge.categories
        if categories:
            for length, category, fields, flags in self.readings[at].all:
                if category in categories:
                    results.append((at + length, fields, flags))
        return results

    def symbol(self, symbol: int, at: int) -> list[Result]:
        """What a symbol reads at `at`."""
        if not self.starts[symbol] & self.masks[at]:
            return []
        known = self.memory.get((symbol, at))
        if known is None:
            low, far = self.low, self.far
            self.low = self.far = at
            known = self.memory[symbol, at] = (self.read_symbol(symbol, at), self.low, self.far)
            self.low, self.far = low, far
        results, low, far = known
        if low < self.low:
            self.low = low
        if far > self.far:
            self.far = far
        return results

    def read_symbol(self, symbol: int, at: int) -> list[Result]:
        if not self.may_begin(symbol, at):
            return []
        ends: list[End] = []
        self.walk(self.roots[symbol], at, (), ends)
        if len(ends) > 1:
            ends.sort(key=_rank)
        flags = self.readings[at].flags
        return [(last, fields, flags) for last, _, _, fields in ends]

    def may_begin(self, symbol: int, at: int) -> bool:
        """Whether the word at `at` and the one behind it can begin a symbol."""
        seconds, masks = self.seconds[symbol], self.masks
        for length, category, _, _ in self.readings[at].all:
            follow = seconds.get(category)
            if follow is None:
                continue
            if follow[1]:
                return True
            behind = at + length
            if behind > self.far:
                self.far = behind
            if behind < self.count and masks[behind] & follow[0]:
                return True
        return False

    def looks(self, edge: Edge, at: int) -> bool:
        """Whether a word of the element stands just before `at`, or begins there."""
        here = at - 1 if edge.backwards else at
        if here > self.far:
            self.far = here
        elif here < self.low:
            self.low = here
        there = (
            0 <= here < self.count
            and self.masks[here] & edge.mask != 0
            and not (here == at and at in self.breaks)
            and any(
                category in edge.categories
                and (here == at or length == 1)
                and edge.required <= flags
                and not edge.forbidden & flags
                for length, category, _, flags in self.readings[here].all
            )
        )
        return there != edge.negated


def _rank(end: End) -> int:
    return end[1]


def _length_and_rank(end: End) -> tuple[int, int]:
    return -end[0], end[1]


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
        total = sum(float(str(part.get("number") or 0)) for _, part in parts)
        return {**{n: v for _, part in parts for n, v in part.items()}, "number": total, **pattern.set}
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
