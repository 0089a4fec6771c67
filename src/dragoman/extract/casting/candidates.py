"""Who may take part in an event, in which role, and where it may be: everything that the model, the tree, prepositions or word order propose.

Proposing is generous; `cast.py` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.extract.back_reference import refer
from dragoman.extract.casting.aegis import AEGIS_SLOTS, under_aegis
from dragoman.extract.casting.antecedents import Reference, find_meant, kind_of_reference
from dragoman.extract.casting.scene import Part, Scene
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.reference import last_person_before
from dragoman.extract.slots import Filled, clause_of, fill_slots, slot_before
from dragoman.model import EntityKind, Mention, MentionForm, Span
from dragoman.vocabulary import EventKind, event_kinds

ACTORS = {EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.COUNTRY, EntityKind.GROUP, EntityKind.OUTLET}
PLACES = {EntityKind.COUNTRY, EntityKind.PLACE}
WHERE = "where"
# slots of place
WHERE_SLOTS = ("IN", "BI")
# in these slots a capital stands for its government
ACTING = {"SUBJ", "BETWEEN", *AEGIS_SLOTS}
# the place of a type that is at one may stand outside the clause, so many words off
PLACE_REACH = 40
# a second role of the same mention is proposed from this probability on
SECOND = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention in a part that it may play. `score` is the model's probability of it (0 when it has no opinion), `slot` the mention's slot."""

    mention: Mention
    part: Part
    score: float
    slot: Filled | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one predicate, and what its features are counted from."""

    predicate: Predicate
    kind: EventKind
    clause: tuple[int, int]
    candidates: tuple[Candidate, ...]
    carried: Span | None
    """The mention that the subject would be if it is not written."""


def propose(scene: Scene, predicate: Predicate) -> Proposal:
    """Everything that may take part in the event of a predicate, or be its place, in text order, pronouns with whom they mean."""
    proposal = propose_unresolved(scene, predicate)
    return replace(proposal, candidates=tuple(_refer(scene, predicate, c) for c in proposal.candidates))


def propose_unresolved(scene: Scene, predicate: Predicate) -> Proposal:
    """The same with pronouns as they stand."""
    reading, kind, others = scene.reading, event_kinds()[predicate.type], scene.others(predicate)
    here = reading.sentence_of(predicate.token)
    filled = {f.mention.span: f for f in fill_slots(reading, predicate, others)}
    if kind.placed:
        for near in _places_near(reading, predicate):
            filled.setdefault(near.mention.span, near)
    sentence = reading.sentences[here]
    for patron in under_aegis(reading, sentence.first, sentence.last):
        if patron.slot in kind.frame and filled.get(patron.mention.span, patron).slot not in WHERE_SLOTS:
            filled[patron.mention.span] = patron
    carried = None if predicate.noun else _unwritten_subject(reading, predicate)
    parts = scene.parts[predicate.token]
    mentions = {f.mention.span: f.mention for f in filled.values()}
    mentions |= {span: scene.mentions[span] for span in parts}
    if carried:
        mentions[carried.span] = carried
    candidates = [
        candidate
        for span, mention in sorted(mentions.items())
        if reading.sentence_of(reading.tokens_in(span)[0]) <= here
        for candidate in _parts_for(kind, mention, parts.get(span, {}), filled.get(span), carried)
    ]
    clause = clause_of(reading, predicate, others)
    return Proposal(predicate, kind, clause, tuple(candidates), carried.span if carried else None)


def _refer(scene: Scene, predicate: Predicate, candidate: Candidate) -> Candidate:
    """A candidate with whom its pronoun means."""
    if kind_of_reference(scene.reading, candidate.mention) is not Reference.ONE or candidate.part == WHERE:
        return candidate
    meant = find_meant(scene, predicate, candidate.part, candidate.mention)
    return replace(candidate, mention=refer(candidate.mention, meant[0], "likeliest before")) if meant else candidate


def _unwritten_subject(reading: Reading, predicate: Predicate) -> Mention | None:
    """The subject of a verb that has none in its sentence: who the text spoke of last."""
    return last_person_before(reading, reading.tokens[predicate.carrier].span.start, reading.mentions)


def _parts_for(
    kind: EventKind, mention: Mention, scores: Mapping[Part, float], slot: Filled | None, carried: Mention | None
) -> Iterator[Candidate]:
    roles = {part: score for part, score in scores.items() if part not in ("when", "source")}
    best = max(roles.values(), default=0.0)
    wanted = {part for part, score in roles.items() if score == best or score >= SECOND}
    if slot and (role := kind.frame.get(slot.slot)) and (mention.kind in ACTORS or slot.slot in ACTING):
        wanted.add(role.value)
    if slot and slot.slot in (*kind.place, *WHERE_SLOTS) and _is_place(mention):
        wanted.add(WHERE)
    if not wanted and carried is not None and carried.span == mention.span:
        wanted.add(kind.frame["SUBJ"].value)
    for part in sorted(wanted):
        if part != WHERE or _may_be_place(mention):
            yield Candidate(mention, part, roles.get(part, 0.0), slot)


def _is_place(mention: Mention) -> bool:
    return mention.kind in PLACES and mention.form is MentionForm.NAME


def _may_be_place(mention: Mention) -> bool:
    """The model may also call the name of a body a place ("at the White House")."""
    return mention.kind in PLACES or mention.kind is EntityKind.ORGANISATION


def _places_near(reading: Reading, predicate: Predicate) -> Iterator[Filled]:
    """Places of the sentence within reach of the predicate, with the slots that their prepositions open."""
    sentence = reading.sentences[reading.sentence_of(predicate.token)]
    first, last = max(sentence.first, predicate.token - PLACE_REACH), min(sentence.last, predicate.token + PLACE_REACH)
    for mention in reading.mentions_in(first, last):
        slot = slot_before(reading, reading.tokens_in(mention.span)[0])
        if slot in WHERE_SLOTS and _is_place(mention):
            yield Filled(slot, mention, "near")
