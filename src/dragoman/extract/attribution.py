"""Who says so: cues of speech, their sources, the words that they cover, and the chain from outlet to speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.slots import Filled, fill_slots
from dragoman.extract.words import bare_forms, fold, stems, word_set
from dragoman.model import EntityKind, EventType, Mention, MentionForm, Source, SourceKind
from dragoman.pack import Pack


# what the model says of a source counts from this probability on
TRUSTED = 0.5


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens [first, last) are said by the last of `chain` (outermost first). `cue` is the token of the cue, `speaker` its own source."""

    first: int
    last: int
    cue: int
    chain: tuple[Source, ...]
    why: str


def find_attributions(reading: Reading) -> list[Attribution]:
    """All attributions of a document, in text order.

    Args:
        reading: the document with its mentions set.
    """
    found: list[Attribution] = []
    for number in range(len(reading.sentences)):
        if not reading.is_furniture(reading.sentences[number].span):
            found.extend(_in_sentence(reading, number, found))
    return found


def chain_of(attributions: Sequence[Attribution], token: int) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The chain that covers a token, outermost first, and the rules that gave it: wider attributions stand outside narrower ones."""
    covering = [a for a in attributions if a.first <= token < a.last and a.cue != token]
    chain: list[Source] = []
    for attribution in sorted(covering, key=lambda a: (a.first - a.last, a.cue)):
        for source in attribution.chain:
            if all(source.name != s.name for s in chain):
                chain.append(source)
    outlets = [s for s in chain if s.kind is SourceKind.OUTLET]
    return tuple(outlets + [s for s in chain if s.kind is not SourceKind.OUTLET]), tuple(
        dict.fromkeys(a.why for a in covering)
    )


def chain_by_model(reading: Reading, predicate: Predicate) -> tuple[Source, ...]:
    """The chain of the model's sources of a predicate, outlets outside; empty when it has none."""
    if predicate.reading is None:
        return ()
    chain: dict[str, Source] = {}
    for argument in sorted(predicate.reading.arguments, key=lambda a: a.token):
        mention = reading.mention_at(argument.token)
        if argument.role == "source" and argument.score >= TRUSTED and mention:
            source = source_from(mention, reading)
            chain.setdefault(source.name, source)
    return _outlets_first(chain.values())


def _outlets_first(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources, key=lambda s: s.kind is not SourceKind.OUTLET))


def source_from(mention: Mention, reading: Reading) -> Source:
    """The link of a chain that a mention makes."""
    return Source(_kind_of(mention, reading), mention.name, mention.text, mention.span, mention, mention.number)


def _kind_of(mention: Mention, reading: Reading) -> SourceKind:
    if mention.kind is EntityKind.OUTLET:
        return SourceKind.OUTLET
    if mention.form is MentionForm.TITLE:
        return SourceKind.OFFICE
    if mention.kind is EntityKind.PERSON:
        return SourceKind.PERSON
    if mention.form in {MentionForm.NOMINAL, MentionForm.PRONOUN}:
        documents = word_set(reading.pack, "speech", "document")
        words = {
            b.word for t in reading.tokens_in(mention.span) for b in bare_forms(reading.tokens[t].text, reading.pack)
        }
        return SourceKind.DOCUMENT if words & documents else SourceKind.ANONYMOUS
    return SourceKind.OFFICE


# --- one sentence -------------------------------------------------------------------------------------------------


def _in_sentence(reading: Reading, number: int, before: list[Attribution]) -> list[Attribution]:
    sentence = reading.sentences[number]
    found: list[Attribution] = []
    token = sentence.first
    while token < sentence.last:
        length = _according_at(reading, token, sentence.last)
        if length:
            attribution = _according(reading, number, token, length, before + found)
        elif is_speech_verb(reading, token):
            attribution = _spoken(reading, number, token, before + found)
        else:
            attribution = None
        if attribution:
            found.append(attribution)
        token += max(1, length)
    return found


@cache
def _according_phrases(pack: Pack) -> tuple[tuple[str, ...], ...]:
    phrases = [tuple(fold(w, pack) for w in p.split()) for p in pack.speech["according"]]
    return tuple(sorted(phrases, key=lambda p: (-len(p), p)))


def _according_at(reading: Reading, token: int, end: int) -> int:
    """How many tokens from `token` are a particle of attribution; a phrase may end in a letter written onto the source."""
    for phrase in _according_phrases(reading.pack):
        if all(
            _word_fits(reading, token + i, w, i == 0, i == len(phrase) - 1 and i > 0, end) for i, w in enumerate(phrase)
        ):
            onto = len(phrase) > 1 and len(phrase[-1]) == 1 and reading.folded[token + len(phrase) - 1] != phrase[-1]
            return len(phrase) - 1 if onto else len(phrase)
    return 0


def _word_fits(reading: Reading, token: int, wanted: str, first: bool, last: bool, end: int) -> bool:
    if token >= end:
        return False
    if last and len(wanted) == 1:
        return reading.folded[token].startswith(wanted)
    if first:
        return any(b.word == wanted for b in bare_forms(reading.tokens[token].text, reading.pack))
    return reading.folded[token] == wanted


