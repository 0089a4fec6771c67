"""Every span of everything that is read in the examples is the words that it says it is, and reading is the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from extract.building import build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.acquire import load
from dragoman.annotate import Annotator
from dragoman.extract import extract
from dragoman.extract.reading import Reading
from dragoman.model import (
    ArgumentReading,
    Claim,
    Document,
    EntitySpan,
    EventType,
    Extraction,
    Label,
    Mention,
    PredicateReading,
    Role,
    Span,
    Status,
    TimeExpression,
)
from dragoman.pack import languages

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [item[0] for item in load([EXAMPLES]) if isinstance(item, tuple)]


@pytest.fixture(scope="module")
def read(documents: list[Document], annotator: Annotator) -> list[tuple[Document, Extraction]]:
    annotations = annotator.annotate(documents)
    return [(d, extract(d, a)) for d, a in zip(documents, annotations, strict=True)]


def written_in_mentions(mentions: Iterable[Mention]) -> Iterator[tuple[str, Span, str]]:
    for m in mentions:
        yield "mention", m.span, m.text


def written_in_time(expression: TimeExpression | None) -> Iterator[tuple[str, Span, str]]:
    if expression is not None:
        yield "time", expression.span, expression.text
        yield from written_in_time(expression.until)
        yield from written_in_time(expression.counted_from)


def written_in_claim(claim: Claim) -> Iterator[tuple[str, Span, str]]:
    """(what, span, words) of all that a claim shows."""
    yield from written_in_mentions(p.mention for p in claim.participants)
    if claim.where:
        yield "where", claim.where.mention.span, claim.where.mention.text
    if claim.when and claim.when.span is not None:
        assert claim.when.text is not None
        yield "when", claim.when.span, claim.when.text
        yield from written_in_time(claim.when.expression)
    for source in claim.sources:
        yield "source", source.span, source.text
        if source.mention:
            yield "mention of a source", source.mention.span, source.mention.text
    for detail in claim.details:
        if detail.kind != "count":
            yield detail.kind, detail.span, detail.text


def written_in(extraction: Extraction) -> Iterator[tuple[str, Span, str]]:
    yield from written_in_mentions(extraction.mentions)
    for expression in extraction.times:
        yield from written_in_time(expression)
    for claim in extraction.claims:
        yield from written_in_claim(claim)


def cuts_word(text: str, at: int) -> bool:
    """Whether there are letters on both sides of a place."""
    return 0 < at < len(text) and text[at - 1].isalpha() and text[at].isalpha()


def test_examples_are_read_in_every_language(read: list[tuple[Document, Extraction]]) -> None:
    assert {d.language for d, _ in read} == set(languages())
    for document, extraction in read:
        assert extraction.document == document.id
        assert extraction.mentions, document.name
        assert extraction.claims, document.name


def test_every_span_is_its_words(read: list[tuple[Document, Extraction]]) -> None:
    kinds = set()
    for document, extraction in read:
        for kind, span, text in written_in(extraction):
            kinds.add(kind)
            assert span.of(document.text) == text != "", (document.name, kind, span)
            assert text == text.strip(), (document.name, kind, text)
    assert {"mention", "time", "where", "when", "source", "mention of a source"} <= kinds


def test_predicates_stand_in_their_quotes_and_quotes_are_the_reports_own(
    read: list[tuple[Document, Extraction]],
) -> None:
    for document, extraction in read:
        for claim in extraction.claims:
            assert claim.document == document.id
            assert claim.predicate.of(document.text).strip(), document.name
            assert claim.quote.covers(claim.predicate), (document.name, claim.predicate)
            assert "\n" not in claim.quote.of(document.text)
            assert not any(cuts_word(document.text, at) for at in claim.predicate), claim.predicate.of(document.text)
            assert not any(f.overlaps(claim.predicate) for f in document.furniture), document.name
            for p in claim.participants:
                assert p.mention.name
            for detail in claim.details:
                if detail.kind == "count":
                    counted = [p.mention for p in claim.participants if p.mention.span == detail.span]
                    assert [str(m.number) for m in counted] == [detail.text]


def test_names_are_taken_from_mentions_of_the_report(read: list[tuple[Document, Extraction]]) -> None:
    for document, extraction in read:
        spans = {m.span for m in extraction.mentions}
        for m in extraction.mentions:
            assert m.antecedent is None or m.antecedent in spans, (document.name, m)
        for claim in extraction.claims:
            for p in claim.participants:
                assert p.mention.span in spans, (document.name, p)


def test_ids_tell_claims_apart(read: list[tuple[Document, Extraction]]) -> None:
    ids = [c.id for _, extraction in read for c in extraction.claims]
    assert len(ids) == len(set(ids))


def test_reading_again_alone_and_in_another_order_gives_the_same(
    read: list[tuple[Document, Extraction]], documents: list[Document], annotator: Annotator
) -> None:
    by_id = {d.id: extraction for d, extraction in read}
    for annotation in annotator.annotate(reversed(documents)):
        document = next(d for d in documents if d.id == annotation.document)
        assert extract(document, annotation) == by_id[document.id], document.name
    alone = documents[:3]
    for document in alone:
        (annotation,) = annotator.annotate([document])
        assert extract(document, annotation) == by_id[document.id], document.name


# --- any annotation -----------------------------------------------------------------------------------------------

WORDS = {
    "en": "Anna Boris Cairo Hamas Reuters met talks said that will not demanded minister two officials the on Monday in with "
    'agreed attack if because , " : . according to he Qatari released 3 hostages 2025 denied',
    "he": "אנה בוריס קהיר בקהיר חמאס רויטרס נפגשו שיחות אמר כי צפוי לא דרש שר שני גורמים ביום שני עם הסכים תקיפה אם בשל , "
    '" : . לפי הוא קטרי שחרור 3 חטופים 2025 הכחיש לוויטקוף',
    "ar": "آنا بوريس القاهرة بالقاهرة حماس رويترز التقى محادثات قال إن من المقرر لم طالب وزير مسؤولين يوم الاثنين في مع وافق غارة "
    "إذا بسبب ، « » : . بحسب هو قطري الإفراج 3 رهائن 2025 نفى للحركة",
}
PARTS = st.sampled_from(["NOUN", "PROPN", "VERB", "ADJ", "ADP", "NUM", "PRON", "SCONJ", "CCONJ"])
RELATIONS = st.sampled_from(["nsubj", "obj", "obl", "nmod", "conj", "acl", "ccomp", "xcomp", "appos"])
FLAGS = st.sampled_from(["", "", "", "+AND", "+IN", "+TO+AND", "+DET", "+THAT", "+FUT"])
ROLES = st.sampled_from([*Role, "when", "where", "source"])


@st.composite
def annotated(draw: st.DrawFn) -> Reading:
    """Words that mean something to the rules, with any parts of speech, trees, spans and opinions of the model."""
    language = draw(st.sampled_from(languages()))
    words = st.lists(st.sampled_from(WORDS[language].split()), min_size=1, max_size=9)
    sentences = draw(st.lists(words, min_size=1, max_size=3))
    count = sum(map(len, sentences))
    tokens, scores = st.integers(0, count - 1), st.sampled_from([0.2, 0.7, 0.95])
    arguments = st.builds(ArgumentReading, tokens, ROLES, scores)
    opinions = st.builds(
        PredicateReading,
        tokens,
        st.sampled_from(EventType),
        scores,
        st.sampled_from(Status),
        scores,
        st.lists(arguments, max_size=3).map(tuple),
    )
    predicates = tuple(draw(st.lists(opinions, max_size=3, unique_by=lambda p: p.token)))
    written = []
    for sentence in sentences:
        pieces = []
        for i, word in enumerate(sentence):
            head = f"/{draw(RELATIONS)}>{sentence[draw(st.integers(0, i - 1))]}" if i and draw(st.booleans()) else ""
            part = f"/{draw(PARTS)}" if word.isalnum() else "/PUNCT"
            pieces.append(f"{word}{part}{head}{draw(FLAGS)}")
        written.append(" ".join(pieces))
    reading = build(language, *written, published=draw(st.sampled_from([None, "2025-03-12"])), predicates=predicates)
    spans = []
    for _ in range(draw(st.integers(0, 4))):
        sentence = draw(st.sampled_from(reading.sentences))
        first = draw(st.integers(sentence.first, sentence.last - 1))
        last = draw(st.integers(first + 1, min(first + 3, sentence.last)))
        spans.append(EntitySpan(first, last, reading.span(first, last), draw(st.sampled_from(Label)), draw(scores)))
    reading.annotation = replace(reading.annotation, entities=tuple(spans))
    return reading


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(annotated())
def test_any_annotation_gives_claims_in_its_own_words(reading: Reading) -> None:
    extraction = extract(reading.document, reading.annotation)
    assert extraction == extract(reading.document, reading.annotation)
    for kind, span, text in written_in(extraction):
        assert span.of(reading.text) == text != "", (kind, span)
    for claim in extraction.claims:
        assert claim.quote.covers(claim.predicate)
        assert claim.participants
        assert claim.why
    assert [m.span for m in extraction.mentions] == sorted(m.span for m in extraction.mentions)
    assert len({c.id for c in extraction.claims}) == len(extraction.claims)
