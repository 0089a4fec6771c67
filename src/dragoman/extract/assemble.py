"""Puts the parts of a claim together: predicate, status, roles, place, time, sources, and the rules that gave them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.extract.acceptance import is_claim
from dragoman.extract.attribution import (
    Attribution,
    find_said,
    is_unnamed,
    read_chain,
    same_source,
    source_from,
    who_is_silent,
)
from dragoman.extract.casting import Cast, Scene, cast_event
from dragoman.extract.casting.joined import each_side
from dragoman.extract.details import count_of, read_medium
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.slots import clause_of
from dragoman.extract.status import read_standing
from dragoman.model import (
    Claim,
    Detail,
    EntityKind,
    EventType,
    Medium,
    Role,
    Source,
    SourceKind,
    Span,
    TimeExpression,
    When,
    Where,
)
from dragoman.vocabulary import event_kinds

# events that go by a medium
TALKS = {EventType.MEET, EventType.CALL, EventType.MESSAGE}


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
    scene = Scene(reading, predicates)
    for predicate in predicates:
        sentence = reading.sentences[reading.sentence_of(predicate.token)]
        if reading.is_furniture(sentence.span):
            continue
        claim = _assemble(scene, predicate, attributions, times.get(predicate.token))
        if claim:
            claims.append(claim)
    return _with_details(claims, details)


def _assemble(
    scene: Scene, predicate: Predicate, attributions: Sequence[Attribution], time: TimeExpression | None
) -> Claim | None:
    reading = scene.reading
    cast = cast_event(scene, predicate)
    clause = clause_of(reading, predicate, scene.others(predicate))
    standing = read_standing(reading, predicate, clause)
    if not predicate.unsaid and not is_claim(scene, predicate, cast, standing.status):
        return None
    sources, source_why = _sources(reading, predicate, cast, attributions)
    first, last = min(predicate.carrier, predicate.token), max(predicate.carrier, predicate.token) + 1
    span = reading.span(first, last) if last - first <= 4 else reading.tokens[predicate.token].span
    return Claim(
        id=_claim_id(reading.document.id, span, predicate.type),
        document=reading.document.id,
        language=reading.document.language,
        type=predicate.type,
        status=standing.status,
        predicate=span,
        quote=reading.sentences[reading.sentence_of(predicate.token)].span,
        participants=each_side(cast.participants, reading),
        when=When(time.interval, time.basis, time.span, time.text, time) if time else None,
        where=Where(cast.where) if cast.where else None,
        medium=_medium(reading, predicate),
        details=tuple(count_of(cast.participants)),
        sources=sources,
        why=(predicate.why, *cast.why, standing.why, *source_why),
        said=find_said(reading, attributions, predicate.token) if sources else None,
        degree=standing.degree,
    )


def _sources(
    reading: Reading, predicate: Predicate, cast: Cast, attributions: Sequence[Attribution]
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The chain over the predicate; the doer of a speech act is its own last source."""
    chain, why = read_chain(reading, predicate, attributions)
    if predicate.unsaid and (silent := who_is_silent(reading, predicate.token, attributions)):
        return (*chain, *(s for s in silent if all(s.name != c.name for c in chain))), (*why, "who will not say")
    if event_kinds()[predicate.type].speech and predicate.type is not EventType.PROPOSE:
        doers = [p.mention for p in cast.participants if p.role is Role.PARTY]
        doers = [m for m in doers if m.kind is not EntityKind.GROUP or is_unnamed(m, reading)]
        own = source_from(doers[0], reading) if doers else None
        if own is not None and not _is_heard(own, chain):
            chain, why = (*chain, own), (*why, "speaker of the act")
    return chain, why


def _is_heard(source: Source, chain: Sequence[Source]) -> bool:
    """Whether a source is in a chain already; an unnamed one also by other words of his."""
    hidden = source.kind is SourceKind.ANONYMOUS
    return any(source.name == s.name or (hidden and same_source(source, s)) for s in chain)


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
