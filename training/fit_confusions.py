"""Fits what it costs to take one sound for another between two scripts, for `dragoman.link.names.skeleton`.

    python training/fit_confusions.py benchmarks/names_data/romanised.txt benchmarks/names_data/people.txt ... benchmarks/names_data/*_distractors.txt

Word pairs that write one name come from `knowledge/`, the lexicon of names and files of lines "English | Hebrew | Arabic"; pairs that do not are,
for each word, the words of other names that are nearest to it, and in files of two people's names (`*_distractors.txt`) the two words in one place
that sound least alike. Costs of an edit distance are learned discriminatively: align with the present
costs, fit the costs of the operations by logistic regression on how many of each stand in a pair, with the costs of `confusions.yaml` as the
prior, align again (after Bilenko & Mooney, Adaptive duplicate detection using learnable string similarity measures, 2003). Writes
`src/dragoman/link/names/learned.yaml`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from align_names import OUT, SCRIPTS, collect
from dragoman.link.names.costs import Costs, confusions
from dragoman.link.names.lexicon import lexicon
from dragoman.link.names.parts import read_name
from dragoman.link.names.skeleton import Operation, align, similarity, skeleton, weigh
from dragoman.link.names.tables import script_of

KINDS = (("latin", "hebrew"), ("latin", "arabic"), ("hebrew", "arabic"))
ROUNDS, STEPS, RATE = 5, 400, 0.02
NEAREST = 6
# Where a likeness is as likely one name's as two names', and how fast that changes.
MIDDLE, SLOPE = 0.77, 14.0
PRIOR = 0.02
# What the words that tell two people of like names apart weigh together, beside all other pairs of two names.
APART = 0.5
LEAST, MOST = 0.0, 1.2
# A difference from the prior that is not worth a line.
SMALL = 0.03


@dataclass(frozen=True)
class Sample:
    """Two skeletons, whether they write one name, and what the pair weighs in the fit."""

    first: str
    second: str
    same: bool
    weight: float


def positives(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(skeleton(a), skeleton(b)) for a, b in pairs} - {("", "")}


def negatives(pairs: set[tuple[str, str]], words: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Nearest skeletons of the second side that no pair joins with one of the first."""
    partners: dict[str, set[str]] = {}
    for first, second in words:
        partners.setdefault(skeleton(first), set()).add(second)
    seconds = sorted({skeleton(b) for _, b in words})
    found: set[tuple[str, str]] = set()
    for first in sorted({a for a, _ in pairs}):
        own = {s for w in partners.get(first, ()) for s in (skeleton(w), *(_variants(w)))}
        near = process.extract(first, seconds, scorer=Levenshtein.distance, limit=NEAREST + len(own))
        strange = [s for s, _, _ in near if s not in own]
        found |= {(first, s) for s in strange[:NEAREST]}
    return found


def _variants(word: str) -> list[str]:
    known = lexicon().canonical
    names = known.get((word,), frozenset())
    return [skeleton(w[0]) for w, meant in known.items() if len(w) == 1 and meant & names]


def fit(samples: Sequence[Sample], kind: tuple[str, str], prior: Costs) -> Costs:
    costs = prior
    same = np.array([s.same for s in samples], dtype=float)
    weight = np.array([s.weight for s in samples], dtype=float)
    for number in range(ROUNDS):
        table = count(samples, costs)
        start, base = (np.array([c.of(op) for op in table.names]) for c in (costs, prior))
        values = descend(table, same, weight, start, base)
        costs = costs.changed(dict(zip(table.names, values.tolist(), strict=True)))
        before = weight[(1 - table.times(start) > MIDDLE) != (same > 0)].sum() / weight.sum()
        wrong = weight[(1 - table.times(values) > MIDDLE) != (same > 0)].sum() / weight.sum()
        print(
            kind, number, "samples", len(samples), "operations", len(table.names), f"error {before:.4f} -> {wrong:.4f}"
        )
    return costs


@dataclass(frozen=True)
class Table:
    """How many of each operation, by the weight of the pair, stand in each pair: a sparse matrix."""

    names: list[Operation]
    row: np.ndarray
    column: np.ndarray
    value: np.ndarray
    height: int

    def times(self, values: np.ndarray) -> np.ndarray:
        return np.bincount(self.row, self.value * values[self.column], self.height)

    def turned_times(self, values: np.ndarray) -> np.ndarray:
        return np.bincount(self.column, self.value * values[self.row], len(self.names))


