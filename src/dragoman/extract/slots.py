"""Which mention stands in which syntactic slot of a predicate: by the tree, and by prepositions and word order where the tree fails.

Slots: SUBJ, OBJ (no preposition); WITH, TO, FROM, BETWEEN, VIA, AEGIS, HOSTED, BY, IN, UPON, ABOUT, AS (by preposition, pack.yaml); OF (possessor, construct,
adjective); BI (the Arabic preposition that marks objects as well as places).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, matches_any, word_set
from dragoman.model import Mention, MentionForm, Span
from dragoman.pack import Pack

# how many words after its predicate a bare mention may stand and still be its argument
WINDOW = 26


@dataclass(frozen=True, slots=True)
class Filled:
    """A mention in a slot, and by which evidence (tree, order, shared)."""

    slot: str
    mention: Mention
    why: str


def fill_slots(reading: Reading, predicate: Predicate, others: frozenset[int]) -> list[Filled]:
    """All mentions that stand in a slot of `predicate`, best evidence first for each mention.

    Args:
        reading: the document with its mentions set.
        predicate: the words that report the event.
        others: tokens of the other predicates of the sentence, where its clause may end.
    """
    found: dict[Span, Filled] = {}
    for filled in [*_by_tree(reading, predicate), *_by_order(reading, predicate, others)]:
        known = found.get(filled.mention.span)
        if known is None or (
            known.why == "tree" and known.slot in {"SUBJ", "OBJ", "OF"} and filled.why == "preposition"
        ):
            found[filled.mention.span] = filled
    return _mend_subject(reading, predicate, sorted(found.values(), key=lambda f: f.mention.span))


# --- prepositions -------------------------------------------------------------------------------------------------


@cache
def _prepositions(pack: Pack) -> Mapping[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for slot, phrases in pack.pack["prepositions"].items():
        for phrase in phrases:
            table.setdefault(tuple(fold(w, pack) for w in phrase.split()), slot)
    return table


@cache
def _longest_preposition(pack: Pack) -> int:
    """Words of the longest preposition of a pack."""
    return max(map(len, _prepositions(pack)))


def slot_before(reading: Reading, first: int) -> str | None:
    """The slot that a preposition opens for the phrase whose first token is `first`; None when there is none.

    The last letter of a preposition may be written onto that token.
    """
    table = _prepositions(reading.pack)
    for length in range(min(first, _longest_preposition(reading.pack)), 0, -1):
        words = tuple(reading.folded[first - length : first])
        if slot := table.get((*words, reading.folded[first][:1])) or table.get(words):
            return slot
    if first > 0:
        for bare in bare_forms(reading.tokens[first - 1].text, reading.pack)[1:]:
            if (bare.word,) in table and reading.tokens[first - 1].upos in {"ADP", "ADV", "NOUN"}:
                return table[(bare.word,)]
    return _clitic_slot(reading, first)


def _clitic_slot(reading: Reading, token: int) -> str | None:
    """The preposition written onto a token: what its name does without, or else what the model flags."""
    slots = {fold(c, reading.pack): str(s) for c, s in reading.pack.pack["clitic_slots"].items()}
    clitics = _taken_off(reading, token)
    if clitics is None:
        if not reading.tokens[token].clitics & {"IN", "TO", "FROM", "AS"}:
            return None
        clitics = [
            c for bare in bare_forms(reading.tokens[token].text, reading.pack)[1:] for c in reversed(bare.clitics)
        ]
    return next((slots[c] for c in clitics if c in slots), None)


def _taken_off(reading: Reading, token: int) -> list[str] | None:
    """The clitics, last written first, without which a token stands in the name of the mention that it begins; None when it does not."""
    mention = reading.mention_at(token)
    if (
        mention is None
        or mention.form is not MentionForm.NAME
        or mention.span.start != reading.tokens[token].span.start
    ):
        return None
    name = {fold(w, reading.pack) for w in mention.name.split()}
    for bare in bare_forms(reading.tokens[token].text, reading.pack):
        if bare.word in name or (bare.clitics and bare.clitics[-1] + bare.word in name):
            return list(reversed(bare.clitics))
    return None


# --- the tree -----------------------------------------------------------------------------------------------------


def _by_tree(reading: Reading, predicate: Predicate) -> Iterator[Filled]:
    for head in dict.fromkeys((predicate.carrier, predicate.token)):
        for child in reading.children[head]:
            yield from _fill_child(reading, predicate, head, child)
    yield from _relative_head(reading, predicate)
    yield from _shared_subject(reading, predicate)


def _fill_child(reading: Reading, predicate: Predicate, head: int, child: int) -> Iterator[Filled]:
    relation = reading.tokens[child].relation
    if relation not in {
        "nsubj",
        "csubj",
        "obj",
        "iobj",
        "obl",
        "nmod",
        "amod",
        "compound",
        "dislocated",
        "advmod",
        "dep",
        "flat",
        "appos",
    }:
        return
    mention = _mention_under(reading, child)
    if mention is None or reading.tokens_in(mention.span)[0] <= head < reading.tokens_in(mention.span)[-1] + 1:
        return
    slot = _tree_slot(reading, predicate, head, child, mention)
    if slot is None:
        return
    yield Filled(slot, mention, "tree")
    for other in _coordinated(reading, child):
        yield Filled(slot, other, "tree")


def _tree_slot(reading: Reading, predicate: Predicate, head: int, child: int, mention: Mention) -> str | None:
    relation = reading.tokens[child].relation
    before = slot_before(reading, min(child, reading.tokens_in(mention.span)[0]))
    if before:
        return before
    verb = reading.tokens[head].upos in {"VERB", "AUX"} or (head == predicate.carrier and not predicate.noun)
    if relation in {"nsubj", "csubj", "dislocated"}:
        return "OBJ" if is_passive(reading, head) else "SUBJ"
    if relation in {"obj", "iobj"}:
        return "OBJ"
    if relation in {"nmod", "compound", "amod", "flat"} and not verb:
        return "OF"
    if relation in {"obl", "nmod"} and verb:
        return "OBJ"
    return None


def is_passive(reading: Reading, verb: int) -> bool:
    """A participle with an auxiliary of being, as English forms its passive ("was released")."""
    passive = frozenset(fold(w, reading.pack) for w in reading.pack.pack.get("passive_auxiliaries", []))
    return (
        bool(passive)
        and any(reading.folded[c] in passive and reading.tokens[c].relation == "aux" for c in reading.children[verb])
        and not reading.folded[verb].endswith("ing")
    )


def _mention_under(reading: Reading, token: int) -> Mention | None:
    """The mention at a token, or the first one among its closest dependents ("two of Hamas's leaders")."""
    mention = reading.mention_at(token)
    if mention:
        return mention
    for child in reading.children[token]:
        if (
            reading.tokens[child].relation in {"nmod", "compound", "flat", "appos", "amod", "obl"}
            and (m := reading.mention_at(child))
            and slot_before(reading, reading.tokens_in(m.span)[0]) in {None, "OF"}
        ):
            return m
    return None


def _coordinated(reading: Reading, token: int) -> Iterator[Mention]:
    for child in reading.children[token]:
        if reading.tokens[child].relation == "conj" and (mention := _mention_under(reading, child)):
            if slot_before(reading, reading.tokens_in(mention.span)[0]) is None:
                yield mention
                yield from _coordinated(reading, child)


def _relative_head(reading: Reading, predicate: Predicate) -> Iterator[Filled]:
    """The noun that a relative clause describes is the verb's subject, unless the clause has its own."""
    carrier = reading.tokens[predicate.carrier]
    if carrier.relation != "acl" or carrier.head < 0 or predicate.noun:
        return
    if any(reading.tokens[c].relation == "nsubj" for c in reading.children[predicate.carrier]):
        return
    mention = _mention_under(reading, carrier.head)
    if mention and carrier.head < predicate.carrier:
        yield Filled("OBJ" if is_passive(reading, predicate.carrier) else "SUBJ", mention, "tree")


