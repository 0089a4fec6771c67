"""Reads treebanks (CoNLL-U) as whole written words: clitics become flags, a word's head is the head of its main part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from arabic_spelling import join_arabic, strip_marks
from examples import CLITICS, LAYERS, MISSING, NAMES, PHRASES, RELATIONS, STYLES, UPOS, Example

FUNCTION = frozenset(["ADP", "CCONJ", "SCONJ", "DET", "PART", "AUX", "PUNCT", "PRON"])
_HEBREW = {
    "ו": "AND",
    "ה": "DET",
    "ב": "IN",
    "כ": "AS",
    "ל": "TO",
    "מ": "FROM",
    "ש": "THAT",
    "כש": "THAT",
    "לכש": "THAT",
    "מש": "FROM",
}
_ARABIC = {"و": "AND", "ف": "FA", "ب": "IN", "ك": "AS", "ل": "TO", "س": "FUT"}
_OLD_RELATIONS = {
    "dobj": "obj",
    "nsubjpass": "nsubj",
    "auxpass": "aux",
    "neg": "advmod",
    "mwe": "fixed",
    "foreign": "flat",
    "name": "flat",
    "csubjpass": "csubj",
    "remnant": "orphan",
}
_OLD_TAGS = {"CONJ": "CCONJ"}


@dataclass(slots=True)
class Part:
    """One syntactic word of a treebank."""

    form: str
    upos: str
    feats: str
    head: int
    relation: str
    misc: str
    xpos: str = ""


@dataclass(slots=True)
class Tree:
    """One sentence: its parts and which of them are written together (ranges of part numbers, end excluded)."""

    parts: list[Part] = field(default_factory=list)
    words: list[tuple[int, int, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)


def read_conllu(path: Path) -> Iterator[Tree]:
    """Trees of a CoNLL-U file; empty nodes are passed over."""
    tree, ranges = Tree(), {}
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            tree.meta[key.strip()] = value.strip()
        elif not line.strip():
            if tree.parts:
                _lay_words(tree, ranges)
                yield tree
            tree, ranges = Tree(), {}
        else:
            columns = line.split("\t")
            if "-" in columns[0]:
                first, last = map(int, columns[0].split("-"))
                ranges[first - 1] = (last, columns[1])
            elif "." not in columns[0]:
                head = int(columns[6]) if columns[6].isdigit() else 0
                relation = columns[7].split(":")[0]
                tree.parts.append(Part(columns[1], columns[3], columns[5], head, relation, columns[9], columns[4]))


def _lay_words(tree: Tree, ranges: dict[int, tuple[int, str]]) -> None:
    at = 0
    while at < len(tree.parts):
        end, form = ranges.get(at, (at + 1, tree.parts[at].form))
        tree.words.append((at, end, form))
        at = end


def join_unspaced(tree: Tree) -> None:
    """Arabic PUD has no lines for written words: rejoin parts that no space divides, but not around marks."""
    words: list[tuple[int, int, str]] = []
    for at, part in enumerate(tree.parts):
        before = tree.parts[at - 1] if at else None
        glued = before is not None and "SpaceAfter=No" in before.misc and "PUNCT" not in (before.upos, part.upos)
        glued = glued and before.upos not in ("SYM",) and part.upos not in ("SYM",) and not part.form[:1].isdigit()
        if glued:
            first, _, form = words[-1]
            words[-1] = (first, at + 1, form + part.form)
        else:
            words.append((at, at + 1, part.form))
    tree.words = words


def repair_padt(tree: Tree) -> None:
    """PADT of UD 1: strip vowel signs, rejoin clitics, translate old relations, lift a clause's verb over its conjunction."""
    for part in tree.parts:
        part.form = strip_marks(part.form)
        part.upos = _OLD_TAGS.get(part.upos, part.upos)
        part.relation = _OLD_RELATIONS.get(part.relation, part.relation)
    for at, part in enumerate(tree.parts):
        head = tree.parts[part.head - 1] if part.head else None
        with_case = any(p.head == at + 1 and p.relation == "case" for p in tree.parts)
        if part.relation == "nmod" and head is not None and head.upos == "VERB":
            part.relation = "obl"
        if part.relation in ("obj", "iobj") and with_case:
            part.relation = "obl"
        if part.upos == "CCONJ" and part.relation == "mark":
            part.upos = "SCONJ"
        if part.relation == "cc" and part.upos != "CCONJ":
            part.relation = "mark"
        if part.relation == "root" and part.upos == "CCONJ":
            _promote_child(tree, at)
    tree.words = join_arabic(tree.parts)


