"""Fit the weights of `dragoman.extract.times.anchor` on the corpus, and measure them on the conflicts that are held out.

    python training/fit_anchor.py [--write]

An event of the corpus with `when` words in its own sentence wants the expression that overlaps them; one without wants none.
Logistic regression with a small ridge penalty, by Newton's method.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from corpus_format import HELD_OUT, Block, GoldSentence, read_corpus
from dragoman.annotate import Annotator
from dragoman.extract.times.anchor import READ, is_named_target, pair_features, places_of
from dragoman.extract.times.find import find_times
from dragoman.model import Annotation, Document, Interval, Sentence, Span, TimeExpression
from dragoman.pack import load_pack

THRESHOLD = 0.3
OUTPUT = Path(__file__).parent.parent / "src" / "dragoman" / "extract" / "times" / "anchor_weights.py"


@dataclass(frozen=True, slots=True)
class Example:
    """One claim: the features of each expression of its sentence, and which of them are right."""

    language: str
    held_out: bool
    dated: bool
    features: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def read_examples() -> Iterator[Example]:
    blocks = list(read_corpus(errors=[]))
    documents = [
        Document(str(i), str(i), " ".join(s.text for s in b.sentences), b.language) for i, b in enumerate(blocks)
    ]
    for block, document, annotation in zip(blocks, documents, Annotator().annotate(documents), strict=True):
        day = date.fromisoformat(block.published) if block.published else None
        published = Interval(day, day) if day else None
        times = find_times(document, annotation, load_pack(block.language), published)
        at = 0
        for number, sentence in enumerate(block.sentences):
            yield from _sentence_examples(block, number, sentence, at, annotation, times)
            at += len(sentence.text) + 1


def _sentence_examples(
    block: Block,
    number: int,
    gold: GoldSentence,
    at: int,
    annotation: Annotation,
    times: tuple[TimeExpression, ...],
) -> Iterator[Example]:
    claims: dict[int, list[tuple[Span, ...]]] = defaultdict(list)
    for claim in gold.claims:
        span = Span(at + claim.predicate.start, at + claim.predicate.end)
        tokens = [i for i, t in enumerate(annotation.tokens) if t.span.overlaps(span)]
        when = [w for role, w in claim.roles if role == "when"]
        here = tuple(Span(at + w.start, at + w.end) for w in when if w.sentence == number)
        if tokens and (here or not when):
            head = next((i for i in tokens if annotation.tokens[i].head not in tokens), tokens[0])
            claims[head].append(here)
    for sentence in annotation.sentences:
        if sentence.span.overlaps(Span(at, at + len(gold.text))):
            yield from _read_pairs(block, sentence, claims, annotation, times)


def _read_pairs(
    block: Block,
    sentence: Sentence,
    claims: dict[int, list[tuple[Span, ...]]],
    annotation: Annotation,
    times: tuple[TimeExpression, ...],
) -> Iterator[Example]:
    predicates = sorted(p for p in claims if sentence.first <= p < sentence.last)
    places = places_of(sentence, times, annotation)
    for predicate in predicates:
        able = [p for p in places if not is_named_target(predicate, p, predicates, annotation.tokens)]
        features = tuple(pair_features(predicate, p, places, predicates, sentence, annotation) for p in able)
        for here in claims[predicate]:
            right = tuple(any(p[2].span.overlaps(w) for w in here) for p in able)
            yield Example(block.language, block.conflict in HELD_OUT, bool(here), features, right)


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0, rounds: int = 60) -> np.ndarray:
    weights = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights)), gradient)
    return weights


def measure(examples: list[Example], names: list[str], weights: np.ndarray, read: float) -> None:
    """Share of dated events with the right expression, and of undated ones beside an expression that get none; `read` is the weight of the
    annotation model's own opinion."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for e in examples:
        counts = tally[e.language]
        scores = [
            float(np.dot([f.get(n, 0.0) for n in names], weights)) + read * f.get("read", 0.0) for f in e.features
        ]
        chosen = int(np.argmax(scores)) if scores and 1 / (1 + np.exp(-max(scores))) >= THRESHOLD else None
        if e.dated:
            counts[0] += 1
            counts[1] += chosen is not None and e.right[chosen]
        elif scores:
            counts[2] += 1
            counts[3] += chosen is None
    for language, (dated, right, undated, none) in sorted(tally.items()):
        print(
            f"  {language}: right {right}/{dated} = {right / max(1, dated):.3f}, none {none}/{undated} = {none / max(1, undated):.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    examples = list(read_examples())
    training = [e for e in examples if not e.held_out]
    names = sorted({n for e in examples for f in e.features for n in f} - {"read"})
    x = np.array([[f.get(n, 0.0) for n in names] for e in training for f in e.features])
    y = np.array([float(r) for e in training for r in e.right])
    weights = fit(x, y)
    print(f"{len(x)} pairs; training conflicts")
    measure(training, names, weights, 0.0)
    for read in (0.0, READ):
        print(f"held out, model's opinion {read}")
        measure([e for e in examples if e.held_out], names, weights, read)
    if options.write:
        lines = "".join(f'    "{n}": {w:.3f},\n' for n, w in zip(names, weights, strict=True) if abs(w) >= 0.0005)
        head = '"""Weights of the features of `anchor.py`, fitted by `training/fit_anchor.py` on the conflicts that are not held out."""'
        OUTPUT.write_text(f"{head}\n\nWEIGHTS = {{\n{lines}}}\nTHRESHOLD = {THRESHOLD}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
