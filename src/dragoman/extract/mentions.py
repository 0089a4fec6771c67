"""Finds who and what is mentioned: the model's spans, repaired by what is known beforehand and by the pack's titles and group nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from dragoman.extract.buildings import is_nameless_building
from dragoman.extract.counting import number_of
from dragoman.extract.name_repairs import (
    end_before_another,
    end_of_name,
    find_repeats,
    is_stray_initial,
    join_pieces,
    only_describes,
    start_of_name,
)
from dragoman.extract.naming import NameCleaner
from dragoman.extract.outlet_names import find_outlet_names
from dragoman.extract.reading import Reading
from dragoman.extract.title_bearers import join_titles
from dragoman.extract.words import matches_any, word_set
from dragoman.knowledge_base import Entry, Knowledge
from dragoman.model import EntityKind, Label, Mention, MentionForm

LONGEST_TITLE = 8
# parts of speech of words that no known name of one word is read as
FUNCTION = {"VERB", "ADP", "PRON", "SCONJ", "CCONJ", "ADV", "AUX", "DET"}
# what the model must think of a span at least
LEAST = 0.3
# and of an outlet that is named by a known place, and more
LEAST_OUTLET = 0.5
PLACED = {EntityKind.PLACE, EntityKind.COUNTRY}
OUTLET_NAME = "named as an outlet"
KIND_OF = {
    Label.PER: EntityKind.PERSON,
    Label.ORG: EntityKind.ORGANISATION,
    Label.MEDIA: EntityKind.OUTLET,
    Label.GPE: EntityKind.COUNTRY,
    Label.LOC: EntityKind.PLACE,
    Label.FAC: EntityKind.PLACE,
    Label.NORP: EntityKind.COUNTRY,
    Label.TTL: EntityKind.PERSON,
    Label.NOM: EntityKind.GROUP,
}
FORM_OF = {Label.TTL: MentionForm.TITLE, Label.NOM: MentionForm.NOMINAL, Label.NORP: MentionForm.DEMONYM}
# who owns a token when two spans want it: names before titles before nouns
RANK = {
    MentionForm.NAME: 3,
    MentionForm.DEMONYM: 2,
    MentionForm.TITLE: 1,
    MentionForm.NOMINAL: 0,
    MentionForm.PRONOUN: 0,
}

PLACES = {Label.GPE, Label.LOC, Label.FAC}
# who bears a name of its own
BEARERS = {Label.PER, Label.ORG, Label.MEDIA}


@dataclass(frozen=True, slots=True)
class _Found:
    """Tokens [first, last) that mention something, before the name is cleaned."""

    first: int
    last: int
    kind: EntityKind
    form: MentionForm
    why: str
    score: float


def find_mentions(reading: Reading, knowledge: Knowledge) -> list[Mention]:
    """All mentions of a document, in text order, names cleaned and titles joined to their names.

    Args:
        reading: the document with its annotation.
        knowledge: names known beforehand.
    """
    spotted = list(_from_knowledge(reading, knowledge))
    spotted += [
        _Found(first, last, EntityKind.OUTLET, MentionForm.NAME, OUTLET_NAME, 2.5)
        for first, last in find_outlet_names(reading)
    ]
    modelled = list(_from_model(reading, knowledge))
    found = list(_with_places(_settle([*spotted, *modelled]), reading))
    found = _settle([*found, *_titles(reading, found), *_demonyms(reading, knowledge)])
    found += list(_repeats(reading, found))
    found += _groups(reading, found)
    found += _attached_pronouns(reading, found)
    mentions = [m for m in _name_all(reading, knowledge, found) if not reading.is_furniture(m.span)]
    return join_titles(reading, mentions)


def _from_model(reading: Reading, knowledge: Knowledge) -> Iterator[_Found]:
    entities = join_pieces([e for e in reading.annotation.entities if e.label is not Label.TIME and e.score >= LEAST])
    people = [(e.first, e.last) for e in entities if e.label is Label.PER]
    starts = {first for first, _ in people}
    for entity in entities:
        form = FORM_OF.get(entity.label, MentionForm.NAME)
        if form is MentionForm.NOMINAL and _is_pronoun(reading, entity.first, entity.last):
            form = MentionForm.PRONOUN
        first, last = entity.first, entity.last
        if form is MentionForm.NAME and entity.label in BEARERS and only_describes(reading, first, last):
            continue
        if form is MentionForm.NAME and entity.label is Label.PER:
            # a verb before a name, which a letter written onto it hides from the model
            while last - first > 1 and reading.tokens[first].upos == "VERB":
                first += 1
            if last in starts and is_stray_initial(reading, first, last):
                continue
            last = end_before_another(reading, first, end_of_name(reading, first, last), people, knowledge)
            first = start_of_name(reading, first)
        if form is MentionForm.NAME and entity.label in PLACES and is_nameless_building(reading, first, last):
            yield _Found(first, last, EntityKind.PLACE, MentionForm.NOMINAL, "building without a name", entity.score)
            continue
        yield _Found(first, last, KIND_OF[entity.label], form, "model", entity.score)


def _is_pronoun(reading: Reading, first: int, last: int) -> bool:
    pack = reading.pack.pack
    pronouns = {w for table in (pack["pronouns"], pack.get("attached", {})) for words in table.values() for w in words}
    return last - first == 1 and reading.folded[first] in pronouns


def _attached_pronouns(reading: Reading, found: list[_Found]) -> Iterator[_Found]:
    """Pronouns written onto a preposition ("to him") that the model passed over."""
    words = {w for group in reading.pack.pack.get("attached", {}).values() for w in group}
    taken = {t for f in found for t in range(f.first, f.last)}
    for i, word in enumerate(reading.folded):
        if word in words and i not in taken and reading.tokens[i].upos in {"ADP", "PRON"}:
            yield _Found(i, i + 1, EntityKind.PERSON, MentionForm.PRONOUN, "pronoun on a preposition", 0.5)


def _from_knowledge(reading: Reading, knowledge: Knowledge) -> Iterator[_Found]:
    for span, entry in knowledge.spot(reading.text, reading.document.language):
        tokens = reading.tokens_in(span)
        if len(tokens) and not _hides_common_word(reading, tokens, entry):
            yield _Found(
                tokens[0], tokens[-1] + 1, entry.kind, MentionForm.NAME, "known", 2.0 if len(tokens) > 1 else 0.9
            )


def _hides_common_word(reading: Reading, tokens: range, entry: Entry) -> bool:
    """A known name of one word that the model reads as a verb or a function word is that word."""
    return len(tokens) == 1 and reading.tokens[tokens[0]].upos in FUNCTION


def _settle(found: Iterable[_Found]) -> list[_Found]:
    """Keep no two overlapping spans of a form: a person's name beats a place inside it, the longer beats the shorter."""
    kept: list[_Found] = []
    for one in sorted(
        found,
        key=lambda f: (
            -RANK[f.form],
            -f.score if f.why in {"known", OUTLET_NAME} else -min(f.score, 0.95),
            -(f.last - f.first),
            f.first,
            f.kind.value,
        ),
    ):
        clash = [k for k in kept if k.first < one.last and one.first < k.last]
        if not clash or all(_may_hold(one, k) for k in clash):
            kept.append(one)
        elif len(clash) == 1 and _extends(one, clash[0]):
            kept[kept.index(clash[0])] = one
    return sorted(kept, key=lambda f: (f.first, f.last))