def _promote_child(tree: Tree, at: int) -> None:
    """A conjunction stands as root over the verb: the verb becomes the root and the conjunction its `cc`."""
    children = [i for i, p in enumerate(tree.parts) if p.head == at + 1]
    heads = [
        i
        for i in children
        if tree.parts[i].relation in ("parataxis", "ccomp", "conj") and tree.parts[i].upos != "PUNCT"
    ]
    heads = heads or [i for i in children if tree.parts[i].upos in ("VERB", "NOUN", "ADJ", "X", "PROPN")]
    if not heads:
        return
    top = heads[0]
    tree.parts[top].head, tree.parts[top].relation = 0, "root"
    tree.parts[at].head, tree.parts[at].relation = top + 1, "cc"
    for child in children:
        if child != top:
            tree.parts[child].head = top + 1
            if child in heads:
                tree.parts[child].relation = "conj"


def convert_tree(tree: Tree, style: str, source: str, marked_articles: bool = True) -> Example:
    """A tree over whole written words."""
    word_of = {part: number for number, (first, end, _) in enumerate(tree.words) for part in range(first, end)}
    example = Example([w[2] for w in tree.words], [0] * len(tree.words), STYLES.index(style), source)
    example.upos, example.clitics, example.heads, example.relations, example.weight = [], [], [], [], []
    for first, end, form in tree.words:
        main = _main_part(tree, first, end)
        part = tree.parts[main]
        head = 0 if part.head == 0 else word_of[part.head - 1] + 1
        known = part.upos in UPOS and not (part.upos == "X" and style == "ar_padt")
        example.upos.append(UPOS.index(part.upos) if known else MISSING)
        relation = "root" if head == 0 else part.relation
        example.heads.append(head)
        example.relations.append(RELATIONS.index(relation) if relation in RELATIONS else MISSING)
        example.clitics.append(_read_clitics(tree, first, end, main, form, style))
        example.weight.append(1.0)
    return example


def _main_part(tree: Tree, first: int, end: int) -> int:
    """The last part that is no function word and whose head lies outside the written word."""
    outside = [i for i in range(first, end) if not first < tree.parts[i].head <= end]
    content = [i for i in outside if tree.parts[i].upos not in FUNCTION]
    return (content or outside or [first])[-1]


def _read_clitics(tree: Tree, first: int, end: int, main: int, form: str, style: str) -> set[int]:
    flags = set()
    table = _HEBREW if style.startswith("he") else _ARABIC if style.startswith("ar") else {}
    if not table:
        return set()
    for i in range(first, end):
        part = tree.parts[i]
        bare = part.form.strip("_")
        if i != main and i < main and bare in table:
            flags.add(CLITICS.index(table[bare]))
        if i > main and part.upos in ("PRON", "ADP", "DET") and end - first > 1 and part.upos == "PRON":
            flags.add(CLITICS.index("SUF"))
        if style.startswith("he") and i != main and ("PronType=Art" in part.feats):
            flags.add(CLITICS.index("DET"))
    if (
        style.startswith("ar")
        and re.match(r"^[وف]?[بكل]?(?:ال|لل)\w\w", form)
        and ("Definite=Def" in tree.parts[main].feats or "Definite=Com" in tree.parts[main].feats)
    ):
        flags.add(CLITICS.index("DET"))
    return flags


def attach_names(
    example: Example,
    labels: list[str],
    allow: dict[str, tuple[str, ...]],
    outside: tuple[str, ...],
    phrases: list[str] | None,
) -> None:
    """Give each word the set of labels that its corpus allows.

    Args:
        labels: begin-inside-outside labels of the corpus, by word.
        allow: for each label of the corpus the labels of ours that it may be; () for "any".
        outside: labels of ours that the corpus does not annotate at all, so that its outside may be one of them.
        phrases: the same for the layer of titles (labels already ours), or None when the corpus has none.
    """
    free = tuple(n for label in outside for n in _numbers(label, "BI"))
    sets: list[tuple[int, ...]] = []
    for label in labels:
        part, _, name = label.partition("-")
        if part == "O":
            sets.append((0, *free))
        elif name not in allow or not allow[name]:
            sets.append(tuple(range(len(LAYERS[0]))))
        else:
            sets.append(tuple(n for mine in allow[name] for n in ((0,) if mine == "O" else _numbers(mine, part))))
    example.layers[0] = sets
    if phrases is not None:
        example.layers[1] = [
            (0, *(LAYERS[1].index(f"{p}-NOM") for p in "BI")) if label == "O" else (LAYERS[1].index(label),)
            for label in phrases
        ]


def _numbers(label: str, parts: str) -> tuple[int, ...]:
    return tuple(LAYERS[0].index(f"{part}-{label}") for part in parts)


assert set(NAMES).isdisjoint(PHRASES)
