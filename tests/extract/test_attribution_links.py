"""Links that papers, outlets beside their class, interviews and former speakers make in a chain."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman import knowledge_base
from dragoman.annotate import Annotator
from dragoman.extract.attribution import chain_of, find_attributions, find_said, read_chain
from dragoman.extract.mentions import find_mentions
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.reference import resolve_references
from dragoman.model import Document, EventType
from dragoman.pack import load_pack


@cache
def read(language: str, text: str, outlet: str | None = None) -> Reading:
    document = Document("d", "d", text, language, outlet=outlet)
    (annotation,) = Annotator(threads=2).annotate([document])
    reading = Reading(document, annotation, load_pack(language))
    reading.set_mentions(find_mentions(reading, knowledge_base.load()))
    reading.set_mentions(resolve_references(reading, reading.mentions))
    return reading


CHAINS = [
    ("en", "Kyodo, quoting two officials, said the leaders would meet in Tokyo.", "meet", ["Kyodo", "two officials"]),
    (
        "en",
        "He agreed, according to a draft resolution obtained by Reuters.",
        "agreed",
        ["Reuters", "a draft resolution"],
    ),
    ("en", "The port will close, said one of them, Amadou Cissé.", "close", ["Amadou Cissé"]),
    ("en", "The families were told that a plan existed, their lawyer said.", "existed", ["their lawyer"]),
    ("en", "The Vatican has offered talks, Italian daily La Repubblica reported.", "offered", ["La Repubblica"]),
    ("he", "ההפוגה תוארך בשבוע, סיפר ל-CNN אדם המעורה בפרטים.", "תוארך", ["CNN", "אדם המעורה בפרטים"]),
    ("he", "בחברה אומרים שהזקנים הסכימו לתנאים.", "הסכימו", ["בחברה"]),
    ("he", 'בסוכנות "יונהאפ" נמסר כי המשלחת יצאה לדרך.', "יצאה", ["יונהאפ"]),
    ("ar", 'سلمت طهران ردها، حسبما ذكرت وكالة الأنباء الإيرانية "إرنا" الأحد.', "سلمت", ["إرنا"]),
    ("ar", "وافق الوفد، كما قال حارس ومسؤول محلي.", "وافق", ["حارس", "ومسؤول محلي"]),
]


@pytest.mark.parametrize(("language", "text", "word", "chain"), CHAINS)
def test_chain(language: str, text: str, word: str, chain: list[str]) -> None:
    reading = read(language, text)
    found, _ = chain_of(find_attributions(reading), reading.token_at(text.index(word)))
    assert len(found) == len(chain) and all(w in s.text for s, w in zip(found, chain, strict=True))


def test_a_particle_without_a_source_is_said_by_nobody() -> None:
    text = "Duro said the road was open. According to plan, the convoy left at noon."
    reading = read("en", text)
    assert chain_of(find_attributions(reading), reading.token_at(text.index("left"))) == ((), ())


def test_who_rejects_an_account_speaks_the_quotation_behind_it() -> None:
    text = 'Tor Hadin told Reuters he was offered a post. Lina Moss rejected the account. "No post was offered. None will be," she said.'
    reading = read("en", text)
    chain, _ = chain_of(find_attributions(reading), reading.token_at(text.rindex("offered")))
    assert [s.name for s in chain] == ["Lina Moss"]


@pytest.mark.parametrize(
    "text",
    [
        "Farage threatened, in an interview with Sky News, to tear up the treaty.",
        "Farage told Sky News he was ready and threatened to tear up the treaty.",
    ],
)
def test_a_speech_act_keeps_the_outlet_that_it_was_made_to(text: str) -> None:
    reading = read("en", text)
    token = reading.token_at(text.index("threatened"))
    chain, why = read_chain(
        reading, Predicate(token, token, EventType.THREATEN, False, "word"), find_attributions(reading)
    )
    assert [s.name for s in chain] == ["Sky News"] and why


def test_things_papers_and_the_own_outlet_are_no_addressees() -> None:
    text = "גורם מדיני אמר ליומן החוף כי ישראל ידעה על הפגישה."
    reading = read("he", text, "יומן החוף")
    said = find_said(reading, find_attributions(reading), reading.token_at(text.index("ידעה")))
    assert said is not None and said.addressees == ()
