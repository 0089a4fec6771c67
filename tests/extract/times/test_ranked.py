"""A length of time over which something is the first or the worst is no day of it, and never one to come."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import find_durations, find_times
from dragoman.model import Annotation, Document, Interval
from dragoman.pack import load_pack

PUBLISHED = Interval(date(2025, 6, 18), date(2025, 6, 18))
EMPTY = Annotation("0", (), (), ())


def found(language: str, text: str) -> list[str]:
    """Words of every expression and every duration."""
    document, pack = Document("0", "0", text, language), load_pack(language)
    times = find_times(document, EMPTY, pack, PUBLISHED)
    return [e.text for e in times] + [d.text for d in find_durations(document, EMPTY, pack)]


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("en", "It was the first meeting in a decade.", []),
        ("en", "The first talks between the two governments in five years opened on Monday.", ["Monday"]),
        ("en", "Egypt will host the first summit in ten years on Monday.", ["Monday"]),
        ("en", "It was the worst attack on the city in two years.", []),
        ("he", "הפגישה הראשונה זה חמש שנים נערכה בדוחה.", []),
        ("he", "הם נפגשו לראשונה בתוך חמש שנים.", []),
        ("ar", "التقى الجانبان لأول مرة منذ خمس سنوات.", []),
        ("ar", "وهي المحادثات الأولى في خمس سنوات.", []),
        ("ar", "أول لقاء في غضون خمس سنوات عقد الاثنين.", ["الاثنين"]),
    ],
)
def test_a_length_of_time_behind_a_word_of_rank_is_no_time(language: str, text: str, left: list[str]) -> None:
    assert found(language, text) == left


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "The first convoy will leave in two days.", "in two days"),
        ("en", "He will make his first trip in two weeks.", "in two weeks"),
        ("en", "It was the first. The court rules in two years.", "in two years"),
        ("he", "הסיבוב הראשון ייפתח בתוך שלושה שבועות.", "בתוך שלושה שבועות"),
        ("he", "ביום ראשון הודיע על הסכם בתוך שלושה חודשים.", "בתוך שלושה חודשים"),
        ("ar", "ستبدأ الجولة الأولى خلال ثلاثة أسابيع.", "خلال ثلاثة أسابيع"),
        ("ar", "أعلن في تشرين الأول أنه باق منذ خمس سنوات.", "منذ خمس سنوات"),
        ("ar", "وهو أول لقاء منذ يونيو 2021.", "منذ يونيو 2021"),
    ],
)
def test_what_is_to_come_and_the_names_of_days_rank_nothing(language: str, text: str, kept: str) -> None:
    assert kept in found(language, text)


@pytest.mark.parametrize(
    ("language", "text", "words", "interval"),
    [
        ("en", "The bloc gave the officers until 8 June.", "until 8 June", Interval(None, date(2025, 6, 8))),
        ("he", "הארגון נתן לקצינים ארכה עד 8 ביוני.", "עד 8 ביוני", Interval(None, date(2025, 6, 8))),
        ("ar", "منحت المنظمة الضباط مهلة حتى 8 حزيران.", "حتى 8 حزيران", Interval(None, date(2025, 6, 8))),
        ("en", "They will go free within two weeks of the signing.", "within two weeks of", None),
        ("he", "האסירים ישוחררו בתוך שבועיים מהחתימה.", "בתוך שבועיים", None),
        ("ar", "سيفرج عنهم خلال أسبوعين من تاريخ التوقيع.", "خلال أسبوعين من تاريخ", None),
    ],
)
def test_terms(language: str, text: str, words: str, interval: Interval | None) -> None:
    (only,) = find_times(Document("0", "0", text, language), EMPTY, load_pack(language), PUBLISHED)
    assert (only.text, only.interval) == (words, interval)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He landed in early April. On the 18th, they met."),
        ("he", "השליח נחת בתחילת אפריל, וב-18 בחודש נפגשו."),
    ],
)
def test_a_bare_day_goes_on_with_the_month_before_where_the_report_has_no_day(language: str, text: str) -> None:
    day = find_times(Document("0", "0", text, language), EMPTY, load_pack(language), None)[-1]
    assert (day.month, day.day) == (4, 18)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They met in the third year after the signing."),
        ("en", "The war, now in its fifth year, goes on."),
        ("he", "המלחמה, זו השנה החמישית, נמשכת."),
        ("he", "היום העשירי למבצע חלף, ואיתו השבוע השני של השיחות."),
        ("ar", "في اليوم العاشر للهجوم التقيا."),
        ("ar", "دخل القتال الأسبوع الثالث بعد اليوم العشرين."),
    ],
)
def test_the_fifth_year_is_not_this_year(language: str, text: str) -> None:
    assert found(language, text) == []
