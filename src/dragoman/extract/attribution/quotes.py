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
    """Whether the token is a quotation mark; a mark that is an apostrophe too must open or close a quotation."""
    if not 0 <= token < len(reading.tokens):
        return False
    marks, text = reading.pack.pack["quotes"], reading.tokens[token].text
    if text in marks.get("apostrophes", ""):
        return any(token in (first, last - 1) for first, last in find_pairs(reading))
    return text in {*marks["open"], *marks["close"]}


def is_scare_quote(reading: Reading, token: int) -> bool:
    """Whether the quotation mark stands around a word or two (or a name), which are no words of a speaker."""
    if not is_quote(reading, token):
        return False
    if reading.mention_at(token) is not None:
        return True
    end = min(reading.sentences[reading.sentence_of(token)].last, token + SCARE + 2)
    close = next((last - 1 for first, last in find_pairs(reading) if first == token), None)
    return any(is_quote(reading, i) for i in range(token + 1, end)) if close is None else close < end


@lru_cache(maxsize=2)
def find_quotations(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Tokens [first, last) of each quotation of more than a few words, its marks included, in text order; one inside another follows it.

    A quotation of several paragraphs, each of which opens with a mark and only the last of which is closed, is one.
    """
    return tuple(pair for pair in find_pairs(reading) if not is_scare_quote(reading, pair[0]))


@lru_cache(maxsize=2)
def find_pairs(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Tokens [first, last) between marks that belong together, in text order."""
    marks = reading.pack.pack["quotes"]
    closing: dict[str, str] = {}
    for opening, close in zip(marks["open"], marks["close"], strict=True):
        closing[opening] = closing.get(opening, "") + close
    found: list[tuple[int, int]] = []
    around: list[int] = []
    for token in range(len(reading.tokens)):
        around = [end for end in around if end > token]
        wanted = _opened(reading, token, closing)
        last = _close(reading, token, wanted) if wanted else None
        if last is not None and (not around or last < around[-1] - 1):
            around.append(last + 1)
            found.append((token, last + 1))
    return tuple(found)


def _opened(reading: Reading, token: int, closing: Mapping[str, str]) -> str | None:
    """The marks of which one would close what opens at a token: at a mark before a word, or inside a word behind what is written onto it."""
    text = reading.tokens[token].text
    if text in closing:
        return closing[text] if _looks_open(reading, token) else None
    inside = next((i for i, c in enumerate(text) if c in closing and 0 < i < len(text) - ABBREVIATED), None)
    return closing[text[inside]] if inside is not None else None


def _looks_open(reading: Reading, token: int) -> bool:
    """Whether a mark stands before a word and behind none."""
    span = reading.tokens[token].span
    before = reading.text[max(0, span.start - 1) : span.start]
    behind = reading.text[span.end : span.end + 1]
    return bool(behind) and not behind.isspace() and not before.isalnum()


def _close(reading: Reading, opening: int, wanted: str) -> int | None:
    """The mark that closes a quotation, past those that the same mark opens inside it; else the first that may."""
    inside, first = 0, None
    text = reading.tokens[opening].text
    for token in range(opening + 1, min(len(reading.tokens), opening + LONGEST)):
        between = reading.text[reading.tokens[token - 1].span.end : reading.tokens[token].span.start]
        if between.count("\n") > 1:
            if not _reopens(reading, token, text):
                return first
            continue
        word = reading.tokens[token].text
        if word == text and between and _looks_open(reading, token):
            inside += 1
        elif word in wanted and not between:
            first = token if first is None else first
            if not inside:
                return token
            inside -= 1
    return first


def _reopens(reading: Reading, token: int, mark: str) -> bool:
    """Whether a paragraph begins with the mark of a quotation that the one before left open."""
    return reading.tokens[token].text == mark and _looks_open(reading, token)


def quotation_around(reading: Reading, token: int) -> tuple[int, int] | None:
    """The innermost quotation in which a token stands."""
    around = [q for q in find_quotations(reading) if q[0] <= token < q[1]]
    return min(around, key=lambda q: q[1] - q[0]) if around else None


def is_quoted(reading: Reading, token: int, beside: int) -> bool:
    """Whether a token stands in a quotation in which the token `beside` does not."""
    return any(first <= token < last and not first <= beside < last for first, last in find_quotations(reading))
