"""Examples to tensors: sampling by mixture, swaps of names, batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from dragoman.annotate.network import Subwords
from examples import CLITICS, LAYERS, MISSING, ROLES, STYLES, Example, join_examples

LONGEST = 250
SWAPPED = ("PER", "GPE")
_UNKNOWN = 3


@dataclass(slots=True)
class Batch:
    """Tensors of one step. `gold` holds the known values by task; see losses.py."""

    inputs: dict[str, Tensor]
    gold: dict[str, Tensor]
    words: int


@dataclass(slots=True)
class Mixture:
    """What is drawn: documents of following examples, grouped; `share` is the part of all draws (in subwords) that a group has."""

    groups: dict[str, list[list[Example]]]
    share: dict[str, float]


@dataclass(slots=True)
class NameSwaps:
    """Words of names by language and label, to put new names into the corpus's sentences."""

    words: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @staticmethod
    def collect(examples: Sequence[Example]) -> NameSwaps:
        """Words that are surely part of a name of a kind, without clitics as far as known."""
        found: dict[tuple[str, str], set[str]] = {}
        for example in examples:
            language, layer = STYLES[example.style][:2], example.layers[0]
            for i, allowed in enumerate(layer or ()):
                word = example.words[i]
                clean = word.isalpha() and len(word) > 2 and not (example.clitics and example.clitics[i])
                for label in SWAPPED:
                    if clean and set(allowed) <= {LAYERS[0].index(f"B-{label}"), LAYERS[0].index(f"I-{label}")}:
                        if language != "en" or word[:1].isupper():
                            found.setdefault((language, label), set()).add(word)
        return NameSwaps({key: sorted(words) for key, words in found.items()})

    def swap(self, example: Example, chance: random.Random) -> list[str]:
        """The example's words with some names replaced, the same word by the same word."""
        words, language = list(example.words), STYLES[example.style][:2]
        new: dict[str, str] = {}
        for i, label in example.swaps:
            lexicon = self.words.get((language, label))
            old = example.words[i]
            if lexicon and old.isalpha() and not (example.clitics and example.clitics[i]) and len(old) > 2:
                if old not in new:
                    new[old] = chance.choice(lexicon) if chance.random() < 0.6 else old
                words[i] = new[old]
        return words


def draw_examples(mixture: Mixture, chance: random.Random) -> Iterator[tuple[str, Example]]:
    """Endless draws: a group by its share, then the next document part of it (all are seen before any comes again)."""
    queues: dict[str, list[list[Example]]] = {name: [] for name in mixture.groups}
    names = [name for name in mixture.groups if mixture.groups[name] and mixture.share.get(name, 0) > 0]
    weights = [mixture.share[name] for name in names]
    while True:
        name = chance.choices(names, weights)[0]
        if not queues[name]:
            queues[name] = _cut_documents(mixture.groups[name], chance)
            chance.shuffle(queues[name])
        part = queues[name].pop()
        yield name, part[0] if len(part) == 1 else join_examples(part)


def _cut_documents(documents: list[list[Example]], chance: random.Random) -> list[list[Example]]:
    """Documents into parts of one to four examples that follow one another (a passage of our corpus counts as one)."""
    parts = []
    for document in documents:
        at = 0
        while at < len(document):
            size = chance.choice((1, 1, 2, 3, 4)) if document[at].predicates is None else chance.choice((1, 1, 1, 2, 3))
            part = [document[at]]
            while len(part) < size and at + len(part) < len(document) and sum(len(e.words) for e in part) < 60:
                part.append(document[at + len(part)])
            parts.append(part)
            at += len(part)
    return parts


def make_batches(
    mixture: Mixture,
    subwords: Subwords,
    swaps: NameSwaps,
    chance: random.Random,
    size: int,
    pool: int = 256,
    noise: float = 0.03,
) -> Iterator[Batch]:
    """Endless batches of about `size` subwords, of examples of like length."""
    draws = draw_examples(mixture, chance)
    while True:
        items = []
        for _ in range(pool):
            _, example = next(draws)
            words = swaps.swap(example, chance) if example.swaps and chance.random() < 0.6 else example.words
            pieces = [_blur(p, chance, noise) for p in subwords.cut(words)]
            fitted = _fit(example, pieces)
            if fitted:
                items.append((fitted[0], fitted[1]))
        items.sort(key=lambda item: sum(map(len, item[1])))
        batches, start = [], 0
        for end in range(1, len(items) + 1):
            longest = sum(map(len, items[min(end, len(items) - 1)][1])) + 2
            if end == len(items) or longest * (end + 1 - start) > size:
                batches.append(items[start:end])
                start = end
        chance.shuffle(batches)
        for batch in batches:
            yield collate([e for e, _ in batch], [p for _, p in batch])


