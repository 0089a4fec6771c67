"""Which expression of a sentence belongs to which of its events."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Annotation, Sentence, Span, TimeExpression


def anchor_times(
    sentence: Sentence, predicates: Sequence[int], expressions: Sequence[TimeExpression], annotation: Annotation
) -> dict[int, TimeExpression]:
    """The expression of each event of a sentence that has one.

    Args:
        sentence: the sentence.
        predicates: document-wide token indices of its event predicates.
        expressions: expressions of the document (those outside the sentence are passed over).
        annotation: tokens, and their tree where there is one.

    Returns:
        Expressions by predicate token; a predicate without an expression of its own is left out.
    """
    inside = [e for e in expressions if sentence.span.covers(e.span)]
    anchored: dict[int, TimeExpression] = {}
    best: dict[int, int] = {}
    for expression in inside:
        for predicate in sorted(predicates):
            distance = abs(annotation.tokens[predicate].span.start - expression.span.start)
            if predicate not in best or distance < best[predicate]:
                best[predicate] = distance
                anchored[predicate] = expression
    return anchored


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
