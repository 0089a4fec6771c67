"""Finds the words that may report an event: by the pack's event words and phrases, and by the model's own reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, matches_any, stems, word_set
from dragoman.model import EventType, PredicateReading
from dragoman.pack import Pack

T = TypeVar("T")
# how many words may stand between the parts of a phrase ("held two long meetings")
PHRASE_GAP = 5
# words: what is quoted at less length is a phrase, not a statement
LEAST_QUOTED = 6
# the model's opinion counts from this probability on; below SURE, a type that the pack gives to the word goes before the model's
TRUSTED, SURE = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words that may report an event.

    `token` is the word that carries the meaning (the noun of a light verb), `carrier` the one that carries subject and tense (the light verb), often
    the same. `noun` says that no verb carries it. `reading` is the model's opinion of it, when it has one. `unsaid` marks a statement that somebody
    would not make.
    """

    token: int
    carrier: int
    type: EventType
    noun: bool
    why: str
    reading: PredicateReading | None = None
    unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of which each has several forms; a last word of one letter is written onto the word that follows."""

    words: tuple[frozenset[str], ...]
    type: EventType


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The event words of a pack: stems to types, phrases by a form of their first word, and the words learned from the corpus."""

    verbs: Mapping[str, tuple[EventType, ...]]
    nouns: Mapping[str, tuple[EventType, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    learned: Mapping[str, EventType]


@cache
def load_lexicon(pack: Pack) -> Lexicon:
    """Compile the event words of a pack."""
    verbs: dict[str, list[EventType]] = defaultdict(list)
    nouns: dict[str, list[EventType]] = defaultdict(list)
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for kind in EventType:
        entry = pack.events[kind.value]
        for word in (entry["verbs"] or "").split():
            verbs[fold(word, pack)].append(kind)
        for word in (entry["nouns"] or "").split():
            nouns[fold(word.strip('"'), pack)].append(kind)
        for phrase in entry.get("phrases", []):
            words = tuple(_forms_of(w, pack) for w in phrase.split())
            for form in sorted(words[0]):
                phrases[form].append(Phrase(words, kind))
    learned = {form: EventType(kind) for kind, forms in pack.harvest.items() for form in forms.split()}
    return Lexicon(_frozen(verbs), _frozen(nouns), _frozen(phrases), learned)


def _frozen(table: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in table.items()}


@lru_cache(maxsize=100_000)
def _forms_of(word: str, pack: Pack) -> frozenset[str]:
    """The stems under which a word of a phrase is met again."""
    return frozenset(
        {
            fold(word, pack),
            *(s for s in stems(word, False, pack) if len(s) > 3),
            *(s for s in stems(word, True, pack) if len(s) > 3),
        }
    )


def find_predicates(reading: Reading) -> list[Predicate]:
    """All predicates of a document, in text order, one for each word.

    Event words of the pack count where the model has some opinion of them: alone they are too often no event.

    Args:
        reading: the document with its mentions set; words inside names are no predicates.
    """
    lexicon = load_lexicon(reading.pack)
    by_model = {p.token: p for p in reading.annotation.predicates}
    found: dict[int, Predicate] = {}
    for token in range(len(reading.tokens)):
        opinion = by_model.get(token)
        if opinion is None or _is_barred(reading, token):
            continue
        types = _lexical_types(reading, token, lexicon)
        if opinion.score >= TRUSTED:
            kind = types[0] if types and opinion.type not in types and opinion.type_score < SURE else opinion.type
            found[token] = _predicate(reading, token, kind, "model", opinion)
        elif types:
            kind = opinion.type if opinion.type in types else types[0]
            found[token] = _predicate(reading, token, kind, f"word {kind.value}", opinion)
    for token, kind in _phrases(reading, lexicon):
        if token not in found or found[token].why != "model":
            found[token] = _predicate(reading, token, kind, f"phrase {kind.value}", by_model.get(token))
    for token in _statements(reading):
        if token not in found:
            found[token] = _predicate(reading, token, EventType.STATE, "statement", by_model.get(token))
    return _one_for_each_phrase(reading, sorted(found.values(), key=lambda p: p.token))


def _statements(reading: Reading) -> Iterator[int]:
    """Verbs of speech beside an interview or an address: words for the record, worth a claim of their own."""
    occasions = word_set(reading.pack, "events", "interviews")
    speech = word_set(reading.pack, "speech", "verbs")
    for sentence in reading.sentences:
        inside = range(sentence.first, sentence.last)
        at = next((i for i in inside if matches_any(reading.tokens[i].text, occasions, reading.pack)), None)
        at = _quotation(reading, inside) if at is None else at
        if at is None:
            continue
        spoken = [i for i in inside if reading.tokens[i].upos in {"VERB", "AUX"} and not reading.mention_at(i)]
        spoken = [i for i in spoken if speech.intersection(stems(reading.tokens[i].text, False, reading.pack))]
        if spoken:
            yield min(spoken, key=lambda i: (abs(i - at), i))


def _quotation(reading: Reading, inside: range) -> int | None:
    """Where a sentence begins to quote at length."""
    marks = set(reading.pack.pack["quotes"]["open"]) | set(reading.pack.pack["quotes"]["close"])
    at = [i for i in inside if reading.tokens[i].text in marks]
    return at[0] if len(at) >= 2 and at[-1] - at[0] > LEAST_QUOTED else None


def _is_barred(reading: Reading, token: int) -> bool:
    word = reading.tokens[token]
    if word.upos in {"PUNCT", "NUM", "SYM", "ADP", "DET", "PRON", "SCONJ", "CCONJ"}:
        return True
    mention = reading.mention_at(token)
    return mention is not None and mention.form.value == "name" and mention.why[0] != "title word"


def _lexical_types(reading: Reading, token: int, lexicon: Lexicon) -> tuple[EventType, ...]:
    """Types that the pack gives to a token, its own words before those learned from the corpus."""
    word = reading.tokens[token]
    if word.upos in {"VERB", "AUX", "ADJ"} or (
        word.upos == "NOUN" and not _noun_types(word.text, lexicon, reading.pack)
    ):
        for stem in stems(word.text, False, reading.pack):
            if stem in lexicon.verbs and (word.upos != "NOUN" or len(stem) > 2):
                return lexicon.verbs[stem]
    found = _noun_types(word.text, lexicon, reading.pack)
    return found or _learned_types(word.text, lexicon, reading.pack)


def _learned_types(text: str, lexicon: Lexicon, pack: Pack) -> tuple[EventType, ...]:
    """The type that the corpus gives to a word, as written or without clitics."""
    return next(((lexicon.learned[b.word],) for b in bare_forms(text, pack) if b.word in lexicon.learned), ())


def _noun_types(text: str, lexicon: Lexicon, pack: Pack) -> tuple[EventType, ...]:
    for stem in stems(text, True, pack):
        if stem in lexicon.nouns:
            return lexicon.nouns[stem]
    return ()


def _predicate(reading: Reading, token: int, kind: EventType, why: str, opinion: PredicateReading | None) -> Predicate:
    carrier = _carrier_of(reading, token)
    noun = carrier == token and reading.tokens[token].upos in {"NOUN", "PROPN", "ADJ"}
    return Predicate(token, carrier, kind, noun, why, opinion)


def _carrier_of(reading: Reading, token: int) -> int:
    """The light verb on which an event noun hangs, by the tree or, where it fails, right before it."""
    if reading.tokens[token].upos in {"VERB", "AUX"}:
        return token
    light = word_set(reading.pack, "pack", "light_verbs")
    at = token
    for _ in range(3):
        head = reading.tokens[at].head
        if head < 0:
            break
        if reading.tokens[head].upos in {"VERB", "AUX"}:
            return head if matches_any(reading.tokens[head].text, light, reading.pack) else token
        at = head
    start = reading.sentences[reading.sentence_of(token)].first
    for i in range(token - 1, max(start, token - 4) - 1, -1):
        if reading.tokens[i].upos == "VERB":
            return i if matches_any(reading.tokens[i].text, light, reading.pack) else token
    return token


def _phrases(reading: Reading, lexicon: Lexicon) -> Iterator[tuple[int, EventType]]:
    """Phrases of the pack: their words in order, a few words apart; the token that carries the meaning is the last noun or verb."""
    forms = [_forms_of(t.text, reading.pack) for t in reading.tokens]
    for sentence in reading.sentences:
        for first in range(sentence.first, sentence.last):
            candidates = {id(p): p for form in sorted(forms[first]) for p in lexicon.phrases.get(form, ())}
            for phrase in candidates.values():
                last = _follow(phrase, forms, first, sentence.last, reading)
                if last is not None:
                    yield _meaning(reading, first, last), phrase.type


def _follow(phrase: Phrase, forms: list[frozenset[str]], first: int, end: int, reading: Reading) -> int | None:
    """The last token of a phrase that begins at `first`, or None."""
    at = first
    for wanted in phrase.words[1:]:
        for i in range(at + 1, min(end, at + 1 + PHRASE_GAP)):
            if wanted & forms[i]:
                at = i
                break
            if _is_written_onto(wanted, reading.tokens[i].text, reading.pack):
                break
            if reading.tokens[i].upos in {"PUNCT", "SCONJ"}:
                return None
        else:
            return None
    return at


def _is_written_onto(wanted: frozenset[str], word: str, pack: Pack) -> bool:
    """Whether a word of one letter stands as a clitic on `word`."""
    return all(len(w) == 1 for w in wanted) and any(wanted & set(b.clitics) for b in bare_forms(word, pack))


def _meaning(reading: Reading, first: int, last: int) -> int:
    for i in range(last, first, -1):
        if reading.tokens[i].upos in {"NOUN", "PROPN"}:
            return i
    return last if reading.tokens[last].upos == "VERB" else first


def _one_for_each_phrase(reading: Reading, predicates: list[Predicate]) -> list[Predicate]:
    """A light verb whose noun is a predicate is none of its own; nor is a noun in apposition to itself ("truce agreement")."""
    carried = {p.carrier for p in predicates if p.carrier != p.token}
    kept: list[Predicate] = []
    for p in predicates:
        if p.token in carried and p.why != "model":
            continue
        if (
            kept
            and kept[-1].type is p.type
            and p.token - kept[-1].token == 1
            and p.noun
            and reading.sentence_of(p.token) == reading.sentence_of(kept[-1].token)
        ):
            continue
        kept.append(p)
    return kept
