"""Whether what was read around a predicate is a claim: that an event of its type is told there, so, and by or of these people.

What speaks for it is weighed as in `casting`; `training/fit_acceptance.py` fits the weights on reports that the annotation model has not seen.
"""

from __future__ import annotations

from dragoman.extract.casting import Cast, Scene
from dragoman.extract.predicates import Predicate
from dragoman.extract.weights import Features, load_weights, odds, probability
from dragoman.model import MentionForm, Status
from dragoman.vocabulary import event_kinds

MANY = 3
# probability from which a claim is kept
KEPT = 0.12


def is_claim(scene: Scene, predicate: Predicate, cast: Cast, status: Status) -> bool:
    """Whether to keep what was read: somebody takes part, and it is likely enough that all of it is right."""
    if all(p.mention.form is MentionForm.PRONOUN for p in cast.participants):
        return False
    return probability(describe_claim(scene, predicate, cast, status), load_weights("claims")) >= KEPT


def describe_claim(scene: Scene, predicate: Predicate, cast: Cast, status: Status) -> Features:
    """What speaks for and against a claim, the same for all languages."""
    reading, opinion, kind = scene.reading, predicate.reading, event_kinds()[predicate.type]
    number = reading.sentence_of(predicate.token)
    sentence = reading.sentences[number]
    token = reading.tokens[predicate.token]
    beside = [p for p in scene.predicates if sentence.first <= p.token < sentence.last and p is not predicate]
    surer = [p for p in beside if p.type is predicate.type and _event_odds(p) > _event_odds(predicate)]
    named = [p for p in cast.participants if p.mention.form is not MentionForm.PRONOUN]
    sides = sum(p.role is kind.frame["SUBJ"] for p in named)
    found_by = predicate.why.split()[0]
    counted = f"{'sided' if kind.sided else 'single'}, sides {min(sides, MANY)}, all {min(len(named), MANY)}"
    features: Features = {
        "bias": 1.0,
        "odds of event": _event_odds(predicate),
        f"odds of event, {found_by}": _event_odds(predicate),
        "odds of type": odds(opinion.type_score if opinion else 0.0),
        "odds of status": odds(opinion.status_score if opinion else 0.0),
        "status is the model's": float(opinion is not None and opinion.status is status),
        "type is the model's": float(opinion is not None and opinion.type is predicate.type),
        f"found by {found_by}": 1.0,
        f"type {predicate.type.value}": 1.0,
        f"type {predicate.type.value}, {'noun' if predicate.noun else 'verb'}": 1.0,
        f"status {status.value}": 1.0,
        f"tag {token.upos}": 1.0,
        f"relation {token.relation}": 1.0,
        counted: 1.0,
        "least surety": odds(min(cast.surety, default=0.0)),
        "greatest surety": odds(max(cast.surety, default=0.0)),
        "sum of surety": sum(cast.surety) / MANY,
        "place": float(cast.where is not None),
        "headline": float(number == 0),
        "events beside": min(len(beside), 6) / 6,
        "surer beside": float(bool(surer)),
        "next to an event": float(any(abs(p.token - predicate.token) <= 2 for p in beside)),
        **dict.fromkeys(cast.why, 1.0),
    }
    return {name: value for name, value in features.items() if value}


def _event_odds(predicate: Predicate) -> float:
    return odds(predicate.reading.score if predicate.reading else 0.0)