def count(samples: Sequence[Sample], costs: Costs) -> Table:
    aligned = [align(s.first, s.second, costs) for s in samples]
    names = sorted({op for ops in aligned for op in ops})
    column = {op: i for i, op in enumerate(names)}
    cells = [
        (i, column[op], 1 / max(weigh(sample.first), weigh(sample.second), 1.0))
        for i, (sample, ops) in enumerate(zip(samples, aligned, strict=True))
        for op in ops
    ]
    row, columns, value = (np.array(part) for part in zip(*cells, strict=True))
    return Table(names, row, columns, value, len(samples))


def descend(table: Table, same: np.ndarray, weight: np.ndarray, start: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Costs that make pairs of one name alike and others not (logistic loss, squared distance from the prior; Adam, projected)."""
    values, first, second = start.astype(float), np.zeros(len(start)), np.zeros(len(start))
    total = weight.sum()
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-SLOPE * (1 - table.times(values) - MIDDLE)))
        slope = table.turned_times(weight * (same - chance)) * SLOPE / total + PRIOR * (values - prior)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        values -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        values = np.clip(values, LEAST, MOST)
    return values


def samples_of(
    pairs: set[tuple[str, str]], words: Sequence[tuple[str, str]], apart: set[tuple[str, str]]
) -> list[Sample]:
    good, bad = sorted(positives(pairs)), sorted(negatives(positives(pairs), words) - positives(pairs))
    hard = sorted(positives(apart) - positives(pairs))
    samples = [Sample(a, b, True, 1 / len(good)) for a, b in good] + [Sample(a, b, False, 1 / len(bad)) for a, b in bad]
    return samples + [Sample(a, b, False, APART / len(hard)) for a, b in hard]


def tell_apart(files: Iterable[Path]) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """By scripts, the words of two people's names that sound least alike, where both names have as many."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        if not line or line[0] == "#":
            continue
        first, code, second, other = (part.strip() for part in line.split("|"))
        names = (read_name(first, code).words, read_name(second, other).words)
        if len(names[0]) != len(names[1]):
            continue
        a, b = min(zip(*names, strict=True), key=lambda pair: similarity(*pair))
        scripts = tuple(s.name if (s := script_of(w)) else "" for w in (a, b))
        if scripts in KINDS:
            found.setdefault((scripts[0], scripts[1]), set()).add((a, b))
        elif scripts[::-1] in KINDS:
            found.setdefault((scripts[1], scripts[0]), set()).add((b, a))
    return found


def changes(costs: Costs, prior: Costs, used: Iterable[Operation]) -> list[str]:
    lines = []
    for op in sorted(set(used)):
        if abs(costs.of(op) - prior.of(op)) >= SMALL:
            lines.append(
                "  - [" + ", ".join(f"'{part}'" if part != "'" else '"\'"' for part in op) + f", {costs.of(op):.2f}]"
            )
    return lines


def main() -> None:
    files = [Path(p) for p in sys.argv[1:]]
    distractors = [p for p in files if p.stem.endswith("_distractors")]
    apart = tell_apart(distractors)
    by_script = collect([p for p in files if p not in distractors])
    latin = {script: [(b, a) for a, b in sorted(by_script[code])] for code, script in SCRIPTS.items()}
    partners: dict[str, dict[str, set[str]]] = {
        script: {b: {a for b2, a in pairs if b2 == b} for b in {b for b, _ in pairs}} for script, pairs in latin.items()
    }
    both = sorted(
        {(h, a) for b in partners["hebrew"] for h in partners["hebrew"][b] for a in partners["arabic"].get(b, ())}
    )
    out = [
        "# Costs between two scripts as far as they differ from confusions.yaml. Made by training/fit_confusions.py.",
        "# An operation: [sound, sound], [sound left out of the first script, '', where], ['', sound left out of the second, where].",
    ]
    for kind, pairs in zip(KINDS, (latin["hebrew"], latin["arabic"], both), strict=True):
        samples = samples_of(set(pairs), pairs, apart.get(kind, set()))
        prior = confusions()
        costs = fit(samples, kind, prior)
        used = [op for s in samples for op in align(s.first, s.second, costs)] + list(costs.changes)
        out += [f"{'-'.join(kind)}:", *changes(costs, prior, used)]
    (OUT / "learned.yaml").write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
