"""HTML pages, through trafilatura: the main text, title, site name, day and language that the page itself declares."""

from __future__ import annotations

import re

from dragoman.acquire.document import Report, parse_day
from dragoman.errors import InputError

LANGUAGE_ATTRIBUTE = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z-]+)", re.IGNORECASE)


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
    )
