"""Who stands outside whom, whom a cue goes on for, to whom it is told, on what condition and side, in three languages."""

from __future__ import annotations

import pytest
from extract.test_attribution_links import read

from dragoman.annotate import Annotator
from dragoman.extract import extract
from dragoman.extract.attribution import chain_of, find_attributions
from dragoman.model import Document, EventType, Source, Status

ORDERS = [
    ("en", "Bloomberg reported, citing the Wall Street Journal, that the ministers met.", "met", ["Bloomberg", "Wall"]),
    ("en", "Citing the Wall Street Journal, Bloomberg reported that the ministers met.", "met", ["Bloomberg", "Wall"]),
    (
        "en",
        "The ministers met in Geneva, Bloomberg reported, citing the Wall Street Journal.",
        "met",
        ["Bloom", "Wall"],
    ),
    (
        "en",
        "Interfax cited the Kremlin spokesman as saying that the delegations met in Minsk, TASS reported.",
        "met",
        ["TASS", "Interfax", "Kremlin"],
    ),
    (
        "en",
        "The two sides will meet in Oslo, Haaretz quoted an aide as saying, the Times of Israel reported.",
        "meet",
        ["Times", "Haaretz", "aide"],
    ),
    ("en", "Citing AFP, the Post said that the envoy had met the general.", "met", ["Post", "AFP"]),
    ("en", "Reuters, quoting Al Jazeera, said that the rebels attacked the town.", "attacked", ["Reuters", "Jazeera"]),
    ("en", "Al Arabiya quoted Reuters as saying that the envoy had arrived.", "arrived", ["Arabiya", "Reuters"]),
    (
        "en",
        "Ynet, citing Axios, reported that two officials told the New York Times that the sides had agreed.",
        "agreed",
        ["Ynet", "Axios", "New York Times", "officials"],
    ),
    ("en", "The minister said that, according to Reuters, the road was closed.", "closed", ["Reuters", "minister"]),
    ("ar", "ذكرت وكالة رويترز نقلا عن صحيفة وول ستريت جورنال أن الوزيرين اجتمعا.", "اجتمعا", ["رويترز", "وول"]),
    ("ar", "نقلت قناة الجزيرة عن وكالة رويترز أن القوات هاجمت الفاشر.", "هاجمت", ["الجزيرة", "رويترز"]),
    ("ar", "نقلا عن موقع أكسيوس، ذكرت صحيفة هآرتس أن الوفد غادر جوبا.", "غادر", ["هآرتس", "أكسيوس"]),
    (
        "ar",
        "نقلت إنترفاكس عن المتحدث باسم الكرملين قوله إن الوفدين اجتمعا في مينسك، حسبما ذكرت تاس.",
        "اجتمعا",
        ["تاس", "إنترفاكس", "الكرملين"],
    ),
    ("ar", "وقالت الوزيرة إن الوفد، بحسب نظيرها، غادر باكو.", "غادر", ["الوزيرة", "نظيرها"]),
    ("he", "בלומברג דיווחה, תוך ציטוט הוול סטריט ג'ורנל, כי שני השרים נפגשו.", "נפגשו", ["בלומברג", "הוול"]),
    (
        "he",
        "אינטרפקס ציטטה את דובר הקרמלין שאמר כי המשלחות נפגשו במינסק, דיווחה טאס.",
        "נפגשו",
        ["טאס", "אינטרפקס", "הקרמלין"],
    ),
    ("he", "ynet דיווח בשם אקסיוס כי המשלחת יצאה מג'ובה.", "יצאה", ["ynet", "אקסיוס"]),
    ("he", "אל-ערבייה ציטטה את רויטרס שלפיה השליח הגיע לח'רטום.", "הגיע", ["אל-ערבייה", "רויטרס"]),
]


def chain(language: str, text: str, word: str) -> tuple[Source, ...]:
    reading = read(language, text)
    return chain_of(find_attributions(reading), reading.token_at(text.index(word)))[0]


@pytest.mark.parametrize(("language", "text", "word", "names"), ORDERS)
def test_who_cites_stands_outside(language: str, text: str, word: str, names: list[str]) -> None:
    found = chain(language, text, word)
    assert len(found) == len(names) and all(n in s.text for s, n in zip(found, names, strict=True))


