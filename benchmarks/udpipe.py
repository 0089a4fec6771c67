"""UDPipe 1 (`pip install ufal.udpipe`) as a rival of the annotation model: trained in the same run on the same treebanks.

One model a language, of all its gold trees in `training/sources.py`, over whole written words as our examples have them: parts of speech, clitic
flags (in the column of features), heads, relations. Words and sentences are given, so it has no tokenizer; lemmas and word vectors the data lack.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "training"))

from dragoman.model import Span, Token  # noqa: E402
from examples import CLITICS, MISSING, RELATIONS, STYLES, UPOS, Example  # noqa: E402
from sources import read_training  # noqa: E402

# Chosen to end in minutes: fewer iterations and guesses than the makers' own settings, half the hidden layer, no search-based oracle.
TAGGER = (
    "models=1;iterations=5;guesser_suffix_rules=3;guesser_enrich_dictionary=1;"
    "use_lemma=0;provide_lemma=0;use_xpostag=0;provide_xpostag=0;use_feats=1;provide_feats=1"
)
PARSER = "iterations=5;hidden_layer=100;transition_system=projective;transition_oracle=static;structured_interval=0"
FLAGS = "Clitics="


def load_library() -> Any:
    """The package `ufal.udpipe`.

    Raises:
        SystemExit: it is not installed.
    """
    try:
        import ufal.udpipe
    except ImportError:
        raise SystemExit(
            "UDPipe is not installed: pip install ufal.udpipe (or '.[rivals]'), or leave out --udpipe"
        ) from None
    return ufal.udpipe


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads (word numbers from 1, 0 for the root) make one tree with one root: UDPipe learns from nothing else."""
    if list(heads).count(0) != 1 or not all(0 <= head <= len(heads) for head in heads):
        return False
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def cut_by_sentence(example: Example) -> Iterator[slice]:
    """Where each sentence of an example lies."""
    ids = example.sentences
    starts = [i for i in range(len(ids)) if i == 0 or ids[i] != ids[i - 1]]
    for first, end in zip(starts, [*starts[1:], len(ids)], strict=True):
        yield slice(first, end)


def write_conllu(example: Example) -> str:
    """The sentences of an example that have a whole tree, as CoNLL-U.

    A part of speech that is left open is X, a relation that is left open `dep`.
    """
    if example.upos is None or example.heads is None or example.relations is None or example.clitics is None:
        return ""
    text = []
    for part in cut_by_sentence(example):
        heads = [head - part.start if head > 0 else head for head in example.heads[part]]
        if not is_tree(heads):
            continue
        columns = zip(
            example.words[part], example.upos[part], example.clitics[part], heads, example.relations[part], strict=True
        )
        for number, (word, upos, clitics, head, relation) in enumerate(columns, 1):
            tag = "X" if upos == MISSING else UPOS[upos]
            flags = FLAGS + ",".join(CLITICS[c] for c in sorted(clitics)) if clitics else "_"
            arc = "dep" if relation == MISSING else RELATIONS[relation]
            text.append(f"{number}\t{word}\t_\t{tag}\t_\t{flags}\t{head}\t{arc}\t_\t_\n")
        text.append("\n")
    return "".join(text)


def gather_trees(data: Path, words: int = 0) -> dict[str, str]:
    """CoNLL-U of the training trees by language; where `words` is given, of so many words of them, drawn at random (seeded)."""
    trees: dict[str, list[str]] = {}
    for document in read_training(data):
        for example in document:
            trees.setdefault(STYLES[example.style][:2], []).append(write_conllu(example))
    return {language: "".join(draw_trees(found, words)) for language, found in sorted(trees.items())}


def draw_trees(trees: list[str], words: int) -> Iterator[str]:
    """All trees, or as many drawn at random as make up so many words."""
    if not words:
        yield from trees
        return
    for tree in random.Random(7).sample(trees, len(trees)):
        if words <= 0:
            return
        words -= tree.count("\n") - tree.count("\n\n")
        yield tree


def train_missing(data: Path, folder: Path, words: int = 0) -> dict[str, Path]:
    """Files of the models by language; those that the folder lacks are trained, one after the other.

    Args:
        data: the data folder (its layout is in docs/model.md).
        folder: where they are kept.
        words: how many words of trees a language; 0 for all.
    """
    load_library()
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for language, conllu in gather_trees(data, words).items():
        files[language] = folder / f"{language}.udpipe"
        if not files[language].exists():
            seconds = train(conllu, files[language])
            size = conllu.count("\n") - conllu.count("\n\n")
            print(f"UDPipe, {language}: {size} words of trees, {seconds:.0f} s of processor time", flush=True)
    return files


def train(conllu: str, target: Path) -> float:
    """Train a tagger and a parser on trees of one language and save them; gives the seconds of processor time."""
    library = load_library()
    error = library.ProcessingError()
    trees = library.Sentences()
    reader = library.InputFormat.newConlluInputFormat()
    reader.setText(conllu)
    sentence = library.Sentence()
    while reader.nextSentence(sentence, error):
        trees.append(sentence)
        sentence = library.Sentence()
    started = time.process_time()
    model = b"" if error.occurred() else _run_trainer(library, trees, error)
    if error.occurred():
        raise RuntimeError(f"UDPipe: {error.message}")
    target.write_bytes(model)
    return time.process_time() - started


def _run_trainer(library: Any, trees: Any, error: Any) -> bytes:
    trainer, none = library.Trainer, library.Trainer.NONE
    made = trainer.train("morphodita_parsito", trees, library.Sentences(), none, TAGGER, PARSER, error)
    return bytes(made)


class Udpipe:
    """A trained model of one language."""

    def __init__(self, path: Path) -> None:
        self._library = load_library()
        self._model = self._library.Model.load(str(path))
        if self._model is None:
            raise RuntimeError(f"UDPipe cannot load {path}")

    def run(self, words: Iterable[str]) -> Any:
        """One sentence, tagged and parsed, as the library holds it: its words are gone with it, and the first is the root."""
        sentence = self._library.Sentence()
        for word in words:
            sentence.addWord(word)
        error = self._library.ProcessingError()
        self._model.tag(sentence, self._model.DEFAULT, error)
        self._model.parse(sentence, self._model.DEFAULT, error)
        if error.occurred():
            raise RuntimeError(f"UDPipe: {error.message}")
        return sentence

    def read(self, example: Example) -> list[Token]:
        """An example's own words as tokens (spans are left empty)."""
        tokens = []
        for part in cut_by_sentence(example):
            sentence = self.run(example.words[part])
            for word in list(sentence.words)[1:]:
                head = word.head - 1 + part.start if word.head > 0 else -1
                flags = word.feats.removeprefix(FLAGS).split(",") if word.feats else ()
                tokens.append(Token(Span(0, 0), word.form, word.upostag, head, word.deprel, frozenset(flags)))
        return tokens
