"""Claims against the corpus: what is read in the annotated sentences, attribute by attribute and by language.

    python benchmarks/claims.py [--split train|fit|develop|unseen] [--language ar] [--errors N] [--conflict NAME]

The split is one of conflicts: those the model is trained on, those that fit extraction's weights, those
that choose thresholds, those for measuring only. A gold claim is found when a claim of the
same type (or one that score.py of the contract calls compatible) has its predicate within three words. Then, of the found: status; participants (by
overlap of their words; pronouns and elided subjects by the name of their antecedent); when, where and sources likewise.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from compatible import COMPATIBLE
from corpus_format import DEVELOP, UNSEEN, Block, GoldClaim, is_fitted, read_corpus
from documents import to_document
from dragoman.annotate import Annotator
from dragoman.extract import extract
from dragoman.model import Claim, Document, Extraction, Span

NEAR = 25
# what makes a claim wrong to a strict reader, beside its status: somebody who took no part, or took another (one left out, or a detail, does not)
MISREAD = ("extra ", "party not", "counterpart not", "mediator not", "addressee not", "victim not", "beneficiary not")


def split_of(block: Block) -> str:
    """The split that a block belongs to, by its conflict."""
    if block.conflict in UNSEEN:
        return "unseen"
    if is_fitted(block.conflict):
        return "fit"
    return "develop" if block.conflict in DEVELOP else "train"


def overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def score_block(
    block: Block, document: Document, offsets: list[int], extraction: Extraction, tally: Counter[str]
) -> Iterator[str]:
    free = list(extraction.claims)
    for number, sentence in enumerate(block.sentences):
        for gold in sentence.claims:
            at = Span(offsets[number] + gold.predicate.start, offsets[number] + gold.predicate.end)
            tally["gold"] += 1
            best = find(gold, at, free)
            if best is None:
                tally[f"missed {gold.type}"] += 1
                yield f"MISSED {gold.type} {gold.status} «{gold.predicate.text}» IN {sentence.text}"
                continue
            free.remove(best)
            tally["found"] += 1
            tally["type"] += best.type.value == gold.type
            tally["status"] += best.status.value == gold.status
            wrong = [] if best.status.value == gold.status else [f"status {best.status.value}≠{gold.status}"]
            wrong += score_roles(gold, offsets, best, document, tally)
            tally["right"] += best.status.value == gold.status and not any(w.startswith(MISREAD) for w in wrong)
            if wrong:
                yield f"WRONG {gold.type} «{gold.predicate.text}»: {'; '.join(wrong)} {best.why} IN {sentence.text}"
    tally["claims"] += len(extraction.claims)
    for claim in free:
        tally[f"extra {claim.type.value}"] += 1
        yield f"EXTRA {claim.type.value} «{claim.predicate.of(document.text)}» {claim.why} IN {claim.quote.of(document.text)}"


def find(gold: GoldClaim, at: Span, claims: list[Claim]) -> Claim | None:
    fits = [
        c
        for c in claims
        if (c.type.value == gold.type or any({c.type.value, gold.type} <= group for group in COMPATIBLE))
        and c.predicate.start - NEAR < at.end
        and at.start < c.predicate.end + NEAR
    ]
    return min(fits, key=lambda c: (c.type.value != gold.type, abs(c.predicate.start - at.start)), default=None)


def score_roles(
    gold: GoldClaim, offsets: list[int], claim: Claim, document: Document, tally: Counter[str]
) -> list[str]:
    wrong = []
    have = [(p.role.value, p.mention) for p in claim.participants]
    hit = set()
    for role, words in gold.roles:
        span = Span(offsets[words.sentence] + words.start, offsets[words.sentence] + words.end)
        if role == "when":
            tally["when gold"] += 1
            ok = claim.when is not None and claim.when.span is not None and overlap(claim.when.span, span)
            tally["when"] += ok
            wrong += [] if ok else [f"when {claim.when.text if claim.when else None}≠{words.text}"]
        elif role == "where":
            tally["where gold"] += 1
            ok = claim.where is not None and overlap(claim.where.mention.span, span)
            tally["where"] += ok
            wrong += [] if ok else [f"where {claim.where.mention.text if claim.where else None}≠{words.text}"]
        elif role == "source":
            tally["source gold"] += 1
            ok = any(overlap(s.span, span) or s.name in words.text for s in claim.sources)
            tally["source"] += ok
            wrong += [] if ok else [f"source {[s.name for s in claim.sources]}≠{words.text}"]
        else:
            tally["role gold"] += 1
            near = [
                i
                for i, (_, m) in enumerate(have)
                if overlap(m.span, span)
                or (m.antecedent and overlap(m.antecedent, span))
                or m.name in words.text
                or words.text in m.name
            ]
            ok = any(have[i][0] == role for i in near)
            hit.update(near)
            tally["party"] += bool(near)
            tally["role"] += ok
            wrong += [] if near else [f"no {role} {words.text}"]
            wrong += [f"{have[near[0]][0]} not {role} {words.text}"] if near and not ok else []
    tally["role claimed"] += len(have)
    tally["role right"] += len(hit)
    wrong += [f"extra {r} {m.name}" for i, (r, m) in enumerate(have) if i not in hit]
    roles = {r for r, _ in gold.roles}
    for attribute, value in (("when", claim.when), ("where", claim.where), ("source", claim.sources)):
        if value and attribute not in roles:
            tally[f"{attribute} extra"] += 1
    return wrong


def report(tally: Counter[str]) -> dict[str, float]:
    def share(a: str, b: str) -> float:
        return round(tally[a] / tally[b], 3) if tally[b] else 0.0

    return {
        "gold": tally["gold"],
        "claims": tally["claims"],
        "recall": share("found", "gold"),
        "precision": share("found", "claims"),
        "strict": share("right", "claims"),
        "type": share("type", "found"),
        "status": share("status", "found"),
        "party recall": share("party", "role gold"),
        "party precision": share("role right", "role claimed"),
        "role": share("role", "role gold"),
        "when": share("when", "when gold"),
        "when extra": tally["when extra"],
        "where": share("where", "where gold"),
        "where extra": tally["where extra"],
        "source": share("source", "source gold"),
        "source extra": tally["source extra"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["train", "fit", "develop", "unseen"], default="develop")
    parser.add_argument("--language")
    parser.add_argument("--conflict")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--model", type=Path, help="a folder with another model")
    options = parser.parse_args()
    blocks = [
        b
        for b in read_corpus(errors=[])
        if split_of(b) == options.split
        and options.language in (None, b.language)
        and options.conflict in (None, b.conflict)
    ]
    documents = [to_document(b) for b in blocks]
    tallies: dict[str, Counter[str]] = {}
    shown = 0
    annotations = Annotator(options.model).annotate(d for d, _ in documents)
    for block, (document, offsets), annotation in zip(blocks, documents, annotations, strict=True):
        tally = tallies.setdefault(block.language, Counter())
        for line in score_block(block, document, offsets, extract(document, annotation), tally):
            if shown < options.errors:
                shown += 1
                print(line)
    for language, tally in sorted(tallies.items()):
        print(language, json.dumps(report(tally)))
        print("   missed", " ".join(f"{k[7:]}:{v}" for k, v in tally.most_common() if k.startswith("missed"))[:400])
        print("   extra ", " ".join(f"{k[6:]}:{v}" for k, v in tally.most_common() if k.startswith("extra"))[:400])


if __name__ == "__main__":
    main()
