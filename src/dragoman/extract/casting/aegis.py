"""Those under whose roof, or through whose good offices, an event comes about: "..., with Qatar mediating", "talks hosted by the emir".

The phrase may stand far from the event's word, beyond the ends of its clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.reading import Reading
from dragoman.extract.slots import Filled, slot_before
from dragoman.extract.words import COMMAS
from dragoman.model import EntityKind, Mention, MentionForm

AEGIS_SLOTS = ("AEGIS", "HOSTED")
REACH = 10
"""Words after the preposition within which its phrase names somebody."""
_INSIDE = {"NOUN", "PROPN", "ADJ", "DET", "CCONJ"}
_MARKS = COMMAS | {'"', "\N{HEBREW PUNCTUATION GERSHAYIM}", "“", "”", "«", "»"}


def under_aegis(reading: Reading, first: int, last: int) -> Iterator[Filled]:
    """Who is named after such a preposition among tokens [first, last).

    Args:
        reading: the document with its mentions.
        first: first token of the sentence.
        last: the token after its end.
    """
    for token in range(first + 1, last):
        slot = slot_before(reading, token)
        if slot in AEGIS_SLOTS:
            yield from (Filled(slot, m, "preposition") for m in _named_from(reading, token, last))


def _named_from(reading: Reading, first: int, last: int) -> Iterator[Mention]:
    """The mentions of a phrase, joined by "and"; an office gives way to the name that follows it, also after a comma."""
    found: list[Mention] = []
    at = first
    while at < min(last, first + REACH):
        token, mention = reading.tokens[at], reading.mention_at(at)
        if mention is not None:
            if found and not _goes_on(reading, found[-1], mention):
                break
            found.append(mention)
            at = reading.tokens_in(mention.span)[-1] + 1
        elif token.upos in _INSIDE or (found and token.text in _MARKS):
            at += 1
        else:
            break
    for i, mention in enumerate(found):
        if not any(_is_office_of(mention, following) for following in found[i + 1 : i + 2]):
            yield mention


def _goes_on(reading: Reading, mention: Mention, following: Mention) -> bool:
    between = range(reading.tokens_in(mention.span)[-1] + 1, reading.tokens_in(following.span)[0])
    if _is_office_of(mention, following):
        return True
    joined = "AND" in reading.tokens[reading.tokens_in(following.span)[0]].clitics
    return joined or any(reading.tokens[i].upos == "CCONJ" for i in between)


def _is_office_of(mention: Mention, following: Mention) -> bool:
    return mention.form in {MentionForm.TITLE, MentionForm.NOMINAL} and following.kind is EntityKind.PERSON
