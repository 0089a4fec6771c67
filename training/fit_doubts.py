"""Fits how far each step between two words that sound alike speaks for one name or for two, for `dragoman.link.names.doubt`.

    python training/fit_doubts.py benchmarks/names_data/romanised.txt benchmarks/names_data/people.txt ...

Spellings of one name come from `knowledge/`, the lexicon of names and files of lines "English | Hebrew | Arabic"; two names are all other pairs of
those words that sound nearly as much alike. Logistic regression on the steps of their alignment, both classes weighing the same, with a squared penalty
(Adam). Writes `src/dragoman/link/names/doubts.yaml`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from align_names import OUT, SCRIPTS, collect, words_of
from dragoman.knowledge_base import fold_words, load
from dragoman.link.names.doubt import Feature, evidence
from dragoman.link.names.lexicon import lexicon
from dragoman.link.names.people import classes_of
from dragoman.link.names.skeleton import name_of_script, similarity, skeleton
from dragoman.link.names.tables import read_table
from dragoman.model import EntityKind

# Pairs less alike are two names by their sound already.
ALIKE = 0.75
# The classes of sounds that two words begin with alike.
BLOCK = 2
# A step that so few pairs have is not weighed.
FEWEST = 4
PENALTY, STEPS, RATE = 3e-5, 600, 0.05
Pair = tuple[str, str]


def across(files: list[Path]) -> dict[str, set[Pair]]:
    """Spellings of one name in two scripts, by the names of the scripts."""
    partners: dict[str, dict[str, set[str]]] = {}
    found: dict[str, set[Pair]] = {}
    for code, pairs in collect(files).items():
        for native, latin in pairs:
            found.setdefault(f"latin-{SCRIPTS[code]}", set()).add((latin.casefold(), native))
            partners.setdefault(latin.casefold(), {}).setdefault(code, set()).add(native)
    for written in partners.values():
        found.setdefault("hebrew-arabic", set()).update(
            (h, a) for h in written.get("he", ()) for a in written.get("ar", ())
        )
    return found


def within() -> dict[str, set[Pair]]:
    """Spellings of one name in one script, by its name twice: variants of the lexicon, and words in one place of the names of one entry."""
    groups = [row[code] for row in read_table("lexicon.yaml") for code in row]
    for entry in load().entries.values():
        if entry.kind is EntityKind.PERSON:
            for code in sorted({code for code, _ in entry.names}):
                names = [words_of(name) for name in entry.names_in(code)]
                groups += [
                    list(words)
                    for a, b in combinations(names, 2)
                    if len(a) == len(b)
                    for words in zip(a, b, strict=True)
                ]
    found: dict[str, set[Pair]] = {}
    for group in groups:
        for a, b in combinations(sorted({w.casefold() for w in group if " " not in w}), 2):
            if name_of_script(a) == name_of_script(b) != "" and similarity(a, b) >= ALIKE:
                found.setdefault(f"{name_of_script(a)}-{name_of_script(a)}", set()).add((a, b))
    return found


def strangers(pairs: set[Pair], words: tuple[set[str], ...]) -> list[Pair]:
    """Pairs of words that sound alike and write two names."""
    known: dict[str, set[str]] = {}
    for a, b in pairs:
        known.setdefault(skeleton(a), set()).add(skeleton(b))
        known.setdefault(skeleton(b), set()).add(skeleton(a))
    blocks: dict[str, list[str]] = {}
    for word in sorted(words[1]):
        blocks.setdefault(classes_of(skeleton(word), BLOCK), []).append(word)
    return [
        (a, b)
        for a in sorted(words[0])
        for b in blocks.get(classes_of(skeleton(a), BLOCK), ())
        if (words[0] is not words[1] or a < b)
        and skeleton(b) not in known.get(skeleton(a), ())
        and similarity(a, b) >= ALIKE
        and not _one_name(a, b)
    ]


def _one_name(first: str, second: str) -> bool:
    names = [lexicon().canonical.get(fold_words(word), frozenset()) for word in (first, second)]
    return bool(names[0] & names[1])


def fit(rows: Sequence[Mapping[Feature, float]], same: np.ndarray) -> dict[Feature, float]:
    counts = Counter(feature for row in rows for feature in row)
    names = sorted(feature for feature, count in counts.items() if count >= FEWEST)
    column = {feature: i for i, feature in enumerate(names)}
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    for i, row in enumerate(rows):
        for feature, value in row.items():
            if feature in column:
                table[i, column[feature]] = value
    weight = np.where(same > 0, 0.5 / same.sum(), 0.5 / (1 - same).sum()).astype(np.float32)
    values, first, second = (np.zeros(len(names), dtype=np.float32) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = table.T @ (weight * (1 / (1 + np.exp(-(table @ values))) - same)) + PENALTY * values
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        values = values - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {feature: float(values[i]) for feature, i in column.items()}


def learn(pairs: set[Pair], others: Sequence[Pair]) -> dict[Feature, float]:
    both = [(p, 1.0) for p in sorted(pairs) if similarity(*p) >= ALIKE] + [(p, 0.0) for p in others]
    both = [(p, same) for p, same in both if skeleton(p[0]) != skeleton(p[1])]
    return fit([evidence(*p) for p, _ in both], np.array([same for _, same in both], dtype=np.float32))


def main() -> None:
    pairs = across([Path(p) for p in sys.argv[1:]])
    scripts: dict[str, set[str]] = {}
    for kind, found in pairs.items():
        for at, script in enumerate(kind.split("-")):
            scripts.setdefault(script, set()).update(pair[at] for pair in found)
    lines = [
        "# What each step between two words that sound alike weighs for one name (log-odds). Made by training/fit_doubts.py."
    ]
    for kind, found in sorted((pairs | within()).items()):
        others = strangers(found, tuple(scripts[script] for script in kind.split("-")))
        weights = learn(found, others)
        print(kind, len(found), "of one name", len(others), "of two,", len(weights), "weights", flush=True)
        lines.append(f"{kind}:")
        lines += [
            f"  - [{', '.join(_quoted(p) for p in f)}, {w:.2f}]" for f, w in sorted(weights.items()) if abs(w) >= 0.005
        ]
    (OUT / "doubts.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(part: str) -> str:
    return '"\'"' if part == "'" else f"'{part}'"


if __name__ == "__main__":
    main()
