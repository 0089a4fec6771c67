"""People whom nobody knows beforehand: one target for all spellings of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.knowledge_base import fold_words
from dragoman.link.names.evidence import Setting
from dragoman.link.names.people import pair_up
from dragoman.link.names.referents import Referent, Target
from dragoman.link.names.romanise import romanise
from dragoman.model import EntityKind


def merge_unknown(
    unknown: Sequence[tuple[str, str]],
    bracketed: Mapping[tuple[str, str], tuple[str, str]],
    settings: Mapping[tuple[str, str], Setting],
) -> dict[tuple[str, str], Referent]:
    """One target for all spellings of one unknown person: by words, by what stands in brackets after the name, by structure and sound."""
    names = sorted({*unknown, *(bracketed[pair] for pair in unknown if pair in bracketed)})
    leader: dict[tuple[str, str], tuple[str, str]] = {}
    reasons: dict[tuple[str, str], tuple[str, ...]] = {}
    by_fold: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for language, name in names:
        leader[language, name] = by_fold.setdefault((language, fold_words(name)), (language, name))
    written = [(pair, bracketed[pair], ("in brackets after it",)) for pair in names if pair in bracketed]
    for first, second, why in [*written, *pair_up(sorted(set(leader.values())), settings)]:
        a, b = _follow(leader, first), _follow(leader, second)
        if a != b:
            leader[max(a, b)] = min(a, b)
            reasons[max(first, second)] = why
    return {
        pair: Referent(
            person_target(*_follow(leader, pair)), romanise(pair[1], pair[0]), reasons.get(pair, ("by name",))
        )
        for pair in leader
    }


def _follow(leader: Mapping[tuple[str, str], tuple[str, str]], pair: tuple[str, str]) -> tuple[str, str]:
    while leader[pair] != pair:
        pair = leader[pair]
    return pair


def person_target(language: str, name: str, document: str = "") -> Target:
    return Target(EntityKind.PERSON.value, (language, " ".join(fold_words(name)) or name), document)
