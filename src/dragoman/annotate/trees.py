"""The best spanning tree over scores of heads.

Greedy heads form a tree for most sentences; where they do not, the algorithm of Chu & Liu (1965) and Edmonds (1967) finds the tree with
the highest sum of scores, with exactly one word under the root (every choice of root child is tried when the best tree has several).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def decode_tree(scores: Scores) -> list[int]:
    """Heads of the best tree.

    Args:
        scores: [words, words + 1]; column 0 is the root, column j the word j - 1. Higher is better.

    Returns:
        The head of each word as a column number (0 the root); exactly one word has 0.
    """
    count = scores.shape[0]
    if count == 1:
        return [0]
    weights = np.asarray(scores, dtype=np.float64).copy()
    weights[np.arange(count), np.arange(1, count + 1)] = -np.inf
    heads = weights.argmax(axis=1).tolist()
    if _is_tree(heads):
        return [int(h) for h in heads]
    roots = [i for i, h in enumerate(_maximise(weights)) if h == 0]
    if len(roots) > 1:
        roots = _promising_roots(weights, roots)
    return max((_with_root(weights, root) for root in roots), key=lambda found: found[0])[1]


def _promising_roots(weights: NDArray[np.float64], roots: list[int]) -> list[int]:
    """The few words most likely to be the single root: those of the best tree, and the best by score."""
    by_score = np.argsort(-weights[:, 0], kind="stable")[:5].tolist()
    return sorted({*roots[:5], *map(int, by_score)})


def _with_root(weights: NDArray[np.float64], root: int) -> tuple[float, list[int]]:
    """Score and heads of the best tree in which `root` alone stands under the root."""
    single = weights.copy()
    single[:, 0] = -np.inf
    single[root, :] = -np.inf
    single[root, 0] = weights[root, 0]
    heads = _maximise(single)
    return float(sum(weights[i, h] for i, h in enumerate(heads))), heads


def _is_tree(heads: list[int]) -> bool:
    """Whether the heads form one tree with one word under the root."""
    if heads.count(0) != 1:
        return False
    settled = [False] * (len(heads) + 1)
    settled[0] = True
    for word in range(1, len(heads) + 1):
        path, at = set(), word
        while not settled[at]:
            if at in path:
                return False
            path.add(at)
            at = heads[at - 1]
        for step in path:
            settled[step] = True
    return True


def _find_cycle(heads: list[int]) -> list[int]:
    """Nodes (1-based) of some cycle, or nothing."""
    colour = [0] * (len(heads) + 1)
    for word in range(1, len(heads) + 1):
        path, at = [], word
        while at != 0 and colour[at] == 0:
            colour[at] = word
            path.append(at)
            at = heads[at - 1]
        if at != 0 and colour[at] == word:
            return path[path.index(at) :]
    return []


def _maximise(weights: NDArray[np.float64]) -> list[int]:
    """Chu-Liu/Edmonds by contraction; heads as column numbers."""
    heads = [int(h) for h in weights.argmax(axis=1)]
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    members = set(cycle)
    count = len(heads)
    outside = [n for n in range(1, count + 1) if n not in members]
    kept = [0, *outside]  # columns of the contracted graph; the cycle comes last
    size = len(outside) + 1
    contracted = np.full((size, size + 1), -np.inf)
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    for row, node in enumerate(outside):
        for column, head in enumerate(kept):
            contracted[row, column] = weights[node - 1, head]
        best = max(cycle, key=lambda c: (weights[node - 1, c], -c))
        contracted[row, size] = weights[node - 1, best]
        leave[node] = best
    cycle_score = sum(weights[c - 1, heads[c - 1]] for c in cycle)
    for column, head in enumerate(kept):
        gains = {c: weights[c - 1, head] - weights[c - 1, heads[c - 1]] for c in cycle}
        best = max(cycle, key=lambda c: (gains[c], -c))
        contracted[size - 1, column] = gains[best] + cycle_score
        enter[head] = best
    inner = _maximise(contracted)
    for row, node in enumerate(outside):
        heads[node - 1] = leave[node] if inner[row] == size else kept[inner[row]]
    head = kept[inner[size - 1]]
    heads[enter[head] - 1] = head
    return heads
