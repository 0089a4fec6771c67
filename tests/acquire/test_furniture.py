"""What is marked as page and what is left as report, and who is read as the outlet."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.acquire.document import Report, make_document
from dragoman.model import Document, Interval

PARAGRAPH = {
    "en": "The foreign minister met the envoy in the capital on {n} November and said that the mediators "
    "had made a new offer to both sides.",
    "he": "שר החוץ נפגש עם השליח בבירה ב-{n} בנובמבר ואמר כי המתווכים הגישו הצעה חדשה לשני הצדדים, "
    "שתידון בימים הקרובים.",
    "ar": "التقى وزير الخارجية المبعوث في العاصمة في {n} نوفمبر وقال إن الوسطاء قدموا اقتراحا جديدا إلى الطرفين "
    "سيبحث قريبا.",
}


def page(language: str, *lines: str) -> Document:
    body = [PARAGRAPH[language].format(n=n) for n in (3, 4, 5, 6)]
    text = "\n\n".join([*lines[:1], body[0], *lines[1:-1], body[1], body[2], body[3], *lines[-1:]])
    return make_document(Report("page", text), "page")


def marked(document: Document) -> list[str]:
    return [span.of(document.text) for span in document.furniture]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Share this article"),
        ("en", "Updated 14 November 2025"),
        ("en", "3 hours ago"),
        ("en", "post-title"),
        ("en", "Photo: Example Agency"),
        ("en", "https://example.org/a/b"),
        ("he", "שתפו בפייסבוק"),
        ("he", "צילום: סוכנות לדוגמה"),
        ("he", "עודכן: 14.11.2025"),
        ("ar", "• مشاركة :"),
        ("ar", "آخر تحديث: 14 نوفمبر 2025"),
        ("ar", "تابعونا على قناتنا"),
        ("ar", "منذ ساعتين"),
    ],
)
def test_page_lines_are_marked(language: str, line: str) -> None:
    document = page(language, PARAGRAPH[language].format(n=1), line, PARAGRAPH[language].format(n=7))
    assert marked(document) == [line]


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Related articles"), ("he", "כתבות נוספות"), ("ar", "مقالات ذات صلة")],
)
def test_the_list_of_other_reports_at_the_end_is_marked(language: str, heading: str) -> None:
    text = "\n".join(
        [PARAGRAPH[language].format(n=n) for n in (1, 2, 3, 4)] + [heading, "Envoy met minister", "Deal signed"]
    )
    assert marked(make_document(Report("page", text), "page")) == [heading, "Envoy met minister", "Deal signed"]


def test_a_headline_between_paragraphs_is_marked_and_a_section_heading_is_not() -> None:
    injected = "Lawmakers observe a minute of silence for the fallen while thousands mourn in the capital"
    assert marked(page("en", PARAGRAPH["en"].format(n=1), injected, PARAGRAPH["en"].format(n=9))) == [injected]
    assert marked(page("en", PARAGRAPH["en"].format(n=1), "A new round of talks", PARAGRAPH["en"].format(n=9))) == []


def test_report_lines_that_hold_cue_words_stay() -> None:
    sentence = "Share this burden, the minister told the envoy, or the follow us policy of twenty years will end."
    assert marked(page("en", PARAGRAPH["en"].format(n=1), sentence, PARAGRAPH["en"].format(n=9))) == []


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Envoys meet in the capital | The Examiner", "The Examiner"),
        ("Official site | Example News", "Example News"),
        ("GENEVA (Reuters) - The envoys met.", "Reuters"),
        ("Source: Example Agency", "Example Agency"),
        ("The envoys met (again) - and parted.", None),
        ("Envoys meet in the capital", None),
    ],
)
def test_outlet_is_read_from_headers_only(head: str, outlet: str | None) -> None:
    assert page("en", head, PARAGRAPH["en"].format(n=9)).outlet == outlet


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("en", "Published 14 November 2025", date(2025, 11, 14)),
        ("en", "November 3, 2025", date(2025, 11, 3)),
        ("en", "Updated: 11/25/2025", date(2025, 11, 25)),
        ("en", "Updated: 11/05/2025", None),
        ("en", "Posted on 2025-11-05 10:30", date(2025, 11, 5)),
        ("he", "עודכן: 14.11.2025 08:40", date(2025, 11, 14)),
        ("he", "פורסם ב-3 בנובמבר 2025", date(2025, 11, 3)),
        ("ar", "آخر تحديث: 13 أكتوبر 2025", date(2025, 10, 13)),
        ("ar", "الأحد 2 تشرين الثاني 2025", date(2025, 11, 2)),
        ("ar", "نشر في: 5 نوفمبر/تشرين الثاني 2025", date(2025, 11, 5)),
        ("en", "The envoys met in the capital on 3 November 2025 and agreed on the first steps.", None),
        ("en", "Updated: 32.13.2025", None),
    ],
)
def test_day_is_read_from_page_lines_only(language: str, line: str, day: date | None) -> None:
    document = page(language, line, PARAGRAPH[language].format(n=9))
    assert document.published == (Interval(day, day) if day else None)


def test_a_heading_with_a_cue_word_does_not_end_the_report() -> None:
    text = "\n".join([PARAGRAPH["en"].format(n=n) for n in (1, 2, 3)] + ["Comments", PARAGRAPH["en"].format(n=4)])
    assert all(PARAGRAPH["en"].format(n=4) != words for words in marked(make_document(Report("page", text), "page")))


def test_the_outlets_name_beside_a_headline_is_page() -> None:
    assert marked(page("en", "Envoys meet in the capital | The Examiner", PARAGRAPH["en"].format(n=9))) == [
        " | The Examiner"
    ]
    document = page("en", "The Examiner | Envoys meet again in the capital", PARAGRAPH["en"].format(n=9))
    assert marked(document) == ["The Examiner | "]
    assert (document.outlet, document.title) == ("The Examiner", "Envoys meet again in the capital")


def test_title_is_a_headline_only() -> None:
    assert page("en", "Envoys meet in the capital", PARAGRAPH["en"].format(n=9)).title == "Envoys meet in the capital"
    assert page("en", PARAGRAPH["en"].format(n=1), PARAGRAPH["en"].format(n=9)).title is None
