"""Patterns of one symbol as a tree of elements: what several patterns begin with is looked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dragoman.extract.times.values import Fields

PLAIN = 60  # plain categories that are tried
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
    set: Fields
    action: str | None
    written: str


@dataclass(slots=True)
class Edge:
    """An element and what may follow it. `mask` has the bit of each category with which the element can begin; `symbols` are the numbers of
    the symbols among its names, `categories` those of its other names."""

    element: Element
    mask: int
    symbols: tuple[int, ...]
    categories: frozenset[int]
    node: Branch
    label: str | None
    required: frozenset[str]
    forbidden: frozenset[str]
    backwards: bool
    negated: bool


@dataclass(slots=True)
class Branch:
    """Where patterns that begin alike part: `ends` are those that are complete here, as (rank, pattern)."""

    edges: list[Edge] = field(default_factory=list)
    looks: list[Edge] = field(default_factory=list)
    ends: list[tuple[int, Pattern]] = field(default_factory=list)
    fitting: dict[int, tuple[Edge, ...]] = field(default_factory=dict)

    def edges_for(self, mask: int) -> tuple[Edge, ...]:
        """The edges that can be taken at a word with readings of the categories `mask`; remembered, for masks are few."""
        edges = self.fitting.get(mask)
        if edges is None:
            edges = self.fitting[mask] = tuple(edge for edge in self.edges if edge.mask & mask)
        return edges


Seconds = Mapping[
    int, tuple[int, bool]
]  # by category of a first word: categories that may follow it, and whether it may stand alone


@dataclass(frozen=True, slots=True)
class Trees:
    """The tree of each symbol, by its number, and the categories with which it can begin, as a mask; `telling` are the categories of which every
    expression has one ("in the" begins many and is none); `seconds` what may follow the first word of each symbol."""

    roots: tuple[Branch, ...]
    masks: tuple[int, ...]
    numbers: Mapping[str, int]
    telling: int
    seconds: tuple[Seconds, ...]


def grow_trees(
    symbols: Mapping[str, Sequence[Pattern]], categories: Mapping[str, int], plain: Set[str] = frozenset()
) -> Trees:
    """The trees of a grammar.

    Args:
        symbols: patterns by the name of their symbol.
        categories: the number of each category of the lexicon.
        plain: categories of words that say nothing by themselves.
    """
    numbers = {name: number for number, name in enumerate(symbols)}
    masks = _first_masks(symbols, categories)
    roots = []
    for patterns in symbols.values():
        root = Branch()
        rank = 0
        for pattern in patterns:
            for variant in _variants(pattern.elements):
                _grow(root, variant, (rank, pattern), numbers, masks, categories)
                rank += 1
        roots.append(root)
    return Trees(
        tuple(roots),
        tuple(masks[name] for name in symbols),
        numbers,
        _telling(symbols, categories, plain),
        find_seconds(symbols, masks, categories),
    )


def find_seconds(
    symbols: Mapping[str, Sequence[Pattern]], masks: Mapping[str, int], categories: Mapping[str, int]
) -> tuple[Seconds, ...]:
    """What may come second in each symbol, by the category of its first word, to a fixed point."""
    lines: dict[str, set[tuple[tuple[str, ...], int, bool]]] = {name: set() for name in symbols}
    for (
        name,
        patterns,
    ) in symbols.items():  # each pattern written out: the names that begin it, and what may follow them
        for pattern in patterns:
            for variant in _variants(tuple(e for e in pattern.elements if e.look is None)):
                if variant:
                    mask = _begins(variant[1:2], masks, categories)
                    lines[name].add((variant[0].names, mask, len(variant) == 1))
    found: dict[str, dict[int, tuple[int, bool]]] = {name: {} for name in symbols}
    changed = True
    while changed:
        changed = False
        for name, table in found.items():
            for names, mask, ends in sorted(lines[name]):
                for first in names:
                    below = found[first].items() if first in found else [(categories[first], (0, True))]
                    for category, (inner, whole) in list(below):
                        old = table.get(category, (0, False))
                        new = (old[0] | inner | (mask if whole else 0), old[1] or (whole and ends))
                        if new != old or category not in table:
                            table[category], changed = new, True
    return tuple(found.values())


def _begins(elements: Sequence[Element], masks: Mapping[str, int], categories: Mapping[str, int]) -> int:
    """The categories with which one of the elements can begin, as a mask."""
    mask = 0
    for element in elements:
        for name in element.names:
            mask |= masks[name] if name in masks else 1 << categories[name]
    return mask


def _telling(symbols: Mapping[str, Sequence[Pattern]], categories: Mapping[str, int], plain: Set[str]) -> int:
    """All categories but those of the `plain` ones, the most used first, of which no expression can be made without others."""
    uses = Counter(
        n for patterns in symbols.values() for p in patterns for e in p.elements for n in e.names if n in plain
    )
    silent: set[str] = set()
    for name, _ in sorted(uses.items(), key=lambda u: (-u[1], u[0]))[:PLAIN]:
        if "time" not in _made_of({*silent, name}, symbols):
            silent.add(name)
    return sum(1 << number for name, number in categories.items() if name not in silent)


def _made_of(words: Set[str], symbols: Mapping[str, Sequence[Pattern]]) -> set[str]:
    """The symbols that can be written with words of these categories alone."""
    made: set[str] = set()
    grown = True
    while grown:
        grown = False
        for name, patterns in symbols.items():
            if name not in made and any(
                all(e.optional or e.look or any(n in words or n in made for n in e.names) for e in p.elements)
                for p in patterns
            ):
                made.add(name)
                grown = True
    return made


def _variants(elements: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """The ways to write a pattern out, with and without each element that may be missing."""
    if not elements:
        yield ()
        return
    for rest in _variants(elements[1:]):
        yield (elements[0], *rest)
    if elements[0].optional:
        yield from _variants(elements[1:])


def _grow(
    root: Branch,
    variant: Sequence[Element],
    end: tuple[int, Pattern],
    numbers: Mapping[str, int],
    masks: Mapping[str, int],
    categories: Mapping[str, int],
) -> None:
    node = root
    for element in variant:
        edges = node.edges if element.look is None else node.looks
        plain = Element(element.names, element.label, element.required, element.forbidden, False, element.look)
        edge = next((e for e in edges if e.element == plain), None)
        if edge is None:
            mask = 0
            for name in element.names:
                mask |= masks.get(name) or 1 << categories[name]
            edge = Edge(
                plain,
                mask,
                tuple(numbers[n] for n in element.names if n in numbers),
                frozenset(categories[n] for n in element.names if n not in numbers),
                Branch(),
                element.label,
                element.required,
                element.forbidden,
                "<" in (element.look or ""),
                (element.look or "").startswith("!"),
            )
            edges.append(edge)
        node = edge.node
    if all(pattern is not end[1] for _, pattern in node.ends):
        node.ends.append(end)


def _first_masks(symbols: Mapping[str, Sequence[Pattern]], categories: Mapping[str, int]) -> dict[str, int]:
    """The categories with which each symbol can begin, to a fixed point."""
    masks = dict.fromkeys(symbols, 0)
    changed = True
    while changed:
        changed = False
        for name, patterns in symbols.items():
            begins = masks[name]
            for pattern in patterns:
                for element in pattern.elements:
                    if element.look is not None:
                        continue
                    for other in element.names:
                        begins |= masks[other] if other in symbols else 1 << categories[other]
                    if not element.optional:
                        break
            if begins != masks[name]:
                masks[name], changed = begins, True
    return masks
