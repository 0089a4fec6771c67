"""Reports without a date, short ones and whole ones: the day on which each appeared lies in what its words give, never beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dragoman.acquire import load
from dragoman.acquire.document import Report, make_document
from dragoman.extract.times import find_times
from dragoman.link.dating import date_document
from dragoman.link.time_evidence import weekdays_said
from dragoman.model import Annotation, Document, Extraction, Interval
from dragoman.pack import load_pack
from dragoman.pipeline import stages

# language, day on which it appeared, how many likely days there may be (None: open or nothing known), text
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


def allows(interval: Interval, day: date) -> bool:
    return (interval.start is None or interval.start <= day) and (interval.end is None or day <= interval.end)


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
    true = date.fromisoformat(day)
    assert allows(dating.interval, true)
    assert allows(dating.best, true)
    assert dating.basis
    if width is not None:
        assert dating.best.days is not None and dating.best.days <= width


# --- whole reports, read with the model -------------------------------------------------------------------------------

FOLDER = Path(__file__).parent / "undated"
DAYS = {name: date.fromisoformat(day) for name, day in json.loads((FOLDER / "days.json").read_text()).items()}
NARROW = {"ar_02.txt": 1, "en_03.txt": 6}  # days; what else is known of them leaves more than a year


@pytest.fixture(scope="module")
def whole() -> dict[str, tuple[Document, Extraction]]:
    joined = stages()
    documents = [read[0] for read in load([FOLDER / name for name in sorted(DAYS)]) if isinstance(read, tuple)]
    return {d.name: (d, joined.extract(d, a)) for d, a in zip(documents, joined.annotate(documents), strict=True)}


def test_no_whole_report_gets_a_wrong_day(whole: dict[str, tuple[Document, Extraction]]) -> None:
    assert len(whole) == 20
    for name, (document, extraction) in whole.items():
        dating, disputes = date_document(document, extraction)
        assert dating is not None and disputes == [], name
        assert allows(dating.interval, DAYS[name]), name
        if name in NARROW:
            assert dating.interval.days is not None and dating.interval.days <= NARROW[name]
        assert allows(dating.best, DAYS[name]), name


def test_the_true_day_is_never_disputed_and_a_weekday_of_its_own_refutes_another(
    whole: dict[str, tuple[Document, Extraction]],
) -> None:
    refuted = 0
    for name, (document, extraction) in whole.items():
        true = DAYS[name]
        stated = replace(document, published=Interval(true, true))
        dating, disputes = date_document(stated, extraction)
        assert dating is not None and (dating.interval, disputes) == (Interval(true, true), []), name
        wrong = true + timedelta(days=3)
        moved, disputes = date_document(replace(document, published=Interval(wrong, wrong)), extraction)
        if list(weekdays_said(extraction.times)):
            assert moved is not None and moved.interval == Interval(true, true), name
            assert [d.attribute for d in disputes] == ["published"], name
            refuted += 1
    assert refuted >= 8


def test_an_event_shared_with_a_dated_report_narrows_an_undated_one() -> None:
    """The whole linking: the same meeting, told by a report of a known day and by one without."""
    joined = stages()
    read = [
        make_document(Report("dated", f" date 2024-06-05 {MEETING} on Tuesday in Geneva.{BACKGROUND}"), "dated"),
        make_document(
            Report("undated", f"{MEETING} on Tuesday in Geneva.{BACKGROUND} They will meet again."), "undated"
        ),
    ]
    extractions = [joined.extract(d, a) for d, a in zip(read, joined.annotate(read), strict=True)]
    linked = joined.link(read, extractions, ())
    (dating,) = [d for d in linked.datings if d.document == read[1].id]
    assert allows(dating.interval, date(2024, 6, 5))
    assert dating.interval.days is not None and dating.interval.days <= 20


MEETING = "Sudanese general Abdel Fattah al-Burhan met the American envoy Tom Perriello"
BACKGROUND = " They spoke for two hours about a ceasefire in Darfur, an official said."
