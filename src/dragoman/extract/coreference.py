"""A later mention of an event joins the first one of its document: what one sentence leaves out, another has said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.buildings import is_building
from dragoman.extract.reading import Reading
from dragoman.extract.whereabouts import BESIDE, Stay, find_stays, find_theres
from dragoman.extract.words import fold
from dragoman.model import Claim, EntityKind, EventType, Mention, MentionForm, Status, Where
from dragoman.vocabulary import event_kinds

# characters between two predicates of one phrase
NEAR = 30
# claims: how far apart two of one event may stand, and two of one phrase
REACH, NEIGHBOURS = 40, 6
# sentences: how far back the town of a story may be named
STORY = 4
HELD = {Status.HAPPENED, Status.ONGOING}
# what is done face to face: where one is, there it was
DONE_THERE = {EventType.MEET, EventType.AGREE, EventType.COMMIT, EventType.PROPOSE, EventType.PERSUADE}


def complete_claims(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """Give each claim the time and place that another claim of the same event, in the same document, has.

    Args:
        reading: the document.
        claims: in text order.

    Returns:
        As many claims, in the same order.
    """
    claims = _pointed_at(reading, claims)
    names = [_names(reading, c) for c in claims]
    stays = find_stays(reading)
    completed: list[Claim] = []
    for i, claim in enumerate(claims):
        around = range(max(0, i - REACH), min(len(claims), i + REACH))
        for j in sorted(around, key=lambda j: (j > i, abs(i - j))):
            if claim.when is not None and claim.where is not None:
                break
            if j != i and _is_same(claim, claims[j], names[i], names[j]):
                claim = _fill(claim, claims[j])
        if claim.where:
            completed.append(_in_town(reading, claim, completed))
        else:
            completed.append(_where_he_was(reading, _arrived(claim, claims, names, i), names[i], stays))
    return completed


def _pointed_at(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """Give the claim whose predicate stands nearest to a "there" of its sentence the place that it means."""
    found = list(claims)
    tokens = [reading.token_at(c.predicate.start) for c in claims]
    for there, place in find_theres(reading):
        here = reading.sentence_of(there)
        near = [i for i, t in enumerate(tokens) if reading.sentence_of(t) == here and abs(t - there) <= BESIDE]
        best = min(near, key=lambda i: abs(tokens[i] - there), default=None)
        if best is not None and found[best].where is None and event_kinds()[found[best].type].placed:
            found[best] = replace(found[best], where=Where(place), why=(*found[best].why, "where: there"))
    return found


def _in_town(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Claim:
    """A building without a name ("a nearby villa") stands in the town where the story was last."""
    if claim.where is None or claim.where.mention.form is MentionForm.NAME:
        return claim
    here = reading.sentence_of(reading.token_at(claim.predicate.start))
    for other in reversed(before):
        if here - reading.sentence_of(reading.token_at(other.predicate.start)) > STORY:
            break
        if other.where and _is_town(reading, other.where.mention):
            return replace(claim, where=other.where, why=(*claim.why, "where: the town of the story"))
    return claim


def _is_town(reading: Reading, place: Mention) -> bool:
    named = place.form is MentionForm.NAME and place.kind is EntityKind.PLACE
    return named and not is_building(reading, place)


def _arrived(claim: Claim, claims: Sequence[Claim], names: Sequence[frozenset[str]], i: int) -> Claim:
    """Who travels to a place and meets somebody, or gives his word, in one sentence, does so there."""
    if claim.type not in DONE_THERE:
        return claim
    for j, journey in enumerate(claims):
        if journey.type is EventType.TRAVEL and journey.quote == claim.quote and journey.where and names[i] & names[j]:
            return replace(claim, where=journey.where, why=(*claim.why, "where: the journey's end"))
    return claim


def _where_he_was(reading: Reading, claim: Claim, names: frozenset[str], stays: Sequence[Stay]) -> Claim:
    """What somebody does in a sentence that says where he was, he did there."""
    if claim.where or claim.type not in DONE_THERE:
        return claim
    here = reading.sentence_of(reading.token_at(claim.predicate.start))
    for stay in stays:
        if stay.sentence == here and stay.name in names:
            return replace(claim, where=Where(stay.place), why=(*claim.why, "where: he was there"))
    return claim


def merge_repeats(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """Drop a claim that says nothing beyond its neighbour: "signed an agreement" is one AGREE, not two.

    Args:
        reading: the document.
        claims: in text order.
    """
    kept: list[Claim] = []
    for claim in claims:
        last = range(max(0, len(kept) - NEIGHBOURS), len(kept))
        twin = next((i for i in last if _is_repeat(reading, kept[i], claim)), None)
        if twin is None:
            kept.append(claim)
        elif len(claim.participants) > len(kept[twin].participants):
            kept[twin] = claim
    return kept


def _is_repeat(reading: Reading, a: Claim, b: Claim) -> bool:
    if a.type is not b.type or a.quote != b.quote or abs(a.predicate.start - b.predicate.start) > NEAR:
        return False
    if a.status is not b.status or _apart(a, b):
        return False
    names_a, names_b = _names(reading, a), _names(reading, b)
    return names_a <= names_b or names_b <= names_a


def _names(reading: Reading, claim: Claim) -> frozenset[str]:
    return frozenset(
        fold(p.mention.name, reading.pack) for p in claim.participants if p.mention.form is not MentionForm.PRONOUN
    )


def _is_same(a: Claim, b: Claim, names_a: frozenset[str], names_b: frozenset[str]) -> bool:
    """Whether two claims of a document plainly speak of one event."""
    if a.type is not b.type or (a.status in HELD) != (b.status in HELD) or a.predicate == b.predicate:
        return False
    if _apart(a, b):
        return False
    shared = len(names_a & names_b)
    kind = event_kinds()[a.type]
    return shared >= (2 if kind.sided else 1) and (kind.sided or kind.once)


def _apart(a: Claim, b: Claim) -> bool:
    """Whether their own words put them at different times or places."""
    when_a, when_b = (c.when.interval if c.when else None for c in (a, b))
    if when_a and when_b and not when_a.overlaps(when_b):
        return True
    if a.when and b.when and a.when.span != b.when.span and (when_a is None or when_b is None):
        return True
    return bool(a.where and b.where and a.where.mention.name != b.where.mention.name)


def _fill(claim: Claim, other: Claim) -> Claim:
    why = claim.why
    if claim.when is None and other.when is not None:
        claim, why = replace(claim, when=other.when), (*why, "when: same event in this report")
    if claim.where is None and other.where is not None:
        claim, why = replace(claim, where=other.where), (*why, "where: same event in this report")
    return replace(claim, why=why)
