"""Fit the weights by which `dragoman.extract.casting` chooses who takes part in an event and where it is.

    python training/fit_casting.py [--write]

They are fitted on what the annotation model is not trained on (FITTED and DEVELOP in corpus_format.py): its probabilities on sentences that it
has learned say nothing of new text. Logistic regression with a ridge penalty, by Newton's method; figures are of parts by topic
left out in turn.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus_format import DEVELOP, Block, GoldClaim, is_fitted, read_corpus
from documents import to_document
from dragoman.annotate import Annotator
from dragoman.extract import read_mentions
from dragoman.extract.casting.candidates import WHERE, Candidate, propose
from dragoman.extract.casting.features import describe
from dragoman.extract.casting.scene import Scene
from dragoman.extract.predicates import Predicate, find_predicates
from dragoman.extract.reading import Reading
from dragoman.extract.weights import Features
from dragoman.model import Mention, Span

OUTPUT = Path(__file__).parent.parent / "src/dragoman/models/weights.json"
RIDGE = 3.0
PARTS = 5
SMALL = 0.02
RARE = 5
BARS = (0.3, 0.4, 0.5, 0.6, 0.7)
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate: of which event (document and predicate), of which topic, its features, and whether it is right (or how much)."""

    event: tuple[str, int]
    topic: str
    where: bool
    features: Features
    right: float


def read_scenes(annotator: Annotator) -> Iterator[tuple[Block, Scene]]:
    """The blocks that are for fitting, as the program reads them up to their predicates."""
    blocks = [b for b in read_corpus(errors=[]) if is_fitted(b.conflict) or b.conflict in DEVELOP]
    documents = [to_document(b)[0] for b in blocks]
    for block, document, annotation in zip(blocks, documents, annotator.annotate(documents), strict=True):
        reading = read_mentions(document, annotation)
        yield block, Scene(reading, find_predicates(reading))


def read_candidates(block: Block, scene: Scene) -> Iterator[Example]:
    """The candidates of every event that the corpus gives and the program finds."""
    starts, topic = starts_of(block), block.conflict
    for predicate in scene.predicates:
        claim = claim_of(block, starts, scene.reading, predicate)
        if claim is None:
            continue
        proposal = propose(scene, predicate)
        for candidate, features in zip(proposal.candidates, describe(scene, proposal), strict=True):
            right = is_right(candidate, claim, starts, scene.reading)
            event = (scene.reading.document.id, predicate.token)
            yield Example(event, topic, candidate.part == WHERE, features, right)


def starts_of(block: Block) -> list[int]:
    """Where each sentence of a block's document begins."""
    starts = [0]
    for sentence in block.sentences:
        starts.append(starts[-1] + len(sentence.text) + 1)
    return starts


def claim_of(block: Block, starts: Sequence[int], reading: Reading, predicate: Predicate) -> GoldClaim | None:
    """The claim of the corpus that a predicate reports."""
    words = [reading.tokens[i].span for i in {predicate.token, predicate.carrier}]
    for start, sentence in zip(starts, block.sentences, strict=False):
        for claim in sentence.claims:
            span = Span(start + claim.predicate.start, start + claim.predicate.end)
            if claim.type == predicate.type.value and any(span.overlaps(w) for w in words):
                return claim
    return None


def is_right(candidate: Candidate, claim: GoldClaim, starts: Sequence[int], reading: Reading) -> bool:
    for role, words in claim.roles:
        if role == candidate.part:
            span = Span(starts[words.sentence] + words.start, starts[words.sentence] + words.end)
            if _means(candidate.mention, span, words.text, reading):
                return True
    return False


def _means(mention: Mention, span: Span, text: str, reading: Reading) -> bool:
    """Whether a mention is that of the corpus, or another of the same name; the owner inside a longer one is not."""
    if mention.antecedent and mention.antecedent.overlaps(span):
        return True
    if not mention.span.overlaps(span):
        return mention.name == text or f" {text} " in f" {mention.name} "
    inside = span.covers(mention.span) and len(mention.span) * 2 < len(span)
    return not inside or not any(m.span != mention.span and m.span.covers(span) for m in reading.mentions)


