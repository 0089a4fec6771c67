"""Attributions of a document: chains of sources with the words that they cover, and the chain over a predicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.extract.attribution.cues import SEMICOLONS, Cue, CueKind, find_cues, is_quote, is_scare_quote
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import nouns_of, outlets_first, source_from
from dragoman.extract.attribution.phrases import Phrase, read_phrase
from dragoman.extract.attribution.scope import find_scope
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, word_set
from dragoman.model import EventType, MentionForm, Source, SourceKind

# what the model says of a source counts from this probability on: alone, and beside a chain by the rules (an outlet, a speaker)
ALONE = 0.4
BESIDE = {True: 0.5, False: 0.9}
# how many sentences back a speaker goes on speaking, and an outlet stays known
MEMORY = 5
GOES_ON = "goes on speaking"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens [first, last) are said by the last of `chain` (outermost first). `cue` is the token of the cue.

    `hole` are the tokens of the attribution itself, which nobody says. `why` names the rule.
    """

    first: int
    last: int
    cue: int
    chain: tuple[Source, ...]
    why: str
    hole: tuple[int, int] = (-1, -1)

    def covers(self, token: int) -> bool:
        """Whether the words at `token` are said by the chain."""
        return self.first <= token < self.last and token != self.cue and not self.hole[0] <= token < self.hole[1]


def find_attributions(reading: Reading) -> list[Attribution]:
    """All attributions of a document, in text order.

    Args:
        reading: the document with its mentions set.
    """
    found: list[Attribution] = []
    numbers = [n for n, s in enumerate(reading.sentences) if not reading.is_furniture(s.span)]
    for number in numbers:
        cues = find_cues(reading, number)
        here: list[Attribution] = []
        for cue in cues:
            if any(a.hole[0] <= cue.token < a.hole[1] and a.cue != cue.token for a in here):
                continue
            if attribution := _read_cue(reading, number, cue, cues, found + here):
                here.append(attribution)
        here = _cut_at_other_voices(reading, here)
        if further := _goes_on(reading, number, found, bool(here)):
            here = [further, *here]
        found.extend(here)
    return [*_lede(reading, numbers, found), *found]


def _read_cue(
    reading: Reading, number: int, cue: Cue, cues: Sequence[Cue], before: list[Attribution]
) -> Attribution | None:
    phrase = read_phrase(reading, cue, cues)
    chain, why = _chain_from(reading, number, cue, phrase, before)
    if not chain:
        return None
    first, last = find_scope(reading, number, cue, phrase)
    hole = (phrase.first, phrase.last)
    if why == GOES_ON and _tells_own_deeds(reading, number, cue):
        first, hole = reading.sentences[number].first, (cue.first, cue.last)
    return Attribution(first, last, cue.token, chain, why, hole)


def _tells_own_deeds(reading: Reading, number: int, cue: Cue) -> bool:
    """Whether the last speaker is the subject of the whole sentence ("He condoled with them, and told that ...")."""
    word = reading.tokens[cue.token]
    if word.relation != "conj" or word.head < reading.sentences[number].first:
        return False
    subjects = [c for c in reading.children[word.head] if reading.tokens[c].relation == "nsubj"]
    return bool(subjects) and all(reading.tokens[c].upos == "PRON" for c in subjects)


# --- who ----------------------------------------------------------------------------------------------------------


def _chain_from(
    reading: Reading, number: int, cue: Cue, phrase: Phrase, before: list[Attribution]
) -> tuple[tuple[Source, ...], str]:
    named = [*phrase.outlets, *phrase.speakers, *phrase.inner]
    if cue.kind is CueKind.COLON and not phrase.speakers:
        return (), ""
    if phrase.speakers or (
        phrase.outlets and (cue.kind in {CueKind.IMPERSONAL, CueKind.DATELINE} or (not phrase.pronoun and phrase.inner))
    ):
        chain = outlets_first(source_from(m, reading) for m in named)
        return (*_known_outlet(reading, number, chain, before), *chain), cue.kind.value
    outlets = outlets_first(source_from(m, reading) for m in phrase.outlets)
    inner = outlets_first(source_from(m, reading) for m in phrase.inner)
    if cue.kind is CueKind.IMPERSONAL:
        return inner, cue.kind.value
    if inner:
        return outlets_first((*(outlets or _last_outlet(reading, number, before)), *inner)), "goes on telling"
    last = _last_speaker(reading, number, phrase, before)
    return outlets_first((*outlets, *last)), GOES_ON


