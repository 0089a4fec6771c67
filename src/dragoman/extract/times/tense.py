"""Whether a sentence looks back or ahead at the place of an expression: the words of the pack that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.extract.times.words import Folder, Word
from dragoman.pack import Pack

CONJUNCTIONS = frozenset({"and", "that"})
LED = 4  # words between a participle and the cue that leads it
KNOWN = 100_000  # words of which it is remembered what they say
REACH = 14  # words on either side that may carry the tense


class Told(NamedTuple):
    """What a word says of tense: whether it begins another clause (of what is behind it), the phrases that it may begin (the words that follow,
    the direction), and what its own letters say."""

    border: bool
    border_ahead: bool
    phrases: tuple[tuple[tuple[str, ...], int], ...]
    ending: int


@dataclass(frozen=True, slots=True)
class TenseCues:
    """Folded phrases that look ahead or back by their first word, the longest first; words that begin another clause; and written beginnings and
    ends of verbs."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    borders: frozenset[str]
    borders_ahead: frozenset[str]
    ahead_prefixes: tuple[str, ...]
    back_suffixes: tuple[str, ...]
    folder: Folder
    told: dict[str, Told] = field(default_factory=dict)

    def tell(self, form: str) -> Told:
        """What a word says, read with and without a conjunction written onto it; remembered."""
        told = self.told.get(form)
        if told is None:
            if len(self.told) >= KNOWN:
                self.told.clear()
            told = self.told[form] = self._tell(form)
        return told

    def _tell(self, form: str) -> Told:
        border = border_ahead = False
        phrases: list[tuple[tuple[str, ...], int]] = []
        for plain, flags in self.folder.splits(form):
            if not flags <= CONJUNCTIONS:
                continue
            if plain in self.borders or plain in self.borders_ahead:
                border, border_ahead = plain in self.borders, True
                break
            phrases += self.phrases.get(plain, ())
        ending = 0
        if any(form.startswith(p) and len(form) > len(p) + 2 for p in self.ahead_prefixes):
            ending = 1
        elif any(form.endswith(s) and len(form) > len(s) + 2 for s in self.back_suffixes):
            ending = -1
        return Told(border, border_ahead, tuple(phrases), ending)


def read_cues(pack: Pack, fold: Folder) -> TenseCues:
    """The `tense` section of a pack's times."""
    section = pack.times.get("tense", {})

    def phrases(name: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(w.form for w in fold.words(str(p))) for p in section.get(name, ()))

    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name, direction in (("ahead", 1), ("back", -1)):
        for first, *rest in sorted(phrases(name)):
            index.setdefault(first, []).append((tuple(rest), direction))
    return TenseCues(
        {first: tuple(sorted(found, key=lambda p: (-len(p[0]), -p[1]))) for first, found in index.items()},
        frozenset(w for p in phrases("borders") for w in p),
        frozenset(w for p in phrases("borders_ahead") for w in p),
        tuple(fold.fold(str(p)) for p in section.get("ahead_prefixes", ())),
        tuple(fold.fold(str(p)) for p in section.get("back_suffixes", ())),
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
    told = cues.tell(words[at].form)
    for rest, direction in told.phrases:
        if not rest or tuple(w.form for w in words[at + 1 : at + 1 + len(rest)]) == rest:
            return direction
    if told.border or (told.border_ahead and not backwards):
        return 0
    if told.ending < 0:
        return 1 if _is_led(words, at, cues) else -1
    return told.ending or None


def _is_led(words: Sequence[Word], at: int, cues: TenseCues) -> bool:
    """Whether a word that may be a participle stands behind a cue for what is to come ("will be lifted")."""
    for before in range(at - 1, max(-1, at - 1 - LED), -1):
        form = words[before].form
        if form in cues.borders:
            return False
        if any(
            direction > 0
            and len(rest) < 2
            and tuple(w.form for w in words[before + 1 : before + 1 + len(rest)]) == rest
            for rest, direction in cues.phrases.get(form, ())
        ):
            return True
    return False
