"""What a grammar found in stretches of words, remembered from text to text: "on Monday" reads the same wherever it stands.

A stretch is known by the codes of the words that were looked at (`lexicon.Readings.code`), from the first of them to the last, so that nothing
else can change what is found there. Words that say nothing of time all have one code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.extract.times.values import Value

Match = tuple[int, Value, str]  # how many words say what, and by which pattern
Shelf = dict[tuple[int, ...], Match | None]
MOST = 200_000  # stretches
KINDS = 40  # of stretches that begin with one word


@dataclass(slots=True)
class Stretches:
    """Matches by the code of the word where they begin, then by how many words before it and from it on were looked at."""

    shelves: dict[int, dict[tuple[int, int], Shelf]] = field(default_factory=dict)
    size: int = 0

    def find(self, codes: Sequence[int], at: int) -> tuple[Match | None] | None:
        """What was found (a match, or that there is none) where the same words stood; None when they are new."""
        for (back, reach), shelf in self.shelves.get(codes[at], {}).items():
            if back <= at:
                key = tuple(codes[at - back : at + reach])
                if key in shelf:
                    return (shelf[key],)
        return None

    def keep(self, codes: Sequence[int], at: int, low: int, far: int, match: Match | None) -> None:
        """Remember what was found at `at` when the words from `low` to `far` were looked at; not what depends on a border of the text."""
        if low < 0 or far >= len(codes):
            return
        if self.size >= MOST:
            self.shelves.clear()
            self.size = 0
        kinds = self.shelves.setdefault(codes[at], {})
        if len(kinds) < KINDS:
            kinds.setdefault((at - low, far - at + 1), {})[tuple(codes[low : far + 1])] = match
            self.size += 1