def _last_speaker(reading: Reading, number: int, phrase: Phrase, before: list[Attribution]) -> tuple[Source, ...]:
    """Who spoke last: in this sentence, or a few sentences back."""
    for attribution in reversed(before):
        if number - reading.sentence_of(attribution.first) > MEMORY:
            break
        if attribution.chain[-1].kind is not SourceKind.OUTLET or phrase.pronoun is None:
            return attribution.chain
    return ()


def _last_outlet(reading: Reading, number: int, before: list[Attribution]) -> tuple[Source, ...]:
    """The outlet named last ("the newspaper quoted ...")."""
    near = (a for a in reversed(before) if number - reading.sentence_of(a.first) <= MEMORY)
    return next((a.chain[:1] for a in near if a.chain[0].kind is SourceKind.OUTLET), ())


def _known_outlet(
    reading: Reading, number: int, chain: tuple[Source, ...], before: list[Attribution]
) -> tuple[Source, ...]:
    """The outlet to which the same unnamed sources spoke before ("the sources said")."""
    if not chain or chain[0].kind is not SourceKind.ANONYMOUS or chain[0].mention is None:
        return ()
    words = {w for w in nouns_of(chain[0].mention, reading) if len(w) > 2}
    bare = len(reading.tokens_in(chain[0].span)) <= 3
    for attribution in reversed(before):
        outlet, last = attribution.chain[0], attribution.chain[-1]
        if outlet.kind is not SourceKind.OUTLET or last.kind is not SourceKind.ANONYMOUS or last.mention is None:
            continue
        near = number - reading.sentence_of(attribution.first) <= MEMORY
        if words & nouns_of(last.mention, reading) or (
            near
            and bare
            and words & (word_set(reading.pack, "roles", "anonymous") | speech_grammar(reading.pack).again)
        ):
            return (outlet,)
    return ()


def _cut_at_other_voices(reading: Reading, here: list[Attribution]) -> list[Attribution]:
    """A scope ends where another speaker's clause begins after "but", "while" or a semicolon."""
    grammar = speech_grammar(reading.pack)
    cut = []
    for a in here:
        for b in here:
            start = b.hole[0]
            if b is a or not a.first < start < a.last or a.hole[0] >= start or b.why == GOES_ON:
                continue
            previous = reading.tokens[start - 1]
            divided = (
                previous.text in SEMICOLONS
                or reading.folded[start - 1] in grammar.contrast
                or reading.folded[start] in grammar.contrast
                or previous.upos == "CCONJ"
                or "AND" in reading.tokens[start].clitics
            )
            if divided and b.chain[-1].name != a.chain[-1].name:
                a = replace(a, last=min(a.last, start))
        cut.append(a)
    return cut


def _goes_on(reading: Reading, number: int, before: list[Attribution], cued: bool) -> Attribution | None:
    """A sentence goes on for the last source when it goes on telling ("that same night ..."), or begins with a quotation mark and has no cue."""
    sentence = reading.sentences[number]
    previous = [a for a in before if number - reading.sentence_of(a.first) == 1]
    if not previous:
        return None
    if not cued and is_quote(reading, sentence.first) and not is_scare_quote(reading, sentence.first):
        return Attribution(sentence.first, sentence.last, -1, previous[-1].chain, "quotation goes on")
    told = [a for a in previous if a.chain[0].kind in {SourceKind.OUTLET, SourceKind.ANONYMOUS}]
    if told and any(_begins_with(reading, sentence.first, p) for p in speech_grammar(reading.pack).narrative):
        return Attribution(sentence.first, sentence.last, -1, told[0].chain, "telling goes on")
    return None


