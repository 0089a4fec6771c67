"""Which event gets which date."""

from __future__ import annotations

from datetime import date

from dragoman.extract.times import anchor_times, choose_when, find_times
from dragoman.model import Annotation, Document, Interval, Sentence, Span, Token
from dragoman.pack import load_pack

PUBLISHED = Interval(date(2025, 3, 12), date(2025, 3, 12))
# word/part of speech/head (word number, -1 for the root)/relation
LEADING = "On/ADP/1/case Monday/PROPN/3/obl he/PRON/3/nsubj met/VERB/-1/root Fidan/PROPN/3/obj ././3/punct"
RELATIVE = (
    "Boulos/PROPN/7/nsubj ,/PUNCT/3/punct who/PRON/3/nsubj visited/VERB/0/acl Cairo/PROPN/3/obj on/ADP/6/case Monday/PROPN/3/obl "
    "rejected/VERB/-1/root the/DET/9/det plan/NOUN/7/obj on/ADP/11/case Thursday/PROPN/7/obl ././7/punct"
)


def annotate(written: str) -> tuple[Document, Annotation]:
    text, tokens = "", []
    for part in written.split():
        word, upos, head, relation = part.rsplit("/", 3)
        start = len(text)
        text += word + " "
        tokens.append(Token(Span(start, start + len(word)), word, upos, int(head), relation))
    sentence = Sentence(Span(0, len(text) - 1), 0, len(tokens))
    return Document("0", "0", text, "en"), Annotation("0", tuple(tokens), (sentence,), ())


def anchored(written: str, *predicates: str) -> dict[str, str]:
    document, annotation = annotate(written)
    times = find_times(document, annotation, load_pack("en"), PUBLISHED)
    tokens = [t.text for t in annotation.tokens]
    found = anchor_times(annotation.sentences[0], [tokens.index(p) for p in predicates], times, annotation)
    return {tokens[p]: e.text for p, e in found.items()}


def test_a_leading_date_belongs_to_its_verb() -> None:
    assert anchored(LEADING, "met") == {"met": "Monday"}


def test_a_date_in_a_relative_clause_stays_there() -> None:
    assert anchored(RELATIVE, "visited", "rejected") == {"visited": "Monday", "rejected": "Thursday"}


def test_choose_when_takes_spans() -> None:
    document, annotation = annotate(RELATIVE)
    times = find_times(document, annotation, load_pack("en"), PUBLISHED)
    spans = {t.text: t.span for t in annotation.tokens}
    chosen = choose_when(
        spans["visited"], annotation.sentences[0].span, times, annotation, predicates=[spans["rejected"]]
    )
    assert chosen is not None and chosen.text == "Monday"


def test_no_dates_no_choice() -> None:
    assert anchored("He/PRON/1/nsubj met/VERB/-1/root Fidan/PROPN/1/obj ././1/punct", "met") == {}


ASIDE = (
    "They/PRON/1/nsubj reopened/VERB/-1/root two/NUM/3/nummod gates/NOUN/1/obj shut/VERB/3/acl in/ADP/6/case May/PROPN/4/obl "
    "2021/NUM/6/nmod ././1/punct"
)
OCCASION = (
    "He/PRON/1/nsubj warned/VERB/-1/root at/ADP/4/case a/DET/4/det conference/NOUN/1/obl held/VERB/4/acl on/ADP/7/case "
    "Monday/PROPN/5/obl ././1/punct"
)
BESIDE = (
    "On/ADP/1/case Monday/PROPN/10/obl ,/PUNCT/10/punct two/NUM/4/nummod weeks/NOUN/10/obl after/ADP/7/case the/DET/7/det vote/NOUN/4/nmod "
    ",/PUNCT/10/punct they/PRON/10/nsubj met/VERB/-1/root ././10/punct"
)


def test_a_date_in_a_clause_about_a_noun_dates_no_event_outside_it() -> None:
    assert anchored(ASIDE, "reopened") == {}
    assert anchored(OCCASION, "warned") == {"warned": "Monday"}


def test_a_day_beside_words_that_count_from_another_event_dates_the_event() -> None:
    assert anchored(BESIDE, "met") == {"met": "Monday"}
