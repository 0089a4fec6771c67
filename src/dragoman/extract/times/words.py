"""Text to folded words: the form in which a lexicon knows them, with the clitics that may be written onto them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, product
from typing import NamedTuple

from dragoman.model import Span

MARKS = "".join(chr(c) for c in range(0x300, 0x700) if unicodedata.category(chr(c)) == "Mn")
TATWEEL = "\u0640"
KNOWN = 200_000  # words of which the form is remembered
_PIECE = re.compile(r"\S+")
_LETTER = rf"[^\W\d_][{MARKS}]*+"
_LETTERS = rf"(?:[^\W\d_]++[{MARKS}]*+)++"
DASHES = [chr(c) for c in range(0x3000) if unicodedata.category(chr(c)) == "Pd"]
PLAIN_MARKS = frozenset(".,:;!?)]\u060c\u061b\u061f")  # they are no part of the word before them
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
    """One word, number or mark, at [start, end) of what is written in one piece. `glued` says that nothing stands between it and the one before."""

    start: int
    end: int
    text: str
    form: str
    number: int | None
    glued: bool


class Words:
    """All words of a text, in order. What is written in one piece (between spaces) is always the same words, so that they are read once and
    shared; where they stand in the text is only looked up for those that are asked for.

    `all` are the words, `breaks` the indices of those before which a line ends.
    """

    __slots__ = ("_firsts", "_lines", "_pieces", "_starts", "all", "breaks")

    def __init__(self, text: str, known: Mapping[str, tuple[Word, ...]]) -> None:
        self._lines = text.split("\n")
        self._pieces: list[tuple[Word, ...]] = []
        ends = []
        for line in self._lines:
            self._pieces += [known[piece] for piece in line.split()]
            ends.append(len(self._pieces))
        self.all = [word for piece in self._pieces for word in piece]
        self._firsts = list(accumulate(map(len, self._pieces), initial=0))  # the first word of each piece
        self.breaks = frozenset(self._firsts[end] for end in ends[:-1])
        self._starts: list[int] = []

    def __len__(self) -> int:
        return len(self.all)

    def span(self, first: int, last: int) -> Span:
        """Where the words [first, last) stand in the text."""
        return Span(
            self._start_of_piece(first) + self.all[first].start, self._start_of_piece(last - 1) + self.all[last - 1].end
        )

    def at(self, character: int) -> int:
        """The index of the last word that begins at or before a character; -1 before the first."""
        starts = self._placed()
        piece = bisect_right(starts, character) - 1
        if piece < 0:
            return -1
        index = self._firsts[piece] - 1
        while index + 1 < self._firsts[piece + 1] and starts[piece] + self.all[index + 1].start <= character:
            index += 1
        return index

    def _start_of_piece(self, index: int) -> int:
        """Where the piece begins to which a word belongs."""
        return self._placed()[bisect_right(self._firsts, index) - 1]

    def _placed(self) -> list[int]:
        """Where each piece begins; found when it is first asked for."""
        if not self._starts and self._pieces:
            at = 0
            for line in self._lines:
                lengths = list(map(len, pieces := line.split()))
                if sum(lengths) + len(pieces) - 1 == len(line):  # one space between two of them, as nearly everywhere
                    self._starts += [at + n + start for n, start in enumerate(accumulate(lengths[:-1], initial=0))]
                else:
                    self._starts += [at + match.start() for match in _PIECE.finditer(line)]
                at += len(line) + 1
        return self._starts


class Pieces(dict[str, tuple[Word, ...]]):
    """The words of each piece of writing met so far."""

    def __init__(self, folder: Folder) -> None:
        super().__init__()
        self.folder = folder

    def __missing__(self, piece: str) -> tuple[Word, ...]:
        if len(self) >= KNOWN:
            self.clear()
        self[piece] = words = self.folder.cut(piece)
        return words


@dataclass(frozen=True, slots=True)
class Folder:
    """Folds spellings of one language onto one form, and takes clitics off."""

    folds: Mapping[int, str | None]
    clitics: Mapping[str, frozenset[str]]
    token: re.Pattern[str] = field(default_factory=Marks().token)
    marks: Mapping[int, str] = field(default_factory=dict)
    known: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    pieces: list[Pieces] = field(default_factory=list)

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
        if not plain.isascii() and not (plain.isalpha() and unicodedata.is_normalized("NFKD", plain)):
            plain = unicodedata.normalize("NFKD", plain)
            plain = "".join(c for c in plain if not unicodedata.combining(c))
            plain = unicodedata.normalize("NFC", plain)
        return plain.casefold().translate(self.folds)

    def words(self, text: str) -> Words:
        """All words of `text` in order."""
        if not self.pieces:
            self.pieces.append(Pieces(self))
        return Words(text, self.pieces[0])

    def cut(self, piece: str) -> tuple[Word, ...]:
        """The words of what is written in one piece, without a space."""
        if piece.isalpha():
            form, number = self.read(piece)
            return (Word(0, len(piece), piece, form, number, False),)
        body, mark = piece[:-1], piece[-1]
        if mark in PLAIN_MARKS and body.isalpha():  # as most that is no word alone
            form, number = self.read(body)
            end = len(body)
            return (Word(0, end, body, form, number, False), Word(end, end + 1, mark, self.read(mark)[0], None, True))
        words: list[Word] = []
        end = -1
        for match in self.token.finditer(piece):
            start, stop = match.span()
            form, number = self.read(match.group())
            words.append(Word(start, stop, match.group(), form, number, start == end))
            end = stop
        return tuple(words)

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
