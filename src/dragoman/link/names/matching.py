"""Decides whether two written names may be one person's, by the structure of the whole name, and says why.

A likeness of sounds only proposes. What decides: given names and family names in their places, kunya and filiation, countries
and offices that agree or exclude each other, and whether another candidate competes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dragoman.knowledge_base import fold
from dragoman.link.names.doubt import judge
from dragoman.link.names.lexicon import lexicon
from dragoman.link.names.parts import NameForm, with_title
from dragoman.link.names.regroup import regroup
from dragoman.link.names.skeleton import JOINT, compare_joined, difference, similarity
from dragoman.link.names.tables import script_of

# Set on the tuning part of benchmarks/names.py.
ALIKE = 0.8
MET = 0.7
NEAR = 0.79
# What two spellings of one word may differ by: in no sound of their own, and slightly, where a short word is the less alike for it.
OWN_SOUND = 0.7
OWN_LAST = 0.5
SLIGHT = 0.8
# The log-odds below which two words that sound alike are left open, by whether the name is native to its script: such names are written by rule and
# have many near neighbours, foreign ones are written by ear and have few.
SELDOM = {True: 0.0, False: -2.5}
LIGHT = 2.0
JOINED = 0.88
TWO_NAMES = 0.7
SAME_SCORE = 0.85
MARGIN = 0.08
# Words of a given and a family name.
_FULL = 2
GIVEN_ALONE = "given name alone"


class Decision(StrEnum):
    """What a comparison comes to. POSSIBLE merges only when no other candidate competes."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of comparing two names: score from 0 to 1, decision, and the reasons in words."""

    score: float
    decision: Decision
    reasons: tuple[str, ...]


@lru_cache(maxsize=131072)
def word_similarity(first: str, second: str) -> float:
    """How likely two words write the same part of a name, from 0 to 1; the lexicon overrules the sound."""
    a, b = tuple(fold(w) for w in first.split()), tuple(fold(w) for w in second.split())
    if a == b or (_is_servant_of_god(a) and _is_servant_of_god(b)):
        return 1.0
    sound = _sound(first, second)
    known, codes = lexicon(), (_code_of(first), _code_of(second))
    if known.canonical.get(a, frozenset()) & known.canonical.get(b, frozenset()):
        return min(sound, TWO_NAMES) if known.is_anothers(a, b, codes) else 1.0
    # Two names of the lexicon: Salim is not Salman, however alike they sound.
    return min(sound, TWO_NAMES) if known.are_two(a, b, codes) else sound


def _code_of(word: str) -> str:
    script = script_of(word)
    return script.lexicon if script is not None else ""


def _is_servant_of_god(words: tuple[str, ...]) -> bool:
    script = script_of(words[0]) if len(words) == 1 else None
    return script is not None and words[0] in script.servant.whole


def _sound(first: str, second: str) -> float:
    a, b = first.split(), second.split()
    if len(a) != len(b):
        # A kunya against a plain name: Abu Mazen is not Mazen.
        return 0.5 * similarity(a[-1], b[-1])
    return min(similarity(x, y) for x, y in zip(a, b, strict=True))


def _align(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int, float]]:
    """Pairs of words in the same order whose likenesses add up to the most (dynamic programming)."""
    best: list[list[tuple[float, tuple[tuple[int, int, float], ...]]]] = [
        [(0.0, ())] * (len(second) + 1) for _ in range(len(first) + 1)
    ]
    for i, a in enumerate(first, 1):
        for j, b in enumerate(second, 1):
            like = word_similarity(a, b)
            choices = [best[i - 1][j], best[i][j - 1]]
            if like >= MET:
                total, pairs = best[i - 1][j - 1]
                choices.insert(0, (total + like, (*pairs, (i - 1, j - 1, like))))
            best[i][j] = max(choices, key=lambda c: c[0])
    return list(best[-1][-1][1])


