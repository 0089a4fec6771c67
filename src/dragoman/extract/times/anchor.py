"""Which expression of a sentence belongs to which of its events.

Each pair of an event and an expression is scored by a logistic model over distance, borders between them, and the tree; the weights
(`anchor_weights.py`) are the same for all languages and are fitted on the corpus by `training/fit_anchor.py`. Where the
annotation model itself reads an expression as the "when" of an event, that opinion is added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from dragoman.extract.times.anchor_weights import THRESHOLD, WEIGHTS
from dragoman.extract.times.marks import is_double_quote, is_pause
from dragoman.model import Annotation, Precision, Sentence, Span, TimeExpression, Token

NAMED = "counted from an event"
READ = 2.5  # weight of the model's own opinion; not fitted, as the model has seen the corpus
LEFT_OVER = 0.15  # as THRESHOLD, for an expression that no other event has
CLOSE = 30  # words between two clauses of one happening
BESIDE = 2  # words between a day and what it is counted from
TARGET = 6  # words between words that count and the event from which they do
STEPS = 12  # a path in the tree is followed no farther
NO_PAUSES = frozenset(["(", ")", '"', "'"])
CLAUSES = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis"})


def anchor_times(
    sentence: Sentence,
    predicates: Sequence[int],
    expressions: Sequence[TimeExpression],
    annotation: Annotation,
    speech: frozenset[int] = frozenset(),
) -> dict[int, TimeExpression]:
    """The expression of each event of a sentence that has one.

    Args:
        sentence: the sentence.
        predicates: document-wide token indices of its event predicates.
        expressions: expressions of the document (those outside the sentence are passed over).
        annotation: tokens, and their tree where there is one.
        speech: the predicates of which somebody's words are the event (a proposal, a denial): what stands in their content is not their time.

    Returns:
        Expressions by predicate token; a predicate without an expression of its own is left out.
    """
    places, events = places_of(sentence, expressions, annotation), sorted(set(predicates))
    scores = {
        (event, i): score(pair_features(event, place, places, events, sentence, annotation))
        for event in events
        for i, place in enumerate(places)
        if not is_named_target(event, place, events, annotation.tokens)
        and not is_before_named(event, place, places, events, annotation.tokens)
        and not (event in speech and is_in_content(event, place, annotation.tokens))
        and not is_in_aside(event, place, annotation.tokens)
    }
    chosen: dict[int, int] = {}
    for event in events:
        best = max(((value, -i) for (e, i), value in scores.items() if e == event), default=(0.0, 0))
        if best[0] >= THRESHOLD:
            chosen[event] = _day_beside(event, -best[1], places, scores)
    for i in sorted(set(range(len(places))) - set(chosen.values())):
        # an expression that nobody has goes to its best event that has none, but not out of a clause of its own
        near = [(v, -e) for (e, n), v in scores.items() if n == i and e not in chosen]
        best = max((o for o in near if not is_out_of_clause(-o[1], places[i], annotation.tokens)), default=(0.0, 0))
        if best[0] >= LEFT_OVER:
            chosen[-best[1]] = i
    given = {event: places[i][2] for event, i in sorted(chosen.items())}
    return share(given, events, annotation)


def _day_beside(event: int, i: int, places: Sequence[Place], scores: Mapping[tuple[int, int], float]) -> int:
    """For words that count from another event, the day that stands just before them, which is of the same event: "on Monday, a week after the vote"."""
    first, _, expression = places[i]
    if not expression.basis.startswith(NAMED):
        return i
    beside = (
        n for n, place in enumerate(places) if 0 <= first - place[1] <= BESIDE and not place[2].basis.startswith(NAMED)
    )
    return next((n for n in beside if scores.get((event, n), 0.0) >= LEFT_OVER), i)


def share(
    given: Mapping[int, TimeExpression], events: Sequence[int], annotation: Annotation
) -> dict[int, TimeExpression]:
    """Give an event without words of its own the time of the event to which it is joined ("met on Monday and agreed", "arrived, when he met the
    king on Monday") or in whose course it was ("said on Monday in a call")."""
    shared = dict(given)
    for event in events:
        if event not in given:
            lender = lender_of(event, given, annotation)
            if lender is not None:
                shared[event] = given[lender]
    return dict(sorted(shared.items()))


def lender_of(event: int, given: Mapping[int, TimeExpression], annotation: Annotation) -> int | None:
    """The dated event whose time an undated one shares, by the arc between them; None when there is none."""
    tokens = annotation.tokens
    for other in sorted(given, key=lambda o: (abs(o - event), o)):
        expression = given[other]
        if expression.basis.startswith(NAMED) or expression.bound is not None:
            continue
        for low, high in ((event, other), (other, event)):
            if tokens[low].head != high:
                continue
            relation = tokens[low].relation.split(":")[0]
            alike = tokens[low].upos == tokens[high].upos
            joined = (relation == "conj" and alike) or (relation == "advcl" and alike and abs(low - high) <= CLOSE)
            circumstance = relation == "obl" and tokens[low].upos == "NOUN"
            if joined or circumstance:
                return other
    return None


Place = tuple[int, int, TimeExpression]  # tokens [first, last) of an expression


def places_of(sentence: Sentence, expressions: Sequence[TimeExpression], annotation: Annotation) -> list[Place]:
    """The expressions inside a sentence, with their tokens."""
    places: list[Place] = []
    for expression in expressions:
        if sentence.span.overlaps(expression.span):
            inside = [
                i for i in range(sentence.first, sentence.last) if annotation.tokens[i].span.overlaps(expression.span)
            ]
            if inside:
                places.append((inside[0], inside[-1] + 1, expression))
    return places


def score(features: Mapping[str, float]) -> float:
    """The probability that a pair with these features belongs together."""
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items()) + READ * features["read"]
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


