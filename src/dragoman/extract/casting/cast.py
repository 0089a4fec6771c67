"""Chooses who takes part in an event and where it is, among what is proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.casting.antecedents import Reference, find_meant, kind_of_reference
from dragoman.extract.casting.candidates import WHERE, Candidate, propose
from dragoman.extract.casting.features import are_joined, describe
from dragoman.extract.casting.scene import Scene
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.reference import SIDES
from dragoman.extract.slots import slot_before
from dragoman.extract.weights import load_weights, probability
from dragoman.extract.words import fold
from dragoman.model import EntityKind, Mention, MentionForm, Participant, Role, Span
from dragoman.vocabulary import EventKind


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of features, of roles and of places."""

    roles: Mapping[str, float]
    places: Mapping[str, float]

    @staticmethod
    def fitted() -> Weights:
        """Those of the package."""
        return Weights(load_weights("roles"), load_weights("places"))


# probabilities from which a candidate takes part, from which one more than the type asks for does, and from which it is the place
TAKEN, SURPLUS, PLACED = 0.33, 0.48, 0.1
# words between a building and its town
TOWN_REACH = 5


@dataclass(frozen=True, slots=True)
class Cast:
    """The participants of an event, its place, by which evidence, and how likely each of those chosen is right."""

    participants: tuple[Participant, ...]
    where: Mention | None
    why: tuple[str, ...]
    surety: tuple[float, ...] = ()


def cast_event(scene: Scene, predicate: Predicate, weights: Weights | None = None) -> Cast:
    """Participants and place of the event that a predicate reports.

    Args:
        scene: the document's predicates and mentions.
        predicate: one of its predicates.
        weights: others than those of the package.
    """
    weights = weights or Weights.fitted()
    proposal = propose(scene, predicate)
    weighed = [
        (probability(features, weights.places if candidate.part == WHERE else weights.roles), candidate)
        for candidate, features in zip(proposal.candidates, describe(scene, proposal), strict=True)
    ]
    places = [(p, c) for p, c in weighed if c.part == WHERE and p >= PLACED]
    best = max(places, key=lambda found: found[0], default=None)
    where = best[1].mention if best else None
    chosen = list(_drop_surplus(scene.reading, proposal.kind, list(_choose_roles(weighed, where))))
    participants = _expand(scene, predicate, (Participant(Role(c.part), c.mention) for _, c in chosen))
    town = _town_of(scene.reading, where)
    kept = [p for p in _each_once(scene.reading, participants) if town is None or p.mention.span != town.span]
    return Cast(tuple(kept), town, tuple(_explain(c for _, c in chosen)), tuple(p for p, _ in chosen))


def _choose_roles(
    weighed: Iterable[tuple[float, Candidate]], where: Mention | None
) -> Iterator[tuple[float, Candidate]]:
    """The likeliest role of each mention that takes part, with its probability, in text order."""
    best: dict[Span, tuple[float, Candidate]] = {}
    for likely, candidate in weighed:
        span = candidate.mention.span
        if candidate.part == WHERE or likely < TAKEN or (where is not None and where.span == span):
            continue
        if span not in best or best[span][0] < likely:
            best[span] = likely, candidate
    yield from (best[span] for span in sorted(best))


def _drop_surplus(
    reading: Reading, kind: EventKind, chosen: Sequence[tuple[float, Candidate]]
) -> Iterator[tuple[float, Candidate]]:
    """Leave out a second doer, or a third side, that is neither joined to a surer one by "and" nor likely by itself."""
    side, wanted = kind.frame["SUBJ"].value, 2 if kind.sided else 1
    for likely, candidate in chosen:
        surer = [c.mention.span for p, c in chosen if c.part == side and p > likely]
        alone = candidate.part == side and len(surer) >= wanted
        if not alone or likely >= SURPLUS or any(are_joined(reading, candidate.mention.span, s) for s in surer):
            yield likely, candidate


def _explain(chosen: Iterable[Candidate]) -> list[str]:
    """By which evidence the participants were proposed: the model's opinion, a slot of the frame, or the text before."""
    by = {"model" if c.score else "frame" if c.slot else "subject from before" for c in chosen}
    return [f"roles: {name}" for name in ("model", "frame", "subject from before") if name in by]


# --- whom words for several mean ----------------------------------------------------------------------------------


def _expand(scene: Scene, predicate: Predicate, participants: Iterable[Participant]) -> Iterator[Participant]:
    """Name whom "the two", "both sides", "leaders of X and Y" and pronouns mean."""
    for p in participants:
        named = _several_meant(scene, predicate, p) or _named_inside(scene.reading.mentions, p.mention)
        if named:
            for mention in named:
                yield Participant(p.role, replace(mention, why=(*mention.why, f"meant by {p.mention.text}")))
        else:
            yield p


def _several_meant(scene: Scene, predicate: Predicate, participant: Participant) -> list[Mention]:
    if kind_of_reference(scene.reading, participant.mention) is Reference.ONE:
        return []
    return find_meant(scene, predicate, participant.role.value, participant.mention) or []


def _named_inside(mentions: Collection[Mention], mention: Mention) -> list[Mention]:
    """The bodies and countries that a phrase for several names ("leaders of X and Y")."""
    if mention.form not in {MentionForm.NOMINAL, MentionForm.TITLE}:
        return []
    inside = [m for m in mentions if m.span != mention.span and mention.span.covers(m.span)]
    inside = [m for m in inside if m.form is MentionForm.NAME and m.kind in SIDES]
    return inside if len(inside) > 1 else []


def _each_once(reading: Reading, participants: Iterable[Participant]) -> Iterable[Participant]:
    seen: set[str] = set()
    for p in participants:
        key = fold(p.mention.name, reading.pack)
        if key not in seen:
            seen.add(key)
            yield p


# --- places -------------------------------------------------------------------------------------------------------


def _town_of(reading: Reading, place: Mention | None) -> Mention | None:
    """The town or country named right after a building, street or quarter ("at the palace in Caracas"), else the place itself.

    What has no name of its own ("a prison in Arles") gives way to a quarter or village, too.
    """
    if place is None or place.kind is EntityKind.COUNTRY:
        return place
    named = place.form is MentionForm.NAME
    end = reading.tokens_in(place.span)[-1] + 1
    last = reading.sentences[reading.sentence_of(end - 1)].last
    for mention in reading.mentions_in(end, min(last, end + TOWN_REACH)):
        fits = mention.kind is EntityKind.COUNTRY or (not named and mention.kind is EntityKind.PLACE)
        if fits and mention.form is MentionForm.NAME:
            slot = slot_before(reading, reading.tokens_in(mention.span)[0])
            return mention if slot in {"IN", "BI", None} else place
    return place
