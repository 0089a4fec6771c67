"""Expressions in sentences of our own, by language: words, days, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.times import find_durations, find_times, resolve
from dragoman.model import Anchor, Annotation, Document, Interval, Precision, Span, TimeExpression
from dragoman.pack import load_pack

PUBLISHED = Interval(date(2025, 3, 12), date(2025, 3, 12))  # a Wednesday
EMPTY = Annotation("0", (), (), ())


def document(text: str, language: str, furniture: tuple[Span, ...] = ()) -> Document:
    return Document("0", "0", text, language, furniture=furniture)


def times(text: str, language: str, published: Interval | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    return find_times(document(text, language), EMPTY, load_pack(language), published)


def days(*written: str) -> Interval:
    return Interval(date.fromisoformat(written[0]), date.fromisoformat(written[-1]))


@pytest.mark.parametrize(
    ("language", "text", "interval"),
    [
        ("en", "Kyiv declared a ceasefire until 20 April.", days("2025-03-12", "2025-04-20")),
        ("en", "The mediator suspended its work until 30 June.", days("2025-03-12", "2025-06-30")),
        ("en", "He was held there until 3 February.", Interval(None, date(2025, 2, 3))),
        ("ar", "أعلنت كييف هدنة حتى 20 نيسان/أبريل.", days("2025-03-12", "2025-04-20")),
        ("he", "קייב הכריזה על הפסקת אש עד 20 באפריל.", days("2025-03-12", "2025-04-20")),
    ],
)
def test_the_end_of_a_term_is_the_nearest_such_day_whatever_the_verbs_tense(
    language: str, text: str, interval: Interval
) -> None:
    (found,) = times(text, language)
    assert found.interval == interval


@pytest.mark.parametrize(
    ("language", "text", "words", "interval"),
    [
        ("en", "They met on Tuesday in Oslo.", "Tuesday", days("2025-03-11")),
        ("en", "They will meet on Tuesday in Oslo.", "Tuesday", days("2025-03-18")),
        ("en", "He came in late November.", "late November", days("2024-11-20", "2024-11-30")),
        ("en", "It was signed last Wednesday.", "last Wednesday", days("2025-03-05")),
        ("en", "They met between March 3 and 5.", "March 3 and 5", days("2025-03-03", "2025-03-05")),
        ("he", "הם נפגשו ביום שלישי באוסלו.", "ביום שלישי", days("2025-03-11")),
        ("he", "הוא צפוי לצאת מחר (חמישי).", "מחר (חמישי)", days("2025-03-13")),
        ("he", "ההסכם נחתם בה' באדר תשפ\"ה.", "בה' באדר תשפ\"ה", days("2025-03-05")),
        ("he", "הוא הגיע לפני שלושה שבועות.", "לפני שלושה שבועות", days("2025-02-16", "2025-02-22")),
        ("ar", "التقيا الثلاثاء في أوسلو.", "الثلاثاء", days("2025-03-11")),
        ("ar", "سيلتقيان الثلاثاء في أوسلو.", "الثلاثاء", days("2025-03-18")),
        ("ar", "وقع في ٩ أكتوبر/ تشرين الأول ٢٠٢٤.", "٩ أكتوبر/ تشرين الأول ٢٠٢٤", days("2024-10-09")),
        ("ar", "زار أنقرة في أواخر تشرين الثاني.", "أواخر تشرين الثاني", days("2024-11-20", "2024-11-30")),
    ],
)
def test_value(language: str, text: str, words: str, interval: Interval) -> None:
    (found,) = times(text, language)
    assert (found.text, found.interval) == (words, interval)
    assert found.span.of(text) == words


@pytest.mark.parametrize(
    ("language", "text", "interval"),
    [
        # midnight is of both its days, what is before or after it of one
        ("en", "The truce began at midnight on Sunday.", days("2025-03-09", "2025-03-10")),
        ("en", "He landed shortly after midnight on Sunday.", days("2025-03-09")),
        ("he", "ההפוגה החלה ביום ראשון בחצות.", days("2025-03-09", "2025-03-10")),
        ("ar", "بدأت الهدنة منتصف ليل الأحد.", days("2025-03-09", "2025-03-10")),
        # a night between two days
        ("en", "Shells fell overnight from Saturday to Sunday.", days("2025-03-08", "2025-03-09")),
        ("he", "בלילה שבין ה-3 ל-4 במרץ הופגזה העיר.", days("2025-03-03", "2025-03-04")),
        ("ar", "قصفت المدينة ليل السبت الأحد.", days("2025-03-08", "2025-03-09")),
        # up to now, not the last unit of the calendar
        ("en", "Over the past week they met twice.", days("2025-03-05", "2025-03-12")),
        ("he", "בשבוע האחרון הם נפגשו.", days("2025-03-05", "2025-03-12")),
        ("ar", "التقيا خلال الأسبوع الأخير.", days("2025-03-05", "2025-03-12")),
        # halves
        ("en", "Two and a half years ago he resigned.", days("2022-09-01", "2022-09-30")),
        ("he", "הוא פרש לפני שנתיים וחצי.", days("2022-09-01", "2022-09-30")),
        ("ar", "استقال قبل عامين ونصف العام.", days("2022-09-01", "2022-09-30")),
        # seasons by tense
        ("en", "In the summer he resigned.", days("2024-06-01", "2024-09-30")),
        ("he", "בקיץ הקרוב הם ייפגשו.", days("2025-06-01", "2025-09-30")),
        ("ar", "سيلتقيان في الصيف المقبل.", days("2025-06-01", "2025-09-30")),
        # other calendars
        ("en", "He was killed on 14 Adar 5785.", days("2025-03-14")),
        ("he", 'בשנת תשפ"ד הם נפגשו.', days("2023-09-16", "2024-10-02")),
        ("ar", "أعلن ذلك في 3 ربيع الأول 1446 هـ الموافق 6 سبتمبر 2024.", days("2024-09-06")),
        # a plan for a day just past is not of next year
        ("en", "The summit planned for 1 March was called off.", days("2025-03-01")),
    ],
)
def test_value_of_kinds_that_languages_share(language: str, text: str, interval: Interval) -> None:
    (found,) = times(text, language)
    assert found.interval == interval


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("en", "As of 1 April the pass is closed.", "2025-04-01"),
        ("en", "From Monday on the pass is closed.", "2025-03-10"),
        ("he", "החל מ-1 באפריל המעבר ייסגר.", "2025-04-01"),
        ("ar", "يغلق المعبر اعتبارا من 1 أبريل.", "2025-04-01"),
    ],
)
def test_from_a_day_on_may_look_ahead(language: str, text: str, start: str) -> None:
    (found,) = times(text, language)
    assert (found.bound, found.interval) == ("since", Interval(date.fromisoformat(start), None))


@pytest.mark.parametrize(
    ("language", "text", "offset"),
    [
        ("en", "On the eve of the summit they quarrelled.", (-1, -1)),
        ("en", "He was ill on the day of the signing.", (0, 0)),
        ("he", "ערב הפסגה הם רבו.", (-1, -1)),
        ("he", "בשבוע שלפני הפסגה הם נפגשו.", (-10, -4)),
        ("ar", "عشية القمة تشاجرا.", (-1, -1)),
        ("ar", "غداة الهجوم اتصل.", (1, 1)),
    ],
)
def test_counted_from_an_event_that_is_named(language: str, text: str, offset: tuple[int, int]) -> None:
    (found,) = times(text, language)
    assert (found.anchor, found.offset, found.interval) == (Anchor.EVENT, offset, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The committee meets every Tuesday and reports monthly."),
        ("en", "The talks may march on; 2000 people came, aged 45."),
        ("he", "הוועדה מתכנסת מדי שבוע ומדווחת כל חודש."),
        ("he", "הפרק הראשון והשני בספר, לדברי השופט."),
        ("ar", "تجتمع اللجنة كل أسبوع وترفع تقريرا شهريا."),
        ("ar", "بحث بين الاثنين سبل التعاون في القسم الأول."),
    ],
)
def test_frequency_and_numbers_are_no_dates(language: str, text: str) -> None:
    assert [e.text for e in times(text, language) if e.basis != "weekday"] == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "They talked for two hours.", "for two hours"),
        ("he", "הם שוחחו במשך שעתיים.", "במשך שעתיים"),
        ("ar", "استمر اللقاء نحو أربعين دقيقة.", "نحو أربعين دقيقة"),
    ],
)
def test_durations_stand_apart(language: str, text: str, words: str) -> None:
    assert times(text, language) == ()
    details = find_durations(document(text, language), EMPTY, load_pack(language))
    assert [(d.kind, d.text) for d in details] == [("duration", words)]


def test_furniture_holds_no_dates() -> None:
    text = "44 minutes ago\nThey met on Tuesday."
    page = document(text, "en", furniture=(Span(0, 14),))
    assert [e.text for e in find_times(page, EMPTY, load_pack("en"), PUBLISHED)] == ["Tuesday"]


def test_without_a_publication_day_only_whole_dates_have_days() -> None:
    partial, whole = times("They met on Tuesday, not on 3 May 2024.", "en", None)
    assert partial.interval is None and partial.weekday == 1
    assert whole.interval == days("2024-05-03")
    assert resolve(partial, PUBLISHED) == days("2025-03-11")


def test_the_next_day_counts_from_the_date_before() -> None:
    _, following = times("He arrived on 23 November. The following day he left for Vienna.", "en")
    assert following.anchor is Anchor.EVENT
    assert following.interval == days("2024-11-24")


def test_days_before_a_named_event_are_not_counted_from_the_text() -> None:
    _, before = times("On 9 May they met, three weeks before the signing.", "en")
    assert before.interval is None
    assert before.offset == (-24, -18)


def test_last_month_from_an_uncertain_day_covers_both_months() -> None:
    (found,) = times("He resigned last month.", "en", None)
    assert resolve(found, days("2025-02-25", "2025-03-05")) == days("2025-01-01", "2025-02-28")


def test_a_date_in_an_old_story_is_of_its_year() -> None:
    _, october = times("The war began in May 2014, and in October it spread.", "en")
    assert october.interval == days("2014-10-01", "2014-10-31")


def test_count_of_days_in_captivity_waits_for_its_epoch() -> None:
    (found,) = times("He spent 583 days in captivity.", "en")
    assert (found.anchor, found.offset, found.interval) == (Anchor.EPOCH, (583, 583), None)


def test_timex_values() -> None:
    found = times("On 3 May 2024, in June 2023, last week and in the 1990s.", "en")
    assert [e.timex for e in found] == ["2024-05-03", "2023-06", "2025-W10", "199"]
    assert [e.precision for e in found] == [Precision.DAY, Precision.MONTH, Precision.WEEK, Precision.DECADE]


WORDS = "on since until 3 12 2024 Tuesday March last next week two weeks ago early the of and to ( ) , . - / p.m."


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.sampled_from(["en", "he", "ar"]))
def test_any_words_give_spans_in_order_that_match_their_text(words: list[str], language: str) -> None:
    text = " ".join(words)
    found = times(text, language)
    ends = [0, *(e.span.end for e in found)]
    for end, expression in zip(ends, found, strict=False):
        assert end <= expression.span.start < expression.span.end
        assert expression.span.of(text) == expression.text
        value = expression.interval
        assert value is None or value.start is None or value.end is None or value.start <= value.end


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(1995, 1, 1), date(2090, 1, 1)), st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}"])
)
def test_whole_dates_come_back(day: date, form: str) -> None:
    text = "It happened on " + form.format(d=day.day, m=day.strftime("%B"), n=day.month, y=day.year) + " at sea."
    (found,) = times(text, "en")
    assert found.interval == Interval(day, day)


def test_an_aside_of_long_ago_gives_its_year_to_no_other_sentence() -> None:
    told = times("His son died in 2011. The strike of 9 January killed five.", "en")
    assert told[-1].interval == days("2025-01-09")
    told = times("In April 2019 the two met. On 5 May they signed.", "en")
    assert told[-1].interval == days("2019-05-05")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "They met last March."), ("he", "הם נפגשו במרץ האחרון."), ("ar", "التقيا في مارس الماضي.")],
)
def test_last_march_is_not_the_month_of_the_report(language: str, text: str) -> None:
    assert times(text, language)[0].interval == days("2024-03-01", "2024-03-31")
    later = Interval(date(2025, 4, 2), date(2025, 4, 2))
    assert times(text, language, later)[0].interval == days("2025-03-01", "2025-03-31")


@pytest.mark.parametrize(
    ("language", "text", "words", "interval"),
    [
        ("en", "Freed on 3 March, he left the following Friday.", "the following Friday", days("2025-03-07")),
        ("he", "הוא שוחרר ב-3 במרץ ועזב ביום שישי שלאחר מכן.", "ביום שישי שלאחר מכן", days("2025-03-07")),
        ("ar", "أفرج عنه في 3 مارس وغادر الجمعة التالي.", "الجمعة التالي", days("2025-03-07")),
        ("en", "In May 2024 they met. Days earlier a bomb fell.", "Days earlier", days("2024-04-25", "2024-05-30")),
        ("en", "They met in the last week of February.", "the last week of February", days("2025-02-25", "2025-02-28")),
        ("he", "הם נפגשו בשבוע האחרון של פברואר.", "בשבוע האחרון של פברואר", days("2025-02-25", "2025-02-28")),
        ("ar", "التقيا في الأسبوع الأخير من فبراير.", "الأسبوع الأخير من فبراير", days("2025-02-25", "2025-02-28")),
        ("en", "It must be signed before the weekend.", "before the weekend", days("2025-03-12", "2025-03-16")),
        ("he", "יש לחתום עליו לפני סוף השבוע.", "לפני סוף השבוע", days("2025-03-12", "2025-03-16")),
        ("ar", "يجب توقيعه قبل نهاية الأسبوع.", "قبل نهاية الأسبوع", days("2025-03-12", "2025-03-16")),
        ("en", "He was shot on the 31st of the month.", "the 31st of the month", days("2025-01-31")),
        ("he", "הוא נורה ב-31 בחודש.", "ב-31 בחודש", days("2025-01-31")),
        ("en", "He left half a year ago.", "half a year ago", days("2024-09-01", "2024-09-30")),
    ],
)
def test_counted_from_a_date_and_parts_of_units(language: str, text: str, words: str, interval: Interval) -> None:
    found = times(text, language)[-1]
    assert (found.text, found.interval) == (words, interval)


def test_timex_values_of_ranges_and_of_what_is_not_known() -> None:
    written = {
        e.text: e.timex for e in times("From 3 to 5 March 2025. In 2021. Last week. Yesterday. Late November.", "en")
    }
    assert written == {
        "From 3 to 5 March 2025": "2025-03-03/2025-03-05",
        "2021": "2021",
        "Last week": "2025-W10",
        "Yesterday": "2025-03-11",
        "Late November": "2024-11",
    }
    assert [e.timex for e in times("They met on Tuesday in late March.", "en", None)] == ["XXXX-WXX-2", "XXXX-03"]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_at_the_ends_of_the_calendar(day: date) -> None:
    text = "They met on Monday, at Easter, three weeks ago and last year; the summit will be next Friday, in ten years."
    assert times(text, "en", Interval(day, day))


@pytest.mark.parametrize(
    ("language", "text", "words", "offset"),
    [
        ("en", "They resumed three weeks after soldiers detained two men.", "three weeks after", (18, 24)),
        ("en", "He resigned two days after police came.", "two days after", (2, 2)),
        ("en", "It was agreed a month before Kenya's vote.", "a month before", (-45, -15)),
        ("en", "They met on the eve of talks in Rome.", "on the eve of", (-1, -1)),
        ("he", "הם נפגשו שלושה שבועות לאחר שחיילים עצרו שני דייגים.", "שלושה שבועות לאחר", (18, 24)),
        ("he", "הוא התפטר יומיים אחרי שנעצר אחיו.", "יומיים אחרי", (2, 2)),
        ("ar", "اجتمعوا قبل القمة بيومين.", "قبل القمة بيومين", (-2, -2)),
        ("ar", "سافر في اليوم التالي لتوقيع الاتفاق.", "في اليوم التالي", (1, 1)),
        ("ar", "اجتمعوا بعد ثلاثة أسابيع من اعتقال الجنود صيادين.", "بعد ثلاثة أسابيع من", (18, 24)),
    ],
)
def test_a_distance_from_a_happening_is_none_from_the_date_before(
    language: str, text: str, words: str, offset: tuple[int, int]
) -> None:
    (found,) = times(text, language)
    assert (found.text, found.offset, found.interval) == (words, offset, None)
    assert found.basis.startswith("counted from an event")


@pytest.mark.parametrize(
    "text", ["On 5 March they met. Two weeks after, they signed.", "On 5 March they met. A day after that, he left."]
)
def test_a_distance_from_no_happening_counts_from_the_date_before(text: str) -> None:
    found = times(text, "en")[-1]
    assert found.interval is not None and found.interval.start is not None and found.interval.start > date(2025, 3, 5)


def test_days_of_meetings_are_no_distance() -> None:
    assert times("اختتمت الجولة بعد ثلاثة أيام من الاجتماعات.", "ar") == ()
