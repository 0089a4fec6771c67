"""Text to folded words: the form in which a lexicon knows them, with the clitics that may be written onto them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

MARKS = "".join(chr(c) for c in range(0x300, 0x700) if unicodedata.category(chr(c)) == "Mn")
TATWEEL = "\u0640"
KNOWN = 200_000  # words of which the form is remembered
_LETTER = rf"[^\W\d_][{MARKS}]*+"
_LETTERS = rf"(?:[^\W\d_]++[{MARKS}]*+)++"
DASHES = [chr(c) for c in range(0x3000) if unicodedata.category(chr(c)) == "Pd"]
COMMON_FOLDS = str.maketrans({**dict.fromkeys([*DASHES, "\N{MINUS SIGN}"], "-"), TATWEEL: ""})


class Marks(NamedTuple):
    """How a language writes the marks that stand inside words: the ways to write an apostrophe (the first is the plain one) and a quotation mark
    between letters, what else is read as an apostrophe, and the letters that an apostrophe ties to the end of a word."""

    apostrophes: str = "'"
    quotes: str = '"'
    like_apostrophes: str = ""
    endings: tuple[str, ...] = ()

    def token(self) -> re.Pattern[str]:
        """One word, number or mark."""
        apostrophe, quote = f"[{re.escape(self.apostrophes)}]", f"[{re.escape(self.quotes)}]"
        ending = "|".join(map(re.escape, self.endings))
        tied = rf"(?<=\w){apostrophe}(?:{ending})\b|" if ending else ""
        free = rf"(?!(?:{ending})\b)" if ending else ""
        not_tied = rf"(?<!\w(?:{ending}).)" if ending else ""
        return re.compile(
            rf"{tied}(?:{_LETTER}){{1,3}}+{apostrophe}(?!\w){not_tied}"
            rf"|{_LETTERS}(?:(?:{apostrophe}{free}|{quote}){_LETTERS})*"
            rf"|\d+|[^\w\s]"
        )

    def folds(self) -> dict[int, str]:
        """Every way to write a mark onto the plain one."""
        plain = {ord(c): self.apostrophes[0] for c in self.apostrophes[1:] + self.like_apostrophes}
        return plain | {ord(c): self.quotes[0] for c in self.quotes[1:]}


class Word(NamedTuple):
    """One word, number or mark of the text, at [start, end). `glued` says that no space is before it, `breaks` that a line ends before it."""

    start: int
    end: int
    text: str
    form: str
    number: int | None
    glued: bool
    breaks: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """Folds spellings of one language onto one form, and takes clitics off."""

    folds: Mapping[int, str | None]
    clitics: Mapping[str, frozenset[str]]
    token: re.Pattern[str] = field(default_factory=Marks().token)
    marks: Mapping[int, str] = field(default_factory=dict)
    known: dict[str, tuple[str, int | None]] = field(default_factory=dict)

    def fold(self, text: str) -> str:
        """The form in which the lexicon knows `text`."""
        return self.read(text)[0]

    def read(self, text: str) -> tuple[str, int | None]:
        """The form of a word, and its number when it is one in digits; remembered."""
        known = self.known.get(text)
        if known is None:
            number = int(text) if text.isdecimal() and len(text) < 9 else None
            known = (self._fold(text) if number is None else str(number), number)
            if len(self.known) >= KNOWN:
                self.known.clear()
            self.known[text] = known
        return known

    def _fold(self, text: str) -> str:
        plain = text.translate(COMMON_FOLDS).translate(self.marks)
        if not plain.isascii():
            plain = unicodedata.normalize("NFKD", plain)
            plain = "".join(c for c in plain if not unicodedata.combining(c))
            plain = unicodedata.normalize("NFC", plain)
        return plain.casefold().translate(self.folds)

    def words(self, text: str) -> list[Word]:
        """All words of `text` in order, with their places in it."""
        words: list[Word] = []
        known, end = self.known, 0
        for match in self.token.finditer(text):
            start, stop = match.span()
            token = match.group()
            form, number = known.get(token) or self.read(token)
            words.append(Word(start, stop, token, form, number, start == end and end > 0, "\n" in text[end:start]))
            end = stop
        return words

    def splits(self, form: str) -> Iterator[tuple[str, frozenset[str]]]:
        """`form` without each run of clitics that it may begin with, and the flags of that run; whole first."""
        yield form, frozenset()
        for length in range(1, min(len(form), 5)):
            flags = self.clitics.get(form[:length])
            if flags is not None:
                yield form[length:], flags


def read_clitics(orders: list[list[Mapping[str, str]]]) -> dict[str, frozenset[str]]:
    """All runs of clitics, from a list of orders; an order is a list of slots, a slot maps written forms to flags."""
    runs: dict[str, set[str]] = {}
    for order in orders:
        for choice in product(*[[("", ""), *slot.items()] for slot in order]):
            run = "".join(form for form, _ in choice)
            if run:
                runs.setdefault(run, set()).update(flag for _, flag in choice if flag)
    return {run: frozenset(flags) for run, flags in runs.items()}
