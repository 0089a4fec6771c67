"""Blocks of the corpus as documents, for whatever reads them with the whole program."""

from __future__ import annotations

from datetime import date

from corpus_format import Block
from dragoman.model import Document, Interval


def to_document(block: Block, after: str = " ") -> tuple[Document, list[int]]:
    """A block as a document, and where each of its sentences begins.

    Args:
        block: sentences that follow one another.
        after: what stands after each sentence.
    """
    offsets, text = [], ""
    for sentence in block.sentences:
        offsets.append(len(text))
        text += sentence.text + after
    day = date.fromisoformat(block.published) if block.published else None
    name = f"{block.language}/{block.conflict}:{block.line}"
    return Document(name, name, text, block.language, published=Interval(day, day) if day else None), offsets
