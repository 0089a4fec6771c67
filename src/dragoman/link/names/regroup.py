"""Names whose words are divided otherwise on the two sides: Davutoglu and Davut Oglu, Le Pen and Lepen."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge_base import fold
from dragoman.link.names.parts import NameForm
from dragoman.link.names.skeleton import JOINT, similarity
from dragoman.link.names.tables import script_of

# A likeness from which two words read as one are one.
_JOINED = 0.78
_WORDS = 2
# Letters that a word has at least without its article.
_SHORTEST = 3


def regroup(first: NameForm, second: NameForm) -> tuple[NameForm, NameForm]:
    """The two names with words read as one where that makes them like a word of the other name.

    A particle goes with the word after it, and of a name with more words than the other, two neighbours may be one. What was joined sounds like its
    counterpart as a whole, and more than either part does.
    """
    first, second = _take_particles(first, second), _take_particles(second, first)
    first, second = _drop_articles(first, second), _drop_articles(second, first)
    while len(first.words) > max(len(second.words), _WORDS - 1) and (joined := _join_two(first, second)) is not None:
        first = joined
    while len(second.words) > max(len(first.words), _WORDS - 1) and (joined := _join_two(second, first)) is not None:
        second = joined
    return first, second


def _take_particles(name: NameForm, other: NameForm) -> NameForm:
    words, fathers = list(name.words), dict(name.filiation)
    for i, particle in enumerate(name.particles):
        if particle:
            whole = particle + JOINT + words[i]
            best = max((similarity(whole, word) for word in other.words), default=0.0)
            if best >= _JOINED and best > max(similarity(words[i], word) for word in other.words):
                words[i] = whole
                fathers.pop(i, None)
    return replace(name, words=tuple(words), filiation=tuple(fathers.items()))


def _drop_articles(name: NameForm, other: NameForm) -> NameForm:
    """The name without articles that are written onto its words as if they were letters of them (Alabbar), where the other name has one there."""
    words = list(name.words)
    for i, word in enumerate(words):
        script = script_of(word)
        theirs = [other.words[j] for j in sorted(other.articled)]
        if i in name.articled or script is None or not theirs:
            continue
        for article in script.glued:
            bare = word[len(article) :] if fold(word).startswith(article) else ""
            best = max((similarity(bare, their) for their in theirs), default=0.0) if len(bare) >= _SHORTEST else 0.0
            if best >= _JOINED and best > max(similarity(word, their) for their in other.words):
                words[i] = bare
    return replace(name, words=tuple(words))


def _join_two(name: NameForm, other: NameForm) -> NameForm | None:
    """The name with the best two neighbours joined, if they are like a word of the other name so."""
    best: tuple[float, int] | None = None
    for i in range(len(name.words) - 1):
        parts = name.words[i : i + 2]
        if any(" " in part for part in parts):
            continue
        for word in other.words:
            whole = similarity(JOINT.join(parts), word)
            if whole >= _JOINED and whole > max(similarity(part, word) for part in parts):
                best = max(best or (0.0, 0), (whole, -i))
    if best is None:
        return None
    at = -best[1]
    words = (*name.words[:at], JOINT.join(name.words[at : at + 2]), *name.words[at + 2 :])
    particles = (*name.particles[: at + 1], *name.particles[at + 2 :])
    fathers = tuple((i - (i > at), kind) for i, kind in name.filiation)
    articled = frozenset(i - (i > at) for i in name.articled)
    return replace(name, words=words, particles=particles, filiation=fathers, articled=articled)
