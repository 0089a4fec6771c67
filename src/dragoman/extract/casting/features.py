"""What speaks for and against a candidate: its features, the same for all languages.

Weights are fitted on reports that the annotation model has not seen (`training/fit_casting.py`), so that its probabilities are taken as what
they are worth on new text. A candidate is seen among its rivals: whoever stands nearer, is surer, is joined to it by "and", or is the
same person under another mention.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.casting.candidates import WHERE, Candidate, Proposal
from dragoman.extract.casting.scene import Scene
from dragoman.extract.reading import Reading
from dragoman.extract.weights import Features, odds
from dragoman.extract.words import fold
from dragoman.model import Mention, Span

FAR_OFF = 40
"""Words beyond which distance no longer counts."""
UP = 12
"""Steps up the tree in search of the predicate that a mention hangs on."""


def describe(scene: Scene, proposal: Proposal) -> list[Features]:
    """The features of each candidate of a proposal."""
    own = [_describe_one(scene, proposal, c) for c in proposal.candidates]
    return [_among_rivals(scene.reading, proposal, i, features) for i, features in enumerate(own)]


def _describe_one(scene: Scene, proposal: Proposal, candidate: Candidate) -> Features:
    reading, predicate, mention = scene.reading, proposal.predicate, candidate.mention
    tokens = reading.tokens_in(mention.span)
    parts = scene.parts[predicate.token].get(mention.span, {})
    back = reading.sentence_of(predicate.token) - reading.sentence_of(tokens[0])
    near = "near" if back == 0 else "far"
    side = candidate.part == proposal.kind.frame["SUBJ"].value
    opinion = predicate.reading
    features: Features = {
        "bias": 1.0,
        f"{near}": 1.0,
        f"odds, {near}": odds(candidate.score),
        f"odds, {_sidedness(proposal, candidate)}": odds(candidate.score),
        "no opinion": float(candidate.score == 0.0),
        "odds of another part": odds(max((s for p, s in parts.items() if p != candidate.part), default=0.0)),
        "odds of place": odds(parts.get(WHERE, 0.0)),
        "odds of source": odds(parts.get("source", 0.0)),
        "sentences back": float(min(back, 4)),
        f"part {candidate.part}": 1.0,
        f"type {predicate.type.value}": 1.0,
        f"type {predicate.type.value}, {candidate.part}": 1.0,
        f"form {mention.form.value}": 1.0,
        f"kind {mention.kind.value}": 1.0,
        f"kind {mention.kind.value}, {candidate.part}": 1.0,
        f"form {mention.form.value}, {near}": 1.0,
        "owned": float(mention.span in scene.owned),
        "refers back": float(mention.antecedent is not None),
        "long": min(len(tokens), 8) / 8,
        f"noun, {near}": float(predicate.noun),
        "odds of event": odds(opinion.score if opinion else 0.0),
        "odds of type": odds(opinion.type_score if opinion else 0.0),
        f"found by {predicate.why.split()[0]}": 1.0,
        "carried": float(mention.span == proposal.carried),
        "carried side": float(mention.span == proposal.carried and side),
        "odds elsewhere": odds(_elsewhere(scene, proposal, mention)),
    }
    features |= _slot_features(proposal, candidate)
    if back == 0:
        features |= _place_in_sentence(scene, proposal, mention, tokens)
    return {name: value for name, value in features.items() if value}


def _sidedness(proposal: Proposal, candidate: Candidate) -> str:
    if candidate.part != proposal.kind.frame["SUBJ"].value:
        return "aside"
    return "one of sides" if proposal.kind.sided else "doer"


def _slot_features(proposal: Proposal, candidate: Candidate) -> Features:
    if candidate.slot is None:
        return {"no slot": 1.0}
    slot, role = candidate.slot, proposal.kind.frame.get(candidate.slot.slot)
    fits = role is not None and role.value == candidate.part
    if candidate.part == WHERE:
        fits = slot.slot in (*proposal.kind.place, "IN", "BI")
    noun = "noun" if proposal.predicate.noun else "verb"
    return {
        f"slot {slot.slot}": 1.0,
        f"slot {slot.slot}, {noun}, {'fits' if fits else 'other'}": 1.0,
        f"slot by {slot.why}, {'fits' if fits else 'other'}": 1.0,
        f"slot {slot.slot}, {candidate.part}": 1.0,
        f"slot {slot.slot}, {noun}, {_sidedness(proposal, candidate)}": 1.0,
    }


def _elsewhere(scene: Scene, proposal: Proposal, mention: Mention) -> float:
    """The surest part of a mention in another event."""
    return max(
        (
            score
            for token, parts in scene.parts.items()
            if token != proposal.predicate.token
            for part, score in parts.get(mention.span, {}).items()
            if part not in ("when", "source", WHERE)
        ),
        default=0.0,
    )


def _place_in_sentence(scene: Scene, proposal: Proposal, mention: Mention, tokens: range) -> Features:
    reading, predicate = scene.reading, proposal.predicate
    before = tokens[0] < predicate.token
    low, high = sorted((tokens[0], predicate.token))
    between = sum(low < p.token < high for p in scene.predicates)
    where = "before" if before else "after"
    owner, steps, relation = _hangs_on(scene, proposal, tokens)
    return {
        where: 1.0,
        f"{where}, {'noun' if predicate.noun else 'verb'}": 1.0,
        "in clause": float(proposal.clause[0] <= tokens[0] < proposal.clause[1]),
        f"events between {min(between, 3)}": 1.0,
        "distance": min(high - low, FAR_OFF) / FAR_OFF,
        "next": float(high - low <= 3),
        f"hangs on {owner}": 1.0,
        f"hangs on {owner}, {where}": 1.0,
        "steps up": steps / UP,
        f"relation {relation}": 1.0,
        f"relation {relation}, {owner}": 1.0,
        "first of sentence": float(tokens[0] == reading.sentences[reading.sentence_of(tokens[0])].first),
    }


def _hangs_on(scene: Scene, proposal: Proposal, tokens: range) -> tuple[str, int, str]:
    """Whether a mention hangs in the tree on this predicate, on another one or on none; the steps up to it, and the relation of its head."""
    reading, predicate = scene.reading, proposal.predicate
    at = next((i for i in tokens if reading.tokens[i].head not in tokens), tokens[0])
    relation = reading.tokens[at].relation
    for steps in range(1, UP + 1):
        at = reading.tokens[at].head
        if at < 0:
            return "none", steps, relation
        if at in (predicate.token, predicate.carrier):
            return "own", steps, relation
        if at in scene.heads and at not in tokens:
            return "other", steps, relation
    return "none", UP, relation


def _among_rivals(reading: Reading, proposal: Proposal, index: int, features: Features) -> Features:
    me = proposal.candidates[index]
    here = reading.sentence_of(proposal.predicate.token)
    near = _is_near(reading, me.mention, here)
    rest = [c for i, c in enumerate(proposal.candidates) if i != index and c.mention.span != me.mention.span]
    same = [c for c in rest if c.part == me.part]
    name = fold(me.mention.name, reading.pack)
    twins = [c.score for c in rest if fold(c.mention.name, reading.pack) == name]
    joined = max((c.score for c in same if near and are_joined(reading, me.mention.span, c.mention.span)), default=0.0)
    surer = sum(c.score > me.score for c in same)
    nearer = sum(c.score > me.score and _is_near(reading, c.mention, here) for c in same)
    best = max((c.score for c in same), default=0.0)
    side = _sidedness(proposal, me)
    added: Features = {
        f"surer rivals {min(surer, 3)}, {side}": 1.0,
        f"surer rivals near {min(nearer, 3)}, {'near' if near else 'far'}, {side}": 1.0,
        f"{'joined' if joined else 'apart'}, surer rivals near {min(nearer, 2)}, {side}": 1.0,
        "odds of best rival": odds(best),
        f"odds of best rival, {side}": odds(best),
        "behind best rival": max(0.0, odds(best) - odds(me.score)) if not joined else 0.0,
        "odds of best other": odds(max((c.score for c in rest if c.part != me.part), default=0.0)),
        "rivals": min(len(same), 8) / 8,
        "joined": float(joined > 0),
        "odds of joined": odds(joined) if joined else 0.0,
        "odds of twin": odds(max(twins, default=0.0)) if twins else 0.0,
        "lesser twin": float(bool(twins) and max(twins) > me.score),
        "alone": float(not rest),
    }
    return features | {name: value for name, value in added.items() if value}


def _is_near(reading: Reading, mention: Mention, sentence: int) -> bool:
    return reading.sentence_of(reading.tokens_in(mention.span)[0]) == sentence


def are_joined(reading: Reading, a: Span, b: Span) -> bool:
    """Whether two mentions are coordinated: nothing but "and" or a comma between them."""
    left, right = sorted((a, b))
    between = range(reading.tokens_in(left)[-1] + 1, reading.tokens_in(right)[0])
    if "AND" in reading.tokens[reading.tokens_in(right)[0]].clitics:
        return len(between) <= 1
    marks: Sequence[str] = [reading.tokens[i].upos for i in between]
    return 0 < len(marks) <= 2 and all(m in {"CCONJ", "PUNCT"} for m in marks)