def pair_features(
    predicate: int,
    place: Place,
    places: Sequence[Place],
    predicates: Sequence[int],
    sentence: Sentence,
    annotation: Annotation,
) -> dict[str, float]:
    """What speaks for and against an expression and an event belonging together, all between 0 and about 3."""
    first, last, expression = place
    tokens = annotation.tokens
    before = last <= predicate
    low, high = (last, predicate) if before else (predicate + 1, first)
    between = range(low, max(low, high))
    marks = [tokens[i] for i in between]
    gap = len(between)
    others = [p for p in predicates if p != predicate]
    crossed = sum(p in between for p in others)
    verbs = sum(t.upos == "VERB" for t in marks)
    commas = sum(is_pause(t.text) or (t.upos == "PUNCT" and t.text not in NO_PAUSES) for t in marks)
    nearest_event = all(_gap(p, place) >= _gap(predicate, place) for p in others)
    nearest_time = all(_gap(predicate, p) >= _gap(predicate, place) for p in places)
    lead = first - sentence.first <= 2
    features = {
        "bias": 1.0,
        "gap": log(1 + gap),
        "before": float(before),
        "crossed": min(3.0, crossed),
        "crossed any": float(crossed > 0),
        "verbs": min(3.0, verbs),
        "marks": min(3.0, commas),
        "clause word": float(any(t.upos == "SCONJ" or t.relation == "mark" or "THAT" in t.clitics for t in marks)),
        "quote": float(any(is_double_quote(t.text) for t in marks)),
        "nearest event": float(nearest_event),
        "nearest time": float(nearest_time),
        "one time": float(len(places) == 1),
        "one event": float(not others),
        "first event": float(all(predicate <= p for p in others)),
        "lead": float(lead),
        "lead, before, near": float(lead and before and nearest_event),
        "event verb": float(tokens[predicate].upos == "VERB"),
        "event noun": float(tokens[predicate].upos in ("NOUN", "PROPN")),
        "adjacent": float(gap <= 1),
        "overlaps": float(first <= predicate < last),
        "named": float(expression.basis.startswith(NAMED)),
        "named target": float(is_named_target(predicate, place, predicates, annotation.tokens)),
        "bounded": float(expression.bound is not None),
        "since": float(expression.bound == "since"),
        "vague": float(expression.precision is Precision.RANGE),
        "year": float(expression.precision in (Precision.YEAR, Precision.DECADE)),
        "ahead": float((expression.direction or 0) > 0),
        "read": read_score(predicate, place, annotation),
    }
    features |= tree_features(predicate, place, predicates, annotation)
    return features


def is_named_target(predicate: int, place: Place, predicates: Sequence[int], tokens: Sequence[Token]) -> bool:
    """Whether the event is the one from which the expression counts: the signing of "a day before the signing"."""
    first, last, expression = place
    if not expression.basis.startswith(NAMED):
        return False
    behind = next((p for p in predicates if first < p <= last + TARGET), None)
    return predicate == behind and not any(is_pause(t.text) for t in tokens[last:predicate])


def is_before_named(
    predicate: int, place: Place, places: Sequence[Place], predicates: Sequence[int], tokens: Sequence[Token]
) -> bool:
    """Whether an expression stands before words that count from the event: it dates what they tell of, not the event ("reopened on Friday, a day
    after the signing")."""
    return any(
        place[1] <= other[0] and is_named_target(predicate, other, predicates, tokens)
        for other in places
        if other is not place
    )


def is_in_content(predicate: int, place: Place, tokens: Sequence[Token]) -> bool:
    """Whether an expression behind a word of speech hangs on what is said, asked or denied, not on the word itself."""
    first, last, _ = place
    if first <= predicate:
        return False
    head = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    up = climb(head, tokens)
    return predicate in up and up.index(predicate) > 1


def is_out_of_clause(predicate: int, place: Place, tokens: Sequence[Token]) -> bool:
    """Whether an expression stands in a clause about a noun to which the event does not belong ("opened the gates shut in May")."""
    first, last, _ = place
    head = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    up, down = climb(head, tokens), climb(predicate, tokens)
    meeting = next((node for node in up if node in down), None)
    return meeting is not None and any(tokens[i].relation.split(":")[0] == "acl" for i in up[1 : up.index(meeting)])