@lru_cache(maxsize=131072)
def compare(first: NameForm, second: NameForm) -> Comparison:
    """Whether two names may be one person's.

    Returns:
        SAME only when given and family name agree and nothing speaks against it; a surname alone is at most POSSIBLE.
    """
    if not first.words or not second.words:
        return Comparison(0.0, Decision.DIFFERENT, ("a name without words",))
    first, second = _take_titles(first, second)
    first, second = regroup(first, second)
    pairs = _align(first.words, second.words)
    short, long = sorted((first, second), key=lambda n: len(n.words))
    joined = _compare_joined(first, second)
    if joined is not None:
        score, decision, context = _weigh_context(first, second, joined, Decision.SAME)
        reason = f"the same sounds, divided into words otherwise ({joined:.2f})"
        return Comparison(round(score, 4), decision, (reason, *context))
    if not pairs:
        return Comparison(_best_pair(first, second), Decision.DIFFERENT, ("no part sounds alike",))
    reasons = [f"{_shown(first.words[i])} = {_shown(second.words[j])} ({like:.2f})" for i, j, like in pairs]
    result = _judge_single(short, long, pairs) if len(short.words) == 1 else _judge_full(first, second, pairs)
    score, decision, why = result
    score, decision, context = _weigh_context(first, second, score, decision)
    return Comparison(round(score, 4), decision, (*reasons, *why, *context))


def _take_titles(first: NameForm, second: NameForm) -> tuple[NameForm, NameForm]:
    """The two names with a title before a single word read as a given name (Sultan al-Jaber), where the other name has it for one."""
    if {len(first.words), len(second.words)} != {1, _FULL}:
        return first, second
    forms = [with_title(n) if len(n.words) == 1 and n.titles else n for n in (first, second)]
    same = all(len(f.words) == _FULL for f in forms) and word_similarity(forms[0].words[0], forms[1].words[0]) >= ALIKE
    return (forms[0], forms[1]) if same else (first, second)


def _shown(word: str) -> str:
    return word.replace(JOINT, "")


def _compare_joined(first: NameForm, second: NameForm) -> float | None:
    """The likeness of two whole names whose words are divided otherwise (Xiaoping, Xiao Ping), if it is great."""
    parts = [tuple(w for word in n.words for w in word.split()) for n in (first, second)]
    if len(parts[0]) == len(parts[1]) or min(map(len, parts)) < 2:
        return None
    like = compare_joined(*parts)
    return like if like >= JOINED else None


def _best_pair(first: NameForm, second: NameForm) -> float:
    return round(0.5 * max(word_similarity(a, b) for a in first.words for b in second.words), 4)


def _judge_single(
    short: NameForm, long: NameForm, pairs: list[tuple[int, int, float]]
) -> tuple[float, Decision, list[str]]:
    like = pairs[0][2]
    if len(long.words) == 1:
        if like >= 0.97 and len(short.words[0]) >= 3:
            return like * 0.9, Decision.POSSIBLE, ["one word each"]
        return like * 0.85, Decision.POSSIBLE if like >= ALIKE else Decision.DIFFERENT, ["one word each"]
    place = max(pairs[0][0], pairs[0][1])
    if place == len(long.words) - 1:
        return like * 0.85, Decision.POSSIBLE if like >= ALIKE else Decision.DIFFERENT, ["family name alone"]
    return like * 0.6, Decision.POSSIBLE if like >= 0.95 else Decision.DIFFERENT, [GIVEN_ALONE]


def _judge_full(
    first: NameForm, second: NameForm, pairs: list[tuple[int, int, float]]
) -> tuple[float, Decision, list[str]]:
    covered = sum(like for _, _, like in pairs)
    fewest = min(len(first.words), len(second.words))
    most = max(len(first.words), len(second.words))
    given = next((like for i, j, like in pairs if i == 0 and j == 0), None)
    family = next((like for i, j, like in pairs if i == len(first.words) - 1 and j == len(second.words) - 1), None)
    score = covered / fewest * (1 - 0.04 * (most - fewest))
    if given is None:
        if family is not None and _is_initial(first.words[0], second.words[0]):
            return score * 0.5 + 0.42, Decision.POSSIBLE, ["given name as an initial"]
        return min(score, 0.45), Decision.DIFFERENT, ["given names differ"]
    if len(pairs) < fewest:
        return min(score, 0.7), Decision.DIFFERENT, ["a part of the shorter name has no counterpart"]
    if family is None and most == fewest:
        return min(score, 0.45), Decision.DIFFERENT, ["family names differ"]
    native = _is_native(first) or _is_native(second)
    reasons = (_only_near(first.words[i], second.words[j], like, native) for i, j, like in pairs)
    near = next(filter(None, reasons), "")
    if near or score < SAME_SCORE:
        return score, Decision.POSSIBLE, [f"some part is only near{near}"]
    against = _structure_against(first, second, family is not None)
    if against:
        return score * 0.9, Decision.POSSIBLE, [against]
    return score, Decision.SAME, ["given and family name agree"]


