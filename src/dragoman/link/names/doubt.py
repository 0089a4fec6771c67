"""How likely two words that sound alike write one name, by the single steps between them: what transliteration makes of a name, and what it does not.

Each step (a sound for another, one left out) weighs for or against; weights: `doubts.yaml`, learned by `training/fit_doubts.py` by logistic regression
from spellings of one name against names of others that sound alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.errors import PackError
from dragoman.link.names.costs import ORDER, costs_between
from dragoman.link.names.skeleton import align, compare_skeletons, name_of_script, skeleton, weigh
from dragoman.link.names.tables import read_table, scripts

# What is weighed: (STEP or NATIVE, sound, sound, where), or one of the whole pair.
Feature = tuple[str, ...]
START, WEIGHT, COST, UNLIKE = ("start",), ("weight",), ("cost",), ("unlike",)
STEP, NATIVE = "step", "native"
_CERTAIN = 9.0
# A weight is counted in so many sounds.
_SOUNDS = 5.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The log-odds that two words write one name, and the step that speaks most against it as its two sounds (one may be "")."""

    odds: float
    against: tuple[str, str] = ("", "")


@lru_cache(maxsize=65536)
def judge(first: str, second: str) -> Verdict:
    """Whether two words are likely spellings of one name, given that they sound alike; certain where their sounds are the same or no table knows their
    scripts."""
    first, second, kind = _in_order(first, second)
    weights = _learned().get(kind)
    if weights is None or skeleton(first) == skeleton(second):
        return Verdict(_CERTAIN)
    found = evidence(first, second)
    odds = sum(weights.get(feature, 0.0) * value for feature, value in found.items())
    steps = {f: sum(weights.get((part, *f[1:]), 0.0) for part in (STEP, NATIVE)) for f in found if f[0] == STEP}
    worst = min(steps, key=lambda f: (steps[f], f), default=None)
    return Verdict(odds, (worst[1], worst[2]) if worst else ("", ""))


def evidence(first: str, second: str) -> Mapping[Feature, float]:
    """What is weighed of two words, the script of the first before that of the second: the steps between them, told apart where the second has letters
    that only names of its own language have; the lighter word's weight, all steps' cost, how unlike they are."""
    names = (name_of_script(first), name_of_script(second))
    a, b, costs = skeleton(first), skeleton(second), costs_between(*names)
    steps = align(a, b, costs)
    found: dict[Feature, float] = {
        START: 1.0,
        WEIGHT: min(weigh(a), weigh(b)) / _SOUNDS,
        COST: sum(costs.of(step) for step in steps),
        UNLIKE: 1.0 - compare_skeletons(a, b, names),
    }
    native = bool(set(second) & _native(names[1]))
    for one, other, where in steps:
        sounds = sorted((one, other)) if names[0] == names[1] else (one, other)
        for part in (STEP, NATIVE) if native else (STEP,):
            feature = (part, *sounds, where)
            found[feature] = found.get(feature, 0.0) + 1.0
    return found


def _in_order(first: str, second: str) -> tuple[str, str, str]:
    """Two words in the order of their scripts, and the kind of the pair."""
    order = (*ORDER, "")
    a, b = sorted((first, second), key=lambda w: (order.index(name_of_script(w)), w))
    return a, b, f"{name_of_script(a)}-{name_of_script(b)}"


@cache
def _native(name: str) -> frozenset[str]:
    return next((s.native for s in scripts() if s.name == name), frozenset())


@cache
def _learned() -> Mapping[str, Mapping[Feature, float]]:
    table = read_table("doubts.yaml")
    try:
        return {kind: {tuple(row[:-1]): float(row[-1]) for row in rows} for kind, rows in table.items()}
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise PackError(f"link/names/doubts.yaml: {error!r}") from error
