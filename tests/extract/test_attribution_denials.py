"""Whose word it is where somebody denies, will not say, is quoted by another, or where nobody is named, in three languages."""

from __future__ import annotations

import pytest
from extract.test_attribution_links import read

from dragoman.extract.attribution import chain_of, find_attributions, find_said, read_chain
from dragoman.extract.predicates import Predicate
from dragoman.model import EventType, Source

DENIED = [
    ("en", "The Kremlin denied a report by the BBC that Putin had called Zelensky.", "called", "Kremlin"),
    ("en", "Hamas denied an Axios report that it had accepted the plan.", "accepted", "Hamas"),
    ("ar", "ونفى الكرملين تقريرا لهيئة الإذاعة البريطانية بأن بوتين هاتف زيلينسكي.", "هاتف", "الكرملين"),
    ("ar", "ونفت حماس ما أورده موقع أكسيوس عن قبولها الخطة.", "قبولها", "حماس"),
    ("he", "הקרמלין הכחיש דיווח של ה-BBC שלפיו פוטין התקשר לזלנסקי.", "התקשר", "הקרמלין"),
    ("he", "חמאס הכחיש את הדיווח באקסיוס שלפיו קיבל את התוכנית.", "קיבל", "חמאס"),
]


def chain(language: str, text: str, word: str) -> tuple[Source, ...]:
    reading = read(language, text)
    token = reading.token_at(text.index(word))
    opinion = next((p for p in reading.annotation.predicates if p.token == token), None)
    predicate = Predicate(token, token, EventType.MEET, False, "word", opinion)
    return read_chain(reading, predicate, find_attributions(reading))[0]


@pytest.mark.parametrize(("language", "text", "word", "name"), DENIED)
def test_an_outlet_whose_report_is_denied_is_no_source_of_the_denial(
    language: str, text: str, word: str, name: str
) -> None:
    assert [name in s.name for s in chain(language, text, word)] == [True]


UNSAID = [
    ("en", "The foreign ministry declined to say whether the minister had met the rebels.", "met"),
    ("en", "The spokesman would not confirm that a meeting had been held.", "held"),
    ("ar", "امتنعت وزارة الخارجية عن القول ما إذا كان الوزير التقى المتمردين.", "التقى"),
    ("ar", "ولم يؤكد المتحدث أن اجتماعا عقد.", "عقد"),
    ("he", "משרד החוץ סירב לומר אם השר נפגש עם המורדים.", "נפגש"),
    ("he", "ישראל אינה מאשרת ואינה מכחישה שתקפה את המתקן.", "שתקפה"),
]


@pytest.mark.parametrize(("language", "text", "word"), UNSAID)
def test_who_will_not_say_is_the_source_of_nothing(language: str, text: str, word: str) -> None:
    assert chain(language, text, word) == ()


NOBODY = [
    ("en", "Kyiv is believed to have attacked the refinery.", "attacked", "believed"),
    ("en", "The two sides are to meet in Oslo, it was announced in Bogota.", "meet", "announced"),
    ("en", "As was reported last week, the two sides will meet in Muscat.", "meet", "reported"),
    ("ar", "يعتقد أن كييف هاجمت المصفاة.", "هاجمت", "يعتقد"),
    ("ar", "أعلن في بوغوتا أن الطرفين سيلتقيان في أوسلو.", "سيلتقيان", "أعلن"),
    ("he", "אמרו לנו שהכוח נסוג.", "נסוג", "אמרו"),
    ("he", "כפי שדווח בשבוע שעבר, הצדדים ייפגשו במסקט.", "ייפגשו", "דווח"),
]


@pytest.mark.parametrize(("language", "text", "word", "words"), NOBODY)
def test_what_nobody_is_named_for_has_its_words_as_an_unnamed_source(
    language: str, text: str, word: str, words: str
) -> None:
    (source,) = chain(language, text, word)
    assert words in source.text and source.mention is None


WRITTEN_ONTO = [
    ("ar", "أبلغنا مسؤول مصري بأن المعبر سيفتح.", "سيفتح", ["مسؤول مصري"]),
    ("ar", "أخبرتنا الممرضة أن الجنود هاجموا المستشفى.", "هاجموا", ["الممرضة"]),
    ("ar", 'وقال قيادي في حماس: "أبلغنا القطريون أن إسرائيل وافقت".', "وافقت", ["قيادي في حماس", "القطريون"]),
    ("ar", "قال مسؤول اشترط عدم الكشف عن هويته إن الوفدين التقيا في مسقط.", "التقيا", ["مسؤول"]),
    ("ar", "وقالت مسؤولتان طلبتا إغفال اسميهما إن الرئيس وافق.", "وافق", ["مسؤولتان"]),
    ("ar", "وقال شيخ القرية إن الجنود قتلوا راعيا.", "قتلوا", ["شيخ القرية"]),
    ("ar", "وقال لي وزير سابق إن الملك التقى المبعوث سرا.", "التقى", ["وزير سابق"]),
    ("he", "אמר לנו קצין בדימוס שהגדוד נסוג לפני עלות השחר.", "נסוג", ["קצין בדימוס"]),
    ("he", "מסרו לנו בצבא שהכוח נסוג.", "נסוג", ["בצבא"]),
]


@pytest.mark.parametrize(("language", "text", "word", "names"), WRITTEN_ONTO)
def test_who_speaks_beside_us_or_behind_a_condition(language: str, text: str, word: str, names: list[str]) -> None:
    found = chain(language, text, word)
    assert len(found) == len(names) and all(n in s.text for n, s in zip(names, found, strict=True))


HOPS = [
    ("en", "Lavrov was quoted by TASS as saying that Moscow rejected the proposal.", "rejected", ["TASS", "Lavrov"]),
    (
        "en",
        "Rubio told Fox News that Witkoff had been told by the Iranians that they would accept inspections.",
        "accept",
        ["Fox News", "Rubio", "Iranians"],
    ),
    (
        "en",
        "Israel's Channel 12 reported, without citing sources, that the cabinet would meet at night.",
        "meet",
        ["Channel 12"],
    ),
    (
        "he",
        'השליחים הסכימו על מועד, לפי רויטרס, המצטטת את העיתון הסעודי "עוכאז", שציטט גורם תימני.',
        "הסכימו",
        ["רויטרס", "עוכאז", "גורם תימני"],
    ),
    ("en", '"We demand that the army leave the valley," said Mullah Daud.', "leave", ["Mullah Daud"]),
]


@pytest.mark.parametrize(("language", "text", "word", "names"), HOPS)
def test_who_told_whom(language: str, text: str, word: str, names: list[str]) -> None:
    found = chain(language, text, word)
    assert len(found) == len(names) and all(n in s.text for n, s in zip(names, found, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "„We will attack the port“, the commander warned on Monday.",
        "‘We will attack the port,’ the commander warned on Monday.",
        "«We will attack the port,» the commander warned on Monday.",
    ],
)
def test_any_quotation_marks_hold_the_words_of_a_speaker(text: str) -> None:
    reading = read("en", text)
    found = find_attributions(reading)
    token = reading.token_at(text.index("attack"))
    said = find_said(reading, found, token)
    assert [s.text for s in chain_of(found, token)[0]] == ["the commander"]
    assert said is not None and [q.of(text).rstrip(",") for q in said.quotes] == ["We will attack the port"]


def test_who_goes_on_is_who_spoke_in_the_same_sentence() -> None:
    text = "The army refused to comment. A diplomat told Reuters that the talks had ended and demanded that the rebels withdraw."
    assert [s.name for s in chain("en", text, "withdraw")] == ["Reuters", "A diplomat"]
