"""Who plays which role in an event: slots through the ontology's frames, and the model's own reading of arguments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.reference import SIDES, last_person_before, people_before, sides_before
from dragoman.extract.slots import Filled, slot_before
from dragoman.extract.words import bare_forms, fold, word_set
from dragoman.model import EntityKind, EventType, Mention, MentionForm, Participant, Role, Span
from dragoman.vocabulary import event_kinds

ACTORS = {EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.COUNTRY, EntityKind.GROUP, EntityKind.OUTLET}
PLACES = {EntityKind.COUNTRY, EntityKind.PLACE}
TRUSTED = 0.35
# types whose slot OF or SUBJ may be a place that acts through its government; elsewhere a country after a preposition of place is a place
WHERE_SLOTS = ("IN", "BI")
# in these slots a capital stands for its government
ACTING = {"SUBJ", "BETWEEN"}
# the place of a type that is at one may stand outside the clause, so many words off
PLACE_REACH, TOWN_REACH = 12, 5
# probability from which the model may call a body's name a place ("at the White House")
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Cast:
    """The participants of an event, its place, and by which rules."""

    participants: tuple[Participant, ...]
    where: Mention | None
    why: tuple[str, ...]


def cast_roles(reading: Reading, predicate: Predicate, filled: Sequence[Filled]) -> Cast:
    """Participants and place of an event.

    Args:
        reading: the document with its mentions.
        predicate: the words that report the event.
        filled: mentions in the predicate's slots.
    """
    participants, why = _join_readings(predicate, _by_model(reading, predicate), _by_frame(predicate, filled))
    participants = list(_expand(reading, participants))
    where = _place_by_model(reading, predicate) or _place_by_slot(reading, predicate, filled, participants)
    where = _town_of(reading, where)
    if not _is_full(predicate, participants) and (missing := _unwritten_subject(reading, predicate)):
        participants = [Participant(_subject_role(predicate.type), missing), *participants]
        why.append("subject from before")
    participants = [p for p in participants if where is None or p.mention.span != where.span]
    return Cast(tuple(_each_once(reading, participants)), where, tuple(why))


def _join_readings(
    predicate: Predicate, model: list[Participant], rules: list[Participant]
) -> tuple[list[Participant], list[str]]:
    """The model's participants; where it leaves a side open, what the frame finds for it."""
    if not model:
        return rules, ["roles: frame"]
    if _is_full(predicate, model):
        return model, ["roles: model"]
    known = {p.mention.span for p in model}
    side = _subject_role(predicate.type)
    more = [p for p in rules if p.role is side and not any(k.overlaps(p.mention.span) for k in known)]
    return [*model, *more], ["roles: model", *(["roles: frame"] if more else [])]


def _is_full(predicate: Predicate, participants: Sequence[Participant]) -> bool:
    """Whether the sides that the type asks for are there."""
    subject = _subject_role(predicate.type)
    return sum(p.role is subject for p in participants) >= (2 if event_kinds()[predicate.type].sided else 1)


def _by_frame(predicate: Predicate, filled: Iterable[Filled]) -> list[Participant]:
    frame = event_kinds()[predicate.type].frame
    found = []
    for f in filled:
        role = frame.get(f.slot)
        if role is None or not (f.mention.kind in ACTORS or f.slot in ACTING):
            continue
        found.append(Participant(role, f.mention))
    return found


def _subject_role(kind: EventType) -> Role:
    return event_kinds()[kind].frame["SUBJ"]


def _unwritten_subject(reading: Reading, predicate: Predicate) -> Mention | None:
    """The subject of a verb that has none in its sentence: who the text spoke of last."""
    if predicate.noun or predicate.why == "model":
        return None
    return last_person_before(reading, reading.tokens[predicate.carrier].span.start, reading.mentions)


def _expand(reading: Reading, participants: Iterable[Participant]) -> Iterator[Participant]:
    """Name whom "the two", "both sides", "leaders of X and Y" and pronouns mean."""
    for p in participants:
        named = _meant_by(reading, p.mention)
        if named:
            for mention in named:
                yield Participant(p.role, replace(mention, why=(*mention.why, f"meant by {p.mention.text}")))
        else:
            yield p


def _meant_by(reading: Reading, mention: Mention) -> list[Mention]:
    """The mentions that a plural or a pronoun stands for; none when it is a name or nobody fits."""
    if mention.form not in {MentionForm.NOMINAL, MentionForm.PRONOUN, MentionForm.TITLE}:
        return []
    forms = {b.word for b in bare_forms(mention.text, reading.pack)}
    at = mention.span.start
    if forms & word_set(reading.pack, "roles", "sides"):
        return sides_before(reading, at)
    if forms & word_set(reading.pack, "roles", "threes"):
        return people_before(reading, at, 3)
    dual = {fold(w, reading.pack) for w in reading.pack.pack["pronouns"]["dual"]}
    if forms & (word_set(reading.pack, "roles", "pairs") | dual):
        return people_before(reading, at, 2) or sides_before(reading, at)
    if mention.form is MentionForm.PRONOUN:
        who = last_person_before(reading, at, reading.mentions)
        return [who] if who else []
    inside = [m for m in reading.mentions if m.span != mention.span and mention.span.covers(m.span)]
    inside = [m for m in inside if m.form is MentionForm.NAME and m.kind in SIDES]
    return inside if len(inside) > 1 else []


