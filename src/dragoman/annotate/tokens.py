"""Cuts text into whole written words and marks, with their places.

A word keeps its clitics (prefixes and suffixes written onto it); hyphens and slashes split; marks that stand inside a word (apostrophes,
the acronym marks of some scripts) stay in it when the language's pack says so. The same cut serves training and reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.model import Span
from dragoman.pack import load_section

_SCANNED = 0x1800
"""Combining marks are looked up below this code point: every living alphabet with vowel signs on letters stands there."""
_FULL_STOP = "."


@dataclass(frozen=True, slots=True)
class TokenRules:
    """What a language's pack says of words (`sentences:` in pack.yaml).

    `inner` marks join the letters around them, but only after one of `inner_after` where that is given; `acronym` marks stand before the last
    letters of an acronym; `proclitics` are letters that may stand alone before an opening quotation mark; `final` marks may close a word of
    one letter or an abbreviation; `abbreviations` take the full stop (or final mark) after them; `openers` are words that begin a sentence
    even after an abbreviation.
    """

    inner: frozenset[str]
    inner_after: frozenset[str]
    acronym: frozenset[str]
    proclitics: frozenset[str]
    final: frozenset[str]
    abbreviations: frozenset[str]
    openers: frozenset[str]


@cache
def load_rules(language: str) -> TokenRules:
    """The rules of a language.

    Raises:
        PackError: there is no such pack.
    """
    section = load_section(language, "pack").get("sentences", {})
    marks = {
        name: frozenset(str(section.get(name, "")))
        for name in ("inner", "inner_after", "acronym", "proclitics", "final")
    }
    words = {name: frozenset(map(str, section.get(name, ()))) for name in ("abbreviations", "openers")}
    return TokenRules(**marks, **words)


def _list_combining_marks() -> str:
    marks = [c for c in map(chr, range(0x300, _SCANNED)) if unicodedata.category(c) in ("Mn", "Mc")]
    return "".join(map(re.escape, marks))


_LETTER = rf"[^\W_]|[{_list_combining_marks()}\u200c\u200d]"
_WORD = re.compile(
    rf"""
    (?P<whole> https?://[^\s<>"]+[^\s<>".,;:!?)\]] | [\w.+-]+@\w[\w-]*(?:\.\w+)+ | \#\w+ | @\w+ )  # addresses, handles
  | (?P<number> \d+(?:[.,:\u066b\u066c]\d+)*(?:{_LETTER})* )
  | (?P<initials> (?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))? )                                         # U.S.
  | (?P<domain> [A-Za-z][A-Za-z0-9]*(?:\.[a-z0-9]+)+(?![A-Za-z]) )                                      # example.org
  | (?P<word> (?:{_LETTER}|_)+ )
  | (?P<mark> \.{{2,}} | [^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad] )
    """,
    re.VERBOSE,
)


def cut_words(text: str, start: int, end: int, rules: TokenRules) -> list[Span]:
    """The words and marks of text[start:end], in order, not overlapping.

    Args:
        text: the whole text.
        start, end: code points between which to cut.
        rules: the language's rules.

    Returns:
        Spans in code points of `text`. Every character that is neither white space nor an invisible format mark lies in one of them.
    """
    pieces = list(_scan(text, start, end))
    spans: list[Span] = []
    at = 0
    while at < len(pieces):
        last = at
        if pieces[at][1] == "word":
            last = _extend_word(text, pieces, at, end, rules)
        spans.append(Span(pieces[at][0].start, pieces[last][0].end))
        at = last + 1
    return spans


def _scan(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    for match in _WORD.finditer(text, start, end):
        yield Span(*match.span()), match.lastgroup or ""


def _extend_word(text: str, pieces: list[tuple[Span, str]], at: int, end: int, rules: TokenRules) -> int:
    """Index of the last piece that belongs to the word that begins with piece `at`."""
    last = at
    while last + 2 < len(pieces):
        before, mark, after = pieces[last][0], pieces[last + 1], pieces[last + 2]
        touching = before.end == mark[0].start and mark[0].end == after[0].start
        if not touching or mark[1] != "mark" or after[1] != "word" or not _joins(text, pieces, at, last, end, rules):
            break
        last += 2
    return _take_final(text, pieces, at, last, rules)


def _joins(text: str, pieces: list[tuple[Span, str]], at: int, last: int, end: int, rules: TokenRules) -> bool:
    """Whether the mark after piece `last` stands inside a word rather than opens or closes a quotation."""
    mark, after = pieces[last + 1][0].of(text), pieces[last + 2][0]
    before = text[pieces[at][0].start : pieces[last][0].end]
    if mark in rules.inner and (not rules.inner_after or before[-1] in rules.inner_after):
        return True
    if mark not in rules.acronym:
        return False
    closed = after.end < end and text[after.end] in rules.acronym
    if closed:
        return False
    if after.end - after.start == 1:
        return True
    return after.end - after.start <= 4 and len(before) >= 2 and not rules.proclitics.issuperset(before)


def _take_final(text: str, pieces: list[tuple[Span, str]], at: int, last: int, rules: TokenRules) -> int:
    """Add the full stop of an abbreviation or the mark that closes a word."""
    if last + 1 >= len(pieces):
        return last
    span, mark = Span(pieces[at][0].start, pieces[last][0].end), pieces[last + 1][0]
    if mark.start != span.end or mark.end != mark.start + 1:
        return last
    word, char = span.of(text), mark.of(text)
    bare = word.lstrip("".join(rules.proclitics)) if rules.proclitics else word
    known = word in rules.abbreviations or bare in rules.abbreviations
    if char == _FULL_STOP:
        initial = len(word) == 1 and word.isupper() and _followed_by_upper(text, mark.end)
        return last + 1 if known or initial else last
    free = mark.end == len(text) or not text[mark.end].isalnum()
    return last + 1 if char in rules.final and free and (known or len(word) == 1) else last


def _followed_by_upper(text: str, at: int) -> bool:
    following = text[at : at + 2].lstrip(" ")
    return following[:1].isupper()