def _may_hold(outer: _Found, inner: _Found) -> bool:
    """A title or a noun phrase may hold names and demonyms."""
    inside = (
        outer.first <= inner.first
        and inner.last <= outer.last
        and (inner.last - inner.first) < (outer.last - outer.first)
    )
    return (
        inside
        and outer.form in {MentionForm.TITLE, MentionForm.NOMINAL}
        and inner.form in {MentionForm.NAME, MentionForm.DEMONYM}
    )


def _with_places(found: Sequence[_Found], reading: Reading) -> Iterator[_Found]:
    """A body's name that goes on in the place right after it is one name with it ("the front for the liberation of Socotra").

    The name ends in a preposition, or in what the body is for and the place hangs on it in the tree; no letter is written onto the place.
    """
    joined: set[int] = set()
    for one, after in zip_longest(found, found[1:]):
        if one.first in joined:
            continue
        if after is not None and _goes_on(one, after, reading):
            joined.add(after.first)
            one = replace(one, last=after.last)
        yield one


def _goes_on(one: _Found, after: _Found, reading: Reading) -> bool:
    if one.kind is not EntityKind.ORGANISATION or after.kind not in (EntityKind.PLACE, EntityKind.COUNTRY):
        return False
    if one.last != after.first or MentionForm.NAME is not one.form or MentionForm.NAME is not after.form:
        return False
    purpose, place = reading.tokens[one.last - 1], reading.tokens[after.first]
    hangs = one.first <= place.head < one.last
    several = one.last - one.first > 1 and not place.clitics
    return several and (purpose.upos == "ADP" or (hangs and "TO" in purpose.clitics))


