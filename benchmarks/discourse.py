"""Attributions in a CoNLL-U file with discourse relations, as GUM (Zeldes 2017; eRST, Zeldes et al. 2025) has them.

A unit whose relation is `attribution-positive` (or `-negative`) tells who says the unit that it points at; its signal `sem-atsrc` lists the tokens of
the source. What is said is the unit pointed at with all that hangs on it within its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Spans = tuple[tuple[int, int], ...]
RELATION = re.compile(r"(?:^|\|)Discourse=([^|]*)")
SOURCE = re.compile(r"(?:^|\+)sem-atsrc-([\d,-]+)")


@dataclass(slots=True)
class Unit:
    """A discourse unit: its number, that of the unit it hangs on, its relation and signals, its tokens and their sentence."""

    number: int
    above: int
    relation: str
    signals: str
    sentence: int
    tokens: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Text:
    """One text: its characters, the span of each token (numbered from 1), its units."""

    name: str
    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])
    units: dict[int, Unit] = field(default_factory=dict)
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A written word of several tokens: how many are still to come, and where in the text the rest of it stands."""

    parts: int
    start: int
    end: int


def read_texts(lines: Iterator[str]) -> Iterator[Text]:
    """The texts of a file."""
    one: Text | None = None
    word = Word(0, 0, 0)
    for line in lines:
        if line.startswith("# newdoc id"):
            if one is not None:
                yield one
            one = Text(line.partition("=")[2].strip())
        elif one is not None and line.strip() == "# newpar":
            one.text = f"{one.text.rstrip()}\n\n" if one.text else ""
        elif one is not None and line.startswith("# sent_id"):
            one.sentence += 1
        elif one is not None and line[:1].isdigit():
            word = _take(one, line.rstrip("\n").split("\t"), word)
    if one is not None:
        yield one


def _take(one: Text, row: list[str], word: Word) -> Word:
    """Take in one line of a token, which may be a part of the written word before it."""
    if "." in row[0]:
        return word
    first, _, last = row[0].partition("-")
    glued = "SpaceAfter=No" in row[9]
    if last:
        start = len(one.text)
        _write(one, row[1], glued)
        return Word(int(last) - int(first) + 1, start, start + len(row[1]))
    if not word.parts:
        word = Word(1, len(one.text), len(one.text) + len(row[1]))
        _write(one, row[1], glued)
    end = word.end if word.parts == 1 else min(word.end, word.start + len(row[1]))
    one.spans.append((word.start, end))
    _open(one, RELATION.search(row[9]))
    if one.units:
        one.units[max(one.units)].tokens.append(len(one.spans) - 1)
    return Word(word.parts - 1, end, word.end)


def _write(one: Text, form: str, glued: bool) -> None:
    one.text += form + ("" if glued else " ")


def _open(one: Text, found: re.Match[str] | None) -> None:
    if found:
        relation, link, *rest = found[1].split(":")
        number, _, above = link.partition("->")
        one.units[int(number)] = Unit(int(number), int(above or 0), relation, ":".join(rest[1:]), one.sentence)


def attributions(one: Text) -> Iterator[tuple[Spans, Spans]]:
    """The source and the content of each attribution, as pieces of the text."""
    for unit in one.units.values():
        found = SOURCE.search(unit.signals)
        if unit.relation.startswith("attribution") and found and unit.above in one.units:
            sources = [t for t in _numbers(found[1]) if t < len(one.spans)]
            said = [t for part in sorted(_below(one, unit.above, unit.number)) for t in one.units[part].tokens]
            yield _pieces(one, sources), _pieces(one, said)


def _below(one: Text, top: int, without: int) -> set[int]:
    """A unit with those of its sentence that hang on it, but for one."""
    found = {top}
    while more := {
        u.number
        for u in one.units.values()
        if u.above in found and u.number not in found and u.number != without and u.sentence == one.units[top].sentence
    }:
        found |= more
    return found


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for part in text.strip("-").split(","):
        first, _, last = part.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return numbers


def _pieces(one: Text, tokens: list[int]) -> Spans:
    """Spans of tokens, neighbours joined."""
    pieces: list[tuple[int, int]] = []
    for token in sorted(tokens):
        start, end = one.spans[token]
        if pieces and not one.text[pieces[-1][1] : start].strip():
            pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
        else:
            pieces.append((start, end))
    return tuple(pieces)
