"""Whom a pronoun, "the two" or "both sides" means among those named before, when it takes part in an event.

The model points across sentences: whom it sees in the pronoun's part is one piece of evidence among several, weighed as in `features.py`.
Weights are fitted by `training/fit_antecedents.py`. The two sides are weighed in `sides.py`; where two are not certain, they are those of
the last dealing that has two. Where nobody is likely enough, a pronoun means nobody and a phrase only itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.extract.back_reference import kinds_of_pronoun
from dragoman.extract.casting.scene import Part, Scene
from dragoman.extract.casting.sides import two_sides
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.weights import Features, load_weights, odds, probability
from dragoman.extract.words import bare_forms, fold, matches_any, word_set
from dragoman.model import EntityKind, Mention, MentionForm, Role, Span
from dragoman.vocabulary import event_kinds

REACH = 3
"""Sentences back that a reference may reach."""
MEANT = 0.5
"""Probability from which a candidate is meant."""
SURE = 0.5
"""The model's probability from which somebody is a side of a dealing told before."""
MANY = 6
"""Counts of namings and rivals are not taken as higher."""
NAMED = (MentionForm.NAME, MentionForm.TITLE)
ACTING = (Role.PARTY, Role.COUNTERPART, Role.ADDRESSEE, Role.VICTIM)
PEOPLE, BODIES = {EntityKind.PERSON}, {EntityKind.ORGANISATION, EntityKind.COUNTRY}


class Reference(StrEnum):
    """What kind of word refers: to one, to two, to three, to several, or to the two sides of the dealings."""

    ONE = "one"
    TWO = "two"
    THREE = "three"
    MANY = "many"
    SIDES = "sides"


WANTED: Mapping[Reference, int] = {Reference.ONE: 1, Reference.TWO: 2, Reference.THREE: 3, Reference.SIDES: 2}
"""How many are meant; of several any number."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody whom a reference may mean: every mention of one name within reach, in text order."""

    mentions: tuple[Mention, ...]

    @property
    def last(self) -> Mention:
        """Where it was named last."""
        return self.mentions[-1]


def find_meant(
    scene: Scene, predicate: Predicate, part: Part, mention: Mention, weights: Mapping[str, float] | None = None
) -> list[Mention] | None:
    """Those whom a participant stands for, in text order.

    Args:
        scene: the document's predicates and mentions.
        predicate: of the event in which it takes part.
        part: its role there.
        mention: the participant.
        weights: others than those of the package.

    Returns:
        None when the mention refers to nobody by its form; an empty list when it does but nobody is likely enough.
    """
    kind = kind_of_reference(scene.reading, mention)
    if kind is None:
        return None
    if kind is Reference.SIDES:
        return two_sides(scene, predicate, mention) or _sides_of_last(scene, predicate, mention)
    weights = load_weights("antecedents") if weights is None else weights
    weighed = sorted(
        ((probability(f, weights), r.last) for r, f in describe_referents(scene, predicate, part, mention, kind)),
        key=lambda found: (-found[0], found[1].span),
    )
    meant = [m for likely, m in weighed if likely >= MEANT]
    wanted = WANTED.get(kind, len(meant))
    return sorted(meant[:wanted], key=lambda m: m.span) if len(meant) >= wanted else []


def _sides_of_last(scene: Scene, predicate: Predicate, mention: Mention) -> list[Mention]:
    """The two sides of the last dealing told before that has just two."""
    at = scene.reading.token_at(mention.span.start)
    before = [p for p in scene.predicates if p.token < at and p is not predicate and event_kinds()[p.type].sided]
    for other in sorted(before, key=lambda p: -p.token):
        sides: dict[str, Mention] = {}
        for span, parts in scene.parts[other.token].items():
            side = scene.mentions[span]
            plain = side.form is not MentionForm.PRONOUN and kind_of_reference(scene.reading, side) is None
            if parts.get(Role.PARTY, 0.0) >= SURE and plain and span.end <= mention.span.start:
                sides.setdefault(fold(side.name, scene.reading.pack), side)
        if len(sides) == 2:
            return sorted(sides.values(), key=lambda m: m.span)
    return []


def kind_of_reference(reading: Reading, mention: Mention) -> Reference | None:
    """What kind of reference a mention is by its words; None for a name or a phrase of its own."""
    pronoun = mention.form is MentionForm.PRONOUN
    if not pronoun and (mention.form not in {MentionForm.NOMINAL, MentionForm.TITLE} or mention.antecedent):
        return None
    pack, forms = reading.pack, {b.word for b in bare_forms(mention.text, reading.pack)}
    if forms & word_set(pack, "roles", "sides") or _is_of_both(reading, mention):
        return Reference.SIDES
    if forms & word_set(pack, "roles", "threes"):
        return Reference.THREE
    if forms & (word_set(pack, "roles", "pairs") | {fold(w, pack) for w in pack.pack["pronouns"]["dual"]}):
        return Reference.TWO
    if not pronoun:
        return None
    return Reference.ONE if kinds_of_pronoun(mention, reading) else Reference.MANY


