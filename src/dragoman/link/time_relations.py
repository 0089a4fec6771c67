"""Distances between events that a report states: "weeks before the signing", "a day after the attack"; which two of its events they join."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman.knowledge_base import fold
from dragoman.link.facts import HELD, family
from dragoman.model import Claim, Document, EventType, Extraction, Status, TimeExpression
from dragoman.pack import languages, load_section

COMING = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE, Status.CONDITIONAL})
NAMED = "counted from an event"
NEAR = 60  # characters behind the words within which they name their event
BACK = 300  # characters before them within which the event stands of which they tell, when their own sentence has none
STORY = 700  # characters within which "the meeting" is the one told of before
NOUN = 25  # characters before them within which a noun names the event told of
SPAN = 20  # two names of one event stand side by side ("the signing of the deal")
_PAUSE = re.compile("[,;\u060c\u061b]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Relation:
    """`claim`'s event is `offset` (least, most) days from that of `target`, say the words of `expression`."""

    claim: Claim
    target: Claim
    offset: tuple[int, int]
    expression: TimeExpression


@dataclass(frozen=True, slots=True)
class Counted:
    """`claim`'s event is as many days before or after `day` as the words of `expression` say, which count from it: "on Friday, hours after she met
    him"."""

    claim: Claim
    day: TimeExpression
    expression: TimeExpression


def read_relations(reports: Sequence[tuple[Document, Extraction]]) -> Iterator[Relation]:
    """Every relation between two events that one of the reports states.

    Args:
        reports: documents with what was read in them.
    """
    for expression, target, document, extraction in _targets(reports):
        told = find_told(expression, document, extraction.claims, target)
        if told is not None and expression.offset is not None and _day_of(expression, target, extraction, told) is None:
            yield Relation(told, target, expression.offset, expression)


def read_counted(reports: Sequence[tuple[Document, Extraction]]) -> Iterator[Counted]:
    """Every event that has no day of its own, but stands a known time from a day of its sentence of which no event is told there.

    Args:
        reports: documents with what was read in them.
    """
    for expression, target, document, extraction in _targets(reports):
        told = find_told(expression, document, extraction.claims, target)
        day = _day_of(expression, target, extraction, told)
        if day is not None and (target.when is None or target.when.span is None):
            yield Counted(target, day, expression)


def _targets(
    reports: Sequence[tuple[Document, Extraction]],
) -> Iterator[tuple[TimeExpression, Claim, Document, Extraction]]:
    """Expressions that count from an event, with its claim."""
    for document, extraction in reports:
        claims = sorted(extraction.claims, key=lambda c: (c.predicate.start, c.id))
        ordered = replace(extraction, claims=tuple(claims))
        for expression in extraction.times:
            if expression.basis.startswith(NAMED) and expression.offset is not None:
                target = find_target(expression, document, claims)
                if target is not None:
                    yield expression, target, document, ordered


def _day_of(
    expression: TimeExpression, target: Claim, extraction: Extraction, told: Claim | None
) -> TimeExpression | None:
    """The last day named before `expression` in the sentence of its target, when no event told there has it."""
    if told is not None and told.quote.covers(expression.span):
        return None
    before = [
        e
        for e in extraction.times
        if e.span.end <= expression.span.start
        and target.quote.covers(e.span)
        and e.bound is None
        and not e.basis.startswith(NAMED)
    ]
    return before[-1] if before else None


def find_target(expression: TimeExpression, document: Document, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the event from which the words count: the next one, or the last one told of the kind that they name."""
    start, end = expression.span.start, expression.span.end
    pause = _PAUSE.search(document.text, end, end + NEAR)
    last = pause.start() if pause else end + NEAR
    behind = [c for c in claims if start <= c.predicate.start <= last and c.quote.covers(expression.span)]
    if behind:
        first = behind[0]
        alike = [
            c
            for c in behind
            if family(c.type) == family(first.type) and c.predicate.start - first.predicate.start <= SPAN
        ]
        return alike[-1]
    kind = _kind_named(document.text[end:last], document.language)
    if kind is None:
        return None
    ahead = any(c.when and c.when.span == expression.span and c.status in COMING for c in claims)
    alike = [c for c in claims if family(c.type) == family(kind)]
    fitting = [c for c in alike if ahead and c.status in COMING] or [c for c in alike if c.status in HELD]
    before = [c for c in fitting if c.predicate.end <= expression.span.start]
    return before[-1] if before else next(iter(fitting), None)


def find_told(
    expression: TimeExpression, document: Document, claims: Sequence[Claim], target: Claim | None
) -> Claim | None:
    """The claim whose event the words date: the one that has them, the nearest before them in their sentence, the last one of the kind that
    stands before them ("the meeting, which was held a day before"), or the last one told."""
    others = [c for c in claims if target is None or (c.id != target.id and c.predicate != target.predicate)]
    own = [c for c in others if c.when and c.when.span == expression.span]
    if own:
        return own[0]
    before = [c for c in others if c.predicate.end <= expression.span.start]
    inside = [c for c in before if c.quote.covers(expression.span)]
    near = [c for c in before if expression.span.start - c.predicate.end <= BACK]
    kind = _kind_named(document.text[max(0, expression.span.start - NOUN) : expression.span.start], document.language)
    if not inside and kind is not None:
        near = [c for c in before if family(c.type) == family(kind) and c.status in HELD]
    return (inside or near)[-1] if inside or near else None


def _kind_named(text: str, language: str) -> EventType | None:
    """The kind of event that the first event noun in `text` names."""
    nouns = _event_nouns(language)
    for word in _WORD.findall(text):
        folded = fold(word)
        for cut in range(min(3, len(folded) - 2)):  # what is written onto a noun: an article, a preposition
            kind = nouns.get(folded[cut:])
            if kind is not None:
                return kind
    return None


@cache
def _event_nouns(language: str) -> Mapping[str, EventType]:
    """Nouns of one word that name an event, by their folded form."""
    nouns: dict[str, EventType] = {}
    if language not in languages():
        return nouns
    section = load_section(language, "events")
    for kind in EventType:
        for word in str((section.get(kind.value) or {}).get("nouns", "")).split():
            nouns.setdefault(fold(word), kind)
    return nouns


def of_one_story(relation: Relation, claims: Sequence[Claim], of_claim: Mapping[str, str]) -> str | None:
    """The event of a relation's claim; that of an earlier claim of its kind in its report when the claim stands alone ("the meeting")."""
    event = of_claim.get(relation.claim.id)
    if sum(of_claim.get(c.id) == event for c in claims) > 1:
        return event
    start, sides = relation.claim.predicate.start, _names(relation.claim)
    before = [
        c
        for c in claims
        if c.document == relation.claim.document
        and family(c.type) == family(relation.claim.type)
        and c.status in HELD
        and 0 < start - c.predicate.start <= STORY
    ]
    by_event: dict[str, set[str]] = {}
    for c in claims:
        by_event.setdefault(of_claim.get(c.id, ""), set()).update(_names(c))
    for c in sorted(before, key=lambda c: -c.predicate.start):
        other = of_claim.get(c.id)
        if other is not None and other != event and sides & by_event.get(other, set()):
            return other
    return event


def _names(claim: Claim) -> frozenset[str]:
    return frozenset(fold(p.mention.name) for p in claim.participants)
