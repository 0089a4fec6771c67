"""What it costs to take one sound for another, to leave one out, or to write one as two: by hand for any scripts, learned between two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from dragoman.errors import PackError
from dragoman.link.names.tables import read_table

# (sounds of the first word, sounds of the second, where): ("", x, w) and (x, "", w) leave one out at the start, inside or at the end of a word;
# (x, y, END) takes a last sound for a last one.
Operation = tuple[str, str, str]
START, INSIDE, END = "^", "", "$"
_WHOLE = 1.0
# The order in which a pair of scripts is learned.
ORDER = ("latin", "hebrew", "arabic")


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """The costs of operations; what is not listed costs 1. `changes` are those that were learned."""

    listed: Mapping[Operation, float]
    changes: Mapping[Operation, float] = field(default_factory=dict)
    kept: dict[tuple[str, bool], list[float]] = field(default_factory=dict)

    def of(self, operation: Operation) -> float:
        """What one operation costs."""
        cost = self.listed.get(operation)
        if cost is None and operation[0] and operation[1]:
            cost = self.listed.get((operation[0], operation[1], INSIDE))
        return _WHOLE if cost is None else cost

    def without(self, sounds: str, first: bool) -> list[float]:
        """What it costs to leave each sound out of the first or of the second word."""
        known = self.kept.get((sounds, first))
        if known is not None:
            return known
        last = len(sounds) - 1
        costs: list[float] = []
        for i, sound in enumerate(sounds):
            where = END if i == last else START if i == 0 else INSIDE
            costs.append(self.of((sound, "", where) if first else ("", sound, where)))
        self.kept[sounds, first] = costs
        return costs

    def changed(self, changes: Mapping[Operation, float]) -> Costs:
        """These costs with some of them replaced."""
        return Costs({**self.listed, **changes}, {**self.changes, **changes})

    def turned(self) -> Costs:
        """The costs with the second word first."""
        return Costs({(b, a, where): cost for (a, b, where), cost in self.listed.items()})


@cache
def confusions() -> Costs:
    """The costs between any two scripts.

    Raises:
        PackError: the file is missing or breaks its format.
    """
    data = read_table("confusions.yaml")
    listed: dict[Operation, float] = {}
    weak = {sound: float(cost) for sound, cost in data["drop"].items()}
    # Two weak sounds that stand for each other, as if each had been left out.
    listed |= {(a, b, INSIDE): min(_WHOLE, weak[a] + weak[b]) for a in weak for b in weak if a != b}
    for first, second, cost in data["substitute"]:
        listed[first, second, INSIDE] = listed[second, first, INSIDE] = float(cost)
    for first, second, cost in data["final_substitute"]:
        listed[first, second, END] = listed[second, first, END] = float(cost)
    for one, two, cost in data["expand"]:
        listed[one, two, INSIDE] = listed[two, one, INSIDE] = float(cost)
    for sound, cost in data["drop"].items():
        for where in (START, INSIDE, END):
            kept = float(data["final"].get(sound, cost)) if where == END else float(cost)
            listed[sound, "", where] = listed["", sound, where] = kept
    return Costs(listed)


@cache
def costs_between(first: str, second: str) -> Costs:
    """The costs between words of two scripts (their names), the first word's first."""
    if first and second and first != second and ORDER.index(first) > ORDER.index(second):
        return costs_between(second, first).turned()
    return confusions().changed(_learned().get(f"{first}-{second}", {}))


@cache
def _learned() -> Mapping[str, Mapping[Operation, float]]:
    try:
        table: Mapping[str, Iterable[tuple[str, str, str, float]]] = read_table("learned.yaml")
        return {kind: {(a, b, where): float(cost) for a, b, where, cost in rows} for kind, rows in table.items()}
    except (TypeError, ValueError, AttributeError) as error:
        raise PackError(f"link/names/learned.yaml: {error!r}") from error
