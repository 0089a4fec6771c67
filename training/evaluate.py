"""Scores a model folder on test sets and on the held-out conflicts of the corpus (words as annotated, one window a block)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from dragoman.annotate.network import Network
from dragoman.annotate.reading import WindowReading, read_window
from dragoman.annotate.windows import Piece, Window
from dragoman.model import Span, Token
from examples import CLITICS, LAYERS, MISSING, RELATIONS, STYLES, UPOS, Example, split_example


@dataclass(slots=True)
class Tally:
    """Counts of right, found and wanted things by name."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, found: Iterable[object], wanted: Iterable[object]) -> None:
        got, gold = set(found), set(wanted)
        self.right[name] += len(got & gold)
        self.found[name] += len(got)
        self.wanted[name] += len(gold)

    def count(self, name: str, right: bool) -> None:
        self.right[name] += right
        self.found[name] += 1
        self.wanted[name] += 1

    def score(self, name: str) -> float:
        """F1 (which is accuracy where as much is found as wanted), in hundredths."""
        total = self.found[name] + self.wanted[name]
        return 200.0 * self.right[name] / total if total else float("nan")

    def table(self) -> dict[str, float]:
        return {name: round(self.score(name), 1) for name in self.wanted}


def fit_examples(network: Network, examples: Iterable[Example]) -> list[Example]:
    """Examples cut so that each fits a run."""
    limit = max(network.labels.window, 400)
    return [part for e in examples for part in split_example(e, [len(p) for p in network.subwords.cut(e.words)], limit)]


_READ: dict[tuple[int, int], tuple[Example, WindowReading]] = {}


def forget_readings() -> None:
    """Drop the readings that are kept so that two scorers need not read the same examples twice."""
    _READ.clear()


def read_example(network: Network, example: Example) -> WindowReading:
    """The model's reading of an example's own words (kept, and the example with it, until `forget_readings`)."""
    key = (id(network), id(example))
    if key not in _READ:
        _READ[key] = example, _read_example(network, example)
    return _READ[key][1]


def _read_example(network: Network, example: Example) -> WindowReading:
    labels, name = network.labels, STYLES[example.style]
    if name not in labels.styles:  # the first model knows no style of ours
        name = labels.language_styles[name[:2]]
    style, text = labels.styles.index(name), " ".join(example.words)
    words, at = [], 0
    for word in example.words:
        words.append(Span(at, at + len(word)))
        at += len(word) + 1
    sentences = example.sentences
    starts = [i for i in range(len(sentences)) if i == 0 or sentences[i] != sentences[i - 1]]
    pieces = [Piece(a, b, k) for k, (a, b) in enumerate(zip(starts, [*starts[1:], len(sentences)], strict=True))]
    windows = [Window(tuple(pieces), 0)] if labels.context else [Window((piece,), 0) for piece in pieces]
    reading, subwords = WindowReading(), network.subwords.cut(example.words)
    for window in windows:
        inside = slice(window.first, window.last)
        scores = network.run(subwords[inside], style, [s - sentences[window.first] for s in sentences[inside]])
        part = read_window(text, words, window, scores, labels)
        reading.tokens += part.tokens
        reading.entities += part.entities
        reading.predicates += part.predicates
    return reading


def score_trees(network: Network, examples: Sequence[Example]) -> Tally:
    """Parts of speech, clitics, heads, relations (marks counted), and F1 of subjects, objects and obliques."""
    tally = Tally()
    for example in fit_examples(network, examples):
        if has_tree(example):
            count_tree(tally, example, read_example(network, example).tokens)
    return tally


def has_tree(example: Example) -> bool:
    """Whether an example's gold has all that `count_tree` asks about."""
    return None not in (example.upos, example.heads, example.relations, example.clitics)


def count_tree(tally: Tally, example: Example, tokens: Sequence[Token]) -> None:
    """Count what somebody read of an example's words, one token a word, against its gold."""
    assert example.upos is not None and example.clitics is not None
    assert example.heads is not None and example.relations is not None
    for i, token in enumerate(tokens):
        if example.upos[i] != MISSING:
            tally.count("UPOS", UPOS[example.upos[i]] == token.upos)
        head = example.heads[i] - 1
        relation = RELATIONS[example.relations[i]] if example.relations[i] != MISSING else ""
        tally.count("UAS", head == token.head)
        tally.count("LAS", head == token.head and relation == token.relation)
        tally.add("clitics", ((i, c) for c in token.clitics), ((i, CLITICS[c]) for c in example.clitics[i]))
        for name in ("nsubj", "obj", "obl"):
            tally.add(name, [token.head] * (token.relation == name), [head] * (relation == name))


