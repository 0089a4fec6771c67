"""How much of what an expression may mean is kept when the day of its report is uncertain: the rule of `dates/resolving.py` beside two others.

    python benchmarks/uncertain_days.py

Expressions without a year are those of `times_data/*.tsv`, in three languages. For each of 3,000 draws a report appeared on any day of an interval of
any of the given lengths, and the days meant on that day are compared with what each rule gives for the interval: whether they lie in it (safe), how many days
it has, and how often it is of use (safe, and at most 31 days wider). Rules: the hull of all values; values that at least a sixth of the days give; the most
frequent values that together cover nine tenths of the days.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from dragoman.dates import hull, resolve, resolve_on
from dragoman.extract.times import find_times
from dragoman.model import Anchor, Annotation, Document, Interval, TimeExpression
from dragoman.pack import load_pack
from times import read_cases

DAY = timedelta(days=1)
DRAWS = 3000
LENGTHS = ((2, 40), (40, 200), (200, 580))
Rule = Callable[[TimeExpression, Interval], Interval | None]


def expressions() -> Iterator[TimeExpression]:
    for language in ("en", "he", "ar"):
        for case in read_cases(language):
            document = Document("0", "0", case.text, language)
            for e in find_times(document, Annotation("0", (), (), ()), load_pack(language), None):
                yearless = e.year is None and (e.month is not None or e.shift is not None)
                if e.anchor is Anchor.PUBLICATION and yearless:
                    yield e


def values(e: TimeExpression, window: Interval) -> list[Interval]:
    if window.start is None or window.end is None:
        return []
    step = max(1, (window.end - window.start).days // 60)
    days = range(0, (window.end - window.start).days + 1, step)
    return [v for n in days if (v := resolve_on(e, window.start + n * DAY)) is not None]


def hull_of(found: Sequence[Interval]) -> Interval | None:
    result: Interval | None = None
    for value in found:
        result = hull(result, value)
    return result


def nine_tenths(e: TimeExpression, window: Interval) -> Interval | None:
    found = values(e, window)
    kept: list[Interval] = []
    covered = 0
    for value, count in Counter(found).most_common():
        if 10 * covered < 9 * len(found):
            kept.append(value)
            covered += count
    return hull_of(kept)


RULES: dict[str, Rule] = {
    "hull": lambda e, window: hull_of(values(e, window)),
    "a sixth": resolve,
    "nine tenths": nine_tenths,
}


def main() -> None:
    known = list(expressions())
    print(f"{len(known)} expressions")
    chance = random.Random(1)
    for least, most in LENGTHS:
        safe, days, useful, drawn = Counter[str](), Counter[str](), Counter[str](), 0
        for _ in range(DRAWS):
            e, length = chance.choice(known), chance.randint(least, most)
            true = date(2024, 1, 1) + chance.randint(0, 700) * DAY
            start = true - chance.randint(0, length) * DAY
            meant = resolve_on(e, true)
            if meant is None or meant.days is None:
                continue
            drawn += 1
            for name, rule in RULES.items():
                got = rule(e, Interval(start, start + length * DAY))
                inside = got is not None and meant.within(got)
                width = got.days if got is not None and got.days is not None else 9999
                safe[name] += inside
                days[name] += width
                useful[name] += inside and width <= meant.days + 31
        for name in RULES:
            print(
                f"{least}-{most} days  {name:<12} safe {safe[name] / drawn:.3f}  days {days[name] / drawn:.0f}  "
                f"of use {useful[name] / drawn:.3f}"
            )


if __name__ == "__main__":
    main()
