"""Whether a sentence looks back or ahead at the place of an expression: the words of the pack that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.times.words import Folder, Word
from dragoman.pack import Pack

REACH = 14  # words on either side that may carry the tense


@dataclass(frozen=True, slots=True)
class TenseCues:
    """Folded words and phrases that look ahead or back, words that begin another clause, and written beginnings of future verbs."""

    ahead: frozenset[tuple[str, ...]]
    back: frozenset[tuple[str, ...]]
    borders: frozenset[str]
    ahead_prefixes: tuple[str, ...]
    longest: int


def read_cues(pack: Pack, fold: Folder) -> TenseCues:
    """The `tense` section of a pack's times."""
    section = pack.times.get("tense", {})

    def phrases(name: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(w.form for w in fold.words(str(p))) for p in section.get(name, ()))

    ahead, back = phrases("ahead"), phrases("back")
    return TenseCues(
        ahead,
        back,
        frozenset(w for p in phrases("borders") for w in p),
        tuple(fold.fold(str(p)) for p in section.get("ahead_prefixes", ())),
        max((len(p) for p in ahead | back), default=1),
    )


def direction_at(words: Sequence[Word], first: int, last: int, cues: TenseCues, cut: frozenset[int]) -> int:
    """-1 when what happens at the expression [first, last) is past, 1 when it is to come.

    The nearest cue decides, first before the expression up to a clause border, then behind it; without any it is past, as reports are.
    `cut` are the places where a sentence begins.
    """
    before = _look(words, range(first - 1, max(-1, first - 1 - REACH), -1), cues, cut, backwards=True)
    if before:
        return before
    return _look(words, range(last, min(len(words), last + REACH)), cues, cut, backwards=False) or -1


def _look(words: Sequence[Word], places: range, cues: TenseCues, cut: frozenset[int], backwards: bool) -> int:
    for at in places:
        if not backwards and at in cut:
            return 0
        if words[at].form in cues.borders:
            return 0
        for length in range(cues.longest, 0, -1):
            forms = tuple(w.form for w in words[at : at + length])
            if forms in cues.ahead:
                return 1
            if forms in cues.back:
                return -1
        form = words[at].form
        if any(form.startswith(p) and len(form) > len(p) + 2 for p in cues.ahead_prefixes):
            return 1
        if backwards and at in cut:
            return 0
    return 0

