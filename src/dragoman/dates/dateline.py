"""Whether a date is that of the report itself: in a dateline ("BOGOTA, Jan 18, 2025 (AFP) -") or on a line of its own at the head of the page."""

from __future__ import annotations

import re

from dragoman.model import Span

HEAD = 700  # characters: below them no line is the head of the page
SHORT = 110  # characters: a longer line is a sentence
LEAD = 60  # characters before the date in a dateline
OPENS = re.compile(r"^.{0,45}?(?:\s[-–—]+\s|\)\s*[:\-–—]|[-–—]{2})")


def is_dateline(text: str, span: Span) -> bool:
    """Whether the date at `span` says when the report was written.

    Args:
        text: the report.
        span: the words of a full date in it.
    """
    if span.start > HEAD:
        return False
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    line = text[first : last if last >= 0 else len(text)].strip()
    if len(line) <= SHORT and not line.endswith((".", "!", "?")) and last >= 0:
        return True
    return span.start - first <= LEAD and OPENS.match(text[span.end : span.end + 80]) is not None
