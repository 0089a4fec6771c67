"""Reads entity corpora, each with its own label set, into sets of labels that may be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from examples import STYLES, Example
from treebanks import Tree, attach_names

HTB = {
    "PER": ("PER",), "ORG": ("ORG", "MEDIA"), "GPE": ("GPE",), "LOC": ("LOC", "GPE"), "FAC": ("FAC",),
    "ANG": ("O", "NORP"), "DUC": ("O", "MEDIA"), "EVE": ("O",), "WOA": ("O", "MEDIA"),
}  # fmt: skip
IAHLT = {
    "PER": ("PER",),
    "ORG": ("ORG", "MEDIA"),
    "GPE": ("GPE",),
    "LOC": ("LOC",),
    "FAC": ("FAC",),
    "TIMEX": ("TIME",),
}
ANERCORP = {"PERS": ("PER",), "LOC": ("GPE", "LOC", "FAC"), "ORG": ("ORG", "MEDIA"), "MISC": ("O", "NORP", "MEDIA")}
WOJOOD = {
    "PERS": ("PER",), "ORG": ("ORG", "MEDIA"), "GPE": ("GPE",), "LOC": ("LOC",), "FAC": ("FAC",), "NORP": ("NORP", "ORG"),
    "DATE": ("TIME",), "TIME": ("TIME",), "WEBSITE": ("MEDIA", "O"),
}  # fmt: skip
WIKIGOLD = {"PER": ("PER",), "LOC": ("GPE", "LOC", "FAC"), "ORG": ("ORG", "MEDIA"), "MISC": ("O", "NORP", "MEDIA")}
RE3D = {
    "Person": ("PER",), "Location": ("GPE", "LOC", "FAC"), "Organisation": ("ORG", "MEDIA", "GPE"), "Nationality": ("NORP",), "Temporal": ("TIME",),
}  # fmt: skip
UNER = {"PER": ("PER",), "LOC": ("GPE", "LOC", "FAC"), "ORG": ("ORG", "MEDIA", "GPE")}
GUM = {"person": (), "organization": (), "place": (), "time": ()}


def label_htb(tree: Tree, example: Example) -> None:
    """Names of HTB (NEMO): a written word has the label of its named part."""
    labels = []
    for first, end, _ in tree.words:
        found = [re.search(r"biose=([BIOES])-?(\w*)", p.misc) for p in tree.parts[first:end]]
        names = [m for m in found if m is not None and m.group(1) != "O"]
        if not names:
            labels.append("O")
            continue
        begins = any(m.group(1) in "BS" for m in names)
        labels.append(("B-" if begins else "I-") + names[0].group(2))
    attach_names(example, _repair(labels), HTB, ("NORP", "TIME"), None)


def label_iahlt(tree: Tree, example: Example) -> None:
    """Names, times and titles of IAHLTwiki (`Entity=`): the outermost of each layer."""
    names, phrases = ["O"] * len(tree.words), ["O"] * len(tree.words)
    word_of = {part: number for number, (first, end, _) in enumerate(tree.words) for part in range(first, end)}
    opened: list[tuple[str, int]] = []
    spans: list[tuple[int, int, str]] = []
    for number, part in enumerate(tree.parts):
        match = re.search(r"Entity=([^|]+)", part.misc)
        for opening, name, closing in re.findall(r"(\()?([A-Z]+)?(\))?", match.group(1)) if match else []:
            if opening and name:
                opened.append((name, number))
            if closing and opened:
                label, first = opened.pop()
                spans.append((word_of[first], word_of[number], label))
    for first, last, label in sorted(spans, key=lambda s: s[0] - s[1]):
        layer = phrases if label == "TTL" else names
        if all(x == "O" for x in layer[first : last + 1]):
            for at in range(first, last + 1):
                layer[at] = ("B-" if at == first else "I-") + label
    attach_names(example, names, IAHLT, ("NORP",), phrases)


def read_columns(
    path: Path, style: str, allow: dict[str, tuple[str, ...]], outside: tuple[str, ...], column: int = 1
) -> Iterator[Example]:
    """Sentences of "word label" lines; a column of several labels counts by its outermost."""
    words: list[str] = []
    labels: list[str] = []
    phrases: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if line.startswith("#") or not line.strip() or cells[0] == "$#$":
            if not line.startswith("#") and words:
                yield _make(words, labels, phrases, style, allow, outside, path.stem)
                words, labels, phrases = [], [], []
            continue
        word, label, *inner = cells[column - 1 :] if column > 1 else cells
        for piece in re.findall(r"[^\W_]+(?:[\"'.׳״’][^\W_]+)*|[^\w\s]|\S+", word):
            first = piece is word or not words or not word.endswith(piece) or word == piece
            names = [label, *[x for x in inner if x[1:2] == "-"]]
            words.append(piece)
            labels.append(_pick(names, first and word.startswith(piece)))
            phrases.append(next((x for x in names if x.endswith("-OCC")), "O").replace("OCC", "TTL"))
    if words:
        yield _make(words, labels, phrases, style, allow, outside, path.stem)


def _pick(names: list[str], first: bool) -> str:
    chosen = next((x for x in names if not x.endswith("-OCC") and x != "O"), "O")
    return chosen if first or chosen == "O" else "I" + chosen[1:]


def _make(
    words: list[str],
    labels: list[str],
    phrases: list[str],
    style: str,
    allow: dict[str, tuple[str, ...]],
    outside: tuple[str, ...],
    source: str,
) -> Example:
    example = Example(list(words), [0] * len(words), STYLES.index(style), source)
    has_titles = source.startswith("wojood")
    attach_names(example, _repair(labels), allow, outside, _repair(phrases) if has_titles else None)
    return example


def _repair(labels: list[str]) -> list[str]:
    """An inside after something else begins (some corpora write only insides)."""
    fixed: list[str] = []
    for label in labels:
        before = fixed[-1] if fixed else "O"
        fixed.append("B" + label[1:] if label.startswith("I-") and before[2:] != label[2:] else label)
    return fixed
