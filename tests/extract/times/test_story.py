"""Dates that go on with what was told just before them: of that year, of that month, and days that come back."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import find_times
from dragoman.link.dating import date_document
from dragoman.model import Annotation, Document, Extraction, Interval, TimeExpression
from dragoman.pack import load_pack

PUBLISHED = date(2024, 10, 3)


def read(language: str, text: str, published: date | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    day = Interval(published, published) if published else None
    return find_times(Document("r", "r", text, language), Annotation("r", (), (), ()), load_pack(language), day)


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "They quarrelled in March 2019. In June of that year they met.", "2019-06-01", "2019-06-30"),
        ("en", "They quarrelled in March 2019. On June 5 of the following year they met.", "2020-06-05", "2020-06-05"),
        ("en", "They quarrelled in March 2019. On the 16th of that month they met.", "2019-03-16", "2019-03-16"),
        ("he", "הם רבו במרץ 2019. ביוני אותה שנה נפגשו.", "2019-06-01", "2019-06-30"),
        ("he", "הם רבו במרץ 2019. ב-5 ביוני של אותה שנה נפגשו.", "2019-06-05", "2019-06-05"),
        ("he", "הם רבו במרץ 2019. ב-16 באותו חודש נפגשו.", "2019-03-16", "2019-03-16"),
        ("ar", "تخاصما في مارس 2019. وفي يونيو من ذلك العام التقيا.", "2019-06-01", "2019-06-30"),
        ("ar", "تخاصما في مارس 2019. وفي 5 يونيو من العام التالي التقيا.", "2020-06-05", "2020-06-05"),
        ("ar", "تخاصما في مارس 2019. وفي 16 من الشهر نفسه التقيا.", "2019-03-16", "2019-03-16"),
        ("ar", "تخاصما في مارس 2019. وفي 16 من الشهر التقيا.", "2019-03-16", "2019-03-16"),
    ],
)
def test_of_the_year_or_month_told_of(language: str, text: str, first: str, last: str) -> None:
    assert read(language, text)[-1].interval == Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They fought in October 2022. The fighting was halted a month earlier, when they met on September 16."),
        ("he", "הקרבות פרצו באוקטובר 2022. חודש קודם לכן נפגשו, וב-16 בספטמבר חתמו."),
        ("ar", "اندلع القتال في أكتوبر 2022. والتقيا قبل ذلك بشهر، وفي 16 سبتمبر وقعا."),
    ],
)
def test_a_date_after_a_time_counted_from_long_ago_is_of_that_time(language: str, text: str) -> None:
    assert read(language, text)[-1].interval == Interval(date(2022, 9, 16), date(2022, 9, 16))


def test_a_new_paragraph_of_a_report_without_a_day_begins_another_story() -> None:
    assert read("en", "They signed in April 2022.\n\nIn November they met again.", None)[-1].year is None
    assert read("en", "They signed in April 2022. In November they met again.", None)[-1].year == 2022


def test_that_month_with_no_other_before_it_is_the_month_of_the_report() -> None:
    assert read("en", "On the 1st of that month they met.")[-1].interval == Interval(
        date(2024, 10, 1), date(2024, 10, 1)
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Sunday, the ninth anniversary of the pact, he spoke. It was signed on August 3, 2015."),
        ("he", "ביום השנה התשיעי להסכם, שנחתם ב-3 באוגוסט 2015, נאם הנשיא."),
        ("ar", "تحدث الرئيس في الذكرى التاسعة للاتفاق الذي وقع في 3 أغسطس 2015."),
    ],
)
def test_an_anniversary_is_the_day_in_its_year_and_dates_its_report(language: str, text: str) -> None:
    day = next(e for e in read(language, text) if e.basis.startswith("anniversary"))
    assert day.interval == Interval(date(2024, 8, 3), date(2024, 8, 3))
    document = Document("r", "r", text, language)
    dating, _ = date_document(document, Extraction("r", (), read(language, text, None), ()))
    assert dating is not None and dating.best.start == date(2024, 8, 3) and (dating.best.days or 99) <= 13


def test_an_anniversary_of_an_unknown_day_or_of_one_far_off_is_none() -> None:
    assert [e.text for e in read("en", "He spoke on Sunday, the tenth anniversary of the pact.")] == ["Sunday"]
    words = [e.text for e in read("en", "He spoke on the fiftieth anniversary of the pact of August 3, 2015.")]
    assert words == ["August 3, 2015"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The war began in January 2004, twenty years ago, and has not ended."),
        ("he", "המרד נולד בינואר 2004, לפני עשרים שנה, ולא נגמר."),
        ("ar", "اندلع التمرد في يناير 2004، قبل عشرين عاما، ولم ينته."),
    ],
)
def test_a_date_and_how_long_ago_it_was_date_a_report(language: str, text: str) -> None:
    document = Document("r", "r", text, language)
    dating, _ = date_document(document, Extraction("r", (), read(language, text, None), ()))
    assert dating is not None
    for interval, slack in ((dating.interval, 5), (dating.best, 2)):
        assert interval.start is not None and interval.end is not None
        assert interval.start <= date(2024, 1, 15) <= interval.end
        assert (interval.end - interval.start).days <= 366 * slack


def test_what_looks_ahead_by_its_own_words_is_not_turned_back() -> None:
    assert [e.fixed for e in read("en", "They will sign next April. They met in April.")] == [True, False]


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "On 22 March 2006 a truce began. In the following autumn they met.", "2006-09-01", "2006-12-31"),
        ("he", "ב-22 במרץ 2006 הוכרזה הפסקת אש. בסתיו שלאחר מכן נפגשו.", "2006-09-01", "2006-12-31"),
        ("ar", "في 22 مارس 2006 أعلنت الهدنة. وفي الخريف التالي التقيا.", "2006-09-01", "2006-12-31"),
        ("en", "The truce of February 2002, now in its fifth year, holds.", "2006-02-01", "2007-02-28"),
        ("he", "ההסכם מפברואר 2002, הנמצא כעת בשנתו החמישית, מחזיק.", "2006-02-01", "2007-02-28"),
        ("ar", "الاتفاق الموقع في فبراير 2002، وهو الآن في عامه الخامس، صامد.", "2006-02-01", "2007-02-28"),
    ],
)
def test_a_season_or_a_year_counted_from_a_date(language: str, text: str, first: str, last: str) -> None:
    assert read(language, text, None)[-1].interval == Interval(date.fromisoformat(first), date.fromisoformat(last))


def test_years_counted_from_no_date_are_no_time() -> None:
    assert read("en", "The war, in its third year, goes on.") == ()
