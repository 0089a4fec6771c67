"""Fit the weights by which `dragoman.extract.casting.antecedents` finds whom a pronoun, "the two" or "both sides" means.

    python training/fit_antecedents.py [--write]

Fitted on the same reports as `fit_casting.py`: on every such word that may take part in an event of the corpus, where the corpus names in its
role somebody who stands before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from corpus_format import Block
from dragoman.annotate import Annotator
from dragoman.extract.casting.antecedents import MEANT, WANTED, Reference, describe_referents, kind_of_reference
from dragoman.extract.casting.candidates import WHERE, Candidate, propose_unresolved
from dragoman.extract.casting.scene import Scene
from fit_casting import (
    Example,
    claim_of,
    fit_weights,
    is_right,
    parse_options,
    pick_weights,
    predict_left_out,
    read_scenes,
    right_of,
    starts_of,
    tabulate,
    write,
)

LEAST = 0.2
"""Probability that the model must give to the part of a word that the sentence does not put there."""


def read_examples(block: Block, scene: Scene) -> Iterator[tuple[Reference, Example]]:
    """Everybody whom a referring participant may mean, with what speaks for it, and whether the corpus has them in its part."""
    starts = starts_of(block)
    for predicate in scene.predicates:
        claim = claim_of(block, starts, scene.reading, predicate)
        for candidate in propose_unresolved(scene, predicate).candidates if claim else ():
            kind = kind_of_reference(scene.reading, candidate.mention)
            if claim is None or kind is None or kind is Reference.SIDES or candidate.part == WHERE:
                continue
            if candidate.score < LEAST and candidate.slot is None:
                continue
            event = (scene.reading.document.id, candidate.mention.span.start * 1000 + predicate.token)
            for referent, features in describe_referents(scene, predicate, candidate.part, candidate.mention, kind):
                right = any(
                    is_right(Candidate(m, candidate.part, 0.0, None), claim, starts, scene.reading)
                    for m in referent.mentions
                )
                yield kind, Example(event, block.conflict, False, features, right)


def main() -> None:
    options = parse_options(__doc__)
    read = [one for block, scene in read_scenes(Annotator(options.model)) for one in read_examples(block, scene)]
    named = {(kind, e.event) for kind, e in read if e.right}
    found = [(kind, e) for kind, e in read if (kind, e.event) in named]
    examples = [e for _, e in found]
    scores = predict_left_out(examples, tabulate(examples, pick_weights(examples)), right_of(examples))
    rows: dict[tuple[Reference, tuple[str, int]], list[int]] = defaultdict(list)
    for i, (kind, example) in enumerate(found):
        rows[kind, example.event].append(i)
    counts: Counter[tuple[str, str]] = Counter()
    for (kind, _), group in rows.items():
        ranked = sorted((i for i in group if scores[i] >= MEANT), key=lambda i: -scores[i])
        meant = ranked[: WANTED.get(kind, len(ranked))]
        done = bool(meant) and len(meant) >= WANTED.get(kind, 1)
        counts[kind, "all"] += 1
        counts[kind, "resolved"] += done
        counts[kind, "right"] += done and all(examples[i].right for i in meant)
    print(f"{len(rows)} references, {len(examples)} candidates")
    for (kind, name), count in sorted(counts.items()):
        print(f"  {kind} {name}: {count}")
    if options.write:
        write({"antecedents": fit_weights(examples)})


if __name__ == "__main__":
    main()
