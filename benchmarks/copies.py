"""Time and memory of reading many reports, and where the time goes.

    python benchmarks/copies.py examples --count 1000

Makes copies of the reports under a path, each with other numbers and with one word in ten taken from elsewhere in its report, reads them into
a new record and prints seconds by stage, reports a second and the peak of memory.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from dragoman.model import Annotation, Document
from dragoman.pipeline import Stages, read, stages
from dragoman.record import open_record

P = ParamSpec("P")
T = TypeVar("T")
CHANGED = 10
"""One word in so many is changed."""


def make_copies(paths: list[Path], count: int, folder: Path) -> None:
    """Write `count` copies of texts, no two alike."""
    texts = [p.read_text(encoding="utf-8") for p in paths]
    for number in range(count):
        chance = random.Random(number)
        changed = change(texts[number % len(texts)], chance)
        (folder / f"{number:05}.txt").write_text(changed, encoding="utf-8")


def change(text: str, chance: random.Random) -> str:
    """A text with other words; its first line, which may date it, stays."""
    first, *rest = text.split("\n")
    words = [w for line in rest for w in line.split()] or [first]

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word.isdecimal() and len(word) < 3:
            return str(1 + chance.randrange(28))
        return chance.choice(words) if chance.randrange(CHANGED) == 0 else word

    return "\n".join([first, *(re.sub(r"\S+", other, line) for line in rest)])


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def time(self, name: str, function: Callable[P, T]) -> Callable[P, T]:
        """`function`, its time counted under a name."""

        def timed(*args: P.args, **kwargs: P.kwargs) -> T:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self.spent[name] += time.perf_counter() - start

        return timed

    def join(self, real: Stages) -> Stages:
        """The stages with their times counted."""

        def annotate(documents: Iterable[Document]) -> Iterator[Annotation]:
            return iter(self.time("annotate", lambda: list(real.annotate(documents)))())

        return replace(
            real, annotate=annotate, extract=self.time("extract", real.extract), link=self.time("link", real.link)
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="a folder of reports as plain text")
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        make_copies(sorted(options.path.glob("**/*.txt")), options.count, folder)
        clock, start = Clock(), time.perf_counter()
        with open_record(Path(name) / "copies.dragoman", create=True) as record:
            done = read([folder], record, joined=clock.join(stages()))
        total = time.perf_counter() - start
    print(f"{done.read} reports, {done.claims} claims, {len(done.quarantined)} in quarantine")
    print(f"{total:.0f} s, {done.read / total:.2f} reports a second")
    for stage, seconds in clock.spent.most_common():
        print(f"  {stage:9} {seconds:7.1f} s  {seconds / total:4.0%}")
    rest = total - sum(clock.spent.values())
    print(f"  {'the rest':9} {rest:7.1f} s  {rest / total:4.0%}  (files, languages, record)")
    print(f"peak of memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
