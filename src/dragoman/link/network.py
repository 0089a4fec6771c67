"""A Simple Temporal Network over days (Dechter, Meiri & Pearl, Temporal constraint networks, Artificial Intelligence 49, 1991).

Variables are days (of an event, of a publication); a constraint says by how many days one may follow another. The network stays consistent:
a constraint that cannot be true together with those before it is refused, and the constraints that stand against it are given back.

The calendar is no node: what bounds a variable is kept beside it, as the exact first and last day that all constraints leave it, with the
constraint that gave each. So a contradiction with the calendar, which most are, is seen by one comparison, and nothing is searched through the
one node to which all others are tied. What remains, cycles of distances alone, is searched for along reduced lengths (Cotton & Maler, Fast and
flexible difference constraint propagation for DPLL(T), SAT 2006). Days spread by Dijkstra's algorithm over the same lengths, only as far as they change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush

from dragoman.model import Interval

ORIGIN = ""  # the day before 1 January of year 1: a variable's distance from it is its date's ordinal
FAR = 10**12  # days: farther than any


@dataclass(frozen=True, slots=True)
class Constraint:
    """`least` <= `second` - `first` <= `most`, in days; None is open on that side. `label` says which words ask for it."""

    first: str
    second: str
    least: int | None
    most: int | None
    label: str = ""


Edge = tuple[int, int, Constraint]  # the variable at its other end, its length in days, what asks for it


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
        self._index: dict[str, int] = {}
        self._potential: list[int] = []  # of each variable a day, such that all distances hold
        self._group: list[list[int]] = []  # of each variable, those to which distances tie it
        self._next: list[list[Edge]] = []  # edges out of a variable
        self._last: list[list[Edge]] = []  # edges into it
        self._end = Side(1, self._next)
        self._start = Side(-1, self._last)
        for constraint in constraints:
            self.add(constraint)

    def __len__(self) -> int:
        return len(self._index)

    def add(self, constraint: Constraint) -> Contradiction | None:
        """Take in a constraint.

        Args:
            constraint: between two variables, which need not be known before.

        Returns:
            None; or, when it cannot be true together with the others, a minimal set of constraints that shows so. It is then
            left out, and the network is as before.
        """
        against = self._add(constraint)
        return None if against is None else Contradiction(tuple(dict.fromkeys((constraint, *against))))

    def interval(self, variable: str) -> Interval:
        """The days that all constraints together leave to `variable`; open where nothing bounds it."""
        return self.bounds(variable).interval

    def bounds(self, variable: str) -> Bounds:
        """The days left to `variable`, and which words bound them."""
        node = self._index.get(variable)
        if node is None:
            return Bounds(Interval(None, None), (), ())
        interval = Interval(_day(self._start.day(node)), _day(self._end.day(node)))
        return Bounds(interval, _labels(self._start.path(node)), _labels(self._end.path(node)))

    def _add(self, constraint: Constraint) -> list[Constraint] | None:
        """Take in a constraint, or give back those that stand against it."""
        least, most = constraint.least, constraint.most
        if least is not None and most is not None and least > most:
            return []
        if constraint.first == constraint.second:
            return [] if (most is not None and most < 0) or (least is not None and least > 0) else None
        if constraint.second == ORIGIN:
            least, most = (None if most is None else -most), (None if least is None else -least)
            return self._bound(self._node(constraint.first), least, most, constraint)
        if constraint.first == ORIGIN:
            return self._bound(self._node(constraint.second), least, most, constraint)
        return self._join(self._node(constraint.first), self._node(constraint.second), constraint)

    def _bound(self, node: int, least: int | None, most: int | None, constraint: Constraint) -> list[Constraint] | None:
        """`node` lies between two days."""
        first, last = self._start.day(node), self._end.day(node)
        if most is not None and first is not None and most < first:
            return self._start.path(node)
        if least is not None and last is not None and least > last:
            return self._end.path(node)
        if len(self._group[node]) == 1:
            self._potential[node] = most if most is not None else least or 0
        if most is not None:
            self._end.spread(node, most, None, constraint, self._potential)
        if least is not None:
            self._start.spread(node, least, None, constraint, self._potential)
        return None

    def _join(self, first: int, second: int, constraint: Constraint) -> list[Constraint] | None:
        """Two variables lie some days apart."""
        edges = []
        if constraint.most is not None:
            edges.append((first, second, constraint.most))
        if constraint.least is not None:
            edges.append((second, first, -constraint.least))
        for tail, head, length in edges:
            end, start = self._end.day(tail), self._start.day(head)
            if end is not None and start is not None and end + length < start:
                return _without_loops([*self._start.path(head), *reversed(self._end.path(tail))], head, self._index)
        self._bring_together(first, second, constraint)
        for done, (tail, head, length) in enumerate(edges):
            cycle = self._insert(tail, head, length, constraint)
            if cycle is not None:
                if done:
                    self._remove(*edges[0][:2], constraint)
                return cycle
        for tail, head, length in edges:
            end, start = self._end.day(tail), self._start.day(head)
            if end is not None:
                self._end.spread(head, end + length, tail, constraint, self._potential)
            if start is not None:
                self._start.spread(tail, start - length, head, constraint, self._potential)
        return None

    def _bring_together(self, first: int, second: int, constraint: Constraint) -> None:
        """Move the smaller of two groups of variables that nothing ties together yet, so that it suits their first constraint."""
        group = self._group
        if group[first] is group[second]:
            return
        apart = self._potential[second] - self._potential[first]
        least, most = constraint.least, constraint.most
        if least is not None and most is not None:
            shift = (least + most) // 2 - apart  # the middle: what comes later is as often above as below
        elif most is not None:
            shift = min(0, most - apart)
        else:
            shift = 0 if least is None else max(0, least - apart)
        small, large = group[second], group[first]
        if len(large) < len(small):
            small, large, shift = large, small, -shift
        for node in small:
            self._potential[node] += shift
            group[node] = large
        large.extend(small)

    def _node(self, variable: str) -> int:
        node = self._index.get(variable)
        if node is None:
            node = self._index[variable] = len(self._potential)
            self._potential.append(0)
            self._group.append([node])
            self._next.append([])
            self._last.append([])
        return node

    def _insert(self, tail: int, head: int, length: int, constraint: Constraint) -> list[Constraint] | None:
        """Add an edge; the constraints of the negative cycle of distances that it would close, or None."""
        slack = self._potential[tail] + length - self._potential[head]
        if slack < 0:
            cycle = self._give_way(tail, head, -slack)
            if cycle is not None:
                return cycle
        self._next[tail].append((head, length, constraint))
        self._last[head].append((tail, length, constraint))
        return None

    def _give_way(self, tail: int, head: int, wanted: int) -> list[Constraint] | None:
        """Move `head` down and `tail` up by `wanted` days together, and what must follow them; the constraints that forbid it.

        Both ends search at once, the one with less before it first. A way from `head` to `tail` shorter than `wanted` forbids the move; when
        both have come so far that there can be none, each side moves by what it has looked at.
        """
        potential = self._potential
        down, up = Search(head, 1, self._next, potential), Search(tail, -1, self._last, potential)
        while down.reach + up.reach < wanted:
            here, there = (down, up) if len(down.heap) <= len(up.heap) else (up, down)
            met = here.settle(there.best, wanted)
            if met is not None:
                return _without_loops([*down.path(met), *reversed(up.path(met))], head, self._index)
        by = min(down.reach, wanted)
        for search, far in ((down, by), (up, wanted - by)):
            for node, distance in search.best.items():
                if distance < far:
                    potential[node] -= search.sign * (far - distance)
        return None

    def _remove(self, tail: int, head: int, constraint: Constraint) -> None:
        self._next[tail] = self._end.edges[tail] = [e for e in self._next[tail] if e[2] is not constraint]
        self._last[head] = self._start.edges[head] = [e for e in self._last[head] if e[2] is not constraint]


class Search:
    """Dijkstra's algorithm over reduced lengths from one end of a way, along the edges (sign 1) or against them (-1), one variable at a time."""

    def __init__(self, start: int, sign: int, edges: Sequence[Sequence[Edge]], potential: Sequence[int]) -> None:
        self.start, self.sign, self.edges, self.potential = start, sign, edges, potential
        self.best = {start: 0}
        self.came: dict[int, tuple[int, Constraint]] = {}
        self.heap = [(0, start)]

    @property
    def reach(self) -> int:
        """No variable that is nearer than this has still to be looked at."""
        return self.heap[0][0] if self.heap else FAR

    def settle(self, others: Mapping[int, int], shorter: int) -> int | None:
        """Look at the edges of the nearest variable; one to which both searches have come within `shorter`, if there is."""
        distance, node = heappop(self.heap)
        best, sign, potential = self.best, self.sign, self.potential
        if best[node] != distance:
            return None
        for target, length, why in self.edges[node]:
            further = distance + length + sign * (potential[node] - potential[target])
            if further < best.get(target, shorter):
                best[target], self.came[target] = further, (node, why)
                if further + others.get(target, shorter) < shorter:
                    return target
                heappush(self.heap, (further, target))
        return None

    def path(self, node: int) -> list[Constraint]:
        """The constraints from the start to `node`, in this order for the search along the edges."""
        path: list[Constraint] = []
        while node != self.start:
            node, constraint = self.came[node]
            path.append(constraint)
        return path[::-1]


