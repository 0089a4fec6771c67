"""Who says what, against a public sample that stays where it was downloaded: nothing of it is kept here.

    python benchmarks/quotations.py PATH [--language en] [--limit N]

PATH is a CoNLL-U file with discourse relations, as GUM has them (see discourse.py), or a folder in one of two published formats, told apart by what lies
in it:

- BRAT standoff, as PolNeAR (Newell et al. 2018) has it: `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`; of several annotators of a text the first
  one's file is taken;
- the annotation format of Citron (Newell et al. 2018, BBC): `*.json` with `text` and `quotes`, each with `cue`, `sources` and `contents`, into which its
  scripts turn PARC 3.0.

Predicted and gold attributions are paired by the content that they share, most first. Measured, as F1 over attributions: source (its words overlap, or
are the same, white space and marks at the edges aside), content (overlap: as characters shared; exact), and the whole (source and content exact). For
PARC 3.0 Citron publishes .82 (source, exact), .59 (content, exact) and .57 (whole, exact) on its test part, and .85, .83, .83 by overlap.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from discourse import attributions, read_texts
from dragoman import knowledge_base
from dragoman.annotate import Annotator
from dragoman.extract.attribution import Attribution, find_attributions
from dragoman.extract.mentions import find_mentions
from dragoman.extract.reading import Reading
from dragoman.extract.reference import resolve_references
from dragoman.model import Annotation, Document
from dragoman.pack import load_pack

Spans = tuple[tuple[int, int], ...]
EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters of the source and of what it says; a source may have no words of its own."""

    source: Spans
    content: Spans


def read_sample(path: Path) -> Iterator[tuple[str, str, list[Quote]]]:
    """Name, text and attributions of each document of a sample, by name."""
    if path.suffix == ".conllu":
        with path.open(encoding="utf-8") as lines:
            for one in read_texts(lines):
                yield one.name, one.text, [Quote(*pair) for pair in attributions(one)]
        return
    if (path / "attributions").is_dir():
        for text_file in sorted((path / "text").glob("*.txt")):
            notes = sorted((path / "attributions").glob(f"{text_file.stem}_*.ann"))
            if notes:
                yield text_file.stem, text_file.read_text("utf-8"), read_brat(notes[0].read_text("utf-8"))
        return
    for file in sorted(path.glob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        yield file.stem, data["text"], [_from_citron(q) for q in data["quotes"]]


def read_brat(notes: str) -> list[Quote]:
    """The attributions of a standoff file: events whose arguments are spans, of several pieces where ";" parts them."""
    spans: dict[str, Spans] = {}
    quotes = []
    for line in notes.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            pieces = rest.split("\t")[0].split(" ", 1)[1].split(";")
            spans[key] = tuple((int(a), int(b)) for a, b in (p.split() for p in pieces))
        elif key.startswith("E"):
            arguments = [a.partition(":")[::2] for a in rest.split()[1:]]
            of = {kind: _pieces(spans, arguments, kind) for kind in ("Source", "Content")}
            if of["Content"]:
                quotes.append(Quote(of["Source"], of["Content"]))
    return quotes


def _pieces(spans: dict[str, Spans], arguments: Iterable[tuple[str, str]], kind: str) -> Spans:
    """The spans of an argument, which a digit numbers where there are several."""
    return tuple(sorted(s for name, key in arguments if name.rstrip("0123456789") == kind for s in spans.get(key, ())))


def _from_citron(quote: dict[str, list[dict[str, int]]]) -> Quote:
    pieces = {k: tuple(sorted((s["start"], s["end"]) for s in quote.get(k, []))) for k in ("sources", "contents")}
    return Quote(pieces["sources"], pieces["contents"])


def find_quotes(document: Document, annotation: Annotation) -> list[Quote]:
    """What is read of a document: the last source of each attribution, and its words without those of the attribution itself."""
    reading = Reading(document, annotation, load_pack(document.language))
    reading.set_mentions(find_mentions(reading, knowledge_base.load()))
    reading.set_mentions(resolve_references(reading, reading.mentions))
    return [q for a in find_attributions(reading) if (q := _to_quote(reading, a)).content]


def _to_quote(reading: Reading, attribution: Attribution) -> Quote:
    source = attribution.chain[-1].span
    pieces: list[tuple[int, int]] = []
    for token in range(attribution.first, attribution.last):
        if attribution.covers(token):
            span = reading.tokens[token].span
            joined = pieces and not reading.text[pieces[-1][1] : span.start].strip()
            pieces[-1:] = [(pieces[-1][0], span.end)] if joined else [*pieces[-1:], (span.start, span.end)]
    return Quote(((source.start, source.end),), tuple(pieces))


def score(text: str, have: Sequence[Quote], want: Sequence[Quote], tally: Counter[str]) -> None:
    """Count the attributions of one document."""
    tally["have"] += len(have)
    tally["want"] += len(want)
    tally["have content"] += sum(_size(q.content) for q in have)
    tally["want content"] += sum(_size(q.content) for q in want)
    pairs = sorted(
        ((_shared(h.content, w.content), i, j) for i, h in enumerate(have) for j, w in enumerate(want)), reverse=True
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for shared, i, j in pairs:
        if not shared or i in taken[0] or j in taken[1]:
            continue
        taken[0].add(i)
        taken[1].add(j)
        source = _words(text, have[i].source) == _words(text, want[j].source)
        content = _words(text, have[i].content) == _words(text, want[j].content)
        tally["content overlap"] += shared
        tally["source overlap"] += bool(_shared(have[i].source, want[j].source))
        tally["source"] += source
        tally["content"] += content
        tally["whole"] += source and content


def _size(spans: Spans) -> int:
    return sum(b - a for a, b in spans)


def _shared(one: Spans, other: Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _words(text: str, spans: Spans) -> str:
    return EDGES.sub("", " ".join(" ".join(text[a:b] for a, b in spans).split()))


def report(tally: Counter[str]) -> dict[str, float]:
    """F1 of each measure."""

    def f1(right: str, have: str, want: str) -> float:
        return round(2 * tally[right] / max(1, tally[have] + tally[want]), 3)

    exact = {name: f1(name, "have", "want") for name in ("source", "source overlap", "content", "whole")}
    return {**exact, "content overlap": f1("content overlap", "have content", "want content")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    sample = list(read_sample(options.path))[: options.limit]
    documents = [Document(name, name, text, options.language) for name, text, _ in sample]
    tally: Counter[str] = Counter()
    for document, annotation, (_, text, want) in zip(documents, Annotator().annotate(documents), sample, strict=True):
        score(text, find_quotes(document, annotation), want, tally)
    print(json.dumps({"documents": len(sample), "attributions": tally["want"], "read": tally["have"], **report(tally)}))


if __name__ == "__main__":
    main()
