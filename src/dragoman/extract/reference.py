"""Reference inside a document: whom a surname, a title, "the movement", "the two" or a pronoun means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.back_reference import (
    body_before,
    inner_nouns,
    is_class_noun,
    is_latter,
    is_people_of_body,
    named_last,
    pronoun_means,
    refer,
)
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, word_set
from dragoman.model import EntityKind, Mention, MentionForm
from dragoman.pack import Pack

# how many characters back a pronoun or a definite noun may reach
REACH = 900
SIDES = {EntityKind.ORGANISATION, EntityKind.COUNTRY}


def resolve_references(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Give every mention the best name that the document has for it, and the span of the mention that gave it.

    Args:
        reading: the document.
        mentions: in text order, as found.
    """
    full_names = _full_names(mentions, reading.pack)
    resolved: list[Mention] = []
    for mention in mentions:
        resolved.append(_resolve(mention, resolved, full_names, reading))
    for mention in list(resolved):
        before = [m for m in resolved if m.span.start < mention.span.end and m.span != mention.span]
        resolved += inner_nouns(mention, before, reading)
    return sorted(resolved, key=lambda m: (m.span, m.form.value))


def _resolve(mention: Mention, before: list[Mention], full_names: list[Mention], reading: Reading) -> Mention:
    described = _described(mention, before, reading)
    if described is not None:
        return refer(mention, described, "said of the one named before")
    if mention.form is MentionForm.NAME and mention.kind is EntityKind.PERSON:
        return _complete_name(mention, before, full_names, reading.pack)
    if mention.form is MentionForm.TITLE:
        return _holder_of(mention, before, reading)
    if mention.form is MentionForm.PRONOUN:
        meant = pronoun_means(mention, before, reading)
        return refer(mention, meant, "the only one it may mean") if meant else mention
    if is_people_of_body(mention, reading):
        return replace(mention, kind=EntityKind.GROUP, form=MentionForm.NOMINAL)
    if is_latter(mention, reading):
        last = named_last(mention, before, reading)
        return refer(mention, last, "named last") if last else mention
    if is_class_noun(mention, reading):
        body = body_before(mention, before, reading)
        return refer(mention, body, "body named before") if body else mention
    return mention


def _described(mention: Mention, before: Sequence[Mention], reading: Reading) -> Mention | None:
    """The person of whom a title or a noun of people is said right behind the name ("Witkoff, who is an estate agent")."""
    if mention.form not in (MentionForm.TITLE, MentionForm.NOMINAL) or mention.number not in (None, 1):
        return None
    one = next((m for m in reversed(before) if m.span.end <= mention.span.start), None)
    if one is None or one.kind is not EntityKind.PERSON or one.form is MentionForm.NOMINAL:
        return None
    between = fold(reading.text[one.span.end : mention.span.start], reading.pack).strip(" ,\N{ARABIC COMMA}")
    being = {fold(words, reading.pack) for words in reading.pack.pack.get("being", ())}
    return one if between.removesuffix(" a").removesuffix(" an") in being else None


# --- names --------------------------------------------------------------------------------------------------------


def _full_names(mentions: Sequence[Mention], pack: Pack) -> list[Mention]:
    """Names of people in more than one word, each once, in order of appearance."""
    seen: set[str] = set()
    full = []
    for m in mentions:
        key = fold(m.name, pack)
        if m.kind is EntityKind.PERSON and m.form is MentionForm.NAME and len(m.name.split()) > 1 and key not in seen:
            seen.add(key)
            full.append(m)
    return full


def _complete_name(mention: Mention, before: list[Mention], full_names: list[Mention], pack: Pack) -> Mention:
    """A part of a longer name means its bearer: the last one named before, else the first one named after."""
    candidates = [f for f in full_names if f.span != mention.span and _is_part(mention.name, f.name, pack)]
    if not candidates:
        return mention
    earlier = [c for c in candidates if c.span < mention.span]
    if not earlier and len(mention.name.split()) > 1:
        return replace(
            mention, name=candidates[0].name, antecedent=candidates[0].span, why=(*mention.why, "longer name")
        )
    recent = _most_recent(earlier or candidates, before, pack)
    office = mention.office or recent.office
    return replace(
        mention, name=recent.name, antecedent=recent.span, office=office, why=(*mention.why, "part of a full name")
    )


