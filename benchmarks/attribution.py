"""Who told whom, against gold chains: the chain that is read over each annotated predicate, whether or not a claim is made of it.

    python benchmarks/attribution.py [--data corpus|own] [--split train|develop|unseen] [--language ar] [--errors N] [--files]

`corpus` are the annotated sentences in `training/corpus`, split by conflict; `own` are the passages in `benchmarks/attribution_data`, written for
this measure alone: the files whose name ends in `_unseen` were not looked at while the rules were made, `passages*` are of a short report's length,
`reports*` are whole short reports. Measured for each language:

- source F1: named sources, each right when its words overlap those of a gold source of the same claim;
- content F1: claims that have some chain, against claims that have one in the gold (what the outlet says in its own voice has none);
- chain: of the claims with gold sources, the share whose whole chain is right, nothing more or less, in order, outermost first;
- in order: the same, when further links between them are allowed (as `score.py` counts).

A speaker who is a party of his own speech act ("X demanded") counts neither for nor against.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "training"))

from claims import overlap, split_of
from corpus_format import Block, GoldClaim, Words, read_corpus
from documents import to_document
from dragoman.annotate import Annotator
from dragoman.extract import read_mentions
from dragoman.extract.attribution import find_attributions, read_chain
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.model import EventType, Source, Span

OWN = Path(__file__).parent / "attribution_data"


def read_blocks(data: str, split: str) -> list[Block]:
    """The blocks of a data set that belong to a split."""
    if data == "corpus":
        return [b for b in read_corpus(errors=[]) if split_of(b) == split]
    return [b for b in read_corpus(OWN) if b.conflict.endswith("_unseen") == (split == "unseen")]


def score_block(block: Block, offsets: Sequence[int], reading: Reading, tally: Counter[str]) -> Iterator[str]:
    """Count one block; yields a line for each claim whose chain is wrong."""
    attributions = find_attributions(reading)
    opinions = {p.token: p for p in reading.annotation.predicates}
    for number, sentence in enumerate(block.sentences):
        for claim in sentence.claims:
            at = Span(offsets[number] + claim.predicate.start, offsets[number] + claim.predicate.end)
            token = _best_token(reading, at, opinions)
            predicate = Predicate(token, token, EventType(claim.type), False, "gold", opinions.get(token))
            chain, why = read_chain(reading, predicate, attributions)
            gold = [words for role, words in claim.roles if role == "source"]
            chain = [s for s in chain if not _is_own_speaker(s, claim, gold, offsets)]
            if not _score_chain(chain, gold, offsets, tally):
                have, want = [s.name for s in chain], [w.text for w in gold]
                yield f"{claim.type} «{claim.predicate.text}» {have}≠{want} {why} IN {sentence.text}"


def _best_token(reading: Reading, at: Span, opinions: dict[int, object]) -> int:
    tokens = reading.tokens_in(at)
    return next((t for t in tokens if t in opinions), tokens[0])


def _same(source: Source, words: Words, offsets: Sequence[int]) -> bool:
    span = Span(offsets[words.sentence] + words.start, offsets[words.sentence] + words.end)
    spans = [source.span]
    if source.mention and source.mention.antecedent:
        spans.append(source.mention.antecedent)
    return any(overlap(s, span) for s in spans) or source.name in words.text or words.text in source.name


def _is_own_speaker(source: Source, claim: GoldClaim, gold: Sequence[Words], offsets: Sequence[int]) -> bool:
    parties = [w for role, w in claim.roles if role == "party"]
    return any(_same(source, w, offsets) for w in parties) and not any(_same(source, w, offsets) for w in gold)


def _score_chain(chain: Sequence[Source], gold: Sequence[Words], offsets: Sequence[int], tally: Counter[str]) -> bool:
    right = [any(_same(s, w, offsets) for w in gold) for s in chain]
    named = [any(_same(s, w, offsets) for s in chain) for w in gold]
    tally["claims"] += 1
    tally["have"] += len(chain)
    tally["right"] += sum(right)
    tally["want"] += len(gold)
    tally["named"] += sum(named)
    tally["in scope"] += bool(chain)
    tally["in scope right"] += bool(chain and gold)
    tally["attributed"] += bool(gold)
    tally["extra"] += bool(chain and not gold)
    exact = len(chain) == len(gold) and all(_same(s, w, offsets) for s, w in zip(chain, gold, strict=True))
    found = 0
    for source in chain:
        found += found < len(gold) and _same(source, gold[found], offsets)
    if gold:
        tally["exact"] += exact
        tally["in order"] += found == len(gold)
    return exact


def report(tally: Counter[str]) -> dict[str, float | int]:
    """The measures of a tally."""

    def share(a: str, b: str) -> float:
        return round(tally[a] / tally[b], 3) if tally[b] else 0.0

    def f1(right: str, have: str, named: str, want: str) -> float:
        precision, recall = share(right, have), share(named, want)
        return round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0

    return {
        "claims": tally["claims"],
        "attributed": tally["attributed"],
        "source precision": share("right", "have"),
        "source recall": share("named", "want"),
        "source F1": f1("right", "have", "named", "want"),
        "content F1": f1("in scope right", "in scope", "in scope right", "attributed"),
        "chain": share("exact", "attributed"),
        "in order": share("in order", "attributed"),
        "extra": tally["extra"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", choices=["corpus", "own"], default="own")
    parser.add_argument("--split", choices=["train", "develop", "unseen"], default="develop")
    parser.add_argument("--language")
    parser.add_argument("--errors", type=int, default=0, help="print this many claims whose chain is wrong")
    parser.add_argument("--files", action="store_true", help="measure each file on its own, too")
    options = parser.parse_args()
    blocks = [b for b in read_blocks(options.data, options.split) if options.language in (None, b.language)]
    documents = [to_document(b, "\n") for b in blocks]
    tallies: dict[str, Counter[str]] = {}
    shown = 0
    annotations = Annotator().annotate(d for d, _ in documents)
    for block, (document, offsets), annotation in zip(blocks, documents, annotations, strict=True):
        tally: Counter[str] = Counter()
        for line in score_block(block, offsets, read_mentions(document, annotation), tally):
            shown += 1
            if shown <= options.errors:
                print(line)
        tallies.setdefault(block.language, Counter()).update(tally)
        if options.files:
            tallies.setdefault(f"{block.language}/{block.conflict}", Counter()).update(tally)
    for language, tally in sorted(tallies.items()):
        print(language, json.dumps(report(tally)))


if __name__ == "__main__":
    main()