def _according(reading: Reading, number: int, token: int, length: int, before: list[Attribution]) -> Attribution | None:
    sentence = reading.sentences[number]
    own = frozenset(fold(w, reading.pack) for w in reading.pack.speech.get("according_self", []))
    if any(b.word in own for b in bare_forms(reading.tokens[token].text, reading.pack)):
        chain = _last_chain(before)
        return Attribution(sentence.first, sentence.last, token, chain, "according to the same") if chain else None
    mentions = [
        m
        for m in reading.mentions_in(token + length, min(sentence.last, token + length + 9))
        if m.form is not MentionForm.DEMONYM
    ]
    if not mentions or reading.tokens_in(mentions[0].span)[0] > token + length + 4:
        return None
    sources = [source_from(mentions[0], reading)]
    end = reading.tokens_in(mentions[0].span)[-1] + 1
    for m in mentions[1:]:
        first = reading.tokens_in(m.span)[0]
        if m.kind is EntityKind.OUTLET and first - end <= 3:
            sources.insert(0, source_from(m, reading))
            end = reading.tokens_in(m.span)[-1] + 1
    if sources[0].kind is not SourceKind.OUTLET:
        sources = [*_known_outlet(sources[-1], before, reading), *sources]
    return Attribution(sentence.first, sentence.last, token, tuple(sources), "according to")


def is_speech_verb(reading: Reading, token: int) -> bool:
    """Whether a token is a verb (or participle) of speech."""
    word = reading.tokens[token]
    if word.upos not in {"VERB", "AUX", "ADJ", "NOUN", "ADV"} or reading.mention_at(token):
        return False
    if word.text in reading.pack.speech["participles"]:
        return True
    if word.upos not in {"VERB", "AUX"} and not _opens_clause(reading, token):
        return False
    return any(s in _speech_stems(reading.pack) for s in stems(word.text, False, reading.pack))


@cache
def _speech_stems(pack: Pack) -> frozenset[str]:
    return frozenset(fold(w, pack) for w in pack.speech["verbs"].split())


def _opens_clause(reading: Reading, token: int) -> bool:
    """Whether what was said follows: a "that", a colon or an opening quotation within a few words."""
    end = reading.sentences[reading.sentence_of(token)].last
    return any(_is_opening(reading, i) for i in range(token + 1, min(end, token + 10)))


def _is_opening(reading: Reading, token: int) -> bool:
    word = reading.tokens[token]
    marks = set(reading.pack.pack["quotes"]["open"]) | {":"}
    return (
        word.text in marks
        or "THAT" in word.clitics
        or reading.folded[token] in word_set(reading.pack, "speech", "complementisers")
    )


def _spoken(reading: Reading, number: int, token: int, before: list[Attribution]) -> Attribution | None:
    sentence = reading.sentences[number]
    cue = Predicate(token, token, EventType.STATE, False, "speech")
    filled = fill_slots(reading, cue, frozenset())
    opening = next((i for i in range(token + 1, sentence.last) if _is_opening(reading, i)), None)
    near = [f for f in filled if opening is None or reading.tokens_in(f.mention.span)[0] < opening or f.why == "tree"]
    speakers = [
        f
        for f in near
        if f.slot == "SUBJ" and f.mention.kind is not EntityKind.PLACE and f.mention.form is not MentionForm.DEMONYM
    ]
    outlets = [
        f for f in near if f.mention.kind is EntityKind.OUTLET and f.slot in {"OBJ", "TO", "WITH", "BI", "IN", "FROM"}
    ]
    chain = _chain_from(reading, speakers, outlets, before)
    if not chain:
        return None
    first, last = _scope(reading, number, token, opening)
    return Attribution(first, last, token, tuple(chain), "speech verb" if speakers else "goes on speaking")


def _chain_from(
    reading: Reading, speakers: list[Filled], outlets: list[Filled], before: list[Attribution]
) -> list[Source]:
    if not speakers:
        return list(_last_chain(before))
    named = [f.mention for f in speakers if f.mention.form is not MentionForm.PRONOUN]
    if not named:
        return list(_last_chain(before))
    chain = [source_from(f.mention, reading) for f in outlets]
    own = [source_from(m, reading) for m in named[:2]]
    if not chain and own[0].kind is SourceKind.ANONYMOUS:
        chain = list(_known_outlet(own[0], before, reading))
    return chain + [s for s in own if all(s.name != c.name for c in chain)]


def _known_outlet(source: Source, before: list[Attribution], reading: Reading) -> Sequence[Source]:
    """The outlet to which the same unnamed sources spoke before ("the sources said")."""
    if source.kind is not SourceKind.ANONYMOUS:
        return ()
    words = _nouns(source, reading)
    for attribution in reversed(before):
        outlet, last = attribution.chain[0], attribution.chain[-1]
        if outlet.kind is SourceKind.OUTLET and last.kind is SourceKind.ANONYMOUS and words & _nouns(last, reading):
            return (outlet,)
    return ()


def _nouns(source: Source, reading: Reading) -> set[str]:
    return {b.word for w in source.text.split() if len(w) > 3 for b in bare_forms(w, reading.pack)}


def _last_chain(before: list[Attribution]) -> tuple[Source, ...]:
    return before[-1].chain if before else ()


def _scope(reading: Reading, number: int, token: int, opening: int | None) -> tuple[int, int]:
    """What is said: what follows the opening; all of the sentence when the verb of speech comes last."""
    sentence = reading.sentences[number]
    if opening is None and token - sentence.first > (sentence.last - token) * 1.5:
        return sentence.first, sentence.last
    return token + 1, sentence.last