def _shared_subject(reading: Reading, predicate: Predicate) -> Iterator[Filled]:
    """A verb joined to another, or governed by it, shares its subject when it has none."""
    at = predicate.carrier
    for _ in range(3):
        if any(reading.tokens[c].relation == "nsubj" for c in reading.children[at]):
            if at != predicate.carrier:
                for child in reading.children[at]:
                    if reading.tokens[child].relation == "nsubj" and (mention := _mention_under(reading, child)):
                        yield Filled("SUBJ", mention, "shared")
                        for other in _coordinated(reading, child):
                            yield Filled("SUBJ", other, "shared")
            return
        if reading.tokens[at].relation not in {"conj", "xcomp", "advcl"} or reading.tokens[at].head < 0:
            return
        at = reading.tokens[at].head


# --- word order ---------------------------------------------------------------------------------------------------


def _by_order(reading: Reading, predicate: Predicate, others: frozenset[int]) -> Iterator[Filled]:
    """Mentions of the predicate's clause by what stands before them."""
    first, last = clause_of(reading, predicate, others)
    previous: tuple[str, int] | None = None
    for mention in reading.mentions_in(max(predicate.carrier, predicate.token) + 1, last):
        tokens = reading.tokens_in(mention.span)
        slot = slot_before(reading, tokens[0])
        if slot is None and previous and _is_joined(reading, previous[1], tokens[0]):
            slot = previous[0]
        why = "preposition" if slot else "order"
        slot = slot or _bare_slot(reading, predicate, mention, previous is None)
        if slot:
            yield Filled(slot, mention, why)
            previous = (slot, tokens[-1] + 1)
    for mention in reading.mentions_in(first, min(predicate.carrier, predicate.token)):
        tokens = reading.tokens_in(mention.span)
        slot = slot_before(reading, tokens[0])
        if slot is None and not predicate.noun:
            yield Filled("OBJ" if is_passive(reading, predicate.carrier) else "SUBJ", mention, "order")
        elif slot not in {None, "OF", "AS"} and predicate.carrier - tokens[-1] < 6:
            yield Filled(str(slot), mention, "preposition")
    if predicate.noun and predicate.token > 0 and (owner := reading.mention_at(predicate.token - 1)):
        if slot_before(reading, reading.tokens_in(owner.span)[0]) is None and owner.form is not MentionForm.NOMINAL:
            yield Filled("OF", owner, "order")


