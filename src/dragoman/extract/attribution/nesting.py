"""Who stands outside whom when several voices meet in one sentence: who cites stands outside the one that is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.attribution.cues import CueKind, is_citing, is_relying
from dragoman.extract.attribution.links import outlets_first, same_source
from dragoman.extract.attribution.voices import Attribution
from dragoman.extract.reading import Reading

# how many tokens may stand between a source and the words that tell whom it cites
BESIDE = 3


def cited_by(reading: Reading, attribution: Attribution, here: Sequence[Attribution]) -> Attribution | None:
    """The attribution right before one that says whom it cites ("according to the Post, which quoted two officials")."""
    if not is_citing(reading, attribution.cue):
        return None
    start = attribution.hole[0]
    return next((a for a in reversed(here) if a.hole[0] <= start <= a.hole[1] + BESIDE), None)


def told_on(attribution: Attribution, here: Sequence[Attribution]) -> Attribution:
    """An attribution whose speaker was just cited by another goes on with that chain ("It quoted two members, who said that")."""
    first = attribution.chain[0]
    told = (
        a.chain for a in reversed(here) if len(a.chain) > 1 and same_source(a.chain[-1], first) and a.chain[0] != first
    )
    chain = next(told, None)
    return attribution if chain is None else replace(attribution, chain=outlets_first((*chain, *attribution.chain)))


def nested(reading: Reading, here: Sequence[Attribution]) -> list[Attribution]:
    """A particle inside the phrase of a verb or beside it: who is cited there told the speaker, any other source tells of him.

    "Citing two officials, the Post reported" has the Post outside, "he said, by the minutes, that" the minutes.
    """
    kept = list(here)
    for inner in here:
        if inner.why != CueKind.PARTICLE.value:
            continue
        relies = is_relying(reading, inner.cue)
        outer = next((b for b in kept if b is not inner and _holds(b, inner)), None)
        outer = outer or (_relying_on(reading, inner, kept) if relies else None)
        if outer is None:
            continue
        both = (outer.chain, inner.chain) if relies else (inner.chain, outer.chain)
        kept[kept.index(outer)] = replace(outer, chain=outlets_first((*both[0], *both[1])))
        kept.remove(inner)
    return kept


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return outer.hole[0] <= inner.hole[0] and inner.hole[1] <= outer.hole[1] and outer.cue >= 0


def _relying_on(reading: Reading, inner: Attribution, here: Sequence[Attribution]) -> Attribution | None:
    """Who relies on the source of a particle that stands outside of all phrases: the verb above it, else whose phrase is right beside it."""
    others = [b for b in here if b is not inner and b.cue >= 0]
    above = reading.tokens[inner.cue].head
    if found := next((b for b in others if b.cue == above), None):
        return found
    beside = (b for b in others if 0 <= _gap(b, inner) <= BESIDE)
    return next(iter(sorted(beside, key=lambda b: _gap(b, inner))), None)


def _gap(a: Attribution, b: Attribution) -> int:
    """How many tokens stand between two phrases."""
    first, second = sorted((a.hole, b.hole))
    return second[0] - first[1]


def with_inner(outer: Attribution, inner: Attribution) -> Attribution:
    """The outer attribution with the chain of the inner one behind its own."""
    hole = (outer.hole[0], max(outer.hole[1], inner.hole[1]))
    return replace(outer, chain=outlets_first((*outer.chain, *inner.chain)), hole=hole)