def _begins_with(reading: Reading, first: int, phrase: tuple[str, ...]) -> bool:
    words = reading.folded[first : first + len(phrase)]
    if len(words) < len(phrase) or tuple(words[1:]) != phrase[1:]:
        return False
    return any(b.word == phrase[0] for b in bare_forms(reading.tokens[first].text, reading.pack))


def _lede(reading: Reading, numbers: list[int], found: list[Attribution]) -> list[Attribution]:
    """A report may open with its news and name in the next sentence who told it: unnamed sources, to an outlet, of an event of the same type."""
    if len(numbers) < 2 or any(reading.sentence_of(a.first) == numbers[0] for a in found):
        return []
    first, second = (reading.sentences[n] for n in numbers[:2])
    told = [
        a
        for a in found
        if second.first <= a.cue < second.last
        and {SourceKind.OUTLET, SourceKind.ANONYMOUS} <= {s.kind for s in a.chain}
    ]
    if not told:
        return []
    types = {_family(p.type) for p in reading.annotation.predicates if told[0].covers(p.token)}
    news = (
        p.token
        for p in reading.annotation.predicates
        if first.first <= p.token < first.last and _family(p.type) in types
    )
    return [Attribution(token, token + 1, -1, told[0].chain, "told below") for token in sorted(news)]


def _family(kind: EventType) -> EventType:
    """Talks are one kind, by whatever means they are held."""
    return EventType.MEET if kind in {EventType.MEET, EventType.CALL, EventType.MESSAGE} else kind


# --- the chain over a predicate -----------------------------------------------------------------------------------


def chain_of(attributions: Sequence[Attribution], token: int) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The chain that covers a token, outermost first, and the rules that gave it: wider attributions stand outside narrower ones."""
    covering = [a for a in attributions if a.covers(token)]
    chain = [s for a in sorted(covering, key=lambda a: (a.first - a.last, a.cue)) for s in a.chain]
    return outlets_first(chain), tuple(dict.fromkeys(a.why for a in covering))


def _told_outlets(attributions: Sequence[Attribution], token: int) -> list[Source]:
    """The outlets to which a statement was made, when the predicate is itself the attribution ("in an interview with ...")."""
    own = (a for a in attributions if a.cue == token or a.hole[0] <= token < a.hole[1])
    return [s for a in own for s in a.chain if s.kind is SourceKind.OUTLET]


def chain_by_model(reading: Reading, predicate: Predicate) -> tuple[Source, ...]:
    """The chain of the model's sources of a predicate, outlets outside; empty when it has none."""
    return outlets_first(source for source, score in _model_sources(reading, predicate) if score >= ALONE)


def _model_sources(reading: Reading, predicate: Predicate) -> list[tuple[Source, float]]:
    if predicate.reading is None:
        return []
    found = []
    for argument in sorted(predicate.reading.arguments, key=lambda a: a.token):
        mention = reading.mention_at(argument.token)
        if argument.role == "source" and mention and mention.form is not MentionForm.PRONOUN:
            found.append((source_from(mention, reading), argument.score))
    return found


def read_chain(
    reading: Reading, predicate: Predicate, attributions: Sequence[Attribution]
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The chain over a predicate, outermost first, by rules and model together, and which of them gave it.

    The rules know order, scope and who goes on speaking; the model adds sources of the same sentence that it is sure of, and speaks alone where no
    rule fires.

    Args:
        reading: the document with its mentions set.
        predicate: the words that report the event.
        attributions: who says which words, of the whole document.
    """
    chain, why = chain_of(attributions, predicate.token)
    if predicate.type is EventType.STATE:
        told = _told_outlets(attributions, predicate.token)
        chain, why = outlets_first((*told, *chain)), (*why, "statement to an outlet") if told else why
    if not chain:
        chain = chain_by_model(reading, predicate)
        return (chain, ("model source",)) if chain else ((), ())
    sure = [s for s, score in _model_sources(reading, predicate) if score >= BESIDE[s.kind is SourceKind.OUTLET]]
    both = outlets_first((*chain, *sure))
    return both, (*why, "model source") if len(both) > len(chain) else why
