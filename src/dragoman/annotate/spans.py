"""The best sequence of span labels: Viterbi (1967) over begin-inside-outside labels, forbidding an inside without its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class LabelledSpan(NamedTuple):
    """Words [first, last) of a sentence; `score` is the mean probability of the chosen labels."""

    first: int
    last: int
    label: str
    score: float


def decode_spans(scores: NDArray[np.float32], labels: Sequence[str]) -> list[LabelledSpan]:
    """Spans of the best legal label sequence.

    Args:
        scores: [words, labels] unnormalised.
        labels: "O", "B-X", "I-X" ... by column.

    Returns:
        Spans in order, not overlapping.
    """
    log = scores - _log_sum(scores)
    path = _best_path(log, labels)
    spans: list[LabelledSpan] = []
    first = 0
    for at in range(len(path) + 1):
        here = labels[path[at]] if at < len(path) else "O"
        if at > first and not here.startswith("I-") and labels[path[first]] != "O":
            chosen = [float(np.exp(log[i, path[i]])) for i in range(first, at)]
            spans.append(LabelledSpan(first, at, labels[path[first]][2:], sum(chosen) / len(chosen)))
        if not here.startswith("I-"):
            first = at
    return spans


def _log_sum(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    top = scores.max(axis=1, keepdims=True)
    total: NDArray[np.float32] = top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
    return total


def _forbid(labels: Sequence[str]) -> NDArray[np.float32]:
    """[from, to] penalties: an inside follows only its own beginning or inside."""
    table = np.zeros((len(labels), len(labels)), np.float32)
    for to, label in enumerate(labels):
        if label.startswith("I-"):
            for source, before in enumerate(labels):
                if before[2:] != label[2:]:
                    table[source, to] = -1e9
    return table


def _best_path(log: NDArray[np.float32], labels: Sequence[str]) -> list[int]:
    greedy = log.argmax(axis=1).tolist()
    if _is_legal([labels[i] for i in greedy]):
        return [int(i) for i in greedy]
    forbidden = _forbid(labels)
    start = np.array([-1e9 if label.startswith("I-") else 0.0 for label in labels], np.float32)
    best, back = log[0] + start, []
    for row in log[1:]:
        table = best[:, None] + forbidden
        back.append(table.argmax(axis=0))
        best = table.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def _is_legal(path: Sequence[str]) -> bool:
    before = "O"
    for label in path:
        if label.startswith("I-") and before[2:] != label[2:]:
            return False
        before = label
    return True