def _most_recent(candidates: list[Mention], before: list[Mention], pack: Pack) -> Mention:
    keys = {fold(c.name, pack): c for c in candidates}
    for m in reversed(before):
        if (key := fold(m.name, pack)) in keys:
            return keys[key]
    return candidates[0]


def _is_part(short: str, long: str, pack: Pack) -> bool:
    """Whether the words of `short` are the end, or the beginning, of those of `long`, clitics and article aside."""
    few, many = short.split(), long.split()
    if len(few) >= len(many):
        return False
    tail, head = many[-len(few) :], many[: len(few)]
    return all(_same_word(a, b, pack) for a, b in zip(few, tail, strict=True)) or all(
        _same_word(a, b, pack) for a, b in zip(few, head, strict=True)
    )


def _same_word(a: str, b: str, pack: Pack) -> bool:
    forms = {x.word for x in bare_forms(a, pack)}
    return fold(b, pack) in forms or fold(a, pack) in {x.word for x in bare_forms(b, pack)}


# --- titles -------------------------------------------------------------------------------------------------------


def _holder_of(mention: Mention, before: list[Mention], reading: Reading) -> Mention:
    """A title alone means the last person whose title it repeats."""
    wanted = _content(mention.office or mention.name, reading.pack)
    if not wanted:
        return mention
    head = _title_head(mention.office or mention.name, reading.pack)
    best, best_score = None, 0.0
    for m in before:
        if (
            m.kind is not EntityKind.PERSON
            or not m.office
            or (m.form is MentionForm.TITLE and not wanted < _content(m.office, reading.pack))
            or mention.span.start - m.span.end > REACH * 4
        ):
            continue
        has = _content(m.office, reading.pack)
        common = wanted & has
        # "The president" is not the president's envoy.
        if head and _title_head(m.office, reading.pack) not in (None, head):
            continue
        if not common or (len(wanted) > 1 and len(common) < len(wanted) - 0.5 and not wanted <= has):
            continue
        score = len(common) / len(wanted) + m.span.end / (10 * len(reading.text) + 1)
        if score >= best_score:
            best, best_score = m, score
    return refer(mention, best, "title named before") if best else mention


def _title_head(title: str, pack: Pack) -> str | None:
    """The word that says what somebody is: the first of a chain, or, where owners stand before it, the last title word up to a preposition."""
    titles = word_set(pack, "roles", "titles")
    known = [min((b.word for b in bare_forms(w, pack) if b.word in titles), key=len, default="") for w in title.split()]
    if not known or pack.pack.get("title_head", "first") == "first":
        return known[0] or fold(title.split()[0], pack) if known else None
    prepositions = {fold(w, pack) for words in pack.pack["prepositions"].values() for w in words}
    words = [fold(w, pack) for w in title.split()]
    end = next((i for i, w in enumerate(words) if w in prepositions and any(known[:i])), len(words))
    return next((k for k in reversed(known[:end]) if k), None)


def _content(title: str, pack: Pack) -> frozenset[str]:
    """The words of a title without clitics; short ones count only when they are titles themselves."""
    titles = word_set(pack, "roles", "titles")
    content = set()
    for word in title.split():
        forms = [b.word for b in bare_forms(word, pack)]
        known = [f for f in forms if f in titles]
        if known:
            content.add(min(known, key=len))
        elif len(word) > 2:
            content.add(min(forms, key=len) if len(word) > 4 else forms[0])
    return frozenset(content)


# --- subjects that are not written --------------------------------------------------------------------------------


def last_person_before(reading: Reading, position: int, mentions: Sequence[Mention]) -> Mention | None:
    """The nearest earlier person or body that a pronoun at `position` may mean: the first one of the sentence before, else the last one."""
    sentence = reading.sentence_of(reading.token_at(position))
    for number in range(sentence - 1, max(-1, sentence - 4), -1):
        span = reading.sentences[number].span
        named = [
            m
            for m in mentions
            if span.covers(m.span)
            and m.kind in {EntityKind.PERSON, EntityKind.ORGANISATION}
            and m.form is not MentionForm.PRONOUN
        ]
        if named:
            return named[0]
    return None
