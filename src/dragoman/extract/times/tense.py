"""Whether a sentence looks back or ahead at the place of an expression: the words of the pack that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.times.words import Folder, Word
from dragoman.pack import Pack

CONJUNCTIONS = frozenset({"and", "that"})
LED = 4  # words between a participle and the cue that leads it
REACH = 14  # words on either side that may carry the tense


@dataclass(frozen=True, slots=True)
class TenseCues:
    """Folded words and phrases that look ahead or back, words that begin another clause, and written beginnings of future verbs."""

    ahead: frozenset[tuple[str, ...]]
    back: frozenset[tuple[str, ...]]
    borders: frozenset[str]
    borders_ahead: frozenset[str]
    ahead_prefixes: tuple[str, ...]
    back_suffixes: tuple[str, ...]
    longest: int
    folder: Folder

    def forms(self, word: Word) -> tuple[str, ...]:
        """The word as written, and without a conjunction written onto it."""
        return tuple(form for form, flags in self.folder.splits(word.form) if flags <= CONJUNCTIONS)


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
        frozenset(w for p in phrases("borders_ahead") for w in p),
        tuple(fold.fold(str(p)) for p in section.get("ahead_prefixes", ())),
        tuple(fold.fold(str(p)) for p in section.get("back_suffixes", ())),
        max((len(p) for p in ahead | back), default=1),
        fold,
    )


def direction_at(words: Sequence[Word], first: int, last: int, cues: TenseCues, cut: frozenset[int]) -> int:
    """-1 when what happens at the expression [first, last) is past, 1 when it is to come, 0 when no word tells.

    The nearest cue decides, first before the expression up to a clause border, then behind it.
    `cut` are the places where a sentence begins.
    """
    before = _look(words, range(first - 1, max(-1, first - 1 - REACH), -1), cues, cut, backwards=True)
    if before:
        return before
    return _look(words, range(last, min(len(words), last + REACH)), cues, cut, backwards=False)


def _look(words: Sequence[Word], places: range, cues: TenseCues, cut: frozenset[int], backwards: bool) -> int:
    for at in places:
        if not backwards and at in cut:
            return 0
        told = _tells(words, at, cues, backwards)
        if told is not None:
            return told
        if backwards and at in cut:
            return 0
    return 0


def _tells(words: Sequence[Word], at: int, cues: TenseCues, backwards: bool) -> int | None:
    """What the word at `at` says: 1 or -1 for a cue, 0 for a border, None for nothing."""
    for form in cues.forms(words[at]):
        if form in cues.borders or (not backwards and form in cues.borders_ahead):
            return 0
        for length in range(cues.longest, 0, -1):
            forms = (form, *(w.form for w in words[at + 1 : at + length]))
            if forms in cues.ahead:
                return 1
            if forms in cues.back:
                return -1
    form = words[at].form
    if any(form.startswith(p) and len(form) > len(p) + 2 for p in cues.ahead_prefixes):
        return 1
    if any(form.endswith(s) and len(form) > len(s) + 2 for s in cues.back_suffixes):
        return 1 if _is_led(words, at, cues) else -1
    return None


def _is_led(words: Sequence[Word], at: int, cues: TenseCues) -> bool:
    """Whether a word that may be a participle stands behind a cue for what is to come ("will be lifted")."""
    for before in range(at - 1, max(-1, at - 1 - LED), -1):
        if words[before].form in cues.borders:
            return False
        if any((words[before].form, *(w.form for w in words[before + 1 : before + n])) in cues.ahead for n in (1, 2)):
            return True
    return False
