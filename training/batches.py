"""Examples to tensors: sampling by mixture, swaps of names, batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dragoman.annotate.network import Subwords
from examples import CLITICS, LAYERS, MISSING, ROLES, STYLES, Example, join_examples, split_example

LONGEST = 446
"""Most subwords in an example: what the network reads at once."""
SHORTEST = 150
"""A long passage is cut anew each time it comes, into parts of at most this to LONGEST subwords."""
SWAPPED = ("PER", "GPE")
_UNKNOWN = 3


@dataclass(slots=True)
class Batch:
    """Tensors of one step. `gold` holds the known values by task; see losses.py."""

    inputs: dict[str, Tensor]
    gold: dict[str, Tensor]
    words: int
    subwords: int


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


def draw_examples(mixture: Mixture, subwords: Subwords, chance: random.Random) -> Iterator[tuple[str, Example]]:
    """Endless draws: a group by its share, then the next document part of it (all are seen before any comes again)."""
    queues: dict[str, list[list[Example]]] = {name: [] for name in mixture.groups}
    names = [name for name in mixture.groups if mixture.groups[name] and mixture.share.get(name, 0) > 0]
    weights = [mixture.share[name] for name in names]
    while True:
        name = chance.choices(names, weights)[0]
        if not queues[name]:
            queues[name] = _cut_documents(mixture.groups[name], subwords, chance)
            chance.shuffle(queues[name])
        part = queues[name].pop()
        yield name, part[0] if len(part) == 1 else join_examples(part)


def _cut_documents(documents: list[list[Example]], subwords: Subwords, chance: random.Random) -> list[list[Example]]:
    """Documents into parts of one to four examples that follow one another (a passage of our corpus counts as one)."""
    parts = []
    for document in documents:
        pieces = [piece for example in document for piece in _cut_example(example, subwords, chance)]
        at = 0
        while at < len(pieces):
            size = chance.choice((1, 1, 2, 3, 4)) if pieces[at].predicates is None else chance.choice((1, 1, 1, 2, 3))
            part = [pieces[at]]
            while len(part) < size and at + len(part) < len(pieces) and sum(len(e.words) for e in part) < 60:
                part.append(pieces[at + len(part)])
            parts.append(part)
            at += len(part)
    return parts


def _cut_example(example: Example, subwords: Subwords, chance: random.Random) -> list[Example]:
    """A long passage in parts that begin and end elsewhere each time."""
    limit = chance.randint(SHORTEST, LONGEST)
    sizes = [len(p) for p in subwords.cut(example.words)]
    return split_example(example, sizes, limit, chance.randint(SHORTEST // 2, limit))


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
    draws = draw_examples(mixture, subwords, chance)
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
    ids, mask = np.ones((count, length), np.int64), np.zeros((count, length), np.float32)
    first, last = np.zeros((count, width), np.int64), np.zeros((count, width), np.int64)
    wmask, sent = np.zeros((count, width), np.float32), np.full((count, width), -1)
    for row, (example, cut) in enumerate(zip(examples, pieces, strict=True)):
        flat = [0, *(i for word in cut for i in word), 2]
        ids[row, : len(flat)] = flat
        mask[row, : len(flat)] = 1
        lengths = np.fromiter(map(len, cut), np.int64, len(cut))
        ends = lengths.cumsum()
        last[row, : len(cut)] = ends
        first[row, : len(cut)] = ends - lengths + 1
        wmask[row, : len(cut)] = 1
        sent[row, : len(cut)] = example.sentences
    styles = np.array([e.style for e in examples])
    inputs = {"ids": ids, "mask": mask, "first": first, "last": last, "wmask": wmask, "sent": sent, "tb": styles}
    gold = _collate_gold(examples, width)
    return Batch(_to_tensors(inputs), _to_tensors(gold), int(wmask.sum()), int(mask.sum()))


def _to_tensors(arrays: dict[str, NDArray[Any]]) -> dict[str, Tensor]:
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def _collate_gold(examples: Sequence[Example], width: int) -> dict[str, NDArray[Any]]:
    count = len(examples)
    gold: dict[str, NDArray[Any]] = {
        name: np.full((count, width), MISSING) for name in ("upos", "heads", "relations", "event")
    }
    gold["tree_weight"] = np.zeros((count, width), np.float32)
    gold["tag_weight"] = np.zeros((count, width), np.float32)
    gold["clitics"] = np.zeros((count, width, len(CLITICS)), np.float32)
    for n, labels in enumerate(LAYERS):
        gold[f"layer{n}"] = np.zeros((count, width, len(labels)), np.bool_)
    for row, example in enumerate(examples):
        size = len(example.words)
        if example.upos is not None:
            gold["upos"][row, :size] = example.upos
            gold["heads"][row, :size] = example.heads
            gold["relations"][row, :size] = example.relations
            gold["tree_weight"][row, :size] = example.weight
            gold["tag_weight"][row, :size] = example.tag_weight
            _mark(gold["clitics"][row], example.clitics or ())
        for n, layer in enumerate(example.layers):
            _mark(gold[f"layer{n}"][row], layer or ())
        if example.predicates is not None:
            gold["event"][row, :size] = 0
            for predicate in example.predicates:
                gold["event"][row, predicate.word] = predicate.type + 1
    _collate_predicates(examples, width, gold)
    return gold


def _collate_predicates(examples: Sequence[Example], width: int, gold: dict[str, NDArray[Any]]) -> None:
    """Predicates (row, word, status), and by predicate the role of each word and whether it is a source."""
    found = [(row, p) for row, e in enumerate(examples) for p in e.predicates or ()]
    gold["predicates"] = np.array([(row, p.word, p.status) for row, p in found], np.int64).reshape(-1, 3)
    gold["roles"] = np.full((len(found), width), MISSING)
    gold["sources"] = np.full((len(found), width), -1.0, np.float32)
    for n, (row, predicate) in enumerate(found):
        size = len(examples[row].words)
        gold["roles"][n, :size] = 0
        gold["sources"][n, :size] = 0
        for word, number in reversed(predicate.roles):
            if number == len(ROLES) - 1:
                gold["sources"][n, word] = 1
            else:
                gold["roles"][n, word] = number + 1


def _mark(table: NDArray[Any], columns: Sequence[Iterable[int]]) -> None:
    """Set the given columns of each word to one."""
    words = [word for word, found in enumerate(columns) for _ in found]
    table[words, [column for found in columns for column in found]] = 1
