"""Names of outlets that are told by their last word ("the Gulf Chronicle"), of which the model may see a place alone."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.reading import Reading

# how many words such a name may have
LONGEST = 5
NAMING = {"PROPN", "NOUN", "ADJ"}


def find_outlet_names(reading: Reading) -> Iterator[tuple[int, int]]:
    """Tokens [first, last) of capitalised words of which the last says that they name an outlet (`outlet_heads` of the pack)."""
    if "outlet_heads" not in reading.pack.pack:
        return
    for head in range(1, len(reading.tokens)):
        if not reading.is_word(head, "pack", "outlet_heads") or not _is_part(reading, head):
            continue
        if head + 1 < len(reading.tokens) and _is_part(reading, head + 1) and not _is_apart(reading, head + 1):
            continue
        start = max(reading.sentences[reading.sentence_of(head)].first, head - LONGEST + 1)
        first = head
        while first > start and _is_part(reading, first - 1) and not _is_apart(reading, first):
            first -= 1
        if first < head:
            yield first, head + 1


def _is_part(reading: Reading, token: int) -> bool:
    word = reading.tokens[token]
    return word.text[:1].isupper() and word.upos in NAMING


def _is_apart(reading: Reading, token: int) -> bool:
    """Whether a token stands in another sentence or paragraph than the one before."""
    between = reading.text[reading.tokens[token - 1].span.end : reading.tokens[token].span.start]
    return reading.sentence_of(token) != reading.sentence_of(token - 1) or between != " "
