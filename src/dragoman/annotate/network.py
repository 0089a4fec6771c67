"""The trained network: its labels, its vocabulary, and one run of it over one window of words.

Every window runs by itself. Eight-bit activations are scaled by the largest value of a run, so that a window's numbers would otherwise depend
on its neighbours in a batch; alone, the same words give the same numbers, whatever else is read. Threads run windows side by side.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.errors import ModelError

FORMAT = 1
"""The layout of labels.json and of the network's outputs that this code reads."""
_START, _END, _UNKNOWN = 0, 2, 3
_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class NetworkLabels:
    """What the columns of the outputs mean (labels.json).

    `layers` are the label sets of the entity layers, outer to inner; `rename` maps a corpus label to ours, or to None to drop it.
    `window` is how many subwords one run may hold, `context` how many of them may be sentences read before.
    """

    version: str
    upos: tuple[str, ...]
    relations: tuple[str, ...]
    clitics: tuple[str, ...]
    layers: tuple[tuple[str, ...], ...]
    rename: dict[str, str | None]
    styles: tuple[str, ...]
    language_styles: dict[str, str]
    characters: dict[int, str]
    window: int
    context: int
    subwords_per_word: int
    event_types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def reads_events(self) -> bool:
        return bool(self.event_types)


@dataclass(slots=True)
class WindowScores:
    """The network's outputs for one window of `words` words (unnormalised scores).

    Shapes: upos [words, tags], clitics [words, flags], layers each [words, labels], arcs [words, words + 1] (column 0 is the root),
    relations [words, relations] to the greedy head or [words, words + 1, relations]; events [words, types + 1] (column 0: no event),
    statuses [words, statuses], roles [words (predicates), words, roles + 1] (column 0: no role; the last, source, stands by itself).
    """

    upos: NDArray[np.float32]
    clitics: NDArray[np.float32]
    layers: tuple[NDArray[np.float32], ...]
    arcs: NDArray[np.float32]
    relations: NDArray[np.float32]
    events: NDArray[np.float32] | None = None
    statuses: NDArray[np.float32] | None = None
    roles: NDArray[np.float32] | None = None


def read_labels(path: Path) -> NetworkLabels:
    """Labels of a model folder.

    Raises:
        ModelError: the file is missing or of another format.
    """
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.name}: {error}") from error
    if data.get("format") != FORMAT:
        raise ModelError(f"{path.name}: format {data.get('format')!r}, this version reads {FORMAT}")
    return NetworkLabels(
        version=data["version"],
        upos=tuple(data["upos"]),
        relations=tuple(data["relations"]),
        clitics=tuple(data["clitic_flags"]),
        layers=tuple(tuple(layer) for layer in data["entity_layers"]),
        rename=data.get("entity_rename", {}),
        styles=tuple(data["treebank_styles"]),
        language_styles=data["language_styles"],
        characters={ord(old): new for old, new in data["characters"].items()},
        window=data["window"],
        context=data["context"],
        subwords_per_word=data["subwords_per_word"],
        event_types=tuple(data.get("event_types", ())),
        statuses=tuple(data.get("statuses", ())),
        roles=tuple(data.get("roles", ())),
    )


def fold_word(word: str, characters: dict[int, str]) -> str:
    """A word as the vocabulary knows it: vowel signs dropped, typographic marks made plain."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFC", word.translate(characters))
    return "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf")) or word


@dataclass(slots=True)
class Subwords:
    """Cuts words into the vocabulary's pieces; remembers the words that it has seen."""

    tokenizer: Tokenizer
    characters: dict[int, str]
    limit: int
    _seen: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def cut(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece numbers of each word, at most `limit` a word and at least one."""
        if fresh := sorted({w for w in words if w not in self._seen}):
            if len(self._seen) + len(fresh) > _REMEMBERED:
                self._seen.clear()
                fresh = sorted(set(words))
            folded = [fold_word(w, self.characters) for w in fresh]
            for word, encoding in zip(
                fresh, self.tokenizer.encode_batch(folded, add_special_tokens=False), strict=True
            ):
                self._seen[word] = tuple(encoding.ids[: self.limit]) or (_UNKNOWN,)
        return [self._seen[w] for w in words]


def read_subwords(folder: Path, labels: NetworkLabels) -> Subwords:
    """The vocabulary of a model folder.

    Raises:
        ModelError: tokenizer.json is missing or broken.
    """
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # tokenizers raises bare exceptions
        raise ModelError(f"the annotation model's vocabulary cannot be loaded: {error}") from error
    return Subwords(tokenizer, labels.characters, labels.subwords_per_word)


class Network:
    """A loaded model folder: annotator.onnx, tokenizer.json, labels.json.

    Raises:
        ModelError: a file is missing or does not fit this version.
    """

    def __init__(self, folder: Path) -> None:
        self.labels = read_labels(folder / "labels.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "annotator.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises bare exceptions of its own
            raise ModelError(f"the annotation model cannot be loaded: {error}") from error
        self.subwords = read_subwords(folder, self.labels)
        self._names = [output.name for output in self._session.get_outputs()]
        self._inputs = {entry.name for entry in self._session.get_inputs()}

    def style(self, language: str) -> int:
        """Number of the treebank style in which a language is read (that of the model's first language when it has none)."""
        name = self.labels.language_styles.get(language, self.labels.styles[0])
        return self.labels.styles.index(name)

    def run(self, pieces: Sequence[tuple[int, ...]], style: int, sentences: Sequence[int]) -> WindowScores:
        """Scores of one window.

        Args:
            pieces: subword numbers of each word.
            style: number of the treebank style.
            sentences: for each word the number of its sentence within the window.
        """
        feed = build_feed(pieces, style, sentences)
        found = dict(
            zip(
                self._names,
                self._session.run(self._names, {k: v for k, v in feed.items() if k in self._inputs}),
                strict=True,
            )
        )
        layers = (
            tuple(found[f"ner{i}"][0] for i in range(len(self.labels.layers)))
            if "ner0" in found
            else (found["ner"][0],)
        )
        return WindowScores(
            upos=found["upos"][0],
            clitics=found["clit"][0],
            layers=layers,
            arcs=found["arc"][0],
            relations=found["rel"][0],
            events=found["event"][0] if "event" in found else None,
            statuses=found["status"][0] if "status" in found else None,
            roles=found["role"][0] if "role" in found else None,
        )


def build_feed(pieces: Sequence[tuple[int, ...]], style: int, sentences: Sequence[int]) -> dict[str, NDArray[Any]]:
    """The network's inputs for one window, batch dimension 1."""
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    ends = lengths.cumsum()
    ids = np.fromiter((p for word in pieces for p in word), np.int64, int(ends[-1]))
    ids = np.concatenate(([_START], ids, [_END])).astype(np.int64)[None]
    return {
        "ids": ids,
        "mask": np.ones(ids.shape, np.float32),
        "first": (ends - lengths + 1)[None],
        "last": ends[None],
        "wmask": np.ones((1, len(pieces)), np.float32),
        "sent": np.asarray(sentences, np.int64)[None],
        "tb": np.array([style], np.int64),
    }