def is_in_aside(predicate: int, place: Place, tokens: Sequence[Token]) -> bool:
    """Whether an expression stands in a clause about a noun that is neither the event nor its occasion ("reopened two gates shut in May", but
    "warned at a press conference that was held on Monday")."""
    first, last, _ = place
    head = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    up, down = climb(head, tokens), climb(predicate, tokens)
    meeting = next((node for node in up if node in down), None)
    between = up[1 : up.index(meeting)] if meeting is not None else []
    nouns = [tokens[i].head for i in between if tokens[i].relation.startswith("acl")]
    return any(
        noun not in (predicate, tokens[predicate].head)
        and predicate in climb(noun, tokens)
        and not (tokens[noun].head == predicate and tokens[noun].relation.startswith("obl"))
        for noun in nouns
    )


def _gap(predicate: int, place: Place) -> int:
    first, last, _ = place
    return max(0, first - predicate, predicate - last + 1)


def read_score(predicate: int, place: Place, annotation: Annotation) -> float:
    """How sure the annotation model is that the expression is the "when" of the event; 0 without a reading."""
    first, last, _ = place
    return max(
        (
            argument.score
            for reading in annotation.predicates
            if reading.token == predicate
            for argument in reading.arguments
            if argument.role == "when" and first <= argument.token < last
        ),
        default=0.0,
    )


def tree_features(predicate: int, place: Place, predicates: Sequence[int], annotation: Annotation) -> dict[str, float]:
    """Where event and expression hang in the tree, relative to each other."""
    first, last, _ = place
    tokens = annotation.tokens
    head = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    up = climb(head, tokens)
    down = climb(predicate, tokens)
    if len(up) < 2 and len(down) < 2:
        return {"no tree": 1.0}
    meeting = next((node for node in up if node in down), None)
    if meeting is None:
        return {"no path": 1.0}
    rise, fall = up.index(meeting), down.index(meeting)
    fallen = [tokens[i].relation.split(":")[0] for i in down[:fall]]
    risen = [tokens[i].relation.split(":")[0] for i in up[1:rise]]
    events = frozenset(predicates)
    owner = next((node for node in up[1:] if node in events), None)
    return {
        "owner": float(owner == predicate),
        "other owner": float(owner is not None and owner != predicate),
        "rise": min(4.0, rise) / 2,
        "fall": min(4.0, fall) / 2,
        "child": float(fall == 0 and rise == 1),
        "grandchild": float(fall == 0 and rise == 2),
        "sibling": float(fall == 1 and rise == 1),
        "below": float(fall == 0 and rise > 0),
        "into relative": float("acl" in fallen),
        "into content": float("ccomp" in fallen or "csubj" in fallen),
        "into adverbial": float("advcl" in fallen),
        "into joined": float("conj" in fallen or "parataxis" in fallen),
        "into argument": float(bool({"obj", "nsubj", "obl", "xcomp", "iobj"} & set(fallen))),
        "into noun": float("nmod" in fallen),
        "out of clause": float(bool(CLAUSES & set(risen))),
        "out of joined": float("conj" in risen),
        "out of noun": float("nmod" in risen),
        "time is obl": float(tokens[head].relation.split(":")[0] in ("obl", "advmod")),
        "time is nmod": float(tokens[head].relation.split(":")[0] in ("nmod", "compound", "amod", "nummod")),
    }


def climb(node: int, tokens: Sequence[Token]) -> list[int]:
    """`node` and the heads above it."""
    path = [node]
    while tokens[path[-1]].head >= 0 and len(path) < STEPS and tokens[path[-1]].head not in path:
        path.append(tokens[path[-1]].head)
    return path


def choose_when(
    predicate: Span,
    sentence: Span,
    expressions: Sequence[TimeExpression],
    annotation: Annotation,
    event_tense: str | None = None,
    predicates: Sequence[Span] = (),
) -> TimeExpression | None:
    """The expression that belongs to `predicate`; `anchor_times` for a caller that holds spans.

    Args:
        predicate: the words that report the event.
        sentence: their sentence.
        expressions: expressions of the document.
        annotation: the tokens between them.
        event_tense: "past" or "future" when known: an expression that cannot be meant is passed over.
        predicates: all events of the sentence, so that each expression goes to its best.
    """
    tokens = annotation.tokens
    inside = [i for i, t in enumerate(tokens) if sentence.covers(t.span)]
    if not inside:
        return None
    spans = {predicate, *predicates}
    heads = {span: next((i for i in inside if span.overlaps(tokens[i].span)), None) for span in sorted(spans)}
    wanted = heads[predicate]
    if wanted is None:
        return None
    whole = Sentence(sentence, inside[0], inside[-1] + 1)
    fitting = [e for e in expressions if not _against_tense(e, event_tense)]
    return anchor_times(whole, sorted({h for h in heads.values() if h is not None}), fitting, annotation).get(wanted)


def _against_tense(expression: TimeExpression, tense: str | None) -> bool:
    """Whether an expression that says its direction itself points the other way."""
    if expression.offset is None or tense is None:
        return False
    least, most = expression.offset
    return (tense == "future" and most < 0) or (tense == "past" and least > 0)
