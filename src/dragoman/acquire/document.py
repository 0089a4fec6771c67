"""A report's words to a Document: identity, language, stated day, outlet, furniture."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime

from dragoman.acquire.furniture import BYLINE, mark_furniture
from dragoman.acquire.language import detect_language
from dragoman.acquire.lines import Line, split_lines
from dragoman.acquire.outlet import find_outlet, find_place, mark_outlet
from dragoman.acquire.published import find_published
from dragoman.acquire.zones import local_days
from dragoman.errors import InputError
from dragoman.model import Document, Interval

STATED_DAY = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?=\s|$)[ \t]*")
MIN_LETTERS = 20
MAX_TITLE = 160
MIN_TITLE_WORDS = 3
TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Report:
    """What a file, a JSON line or a page gives before anything is read from its words."""

    name: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    published: Interval | None = None
    instant: datetime | None = None  # the hour of publication, with its offset, when the feed gives one


def make_document(report: Report, source: str) -> Document:
    """The document of one report.

    Raises:
        InputError: no words in it, or a language that no pack reads.
    """
    if sum(map(str.isalpha, report.text)) < MIN_LETTERS:
        raise InputError(source, f"no report: fewer than {MIN_LETTERS} letters")
    language = detect_language(report.text, report.language, source)
    stated = STATED_DAY.match(report.text)
    published = report.published
    if stated and published is None:
        published = parse_day(stated.group(1), source)
    head = stated.end() if stated else 0
    lines = split_lines(report.text, head)
    furniture = mark_furniture(lines, language, head)
    outlet = report.outlet or find_outlet(lines, language)
    if outlet:
        named = (span for span in mark_outlet(lines, outlet) if not any(other.covers(span) for other in furniture))
        furniture = tuple(sorted((*furniture, *named)))
    if report.instant is not None:
        published = local_days(report.instant, outlet, find_place(lines), language)
    return Document(
        id=identify(report.text),
        name=report.name,
        text=report.text,
        language=language,
        outlet=outlet,
        title=report.title or find_title(tuple(line for line in lines if line.span not in furniture)),
        url=report.url,
        published=published or find_published(lines, furniture, language),
        furniture=furniture,
        instant=report.instant,
    )


def identify(text: str) -> str:
    """SHA-256 (hex) of the text in NFC with its white space folded: what a copy by another file or feed does not
    change.
    """
    return hashlib.sha256(
        " ".join(unicodedata.normalize("NFC", text).split()).encode("utf-8", "surrogatepass")
    ).hexdigest()


def as_copy(document: Document) -> Document:
    """The same words under another outlet's name: a document of its own, whose id is made of both."""
    return replace(document, id=identify(f"{document.id} {document.outlet}"))


def parse_day(text: str, source: str) -> Interval:
    """One day from the date at the head of an ISO 8601 date or time.

    Raises:
        InputError: no such day.
    """
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError as error:
        raise InputError(source, f"{text.strip()[:40]!r} is no date (YYYY-MM-DD)") from error
    return Interval(day, day)


def parse_instant(text: str) -> datetime | None:
    """The instant of an ISO 8601 date and time with an offset; None for anything else."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None


def find_title(lines: tuple[Line, ...]) -> str | None:
    """The first of the opening lines that stands like a headline: no full stop, no byline, a longer paragraph after
    it.
    """
    for index, line in enumerate(lines[:TITLE_LINES]):
        if line.ends or len(line.text) > MAX_TITLE:
            return None
        headline = max(line.text.split(" | "), key=len).strip()
        if len(headline.split()) >= MIN_TITLE_WORDS and not BYLINE.fullmatch(headline):
            return headline if any(len(later.text) > len(headline) for later in lines[index + 1 : index + 4]) else None
    return None
