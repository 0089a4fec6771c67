"""How far two annotators agree on the same sentences, and how far the model agrees with the first, by the same measures: what a score can be.

    python training/agreement.py src/dragoman/models

The second annotator read blocks of the held-out conflicts blind, by the rules of corpus/FORMAT.md (`benchmarks/agreement_data`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from claims import Teacher, convert_block
from corpus_format import Block, read_corpus
from dragoman.annotate.network import Network
from evaluate import Tally, gold_spans, score_events, score_names
from examples import ROLES, Example

ROOT = Path(__file__).parent.parent
SECOND = ROOT / "benchmarks/agreement_data"
DETAILS = ("source", "when", "where")
Pair = tuple[Example, Example]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the model")
    network, teacher = Network(folder := parser.parse_args().folder), Teacher(folder)
    first = {_text_of(b): b for b in read_corpus(errors=[])}
    second = list(read_corpus(SECOND))
    for language in ("ar", "he", "en"):
        blocks = [b for b in second if b.language == language]
        pairs = [(convert_block(first[_text_of(b)], teacher), convert_block(b, teacher)) for b in blocks]
        print(language, sum(len(b.sentences) for b in blocks), "sentences")
        print("  annotators", _rounded(compare(pairs).table()))
        gold = [one for one, _ in pairs]
        names = {
            f"layer {n}": score_names(network, gold, n).score("entities") for n in (0, 1)
        }  # names; titles and nouns
        print("  model     ", _rounded({**names, **score_events(network, gold).table()}), flush=True)


def compare(pairs: list[Pair]) -> Tally:
    """The second annotation of each pair against the first."""
    tally = Tally()
    for first, second in pairs:
        for layer in (0, 1):
            tally.add(f"layer {layer}", _spans(second, layer), _spans(first, layer))
        known = {p.word: p for p in first.predicates or ()}
        found = {p.word: p for p in second.predicates or ()}
        tally.add("predicate", found, known)
        tally.add("event type", ((i, p.type) for i, p in found.items()), ((i, p.type) for i, p in known.items()))
        for i in known.keys() & found.keys():
            tally.count("status", found[i].status == known[i].status)
            got, wanted = ({(w, ROLES[r]) for w, r in p.roles} for p in (found[i], known[i]))
            for role in DETAILS:
                tally.add(role, (x for x in got if x[1] == role), (x for x in wanted if x[1] == role))
            tally.add(
                "participants", (x for x in got if x[1] not in DETAILS), (x for x in wanted if x[1] not in DETAILS)
            )
        tally.add("roles", _roles(second), _roles(first))
    return tally


def _spans(example: Example, layer: int) -> Iterator[tuple[int, int, str]]:
    return ((a, b, min(labels)) for a, b, labels in gold_spans(example, layer))


def _roles(example: Example) -> Iterator[tuple[int, int, int]]:
    return ((p.word, word, role) for p in example.predicates or () for word, role in p.roles)


def _text_of(block: Block) -> tuple[str, str]:
    return block.language, "\n".join(s.text for s in block.sentences)


def _rounded(table: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 1) for name, value in table.items()}


if __name__ == "__main__":
    main()