def _is_joined(reading: Reading, end: int, first: int) -> bool:
    """Whether the phrase at `first` is joined by "and" or a comma to the one that ends at `end`."""
    between = reading.folded[end:first]
    joined = "AND" in reading.tokens[first].clitics or any(
        reading.tokens[i].upos in {"CCONJ", "PUNCT"} for i in range(end, first)
    )
    return joined and len(between) <= 2


def _bare_slot(reading: Reading, predicate: Predicate, mention: Mention, nearest: bool) -> str | None:
    """The slot of a mention after the predicate with no preposition before it, in the language's order of words."""
    distance = reading.tokens_in(mention.span)[0] - max(predicate.carrier, predicate.token)
    if distance > WINDOW:
        return None
    if predicate.noun:
        return "OF" if distance <= 2 else None
    if reading.pack.pack["order"] == "VSO":
        return "SUBJ" if nearest else "OBJ"
    return "OBJ" if distance <= 6 else None


def clause_of(reading: Reading, predicate: Predicate, others: frozenset[int]) -> tuple[int, int]:
    """Tokens [first, last) of the clause around a predicate: to the next clause word, predicate or end of quotation."""
    sentence = reading.sentences[reading.sentence_of(predicate.token)]
    first, last = min(predicate.carrier, predicate.token), max(predicate.carrier, predicate.token) + 1
    while first > sentence.first and not _ends_clause(reading, first - 1, others):
        first -= 1
    while last < sentence.last and not _ends_clause(reading, last, others):
        last += 1
    return first, last


def _ends_clause(reading: Reading, token: int, others: frozenset[int]) -> bool:
    word = reading.tokens[token]
    if reading.mention_at(token):
        return False
    if token in others or word.text in {
        ";",
        ":",
        "(",
        ")",
        *reading.pack.pack["quotes"]["open"],
        *reading.pack.pack["quotes"]["close"],
    }:
        return True
    if "THAT" in word.clitics:
        return True
    if word.upos in {"NOUN", "PROPN", "ADJ", "ADP", "PUNCT"}:
        return False
    return matches_any(word.text, word_set(reading.pack, "pack", "clause_words"), reading.pack)


# --- agreement ----------------------------------------------------------------------------------------------------


def _mend_subject(reading: Reading, predicate: Predicate, filled: list[Filled]) -> list[Filled]:
    """One subject phrase only: where tree and order disagree, the tree's; bare ones further off become objects."""
    subjects = [f for f in filled if f.slot == "SUBJ"]
    if any(f.why == "tree" for f in subjects):
        order = reading.pack.pack["order"] == "VSO"
        drop = {
            f.mention.span
            for f in subjects
            if f.why == "order" and (not order or f.mention.span.start < reading.tokens[predicate.carrier].span.start)
        }
        filled = [f for f in filled if f.mention.span not in drop]
    elif any(f.why == "order" for f in subjects):
        before = [
            f
            for f in subjects
            if f.why == "order" and f.mention.span.start < reading.tokens[predicate.carrier].span.start
        ]
        after = [f for f in subjects if f.why == "order" and f not in before]
        if before and after and reading.pack.pack["order"] == "VSO":
            filled = [f for f in filled if f not in before]
    return filled
