"""Everything that is trained on besides our own corpus, and what is held out of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import entities as ner
from entities import label_htb, label_iahlt, read_columns
from examples import Example
from treebanks import convert_tree, join_unspaced, read_conllu, repair_padt

HELD_PUD = range(850, 1000)
HELD_PADT = range(554, 704)
PADT_WEIGHT = 0.5
GUM_HELD = ("GUM_news_homeopathic", "GUM_news_iodine", "GUM_news_nasa", "GUM_news_sensitive")


def read_training(data: Path, free: bool = False) -> Iterator[list[Example]]:
    """Training documents: lists of examples that follow one another.

    Args:
        data: the data folder (its layout is in docs/model.md).
        free: leave out what is licensed for non-commercial use only.
    """
    if not free:
        yield [e for part, e in _read_htb(data) if part == "train"]
        yield list(_read_padt(data / "ar/padt-v1-a.conllu"))
        yield [e for i, e in enumerate(_read_padt(data / "ar/padt-v1-b.conllu")) if i not in HELD_PADT]
        yield [e for name, e in _read_english(data / "en/gum-news.conllu", "en_gum") if name not in GUM_HELD]
        yield list(read_columns(data / "ar/anercorp-train.txt", "ar_padt", ner.ANERCORP, ("NORP", "TIME", "MEDIA")))
    yield list(_read_iahlt(data / "he/iahltwiki-dev.conllu"))
    yield [e for i, e in enumerate(_read_pud(data)) if i not in HELD_PUD]
    yield [e for _, e in _read_english(data / "en/ewt-train.conllu", "en_ewt")]
    yield [e for i, (_, e) in enumerate(_read_english(data / "en/pud.conllu", "en_pud")) if i not in HELD_PUD]
    yield list(read_columns(data / "ar/wojood-sample-train.txt", "ar_padt", ner.WOJOOD, ()))
    yield list(read_columns(data / "en/wikigold.conll", "en_ewt", ner.WIKIGOLD, ("NORP", "TIME")))
    yield list(read_columns(data / "en/re3d-train.conll", "en_gum", ner.RE3D, ("NORP", "TIME")))
    yield list(read_columns(data / "en/uner-ewt-dev.iob2", "en_ewt", ner.UNER, ("NORP", "TIME"), column=2))


def read_tests(data: Path) -> dict[str, list[Example]]:
    """Test sets by name; never trained on."""
    return {
        "Hebrew HTB test": [e for part, e in _read_htb(data) if part == "test"],
        "Hebrew IAHLTwiki test": list(_read_iahlt(data / "he/iahltwiki-test.conllu")),
        "Arabic PUD, held out": [e for i, e in enumerate(_read_pud(data)) if i in HELD_PUD],
        "Arabic PADT v1, held out": [
            e for i, e in enumerate(_read_padt(data / "ar/padt-v1-b.conllu")) if i in HELD_PADT
        ],
        "English EWT test": [e for _, e in _read_english(data / "en/ewt-test.conllu", "en_ewt")],
        "Arabic ANERcorp test": list(read_columns(data / "ar/anercorp-test.txt", "ar_padt", ner.ANERCORP, ())),
        "Arabic Wojood sample test": list(read_columns(data / "ar/wojood-sample-test.txt", "ar_padt", ner.WOJOOD, ())),
        "English UNER EWT test": list(read_columns(data / "en/uner-ewt-test.iob2", "en_ewt", ner.UNER, (), column=2)),
    }


def _read_htb(data: Path) -> Iterator[tuple[str, Example]]:
    for tree in read_conllu(data / "he/htb-nemo.conllu"):
        example = convert_tree(tree, "he_htb", "htb")
        label_htb(tree, example)
        yield tree.meta.get("set", "train"), example


def _read_iahlt(path: Path) -> Iterator[Example]:
    for tree in read_conllu(path):
        example = convert_tree(tree, "he_iahlt", "iahlt")
        label_iahlt(tree, example)
        yield example


def _read_pud(data: Path) -> Iterator[Example]:
    for tree in read_conllu(data / "ar/pud.conllu"):
        join_unspaced(tree)
        yield convert_tree(tree, "ar_pud", "ar-pud")


def _read_padt(path: Path) -> Iterator[Example]:
    for tree in read_conllu(path):
        repair_padt(tree)
        example = convert_tree(tree, "ar_padt", "padt")
        example.weight = [PADT_WEIGHT] * len(example.words)
        yield example


def _read_english(path: Path, style: str) -> Iterator[tuple[str, Example]]:
    for tree in read_conllu(path):
        yield tree.meta.get("newdoc id", ""), convert_tree(tree, style, path.stem)