def tabulate(examples: Sequence[Example], names: Sequence[str]) -> Table:
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in column:
                table[row, column[name]] = value
    return table


def right_of(examples: Sequence[Example]) -> Table:
    """How right each example is."""
    return np.array([float(e.right) for e in examples])


def fit(x: Table, y: Table, ridge: float = RIDGE, rounds: int = 40) -> Table:
    """Logistic regression with a ridge penalty (Newton's method, steps halved while they overshoot)."""
    weights = np.zeros(x.shape[1])
    loss = np.inf
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * weights
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights)), gradient)
        size = 1.0
        while size > 1e-3 and (new := _loss(x, y, weights - size * step, ridge)) > loss:
            size /= 2
        weights = weights - size * step
        if loss - new < 1e-4:
            break
        loss = new
    return weights


def _loss(x: Table, y: Table, weights: Table, ridge: float) -> float:
    z = x @ weights
    return float(np.logaddexp(0, z).sum() - z @ y + ridge / 2 * weights @ weights)


def predict_left_out(examples: Sequence[Example], x: Table, y: Table) -> Table:
    """Each example's probability by weights fitted without its topic's part."""
    topics = sorted({e.topic for e in examples})
    part = np.array([topics.index(e.topic) % PARTS for e in examples])
    scores = np.zeros(len(examples))
    for number in range(PARTS):
        inside = part == number
        if inside.any():
            scores[inside] = 1 / (1 + np.exp(-x[inside] @ fit(x[~inside], y[~inside])))
    return scores


def show(examples: Sequence[Example], scores: Table, y: Table) -> None:
    """Precision and recall at several bars, and the share of events of which all that is accepted is right."""
    for bar in BARS:
        taken = scores >= bar
        right = float((taken * y).sum())
        clean: dict[tuple[str, int], bool] = defaultdict(lambda: True)
        for example, chosen, good in zip(examples, taken, y, strict=True):
            if chosen:
                clean[example.event] &= bool(good)
        precision, recall = right / max(1, taken.sum()), right / max(1.0, y.sum())
        print(
            f"  bar {bar}: precision {precision:.3f} recall {recall:.3f}, all right in {sum(clean.values()) / max(1, len(clean)):.3f} of {len(clean)} events"
        )


def pick_weights(examples: Sequence[Example]) -> list[str]:
    """Names of the features that occur often enough to have a weight."""
    counts = Counter(name for e in examples for name in e.features)
    return sorted(name for name, count in counts.items() if count >= RARE)


def fit_weights(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of examples; those near nothing are left out."""
    names = pick_weights(examples)
    weights = fit(tabulate(examples, names), right_of(examples))
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= SMALL}


def write(tables: Mapping[str, Mapping[str, float]]) -> None:
    """Put tables in the place of those of the same name in the package."""
    known = json.loads(OUTPUT.read_text(encoding="utf-8")) if OUTPUT.exists() else {}
    OUTPUT.write_text(json.dumps({**known, **tables}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def parse_options(description: str | None) -> argparse.Namespace:
    """The command line of the scripts that fit weights."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--model", type=Path, help="a folder with another annotation model")
    return parser.parse_args()


def main() -> None:
    options = parse_options(__doc__)
    examples = [e for block, scene in read_scenes(Annotator(options.model)) for e in read_candidates(block, scene)]
    tables = {}
    for title, where in (("roles", False), ("places", True)):
        chosen = [e for e in examples if e.where is where]
        y = right_of(chosen)
        print(title, len(chosen), "candidates,", int(y.sum()), "right")
        show(chosen, predict_left_out(chosen, tabulate(chosen, pick_weights(chosen)), y), y)
        tables[title] = fit_weights(chosen)
    if options.write:
        write(tables)


if __name__ == "__main__":
    main()
