"""Lays the sentences of a document into windows that the network reads at once.

A window holds following sentences of one document up to a number of subwords, led by the last sentences of the window before as context.
A sentence longer than a window is cut. Windows depend on the document alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.annotate.sentences import Line

_SLACK = 2  # the marks of start and end


@dataclass(frozen=True, slots=True)
class Piece:
    """Words [first, last) of the document that the network reads as one sentence; `line` is the sentence they belong to."""

    first: int
    last: int
    line: int


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces read at once; the first `context` of them were read before and only lend context."""

    pieces: tuple[Piece, ...]
    context: int

    @property
    def first(self) -> int:
        return self.pieces[0].first

    @property
    def last(self) -> int:
        return self.pieces[-1].last


def lay_windows(
    lines: Sequence[Line], sizes: Sequence[int], window: int, context: int, together: bool
) -> Iterator[Window]:
    """Windows over all words of a document, in order.

    Args:
        lines: its sentences.
        sizes: subwords of each word of the document.
        window: most subwords in a window.
        context: most of them that may have been read before.
        together: whether a window may hold several sentences at all.

    Yields:
        Windows of following pieces; every word lies in just one window outside its context.
    """
    pieces, furniture = list(_cut_pieces(lines, sizes, window - _SLACK)), [line.furniture for line in lines]
    length = [sum(sizes[p.first : p.last]) for p in pieces]
    start = 0
    while start < len(pieces):
        kind = furniture[pieces[start].line]
        lead, used = start, length[start]
        while together and lead > 0 and furniture[pieces[lead - 1].line] == kind:
            grown = used + length[lead - 1]
            if grown - length[start] > context or grown > window - _SLACK:
                break
            lead, used = lead - 1, grown
        end = start + 1
        while (
            together
            and end < len(pieces)
            and furniture[pieces[end].line] == kind
            and used + length[end] <= window - _SLACK
        ):
            used, end = used + length[end], end + 1
        yield Window(tuple(pieces[lead:end]), start - lead)
        start = end


def _cut_pieces(lines: Sequence[Line], sizes: Sequence[int], limit: int) -> Iterator[Piece]:
    """Sentences, cut where they are longer than `limit` subwords."""
    at = 0
    for number, line in enumerate(lines):
        end = at + len(line.words)
        while at < end:
            stop = _fit(sizes, at, end, limit)
            yield Piece(at, stop, number)
            at = stop


def _fit(sizes: Sequence[int], at: int, end: int, limit: int) -> int:
    """The farthest word up to which the words from `at` fit into `limit` subwords (at least one)."""
    used, stop = 0, at
    while stop < end and (used + sizes[stop] <= limit or stop == at):
        used, stop = used + sizes[stop], stop + 1
    return stop
