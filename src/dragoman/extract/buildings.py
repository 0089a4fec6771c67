"""Buildings: with a name of their own or without, they stand in a town."""

from __future__ import annotations

from dragoman.extract.reading import Reading
from dragoman.extract.words import matches_any, word_set
from dragoman.model import Mention


def is_nameless_building(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens [first, last) are the noun of a building and adjectives of it ("a nearby villa"), which the model may take for a name."""
    nouns = [t for t in range(first, last) if reading.tokens[t].upos not in {"ADJ", "DET"}]
    return (
        bool(nouns)
        and (len(nouns) == 1 or all(reading.tokens[t].text.islower() for t in nouns))
        and _is_building(reading, nouns[-1])
        and not any(reading.tokens[t].text.istitle() for t in range(first, last))
    )


def is_building(reading: Reading, mention: Mention) -> bool:
    """Whether a place is a building: its name holds the noun of one ("the Four Seasons resort")."""
    return any(_is_building(reading, t) for t in reading.tokens_in(mention.span))


def _is_building(reading: Reading, token: int) -> bool:
    return matches_any(reading.tokens[token].text, word_set(reading.pack, "roles", "buildings"), reading.pack)