def gold_spans(example: Example, layer: int) -> list[tuple[int, int, frozenset[str]]]:
    """Gold spans with the labels that each may have; spans that may be none at all are left out."""
    spans: list[list[object]] = []
    opened = False
    for i, allowed in enumerate(example.layers[layer] or ()):
        names = [LAYERS[layer][n] for n in allowed]
        if "O" in names:
            opened = False
        elif any(n.startswith("B-") for n in names):
            spans.append([i, i + 1, frozenset(n[2:] for n in names)])
            opened = True
        elif opened:
            spans[-1][1] = i + 1
    return [(a, b, labels) for a, b, labels in spans]  # type: ignore[misc]


def score_names(
    network: Network, examples: Sequence[Example], layer: int = 0, only: frozenset[str] | None = None
) -> Tally:
    """Strict F1 of spans. What a corpus does not annotate is neither asked nor counted."""
    tally = Tally()
    examples = fit_examples(network, examples)
    asked = {label for e in examples for _, _, labels in gold_spans(e, layer) for label in labels}
    for example in examples:
        if example.layers[layer] is None:
            continue
        reading = read_example(network, example)
        gold = {(a, b): labels for a, b, labels in gold_spans(example, layer)}
        unsure = {
            i
            for i, allowed in enumerate(example.layers[layer] or ())
            if len(allowed) > 8 or (0 in allowed and len(allowed) > 1)
        }
        for entity in reading.entities:
            if entity.label.value not in asked or (only and entity.label.value not in only):
                continue
            want = gold.get((entity.first, entity.last))
            right = want is not None and entity.label.value in want
            loose = {
                i
                for i in range(entity.first, entity.last)
                if i in unsure and LAYERS[layer].index(f"I-{entity.label.value}") in (example.layers[layer] or [])[i]
            }
            if not right and loose:
                continue
            tally.right["entities"] += right
            tally.found["entities"] += 1
        tally.wanted["entities"] += sum(1 for labels in gold.values() if not only or labels & only)
    return tally


def score_events(network: Network, examples: Sequence[Example], bar: float = 0.5) -> Tally:
    """Events of the held-out conflicts: predicates, types, status, roles and the arcs that the corpus gives."""
    tally = Tally()
    for example in fit_examples(network, examples):
        reading = read_example(network, example)
        assert (
            example.predicates is not None
            and example.heads is not None
            and example.relations is not None
            and example.weight is not None
        )
        for i, token in enumerate(reading.tokens):
            if example.weight[i] == 1.0:
                tally.count("arc head", token.head == example.heads[i] - 1)
                tally.count(
                    "arc", token.head == example.heads[i] - 1 and token.relation == RELATIONS[example.relations[i]]
                )
        if not network.labels.reads_events:
            continue
        gold = {p.word: p for p in example.predicates}
        found = {p.token: p for p in reading.predicates if p.score >= bar}
        labels = network.labels
        tally.add("predicate", found, gold)
        tally.add(
            "event type",
            ((i, p.type.value) for i, p in found.items()),
            ((i, labels.event_types[p.type]) for i, p in gold.items()),
        )
        every = {p.token: p for p in reading.predicates}
        for i, predicate in gold.items():
            wanted = {(w, labels.roles[r]) for w, r in predicate.roles}
            if i in found:
                tally.count("status", found[i].status.value == labels.statuses[predicate.status])
            if i in every:
                got = {(a.token, a.role) for a in every[i].arguments if a.score >= bar}
                tally.add("roles (right predicate)", got, wanted)
                for role in ("source", "when", "where"):
                    tally.add(role, {x for x in got if x[1] == role}, {x for x in wanted if x[1] == role})
                rest = ("source", "when", "where")
                tally.add("participants", {x for x in got if x[1] not in rest}, {x for x in wanted if x[1] not in rest})
        tally.add(
            "roles",
            ((i, a.token, a.role) for i, p in found.items() for a in p.arguments if a.score >= bar),
            ((i, w, labels.roles[r]) for i, p in gold.items() for w, r in p.roles),
        )
    return tally


def mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))
