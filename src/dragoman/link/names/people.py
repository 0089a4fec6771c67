"""Finds who a written name means among known people and among the other names of the reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from dragoman.knowledge_base import PIVOT, Entry, Knowledge, fold, fold_words
from dragoman.link.names.evidence import Setting, holds_post, weigh
from dragoman.link.names.matching import MARGIN, Comparison, Decision, choose, compare
from dragoman.link.names.parts import NameForm, read_name
from dragoman.link.names.skeleton import skeleton
from dragoman.model import EntityKind

NOTHING_TOLD = Setting()
# Sounds that scripts confuse share a class; vowels and weak sounds have none.
_CLASSES = {
    c: k
    for k, sounds in {"B": "bpfv", "T": "tdTDE", "K": "szScCjgGkqxKQJOPZL", "N": "mnN", "R": "rl"}.items()
    for c in sounds
}


@dataclass(frozen=True, slots=True)
class Found:
    """Who a name means: the id of a knowledge entry, and why."""

    entry: str
    reasons: tuple[str, ...]


def block_keys(form: NameForm) -> frozenset[str]:
    """Coarse keys of a name: two names that may be one person's share a key, most others do not."""
    return frozenset(_coarse(w) for w in form.words[-2:])


def _coarse(word: str) -> str:
    return classes_of(skeleton(word.split()[-1]), 2)


def classes_of(sounds: str, most: int) -> str:
    """The first classes of sounds that scripts confuse, repeated ones once."""
    classes = [_CLASSES[s] for s in sounds if s in _CLASSES]
    return "".join(c for i, c in enumerate(classes) if i == 0 or c != classes[i - 1])[:most]


@lru_cache(maxsize=2)
def _blocks(knowledge: Knowledge) -> Mapping[str, tuple[tuple[NameForm, Entry], ...]]:
    blocks: dict[str, list[tuple[NameForm, Entry]]] = {}
    for entry in knowledge.entries.values():
        if entry.kind is EntityKind.PERSON:
            countries = frozenset([entry.country] if entry.country else [])
            for language, name in entry.names:
                form = read_name(name, language, countries)
                if len(form.words) > 1:
                    for key in sorted(block_keys(form)):
                        blocks.setdefault(key, []).append((form, entry))
    return {key: tuple(rows) for key, rows in blocks.items()}


