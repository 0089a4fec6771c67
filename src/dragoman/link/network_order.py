"""In which order constraints of equal trust go into a time network: those first that others bear out.

A network refuses what contradicts what is in it already. A wrong distance that comes early takes the place of many right ones, and every right one
that is taken in or refused against it costs a long search; one that comes late is refused at once, and alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.link.network import ORIGIN, Constraint

Ways = dict[
    str, dict[str, list[tuple[int, int, int]]]
]  # from a variable to another: least, most, number of the constraint


def borne_out(constraints: Sequence[Constraint]) -> list[Constraint]:
    """`constraints`, those that most others bear out first, otherwise in their order.

    Args:
        constraints: distances between variables, closed on both sides, are compared with the others between the same two and with what leads
            over one third variable; all other constraints count as neither borne out nor spoken against.
    """
    ways: Ways = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(constraints):
        if one.least is not None and one.most is not None and _joins_two(one):
            ways[one.first][one.second].append((one.least, one.most, number))
            ways[one.second][one.first].append((-one.most, -one.least, number))
    order = sorted(range(len(constraints)), key=lambda n: (-_support(n, constraints[n], ways), n))
    return [constraints[number] for number in order]


def _joins_two(one: Constraint) -> bool:
    return one.first != one.second and ORIGIN not in (one.first, one.second)


def _support(number: int, one: Constraint, ways: Ways) -> int:
    """How many ways from one end to the other agree with a constraint, less those that do not."""
    least, most = one.least, one.most
    if least is None or most is None or not _joins_two(one):
        return 0
    out, into = ways[one.first], ways[one.second]
    agreed = sum(
        1 if low <= most and high >= least else -1 for low, high, other in out.get(one.second, ()) if other != number
    )
    for middle in out.keys() & into.keys():
        for low, high, _ in out[middle]:
            for near, far, _ in into[middle]:
                agreed += 1 if low - far <= most and high - near >= least else -1
    return agreed
