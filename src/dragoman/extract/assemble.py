"""Puts the parts of a claim together: predicate, status, roles, place, time, sources, and the rules that gave them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.extract.attribution import Attribution, find_said, read_chain, source_from
from dragoman.extract.details import count_of, read_medium
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.roles import Cast, cast_roles
from dragoman.extract.slots import clause_of, fill_slots
from dragoman.extract.status import read_status
from dragoman.model import (
    Claim,
    Detail,
    EntityKind,
    EventType,
    Medium,
    MentionForm,
    Role,
    Source,
    Span,
    TimeExpression,
    When,
    Where,
)
from dragoman.vocabulary import event_kinds

# events that go by a medium
TALKS = {EventType.MEET, EventType.CALL, EventType.MESSAGE}
# characters on that a report goes on telling of an event between sides
JOIN_REACH = 600
SIDES_NEEDED = {EventType.MEET: 2, EventType.CALL: 2}


def assemble_claims(
    reading: Reading,
    predicates: Sequence[Predicate],
    attributions: Sequence[Attribution],
    times: Mapping[int, TimeExpression],
    details: Sequence[Detail],
) -> list[Claim]:
    """The claims of a document, in text order.

    Args:
        reading: the document with its mentions.
        predicates: words that may report an event.
        attributions: who says which words.
        times: the expression of each predicate that has one, by its token.
        details: durations and the like, given to the nearest claim of their sentence.
    """
    claims: list[Claim] = []
    for predicate in predicates:
        sentence = reading.sentences[reading.sentence_of(predicate.token)]
        if reading.is_furniture(sentence.span):
            continue
        others = frozenset(p.token for p in predicates if p.token != predicate.token and p.carrier != predicate.carrier)
        claim = _assemble(reading, predicate, others, attributions, times.get(predicate.token), claims)
        if claim:
            claims.append(claim)
    return _with_details(claims, details)


def _assemble(
    reading: Reading,
    predicate: Predicate,
    others: frozenset[int],
    attributions: Sequence[Attribution],
    time: TimeExpression | None,
    before: Sequence[Claim],
) -> Claim | None:
    clause = clause_of(reading, predicate, others)
    cast = cast_roles(reading, predicate, fill_slots(reading, predicate, others))
    if not _is_enough(predicate, cast):
        cast = _join_earlier(predicate, cast, reading, before)
        if not _is_enough(predicate, cast):
            return None
    status, status_why = read_status(reading, predicate, clause)
    sources, source_why = _sources(reading, predicate, cast, attributions)
    first, last = min(predicate.carrier, predicate.token), max(predicate.carrier, predicate.token) + 1
    span = reading.span(first, last) if last - first <= 4 else reading.tokens[predicate.token].span
    return Claim(
        id=_claim_id(reading.document.id, span, predicate.type),
        document=reading.document.id,
        language=reading.document.language,
        type=predicate.type,
        status=status,
        predicate=span,
        quote=reading.sentences[reading.sentence_of(predicate.token)].span,
        participants=cast.participants,
        when=When(time.interval, time.basis, time.span, time.text, time) if time else None,
        where=Where(cast.where) if cast.where else None,
        medium=_medium(reading, predicate),
        details=tuple(count_of(cast.participants)),
        sources=sources,
        why=(predicate.why, *cast.why, status_why, *source_why),
        said=find_said(reading, attributions, predicate.token) if sources else None,
    )


def _join_earlier(predicate: Predicate, cast: Cast, reading: Reading, before: Sequence[Claim]) -> Cast:
    """ "That meeting", "it took place in October": who took part was said where the event was first told."""
    if not event_kinds()[predicate.type].sided or (cast.where is None and predicate.reading is None):
        return cast
    at = reading.tokens[predicate.token].span.start
    earlier = [c for c in before if c.type is predicate.type and at - c.predicate.start < JOIN_REACH]
    if not earlier:
        return cast
    known = {p.mention.name for p in cast.participants}
    more = [p for p in earlier[-1].participants if p.mention.name not in known]
    return replace(cast, participants=(*cast.participants, *more), why=(*cast.why, "roles: event told before"))


def _is_enough(predicate: Predicate, cast: Cast) -> bool:
    """Whether enough is said to make a claim: a bare noun must name its sides, a verb somebody."""
    named = [p for p in cast.participants if p.mention.form is not MentionForm.PRONOUN]
    kind = event_kinds()[predicate.type]
    if predicate.why == "statement":
        return any(p.role is Role.PARTY and p.mention.kind is EntityKind.PERSON for p in named)
    if predicate.why == "model" and predicate.reading and predicate.reading.score >= 0.5:
        return bool(named)
    if predicate.noun:
        return len(named) >= kind.least
    return len(named) >= SIDES_NEEDED.get(predicate.type, 1) or (bool(named) and cast.where is not None)


def _sources(
    reading: Reading, predicate: Predicate, cast: Cast, attributions: Sequence[Attribution]
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The chain over the predicate; the doer of a speech act is its own last source."""
    chain, why = read_chain(reading, predicate, attributions)
    if event_kinds()[predicate.type].speech and predicate.type is not EventType.PROPOSE:
        doers = [p for p in cast.participants if p.role is Role.PARTY and p.mention.kind is not EntityKind.GROUP]
        if doers and all(s.name != doers[0].mention.name for s in chain):
            chain, why = (*chain, source_from(doers[0].mention, reading)), (*why, "speaker of the act")
    return chain, why


def _medium(reading: Reading, predicate: Predicate) -> Medium | None:
    usual = event_kinds()[predicate.type].medium
    return read_medium(reading, predicate, usual) if predicate.type in TALKS else usual


def _claim_id(document: str, span: Span, kind: EventType) -> str:
    return hashlib.sha256(f"{document}:{span.start}:{span.end}:{kind.value}".encode()).hexdigest()[:16]


def _with_details(claims: list[Claim], details: Sequence[Detail]) -> list[Claim]:
    """Give each detail to the nearest claim of its sentence."""
    for detail in details:
        near = [i for i, c in enumerate(claims) if c.quote.covers(detail.span)]
        if near:
            best = min(near, key=lambda i: (abs(claims[i].predicate.start - detail.span.start), i))
            claims[best] = replace(claims[best], details=(*claims[best].details, detail))
    return claims
