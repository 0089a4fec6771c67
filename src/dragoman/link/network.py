"""A Simple Temporal Network over days (Dechter, Meiri & Pearl, Temporal constraint networks, Artificial Intelligence 49, 1991).

Variables are days (of an event, of a publication); a constraint says by how many days one may follow another. The network stays consistent:
a constraint that cannot be true together with those before it is refused, and the constraints that stand against it are given back.
New constraints are propagated incrementally (Cotton & Maler, Fast and flexible difference constraint propagation for DPLL(T), SAT 2006);
bounds are shortest paths (Dijkstra over Johnson's reduced lengths).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush

from dragoman.model import Interval

ORIGIN = ""  # the day before 1 January of year 1: a variable's distance from it is its date's ordinal


@dataclass(frozen=True, slots=True)
class Constraint:
    """`least` <= `second` - `first` <= `most`, in days; None is open on that side. `label` says which words ask for it."""

    first: str
    second: str
    least: int | None
    most: int | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Constraints that cannot all be true, though all but any one of them can; the refused one first, then along the cycle."""

    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days that a variable may have, and the labels of the constraints that give its first and its last day."""

    interval: Interval
    first_because: tuple[str, ...]
    last_because: tuple[str, ...]


class TimeNetwork:
    """Days and the distances between them; always consistent.

    >>> network = TimeNetwork()
    >>> network.add(between("meeting", Interval(date(2025, 10, 8), date(2025, 10, 9)), "Wednesday"))
    >>> network.add(Constraint("meeting", "signing", 1, 1, "a day before the signing"))
    >>> network.interval("signing")
    Interval(start=datetime.date(2025, 10, 9), end=datetime.date(2025, 10, 10))
    """

    def __init__(self, constraints: Iterable[Constraint] = ()) -> None:
        self._index: dict[str, int] = {ORIGIN: 0}
        self._potential: list[int] = [0]
        self._next: list[list[tuple[int, int, Constraint]]] = [[]]  # edges out of a node: (node, length, constraint)
        self._last: list[list[tuple[int, int, Constraint]]] = [[]]  # edges into it
        self._paths: dict[bool, tuple[list[int | None], list[tuple[int, Constraint] | None]]] = {}
        for constraint in constraints:
            self.add(constraint)

    def __len__(self) -> int:
        return len(self._index) - 1

    def add(self, constraint: Constraint) -> Contradiction | None:
        """Take in a constraint.

        Args:
            constraint: between two variables, which need not be known before.

        Returns:
            None; or, when it cannot be true together with the others, a minimal set of constraints that shows so. It is then
            left out, and the network is as before.
        """
        first, second = self._node(constraint.first), self._node(constraint.second)
        edges = []
        if constraint.most is not None:
            edges.append((first, second, constraint.most))
        if constraint.least is not None:
            edges.append((second, first, -constraint.least))
        for done, (tail, head, length) in enumerate(edges):
            cycle = self._insert(tail, head, length, constraint)
            if cycle is not None:
                if done:
                    self._remove(*edges[0][:2], constraint)
                return Contradiction(tuple(dict.fromkeys((constraint, *cycle))))
        self._paths.clear()
        return None

    def interval(self, variable: str) -> Interval:
        """The days that all constraints together leave to `variable`; open where nothing bounds it."""
        return self.bounds(variable).interval

    def bounds(self, variable: str) -> Bounds:
        """The days left to `variable`, and which words bound them."""
        node = self._index.get(variable)
        if node is None:
            return Bounds(Interval(None, None), (), ())
        last, last_because = self._distance(node, forward=True)
        first, first_because = self._distance(node, forward=False)
        interval = Interval(_day(None if first is None else -first), _day(last))
        return Bounds(interval, first_because, last_because)

    def _node(self, variable: str) -> int:
        node = self._index.get(variable)
        if node is None:
            node = self._index[variable] = len(self._potential)
            self._potential.append(0)
            self._next.append([])
            self._last.append([])
        return node

    def _insert(self, tail: int, head: int, length: int, constraint: Constraint) -> list[Constraint] | None:
        """Add an edge; the constraints of the negative cycle that it would close, or None."""
        potential = self._potential
        slack = potential[tail] + length - potential[head]
        if tail == head:
            return [] if length < 0 else None
        if slack < 0:
            changed: dict[int, int] = {}
            best = {head: slack}
            came: dict[int, tuple[int, Constraint]] = {}
            heap = [(slack, head)]
            while heap:
                gain, node = heappop(heap)
                if node in changed or best[node] != gain:
                    continue
                if node == tail:
                    return _walk_back(tail, head, came)
                changed[node] = potential[node] + gain
                for target, edge, why in self._next[node]:
                    if target not in changed:
                        further = changed[node] + edge - potential[target]
                        if further < best.get(target, 0):
                            best[target] = further
                            came[target] = (node, why)
                            heappush(heap, (further, target))
            for node, value in changed.items():
                potential[node] = value
        self._next[tail].append((head, length, constraint))
        self._last[head].append((tail, length, constraint))
        return None

    def _remove(self, tail: int, head: int, constraint: Constraint) -> None:
        self._next[tail] = [e for e in self._next[tail] if e[2] is not constraint]
        self._last[head] = [e for e in self._last[head] if e[2] is not constraint]

    def _distance(self, node: int, forward: bool) -> tuple[int | None, tuple[str, ...]]:
        """Length of the shortest path from (or to) the origin, and the labels on it."""
        if forward not in self._paths:
            self._paths[forward] = self._shortest(forward)
        lengths, came = self._paths[forward]
        if node >= len(lengths) or lengths[node] is None:
            return None, ()
        labels: list[str] = []
        at = node
        while (step := came[at]) is not None:
            at, constraint = step
            labels.append(constraint.label)
        return lengths[node], tuple(dict.fromkeys(label for label in reversed(labels) if label))

    def _shortest(self, forward: bool) -> tuple[list[int | None], list[tuple[int, Constraint] | None]]:
        """Dijkstra from the origin over reduced lengths, along edges or against them."""
        potential, edges = self._potential, self._next if forward else self._last
        sign = 1 if forward else -1
        lengths: list[int | None] = [None] * len(potential)
        came: list[tuple[int, Constraint] | None] = [None] * len(potential)
        reduced: list[int | None] = [None] * len(potential)
        reduced[0] = 0
        heap = [(0, 0)]
        while heap:
            distance, node = heappop(heap)
            if lengths[node] is not None:
                continue
            lengths[node] = distance + sign * (potential[node] - potential[0])
            for target, edge, why in edges[node]:
                if lengths[target] is None:
                    further = distance + edge + sign * (potential[node] - potential[target])
                    known = reduced[target]
                    if known is None or further < known:
                        reduced[target] = further
                        came[target] = (node, why)
                        heappush(heap, (further, target))
        return lengths, came


def _walk_back(tail: int, head: int, came: dict[int, tuple[int, Constraint]]) -> list[Constraint]:
    """The constraints on the path from `head` to `tail`."""
    path: list[Constraint] = []
    node = tail
    while node != head:
        node, constraint = came[node]
        path.append(constraint)
    return path[::-1]


def _day(number: int | None) -> date | None:
    if number is None or not 1 <= number <= date.max.toordinal():
        return None
    return date.fromordinal(number)


def between(variable: str, interval: Interval, label: str = "") -> Constraint:
    """The constraint that `variable` is one of the days of `interval`."""
    start = None if interval.start is None else interval.start.toordinal()
    end = None if interval.end is None else interval.end.toordinal()
    return Constraint(ORIGIN, variable, start, end, label)
