"""Text to folded words: the form in which a lexicon knows them, with the clitics that may be written onto them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from dragoman.model import Span

MARKS = "".join(chr(c) for c in range(0x300, 0x700) if unicodedata.category(chr(c)) == "Mn")
TATWEEL = "\u0640"
_L = rf"[^\W\d_][{MARKS}{TATWEEL}]*"
_APOSTROPHE = "['’׳ʼ`´]".replace("׳", "\u05f3")
_QUOTE = '["”“״]'.replace("״", "\u05f4")
TOKEN = re.compile(
    rf"(?P<possessive>(?<=\w){_APOSTROPHE}s\b)"
    rf"|(?P<word>(?:{_L}){{1,3}}{_APOSTROPHE}(?!\w)(?<!\ws.)"
    rf"|(?:{_L})+(?:(?:{_APOSTROPHE}(?!s\b)|{_QUOTE})(?:{_L})+)*)"
    rf"|(?P<number>\d+)|(?P<mark>[^\w\s])"
)
COMMON_FOLDS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "\u05f3": "'",
        "“": '"',
        "”": '"',
        "\u05f4": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "\u05be": "-",
        TATWEEL: "",
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or mark of the text. `glued` says that no space is before it, `breaks` that a line ends before it."""

    span: Span
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
    known: dict[str, str] = field(default_factory=dict)

    def fold(self, text: str) -> str:
        form = self.known.get(text)
        if form is None:
            plain = unicodedata.normalize("NFKD", text.translate(COMMON_FOLDS))
            plain = "".join(c for c in plain if not unicodedata.combining(c))
            form = unicodedata.normalize("NFC", plain).casefold().translate(dict(self.folds))
            if len(self.known) < 200_000:
                self.known[text] = form
        return form

    def words(self, text: str) -> list[Word]:
        """All words of `text` in order, with spans in it."""
        words: list[Word] = []
        end = 0
        for match in TOKEN.finditer(text):
            between = text[end : match.start()]
            number = int(match.group()) if match.lastgroup == "number" and len(match.group()) < 9 else None
            form = str(number) if number is not None else self.fold(match.group())
            words.append(
                Word(Span(*match.span()), match.group(), form, number, not between and end > 0, "\n" in between)
            )
            end = match.end()
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