def _each_once(reading: Reading, participants: Iterable[Participant]) -> Iterable[Participant]:
    seen: set[str] = set()
    for p in participants:
        key = fold(p.mention.name, reading.pack)
        if key not in seen:
            seen.add(key)
            yield p


# --- the model ----------------------------------------------------------------------------------------------------


def _by_model(reading: Reading, predicate: Predicate) -> list[Participant]:
    """The model's participants: those that it is sure of, and those joined to them by "and" of which it has some notion."""
    if predicate.reading is None:
        return []
    found: dict[Span, Participant] = {}
    weak: dict[Span, Participant] = {}
    for argument in sorted(predicate.reading.arguments, key=lambda a: (-a.score, a.token)):
        if argument.role in {"when", "where", "source"}:
            continue
        mention = reading.mention_at(argument.token)
        if mention is None or mention.span in found:
            continue
        if argument.score >= TRUSTED:
            found[mention.span] = Participant(Role(argument.role), mention)
        elif mention.form is not MentionForm.DEMONYM:
            weak.setdefault(mention.span, Participant(Role(argument.role), mention))
    ordered = sorted({**weak, **found}.values(), key=lambda p: p.mention.span)
    for before, after in [*pairwise(ordered), *((b, a) for a, b in pairwise(reversed(ordered)))]:
        if before.mention.span in found and after.mention.span not in found and _are_joined(reading, before, after):
            found[after.mention.span] = Participant(before.role, after.mention)
    return sorted(found.values(), key=lambda p: p.mention.span)


def _are_joined(reading: Reading, a: Participant, b: Participant) -> bool:
    """Whether two mentions are coordinated: nothing but "and" or a comma between them."""
    left, right = sorted((a.mention, b.mention), key=lambda m: m.span)
    between = range(reading.tokens_in(left.span)[-1] + 1, reading.tokens_in(right.span)[0])
    if "AND" in reading.tokens[reading.tokens_in(right.span)[0]].clitics:
        return len(between) <= 1
    marks = [reading.tokens[i].upos for i in between]
    return 0 < len(marks) <= 2 and all(m in {"CCONJ", "PUNCT"} for m in marks)


def _place_by_model(reading: Reading, predicate: Predicate) -> Mention | None:
    if predicate.reading is None:
        return None
    for argument in sorted(predicate.reading.arguments, key=lambda a: (-a.score, a.token)):
        if argument.role == "where" and argument.score >= TRUSTED and (mention := reading.mention_at(argument.token)):
            if mention.kind in PLACES or (argument.score >= SURE and mention.kind is EntityKind.ORGANISATION):
                return mention
    return None


# --- places -------------------------------------------------------------------------------------------------------


def _place_by_slot(
    reading: Reading, predicate: Predicate, filled: Sequence[Filled], participants: Sequence[Participant]
) -> Mention | None:
    """A place in a slot of its own (where a journey goes to) or after a preposition of place, the nearest after the predicate first."""
    wanted = (*event_kinds()[predicate.type].place, *WHERE_SLOTS)
    at = reading.tokens[predicate.token].span.start
    taken = {p.mention.span for p in participants if predicate.reading is not None}
    places = [(f.slot, f.mention) for f in filled if f.slot in wanted and _is_place(f.mention, taken)]
    if not places and event_kinds()[predicate.type].placed:
        places = [(slot, m) for slot, m in _places_near(reading, predicate) if slot in wanted and _is_place(m, taken)]
    places.sort(key=lambda p: (wanted.index(p[0]), p[1].span.start < at, abs(p[1].span.start - at)))
    return places[0][1] if places else None


def _is_place(mention: Mention, taken: Collection[Span]) -> bool:
    return mention.kind in PLACES and mention.form is MentionForm.NAME and mention.span not in taken


def _places_near(reading: Reading, predicate: Predicate) -> Iterator[tuple[str, Mention]]:
    """Mentions of the sentence within reach of the predicate, with the slots that their prepositions open."""
    sentence = reading.sentences[reading.sentence_of(predicate.token)]
    first, last = max(sentence.first, predicate.token - PLACE_REACH), min(sentence.last, predicate.token + PLACE_REACH)
    for mention in reading.mentions_in(first, last):
        if slot := slot_before(reading, reading.tokens_in(mention.span)[0]):
            yield slot, mention


def _town_of(reading: Reading, place: Mention | None) -> Mention | None:
    """The town or country named right after a building, street or quarter ("at the palace in Caracas"), else the place itself."""
    if place is None or place.kind is EntityKind.COUNTRY:
        return place
    end = reading.tokens_in(place.span)[-1] + 1
    last = reading.sentences[reading.sentence_of(end - 1)].last
    for mention in reading.mentions_in(end, min(last, end + TOWN_REACH)):
        if mention.kind is EntityKind.COUNTRY and mention.form is MentionForm.NAME:
            slot = slot_before(reading, reading.tokens_in(mention.span)[0])
            return mention if slot in {"IN", "BI", None} else place
    return place
