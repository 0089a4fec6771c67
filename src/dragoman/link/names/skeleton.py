"""One phonetic alphabet for all scripts, and a distance in which sounds that scripts confuse are near.

The distance is Levenshtein's with weighted operations (Wagner & Fischer 1974); weights: `confusions.yaml`, and between
two scripts `learned.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.link.names.costs import END, START, Costs, Operation, confusions, costs_between
from dragoman.link.names.tables import prepare, script_of

# Stands between written words that are read as one: each keeps its own borders.
JOINT = "\u2060"
# Words of scripts that nothing was learned for.
ANY = ("", "")
VOWELS = frozenset("AIU")
_NEVER = float("inf")
_SAME: Operation = ("", "", "")
# The tables of the distance: two sounds met, one of the first was left out, one of the second was added.
_LEFT, _ADDED = 1, 2


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The sounds of one written word, doubled ones once where the script writes a long sound so; empty for a word in no known script.

    Words that JOINT joins are read one after the other.
    """
    if JOINT in word:
        return "".join(map(skeleton, word.split(JOINT)))
    script = script_of(word)
    if script is None:
        return word.casefold() if word.isdigit() else ""
    sounds = "".join(script.skeleton.apply(prepare(word, script)))
    if not script.doubles:
        return sounds
    return "".join(s for i, s in enumerate(sounds) if i == 0 or s != sounds[i - 1])


@lru_cache(maxsize=131072)
def distance(first: str, second: str, scripts: tuple[str, str] = ANY) -> float:
    """The weighted edit distance of two skeletons of words in `scripts`."""
    met, left, added = (rows[-1][-1] for rows in _fill(first, second, costs_between(*scripts)))
    return min(met, left, added)


def _fill(first: str, second: str, costs: Costs) -> tuple[list[list[float]], list[list[float]], list[list[float]]]:
    """The costs of each beginning of `first` against each of `second`: where two sounds met last, one was left out, one was added.

    What is left out never stands beside what is added: two vowels that differ are one taken for the other.
    """
    listed, width, last = costs.listed, len(second) + 1, len(first)
    without_a, without_b = costs.without(first, True), costs.without(second, False)
    pairs = [second[j : j + 2] for j in range(len(second) - 1)]
    met, left, added = [[0.0] + [_NEVER] * (width - 1)], [[_NEVER] * width], [[_NEVER] * width]
    for j, cost in enumerate(without_b, 1):
        added[0][j] = (0.0 if j == 1 else added[0][j - 1]) + cost
    # The least cost of each beginning, whatever stood last.
    lowest = [[0.0, *added[0][1:]]]
    for i, a in enumerate(first, 1):
        without, wide_a = without_a[i - 1], first[i - 2 : i] if i > 1 else ""
        above, met_above, left_above, higher = lowest[i - 1], met[i - 1], left[i - 1], lowest[i - 2] if i > 1 else []
        left_row = [(m if m < x else x) + without for m, x in zip(met_above, left_above, strict=True)]
        met_row, added_row, low_row = [_NEVER], [_NEVER], [left_row[0]]
        for j, b in enumerate(second, 1):
            best = above[j - 1]
            if a != b:
                best += costs.of((a, b, END)) if i == last and j == width - 1 else listed.get((a, b, ""), 1.0)
            if j > 1 and (wide := listed.get((a, pairs[j - 2], ""))) is not None:
                best = min(best, above[j - 2] + wide)
            if wide_a and (wide := listed.get((wide_a, b, ""))) is not None:
                best = min(best, higher[j - 1] + wide)
            more = (met_row[-1] if met_row[-1] < added_row[-1] else added_row[-1]) + without_b[j - 1]
            met_row.append(best)
            added_row.append(more)
            low_row.append(min(best, more, left_row[j]))
        met.append(met_row)
        left.append(left_row)
        added.append(added_row)
        lowest.append(low_row)
    return met, left, added


