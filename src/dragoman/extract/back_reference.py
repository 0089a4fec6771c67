"""What a class noun ("the movement", "the agency") or a pronoun means: something named before, where the words leave no choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, matches_any, stems, word_set
from dragoman.model import EntityKind, Mention, MentionForm, Span
from dragoman.pack import Pack

BODIES = {EntityKind.ORGANISATION, EntityKind.OUTLET, EntityKind.GROUP}
LONGEST = 3
LONGEST_CHAIN = 6
SHORTEST_STEM = 3


def is_class_noun(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is nothing but the noun of a class of bodies, which the model may have taken for a name."""
    if mention.form not in (MentionForm.NOMINAL, MentionForm.NAME) or mention.kind is EntityKind.PERSON:
        return False
    if len(reading.tokens_in(mention.span)) > LONGEST:
        return False
    return _is_one_of(mention.text, _class_nouns(reading.pack), reading.pack) or _is_described_movement(
        mention, reading
    )


def _is_described_movement(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is the noun for a movement with adjectives that name no nation ("the terrorist organisation")."""
    first, *rest = reading.tokens_in(mention.span) or [0]
    if not rest or any(reading.tokens[i].upos != "ADJ" for i in rest):
        return False
    return _is_one_of(reading.tokens[first].text, word_set(reading.pack, "roles", "movements"), reading.pack)


def is_people_of_body(mention: Mention, reading: Reading) -> bool:
    """Whether what the model took for a body's name is some people of a body named before ("the leaders of the movement")."""
    first, *rest = reading.tokens_in(mention.span) or [0]
    if mention.form is not MentionForm.NAME or mention.kind is not EntityKind.ORGANISATION or len(rest) != 1:
        return False
    movements = word_set(reading.pack, "roles", "movements")
    return _is_one_of(reading.tokens[rest[0]].text, movements, reading.pack) and matches_any(
        reading.tokens[first].text, word_set(reading.pack, "roles", "groups"), reading.pack
    )


def is_latter(mention: Mention, reading: Reading) -> bool:
    """Whether a mention means the one named last ("the latter")."""
    return matches_any(mention.text, word_set(reading.pack, "roles", "latter"), reading.pack)


def named_last(mention: Mention, before: Sequence[Mention], reading: Reading) -> Mention | None:
    """The person or body named last in the same sentence."""
    start = reading.sentences[reading.sentence_of(reading.token_at(mention.span.start))].span.start
    kinds = {EntityKind.PERSON, EntityKind.ORGANISATION}
    own = [m for m in before if m.span.start >= start and m.kind in kinds and _can_be_meant(m)]
    return own[-1] if own else None


def _class_nouns(pack: Pack) -> frozenset[str]:
    return word_set(pack, "roles", "movements") | word_set(pack, "roles", "institutions")


def _is_one_of(text: str, nouns: frozenset[str], pack: Pack) -> bool:
    """Whether `text` is one of the nouns, with clitics before it or with one that has fused with the article, or the mark of an owner after it."""
    text = _without_owner_mark(text, pack)
    return matches_any(text, nouns, pack) or any(
        bare.clitics and _is_article(bare.clitics[-1], pack) and bare.word in _without_articles(nouns, pack)
        for bare in bare_forms(text, pack)
    )


def _without_owner_mark(text: str, pack: Pack) -> str:
    return next((text[: -len(mark)] for mark in pack.pack.get("owner_marks", ()) if text.endswith(mark)), text)


def _is_article(clitic: str, pack: Pack) -> bool:
    slots = pack.pack["proclitics"]
    return bool(slots) and clitic in {fold(c, pack) for c in slots[-1]}


@cache
def _without_articles(nouns: frozenset[str], pack: Pack) -> frozenset[str]:
    forms = (bare for noun in nouns for bare in bare_forms(noun, pack)[1:])
    return frozenset(bare.word for bare in forms if len(bare.clitics) == 1 and _is_article(bare.clitics[0], pack))


def body_before(mention: Mention, before: Sequence[Mention], reading: Reading) -> Mention | None:
    """The body named before that a class noun means: the last one whose name holds the noun; for a movement, else the body of no
    other class that is named most often, the last of such.

    Args:
        mention: the class noun.
        before: earlier mentions, in text order.
        reading: the document.
    """
    pack = reading.pack
    named = [m for m in before if m.kind in BODIES and m.form is MentionForm.NAME and not is_class_noun(m, reading)]
    tokens = reading.tokens_in(mention.span)
    described = _is_described_movement(mention, reading)
    noun = reading.tokens[tokens[0]].text if described else _without_owner_mark(mention.text, pack).split()[-1]
    holding = [m for m in named if any(_same_noun(noun, w, pack) for w in m.text.split())]
    if holding:
        return holding[-1]
    if not described and not _is_one_of(mention.text, word_set(pack, "roles", "movements"), pack):
        return None
    other = [n.split()[-1] for n in _class_nouns(pack)]
    free = [m for m in named if m.kind is EntityKind.ORGANISATION and not _holds(m, other, pack)]
    times = Counter(m.name for m in before)
    return max(free, key=lambda m: (times[m.name], m.span), default=None)


def _holds(mention: Mention, nouns: Iterable[str], pack: Pack) -> bool:
    words = mention.text.split()
    return len(words) > 1 and any(_same_noun(noun, w, pack) for noun in nouns for w in words)


def _same_noun(a: str, b: str, pack: Pack) -> bool:
    """Whether two written words are forms of one noun: alike without clitics, or in their longest stems."""
    first, second = ({bare.word for bare in bare_forms(w, pack)} for w in (a, b))
    if first & second:
        return True
    common = set(stems(a, True, pack)) & set(stems(b, True, pack))
    shortest = min(min(map(len, first)), min(map(len, second)))
    return any(len(s) >= max(SHORTEST_STEM, shortest - 1) for s in common)


def inner_nouns(mention: Mention, before: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Mentions of the class nouns inside a longer noun phrase that mean a body named before ("leaders of the movement")."""
    tokens = reading.tokens_in(mention.span)
    if mention.form is not MentionForm.NOMINAL or len(tokens) < LONGEST - 1 or mention.antecedent is not None:
        return []
    found = []
    for token in tokens[1:]:
        span = reading.span(token, token + 1)
        inner = Mention(
            span, span.of(reading.text), EntityKind.ORGANISATION, MentionForm.NOMINAL, "", token, why=("class noun",)
        )
        if any(m.span.overlaps(span) and m.span != mention.span for m in before) or not is_class_noun(inner, reading):
            continue
        body = body_before(inner, before, reading)
        if body is not None:
            found.append(refer(inner, body, "body named before"))
    return found


def refer(mention: Mention, antecedent: Mention, why: str) -> Mention:
    """The mention as another name for what `antecedent` means."""
    return replace(
        mention,
        name=antecedent.name,
        kind=antecedent.kind,
        antecedent=antecedent.antecedent or antecedent.span,
        why=(*mention.why, why),
    )


def pronoun_means(mention: Mention, before: Sequence[Mention], reading: Reading) -> Mention | None:
    """Whom a pronoun means, where its own sentence up to it, or else the sentence before, names exactly one that it may mean."""
    wanted = kinds_of_pronoun(mention, reading)
    if not wanted:
        return None
    number = reading.sentence_of(reading.token_at(mention.span.start))
    own = Span(reading.sentences[number].span.start, mention.span.start)
    scopes = [own] + ([reading.sentences[number - 1].span] if number else [])
    attached = _is_attached(mention, reading)
    for scope in scopes:
        # another person or body beside the one makes it a guess
        named = {m.name: m for m in before if scope.covers(m.span) and m.kind in wanted and _can_be_meant(m)}
        if attached and scope is own and len(named) > 1:
            # who acts does so to another: the subject of the sentence is not the one that the preposition governs
            named = {name: m for name, m in named.items() if not _is_subject(m, before, scope, reading)}
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None


def _is_attached(mention: Mention, reading: Reading) -> bool:
    """Whether a pronoun is written onto a preposition."""
    word = fold(mention.text, reading.pack)
    return any(
        word in {fold(w, reading.pack) for w in words} for words in reading.pack.pack.get("attached", {}).values()
    )


def _is_subject(mention: Mention, before: Sequence[Mention], scope: Span, reading: Reading) -> bool:
    """Whether somebody is the subject of a verb of the passage, at any naming in it."""
    heads = [m.head for m in before if m.name == mention.name and scope.covers(m.span)]
    return any(reading.tokens[_top(head, reading)].relation.startswith("nsubj") for head in heads)


def _top(token: int, reading: Reading) -> int:
    """The first word of the title or name that a token goes on."""
    for _ in range(LONGEST_CHAIN):
        one = reading.tokens[token]
        if one.head < 0 or one.relation.split(":")[0] not in {"flat", "appos", "compound"}:
            break
        token = one.head
    return token


def _can_be_meant(mention: Mention) -> bool:
    return mention.form in (MentionForm.NAME, MentionForm.TITLE) or mention.antecedent is not None


def kinds_of_pronoun(mention: Mention, reading: Reading) -> set[EntityKind]:
    """The kinds that a pronoun may mean; a plural or first person means nobody that grammar alone decides."""
    pronouns = reading.pack.pack["pronouns"]
    word = fold(mention.text, reading.pack)
    for gender, words in reading.pack.pack.get("attached", {}).items():
        if word in {fold(w, reading.pack) for w in words}:
            return {EntityKind.PERSON} if gender == "masculine" else set()
    if word in {fold(w, reading.pack) for w in pronouns.get("neuter", ())}:
        return {EntityKind.ORGANISATION, EntityKind.COUNTRY, EntityKind.OUTLET}
    if any(word in {fold(w, reading.pack) for w in pronouns[gender]} for gender in ("masculine", "feminine")):
        return {EntityKind.PERSON} if "neuter" in pronouns else {EntityKind.PERSON, EntityKind.ORGANISATION}
    return set()
