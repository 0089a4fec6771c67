"""Spanning trees against brute force, and legal label sequences."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.annotate.spans import decode_spans
from dragoman.annotate.trees import decode_tree

LABELS = ("O", "B-A", "I-A", "B-B", "I-B")


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@given(st.integers(1, 5).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.integers(-20, 20).map(float))))
@settings(max_examples=200)
def test_tree_is_the_best_tree(scores: np.ndarray) -> None:
    count = len(scores)
    found = decode_tree(scores)
    assert is_tree(tuple(found))
    total = sum(scores[i, h] for i, h in enumerate(found))
    trees = (heads for heads in itertools.product(range(count + 1), repeat=count) if is_tree(heads))
    assert total == max(sum(scores[i, h] for i, h in enumerate(heads)) for heads in trees)


@given(arrays(np.float32, (40, 41), elements=st.floats(-5, 5, width=32)))
@settings(max_examples=15)
def test_long_random_scores_still_give_a_tree(scores: np.ndarray) -> None:
    assert is_tree(tuple(decode_tree(scores)))


@given(
    st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, len(LABELS)), elements=st.integers(-9, 9).map(float)))
)
@settings(max_examples=100)
def test_spans_are_the_best_legal_labels(scores: np.ndarray) -> None:
    def legal(path: tuple[int, ...]) -> bool:
        names = ["O", *(LABELS[i] for i in path)]
        return all(not b.startswith("I-") or a[2:] == b[2:] for a, b in itertools.pairwise(names))

    paths = [p for p in itertools.product(range(len(LABELS)), repeat=len(scores)) if legal(p)]
    best = max(sum(scores[i, j] for i, j in enumerate(p)) for p in paths)
    spans = decode_spans(scores, LABELS)
    path = [0] * len(scores)
    for span in spans:
        for i in range(span.first, span.last):
            path[i] = LABELS.index(("B-" if i == span.first else "I-") + span.label)
    assert legal(tuple(path))
    assert sum(scores[i, j] for i, j in enumerate(path)) == best
