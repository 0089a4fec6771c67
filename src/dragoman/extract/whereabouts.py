"""Where somebody was said to be: "when the minister was in Doha", "who stayed in Vienna". What he did in that sentence he did there.

And where "there" is: the place that the passage was last at or went to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract.casting.candidates import PLACES
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import fold
from dragoman.model import EntityKind, Mention, MentionForm

# sentences back that "there" may reach, and words between it and its verb
BACK, BESIDE = 2, 8
# slots of where something is or goes
_AT = {"IN", "TO", "BI"}
_DOERS = {EntityKind.PERSON, EntityKind.GROUP}


@dataclass(frozen=True, slots=True)
class Stay:
    """`name` (folded) was at `place`, as the sentence of that number says."""

    sentence: int
    name: str
    place: Mention


def find_stays(reading: Reading) -> list[Stay]:
    """Everybody who is said to be, stay or remain at a named place, in text order.

    Args:
        reading: the document with its mentions.
    """
    return [
        Stay(reading.sentence_of(tokens[0]), fold(who.name, reading.pack), place)
        for place in reading.mentions
        if place.kind in PLACES and place.form is MentionForm.NAME
        for tokens in [reading.tokens_in(place.span)]
        if tokens and slot_before(reading, tokens[0]) == "IN"
        for who in _who_is_at(reading, tokens)
    ]


def find_theres(reading: Reading) -> Iterator[tuple[int, Mention]]:
    """Each "there" that points back (a token), with the place that it means.

    Args:
        reading: the document with its mentions.
    """
    places = [m for m in reading.mentions if m.kind in PLACES and m.form is MentionForm.NAME]
    for token in range(len(reading.tokens)):
        if not reading.is_word(token, "pack", "there") or reading.tokens[token].upos != "ADV":
            continue
        start = reading.sentences[max(0, reading.sentence_of(token) - BACK)].span.start
        before = [m for m in places if start <= m.span.start and m.span.end <= reading.tokens[token].span.start]
        at = [m for m in before if slot_before(reading, reading.tokens_in(m.span)[0]) in _AT]
        if before:
            yield token, (at or before)[-1]


def _who_is_at(reading: Reading, place: range) -> Iterator[Mention]:
    """Subjects of a verb of staying over the place, or of the place itself where a copula makes it the predicate."""
    head = next((t for t in place if reading.tokens[t].head not in place), place[0])
    over = reading.tokens[head].head
    verbs = [over] if over >= 0 and _is_staying(reading, over) else []
    if any(_is_staying(reading, child) for child in reading.children[head]):
        verbs.append(head)
    if not verbs and (before := _staying_before(reading, place[0])) is not None:
        verbs.append(before)
    for verb in verbs:
        under = [reading.mention_at(c) for c in reading.children[verb] if reading.tokens[c].relation == "nsubj"]
        # where the tree has no subject: the first one named between verb and place
        between = reading.mentions_in(verb + 1, place[0])
        yield from [m for m in under if m and m.kind in _DOERS] or [m for m in between if m.kind in _DOERS][:1]


def _staying_before(reading: Reading, place: int) -> int | None:
    """A verb of staying with its subject right behind it and no other verb up to the place: the tree may give it to one that comes later."""
    first = reading.sentences[reading.sentence_of(place)].first
    last = next((t for t in range(place - 1, first - 1, -1) if _is_verb(reading, t)), None)
    return last if last is not None and _is_staying(reading, last) and reading.mention_at(last + 1) else None


def _is_verb(reading: Reading, token: int) -> bool:
    return reading.tokens[token].upos in {"VERB", "AUX"}


def _is_staying(reading: Reading, token: int) -> bool:
    return reading.is_word(token, "pack", "staying")
