"""What a training example is: the words of one or several following sentences, with whatever of their reading is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
RELATIONS = (
    "root punct nmod case nsubj obl amod compound det obj conj advmod acl mark cc aux flat advcl nummod cop xcomp ccomp appos dep "
    "parataxis fixed iobj list expl discourse csubj vocative goeswith orphan dislocated reparandum clf"
).split()
CLITICS = "AND FA DET IN AS TO FROM THAT FUT SUF".split()
STYLES = "he_htb he_iahlt ar_pud ar_padt en_pud en_ewt en_gum he_wire ar_wire en_wire".split()
NAMES = "PER ORG MEDIA GPE LOC FAC NORP TIME".split()
PHRASES = "TTL NOM".split()
EVENTS = (
    "MEET CALL MESSAGE TRAVEL MEDIATE PROPOSE DEMAND ACCEPT REJECT AGREE COMMIT PERSUADE SUSPEND RESUME CANCEL POSTPONE RELEASE "
    "EXCHANGE WITHDRAW CEASE_FIRE VIOLATE ATTACK KILL DIE DETAIN THREATEN ACCUSE DENY CONDOLE APPOINT STATE"
).split()
STATUSES = (
    "happened ongoing planned proposed possible conditional demanded postponed cancelled denied failed"
).split()
ROLES = (
    "party counterpart mediator messenger host companion addressee victim beneficiary subject when where source"
).split()


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
    unsure: list[int] = field(default_factory=list)


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
    for number, part in enumerate(parts):
        shift = len(joined.words)
        joined.words += part.words
        joined.sentences += [number] * len(part.words)
        for name in ("upos", "clitics", "relations", "weight"):
            if (column := getattr(joined, name)) is not None:
                column += getattr(part, name)
        if joined.heads is not None and part.heads is not None:
            joined.heads += [h + shift if h > 0 else h for h in part.heads]
        for mine, its in zip(joined.layers, part.layers, strict=True):
            if mine is not None and its is not None:
                mine += its
    return joined


def describe_labels(version: str, characters: dict[str, str]) -> str:
    """labels.json of a model made of these examples."""
    return json.dumps(
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
            "window": 224,
            "context": 72,
            "subwords_per_word": 8,
            "event_types": EVENTS,
            "statuses": STATUSES,
            "roles": ROLES,
        },
        ensure_ascii=False,
        indent=1,
    ) + "\n"


def read_characters(folder: Path) -> dict[str, str]:
    """The character map of a model folder."""
    characters: dict[str, str] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["characters"]
    return characters
