"""The two sides of a report's dealings, whom "both sides" or "the two countries" mean: those who act in its other dealings and are named most.

A state is one side with all that stands for it: its name, its capital, its people, its government and army, and whoever holds an office of it.
To mediate, to be host or to be the place speaks against a side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman import knowledge_base
from dragoman.extract.casting.scene import Part, Scene
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import fold, matches_any, word_set
from dragoman.knowledge_base import Entry, Knowledge
from dragoman.model import EntityKind, Mention, MentionForm, Role, Span
from dragoman.vocabulary import event_kinds

ACTIVE = 0.5
"""Events in which somebody must be a side to be one of the two sides."""
NAMING = 0.15
"""What it is worth to be named once, in such events."""
MANY = 6
"""Counts of namings are not taken as higher."""
OF_STATES = 0.25
"""The same where the phrase says that states are meant: few are named."""
AGAINST: Mapping[str, float] = {Role.MEDIATOR: 2.0, Role.HOST: 1.0, "where": 0.5}
"""What it counts against a side to mediate, to be host or to be the place once; states meet in each other's capitals."""
TWO = 2
LONGEST_ACRONYM = 6
SIDING = (Role.PARTY, Role.COUNTERPART)
BODIES = {EntityKind.ORGANISATION, EntityKind.COUNTRY}
Key = tuple[str, str]
STATE, BODY = "state", "body"


@dataclass(slots=True)
class Side:
    """A state or body: mentions that name it (what can stand for it), and mentions of those who act for it."""

    key: Key
    names: list[Mention] = field(default_factory=list)
    people: list[Mention] = field(default_factory=list)


def two_sides(scene: Scene, predicate: Predicate, mention: Mention) -> list[Mention]:
    """A mention of each of the two sides that a phrase means, in text order; none where two are not certain enough.

    Args:
        scene: the document's predicates and mentions.
        predicate: of the event in which the phrase takes part.
        mention: the phrase.
    """
    events = [scene.parts[p.token] for p in scene.predicates if p is not predicate and event_kinds()[p.type].sided]
    states = matches_any(mention.text, word_set(scene.reading.pack, "roles", "states"), scene.reading.pack)
    sides = _sides(scene.reading, mention)
    weighed = [(_weigh(scene.reading, side, events), side) for side in sides if not states or side.key[0] == STATE]
    bar = OF_STATES if states else ACTIVE
    most = sorted((one for one in weighed if one[0] >= bar), key=lambda one: (-one[0], one[1].names[0].span))[:TWO]
    if len(most) < TWO:
        return []
    language = scene.reading.pack.language
    return sorted((_stands_for(side, mention, language) for _, side in most), key=lambda m: m.span)


def _sides(reading: Reading, phrase: Mention) -> list[Side]:
    """All states and bodies that are named before a phrase, with whoever acts for them anywhere in the report."""
    knowledge = knowledge_base.load()
    found: dict[Key, Side] = {}
    short: dict[str, Key] = {}
    last: Mention | None = None
    for m in sorted(reading.mentions, key=lambda m: m.span):
        if m.span.overlaps(phrase.span):
            continue
        key = _key(m, reading, knowledge)
        if key is None:
            continue
        if key[0] == BODY and last is not None and _is_acronym_of(m, last, reading):
            short[key[1]] = _key(last, reading, knowledge) or key
        key = short.get(key[1], key)
        side = found.setdefault(key, Side(key))
        (side.people if m.kind is EntityKind.PERSON else side.names).append(m)
        last = m if m.kind is EntityKind.ORGANISATION else None
    return [s for s in found.values() if any(m.span < phrase.span for m in s.names)]


def _is_acronym_of(mention: Mention, body: Mention, reading: Reading) -> bool:
    """Whether letters in brackets or behind a comma are the short name of the body right before them."""
    between = reading.text[body.span.end : mention.span.start].strip(" \"'”»")
    short = mention.text.isupper() and mention.text.isalpha() and len(mention.text) <= LONGEST_ACRONYM
    return short and len(between) == 1 and not between.isalnum() and body.span != mention.span


def _key(mention: Mention, reading: Reading, knowledge: Knowledge) -> Key | None:
    if mention.form is MentionForm.PRONOUN or (mention.form is MentionForm.NOMINAL and mention.antecedent is None):
        return None
    if mention.kind is EntityKind.PERSON:
        seat = knowledge.read_title(mention.office or "", reading.pack.language)
        return (STATE, seat[1]) if seat is not None and _is_country(knowledge.entry(seat[1])) else None
    if mention.kind not in BODIES:
        return None
    state = _state_of(mention, reading, knowledge)
    if state is not None:
        return STATE, state
    if mention.form is MentionForm.DEMONYM:
        return None
    entry = next(iter(knowledge.lookup(mention.name, reading.pack.language)), None)
    return BODY, entry.id if entry is not None else fold(mention.name, reading.pack)


def _state_of(mention: Mention, reading: Reading, knowledge: Knowledge) -> str | None:
    """The state that a name means: its own, its capital's, that of its people, or that of a government or army named after it."""
    language = reading.pack.language
    entries = knowledge.lookup(mention.name, language)
    people = knowledge.demonym(mention.name, language)
    for entry in (*entries, *([people] if people is not None else [])):
        if _is_country(entry):
            return entry.id
        if entry.capital:
            return entry.country
    if entries or mention.kind is not EntityKind.ORGANISATION or not _is_of_state(mention, reading):
        return None
    named = [e for _, e in (*knowledge.demonyms_in(mention.name, language), *knowledge.spot(mention.name, language))]
    states = {e.id for e in named if _is_country(e)}
    return states.pop() if len(states) == 1 else None


def _is_of_state(mention: Mention, reading: Reading) -> bool:
    """Whether a body's name holds the noun of a class of bodies that states have."""
    nouns = word_set(reading.pack, "roles", "groups") | word_set(reading.pack, "roles", "institutions")
    movements = word_set(reading.pack, "roles", "movements")
    return any(
        matches_any(w, nouns, reading.pack) and not matches_any(w, movements, reading.pack)
        for w in mention.name.split()
    )


def _is_country(entry: Entry | None) -> bool:
    return entry is not None and entry.kind is EntityKind.COUNTRY


def _weigh(reading: Reading, side: Side, events: Sequence[Mapping[Span, Mapping[Part, float]]]) -> float:
    """In how many events somebody is a side, or whoever bears the name in a title; and how often it is named."""
    own = {m.span for m in (*side.names, *side.people)}
    own |= {m.span for m in reading.mentions if any(m.span.covers(span) for span in own)}
    total = NAMING * min(len(side.names), MANY)
    for parts in events:
        mine = [parts[span] for span in own if span in parts]
        best = {part: max((one.get(part, 0.0) for one in mine), default=0.0) for part in (*SIDING, *AGAINST)}
        total += sum(best[part] for part in SIDING) - sum(best[part] * cost for part, cost in AGAINST.items())
    return total


def _stands_for(side: Side, phrase: Mention, language: str) -> Mention:
    """The mention that stands for a side: its plain name rather than what is named after it, the last one before the phrase."""
    before = [m for m in side.names if m.span < phrase.span]
    knowledge = knowledge_base.load()

    def is_own(m: Mention) -> bool:
        return any(e.id == side.key[1] for e in knowledge.lookup(m.name, language))

    return max(before, key=lambda m: (m.form is MentionForm.NAME, is_own(m), m.span))