def align(first: str, second: str, costs: Costs) -> list[Operation]:
    """The cheapest operations that turn one skeleton into another, equal sounds aside; last ones first."""
    tables = _fill(first, second, costs)
    out: list[Operation] = []
    i, j = len(first), len(second)
    state = min(range(3), key=lambda s: tables[s][i][j])
    while i or j:
        _, state, back, operation = min(
            (
                tables[before][back[0]][back[1]] + (costs.of(operation) if operation else 0.0),
                before,
                back,
                operation or _SAME,
            )
            for back, operation in _steps_back(first, second, i, j, state, costs)
            for before in ((0, 1, 2) if state == 0 else (0, state))
        )
        if operation != _SAME:
            out.append(operation)
        i, j = back
    return out


def _steps_back(
    first: str, second: str, i: int, j: int, state: int, costs: Costs
) -> list[tuple[tuple[int, int], Operation | None]]:
    if state == _LEFT:
        return [((i - 1, j), (first[i - 1], "", END if i == len(first) else START if i == 1 else ""))]
    if state == _ADDED:
        return [((i, j - 1), ("", second[j - 1], END if j == len(second) else START if j == 1 else ""))]
    a, b = first[i - 1], second[j - 1]
    where = END if i == len(first) and j == len(second) else ""
    steps: list[tuple[tuple[int, int], Operation | None]] = [((i - 1, j - 1), None if a == b else (a, b, where))]
    for back, wide in (((i - 1, j - 2), (a, second[j - 2 : j], "")), ((i - 2, j - 1), (first[i - 2 : i], b, ""))):
        if min(back) >= 0 and wide in costs.listed:
            steps.append((back, wide))
    return steps


@lru_cache(maxsize=131072)
def similarity(first: str, second: str) -> float:
    """How alike two written words sound, from 0 to 1.

    Args:
        first: a word in any script.
        second: another, perhaps in another script.
    """
    return compare_skeletons(skeleton(first), skeleton(second), (name_of_script(first), name_of_script(second)))


def name_of_script(word: str) -> str:
    script = script_of(word)
    return script.name if script is not None else ""


def compare_skeletons(a: str, b: str, scripts: tuple[str, str] = ANY) -> float:
    """How alike two skeletons of words in `scripts` are, from 0 to 1."""
    if not a or not b:
        return 1.0 if a == b else 0.0
    weight = max(weigh(a), weigh(b), 1.0)
    return max(0.0, 1.0 - distance(a, b, scripts) / weight)


def compare_joined(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """How alike written words are when the words of each side are read as one."""
    scripts = tuple(next((n for w in words if (n := name_of_script(w))), "") for words in (first, second))
    return compare_skeletons(join_words(first), join_words(second), (scripts[0], scripts[1]))


def join_words(words: tuple[str, ...]) -> str:
    """The skeleton of words read as one, doubled sounds at the joints once."""
    sounds = "".join(map(skeleton, words))
    return "".join(s for i, s in enumerate(sounds) if i == 0 or s != sounds[i - 1])


@dataclass(frozen=True, slots=True)
class Difference:
    """What it costs to take one written word for another: in all, the dearest single step, the dearest at the end, and the weight of the lighter word;
    and whether a vowel of each has no counterpart: one that stands elsewhere."""

    cost: float
    dearest: float
    last: float
    weight: float
    moved: bool


@lru_cache(maxsize=65536)
def difference(first: str, second: str) -> Difference:
    """By what two written words differ."""
    a, b = skeleton(first), skeleton(second)
    costs = costs_between(name_of_script(first), name_of_script(second))
    aligned = align(a, b, costs)
    steps = [(costs.of(step), step[2]) for step in aligned]
    moved = all(any(step[at] in VOWELS and not step[1 - at] for step in aligned) for at in (0, 1))
    dearest = max((cost for cost, _ in steps), default=0.0)
    last = max((cost for cost, where in steps if where == END), default=0.0)
    return Difference(sum(cost for cost, _ in steps), dearest, last, min(weigh(a), weigh(b)), moved)


@lru_cache(maxsize=65536)
def weigh(sounds: str) -> float:
    """The length of a skeleton in which weak sounds count little."""
    costs = confusions()
    return sum(max(costs.of((s, "", "")), 0.25) for s in sounds)
