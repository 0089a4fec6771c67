"""Non-empty lines of a text with their spans: what layout rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import Span

LINE = re.compile(r"[^\n]+")
ENDINGS = frozenset(".!?\u061f\u2026")
CLOSERS = "\"'\u201d\u201c\u2019\u00bb)]\u200f\u200e \t\u00a0"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it. `bulleted`: it stands after a bullet or deep indentation."""

    span: Span
    text: str
    bulleted: bool

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does (closing quotes and brackets after the mark allowed)."""
        bare = self.text.rstrip(CLOSERS)
        return bool(bare) and bare[-1] in ENDINGS


BULLETS = "\u2022\u25cf\u25aa\u00b7\u25ba\u25b6*\u203a\u00bb"


def split_lines(text: str, start: int = 0) -> tuple[Line, ...]:
    """Every line from `start` on that holds something, in order."""
    lines = []
    for match in LINE.finditer(text, start):
        raw = match.group()
        bare = raw.strip()
        if bare:
            at = match.start() + raw.index(bare)
            lines.append(Line(Span(at, at + len(bare)), bare, bare[0] in BULLETS))
    return tuple(lines)
