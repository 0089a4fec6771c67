"""Whether a sentence looks back or ahead at the place of an expression: the words of the pack that say so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dragoman.errors import PackError
from dragoman.extract.times.words import Folder, Word
from dragoman.pack import Pack

CONJUNCTIONS = frozenset({"and", "that"})
LED = 4  # words between a participle and the cue that leads it
KNOWN = 100_000  # words of which it is remembered what they say
REACH = 14  # words on either side that may carry the tense
STOPS = frozenset({".", "?", "!"})
Phrase = tuple[tuple[str, ...], int]  # words behind the first, direction
Shapes = tuple[tuple[re.Pattern[str], int], ...]


class Told(NamedTuple):
    """What a word says of tense: whether it begins another clause (of what is behind it), the phrases that it may begin, what it says when
    a word of a shape follows, what its own letters say, and what they say of a verb."""

    border: bool
    border_ahead: bool
    phrases: tuple[Phrase, ...]
    followed: Shapes
    shape: int
    verb_shape: int


@dataclass(frozen=True, slots=True)
class TenseCues:
    """Folded phrases that look ahead or back by their first word, the longest first; words that say so before words of a shape; words that
    begin another clause; shapes of verbs (`shapes`: clear without the tree; `verb_shapes`: only of what the tree calls a verb); and words that rank
    ("first", "worst"), with those that lead the stretch over which they do."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    followed: Mapping[str, Shapes]
    borders: frozenset[str]
    borders_ahead: frozenset[str]
    shapes: Shapes
    verb_shapes: Shapes
    no_verbs: frozenset[str]
    ranks: frozenset[str]
    stretch_leads: frozenset[str]
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

    def is_one_of(self, form: str, words: frozenset[str]) -> bool:
        """Whether a word is one of `words`, with or without a conjunction written onto it."""
        return form in words or any(
            plain in words and flags <= CONJUNCTIONS for plain, flags in self.folder.splits(form)
        )

    def _tell(self, form: str) -> Told:
        border = border_ahead = False
        phrases: list[Phrase] = []
        followed: Shapes = ()
        plains = []
        for plain, flags in self.folder.splits(form):
            if not flags <= CONJUNCTIONS:
                continue
            if plain in self.borders or plain in self.borders_ahead:
                border, border_ahead = plain in self.borders, True
                break
            plains.append(plain)
            phrases += self.phrases.get(plain, ())
            followed = followed or self.followed.get(plain, ())
        known = any(p in self.no_verbs for p in plains)
        return Told(
            border,
            border_ahead,
            tuple(phrases),
            followed,
            0 if known else _shape_of(plains, self.shapes),
            0 if known else _shape_of(plains, (*self.shapes, *self.verb_shapes)),
        )


def _shape_of(forms: Sequence[str], shapes: Shapes) -> int:
    return next((direction for form in forms for shape, direction in shapes if shape.fullmatch(form)), 0)


def read_cues(pack: Pack, fold: Folder) -> TenseCues:
    """The `tense` section of a pack's times.

    Raises:
        PackError: a shape that is no regular expression.
    """
    section = pack.times.get("tense", {})

    def phrases(name: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(w.form for w in fold.words(str(p)).all) for p in section.get(name, ()))

    def words(name: str) -> frozenset[str]:
        return frozenset(w for p in phrases(name) for w in p)

    index: dict[str, list[Phrase]] = {}
    for name, direction in DIRECTIONS:
        for first, *rest in sorted(phrases(name)):
            index.setdefault(first, []).append((tuple(rest), direction))
    try:
        return TenseCues(
            {first: tuple(sorted(found, key=lambda p: (-len(p[0]), -p[1]))) for first, found in index.items()},
            {fold.fold(str(word)): _shapes(shapes, "") for word, shapes in section.get("followed", {}).items()},
            words("borders"),
            words("borders_ahead"),
            _shapes(section, "_shapes"),
            _shapes(section, "_verb_shapes"),
            words("no_verbs"),
            words("ranks"),
            words("stretch_leads"),
            fold,
        )
    except re.error as error:
        raise PackError(f"languages/{pack.language}/times.yaml: tense: {error}") from error


DIRECTIONS = (("ahead", 1), ("back", -1))


def _shapes(section: Mapping[str, Any], suffix: str) -> Shapes:
    return tuple((re.compile(str(s)), way) for name, way in DIRECTIONS for s in section.get(name + suffix, ()))


@dataclass(frozen=True, slots=True)
class Clauses:
    """The words of a report as the search for tense sees them: `breaks` are the words that begin a line, `starts` those that begin a sentence of
    the annotation, `verbs` those that the tree calls verbs, None where there is no tree."""

    words: Sequence[Word]
    breaks: frozenset[int]
    starts: frozenset[int]
    verbs: frozenset[int] | None

    def is_cut(self, at: int) -> bool:
        """Whether a sentence or a line begins with the word at `at`."""
        return at in self.breaks or at in self.starts or (at > 0 and self.words[at - 1].form in STOPS)


def direction_at(clauses: Clauses, first: int, last: int, cues: TenseCues) -> tuple[int, bool]:
    """The direction of what happens at the expression [first, last), and whether a word before it, within its clause, says so.

    -1 when it is past, 1 when it is to come, 0 when no word tells. The nearest cue decides, first before the expression up to a clause border,
    then behind it.
    """
    before = _look(clauses, range(first - 1, max(-1, first - 1 - REACH), -1), cues, backwards=True)
    if before:
        return before, True
    ahead = range(last, min(len(clauses.words), last + REACH))
    return _look(clauses, ahead, cues, backwards=False), False


def _look(clauses: Clauses, places: range, cues: TenseCues, backwards: bool) -> int:
    for at in places:
        if not backwards and clauses.is_cut(at):
            return 0
        told = tells(clauses, at, cues, backwards)
        if told is not None:
            return told
        if backwards and clauses.is_cut(at):
            return 0
    return 0


def tells(clauses: Clauses, at: int, cues: TenseCues, backwards: bool) -> int | None:
    """What the word at `at` says: 1 or -1 for a cue, 0 for a border, None for nothing."""
    words = clauses.words
    told = cues.tell(words[at].form)
    for rest, direction in told.phrases:
        if not rest or tuple(w.form for w in words[at + 1 : at + 1 + len(rest)]) == rest:
            return 1 if direction < 0 and told.shape < 0 and _is_led(words, at, cues) else direction
    if told.followed and at + 1 < len(words):
        direction = _shape_of((words[at + 1].form,), told.followed)
        if direction:
            return direction
    if told.border or (told.border_ahead and not backwards):
        return 0
    direction = told.shape
    if clauses.verbs is not None:
        direction = told.verb_shape if at in clauses.verbs else 0
    if direction < 0:
        return 1 if _is_led(words, at, cues) else -1
    return direction or None


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
