"""One document while it is read: its annotation, its mentions by token, and small questions that every step asks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from dragoman.extract.words import fold, word_set
from dragoman.model import Annotation, Document, Mention, Sentence, Span, Token
from dragoman.pack import Pack


class Reading:
    """A document with its annotation and pack, and the mentions found so far.

    Args:
        document: the report.
        annotation: what the model read in it.
        pack: the data of its language.
    """

    def __init__(self, document: Document, annotation: Annotation, pack: Pack) -> None:
        self.document = document
        self.text = document.text
        self.tokens: Sequence[Token] = annotation.tokens
        self.sentences: Sequence[Sentence] = annotation.sentences
        self.annotation = annotation
        self.pack = pack
        self.mentions: list[Mention] = []
        self._mention_at: dict[int, Mention] = {}

    # --- tokens ---
    @cached_property
    def folded(self) -> list[str]:
        """Every token folded."""
        return [fold(t.text, self.pack) for t in self.tokens]

    @cached_property
    def children(self) -> list[list[int]]:
        """Dependents of every token, in text order."""
        kids: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head >= 0:
                kids[token.head].append(i)
        return kids

    @cached_property
    def _starts(self) -> list[int]:
        return [t.span.start for t in self.tokens]

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        return [s.first for s in self.sentences]

    def token_at(self, offset: int) -> int:
        """The index of the last token that begins at or before `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that lie in `span`."""
        first = self.token_at(span.start)
        if self.tokens[first].span.end <= span.start:
            first += 1
        last = first
        while last < len(self.tokens) and self.tokens[last].span.start < span.end:
            last += 1
        return range(first, last)

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that holds `token`."""
        return max(0, bisect_right(self._sentence_firsts, token) - 1)

    def is_furniture(self, span: Span) -> bool:
        """Whether `span` lies in what is page, not report."""
        return any(f.overlaps(span) for f in self.document.furniture)

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens [first, last)."""
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def is_word(self, token: int, section: str, key: str) -> bool:
        """Whether the token, as written, is in a list of the pack."""
        return self.folded[token] in word_set(self.pack, section, key)

    # --- mentions ---
    def set_mentions(self, mentions: Sequence[Mention]) -> None:
        """Replace the mentions; longer ones own their tokens, names before nominals."""
        self.mentions = sorted(mentions, key=lambda m: m.span)
        self._mention_at = {}
        for mention in sorted(self.mentions, key=lambda m: (m.span.end - m.span.start, m.span.start), reverse=True):
            for token in self.tokens_in(mention.span):
                self._mention_at.setdefault(token, mention)

    def mention_at(self, token: int) -> Mention | None:
        """The mention that holds `token`."""
        return self._mention_at.get(token)

    def mentions_in(self, first: int, last: int) -> Iterator[Mention]:
        """The mentions among tokens [first, last), in text order, each once."""
        seen: set[Span] = set()
        for token in range(first, last):
            mention = self._mention_at.get(token)
            if mention and mention.span not in seen:
                seen.add(mention.span)
                yield mention
