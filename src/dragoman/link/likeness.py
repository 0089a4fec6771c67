"""How alike two reports are: as texts of one language, and by what survives rewriting and translation.

Near copies are found by MinHash over word shingles with locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman & Ullman 2014, chapter 3),
through datasketch. A rewrite or a translation keeps the events it tells, their order, the numbers, and the outlet that both name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from datasketch import MinHash, MinHashLSH

from dragoman.model import Document

SHINGLE = 4
COPY = 0.5
PERMUTATIONS = 128
# a quotation of so many words is not found twice by chance
QUOTED_WORDS = 6
QUOTED = re.compile(
    '["\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}]'
    '([^"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}]{20,400})'
)
YEARS = range(1900, 2101)
# Kendall's tau from which two orders are one, and the share of names from which two casts are
SAME_ORDER = 0.6
SAME_NAMES = 0.75
# fewer acts in one order are chance, so many are enough
LEAST_ACTS = 4
ENOUGH_ACTS = 5


# the kind of a claim and the entities in it
Act = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a report tells, in terms that survive translation.

    `events` are its events in the order of the text, `sides` the entities in them, `numbers` the numbers in its text that are neither years
    nor days of a month, in order, `quotes` its long quotations, folded, `acts` the kind of each of its claims with the entities in it, in the order of
    the text: what is told in two languages is not always joined to one event.
    """

    events: tuple[str, ...]
    sides: frozenset[str]
    numbers: tuple[str, ...]
    quotes: frozenset[str]
    acts: tuple[Act, ...] = ()


def near_copies(documents: Sequence[Document]) -> list[tuple[str, str, float]]:
    """Pairs of documents whose texts are near copies, with the estimated share of shingles that they have in common (1 for the same words)."""
    lsh = MinHashLSH(threshold=COPY, num_perm=PERMUTATIONS)
    hashes: dict[str, MinHash] = {}
    found = []
    for document in documents:
        if document.id in hashes:
            continue
        signature = _signature(report_text(document))
        for other in sorted(str(k) for k in lsh.query(signature)):
            score = signature.jaccard(hashes[other])
            if score >= COPY:
                found.append((other, document.id, round(score, 2)))
        hashes[document.id] = signature
        lsh.insert(document.id, signature)
    return found


def _signature(text: str) -> MinHash:
    words = _words(text)
    signature = MinHash(num_perm=PERMUTATIONS)
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    signature.update_batch([s.encode() for s in sorted(shingles)])
    return signature


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def words_of(document: Document) -> list[str]:
    """The words of a report, folded."""
    return _words(report_text(document))


def report_text(document: Document) -> str:
    """The text of a document without its page furniture."""
    pieces, at = [], 0
    for span in sorted(document.furniture):
        pieces.append(document.text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join([*pieces, document.text[at:]])


def tell(document: Document, events: Sequence[str], sides: frozenset[str], acts: Sequence[Act] = ()) -> Telling:
    """What a document tells.

    Args:
        document: the report.
        events: ids of the events of its claims, in the order of the text.
        sides: ids of the entities in them.
        acts: kinds and entities of its claims, in the order of the text.
    """
    text = report_text(document)
    numbers = [str(int(n.replace(",", ""))) for n in re.findall(r"\d[\d,]*", text) if n.replace(",", "").isdecimal()]
    quotes = {" ".join(re.findall(r"\w+", q.casefold())) for q in QUOTED.findall(text)}
    return Telling(
        events=tuple(dict.fromkeys(events)),
        sides=sides,
        numbers=tuple(dict.fromkeys(n for n in numbers if int(n) > 31 and int(n) not in YEARS)),
        quotes=frozenset(q for q in quotes if len(q.split()) >= QUOTED_WORDS),
        acts=tuple(acts),
    )


def compare(a: Telling, b: Telling) -> tuple[float, tuple[str, ...]]:
    """How likely one telling is a rewrite of the other (0 to 1), and what they share.

    Four kinds of evidence add up: the share of the shorter one's events and their order (or of its acts in one order), numbers, whom they name, and
    quotations.
    """
    evidence = (
        max(_events(a, b), _acts(a, b)),
        _numbers(a, b),
        _names(a, b),
        (0.4, ["same quotation"]) if a.quotes & b.quotes else (0.0, []),
    )
    return round(min(sum(score for score, _ in evidence), 1.0), 2), tuple(r for _, reasons in evidence for r in reasons)


def _events(a: Telling, b: Telling) -> tuple[float, list[str]]:
    common = [e for e in a.events if e in b.events]
    if len(common) < 2:
        return 0.0, []
    share = len(common) / min(len(a.events), len(b.events))
    score, reasons = 0.4 * share * min(1.0, len(common) / 4), [f"{len(common)} events in common"]
    if len(common) >= 3 and (order := _agreement(common, b.events)) >= SAME_ORDER:
        return score + 0.2 * order, [*reasons, "same order"]
    return score, reasons


def _acts(a: Telling, b: Telling) -> tuple[float, list[str]]:
    """The longest row of acts that both tell in one order (by dynamic programming), as a share of the shorter telling's."""
    best = [0] * (len(b.acts) + 1)
    for kind, sides in a.acts:
        row = [0]
        for i, (other, others) in enumerate(b.acts):
            same = kind == other and (bool(sides & others) or not sides or not others)
            row.append(max(best[i] + 1 if same else 0, best[i + 1], row[-1]))
        best = row
    if best[-1] < LEAST_ACTS:
        return 0.0, []
    share = best[-1] / min(len(a.acts), len(b.acts))
    return 0.6 * share * min(1.0, best[-1] / ENOUGH_ACTS), [f"{best[-1]} acts told in the same order"]


def _numbers(a: Telling, b: Telling) -> tuple[float, list[str]]:
    """Numbers in common count by how many of the shorter telling's they are; in the same order they are hardly found twice by chance."""
    common = [n for n in a.numbers if n in b.numbers]
    if not common:
        return 0.0, []
    share = len(common) / min(len(a.numbers), len(b.numbers))
    score, reasons = min(0.4, 0.12 * len(common)) * share, [f"same numbers: {', '.join(sorted(common, key=int)[:5])}"]
    if len(common) >= 3 and (order := _agreement(common, b.numbers)) >= SAME_ORDER:
        return score + 0.2 * order * share, [*reasons, "numbers in the same order"]
    return score, reasons


def _names(a: Telling, b: Telling) -> tuple[float, list[str]]:
    """The same three or more people and bodies, and few others: weak by itself, since all reports of one event name its sides."""
    common = len(a.sides & b.sides)
    if common < 3 or common < SAME_NAMES * len(a.sides | b.sides):
        return 0.0, []
    return 0.1, [f"the same {common} names"]


def _agreement(order: Sequence[str], other: Sequence[str]) -> float:
    """Kendall's tau of the common events' order in both."""
    place: Mapping[str, int] = {e: i for i, e in enumerate(other)}
    pairs = [1 if place[x] < place[y] else -1 for x, y in combinations(order, 2)]
    return sum(pairs) / len(pairs) if pairs else 0.0
