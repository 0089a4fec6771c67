"""Quotation marks: which words stand between them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dragoman.extract.reading import Reading

# a quotation of so few words stands for itself
SCARE = 3
# a quotation that is not closed after so many tokens was never opened
LONGEST = 160
# a mark before so few letters at the end of a word marks an abbreviation
ABBREVIATED = 2
FULL_STOPS = {".", "!", "?", "\N{ARABIC QUESTION MARK}"}


def is_quote(reading: Reading, token: int) -> bool:
    """Whether the token is a quotation mark."""
    if not 0 <= token < len(reading.tokens):
        return False
    marks = reading.pack.pack["quotes"]
    return reading.tokens[token].text in {*marks["open"], *marks["close"]}


def is_scare_quote(reading: Reading, token: int) -> bool:
    """Whether the quotation mark stands around a word or two (or a name), which are no words of a speaker."""
    if not is_quote(reading, token):
        return False
    if reading.mention_at(token) is not None:
        return True
    end = reading.sentences[reading.sentence_of(token)].last
    return any(is_quote(reading, i) for i in range(token + 1, min(end, token + SCARE + 2)))


@lru_cache(maxsize=2)
def find_quotations(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Tokens [first, last) of each quotation of more than a few words, its marks included, in text order."""
    marks = reading.pack.pack["quotes"]
    closing = dict(zip(marks["open"], marks["close"], strict=True))
    found: list[tuple[int, int]] = []
    token = 0
    while token < len(reading.tokens):
        wanted = _opened(reading, token, closing)
        close = _close(reading, token, wanted) if wanted else None
        if close is None:
            token += 1
            continue
        if not is_scare_quote(reading, token):
            found.append((token, close + 1))
        token = close + 1
    return tuple(found)


def _opened(reading: Reading, token: int, closing: Mapping[str, str]) -> str | None:
    """The mark that would close what opens at a token: at a mark before a word, or inside a word behind what is written onto it."""
    text, span = reading.tokens[token].text, reading.tokens[token].span
    if text in closing:
        before = reading.text[max(0, span.start - 1) : span.start]
        behind = reading.text[span.end : span.end + 1]
        return closing[text] if not behind.isspace() and not before.isalnum() else None
    inside = next((i for i, c in enumerate(text) if c in closing and 0 < i < len(text) - ABBREVIATED), None)
    return closing[text[inside]] if inside is not None else None


def _close(reading: Reading, opening: int, wanted: str) -> int | None:
    """The mark that closes a quotation, in its own paragraph."""
    for token in range(opening + 1, min(len(reading.tokens), opening + LONGEST)):
        between = reading.text[reading.tokens[token - 1].span.end : reading.tokens[token].span.start]
        if between.count("\n") > 1:
            return None
        if reading.tokens[token].text == wanted and not between:
            return token
    return None


def is_quoted(reading: Reading, token: int, beside: int) -> bool:
    """Whether a token stands in a quotation in which the token `beside` does not."""
    return any(first <= token < last and not first <= beside < last for first, last in find_quotations(reading))
