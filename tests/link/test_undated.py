"""Twenty short reports without a date: the day on which each appeared lies in what its words give, never beside it."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import find_times
from dragoman.link.dating import date_document
from dragoman.model import Annotation, Document, Extraction
from dragoman.pack import load_pack

# language, day on which it appeared, how many days the interval may have (None: open or nothing known), text
REPORTS = [
    ("en", "2025-01-15", 1, "The two sides signed today, 15 January 2025, after months of talks in Doha."),
    ("en", "2024-06-05", 1, "Guards opened fire yesterday (4 June 2024) near the crossing."),
    ("en", "2024-11-26", 6, "Freed after 415 days in captivity in Gaza, he thanked the mediators of the Hamas talks."),
    (
        "en",
        "2025-03-18",
        1,
        "Talks resume tomorrow, Wednesday. The captives from Gaza, seized by Hamas, have spent 528 days in captivity.",
    ),
    ("en", "2024-12-10", None, "They met on 23 November 2024 in Cairo. A second meeting followed on Monday."),
    ("en", "2024-12-20", 120, "They met on 3 December 2024. The president will be sworn in on 20 January 2025."),
    ("en", "2025-02-01", None, "A minister said on Tuesday that talks would go on."),
    (
        "en",
        "2024-02-24",
        250,
        "Two years into the war, Ukraine and Russia exchange prisoners while Kyiv waits for shells.",
    ),
    ("he", "2025-01-15", 1, "היום, 15 בינואר 2025, נחתם ההסכם בדוחא."),
    ("he", "2024-06-05", 1, "אתמול (4 ביוני 2024) נפתחה אש ליד המעבר."),
    ("he", "2024-11-26", 6, "אחרי 415 ימים בשבי חמאס בעזה שב הביתה."),
    ("he", "2025-03-18", 1, "השיחות יחודשו מחר (רביעי). החטופים נמצאים 528 ימים בשבי חמאס בעזה."),
    ("he", "2024-12-10", None, "הם נפגשו ב-23 בנובמבר 2024 בקהיר. ביום שני נפגשו שוב."),
    ("he", "2024-12-20", 120, "הם נפגשו ב-3 בדצמבר 2024. הנשיא ייכנס לתפקידו ב-20 בינואר 2025."),
    ("ar", "2025-01-15", 1, "وقع الطرفان اليوم الأربعاء 15 يناير/كانون الثاني 2025 اتفاقا في الدوحة."),
    ("ar", "2024-06-05", 1, "أطلق الحراس النار أمس الثلاثاء 4 يونيو 2024 قرب المعبر."),
    ("ar", "2024-11-26", 6, "عاد إلى بيته بعد 415 يوما في الأسر لدى حماس في غزة."),
    ("ar", "2025-03-18", 1, "تستأنف المحادثات غدا الأربعاء. وأمضى الأسرى في غزة لدى حماس 528 يوما في الأسر."),
    ("ar", "2024-12-10", None, "التقيا في 23 نوفمبر 2024 في القاهرة، ثم التقيا ثانية الاثنين."),
    ("ar", "2024-12-20", 120, "التقيا في 3 ديسمبر 2024. وسيتولى الرئيس منصبه في 20 يناير 2025."),
]


@pytest.mark.parametrize(
    ("language", "day", "width", "text"), REPORTS, ids=[f"{r[0]}-{r[1]}-{n}" for n, r in enumerate(REPORTS)]
)
def test_the_true_day_lies_in_the_interval(language: str, day: str, width: int | None, text: str) -> None:
    document = Document("r", "r", text, language)
    times = find_times(document, Annotation("r", (), (), ()), load_pack(language), None)
    dating, disputes = date_document(document, Extraction("r", (), times, ()))
    assert disputes == []
    if dating is None:
        assert width is None
        return
    true, interval = date.fromisoformat(day), dating.interval
    assert interval.start is None or interval.start <= true
    assert interval.end is None or true <= interval.end
    assert dating.basis
    if width is not None:
        assert interval.days is not None and interval.days <= width
