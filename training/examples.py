"""What a training example is: the words of one or several following sentences, with whatever of their reading is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


def _list(words: str) -> list[str]:
    return words.split()


UPOS = _list("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X")
RELATIONS = _list(
    """root punct nmod case nsubj obl amod compound det obj conj advmod acl mark cc aux flat advcl nummod cop xcomp ccomp appos dep
    parataxis fixed iobj list expl discourse csubj vocative goeswith orphan dislocated reparandum clf"""
)
CLITICS = _list("AND FA DET IN AS TO FROM THAT FUT SUF")
STYLES = _list("he_htb he_iahlt ar_pud ar_padt en_pud en_ewt en_gum he_wire ar_wire en_wire")
NAMES = _list("PER ORG MEDIA GPE LOC FAC NORP TIME")
PHRASES = _list("TTL NOM")
EVENTS = _list(
    """MEET CALL MESSAGE TRAVEL MEDIATE PROPOSE DEMAND ACCEPT REJECT AGREE COMMIT PERSUADE SUSPEND RESUME CANCEL POSTPONE RELEASE
    EXCHANGE WITHDRAW CEASE_FIRE VIOLATE ATTACK KILL DIE DETAIN THREATEN ACCUSE DENY CONDOLE APPOINT STATE"""
)
STATUSES = _list("happened ongoing planned proposed possible conditional demanded postponed cancelled denied failed")
ROLES = _list(
    "party counterpart mediator messenger host companion addressee victim beneficiary subject when where source"
)


def spread(labels: Sequence[str]) -> list[str]:
    """Begin-inside-outside labels of a layer."""
    return ["O", *(f"{part}-{label}" for label in labels for part in "BI")]


LAYERS = [spread(NAMES), spread(PHRASES)]
MISSING = -100


@dataclass(slots=True)
class Predicate:
    """A word that reports an event. Roles are (word, role) pairs over the words of the whole example."""

    word: int
    type: int
    status: int
    roles: list[tuple[int, int]]


@dataclass(slots=True)
class Example:
    """Words of following sentences; unknown values are MISSING (or None for a whole column).

    Heads are word numbers of the example plus one, 0 for the root. `weight` scales upos, clitics, heads and relations by word (silver trees
    weigh less than gold ones). `layers` holds by layer, by word the numbers of the labels that may be right. `predicates` is None where
    events are not annotated.
    """

    words: list[str]
    sentences: list[int]
    style: int
    source: str
    upos: list[int] | None = None
    clitics: list[set[int]] | None = None
    heads: list[int] | None = None
    relations: list[int] | None = None
    weight: list[float] | None = None
    tag_weight: float = 1.0
    layers: list[list[tuple[int, ...]] | None] = field(default_factory=lambda: [None, None])
    predicates: list[Predicate] | None = None
    swaps: list[tuple[int, str]] = field(default_factory=list)


def join_examples(parts: Sequence[Example]) -> Example:
    """Following sentences of one treebank as one example (they must know the same things)."""
    joined = Example([], [], parts[0].style, parts[0].source, tag_weight=parts[0].tag_weight)
    for name in ("upos", "clitics", "heads", "relations", "weight"):
        if getattr(parts[0], name) is not None:
            setattr(joined, name, [])
    joined.layers = [None if layer is None else [] for layer in parts[0].layers]
    joined.predicates = None if parts[0].predicates is None else []
    sentences = 0
    for part in parts:
        shift = len(joined.words)
        joined.words += part.words
        joined.sentences += [sentences + s for s in part.sentences]
        sentences += part.sentences[-1] + 1
        joined.swaps += [(i + shift, label) for i, label in part.swaps]
        if joined.predicates is not None and part.predicates is not None:
            joined.predicates += [
                Predicate(p.word + shift, p.type, p.status, [(w + shift, r) for w, r in p.roles])
                for p in part.predicates
            ]
        for name in ("upos", "clitics", "relations", "weight"):
            if (column := getattr(joined, name)) is not None:
                column += getattr(part, name)
        if joined.heads is not None and part.heads is not None:
            joined.heads += [h + shift if h > 0 else h for h in part.heads]
        for mine, its in zip(joined.layers, part.layers, strict=True):
            if mine is not None and its is not None:
                mine += its
    return joined


def split_example(example: Example, sizes: Sequence[int], limit: int, first_limit: int | None = None) -> list[Example]:
    """An example cut between sentences into parts of at most `limit` subwords; what points out of a part is dropped.

    Args:
        sizes: subwords of each word.
        first_limit: the limit of the first part where it is another.
    """
    if sum(sizes) <= limit:
        return [example]
    parts, first, room = [], 0, first_limit or limit
    starts = [i for i, s in enumerate(example.sentences) if i == 0 or s != example.sentences[i - 1]]
    for begin, end in zip(starts, [*starts[1:], len(example.words)], strict=True):
        if begin > first and sum(sizes[first:end]) > room:
            parts.append(_cut(example, first, begin))
            first, room = begin, limit
    return [*parts, _cut(example, first, len(example.words))]


def _cut(example: Example, first: int, end: int) -> Example:
    part = Example(
        example.words[first:end],
        example.sentences[first:end],
        example.style,
        example.source,
        tag_weight=example.tag_weight,
    )
    part.sentences = [s - part.sentences[0] for s in part.sentences]
    for name in ("upos", "clitics", "relations", "weight"):
        if (column := getattr(example, name)) is not None:
            setattr(part, name, column[first:end])
    if example.heads is not None:
        part.heads = [
            h - first if h > first and h <= end else (0 if h == 0 else MISSING) for h in example.heads[first:end]
        ]
    part.layers = [None if layer is None else layer[first:end] for layer in example.layers]
    part.swaps = [(i - first, label) for i, label in example.swaps if first <= i < end]
    if example.predicates is not None:
        part.predicates = [
            Predicate(p.word - first, p.type, p.status, [(w - first, r) for w, r in p.roles if first <= w < end])
            for p in example.predicates
            if first <= p.word < end
        ]
    return part


def describe_labels(version: str, characters: dict[str, str]) -> str:
    """labels.json of a model made of these examples."""
    return (
        json.dumps(
            {
                "format": 1,
                "version": version,
                "upos": UPOS,
                "relations": RELATIONS,
                "treebank_styles": STYLES,
                "clitic_flags": CLITICS,
                "entity_layers": LAYERS,
                "entity_rename": {},
                "language_styles": {"he": "he_wire", "ar": "ar_wire", "en": "en_wire"},
                "characters": characters,
                "window": 448,
                "context": 160,
                "subwords_per_word": 8,
                "event_types": EVENTS,
                "statuses": STATUSES,
                "roles": ROLES,
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def read_characters(folder: Path) -> dict[str, str]:
    """The character map of a model folder."""
    characters: dict[str, str] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["characters"]
    return characters
