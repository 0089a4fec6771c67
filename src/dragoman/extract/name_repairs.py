"""Where the model cuts names amiss: family names that it passed over (words that end a full name of the same report and can hardly mean anything
else there), words after a particle, initials before a name, two names read as one, adjectives taken for names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, word_set
from dragoman.knowledge_base import Knowledge
from dragoman.model import EntityKind, EntitySpan, Label

_NAMED_TWICE = 2
# letters of an initial, or of two
_INITIALS = 2
# parts of speech of the words of a name
_NAMING = {"PROPN", "NOUN", "ADJ", "X"}


def only_describes(reading: Reading, first: int, last: int) -> bool:
    """Whether what the model takes for a name is nothing but adjectives of a noun beside it ("a decisive meeting", "Italian daily X")."""
    words = [reading.tokens[i] for i in range(first, last)]
    return all(w.upos == "ADJ" and w.relation == "amod" and not first <= w.head < last for w in words)


def end_of_name(reading: Reading, first: int, last: int) -> int:
    """Where the name of tokens [first, last) ends: not at a particle ("al", "bin"), which a word of the name follows."""
    particles = word_set(reading.pack, "pack", "name_particles")
    end = reading.sentences[reading.sentence_of(first)].last
    while last < end and reading.folded[last - 1] in particles and reading.tokens[last].upos in _NAMING:
        last += 1
    return last


def join_pieces(entities: Sequence[EntitySpan]) -> list[EntitySpan]:
    """The model's spans in text order, two pieces of one outlet's name as one."""
    found: list[EntitySpan] = []
    for entity in sorted(entities, key=lambda e: (e.first, e.last, e.label.value)):
        before = found[-1] if found else None
        if before is not None and before.label is entity.label is Label.MEDIA and before.last == entity.first:
            found[-1] = replace(before, last=entity.last)
        else:
            found.append(entity)
    return found


def start_of_name(reading: Reading, first: int) -> int:
    """Where a person's name that is found from `first` begins: with the initials before it."""
    start = reading.sentences[reading.sentence_of(first)].first
    while first > start and _is_initial(reading, first - 1):
        first -= 1
    return first


def is_stray_initial(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens [first, last) are but an initial of the name behind them."""
    return last - first == 1 and last < len(reading.tokens) and _is_initial(reading, first)


def _is_initial(reading: Reading, token: int) -> bool:
    word = reading.tokens[token].text.replace(".", "")
    return word.isascii() and word.isalpha() and word.isupper() and len(word) <= _INITIALS and _names(reading, token)


def _names(reading: Reading, token: int) -> bool:
    return reading.tokens[token].upos in {"PROPN", "X"}


def end_before_another(
    reading: Reading, first: int, last: int, people: Sequence[tuple[int, int]], knowledge: Knowledge
) -> int:
    """Where a person's name ends that the model reads together with what follows: before a place that a preposition is written onto, and before the
    family name of another person, where the report has the name without it, too ("Nora Vela Ruiz called", where a Pedro Ruiz and a Nora Vela are named).

    Args:
        reading: the document.
        first: the first token of the name.
        last: the token behind it.
        people: token ranges of people's names as the model has them.
        knowledge: names known beforehand.
    """
    words = reading.folded
    full = {tuple(words[f:e]) for f, e in people if e - f >= _NAMED_TWICE and (f, e) != (first, last)}
    families = {name[-1] for name in full}
    for at in range(first + 1, last):
        if reading.tokens[at].clitics & {"FROM", "IN", "TO"} and _is_place(reading, at, knowledge):
            return at
        own = tuple(words[first:at])
        if at - first >= _NAMED_TWICE and own in full and words[last - 1] in families - {own[-1]}:
            return at
    return last


def _is_place(reading: Reading, token: int, knowledge: Knowledge) -> bool:
    found = knowledge.lookup(reading.tokens[token].text, reading.pack.language)
    return bool(found) and found[0].kind in (EntityKind.COUNTRY, EntityKind.PLACE)


def find_repeats(reading: Reading, people: Sequence[tuple[int, int]], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of tokens that repeat the end of a person's full name.

    A particle and a word ("al-Hayya" in two words) always count; a single word when it may be a name by its part of speech, or when people of
    this name are named so often that the word is theirs here and it carries an article, as family names do.

    Args:
        reading: the document.
        people: token ranges of people's names.
        taken: tokens that are part of a mention.
    """
    particles = word_set(reading.pack, "pack", "name_particles")
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