def _is_of_both(reading: Reading, mention: Mention) -> bool:
    """Whether a group is that of both sides ("representatives of both sides")."""
    words = mention.text.split()
    if mention.form is not MentionForm.NOMINAL or len(words) < 2:
        return False
    if not matches_any(words[0], word_set(reading.pack, "roles", "groups"), reading.pack):
        return False
    ends = {b.word for n in range(1, min(3, len(words))) for b in bare_forms(" ".join(words[-n:]), reading.pack)}
    return bool(ends & word_set(reading.pack, "roles", "sides"))


def describe_referents(
    scene: Scene, predicate: Predicate, part: Part, mention: Mention, kind: Reference
) -> Iterator[tuple[Referent, Features]]:
    """Those whom a reference may mean, with what speaks for and against each, the same for all languages."""
    referents = _referents(scene.reading, mention, kind)
    ends = sorted(r.last.span for r in referents)
    for referent in referents:
        features = _describe(scene, predicate, part, mention, referent)
        features |= {
            "as many as meant": float(len(referents) == WANTED.get(kind, 0)),
            "rivals": min(len(referents), MANY) / MANY,
            "named last": float(referent.last.span == ends[-1]),
        }
        person = "person" if referent.last.kind is EntityKind.PERSON else "body"
        both = {f"{kind}, {name}": value for name, value in features.items() if name in _BY_KIND}
        features |= both | {"bias": 1.0, f"{kind}": 1.0, f"{kind}, {person}": 1.0}
        yield referent, {name: value for name, value in features.items() if value}


_BY_KIND = {"odds of part", "back 0", "back 1", "subject", "odds of doer before", "named last", "often named"}


def _referents(reading: Reading, mention: Mention, kind: Reference) -> list[Referent]:
    here = reading.sentence_of(reading.token_at(mention.span.start))
    start = reading.sentences[max(0, here - REACH)].span.start
    kinds = (kinds_of_pronoun(mention, reading) if kind is Reference.ONE else None) or PEOPLE | BODIES
    found: dict[str, list[Mention]] = {}
    for m in sorted(reading.mentions, key=lambda m: m.span):
        if start <= m.span.start and m.span.end <= mention.span.start and m.kind in kinds and _is_known(m):
            found.setdefault(fold(m.name, reading.pack), []).append(m)
    return [Referent(tuple(ms)) for ms in found.values()]


def _is_known(mention: Mention) -> bool:
    return mention.form in NAMED or mention.antecedent is not None


def _describe(scene: Scene, predicate: Predicate, part: Part, mention: Mention, referent: Referent) -> Features:
    reading, last = scene.reading, referent.last
    here, there = (reading.sentence_of(reading.token_at(m.span.start)) for m in (mention, last))
    own = scene.parts[predicate.token]
    before = [p for p in scene.predicates if p.token < predicate.token]
    near = [scene.parts[p.token] for p in before if here - reading.sentence_of(p.token) <= 1]
    relations = [reading.tokens[_head_of(reading, m)].relation for m in referent.mentions[-2:]]
    return {
        "odds of part": _likeliest(referent, [own], part),
        "odds of another part": max(_likeliest(referent, [own], other) for other in ACTING if other != part),
        "odds of source": _likeliest(referent, [own], "source"),
        "odds of doer before": _likeliest(referent, near, Role.PARTY),
        "odds of doer next before": _likeliest(referent, near[-1:], Role.PARTY),
        "odds of source before": _likeliest(referent, near, "source"),
        f"back {min(here - there, REACH + 1)}": 1.0,
        "subject": float(any(relation.startswith("nsubj") for relation in relations)),
        "first of sentence": float(reading.tokens_in(last.span)[0] == reading.sentences[there].first),
        "owned": float(last.span in scene.owned),
        "meant by grammar": float(mention.antecedent in [m.span for m in referent.mentions]),
        "often named": min(len(referent.mentions), MANY) / MANY,
        f"form {last.form.value}": 1.0,
        f"kind {last.kind.value}": 1.0,
    }


def _likeliest(referent: Referent, events: Sequence[Mapping[Span, Mapping[Part, float]]], part: Part) -> float:
    """The best odds that somebody plays a part in one of several events."""
    scores = (parts.get(m.span, {}).get(part, 0.0) for parts in events for m in referent.mentions)
    return odds(max(scores, default=0.0))


def _head_of(reading: Reading, mention: Mention) -> int:
    tokens = reading.tokens_in(mention.span)
    return next((i for i in tokens if reading.tokens[i].head not in tokens), tokens[0])
