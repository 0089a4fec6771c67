"""Words as a pack compares them: folded, and with what may be written onto them taken off."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from dragoman.pack import Pack

SHORTEST_STEM = 2
# in Latin and in Arabic script
COMMAS = {",", "\N{ARABIC COMMA}"}


@lru_cache(maxsize=200_000)
def fold(text: str, pack: Pack) -> str:
    """`text` without combining marks, hamza carriers and case, with the pack's own unifications."""
    table = pack.pack["fold"]
    unified = "".join(table.get(c, c) for c in text)
    decomposed = unicodedata.normalize("NFKD", unified)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class Bare:
    """A word without clitics, and the clitics taken off, first written first."""

    word: str
    clitics: tuple[str, ...]


@cache
def _clitic_chains(pack: Pack) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """All strings that may stand before a word, with their parts, longest first."""
    slots = [["", *(fold(c, pack) for c in slot)] for slot in pack.pack["proclitics"]]
    chains = {"".join(parts): tuple(p for p in parts if p) for parts in product(*slots)}
    for fused, parts in pack.pack["fused"].items():
        first = slots[0] if slots else [""]
        for lead in first:
            chains[lead + fold(fused, pack)] = tuple(p for p in (lead, *parts) if p)
    return tuple(sorted(chains.items(), key=lambda c: (-len(c[0]), c[0])))


@lru_cache(maxsize=200_000)
def bare_forms(word: str, pack: Pack) -> tuple[Bare, ...]:
    """Every way to read `word` as clitics + word, the whole word first."""
    folded = fold(word, pack)
    found = [Bare(folded, ())]
    for prefix, parts in reversed(_clitic_chains(pack)):
        if prefix and folded.startswith(prefix) and len(folded) - len(prefix) >= SHORTEST_STEM:
            found.append(Bare(folded[len(prefix) :].lstrip("-"), parts))
    return tuple(found)


@lru_cache(maxsize=200_000)
def stems(word: str, noun: bool, pack: Pack) -> tuple[str, ...]:
    """All stems that the inflection tables allow for `word` (clitics included), the longest first."""
    prefixes = [""] if noun else [fold(p, pack) for p in pack.pack["verb_prefixes"]]
    suffixes = [fold(s, pack) for s in pack.pack["noun_suffixes" if noun else "verb_suffixes"]]
    return tuple(dict.fromkeys(s for bare in bare_forms(word, pack) for s in _cut(bare.word, prefixes, suffixes)))


def _cut(word: str, prefixes: list[str], suffixes: list[str]) -> Iterator[str]:
    for prefix in sorted(set(prefixes), key=len):
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        for suffix in sorted(set(suffixes), key=len):
            if rest.endswith(suffix) and len(rest) - len(suffix) >= SHORTEST_STEM:
                yield rest[: len(rest) - len(suffix)] if suffix else rest


def matches_any(word: str, forms: frozenset[str], pack: Pack) -> bool:
    """Whether `word`, with or without clitics, is one of the folded `forms`."""
    return any(bare.word in forms for bare in bare_forms(word, pack))


@cache
def _folded_set(pack: Pack, section: str, key: str) -> frozenset[str]:
    data = getattr(pack, section)[key]
    words = data.split() if isinstance(data, str) else data
    return frozenset(fold(w, pack) for w in words)


def word_set(pack: Pack, section: str, key: str) -> frozenset[str]:
    """The folded words of a list in a section of the pack."""
    return _folded_set(pack, section, key)
