"""Family names that the model passed over: words that end a full name of the same report and can hardly mean anything else there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold

_NAMED_TWICE = 2


def find_repeats(reading: Reading, people: Sequence[tuple[int, int]], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of tokens that repeat the end of a person's full name.

    A particle and a word ("al-Hayya" in two words) always count; a single word when it may be a name by its part of speech, or when people of
    this name are named so often that the word is theirs here and it carries an article, as family names do.

    Args:
        reading: the document.
        people: token ranges of people's names.
        taken: tokens that are part of a mention.
    """
    particles = {fold(p, reading.pack) for p in reading.pack.pack["name_particles"]}
    tails: dict[tuple[str, ...], int] = {}
    for first, last in people:
        words = reading.folded[first:last]
        tail = words[-2:] if len(words) > 2 and words[-2] in particles else words[-1:]
        if len(words) > len(tail):
            tails[tuple(tail)] = tails.get(tuple(tail), 0) + 1
    for ending, times in sorted(tails.items()):
        for at in range(len(reading.tokens) - len(ending) + 1):
            run = range(at, at + len(ending))
            if not taken.intersection(run) and _repeats(reading, run, ending) and _is_theirs(reading, run, times):
                yield run[0], run[-1] + 1


def _repeats(reading: Reading, run: range, tail: tuple[str, ...]) -> bool:
    first = {bare.word for bare in bare_forms(reading.tokens[run[0]].text, reading.pack)}
    return tail[0] in first and tuple(reading.folded[run[0] + 1 : run[-1] + 1]) == tail[1:]


def _is_theirs(reading: Reading, run: range, times: int) -> bool:
    if len(run) > 1 or reading.tokens[run[0]].upos == "PROPN":
        return True
    slots = reading.pack.pack["proclitics"]
    articles = {fold(c, reading.pack) for c in slots[-1]} if slots else set()
    return times >= _NAMED_TWICE and any(
        bare.clitics and bare.clitics[-1] in articles for bare in bare_forms(reading.tokens[run[0]].text, reading.pack)
    )