OWN = [
    (
        "en",
        "The minister said Ankara would host them. It should be noted that the two sides signed it in 2021.",
        "signed",
    ),
    (
        "en",
        "Reda said the army would leave. Eritrea was not invited, and nobody could say whether it withdrew.",
        "withdrew",
    ),
    ("ar", "وقال مصدر حكومي إن الوفد وصل. ويذكر أن الطرفين وقعا اتفاقا في 2023.", "وقعا"),
    ("ar", "وقال الوزير إن الوفد وصل. وتسلم الملك الرسالة في لقاء لم يُعلن عنه في العقبة.", "وتسلم"),
    ("he", "סוכנות רויטרס דיווחה כי המשלחת הגיעה. יצוין כי הצדדים חתמו על הסכם ב-2023.", "חתמו"),
]


@pytest.mark.parametrize(("language", "text", "word"), OWN)
def test_the_reports_own_voice_has_no_chain(language: str, text: str, word: str) -> None:
    assert chain(language, text, word) == ()


LISTENERS = [
    ("ar", "قال لافروف لنظيره التركي هاكان فيدان خلال اتصال إن موسكو وافقت على الهدنة.", "وافقت", "لافروف"),
    ("ar", "وقال المبعوث الأمريكي لقائد قوات الدعم السريع إن الوفد سيصل الجمعة.", "سيصل", "المبعوث الأمريكي"),
    ("ar", "قال مسؤول أوكراني لنظرائه الأوروبيين في بروكسل إن موسكو رفضت الاقتراح.", "رفضت", "مسؤول أوكراني"),
    ("en", "Lavrov told his Turkish counterpart Hakan Fidan that Moscow had agreed.", "agreed", "Lavrov"),
    ("he", "לברוב אמר לעמיתו הטורקי הקאן פידאן כי מוסקבה הסכימה להפסקת אש.", "הסכימה", "לברוב"),
]


@pytest.mark.parametrize(("language", "text", "word", "speaker"), LISTENERS)
def test_who_is_told_is_an_addressee_and_no_source(language: str, text: str, word: str, speaker: str) -> None:
    assert [s.text for s in chain(language, text, word)] == [speaker]
    assert any(a.addressees for a in find_attributions(read(language, text)))


def test_an_outlet_that_is_told_something_prints_it() -> None:
    text = "وقال مسؤول تركي لوكالة رويترز إن الوفد سيصل إلى أنقرة غدا."
    assert [s.kind.value for s in chain("ar", text, "سيصل")] == ["outlet", "anonymous"]


CONDITIONS = [
    ("ar", "قال دبلوماسي قطري طلب عدم نشر اسمه لرويترز إن الطرفين اتفقا.", "اتفقا", "طلب عدم نشر اسمه"),
    (
        "ar",
        "قال مسؤولان تحدثا شريطة عدم الكشف عن هويتهما إن الوزير التقى الوفد.",
        "التقى",
        "شريطة عدم الكشف عن هويتهما",
    ),
    ("ar", "وقال مصدر مطلع رفض الإفصاح عن اسمه إن المفاوضين سيغادرون.", "سيغادرون", "رفض الإفصاح عن اسمه"),
    ("ar", "وقال مسؤول مفضلا عدم الكشف عن هويته إن الوفد التقى القائد.", "التقى", "مفضلا عدم الكشف عن هويته"),
    ("ar", "قال ضابط كبير تحدث بشرط السرية إن الوفد التقى القائد.", "التقى", "بشرط السرية"),
    ("en", "An official who asked not to be named said they had agreed.", "agreed", "asked not to be named"),
    ("en", "Two officials said they had met. Both requested anonymity.", "met", "requested anonymity"),
    ("he", "דיפלומט שביקש לא להזדהות אמר כי הצדדים נפגשו.", "נפגשו", "שביקש לא להזדהות"),
]


@pytest.mark.parametrize(("language", "text", "word", "condition"), CONDITIONS)
def test_conditions_of_anonymity(language: str, text: str, word: str, condition: str) -> None:
    assert [s.condition for s in chain(language, text, word) if s.kind.value == "anonymous"] == [condition]


