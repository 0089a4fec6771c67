"""Refusals to comment as statements that were not made."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attribution.anonymity import find_conditions
from dragoman.extract.attribution.unsaid import find_silences, is_one, overlaps, silence_words
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.model import EventType


def with_silences(reading: Reading, predicates: Sequence[Predicate]) -> list[Predicate]:
    """The predicates, with each refusal to comment as a statement that was not made; words for who wants no name are no events."""
    words = silence_words(reading.pack)
    unnamed = find_conditions(reading)
    found = [s for s in find_silences(reading, range(len(reading.tokens))) if not overlaps(s, unnamed)]
    taken = {t for first, last in (*found, *unnamed) for t in range(first, last)}
    kept = [p for p in predicates if p.token not in taken and p.carrier not in taken]
    unsaid = [first for first, last in found if not is_one(reading, last - 1, words.name)]
    silent = [Predicate(first, first, EventType.STATE, False, "no comment", unsaid=True) for first in unsaid]
    return sorted((*kept, *silent), key=lambda p: p.token)
