"""On whose side an unnamed source stands: by its own words, or because its country or body mediates in the report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dragoman import knowledge_base
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms
from dragoman.model import EntityKind, EventType, Mention, MentionForm

MEDIATOR = "mediator"
# from this probability on the model's mediator counts
SURE = 0.5
# and, of a word for mediating, from this on where it is no likelier to be a party
LIKELY = 0.3
# how far a country may stand before the clause that tells that it mediates
BESIDE = 3
BODIES = {EntityKind.COUNTRY, EntityKind.ORGANISATION, EntityKind.PLACE}


def stake_of(mention: Mention, reading: Reading) -> str | None:
    """The side of an unnamed source, None where nothing tells it.

    Args:
        mention: its words.
        reading: the document with its mentions set.
    """
    tokens = reading.tokens_in(mention.span)
    words = {b.word for t in tokens for b in bare_forms(reading.tokens[t].text, reading.pack)}
    stakes = dict(speech_grammar(reading.pack).stakes)
    if words & stakes.get(MEDIATOR, frozenset()):
        return MEDIATOR
    if _names(reading, mention) & _mediators(reading):
        return MEDIATOR
    return next((side for side, cues in sorted(stakes.items()) if words & cues), None)


def _names(reading: Reading, mention: Mention) -> frozenset[str]:
    """The ids of the countries and bodies in the words of a source ("a Qatari diplomat")."""
    inside = (m for m in reading.mentions if mention.span.covers(m.span) and m.span != mention.span)
    return frozenset(i for m in inside for i in _ids(reading, m))


@lru_cache(maxsize=2)
def _mediators(reading: Reading) -> frozenset[str]:
    """The ids of who mediates in a report, by the model or right before a clause that tells it ("Oman, which is mediating")."""
    return frozenset(i for m in _who_mediates(reading) for i in _ids(reading, m))


def _who_mediates(reading: Reading) -> Iterator[Mention]:
    for event in reading.annotation.predicates:
        if event.score < SURE:
            continue
        asked = {(a.token, a.role): a.score for a in event.arguments}
        for (token, role), score in sorted(asked.items()):
            likely = event.type is EventType.MEDIATE and score > asked.get((token, "party"), 0.0) and score >= LIKELY
            if role == MEDIATOR and (score >= SURE or likely) and (m := reading.mention_at(token)):
                yield m
        if event.type is EventType.MEDIATE and (m := _described(reading, event.token)) is not None:
            yield m


def _described(reading: Reading, verb: int) -> Mention | None:
    """The country or body right before a clause that says that it mediates."""
    if not reading.tokens[verb].relation.startswith("acl"):
        return None
    named = [m for m in reading.mentions if m.kind in BODIES and m.form is MentionForm.NAME]
    return next((m for m in named if 0 < verb - reading.tokens_in(m.span)[-1] <= BESIDE + 1), None)


def _ids(reading: Reading, mention: Mention) -> Iterator[str]:
    knowledge = knowledge_base.load()
    if mention.form is MentionForm.DEMONYM and (people := knowledge.demonym(mention.text, reading.document.language)):
        yield people.id
    for name in (mention.name, mention.text):
        yield from (e.id for e in knowledge.lookup(name, reading.document.language))
