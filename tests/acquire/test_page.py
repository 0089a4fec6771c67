"""What a page declares of itself: the instant of publication, and the day that it is where its outlet is."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.acquire.document import make_document
from dragoman.acquire.page import find_instant, read_page
from dragoman.model import Interval

BODY = (
    "<article><h1>Two sides meet again</h1>"
    + "<p>The two sides met on Monday and agreed to meet again.</p>" * 6
    + "</article>"
)


def page(head: str) -> str:
    return f"<html lang='en'><head><title>Two sides meet again</title>{head}</head><body>{BODY}</body></html>"


@pytest.mark.parametrize(
    ("head", "instant"),
    [
        ('<meta property="article:published_time" content="2025-03-14T23:30:00+00:00">', "2025-03-14T23:30:00+00:00"),
        ("<META content='2025-03-14T23:30:00Z' name='article:published_time' />", "2025-03-14T23:30:00+00:00"),
        ('<meta itemprop="datePublished" content="2025-03-14T23:30:00&#43;02:00">', "2025-03-14T23:30:00+02:00"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01T00:00:00Z"},'
            ' {"@type": ["NewsArticle"], "datePublished": "2025-03-14T23:30:00+02:00"}]}</script>',
            "2025-03-14T23:30:00+02:00",
        ),
        ('<meta property="article:published_time" content="2025-03-14">', None),
        ('<meta property="article:published_time" content="2025-03-14T23:30:00">', None),
        ('<meta property="article:modified_time" content="2025-03-14T23:30:00Z">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", broken</script>', None),
        (
            '<script type="application/ld+json">[{"@type": "NewsArticle", "datePublished": "2025-03-14T23:30:00Z"},'
            ' {"@type": "NewsArticle", "datePublished": "2025-03-12T23:30:00Z"}]</script>',
            None,
        ),
        ("", None),
    ],
)
def test_the_instant_that_a_page_states(head: str, instant: str | None) -> None:
    found = find_instant(page(head))
    assert (found.isoformat() if found else None) == instant


def test_an_evening_in_one_zone_is_the_next_day_where_the_outlet_is() -> None:
    head = '<meta property="og:site_name" content="Haaretz"><meta property="article:published_time" content="2025-03-14T23:30:00Z">'
    document = make_document(read_page(page(head), "page.html", "page.html"), "page.html")
    assert document.published == Interval(date(2025, 3, 15), date(2025, 3, 15))


def test_a_day_without_an_hour_stays_the_day_that_is_written() -> None:
    head = (
        '<meta property="og:site_name" content="Haaretz"><meta property="article:published_time" content="2025-03-14">'
    )
    document = make_document(read_page(page(head), "page.html", "page.html"), "page.html")
    assert document.published == Interval(date(2025, 3, 14), date(2025, 3, 14))
