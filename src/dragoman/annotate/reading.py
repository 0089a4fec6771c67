"""Turns the network's scores for one window into tokens, entity spans and predicates of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.network import NetworkLabels, WindowScores
from dragoman.annotate.spans import LabelledSpan, decode_spans
from dragoman.annotate.trees import decode_tree
from dragoman.annotate.windows import Window
from dragoman.model import ArgumentReading, EntitySpan, EventType, Label, PredicateReading, Span, Status, Token

_AND = "AND"
_APART = frozenset({"conj", "appos", "parataxis", "list", "dep"})
LEAST_PART = 0.02
"""Participants and places below this probability are not handed on; extraction weighs them with what else it knows."""
LEAST_SCORE = 0.2
"""So are times and sources."""
_WEIGHED_APART = ("when",)
LEAST_PREDICATE = 0.05
"""So are words less likely to report an event than this. It is low because extraction also asks about words that its lexicon proposes."""


@dataclass(slots=True)
class WindowReading:
    """What was read in the new sentences of one window; indices are document-wide."""

    tokens: list[Token] = field(default_factory=list)
    entities: list[EntitySpan] = field(default_factory=list)
    predicates: list[PredicateReading] = field(default_factory=list)


def read_window(
    text: str, words: Sequence[Span], window: Window, scores: WindowScores, labels: NetworkLabels
) -> WindowReading:
    """Decode one window.

    Args:
        text: the document's text.
        words: spans of all its words.
        window: which of them the scores are for.
        scores: the network's outputs for the window's words.
        labels: what the outputs mean.
    """
    reading = WindowReading()
    for piece in window.pieces[window.context :]:
        rows = slice(piece.first - window.first, piece.last - window.first)
        tokens = _read_tokens(text, words, piece.first, rows, scores, labels)
        reading.tokens.extend(tokens)
        reading.entities.extend(_read_entities(tokens, piece.first, rows, scores, labels))
        if scores.events is not None:
            reading.predicates.extend(_read_predicates(window, rows, scores, labels))
    return reading


def _read_tokens(
    text: str, words: Sequence[Span], first: int, rows: slice, scores: WindowScores, labels: NetworkLabels
) -> list[Token]:
    columns = np.r_[0, rows.start + 1 : rows.stop + 1]
    heads = decode_tree(scores.arcs[rows][:, columns])
    tags = scores.upos[rows].argmax(axis=1)
    flags = scores.clitics[rows] > 0
    tokens = []
    for i, head in enumerate(heads):
        row = rows.start + i
        span = words[first + i]
        carried = frozenset(flag for flag, there in zip(labels.clitics, flags[i], strict=True) if there)
        relation = _read_relation(scores.relations, row, int(columns[head]), labels)
        tokens.append(
            Token(span, span.of(text), labels.upos[tags[i]], first + head - 1 if head else -1, relation, carried)
        )
    return tokens


def _read_relation(relations: NDArray[np.float32], row: int, column: int, labels: NetworkLabels) -> str:
    """The best relation to a head; "root" goes with the root and with nothing else."""
    root = labels.relations.index("root")
    if column == 0:
        return labels.relations[root]
    values = (relations[row, column] if relations.ndim == 3 else relations[row]).copy()
    values[root] = -np.inf
    return labels.relations[int(values.argmax())]


def _read_entities(
    tokens: Sequence[Token], first: int, rows: slice, scores: WindowScores, labels: NetworkLabels
) -> list[EntitySpan]:
    entities = []
    for layer, names in zip(scores.layers, labels.layers, strict=True):
        for start, end, name, score in _join_adjacent(decode_spans(layer[rows], names), tokens, first):
            label = labels.rename.get(name, name)
            if label is not None:
                span = Span(tokens[start].span.start, tokens[end - 1].span.end)
                entities.append(EntitySpan(first + start, first + end, span, Label(label), round(score, 4)))
    return sorted(entities, key=lambda e: (e.first, -e.last, e.label))


def _join_adjacent(spans: Sequence[LabelledSpan], tokens: Sequence[Token], first: int) -> list[LabelledSpan]:
    """Join spans of one label that touch and hang together in the tree other than as coordinated."""
    joined: list[LabelledSpan] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before
            and before.last == span.first
            and before.label == span.label
            and _hang_together(before, span, tokens, first)
        ):
            joined[-1] = LabelledSpan(before.first, span.last, span.label, min(before.score, span.score))
        else:
            joined.append(span)
    return joined


def _hang_together(left: LabelledSpan, right: LabelledSpan, tokens: Sequence[Token], first: int) -> bool:
    if _AND in tokens[right.first].clitics:
        return False

    def lean(one: LabelledSpan, other: LabelledSpan) -> bool:
        heads = range(first + other.first, first + other.last)
        return any(tokens[i].head in heads and tokens[i].relation not in _APART for i in range(one.first, one.last))

    return lean(left, right) or lean(right, left)


def _read_predicates(
    window: Window, rows: slice, scores: WindowScores, labels: NetworkLabels
) -> list[PredicateReading]:
    assert scores.events is not None and scores.statuses is not None and scores.roles is not None
    types = _softmax(scores.events[rows])
    predicates = []
    for i in range(types.shape[0]):
        if 1.0 - types[i, 0] < LEAST_PREDICATE:
            continue
        best = int(types[i, 1:].argmax())
        status = _softmax(scores.statuses[rows.start + i])
        predicates.append(
            PredicateReading(
                token=window.first + rows.start + i,
                type=EventType(labels.event_types[best]),
                score=round(float(1.0 - types[i, 0]), 4),
                type_score=round(float(types[i, best + 1] / (1.0 - types[i, 0])), 4),
                status=Status(labels.statuses[int(status.argmax())]),
                status_score=round(float(status.max()), 4),
                arguments=_read_arguments(window.first, scores.roles[rows.start + i], labels),
            )
        )
    return predicates


def _read_arguments(first: int, scores: NDArray[np.float32], labels: NetworkLabels) -> tuple[ArgumentReading, ...]:
    """Arguments of one predicate: the roles that each word may play, and the source.

    Args:
        first: document index of the window's first word.
        scores: [words, roles + 1]; column 0 is "no role", the last is the source, judged by itself.
    """
    roles = _softmax(scores[:, :-1])
    source = 1.0 / (1.0 + np.exp(-np.clip(scores[:, -1], -30.0, 30.0)))
    best = roles[:, 1:].argmax(axis=1)
    arguments = []
    for word in range(scores.shape[0]):
        for role in np.flatnonzero(roles[word, 1:] >= LEAST_PART):
            name, score = labels.roles[role], float(roles[word, role + 1])
            if name not in _WEIGHED_APART or (score >= LEAST_SCORE and role == best[word]):
                arguments.append(ArgumentReading(first + word, name, round(score, 4)))
        if source[word] >= LEAST_SCORE:
            arguments.append(ArgumentReading(first + word, labels.roles[-1], round(float(source[word]), 4)))
    return tuple(arguments)


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return total
