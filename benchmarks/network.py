"""The time network with many constraints, some of which contradict the others: seconds, and how many words stand behind a contradiction.

    python benchmarks/network.py [--constraints 100000]

Events and reports have days in twenty years, drawn at random with a fixed seed; constraints are true of them, but for a part that is wrong by up to two
years. `dated`: a third of the constraints are days of the calendar, the others distances between variables near each other, as reports of one story
give them. `undated`: distances alone, so that every contradiction is a cycle of them. `far`: distances between any two variables.
Constraints of equal trust go in in the order of `borne_out`, which is in the time measured.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator

from dragoman.link.network import ORIGIN, Constraint, TimeNetwork
from dragoman.link.network_order import borne_out

FIRST, DAYS = 730_000, 7_300
NEAR = 30  # variables


def constraints(count: int, variables: int, wrong: float, dated: float, near: int) -> Iterator[Constraint]:
    """`count` constraints, a part `wrong` of them untrue and a part `dated` of them of the calendar."""
    draw = random.Random(7)
    days = [FIRST + draw.randrange(DAYS) for _ in range(variables)]
    for number in range(count):
        first = draw.randrange(variables)
        second = (first + draw.randint(1, near)) % variables
        shift = draw.randint(-730, 730) if draw.random() < wrong else 0
        below, above = draw.randint(0, 10), draw.randint(0, 10)
        if draw.random() < dated:
            day = days[first] + shift
            yield Constraint(ORIGIN, str(first), day - below, day + above, f"words {number}")
        else:
            distance = days[second] - days[first] + shift
            yield Constraint(str(first), str(second), distance - below, distance + above, f"words {number}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--constraints", type=int, default=100_000)
    count = parser.parse_args().constraints
    variables = count // 5
    for name, dated, near, wrongs in (
        ("dated", 1 / 3, NEAR, (0.0, 0.01, 0.1)),
        ("far", 1 / 3, variables - 1, (0.0, 0.01, 0.1)),
        ("undated", 0.0, NEAR, (0.0, 0.001, 0.01)),
    ):
        for wrong in wrongs:
            asked = list(constraints(count, variables, wrong, dated, near))
            begin = time.process_time()
            network = TimeNetwork()
            refused = [r for c in borne_out(asked) if (r := network.add(c)) is not None]
            for variable in range(variables):
                network.bounds(str(variable))
            seconds = time.process_time() - begin
            sizes = sorted(len(r.constraints) for r in refused)
            middle = f", {sizes[len(sizes) // 2]} words in the middle, {sizes[-1]} at most" if sizes else ""
            print(
                f"{name:<8} {count:,} constraints, {wrong:.1%} wrong: {seconds:6.1f} s, {len(refused)} refused{middle}"
            )


if __name__ == "__main__":
    main()
