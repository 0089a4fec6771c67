"""Our own corpus (corpus/FORMAT.md) as training examples: a block is one example, its sentences follow one another.

Parts of speech, clitics and the arcs that the corpus does not give come from a model that exists already ("silver", of small weight).
The word of a predicate is its noun where the words hold one ("held talks": talks), else its first verb; the word of a role is the first word of
its mention that is no article and no mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_format import HELD_OUT, Block, GoldArc, GoldClaim, GoldMention, Words, is_fitted, read_corpus
from dragoman.annotate.network import Network
from dragoman.annotate.sentences import cut_sentences
from dragoman.annotate.tokens import load_rules
from dragoman.annotate.trees import decode_tree
from dragoman.model import Span
from examples import (
    CLITICS,
    EVENTS,
    LAYERS,
    MISSING,
    NAMES,
    RELATIONS,
    ROLES,
    STATUSES,
    STYLES,
    UPOS,
    Example,
    Predicate,
)

SILVER = 0.25
_CONTENT = ("NOUN", "PROPN")
_EMPTY = ("AUX", "ADP", "PART", "DET", "PRON", "ADV", "SCONJ", "CCONJ", "PUNCT")


@dataclass(slots=True)
class Silver:
    """What a model says of the words of one sentence; heads are 0 for the root."""

    upos: list[int]
    clitics: list[set[int]]
    heads: list[int]
    relations: list[int]


class Teacher:
    """Reads sentences with a model that exists already."""

    def __init__(self, folder: Path) -> None:
        self.network = Network(folder)

    def read(self, words: Sequence[str], language: str) -> Silver:
        network = self.network
        labels = network.labels
        scores = network.run(network.subwords.cut(words), network.style(language), [0] * len(words))
        heads = decode_tree(scores.arcs)
        rows = scores.relations if scores.relations.ndim == 2 else scores.relations[range(len(words)), heads]
        relations = [
            RELATIONS.index("root") if h == 0 else RELATIONS.index(labels.relations[int(r.argmax())])
            for h, r in zip(heads, rows, strict=True)
        ]
        flags = [
            {CLITICS.index(c) for c, x in zip(labels.clitics, row, strict=True) if x > 0} for row in scores.clitics
        ]
        upos = [UPOS.index(labels.upos[int(r.argmax())]) for r in scores.upos]
        return Silver(upos, flags, heads, relations)


def read_claims(root: Path, teacher: Teacher, held_out: bool, errors: list[str]) -> Iterator[tuple[Block, Example]]:
    """Blocks of the corpus as examples: those of the held-out conflicts, or all others but those that fit extraction's weights."""
    for block in read_corpus(root, errors):
        if is_held_out(block) == held_out and not is_fitted(block.conflict):
            yield block, convert_block(block, teacher)


def is_held_out(block: Block) -> bool:
    """Whether a block is for measuring only (whole reports on a conflict are in `reports_<conflict>.txt`)."""
    return block.conflict in HELD_OUT or block.conflict.removeprefix("reports_") in HELD_OUT


def convert_block(block: Block, teacher: Teacher) -> Example:
    rules = load_rules(block.language)
    style = STYLES.index(f"{block.language}_wire")
    example = Example([], [], style, f"{block.language}/{block.conflict}:{block.line}", tag_weight=SILVER)
    example.upos, example.clitics, example.heads, example.relations, example.weight = [], [], [], [], []
    example.layers = [[], []]
    example.predicates = []
    places: list[list[tuple[int, Span]]] = []
    for number, sentence in enumerate(block.sentences):
        spans = [w for line in cut_sentences(sentence.text, (), rules) for w in line.words]
        words = [s.of(sentence.text) for s in spans]
        shift = len(example.words)
        places.append([(shift + i, s) for i, s in enumerate(spans)])
        silver = teacher.read(words, block.language)
        if block.language == "en":
            silver.clitics = [set() for _ in words]
        example.words += words
        example.sentences += [number] * len(words)
        example.upos += silver.upos
        example.clitics += silver.clitics
        example.heads += [h + shift if h else 0 for h in silver.heads]
        example.relations += silver.relations
        example.weight += [SILVER] * len(words)
        _set_arcs(example, sentence.arcs, places)
        _set_mentions(example, sentence.mentions, places[-1], len(words))
        for claim in sentence.claims:
            _add_predicate(example, claim, places)
    return example