def _blur(pieces: tuple[int, ...], chance: random.Random, noise: float) -> tuple[int, ...]:
    return (_UNKNOWN,) if noise and chance.random() < noise else pieces


def _fit(example: Example, pieces: list[tuple[int, ...]]) -> tuple[Example, list[tuple[int, ...]]] | None:
    """The example, or nothing where it is longer than a window."""
    return (example, pieces) if example.words and sum(map(len, pieces)) <= LONGEST else None


def collate(examples: Sequence[Example], pieces: Sequence[Sequence[tuple[int, ...]]]) -> Batch:
    """Pad examples into one batch."""
    count, width = len(examples), max(len(e.words) for e in examples)
    length = max(sum(map(len, p)) for p in pieces) + 2
    ids, mask = torch.ones(count, length, dtype=torch.long), torch.zeros(count, length)
    first, last = torch.zeros(count, width, dtype=torch.long), torch.zeros(count, width, dtype=torch.long)
    wmask, sent = torch.zeros(count, width), torch.full((count, width), -1, dtype=torch.long)
    for row, (example, cut) in enumerate(zip(examples, pieces, strict=True)):
        flat = [0, *(i for word in cut for i in word), 2]
        ids[row, : len(flat)] = torch.tensor(flat)
        mask[row, : len(flat)] = 1
        ends = torch.tensor([len(word) for word in cut]).cumsum(0)
        last[row, : len(cut)] = ends
        first[row, : len(cut)] = ends - torch.tensor([len(word) for word in cut]) + 1
        wmask[row, : len(cut)] = 1
        sent[row, : len(cut)] = torch.tensor(example.sentences)
    styles = torch.tensor([e.style for e in examples])
    inputs = {"ids": ids, "mask": mask, "first": first, "last": last, "wmask": wmask, "sent": sent, "tb": styles}
    return Batch(inputs, _collate_gold(examples, width), int(wmask.sum()))


def _collate_gold(examples: Sequence[Example], width: int) -> dict[str, Tensor]:
    count = len(examples)
    gold = {
        name: torch.full((count, width), MISSING, dtype=torch.long) for name in ("upos", "heads", "relations", "event")
    }
    gold["tree_weight"], gold["tag_weight"] = torch.zeros(count, width), torch.zeros(count, width)
    gold["clitics"] = torch.zeros(count, width, len(CLITICS))
    for n, labels in enumerate(LAYERS):
        gold[f"layer{n}"] = torch.zeros(count, width, len(labels), dtype=torch.bool)
    predicates: list[tuple[int, int, int]] = []
    roles: list[Tensor] = []
    sources: list[Tensor] = []
    for row, example in enumerate(examples):
        size = len(example.words)
        if example.upos is not None:
            gold["upos"][row, :size] = torch.tensor(example.upos)
            gold["heads"][row, :size] = torch.tensor(example.heads)
            gold["relations"][row, :size] = torch.tensor(example.relations)
            gold["tree_weight"][row, :size] = torch.tensor(example.weight)
            gold["tag_weight"][row, :size] = example.tag_weight
            for i, flags in enumerate(example.clitics or ()):
                for flag in flags:
                    gold["clitics"][row, i, flag] = 1
        for n, layer in enumerate(example.layers):
            for i, allowed in enumerate(layer or ()):
                gold[f"layer{n}"][row, i, list(allowed)] = True
        if example.predicates is not None:
            gold["event"][row, :size] = 0
            for predicate in example.predicates:
                gold["event"][row, predicate.word] = predicate.type + 1
                predicates.append((row, predicate.word, predicate.status))
                role, source = torch.full((width,), MISSING), torch.full((width,), -1.0)
                role[:size], source[:size] = 0, 0.0
                for word, number in reversed(predicate.roles):
                    if number == len(ROLES) - 1:
                        source[word] = 1.0
                    else:
                        role[word] = number + 1
                roles.append(role)
                sources.append(source)
    gold["predicates"] = torch.tensor(predicates, dtype=torch.long).reshape(-1, 3)
    gold["roles"] = torch.stack(roles) if roles else torch.zeros(0, width, dtype=torch.long)
    gold["sources"] = torch.stack(sources) if sources else torch.zeros(0, width)
    return gold