STAKES = [
    (
        "en",
        "Qatar is mediating between Congo and the M23 rebels. A Qatari diplomat said they agreed on a swap.",
        "agreed",
    ),
    ("en", "A diplomat from Oman, which is mediating between the sides, said that Tehran had agreed.", "agreed"),
    ("ar", "تتوسط قطر بين الكونغو وحركة إم 23. وقال دبلوماسي قطري إن الطرفين اتفقا على تبادل الأسرى.", "اتفقا"),
    ("he", "קטר מתווכת בין קונגו למורדי M23. דיפלומט קטרי אמר כי הצדדים הסכימו על חילופי שבויים.", "הסכימו"),
]


@pytest.mark.parametrize(("language", "text", "word"), STAKES)
def test_whose_country_mediates_is_a_mediator(language: str, text: str, word: str) -> None:
    assert chain(language, text, word)[-1].stake == "mediator"


SILENT = [
    ("he", "המשלחת יצאה לקהיר. בלשכת ראש הממשלה לא הגיבו לפנייה.", "לשכת ראש הממשלה"),
    ("he", "בארמון הנשיאות בחרטום סירבו להתייחס לדיווח על המגעים.", "ארמון הנשיאות"),
    ("he", "שני השגרירים ביקשו שלא להגיב על הדיווחים על הפגישה בניקוסיה.", "שני השגרירים"),
    ("ar", "وسحبت إريتريا سفيرها يوم الأحد. ولم يتسن الحصول على تعليق من أسمرة.", "أسمرة"),
    ("en", "The delegation left Doha. The ministry preferred not to comment.", "ministry"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), SILENT)
def test_who_will_not_comment_is_named(language: str, text: str, speaker: str) -> None:
    document = Document("d", "d", text, language)
    (annotation,) = Annotator(threads=2).annotate([document])
    silent = [c for c in extract(document, annotation).claims if "no comment" in c.why]
    assert [(c.type, c.status) for c in silent] == [(EventType.STATE, Status.DENIED)]
    assert speaker in silent[0].sources[-1].text


ACTS = [
    ("en", "A Sudanese official denied it.", EventType.DENY, ["A Sudanese official"]),
    ("en", "An Iranian official rejected the proposal.", EventType.REJECT, ["An Iranian official"]),
    ("en", "Protesters demanded the release of the prisoners.", EventType.DEMAND, []),
    ("ar", "ورفض مسؤول إيراني المقترح.", EventType.REJECT, ["مسؤول إيراني"]),
    ("he", "דיפלומט מערבי דרש מסרביה לשחרר את האסירים.", EventType.DEMAND, ["דיפלומט מערבי"]),
    ("he", "המפגינים דרשו את שחרור האסירים.", EventType.DEMAND, []),
]


@pytest.mark.parametrize(("language", "text", "kind", "sources"), ACTS)
def test_an_unnamed_person_is_the_source_of_his_act(
    language: str, text: str, kind: EventType, sources: list[str]
) -> None:
    document = Document("d", "d", text, language)
    (annotation,) = Annotator(threads=2).annotate([document])
    acts = [c for c in extract(document, annotation).claims if c.type is kind]
    assert [[s.text for s in c.sources] for c in acts] == [sources]


TOLD_INSIDE = [
    ("he", '"הוא אמר לנו שהמשלחת נפגשה עם הגנרל", סיפר זקן הכפר.', "נפגשה", ["זקן הכפר", "הוא"]),
    ("he", '"אמר לנו שהמשלחת נפגשה עם הגנרל", סיפר זקן הכפר.', "נפגשה", ["זקן הכפר", "אמר לנו"]),
    ("ar", "«قال لي إن الوفد التقى القائد في جوبا»، روى التاجر.", "التقى", ["التاجر", "قال لي"]),
]


@pytest.mark.parametrize(("language", "text", "word", "names"), TOLD_INSIDE)
def test_who_told_the_speaker_is_heard_without_a_pronoun(language: str, text: str, word: str, names: list[str]) -> None:
    assert [s.text for s in chain(language, text, word)] == names


def test_a_quoted_name_behind_a_noun_for_an_outlet_is_the_outlet() -> None:
    found = chain("he", 'המסר הציע אשרות תמורת שתיקה, טען ערוץ האופוזיציה "מתאוורי".', "הציע")
    assert [(s.kind.value, s.text) for s in found] == [("outlet", "מתאוורי")]


def test_a_pronoun_inside_a_quotation_is_somebody_else() -> None:
    found = chain("en", '"He told us that the army would withdraw," said the elder.', "withdraw")
    assert [s.text for s in found] == ["the elder", "He"]
