"""HTML pages, through trafilatura: the main text, title, site name, day and language that the page itself declares; and the instant of publication
where it is stated with an offset (Open Graph `article:published_time`, schema.org `datePublished`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any

from dragoman.acquire.document import Report, parse_day, parse_instant
from dragoman.errors import InputError

LANGUAGE_ATTRIBUTE = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z-]+)", re.IGNORECASE)

META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
STATED = frozenset(
    {"article:published_time", "og:article:published_time", "datepublished"}
)  # names of the meta element
LINKED_DATA = re.compile(r"<script\b[^>]*application/ld\+json[^>]*>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report)$")  # schema.org types
DEEP = 6  # levels of linked data that are looked at


def read_page(markup: str, name: str, source: str) -> Report:
    """The report of one page.

    The title is put before the text when the text does not hold it, so that its words have spans too.

    Raises:
        InputError: there is no article on the page.
    """
    # Imported here: trafilatura takes half a second to import, which plain text need not pay for.
    import trafilatura
    import trafilatura.settings

    try:
        page = trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(source, f"broken page: {error}") from error
    if not isinstance(page, trafilatura.settings.Document) or not (page.text or "").strip():
        raise InputError(source, "no article found on this page")
    text = re.sub(r"\n+", "\n\n", (page.text or "").strip())
    if page.title and page.title not in text:
        text = f"{page.title}\n\n{text}"
    language = LANGUAGE_ATTRIBUTE.search(markup)
    return Report(
        name=name,
        text=text,
        url=page.url,
        outlet=page.sitename,
        title=page.title,
        language=language.group(1) if language else None,
        published=parse_day(page.date, source) if page.date else None,
        instant=find_instant(markup),
    )


def find_instant(markup: str) -> datetime | None:
    """The instant at which a page says that its article was published, with its offset; None when it states no hour and offset, or several
    articles of different instants."""
    for stated in (_in_meta(markup), _in_linked_data(markup)):
        instants = {instant for text in stated if (instant := parse_instant(text)) is not None}
        if instants:
            return min(instants) if len(instants) == 1 else None
    return None


def _in_meta(markup: str) -> Iterator[str]:
    for element in META.findall(markup):
        given = {name.lower(): unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(element)}
        if {given.get(key, "").lower() for key in ("property", "name", "itemprop")} & STATED:
            yield given.get("content", "")


def _in_linked_data(markup: str) -> Iterator[str]:
    for written in LINKED_DATA.findall(markup):
        try:
            data = json.loads(written)
        except (ValueError, RecursionError):
            continue
        yield from _of_articles(data, DEEP)


def _of_articles(data: Any, levels: int) -> Iterator[str]:
    """`datePublished` of each article in linked data; not that of what an article links to."""
    if levels and isinstance(data, list):
        for part in data:
            yield from _of_articles(part, levels - 1)
    elif levels and isinstance(data, dict):
        kinds = data.get("@type")
        named = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
        if any(ARTICLE.search(kind) for kind in named):
            if isinstance(data.get("datePublished"), str):
                yield data["datePublished"]
        else:
            for key in ("@graph", "mainEntity"):
                yield from _of_articles(data.get(key), levels - 1)
