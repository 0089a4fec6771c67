"""Who published: read from headers, datelines and source lines, never guessed from the body."""

from __future__ import annotations

import re

from dragoman.acquire.cues import furniture_cues
from dragoman.acquire.lines import Line
from dragoman.model import Span

HEADER_LINES = 8
MAX_CITY_WORDS = 3
MAX_OUTLET_WORDS = 5
MAX_BYLINE_WORDS = 7
DATELINE = re.compile(r"^([^().,:;]{2,40})[,\u060c]?\s*\(([^()\d]{2,40})\)\s*[-\u2013\u2014:]\s*\S")
BYLINE_LEFT = re.compile(r"^([^-\u2013\u2014|:.]{2,40}?)\s+[-\u2013\u2014|]\s+[^-\u2013\u2014|:.]{2,40}$")
PAGE_TITLE = re.compile(r"^([^|]{2,160}?)\s+\|\s+([^|]{2,160})$")


def find_outlet(lines: tuple[Line, ...], language: str) -> str | None:
    """The outlet's name as the page writes it, or None.

    In this order: a "Source: X" line at head or foot, a dateline "CITY (X) - ...", a byline "X - NAME" where X begins
    with a word for an outlet, a header "Official site | X" or
    "Headline | X".
    """
    head = [line.text for line in lines[:HEADER_LINES]]
    cues = furniture_cues(language)
    for text in (*head, *(line.text for line in lines[-3:])):
        for cue in cues.source_lines:
            if text.startswith(cue):
                name = text[len(cue) :].strip(" :|-\u2013\u2014.")
                if 0 < len(name.split()) <= MAX_OUTLET_WORDS:
                    return name
    for text in head:
        dateline = DATELINE.match(text)
        if dateline and len(dateline[1].split()) <= MAX_CITY_WORDS and not dateline[2][0].islower():
            return dateline[2].strip()
    for text in head:
        left = BYLINE_LEFT.match(text)
        if left and left[1].startswith(cues.outlet_words) and len(text.split()) <= MAX_BYLINE_WORDS:
            return left[1].strip()
    for text in head[:2]:
        if title := PAGE_TITLE.match(text):
            return _short_side(title.group(1).strip(), title.group(2).strip(), cues.site_words)
    return None


def find_place(lines: tuple[Line, ...]) -> str | None:
    """The place of the dateline "CITY (X) - ...", or None."""
    datelines = (DATELINE.match(line.text) for line in lines[:HEADER_LINES])
    return next((d[1].strip() for d in datelines if d and len(d[1].split()) <= MAX_CITY_WORDS), None)


def mark_outlet(lines: tuple[Line, ...], outlet: str) -> tuple[Span, ...]:
    """The outlet's own name beside a headline ("X | Headline", "Headline | X"), with the bar: page, not report."""
    for line in lines[:2]:
        if title := PAGE_TITLE.match(line.text):
            start, end = line.span
            if title.group(1).strip() == outlet:
                return (Span(start, start + title.start(2)),)
            if title.group(2).strip() == outlet:
                return (Span(start + title.end(1), end),)
    return ()


def _short_side(left: str, right: str, site_words: tuple[str, ...]) -> str | None:
    """Of `A | B` the outlet's name: the side that is not "official site"; else the clearly shorter one, if it can be
    a name.
    """
    if any(word in left for word in site_words):
        return right
    if any(word in right for word in site_words):
        return left
    short, long = sorted((right, left), key=lambda side: len(side.split()))
    return short if len(short.split()) <= min(MAX_OUTLET_WORDS, len(long.split()) - 1) else None
