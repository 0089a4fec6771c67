"""Documents to annotations: cut, lay into windows, run the network, decode."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.annotate.network import Network
from dragoman.annotate.reading import WindowReading, read_window
from dragoman.annotate.sentences import Line, cut_sentences
from dragoman.annotate.tokens import load_rules
from dragoman.annotate.windows import Window, lay_windows
from dragoman.model import Annotation, Document, EntitySpan, PredicateReading, Sentence, Span, Token

MODEL = Path(__file__).parent.parent / "models"


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document cut into words and windows."""

    document: Document
    lines: list[Line]
    words: list[Span]
    pieces: list[tuple[int, ...]]
    windows: list[Window]


class Annotator:
    """Reads documents with the annotation model.

    Args:
        model_dir: folder with annotator.onnx, tokenizer.json and labels.json; the packaged model by default.
        threads: how many windows run side by side; all cores this process may use (at most 8) by default. The result does not depend on it.

    Raises:
        ModelError: the model is missing or does not fit this version.
    """

    def __init__(self, model_dir: Path | None = None, threads: int | None = None) -> None:
        self._network = Network(model_dir or MODEL)
        self._threads = threads or min(
            8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )

    @property
    def version(self) -> str:
        """The model's version, which the record keeps."""
        return self._network.labels.version

    def annotate(self, documents: Iterable[Document], batch_tokens: int = 20_000) -> Iterator[Annotation]:
        """Annotate documents, in order.

        Args:
            documents: read one by one, as needed.
            batch_tokens: how many words may be prepared and not yet handed over; bounds the memory (a longer document goes alone).

        Yields:
            One annotation for each document. The same document gives the same annotation, whatever stands around it.

        Raises:
            PackError: a document's language has no pack.
        """
        with ThreadPoolExecutor(self._threads) as pool:
            waiting: deque[tuple[_Prepared, list[Future[WindowReading]]]] = deque()
            held = 0
            for document in documents:
                prepared = self._prepare(document)
                while waiting and held + len(prepared.words) > batch_tokens:
                    held -= len(waiting[0][0].words)
                    yield self._collect(*waiting.popleft())
                held += len(prepared.words)
                waiting.append((prepared, [pool.submit(self._read, prepared, window) for window in prepared.windows]))
                while waiting and all(future.done() for future in waiting[0][1]):
                    held -= len(waiting[0][0].words)
                    yield self._collect(*waiting.popleft())
            while waiting:
                yield self._collect(*waiting.popleft())

    def _prepare(self, document: Document) -> _Prepared:
        labels = self._network.labels
        lines = cut_sentences(document.text, document.furniture, load_rules(document.language))
        words = [word for line in lines for word in line.words]
        pieces = self._network.subwords.cut([word.of(document.text) for word in words])
        together = labels.context > 0
        windows = list(lay_windows(lines, [len(p) for p in pieces], labels.window, labels.context, together))
        return _Prepared(document, lines, words, pieces, windows)

    def _read(self, prepared: _Prepared, window: Window) -> WindowReading:
        sentences = [number for number, piece in enumerate(window.pieces) for _ in range(piece.first, piece.last)]
        style = self._network.style(prepared.document.language)
        scores = self._network.run(prepared.pieces[window.first : window.last], style, sentences)
        return read_window(prepared.document.text, prepared.words, window, scores, self._network.labels)

    def _collect(self, prepared: _Prepared, futures: list[Future[WindowReading]]) -> Annotation:
        tokens: list[Token] = []
        entities: list[EntitySpan] = []
        predicates: list[PredicateReading] = []
        for future in futures:
            reading = future.result()
            tokens.extend(reading.tokens)
            entities.extend(reading.entities)
            predicates.extend(reading.predicates)
        sentences: list[Sentence] = []
        first = 0
        for line in prepared.lines:
            sentences.append(Sentence(line.span, first, first + len(line.words)))
            first += len(line.words)
        _join_pieces(tokens, sentences)
        return Annotation(prepared.document.id, tuple(tokens), tuple(sentences), tuple(entities), tuple(predicates))


def _join_pieces(tokens: list[Token], sentences: list[Sentence]) -> None:
    """Give every sentence one root: the later parts of a sentence that was cut hang on the root of the first."""
    for sentence in sentences:
        roots = [i for i in range(sentence.first, sentence.last) if tokens[i].head < 0]
        for extra in roots[1:]:
            tokens[extra] = replace(tokens[extra], head=roots[0], relation="parataxis")
