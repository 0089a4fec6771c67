"""Clauses of time beside what is told, claims that nobody could check or that are contradicted, relative clauses with a source of their own."""

from __future__ import annotations

import pytest
from extract.test_attribution_links import read

from dragoman.extract.attribution import find_attributions, read_chain
from dragoman.extract.predicates import Predicate
from dragoman.model import EventType

TIMES = [
    (
        "en",
        "When the minister announced that the talks had ended, the delegation left the hall.",
        "ended",
        ["minister"],
    ),
    ("en", "When the minister announced that the talks had ended, the delegation left the hall.", "left", []),
    (
        "en",
        "After the envoy said that the sides had agreed, the commander denied having signed it.",
        "agreed",
        ["envoy"],
    ),
    (
        "en",
        "After the envoy said that the sides had agreed, the commander denied having signed it.",
        "signed",
        ["comm"],
    ),
    (
        "en",
        "Hours after Reuters reported that the ministers had met in Baku, the army shelled the port.",
        "shelled",
        [],
    ),
    ("en", "The mayor resigned after the Herald Tribune reported that he had met smugglers.", "resigned", []),
    ("ar", "وعندما سأل الصحافي إن كان الوفد قد غادر، أجاب الوزير: «سنلتقي غدا في عمان».", "سنلتقي", ["الوزير"]),
    ("ar", "وعندما أعلن الوزير أن المحادثات انتهت، غادر الوفد القاعة.", "انتهت", ["الوزير"]),
    ("ar", "وعندما أعلن الوزير أن المحادثات انتهت، غادر الوفد القاعة.", "غادر", []),
    ("ar", "فيما كان المتحدث يؤكد أن الطريق آمن، هاجم مسلحون القافلة.", "هاجم", []),
    ("he", "כשהשר הודיע כי השיחות הסתיימו, עזבה המשלחת את האולם.", "הסתיימו", ["שר"]),
    ("he", "כשהשר הודיע כי השיחות הסתיימו, עזבה המשלחת את האולם.", "עזבה", []),
    ("he", "בעוד הדוברת טענה כי הכביש בטוח, תקפו חמושים את השיירה.", "תקפו", []),
    ("he", "לאחר שהשליח אמר כי הצדדים הסכימו, הכחיש המפקד כי חתם על מסמך כלשהו.", "חתם", ["המפקד"]),
]
UNCHECKED = [
    (
        "en",
        "Reuters was unable to independently verify reports that the rebels had shelled the hospital.",
        "shelled",
        [],
    ),
    ("ar", "ولم تتمكن رويترز من التحقق من أن المتمردين سيطروا على البلدة.", "سيطروا", []),
    ("he", "רויטרס לא יכלה לאמת באופן עצמאי את הדיווחים שלפיהם הופגז בית החולים.", "הופגז", []),
    ("en", "Bogota has not confirmed the meeting.", "meeting", []),
    ("en", "Contrary to what Haaretz reported, the ministers did not meet, an aide said.", "meet", ["aide"]),
    ("ar", "وعلى عكس ما أوردته هآرتس، لم يلتق الوزيران، بحسب مساعد.", "يلتق", ["مساعد"]),
    ("he", "בניגוד לדיווח בהארץ, השרים לא נפגשו, אמר עוזר.", "נפגשו", ["עוזר"]),
]
OTHERS = [
    ("en", "The convoy, which, according to two residents, was attacked, reached the town.", "attacked", ["residents"]),
    ("en", "The convoy, which, according to two residents, was attacked, reached the town.", "reached", []),
    (
        "en",
        "Two officials, one American and one Qatari, said the sides had exchanged lists.",
        "exchanged",
        ["officials"],
    ),
    (
        "en",
        "In response to a question from Reuters, the minister said the envoy would leave.",
        "leave",
        ["Reu", "minister"],
    ),
    ("he", "לשאלת רויטרס אמרה השרה כי ההפוגה תתחיל ביום ראשון.", "תתחיל", ["רויטרס", "השרה"]),
    ("he", '"הם נפגשו פעמיים", אמר עומר חדאד, דובר הקואליציה. "דבר לא נחתם".', "נחתם", ["עומר חדאד"]),
]


@pytest.mark.parametrize(("language", "text", "word", "chain"), TIMES + UNCHECKED + OTHERS)
def test_chain(language: str, text: str, word: str, chain: list[str]) -> None:
    reading = read(language, text)
    token = reading.token_at(text.index(word))
    opinions = {p.token: p for p in reading.annotation.predicates}
    predicate = Predicate(token, token, EventType.MEET, False, "test", opinions.get(token))
    found, _ = read_chain(reading, predicate, find_attributions(reading))
    assert len(found) == len(chain) and all(w in s.text for s, w in zip(found, chain, strict=True))
