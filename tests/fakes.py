"""Small stages in the place of the real ones, for tests of what stands around them.

Every capitalised `A met B` in a text is a claim.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dragoman.model import (
    Annotation,
    Claim,
    Dating,
    Dispute,
    DisputedValue,
    Document,
    Entity,
    EntityKind,
    Event,
    EventType,
    Extraction,
    Interval,
    Judgement,
    Linked,
    Mention,
    MentionForm,
    MentionKey,
    Participant,
    Relay,
    Role,
    Source,
    SourceKind,
    Span,
    Status,
    When,
    Where,
)
from dragoman.pipeline import Stages

MET = re.compile(
    r"(?P<a>[A-Z]\w+) (?P<verb>met|will meet) (?P<b>[A-Z]\w+)"
    r"(?: in (?P<place>[A-Z]\w+))?(?: on (?P<day>\d{4}-\d\d-\d\d))?"
    r"(?:, (?P<source>[A-Z]\w+) said)?"
)


def mention(match: re.Match[str], group: str, kind: EntityKind = EntityKind.PERSON) -> Mention:
    """The mention that a group of the pattern found."""
    span = Span(*match.span(group))
    return Mention(span, match[group], kind, MentionForm.NAME, match[group], 0)


def annotate(documents: Iterable[Document]) -> Iterator[Annotation]:
    """Nothing is read; a text that says `CRASH THE MODEL` fails, alone or with its batch."""
    for document in documents:
        if "CRASH THE MODEL" in document.text:
            raise RuntimeError("the model failed")
        yield Annotation(document.id, (), (), ())


def extract(document: Document, annotation: Annotation) -> Extraction:
    """A claim for each match of MET."""
    assert annotation.document == document.id
    if "CRASH THE RULES" in document.text:
        raise ValueError("the rules\nfailed")
    claims = tuple(_claim(document, match) for match in MET.finditer(document.text))
    mentions = tuple(p.mention for claim in claims for p in claim.participants)
    return Extraction(document.id, mentions, (), claims)


def _claim(document: Document, match: re.Match[str]) -> Claim:
    on = date.fromisoformat(match["day"]) if match["day"] else None
    day = Interval(on, on) if on else None
    source = Span(*match.span("source")) if match["source"] else None
    return Claim(
        id=hashlib.sha256(f"{document.id}{match.span()}".encode()).hexdigest()[:16],
        document=document.id,
        language=document.language,
        type=EventType.MEET,
        status=Status.HAPPENED if match["verb"] == "met" else Status.PLANNED,
        predicate=Span(*match.span("verb")),
        quote=Span(*match.span()),
        participants=(Participant(Role.PARTY, mention(match, "a")), Participant(Role.PARTY, mention(match, "b"))),
        when=When(day, "stated", Span(*match.span("day")), match["day"]) if day else None,
        where=Where(mention(match, "place", EntityKind.PLACE)) if match["place"] else None,
        sources=(Source(SourceKind.PERSON, match["source"], match["source"], source),) if source else (),
        why=("fake",),
    )


def link(documents: Sequence[Document], extractions: Sequence[Extraction], judgements: Sequence[Judgement]) -> Linked:
    """One entity for each name, one event for each pair who met; a dispute where the pair's days differ."""
    by_name: dict[str, list[tuple[MentionKey, EntityKind]]] = {}
    by_pair: dict[tuple[str, ...], list[Claim]] = {}
    merged = {s: j.subjects[0] for j in judgements if j.action == "merge" for s in j.subjects[1:]}
    renamed = {j.subjects[0]: j.value for j in judgements if j.action == "rename"}
    for extraction in extractions:
        for claim in extraction.claims:
            named = [p.mention for p in claim.participants] + ([claim.where.mention] if claim.where else [])
            for m in named:
                key = merged.get(f"e-{m.name.lower()}", f"e-{m.name.lower()}")
                by_name.setdefault(key, []).append((MentionKey(claim.document, m.span), m.kind))
            by_pair.setdefault(tuple(sorted(p.mention.name for p in claim.participants)), []).append(claim)
    entities = tuple(
        Entity(
            key,
            found[0][1],
            (("en", renamed.get(key) or key[2:].title()), ("he", "\u05e9\u05dd")),
            tuple(k for k, _ in found),
        )
        for key, found in sorted(by_name.items())
    )
    events = tuple(_event(pair, claims, merged) for pair, claims in sorted(by_pair.items()))
    datings = tuple(Dating(d.id, d.published or Interval(None, None), ("stated",)) for d in documents)
    relays = tuple(Relay(documents[i].id, documents[i - 1].id, ("next",), 0.5) for i in range(1, len(documents)))
    disputes = tuple(d for pair, claims in sorted(by_pair.items()) if (d := _dispute(pair, claims)) is not None)
    intervals = tuple((c.id, c.when.interval) for cs in by_pair.values() for c in cs if c.when and c.when.interval)
    return Linked(entities, datings, relays, events, disputes, intervals)


def _event(pair: tuple[str, ...], claims: list[Claim], merged: dict[str, str]) -> Event:
    days = [c.when.interval for c in claims if c.when]
    places = [c.where.mention.name for c in claims if c.where]
    parties = tuple(merged.get(f"e-{name.lower()}", f"e-{name.lower()}") for name in pair)
    return Event(
        "-".join(pair).lower(),
        EventType.MEET,
        claims[-1].status,
        tuple(c.id for c in claims),
        days[0] if days else None,
        f"e-{places[0].lower()}" if places else None,
        parties,
        ("origin",),
        ("same pair",),
    )


def _dispute(pair: tuple[str, ...], claims: list[Claim]) -> Dispute | None:
    days: dict[str, list[tuple[str, Span]]] = {}
    for claim in claims:
        if claim.when and claim.when.text and claim.when.span:
            days.setdefault(claim.when.text, []).append((claim.id, claim.when.span))
    values = tuple(DisputedValue(day, tuple(words)) for day, words in sorted(days.items()))
    name = "-".join(pair).lower()
    return Dispute(f"d-{name}", "when", values, name, None, "two days") if len(values) > 1 else None


STAGES = Stages(annotate, extract, link, "fake reader 1", "fake linker 1")
