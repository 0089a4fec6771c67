"""One phonetic alphabet for all scripts, and a distance in which sounds that scripts confuse are near.

The distance is Levenshtein's with weighted operations (Wagner & Fischer 1974); weights: `confusions.yaml`.
"""

from __future__ import annotations

from functools import lru_cache

from dragoman.link.names.tables import confusions, prepare, script_of


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The sounds of one written word, doubled ones once where the script writes a long sound so; empty for a word in no known script."""
    script = script_of(word)
    if script is None:
        return word.casefold() if word.isdigit() else ""
    sounds = "".join(script.skeleton.apply(prepare(word, script)))
    if not script.doubles:
        return sounds
    return "".join(s for i, s in enumerate(sounds) if i == 0 or s != sounds[i - 1])


@lru_cache(maxsize=131072)
def distance(first: str, second: str) -> float:
    """The weighted edit distance of two skeletons."""
    costs = confusions()
    pairs, expand = costs.substitute, costs.expand
    without_a, without_b = _drops(first), _drops(second)
    rows = [[0.0]]
    for cost in without_b:
        rows[0].append(rows[0][-1] + cost)
    for i, a in enumerate(first, 1):
        row = [rows[-1][0] + without_a[i - 1]]
        for j, b in enumerate(second, 1):
            change = 0.0 if a == b else pairs.get((a, b), 1.0)
            best = min(rows[-1][j - 1] + change, rows[-1][j] + without_a[i - 1], row[-1] + without_b[j - 1])
            if j > 1 and (a, second[j - 2 : j]) in expand:
                best = min(best, rows[-1][j - 2] + expand[a, second[j - 2 : j]])
            if i > 1 and (b, first[i - 2 : i]) in expand:
                best = min(best, rows[-2][j - 1] + expand[b, first[i - 2 : i]])
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _drops(sounds: str) -> list[float]:
    """What it costs to leave each sound out."""
    costs = confusions()
    without = [costs.drop.get(s, 1.0) for s in sounds]
    if sounds:
        without[-1] = costs.final.get(sounds[-1], without[-1])
    return without


@lru_cache(maxsize=131072)
def similarity(first: str, second: str) -> float:
    """How alike two written words sound, from 0 to 1.

    Args:
        first: a word in any script.
        second: another, perhaps in another script.
    """
    return compare_skeletons(skeleton(first), skeleton(second))


def compare_skeletons(a: str, b: str) -> float:
    """How alike two skeletons are, from 0 to 1."""
    if not a or not b:
        return 1.0 if a == b else 0.0
    weight = max(_weigh(a), _weigh(b), 1.0)
    return max(0.0, 1.0 - distance(a, b) / weight)


def join_skeletons(parts: tuple[str, ...]) -> str:
    """The skeleton of words read as one, doubled sounds at the joints once."""
    sounds = "".join(parts)
    return "".join(s for i, s in enumerate(sounds) if i == 0 or s != sounds[i - 1])


def _weigh(sounds: str) -> float:
    """The length of a skeleton in which weak sounds count little."""
    drops = confusions().drop
    return sum(max(drops.get(s, 1.0), 0.25) for s in sounds)