def _structure_against(first: NameForm, second: NameForm, family: bool) -> str:
    """Why two names whose parts agree may still be two people's by their structure, or "": brothers and strangers share a father's name."""
    short = min((first, second), key=lambda n: len(n.words))
    kinds = (first.father_at(first.last), second.father_at(second.last))
    if not family:
        return "only given name and father's name agree" if short.father_at(short.last) else "family names do not meet"
    if kinds[0] != kinds[1]:
        return "a father's name on one side alone" if "" in kinds else "fathers named in two ways"
    return ""


def _is_native(name: NameForm) -> bool:
    """Whether a name has letters that only names of its script's own language have."""
    scripts = ((word, script_of(word)) for word in name.words)
    return any(script is not None and set(word) & script.native for word, script in scripts)


def _only_near(first: str, second: str, like: float, native: bool) -> str:
    """Why two parts that sound alike may well be two names, or "": a sound of its own tells them apart, or the lexicon, or they are short, or
    transliteration seldom takes such a step."""
    if like >= 1.0:
        return ""
    words = list(zip(first.split(), second.split(), strict=False))
    found = [difference(a, b) for a, b in words]
    if like >= NEAR:
        own = any(d.dearest >= OWN_SOUND or d.last >= OWN_LAST for d in found)
    else:
        own = (
            sum(d.cost for d in found) > SLIGHT or any(d.weight < LIGHT for d in found) or like < _sound(first, second)
        )
    if own:
        return ", by a sound of its own"
    # What had to be read as one word was written by ear.
    native = native and JOINT not in first + second
    if native and any(d.moved for d in found):
        return ", by a vowel that stands elsewhere"
    verdict = min((judge(a, b) for a, b in words), key=lambda v: v.odds)
    step = "/".join(sound or "-" for sound in verdict.against)
    return f", by a step seldom taken ({step})" if verdict.odds < SELDOM[native] else ""


def _is_initial(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return len(short) == 1 and similarity(short, long[0]) >= ALIKE


def _weigh_context(
    first: NameForm, second: NameForm, score: float, decision: Decision
) -> tuple[float, Decision, list[str]]:
    reasons: list[str] = []
    if first.countries and second.countries:
        if first.countries & second.countries:
            score = min(1.0, score + 0.05)
            reasons.append(f"same country {', '.join(sorted(first.countries & second.countries))}")
        elif decision is not Decision.DIFFERENT:
            score *= 0.85
            reasons.append("different countries")
            decision = Decision.POSSIBLE
    if first.offices & second.offices:
        score = min(1.0, score + 0.05)
        reasons.append(f"same office {', '.join(sorted(first.offices & second.offices))}")
    return score, decision, reasons


def choose(name: NameForm, candidates: Sequence[NameForm]) -> tuple[int | None, tuple[str, ...]]:
    """The candidate that `name` is, if exactly one fits clearly better than all others.

    Args:
        name: the name to place.
        candidates: distinct people's names.

    Returns:
        (index of the candidate or None, reasons). Where two compete within a margin, neither is taken.
    """
    scored = [(compare(name, c), i) for i, c in enumerate(candidates)]
    fitting = sorted(
        ((c, i) for c, i in scored if c.decision is not Decision.DIFFERENT), key=lambda r: (-r[0].score, r[1])
    )
    if not fitting:
        return None, ("no candidate fits",)
    best, index = fitting[0]
    if len(fitting) > 1 and best.score - fitting[1][0].score < MARGIN:
        rival = candidates[fitting[1][1]].text
        return None, (*best.reasons, f"{candidates[index].text} and {rival} compete")
    return index, best.reasons
