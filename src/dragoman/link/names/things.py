"""Joins the names of bodies, outlets and places that nobody knows beforehand: over scripts by their sounds, within a script by their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from dragoman.link.names.parts import read_name
from dragoman.link.names.people import classes_of
from dragoman.link.names.referents import Referent, Target
from dragoman.link.names.skeleton import compare_joined, join_words
from dragoman.link.names.tables import script_of
from dragoman.model import EntityKind

# A likeness that two different names of one class hardly reach by chance, and the fewest consonants that can carry it; outlets are few.
_ALIKE = {True: 0.86, False: 0.9}
_FEWEST = {True: 2, False: 3}
_VOWELS = frozenset("AIU")
_COARSE = 4
_CLASSES = {EntityKind.ORGANISATION.value: "body", EntityKind.OUTLET.value: "body", EntityKind.PLACE.value: "place"}


def join_things(found: Iterable[Referent]) -> dict[Target, Referent]:
    """For each target whose name is another spelling of one that comes before it, the referent to take instead.

    Two names of one script are one by their words alone, so that an outlet taken for a body is the outlet. Names of two scripts are one when their
    consonants say the same and neither sounds as much like a third.
    """
    things = {r.target: r for r in found if _is_unknown_thing(r.target)}
    instead = _same_words(things)
    leaders = sorted(t for t in things if t not in instead)
    near: dict[Target, list[Target]] = {}
    for first, second in _candidates(leaders):
        if _are_one(first, second):
            near.setdefault(first, []).append(second)
            near.setdefault(second, []).append(first)
    for target in leaders:
        rivals = near.get(target, [])
        if _agree(rivals, near) and rivals and min(rivals) < target:
            instead[target] = min(rivals)
    return {target: _merged(things[target], things[_last(instead, target)]) for target in instead}


def _is_unknown_thing(target: Target) -> bool:
    return not target.known and not target.document and target.kind in _CLASSES and len(target.key) == 2


def _same_words(things: Mapping[Target, Referent]) -> dict[Target, Target]:
    first: dict[tuple[str, ...], Target] = {}
    instead: dict[Target, Target] = {}
    # Outlets first: what is somewhere an outlet is one everywhere.
    for target in sorted(things, key=lambda t: (t.kind != EntityKind.OUTLET.value, t)):
        leader = first.setdefault((_CLASSES[target.kind], *target.key), target)
        if leader != target:
            instead[target] = leader
    return instead


def _candidates(targets: Iterable[Target]) -> list[tuple[Target, Target]]:
    """Pairs of two scripts whose names begin with sounds of the same classes."""
    blocks: dict[tuple[str, str], list[Target]] = {}
    for target in targets:
        blocks.setdefault((_CLASSES[target.kind], classes_of(_sounds(target), _COARSE)), []).append(target)
    pairs = ((a, b) for row in blocks.values() for i, a in enumerate(row) for b in row[i + 1 :])
    return sorted((a, b) for a, b in pairs if a.key[0] != b.key[0])


@lru_cache(maxsize=65536)
def _words(target: Target) -> tuple[str, ...]:
    return tuple(w for word in read_name(target.key[1], target.key[0]).words for w in word.split())


def _sounds(target: Target) -> str:
    """The skeleton of a whole name."""
    return join_words(_words(target))


def _are_one(first: Target, second: Target) -> bool:
    scripts = [script_of(t.key[1]) for t in (first, second)]
    if scripts[0] is scripts[1]:
        return False
    outlet = EntityKind.OUTLET.value in (first.kind, second.kind)
    skeletons = (_sounds(first), _sounds(second))
    if min(sum(s not in _VOWELS for s in sounds) for sounds in skeletons) < _FEWEST[outlet]:
        return False
    return compare_joined(_words(first), _words(second)) >= _ALIKE[outlet]


def _agree(rivals: list[Target], near: Mapping[Target, list[Target]]) -> bool:
    """Whether all that sound like a name sound like each other, too, or are of one script with none twice."""
    return all(b in near.get(a, ()) for a in rivals for b in rivals if a < b)


def _last(instead: Mapping[Target, Target], target: Target) -> Target:
    while target in instead:
        target = instead[target]
    return target


def _merged(own: Referent, other: Referent) -> Referent:
    return Referent(other.target, other.english, (f"another spelling of {other.english}", *own.reasons))
