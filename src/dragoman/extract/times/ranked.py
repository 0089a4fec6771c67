"""A length of time behind "first", "only", "worst" looks back, and is no day of what is told: "the first talks in five years" began now, not in
five years.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.times.build import days_of
from dragoman.extract.times.scan import Found
from dragoman.extract.times.tense import REACH, Clauses, TenseCues, tells
from dragoman.extract.times.values import Value

KINDS = frozenset({"ago", "span", "duration"})
SOON = 62  # days: "will hold the first talks in three weeks" is still to come, "the first talks in three years" is not


def is_ranked(at: int, found: Sequence[Found], clauses: Clauses, cues: TenseCues) -> bool:
    """Whether `found[at]` is a length of time over which something is the first or the most.

    Args:
        at: index of the expression.
        found: all that the grammar found in the text, in order.
        clauses: the words of the text.
        cues: `ranks` and `stretch_leads` of the pack.

    Returns:
        True when it begins with a word that may lead such a stretch and a word of rank stands before it in its clause, with no verb of what is
        to come between them; nor before both, where the stretch is short.
    """
    here = found[at]
    leads = range(
        max(0, here.first - (here.value.kind == "duration")), here.first + 1
    )  # the word before may lead a duration
    if not _is_stretch(here.value):
        return False
    led = any(cues.is_one_of(clauses.words[i].form, cues.stretch_leads) for i in leads)
    if not led:
        return False
    ranked = False
    taken = {word for one in found[max(0, at - 3) : at] for word in range(one.first, one.last)}
    for place in range(here.first - 1, max(-1, here.first - 1 - REACH), -1):
        if place not in taken and cues.is_one_of(clauses.words[place].form, cues.ranks):
            ranked = True
        told = tells(clauses, place, cues, backwards=True)
        if told == 1:
            return ranked and days_of(here.value)[1] > SOON
        if told == 0 or clauses.is_cut(place):
            break
    return ranked


def _is_stretch(value: Value) -> bool:
    return value.kind in KINDS and value.unit is not None and (value.direction != -1 or value.bound == "since")