def find_words(words: Words, places: Sequence[Sequence[tuple[int, Span]]]) -> list[int]:
    """Word numbers (of the example) that lie in some words of the corpus."""
    return [i for i, span in places[words.sentence] if span.start < words.end and words.start < span.end]


def _head_word(found: list[int], example: Example) -> int:
    """The word of some words whose head lies outside them (by the silver tree)."""
    assert example.heads is not None and example.upos is not None
    inside = {i + 1 for i in found}
    outside = [i for i in found if example.heads[i] not in inside and UPOS[example.upos[i]] != "PUNCT"]
    return (outside or found)[0]


def _set_arcs(example: Example, arcs: Sequence[GoldArc], places: list[list[tuple[int, Span]]]) -> None:
    """Arcs of the corpus replace the silver ones, with full weight."""
    assert example.heads is not None and example.relations is not None and example.weight is not None
    for arc in arcs:
        head = pick_predicate(find_words(arc.predicate, places), example)
        dependent = _head_word(find_words(arc.dependent, places), example)
        if head == dependent or arc.relation in ("root", "cop", "aux", "mark", "cc", "case", "det"):
            continue
        if example.weight[dependent] == 1.0:
            continue
        example.heads[dependent] = head + 1
        example.relations[dependent] = RELATIONS.index(arc.relation)
        example.weight[dependent] = 1.0
        if example.heads[head] == dependent + 1:  # a silver loop
            example.heads[head] = MISSING


def _set_mentions(
    example: Example, mentions: Sequence[GoldMention], places: list[tuple[int, Span]], count: int
) -> None:
    layers: list[list[str]] = [["O"] * count, ["O"] * count]
    shift = places[0][0]
    for mention in sorted(mentions, key=lambda m: m.words.start - m.words.end):
        layer = layers[0 if mention.label in NAMES else 1]
        found = [i - shift for i, s in places if s.start < mention.words.end and mention.words.start < s.end]
        while found and example.words[found[0] + shift] in "\"'«“”„(":
            found = found[1:]
        while found and example.words[found[-1] + shift] in "\"'»“”)،,.":
            found = found[:-1]
        if found and all(layer[i] == "O" for i in found):
            for i in found:
                layer[i] = ("B-" if i == found[0] else "I-") + mention.label
            example.swaps += [(i + shift, mention.label) for i in found]
    for mine, labels, names in zip(example.layers, layers, LAYERS, strict=True):
        assert mine is not None
        mine += [(names.index(label),) for label in labels]


def pick_predicate(found: list[int], example: Example) -> int:
    """The word that stands for the predicate's words."""
    assert example.upos is not None and example.heads is not None
    if len(found) == 1:
        return found[0]
    tags = {i: UPOS[example.upos[i]] for i in found}
    nouns = [i for i in found if tags[i] in _CONTENT]
    if nouns:
        inside = {i + 1 for i in nouns}
        return next((i for i in nouns if example.heads[i] not in inside), nouns[0])
    content = [i for i in found if tags[i] not in _EMPTY]
    verbs = [i for i in content if tags[i] == "VERB"]
    return (verbs or content or found)[0]


def pick_mention(found: list[int], example: Example) -> int:
    """The word that stands for a mention: its first that is no article and no mark."""
    assert example.upos is not None
    content = [i for i in found if UPOS[example.upos[i]] not in ("DET", "PUNCT")]
    return (content or found)[0]


def _add_predicate(example: Example, claim: GoldClaim, places: list[list[tuple[int, Span]]]) -> None:
    assert example.predicates is not None
    found = find_words(claim.predicate, places)
    if not found:
        return
    word = pick_predicate(found, example)
    roles: list[tuple[int, int]] = []
    for role, words in claim.roles:
        mention = find_words(words, places)
        if mention:
            roles.append((pick_mention(mention, example), ROLES.index(role)))
    known = next((p for p in example.predicates if p.word == word), None)
    if known is not None:
        known.roles += [r for r in roles if r not in known.roles]
        return
    example.predicates.append(Predicate(word, EVENTS.index(claim.type), STATUSES.index(claim.status), roles))