def _extends(one: _Found, other: _Found) -> bool:
    """Whether a model's name swallows a known shorter one ("Qatar Airways", "Abu Dhabi Fund")."""
    return (
        one.form is MentionForm.NAME
        and other.form is MentionForm.NAME
        and one.first <= other.first
        and other.last <= one.last
        and one.last - one.first > other.last - other.first
        and one.why == "model"
        and one.score >= (LEAST_OUTLET if one.kind is EntityKind.OUTLET and other.kind in PLACED else 0.8)
        and one.last - one.first <= 5
    )


def _titles(reading: Reading, found: list[_Found]) -> Iterator[_Found]:
    """Titles by the pack's title words, where the model found none: the word and what follows, up to the name or the phrase's end."""
    taken = {t for f in found for t in range(f.first, f.last) if f.form is not MentionForm.DEMONYM}
    named = {f.first for f in found if f.kind is EntityKind.PERSON and f.form is MentionForm.NAME}
    titles = word_set(reading.pack, "roles", "titles")
    i = 0
    while i < len(reading.tokens):
        token = reading.tokens[i]
        if i in taken or token.upos in {"VERB", "ADP", "PUNCT"} or not matches_any(token.text, titles, reading.pack):
            i += 1
            continue
        last = _end_of_phrase(reading, i, named)
        yield _Found(i, last, EntityKind.PERSON, MentionForm.TITLE, "title word", 0.5)
        i = last


def _end_of_phrase(reading: Reading, first: int, stops: set[int]) -> int:
    """Where a noun phrase that begins at `first` ends: before a name, a verb, a mark or a preposition that opens a new slot."""
    end_of_sentence = reading.sentences[reading.sentence_of(first)].last
    i = first + 1
    while i < end_of_sentence and i - first < LONGEST_TITLE:
        token = reading.tokens[i]
        if (
            i in stops
            or token.upos in {"VERB", "AUX", "PUNCT", "SCONJ", "PRON", "ADV", "NUM", "CCONJ"}
            or "AND" in token.clitics
            or "THAT" in token.clitics
        ):
            break
        if token.upos == "ADP" or _opens_slot(reading, i):
            break
        i += 1
    return i


def _opens_slot(reading: Reading, token: int) -> bool:
    """Whether a preposition is written onto the token, other than the one that builds titles ("minister for affairs")."""
    return bool(reading.tokens[token].clitics & {"IN", "FROM", "AS"})


def _demonyms(reading: Reading, knowledge: Knowledge) -> Iterator[_Found]:
    for span, _ in knowledge.demonyms_in(reading.text, reading.document.language):
        tokens = reading.tokens_in(span)
        if len(tokens):
            yield _Found(tokens[0], tokens[-1] + 1, EntityKind.COUNTRY, MentionForm.DEMONYM, "demonym", 0.8)


def _repeats(reading: Reading, found: list[_Found]) -> Iterator[_Found]:
    """Family names of people named in full, where the model read something else."""
    people = [(f.first, f.last) for f in found if f.kind is EntityKind.PERSON and f.form is MentionForm.NAME]
    taken = {t for f in found for t in range(f.first, f.last)}
    for first, last in list(find_repeats(reading, people, taken)):
        yield _Found(first, last, EntityKind.PERSON, MentionForm.NAME, "repeats a name", 0.6)