def identify(
    form: NameForm, knowledge: Knowledge, nearby: frozenset[str], setting: Setting = NOTHING_TOLD
) -> Found | None:
    """The known person whose full name `form` is, however spelled; None when unknown or when two compete.

    Args:
        form: a name of two words or more.
        knowledge: the knowledge base.
        nearby: ISO codes of countries that the report names.
        setting: what the reports tell of the bearer.
    """
    exact = [e for e in knowledge.lookup(form.text, form.language) if e.kind is EntityKind.PERSON]
    chosen = _prefer_nearby(exact, nearby)
    if chosen is not None:
        return Found(chosen.id, (f"known name of {chosen.name(PIVOT)}",))
    if len(form.words) < 2:
        return None
    scored: dict[str, Comparison] = {}
    blocks = _blocks(knowledge)
    for key in sorted(block_keys(form)):
        for candidate, entry in blocks.get(key, ()):
            comparison = compare(form, candidate)
            if comparison.decision is Decision.POSSIBLE and holds_post(entry, setting):
                reasons = (*comparison.reasons, "holds the post that the report gives")
                comparison = replace(comparison, decision=Decision.SAME, reasons=reasons)
            if comparison.decision is Decision.SAME and (
                entry.id not in scored or comparison.score > scored[entry.id].score
            ):
                scored[entry.id] = comparison
    ranked = sorted(scored.items(), key=lambda kv: (-kv[1].score, kv[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1].score - ranked[1][1].score < MARGIN):
        return None
    best, comparison = ranked[0]
    return Found(best, (f"spelling of {knowledge.entries[best].name(PIVOT)}", *comparison.reasons))


def identify_short(
    name: str, language: str, knowledge: Knowledge, nearby: frozenset[str], setting: Setting = NOTHING_TOLD
) -> Found | None:
    """The known person whom a single word means: by a known short name, else the only bearer of the family name from a country nearby.

    Args:
        setting: the post that the report gives the bearer, and its day. A name that is a given name of others, too (Idris), means only who holds that
            post, or an office on that day.
    """
    known = [e for e in knowledge.lookup(name, language) if e.kind is EntityKind.PERSON]
    chosen = _prefer_nearby(known, nearby)
    if chosen is not None:
        return Found(chosen.id, (f"known short name of {chosen.name(PIVOT)}",))
    bearers = [e for e in knowledge.surname(name, language) if e.country in nearby]
    if len(bearers) != 1:
        return None
    bearer = bearers[0]
    in_office = any(o.held_on(day) for o in bearer.offices for day in setting.days)
    if is_given_name(name, language, knowledge, bearer.id) and not in_office and not holds_post(bearer, setting):
        return None
    return Found(bearer.id, (f"family name of {bearer.name(PIVOT)}, whose country the report names",))


def is_given_name(name: str, language: str, knowledge: Knowledge, bearer: str = "") -> bool:
    """Whether known people other than `bearer` have a name before their family name; one with an article is a family name."""
    form = read_name(name, language)
    if len(form.words) != 1 or form.articled:
        return False
    return bool(_given_names(knowledge).get(fold(form.words[0]), frozenset()) - {bearer})


@lru_cache(maxsize=2)
def _given_names(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """The ids of known people by the names before their family names."""
    found: dict[str, set[str]] = {}
    for entry in knowledge.entries.values():
        if entry.kind is EntityKind.PERSON:
            for language, name in entry.names:
                for word in read_name(name, language).words[:-1]:
                    found.setdefault(fold(word), set()).add(entry.id)
    return {word: frozenset(ids) for word, ids in found.items()}


def _prefer_nearby(entries: Sequence[Entry], nearby: frozenset[str]) -> Entry | None:
    if len(entries) == 1:
        return entries[0]
    close = [e for e in entries if e.country in nearby]
    return close[0] if len(close) == 1 else None


def same_name(
    first: tuple[str, str], second: tuple[str, str], own: Setting = NOTHING_TOLD, other: Setting = NOTHING_TOLD
) -> Comparison | None:
    """The comparison of two full names (language, name), after what is told of their bearers, when it says SAME, else None."""
    a, b = read_name(first[1], first[0]), read_name(second[1], second[0])
    if len(a.words) < 2 or len(b.words) < 2:
        return None
    comparison = weigh(compare(a, b), own, other)
    return comparison if comparison.decision is Decision.SAME else None


def place_short(name: str, language: str, full: Sequence[tuple[str, str]]) -> tuple[int | None, tuple[str, ...]]:
    """Which of the full names (language, name) a short one belongs to, if exactly one fits."""
    if not full:
        return None, ()
    return choose(read_name(name, language), [read_name(n, code) for code, n in full])


def is_full(name: str, language: str) -> bool:
    """Whether a name has more than one content word."""
    return len(read_name(name, language).words) > 1


def pair_up(
    names: Iterable[tuple[str, str]], settings: Mapping[tuple[str, str], Setting] = MappingProxyType({})
) -> list[tuple[tuple[str, str], tuple[str, str], tuple[str, ...]]]:
    """Pairs of full names that are one person's, each the other's best, none with a rival as good.

    Args:
        names: distinct (language, name) pairs.
        settings: what the reports tell of their bearers.

    Returns:
        (first, second, reasons), sorted.
    """
    ordered = sorted(set(names))
    blocks: dict[str, list[tuple[str, str]]] = {}
    for language, name in ordered:
        for key in sorted(block_keys(read_name(name, language))):
            blocks.setdefault(key, []).append((language, name))
    scored: dict[tuple[tuple[str, str], tuple[str, str]], Comparison] = {}
    for members in blocks.values():
        for i, first in enumerate(members):
            for second in members[i + 1 :]:
                if (first, second) not in scored and fold_words(first[1]) != fold_words(second[1]):
                    told = (settings.get(first, NOTHING_TOLD), settings.get(second, NOTHING_TOLD))
                    comparison = same_name(first, second, *told)
                    if comparison is not None:
                        scored[first, second] = comparison
    return [(a, b, c.reasons) for (a, b), c in sorted(scored.items()) if not _has_rival(a, b, c, scored)]


def _has_rival(
    first: tuple[str, str],
    second: tuple[str, str],
    comparison: Comparison,
    scored: Mapping[tuple[tuple[str, str], tuple[str, str]], Comparison],
) -> bool:
    """Whether either name fits another one as well that does not itself fit the pair."""
    for (a, b), other in sorted(scored.items()):
        if (a, b) == (first, second) or other.score < comparison.score - MARGIN:
            continue
        for mine, theirs in ((first, second), (second, first)):
            if mine in (a, b):
                rival = b if a == mine else a
                pair = (rival, theirs) if rival < theirs else (theirs, rival)
                if rival != theirs and pair not in scored and fold_words(rival[1]) != fold_words(theirs[1]):
                    return True
    return False
