"""Windows: every word new in just one, no window too long, context only from before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.sentences import Line
from dragoman.annotate.windows import lay_windows
from dragoman.model import Span

DOCUMENTS = st.lists(st.tuples(st.lists(st.integers(1, 8), min_size=1, max_size=30), st.booleans()), max_size=20)


@given(DOCUMENTS, st.integers(12, 80), st.integers(0, 40), st.booleans())
def test_windows(document: list[tuple[list[int], bool]], window: int, context: int, together: bool) -> None:
    lines, sizes, at = [], [], 0
    for lengths, furniture in document:
        lines.append(Line(tuple(Span(at + i, at + i + 1) for i in range(len(lengths))), furniture))
        at += len(lengths)
        sizes += lengths
    read: list[int] = []
    for laid in lay_windows(lines, sizes, window, context, together):
        assert sum(sizes[laid.first : laid.last]) <= window - 2
        before = [i for piece in laid.pieces[: laid.context] for i in range(piece.first, piece.last)]
        assert before == read[len(read) - len(before) :]
        assert sum(sizes[i] for i in before) <= context
        assert len({lines[piece.line].furniture for piece in laid.pieces}) == 1
        read += [i for piece in laid.pieces[laid.context :] for i in range(piece.first, piece.last)]
    assert read == list(range(at))
