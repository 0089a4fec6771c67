"""Fit the weights by which `dragoman.extract.acceptance` keeps a claim or drops it.

    python training/fit_acceptance.py [--write]

Fitted on the same reports as `fit_casting.py`; there, participants are chosen with weights fitted without the topic at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus_format import Block
from dragoman.annotate import Annotator
from dragoman.extract.acceptance import describe_claim
from dragoman.extract.casting import Cast, Scene, Weights, cast_event
from dragoman.extract.casting.candidates import Candidate
from dragoman.extract.predicates import Predicate
from dragoman.extract.slots import clause_of
from dragoman.extract.status import read_status
from dragoman.model import Status
from fit_casting import (
    PARTS,
    Example,
    Table,
    claim_of,
    fit_weights,
    is_right,
    parse_options,
    pick_weights,
    predict_left_out,
    read_candidates,
    read_scenes,
    right_of,
    starts_of,
    tabulate,
    write,
)

SHARES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7)


@dataclass(frozen=True, slots=True)
class Told:
    """A block with its scene, and the number of the part that its topic belongs to."""

    block: Block
    scene: Scene
    part: int


def read_examples(told: Sequence[Told], weights: Callable[[int], Weights]) -> Iterator[Example]:
    """Every claim that might be made, with what speaks for it, and whether it is right in all: type, status and everybody who takes part."""
    for number in range(PARTS):
        left_out = weights(number)
        for one in told:
            if one.part == number:
                yield from _read_block(one, left_out)


def _read_block(told: Told, weights: Weights) -> Iterator[Example]:
    scene = told.scene
    for predicate in scene.predicates:
        cast = cast_event(scene, predicate, weights)
        if not cast.participants:
            continue
        status, _ = read_status(scene.reading, predicate, clause_of(scene.reading, predicate, scene.others(predicate)))
        features = describe_claim(scene, predicate, cast, status)
        event = (scene.reading.document.id, predicate.token)
        yield Example(event, told.block.conflict, False, features, _is_right(told, predicate, cast, status))


def _is_right(told: Told, predicate: Predicate, cast: Cast, status: Status) -> bool:
    """Whether the corpus has a claim at these words that stands so and in which all of these take part, each in this role."""
    reading, starts = told.scene.reading, starts_of(told.block)
    claim = claim_of(told.block, starts, reading, predicate)
    if claim is None or claim.status != status.value:
        return False
    chosen = (Candidate(p.mention, p.role.value, 0.0, None) for p in cast.participants)
    return all(is_right(candidate, claim, starts, reading) for candidate in chosen)


def show(scores: Table, y: Table) -> None:
    """How many of the surest share of the claims are right, and how many of all that are right they hold."""
    order = np.argsort(-scores)
    for share in SHARES:
        kept = order[: int(len(order) * share)]
        recall = y[kept].sum() / y.sum()
        print(f"  keep {share}: from {scores[kept[-1]]:.2f}, right {y[kept].mean():.3f}, recall {recall:.3f}")


def main() -> None:
    options = parse_options(__doc__)
    scenes = list(read_scenes(Annotator(options.model)))
    topics = sorted({block.conflict for block, _ in scenes})
    told = [Told(block, scene, topics.index(block.conflict) % PARTS) for block, scene in scenes]
    candidates = [e for block, scene in scenes for e in read_candidates(block, scene)]

    def left_out(number: int) -> Weights:
        rest = [e for e in candidates if topics.index(e.topic) % PARTS != number]
        return Weights(fit_weights([e for e in rest if not e.where]), fit_weights([e for e in rest if e.where]))

    examples = list(read_examples(told, left_out))
    names = pick_weights(examples)
    x, y = tabulate(examples, names), right_of(examples)
    print(f"{len(examples)} claims, {int(y.sum())} right in all, {len(names)} features")
    show(predict_left_out(examples, x, y), y)
    if options.write:
        write({"claims": fit_weights(examples)})


if __name__ == "__main__":
    main()