class Side:
    """The last day of each variable (sign 1), or its first (sign -1), and what gave it. All numbers are those of the last side: a first day is
    kept as its negative, since a path from the variable to the calendar is one from the calendar against the edges."""

    def __init__(self, sign: int, edges: list[list[Edge]]) -> None:
        self.sign, self.edges = sign, edges
        self.days: dict[int, int] = {}
        self.came: dict[int, tuple[int | None, Constraint]] = {}

    def day(self, node: int) -> int | None:
        value = self.days.get(node)
        return None if value is None else self.sign * value

    def path(self, node: int) -> list[Constraint]:
        """The constraints from `node` back to the calendar."""
        steps: list[Constraint] = []
        at: int | None = node
        while at is not None and at in self.came:
            before, constraint = self.came[at]
            steps.append(constraint)
            at = before
        return steps

    def spread(self, node: int, day: int, before: int | None, constraint: Constraint, potential: Sequence[int]) -> None:
        """`node` has `day` as its bound, by `constraint` from the bound of `before` (None: of itself): hand it on as far as it tells anything."""
        days, came, edges, sign = self.days, self.came, self.edges, self.sign
        value = sign * day
        if value >= days.get(node, FAR):
            return
        days[node], came[node] = value, (before, constraint)
        heap = [(value - sign * potential[node], node)]
        while heap:
            key, at = heappop(heap)
            value = days[at]
            if key != value - sign * potential[at]:
                continue
            for target, length, why in edges[at]:
                further = value + length
                if further < days.get(target, FAR):
                    days[target], came[target] = further, (at, why)
                    heappush(heap, (further - sign * potential[target], target))


def _without_loops(steps: Sequence[Constraint], head: int, index: Mapping[str, int]) -> list[Constraint]:
    """The constraints of a way that begins at `head` and leads over the calendar, without the loops in it: they are not negative."""
    at: int | None = head
    kept: dict[int | None, Constraint] = {}  # each step by the variable from which it goes
    for constraint in steps:
        ends = (index.get(constraint.first), index.get(constraint.second))  # the calendar is None
        start, at = at, ends[1] if ends[0] == at else ends[0]
        kept[start] = constraint
        while at in kept:
            kept.popitem()
    return list(kept.values())


def _labels(steps: Sequence[Constraint]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(constraint.label for constraint in reversed(steps) if constraint.label))


def _day(number: int | None) -> date | None:
    if number is None or not 1 <= number <= date.max.toordinal():
        return None
    return date.fromordinal(number)


def between(variable: str, interval: Interval, label: str = "") -> Constraint:
    """The constraint that `variable` is one of the days of `interval`."""
    start = None if interval.start is None else interval.start.toordinal()
    end = None if interval.end is None else interval.end.toordinal()
    return Constraint(ORIGIN, variable, start, end, label)