def _groups(reading: Reading, found: list[_Found]) -> Iterator[_Found]:
    """Common nouns of people who act or speak, with what describes them ("a Qatari delegation", "two officials")."""
    taken = {
        t
        for f in found
        if f.form is not MentionForm.DEMONYM and (f.kind is not EntityKind.COUNTRY or f.why == "known")
        for t in range(f.first, f.last)
    }
    inner = {f.first: f for f in found}
    lists = [word_set(reading.pack, "roles", key) for key in ("groups", "anonymous", "victims")]
    words = frozenset().union(*lists)
    i = 0
    while i < len(reading.tokens):
        token = reading.tokens[i]
        if (
            i in taken
            or token.upos in {"VERB", "ADP", "PUNCT", "PROPN"}
            or not matches_any(token.text, words, reading.pack)
        ):
            i += 1
            continue
        first = _with_number(reading, i, taken)
        last = _end_of_group(reading, i, taken, inner)
        yield _Found(first, last, EntityKind.GROUP, MentionForm.NOMINAL, "group noun", 0.5)
        i = last


def _with_number(reading: Reading, token: int, taken: set[int]) -> int:
    """Take in the number or demonym before the noun ("two officials", "Qatari mediators")."""
    first = token
    if _opens_slot(reading, token):
        return first
    start = reading.sentences[reading.sentence_of(token)].first
    while (
        first > start
        and first - 1 not in taken
        and reading.tokens[first - 1].upos in {"NUM", "ADJ"}
        and token - first < 3
    ):
        first -= 1
    return first


def _end_of_group(reading: Reading, noun: int, taken: set[int], inner: dict[int, _Found]) -> int:
    """A group noun takes adjectives and the body or country that follows without or with a bare "of"."""
    i, end = noun + 1, reading.sentences[reading.sentence_of(noun)].last
    while i < end and i - noun < 5:
        token = reading.tokens[i]
        holder = inner.get(i)
        if (
            holder
            and holder.kind in {EntityKind.COUNTRY, EntityKind.ORGANISATION, EntityKind.OUTLET}
            and not _opens_slot(reading, i)
            and "AND" not in token.clitics
        ):
            return holder.last
        if holder and holder.kind is EntityKind.PERSON and token.head == noun and not token.clitics:
            return holder.last  # "the administration of Trump" where nothing stands between
        if (
            token.upos not in {"ADJ", "NOUN", "PROPN"}
            or i in taken
            or "AND" in token.clitics
            or _opens_slot(reading, i)
        ):
            break
        if token.upos != "ADJ" and token.head != noun:
            break
        i += 1
    return i


def _name_all(reading: Reading, knowledge: Knowledge, found: list[_Found]) -> list[Mention]:
    written = [reading.span(f.first, f.last).of(reading.text) for f in found]
    names = [w for w, f in zip(written, found, strict=True) if f.form is MentionForm.NAME]
    cleaner = NameCleaner(names, knowledge, reading.pack)
    mentions = []
    for text, one in zip(written, found, strict=True):
        name = cleaner.clean(text, len(reading.tokens[one.first].clitics - {"DET", "SUF"}))
        if not name:
            continue
        office = name if one.form is MentionForm.TITLE else None
        mentions.append(
            Mention(
                span=reading.span(one.first, one.last),
                text=text,
                kind=one.kind,
                form=one.form,
                name=name,
                head=_head_of(reading, one.first, one.last),
                number=number_of(reading, one.first, one.last) if one.form is not MentionForm.NAME else None,
                office=office,
                why=(one.why,),
            )
        )
    return sorted(mentions, key=lambda m: (m.span, m.form.value))


def _head_of(reading: Reading, first: int, last: int) -> int:
    """The token whose head lies outside the span."""
    for i in range(first, last):
        head = reading.tokens[i].head
        if not first <= head < last:
            return i
    return first
