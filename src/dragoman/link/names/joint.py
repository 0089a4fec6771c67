"""A joint-sequence model of spelling: how a word of one script is written in Latin letters, learned from aligned names (`aligned_*.txt`).

A word pair is a sequence of units, each some letters of the script with the Latin letters that write them; an n-gram model over units (Bisani & Ney,
Joint-sequence models for grapheme-to-phoneme conversion, 2008; smoothed after Witten & Bell 1991) tells the likeliest Latin spelling.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import Indel

Unit = tuple[str, str]
ORDER = 4
_BEAM = 12
_EDGE: Unit = ("", "")
_UNSEEN = 1e-7
_FEWEST = 1
_CANDIDATES = 12
# What the rules' spelling weighs beside all spellings of the model.
_TRUST = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Counts of units after each history of up to ORDER - 1 units, and the units by their letters."""

    counts: Mapping[tuple[Unit, ...], Mapping[Unit, int]]
    totals: Mapping[tuple[Unit, ...], int]
    units: Mapping[str, tuple[Unit, ...]]
    longest: int

    def probability(self, history: tuple[Unit, ...], unit: Unit) -> float:
        """P(unit | history), interpolated over shorter histories."""
        share = _UNSEEN
        for length in range(len(history) + 1):
            part = history[len(history) - length :]
            after = self.counts.get(part)
            if after is None:
                break
            total, kinds = self.totals[part], len(after)
            share = (after.get(unit, 0) + kinds * share) / (total + kinds)
        return share


def count_units(words: Iterable[Sequence[Unit]]) -> Model:
    """The model of aligned words."""
    counts: dict[tuple[Unit, ...], dict[Unit, int]] = {}
    units: dict[str, Counter[Unit]] = {}
    for word in words:
        padded = [_EDGE, *word, _EDGE]
        for i in range(1, len(padded)):
            if padded[i] != _EDGE:
                units.setdefault(padded[i][0], Counter())[padded[i]] += 1
            for length in range(min(ORDER, i + 1)):
                after = counts.setdefault(tuple(padded[i - length : i]), {})
                after[padded[i]] = after.get(padded[i], 0) + 1
    return Model(
        counts,
        {history: sum(after.values()) for history, after in counts.items()},
        {letters: _frequent(found) for letters, found in sorted(units.items())},
        max((len(letters) for letters in units), default=0),
    )


def _frequent(found: Counter[Unit]) -> tuple[Unit, ...]:
    """Units that several names share; all of them where none is."""
    several = tuple(sorted(unit for unit, count in found.items() if count >= _FEWEST))
    return several or tuple(sorted(found))


def decode(word: str, model: Model, ruled: str = "") -> str | None:
    """The likeliest Latin spelling of a word, given what rules make of it; None when some letter of it was never seen."""
    Path = tuple[float, tuple[Unit, ...], str]
    beams: list[list[Path]] = [[] for _ in range(len(word) + 1)]
    beams[0] = [(0.0, (_EDGE,), "")]
    for at in range(len(word)):
        for score, history, latin in _best(beams[at]):
            for length in range(1, min(model.longest, len(word) - at) + 1):
                for unit in model.units.get(word[at : at + length], ()):
                    chance = score + math.log(model.probability(history, unit))
                    beams[at + length].append((chance, (*history, unit)[-(ORDER - 1) :], latin + unit[1]))
    ended = [(score + math.log(model.probability(history, _EDGE)), latin) for score, history, latin in _best(beams[-1])]
    return _least_risk(ended, ruled) if ended else None


def _least_risk(ended: list[tuple[float, str]], ruled: str) -> str:
    """The spelling nearest to all likely ones, weighted by their likelihood (minimum Bayes risk: Kumar & Byrne 2004)."""
    likely = sorted(ended, key=lambda e: (-e[0], e[1]))[:_CANDIDATES]
    top = likely[0][0]
    weights = [(math.exp(score - top), latin) for score, latin in likely]
    if ruled:
        weights.append((_TRUST * sum(w for w, _ in weights), ruled))
    risk = {latin: -sum(w * Indel.normalized_similarity(latin, other) for w, other in weights) for _, latin in weights}
    return min(risk, key=lambda latin: (risk[latin], latin))


def _best(beam: list[tuple[float, tuple[Unit, ...], str]]) -> list[tuple[float, tuple[Unit, ...], str]]:
    return sorted(beam, key=lambda p: (-p[0], p[2], p[1]))[:_BEAM]


@cache
def load_model(script: str) -> Model | None:
    """The model of a script, or None when there are no aligned names for it."""
    path = files("dragoman") / "link" / "names" / f"aligned_{script}.txt"
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    return count_units(_read_units(line) for line in lines if line and not line.startswith("#"))


def _read_units(line: str) -> list[Unit]:
    return [(letters, latin) for letters, _, latin in (part.partition(":") for part in line.split(" "))]


@lru_cache(maxsize=16384)
def spell(word: str, script: str, ruled: str = "") -> str | None:
    """A word in Latin letters of lower case; None when there is no model or it does not know a letter.

    Args:
        word: letters as `joint_letters` gives them.
        script: the name of their script.
        ruled: what the rules of the script make of it: one more opinion.
    """
    model = load_model(script)
    return decode(word, model, ruled) if model is not None and word else None
