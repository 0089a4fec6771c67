"""The packaged model at work: offsets, trees, order, and results that do not depend on what else is read."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate import Annotator
from dragoman.annotate.annotator import MODEL
from dragoman.annotate.reading import LEAST_PART, LEAST_PREDICATE
from dragoman.errors import ModelError
from dragoman.model import Annotation, Document, Label, Span

TEXTS = {
    "en": "Envoy Maria Costa met the foreign minister of Oman in Muscat on Monday. She said both sides had agreed to resume talks.",
    "he": "השליחה מריה קוסטה נפגשה עם שר החוץ של עומאן במסקט ביום שני. לדבריה, הצדדים הסכימו לחדש את השיחות.",
    "ar": "التقت المبعوثة ماريا كوستا وزير الخارجية العماني في مسقط يوم الاثنين. وقالت إن الطرفين اتفقا على استئناف المحادثات.",
}


def document(text: str, language: str, name: str = "d", furniture: tuple[Span, ...] = ()) -> Document:
    return Document(id=name, name=name, text=text, language=language, furniture=furniture)


def check(annotation: Annotation, text: str) -> None:
    """Whatever is read, words stand where they say, and every sentence is one tree."""
    assert [t.text for t in annotation.tokens] == [t.span.of(text) for t in annotation.tokens]
    assert sum(s.last - s.first for s in annotation.sentences) == len(annotation.tokens)
    for sentence in annotation.sentences:
        inside = range(sentence.first, sentence.last)
        heads = [annotation.tokens[i].head for i in inside]
        assert heads.count(-1) == 1
        assert all(h == -1 or h in inside for h in heads)
        for i in inside:
            at, steps = i, 0
            while at >= 0:
                at, steps = annotation.tokens[at].head, steps + 1
                assert steps <= len(heads)
    for entity in annotation.entities:
        assert entity.span == Span(
            annotation.tokens[entity.first].span.start, annotation.tokens[entity.last - 1].span.end
        )
        assert 0.0 < entity.score <= 1.0
    for predicate in annotation.predicates:
        assert LEAST_PREDICATE <= predicate.score <= 1.0
        assert all(0 <= a.token < len(annotation.tokens) and a.score >= LEAST_PART for a in predicate.arguments)


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("אבגל םالوقةً abc.AB ,\n\"'-?0"), st.characters(codec="utf-8")), max_size=200
    ),
    st.sampled_from(sorted(TEXTS)),
)
@settings(max_examples=40, deadline=None)
def test_any_text(annotator: Annotator, text: str, language: str) -> None:
    (annotation,) = annotator.annotate([document(text, language)])
    check(annotation, text)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_reads_a_plain_report(annotator: Annotator, language: str) -> None:
    text = TEXTS[language]
    (annotation,) = annotator.annotate([document(text, language)])
    check(annotation, text)
    assert len(annotation.sentences) == 2
    labels = {entity.label for entity in annotation.entities}
    assert {Label.PER, Label.GPE, Label.TIME} <= labels
    assert any(t.upos == "VERB" for t in annotation.tokens)


def test_same_result_whatever_the_company(annotator: Annotator) -> None:
    long = " ".join(TEXTS["en"] for _ in range(12))
    documents = [
        document(TEXTS["ar"], "ar", "1"),
        document(long, "en", "2"),
        document("", "he", "3"),
        document(TEXTS["he"], "he", "4"),
    ]
    together = list(annotator.annotate(documents))
    assert [a.document for a in together] == ["1", "2", "3", "4"]
    alone = [next(iter(annotator.annotate([d], batch_tokens=1))) for d in documents]
    assert together == alone
    assert list(Annotator(threads=1).annotate(reversed(documents))) == together[::-1]


def test_documents_are_taken_as_needed(annotator: Annotator) -> None:
    taken = 0

    def supply() -> Iterator[Document]:
        nonlocal taken
        for number in range(200):
            taken += 1
            yield document(TEXTS["en"], "en", str(number))

    stream = annotator.annotate(supply(), batch_tokens=100)
    for number in range(5):
        assert next(stream).document == str(number)
        assert taken <= number + 8
    stream.close()


def test_a_sentence_longer_than_a_window_is_one_tree(annotator: Annotator) -> None:
    text = "The minister said " + " and ".join(f"delegate number {n} met envoy Costa in Muscat" for n in range(90))
    (annotation,) = annotator.annotate([document(text, "en")])
    check(annotation, text)
    assert len(annotation.sentences) == 1


def test_furniture_stands_apart(annotator: Annotator) -> None:
    text = "Share this page Read more " + TEXTS["en"]
    (annotation,) = annotator.annotate([document(text, "en", furniture=(Span(0, 25),))])
    check(annotation, text)
    assert annotation.sentences[0].span.end <= 25 <= annotation.sentences[1].span.start


def test_loads_quickly() -> None:
    started = time.perf_counter()
    Annotator(threads=1)
    assert time.perf_counter() - started < 5.0  # a laptop takes well under one second; CI machines are slow


def test_a_missing_or_strange_model_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"labels\.json"):
        Annotator(tmp_path)
    labels = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
    (tmp_path / "labels.json").write_text(json.dumps({**labels, "format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="format"):
        Annotator(tmp_path)
    (tmp_path / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    shutil.copy(MODEL / "tokenizer.json", tmp_path)
    with pytest.raises(ModelError, match="cannot be loaded"):
        Annotator(tmp_path)


def test_the_package_stays_small() -> None:
    assert sum(p.stat().st_size for p in MODEL.iterdir() if p.suffix in (".onnx", ".json")) <= 45_000_000
