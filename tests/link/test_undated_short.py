"""Short undated reports: the true day is never ruled out; dates past and to come narrow a year."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import find_times
from dragoman.link.dating import date_document
from dragoman.model import Annotation, Dating, Document, Extraction, Interval
from dragoman.pack import load_pack


def dating_of(language: str, text: str) -> Dating | None:
    document = Document("r", "r", text, language)
    times = find_times(document, Annotation("r", (), (), ()), load_pack(language), None)
    return date_document(document, Extraction("r", (), times, ()))[0]


REPORTS = [
    (
        "en",
        "2024-07-23",
        "Fourteen Palestinian factions signed a declaration of unity in Beijing on Tuesday. They had last met in Moscow in "
        "February 2024. China's foreign minister Wang Yi said that a government of consensus would be formed. In April the two "
        "largest of them had talked in Beijing, and a further round is due in August.",
    ),
    (
        "en",
        "2023-11-08",
        "The seventh day of talks between Armenia and its neighbour's envoys passed without a word. Since the exodus of September "
        "2023, said an official in Yerevan, nothing has been simple. Aliyev and Pashinyan did not come to Granada on 5 October, "
        "and the meeting planned for the end of November is uncertain.",
    ),
    (
        "en",
        "2016-08-25",
        "HAVANA. The two delegations announced last night that everything is agreed. Talks had begun here on 19 November 2012, and a "
        "bilateral ceasefire was signed on 23 June. The plebiscite will be held on 2 October, the president said.",
    ),
    (
        "he",
        "2022-10-12",
        "ראש הממשלה הודיע אתמול כי הושגה הסכמה על קו הגבול הימי. המתווך האמריקני, שמונה באוקטובר 2021, העביר את הטיוטה האחרונה ביום שלישי. "
        'ב-2 ביולי שוגרו שלושה כטב"מים לעבר האסדה. החתימה צפויה עד 31 באוקטובר.',
    ),
    (
        "he",
        "2019-02-26",
        "הנשיא ויריבו ייפגשו מחר (רביעי) בהאנוי. בפגישתם הראשונה, ב-12 ביוני 2018 בסינגפור, חתמו על הצהרה קצרה. השליח ביגן שהה בפיונגיאנג בתחילת פברואר.",
    ),
    (
        "he",
        "2020-09-24",
        "שני הצדדים חידשו את המגעים בקטאר ב-12 בספטמבר, שבעה חודשים אחרי שההסכם נחתם ב-29 בפברואר 2020. השליח אמר כי ישוב לדוחה באוקטובר.",
    ),
    (
        "ar",
        "2023-03-13",
        "أعلنت الرياض وطهران يوم الجمعة في بكين استئناف علاقاتهما المقطوعة منذ كانون الثاني 2016. وكانت خمس جولات قد عقدت في بغداد آخرها في نيسان 2022. "
        "ومن المقرر أن تفتح السفارتان قبل 10 أيار.",
    ),
    (
        "ar",
        "2021-01-06",
        "وقع القادة أمس الثلاثاء بيان العلا الذي أنهى خلافا بدأ في 5 حزيران 2017. وكان الوسيط الكويتي قد أعلن في 4 كانون الأول عن تقدم كبير.",
    ),
    (
        "ar",
        "2018-09-18",
        "اتفق الرئيسان أمس في سوتشي على منطقة عازلة في إدلب عرضها بين 15 و20 كيلومترا، على أن تقام قبل 15 تشرين الأول. "
        "وكانا قد التقيا في طهران في 7 أيلول 2018.",
    ),
]


@pytest.mark.parametrize(("language", "day", "text"), REPORTS)
def test_the_true_day_is_among_the_certain_ones(language: str, day: str, text: str) -> None:
    dating, true = dating_of(language, text), date.fromisoformat(day)
    assert dating is not None
    assert dating.interval.start is None or dating.interval.start <= true
    assert dating.interval.end is None or true <= dating.interval.end
    assert dating.best.start is None or dating.best.start <= true
    assert dating.best.end is None or true <= dating.best.end


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In January 2004, twenty years ago, the revolt began. On 6 February the two sides met. They will meet on 11 March.",
        ),
        ("he", "המרד החל בינואר 2004, לפני עשרים שנה. ב-6 בפברואר חודשו השיחות. הצדדים ייפגשו ב-11 במרץ."),
    ],
)
def test_a_report_is_of_the_days_between_a_date_past_and_one_to_come(language: str, text: str) -> None:
    dating = dating_of(language, text)
    assert dating is not None
    assert dating.best == Interval(date(2024, 2, 6), date(2024, 3, 11))


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        (
            "en",
            "Last Thursday, 7 October, a frigate fired shots. In February 2009 the pirates had let another ship go.",
            "2010-10-08",
            "2010-10-19",
        ),
        (
            "en",
            "The truce of February 2002, now in its fifth year, is in doubt. On 22 February they met. On 12 April a bomb killed six. They will meet "
            "on 24 April.",
            "2006-04-12",
            "2006-04-24",
        ),
        (
            "en",
            "On 5 May 2023 he went home. The war began on 25 August 2017. The storm came last Sunday, nine days after he returned.",
            "2023-05-14",
            "2023-05-21",
        ),
        ("he", "ב-5 במאי 2023 שב לכפרו. הסופה באה ביום ראשון האחרון, תשעה ימים אחרי ששב.", "2023-05-14", "2023-05-21"),
    ],
)
def test_words_that_agree_tell_the_likely_days(language: str, text: str, first: str, last: str) -> None:
    dating = dating_of(language, text)
    assert dating is not None
    assert dating.best == Interval(date.fromisoformat(first), date.fromisoformat(last))
