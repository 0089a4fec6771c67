"""Cuts text into sentences of words: at line ends, at the borders of page furniture, and after marks that end a sentence."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from dragoman.annotate.tokens import TokenRules, cut_words
from dragoman.model import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ENDS = frozenset("!?\u2026\u061f\u06d4\u3002\uff01\uff1f")
_CLOSERS = frozenset("\"'\u201d\u2019\u00bb)]\u05f4\u203a}")
_OPENERS = frozenset("\"'\u201c\u201d\u2018\u00ab([\u201e\u2039{")
_BULLETS = frozenset("\u2022\u25cf\u25a0\u25aa\u00b7*")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: the spans of its words and marks, and whether it belongs to the page rather than to the report."""

    words: tuple[Span, ...]
    furniture: bool = False

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)


def cut_sentences(text: str, furniture: tuple[Span, ...], rules: TokenRules) -> list[Line]:
    """All sentences of a text, in order; page furniture is cut too but marked.

    Args:
        text: the whole text.
        furniture: spans that are page and not report; a sentence never crosses their borders.
        rules: the language's rules.

    Returns:
        Sentences that between them hold every word of the text once.
    """
    lines: list[Line] = []
    for start, end, is_furniture in _cut_stretches(text, furniture):
        words = cut_words(text, start, end, rules)
        first = 0
        for last in range(len(words)):
            if last + 1 == len(words) or _ends_sentence(text, words, first, last, rules):
                lines.append(Line(tuple(words[first : last + 1]), is_furniture))
                first = last + 1
    return lines


def _cut_stretches(text: str, furniture: tuple[Span, ...]) -> list[tuple[int, int, bool]]:
    """Lines of the text, cut further at the borders of furniture."""
    borders = sorted({at for span in furniture for at in span})
    stretches: list[tuple[int, int, bool]] = []
    for match in _LINE.finditer(text):
        cuts = [match.start(), *(b for b in borders if match.start() < b < match.end()), match.end()]
        for start, end in itertools.pairwise(cuts):
            stretches.append((start, end, any(f.start <= start and end <= f.end for f in furniture)))
    return stretches


def _ends_sentence(text: str, words: list[Span], first: int, last: int, rules: TokenRules) -> bool:
    """Whether a sentence that began at word `first` ends after word `last` (which is not the last of its line)."""
    following = words[last + 1]
    if text[words[last].end : following.end][:1] in _CLOSERS and following.end - following.start == 1:
        return False  # the closing mark goes with the sentence that it closes
    mark = last
    while mark > first and words[mark].of(text) in _CLOSERS:
        mark -= 1
    word = words[mark].of(text)
    spaced = following.start > words[last].end or word == "."
    opener = _first_word(text, words, last + 1)
    if word == "." or word[0] in _ENDS:
        return spaced and not opener[:1].islower() and not _is_numbering(text, words, first, mark)
    if len(word) > 1 and word[-1] == ".":
        if set(word) == {"."}:  # two dots and more hold a thought open unless a new one plainly begins
            return opener[:1].isupper()
        return mark > first and opener in rules.openers
    return False


def _first_word(text: str, words: list[Span], at: int) -> str:
    """The first word from `at` on, opening marks passed over."""
    while at + 1 < len(words) and (words[at].of(text) in _OPENERS or words[at].of(text) in _BULLETS):
        at += 1
    return words[at].of(text)


def _is_numbering(text: str, words: list[Span], first: int, mark: int) -> bool:
    """ "3." at the head of a line."""
    return mark == first + 1 and words[first].of(text).isdigit() and len(words[first].of(text)) <= 2
