"""Which lines of a text are page, not report. They are marked, never cut, so that spans keep their meaning.

Two kinds of sign: the language's cue words (share buttons, "related articles", credits), and layout (a headline of
another report injected between paragraphs). The method is deliberately timid: a marked line yields no claims, so a
line is marked only when it is short or stands out.
"""

from __future__ import annotations

import re

from dragoman.acquire.cues import FurnitureCues, furniture_cues
from dragoman.acquire.lines import BULLETS, Line
from dragoman.model import Span

SHORT = 12
"""Words: a longer line is report, whatever words it holds."""

HEADER = 8
"""Lines among which site names and bylines stand."""

BYLINE = re.compile(r"[^-\u2013\u2014|:.!?\u061f\d]{2,40}? [-\u2013\u2014|] [^-\u2013\u2014|:.!?\u061f\d]{2,40}")
"""OUTLET - NAME, CITY - AGENCY."""

BYLINE_WORDS = 7
INJECTED = range(9, 31)
"""Words of an injected headline: section headings are shorter, paragraphs longer."""

MIN_PARAGRAPHS = 4
HEADING_EXTRA = 1
ENDED_SHARE = 0.75
MACHINE_LINE = re.compile(
    r"(?:https?://\S+|www\.\S+|\S+@\S+\.\S+|(?:[#@]\w+[\s,]*)+|[a-z]+(?:-[a-z]+)+|[\W\d_]+|\d{1,2}[:.]\d{2}.{0,24}|.{0,24}\d{1,2}[:.]\d{2})"
)
"""Addresses, tag lines, names of page elements ("post-title"), lines without letters, clock times."""


def mark_furniture(lines: tuple[Line, ...], language: str, head: int = 0) -> tuple[Span, ...]:
    """Spans of `lines` that are page furniture, in order.

    Args:
        lines: the non-empty lines of the text.
        head: characters at the start that state the date for us, not for the reader.
    """
    cues = furniture_cues(language)
    marked = [Span(0, head)] if head else []
    tail = _find_tail(lines, cues)
    injected = _find_injected(lines[:tail])
    for index, line in enumerate(lines):
        if index >= tail or index in injected or _is_page(line, cues, index):
            marked.append(line.span)
    return tuple(marked)


def _is_page(line: Line, cues: FurnitureCues, index: int) -> bool:
    bare = line.text.strip(BULLETS + " \t:")
    if not bare:
        return True
    if line.words > SHORT:
        return False
    folded = bare.casefold()
    if cues.whole is not None and cues.whole.fullmatch(bare):
        return True
    if any(_begins(folded, cue) for cue in cues.starts) or any(cue in folded for cue in cues.contains):
        return not line.ends or line.words <= SHORT // 2
    if index < HEADER and not line.ends and any(word in bare for word in cues.site_words):
        return True
    if 0 < index < HEADER and line.words <= BYLINE_WORDS and BYLINE.fullmatch(bare):
        return True
    return MACHINE_LINE.fullmatch(bare) is not None


def _begins(text: str, cue: str) -> bool:
    """Whether `text` begins with the whole words of `cue`."""
    return text.startswith(cue) and not text[len(cue) : len(cue) + 1].isalpha()


def _find_tail(lines: tuple[Line, ...], cues: FurnitureCues) -> int:
    """Index of the heading after which only links to other reports follow; past the end when there is none.

    It counts only in the second half, and only when no real paragraph comes after it: some sites put the list in the
    middle.
    """
    for index in range(len(lines) // 2, len(lines)):
        rest = lines[index + 1 :]
        if _heads_links(lines[index], cues) and not any(later.ends and later.words > SHORT for later in rest):
            return index
    return len(lines)


def _heads_links(line: Line, cues: FurnitureCues) -> bool:
    """Whether the line is little more than such a heading ("Reactions" is one, "Reactions in the capital" is not)."""
    bare = line.text.strip(BULLETS + " \t:").casefold()
    return any(bare.startswith(cue) and line.words <= len(cue.split()) + HEADING_EXTRA for cue in cues.ends_report)


def _find_injected(lines: tuple[Line, ...]) -> frozenset[int]:
    """Headlines of other reports between paragraphs: no final mark, where paragraphs have one, and longer than a
    section heading.
    """
    paragraphs = [line for line in lines if line.words > SHORT]
    if len(paragraphs) < MIN_PARAGRAPHS:
        return frozenset()
    ended = sum(line.ends for line in paragraphs) / len(paragraphs)
    if ended < ENDED_SHARE:
        return frozenset()
    return frozenset(
        index
        for index in range(2, len(lines) - 1)
        if lines[index].words in INJECTED
        and _lacks_end(lines[index])
        and lines[index - 1].ends
        and lines[index + 1].ends
        and min(lines[index - 1].words, lines[index + 1].words) > SHORT
    )


def _lacks_end(line: Line) -> bool:
    return not line.ends and not line.text.endswith((":", ",", "\u060c", ";", "\u061b"))
