"""Cues of attribution in a sentence: verbs of speech, particles before a source, colons before a quotation, datelines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dragoman.extract.attribution.anonymity import find_conditions
from dragoman.extract.attribution.grammar import Phrases, is_speech_form, speech_grammar
from dragoman.extract.attribution.quotes import find_pairs, is_quote, is_scare_quote
from dragoman.extract.attribution.refuting import denies_account
from dragoman.extract.attribution.unsaid import is_unsaid
from dragoman.extract.reading import Reading
from dragoman.extract.slots import is_passive
from dragoman.extract.words import COMMAS, bare_forms, fold, stems
from dragoman.model import EntityKind, MentionForm
from dragoman.pack import Pack

# how far behind a verb of speech its "that", colon or quotation may stand
REACH = 28
# how many words a dateline may have before its outlet, and a headline before its colon
DATELINE = 9
HEADLINE = 7


# who may speak in an aside
SPEAKING = {EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANISATION, EntityKind.OUTLET}
# marks that part two statements: of a sentence, or of a headline
SEMICOLONS = {";", "\N{ARABIC SEMICOLON}", "|", "/", "\N{BULLET}"}
DASHES = {"-", "\N{EN DASH}", "\N{EM DASH}"}
STOPS = COMMAS | SEMICOLONS | DASHES | {"(", ")"}


class CueKind(StrEnum):
    """How a source is tied to what it says."""

    VERB = "speech verb"
    PARTICIPLE = "participle of speech"
    IMPERSONAL = "impersonal report"
    PARTICLE = "according to"
    OWN = "according to the same"
    COLON = "colon"
    DATELINE = "dateline"
    PAPER = "told in a paper"


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens [first, last) that tie a source to what it says; `token` is the one that may also be a predicate."""

    kind: CueKind
    first: int
    last: int
    token: int


def find_cues(reading: Reading, number: int) -> list[Cue]:
    """The cues of sentence `number`, in text order."""
    sentence = reading.sentences[number]
    found = list(_dateline(reading, sentence.first, sentence.last))
    token = sentence.first
    while token < sentence.last:
        if length := _phrase_length(reading, token, sentence.last, speech_grammar(reading.pack).background):
            token += length
            continue
        length = _phrase_length(reading, token, sentence.last, speech_grammar(reading.pack).own)
        kind: CueKind | None = CueKind.OWN
        if not length:
            length, kind = (
                _phrase_length(reading, token, sentence.last, speech_grammar(reading.pack).according),
                CueKind.PARTICLE,
            )
        if length and kind:
            found.append(Cue(kind, token, token + length, token))
        elif kind := _verb_kind(reading, token):
            found.append(Cue(kind, token, token + 1, token))
        token += max(1, length)
    unnamed = find_conditions(reading)
    found = [c for c in found if not any(first <= c.token < last for first, last in unnamed)]
    found = [
        c
        for c in found
        if not (is_relying(reading, c.first) and is_denied(reading, c.first)) and not is_unsaid(reading, c.token)
    ]
    found = [c for c in found if not _is_in_phrase(reading, c, found)]
    found.extend(_colons(reading, sentence.first, sentence.last, found))
    return sorted(found, key=lambda c: (c.first, c.kind.value))


def is_denied(reading: Reading, token: int) -> bool:
    """Whether a "not" or a "without" stands right before a token."""
    return token > 0 and reading.is_word(token - 1, "pack", "negation")


def in_background(reading: Reading, token: int) -> bool:
    """Whether the report itself recalls what stands at a token ("it should be noted that")."""
    sentence = reading.sentences[reading.sentence_of(token)]
    phrases = speech_grammar(reading.pack).background
    return any(_phrase_length(reading, i, token, phrases) for i in range(sentence.first, token))


def _is_in_phrase(reading: Reading, cue: Cue, cues: list[Cue]) -> bool:
    """Whether a noun of speech belongs to a verb of speech before it ("quoted the minister as to his saying that")."""
    if reading.tokens[cue.token].upos != "NOUN" or reading.folded[cue.token] not in speech_grammar(reading.pack).vague:
        return False
    verbs = (c.token for c in cues if c.kind is CueKind.VERB and cue.token - REACH < c.token < cue.token)
    return any(
        not any(opens_clause(reading, i) and not is_scare_quote(reading, i) for i in range(v + 1, cue.token))
        for v in verbs
    )


def opens_clause(reading: Reading, token: int) -> bool:
    """Whether what was said may begin at this token: a "that", a colon or an opening quotation mark."""
    word = reading.tokens[token]
    return (
        word.text == ":"
        or "THAT" in word.clitics
        or reading.folded[token] in speech_grammar(reading.pack).clause
        or _opens_quote(reading, token)
    )


def _opens_quote(reading: Reading, token: int) -> bool:
    """Whether a quotation mark opens: by its form, or, where one form serves both ends, by how many stand before it in the sentence."""
    if not is_quote(reading, token):
        return False
    text, marks = reading.tokens[token].text, reading.pack.pack["quotes"]
    if (text in marks["open"]) != (text in marks["close"]):
        return text in marks["open"]
    if any(token == first for first, _ in find_pairs(reading)):
        return True
    if any(token == last - 1 for _, last in find_pairs(reading)):
        return False
    first = reading.sentences[reading.sentence_of(token)].first
    return sum(reading.tokens[i].text == text for i in range(first, token)) % 2 == 0


def is_stop(reading: Reading, token: int) -> bool:
    """Whether a mark parts two clauses; a dash inside a word or a name does not."""
    text, span = reading.tokens[token].text, reading.tokens[token].span
    around = reading.text[max(0, span.start - 1) : span.start] + reading.text[span.end : span.end + 1]
    return text in STOPS and not (text in DASHES and around and not any(c.isspace() for c in around))


def is_participle(reading: Reading, token: int) -> bool:
    """Whether the token is a participle of speech, or a form that ends as the pack's participles do."""
    endings = reading.pack.speech.get("participle_endings", ())
    return any(reading.folded[token].endswith(e) for e in endings)


# --- verbs --------------------------------------------------------------------------------------------------------


def _verb_kind(reading: Reading, token: int) -> CueKind | None:
    word, grammar = reading.tokens[token], speech_grammar(reading.pack)
    holder = reading.mention_at(token)
    if holder is not None and (holder.form is not MentionForm.NOMINAL or holder.head != token):
        return None
    forms = _bare(reading, token)
    if any(f in grammar.participles for f in forms):
        return CueKind.PARTICIPLE
    if any(f in grammar.impersonal for f in _light_forms(reading, token)):
        denied = token > 0 and reading.is_word(token - 1, "pack", "negation")
        return None if denied else CueKind.IMPERSONAL
    if holder is None and only_cites(reading, token):
        return CueKind.VERB
    if holder is not None or not is_speech_form(word.text, reading.pack):
        return None
    weak = is_speech_form(word.text, reading.pack, weak=True)
    if is_told_of(reading, token):
        return CueKind.IMPERSONAL
    if word.upos in {"VERB", "AUX"} and not (
        weak
        and not clause_follows(reading, token)
        and not denies_account(reading, token)
        and not _stands_aside(reading, token)
    ):
        return CueKind.VERB
    if word.upos in {"ADJ", "NOUN", "ADV", "PROPN"} and clause_follows(reading, token):
        return CueKind.VERB
    return None


def is_told_of(reading: Reading, token: int) -> bool:
    """Whether the subject of a verb of speech is what is told and not who tells ("it is said", "no village has been mentioned")."""
    if not is_passive(reading, token) or is_citing(reading, token):
        return False
    subjects = [c for c in reading.children[token] if reading.tokens[c].relation in {"nsubj", "csubj", "expl"}]
    expletive = speech_grammar(reading.pack).expletive
    told = (
        any(reading.tokens[c].relation == "nsubj" and c < token for c in subjects)
        and speech_grammar(reading.pack).speaker_first
    )
    return told or not clause_follows(reading, token) or any(reading.folded[c] in expletive for c in subjects)


def is_passive_telling(reading: Reading, token: int) -> bool:
    """Whether a verb is impersonal only by its passive, so that its subject is what or whom is told."""
    return not set(_light_forms(reading, token)) & speech_grammar(reading.pack).impersonal and is_told_of(
        reading, token
    )


def is_citing(reading: Reading, token: int) -> bool:
    """Whether a verb names the source of its subject as its object ("quoted two officials")."""
    return bool(set(stems(reading.tokens[token].text, False, reading.pack)) & speech_grammar(reading.pack).citing)


def only_cites(reading: Reading, token: int) -> bool:
    """Whether a verb tells on whom an outlet relies and does not itself tell anything ("which relied on two sources")."""
    return is_citing(reading, token) and not is_speech_form(reading.tokens[token].text, reading.pack)


def is_relying(reading: Reading, token: int) -> bool:
    """Whether a particle of attribution names on whom somebody else relies ("citing two officials")."""
    end = reading.sentences[reading.sentence_of(token)].last
    return _phrase_length(reading, token, end, speech_grammar(reading.pack).relying) > 0


def _bare(reading: Reading, token: int) -> list[str]:
    return [b.word for b in bare_forms(reading.tokens[token].text, reading.pack)]


def _stands_aside(reading: Reading, verb: int) -> bool:
    """Whether a verb and its speaker alone stand between marks behind what was said ("Nothing was signed, insists the mediator, ...")."""
    sentence = reading.sentences[reading.sentence_of(verb)]
    speaker = reading.mention_at(verb + 1) if verb + 1 < sentence.last else None
    if verb == sentence.first or not is_stop(reading, verb - 1) or speaker is None:
        return False
    after = reading.tokens_in(speaker.span)[-1] + 1
    marked = after >= sentence.last or reading.tokens[after].upos == "PUNCT"
    told = any(reading.tokens[i].upos in {"VERB", "AUX"} for i in range(sentence.first, verb))
    return marked and told and speaker.kind in SPEAKING and reading.tokens[speaker.head].head == verb


def clause_follows(reading: Reading, token: int) -> bool:
    """What is tagged a noun may be a verb of speech only when what was said follows it closely."""
    end = reading.sentences[reading.sentence_of(token)].last
    opened = any(
        opens_clause(reading, i) and not is_scare_quote(reading, i) for i in range(token + 1, min(end, token + 10))
    )
    return opened or _has_written_that(reading, token)


def _has_written_that(reading: Reading, verb: int) -> bool:
    """Whether the clause of a verb begins with a "that" written onto its first word, though the model did not flag it."""
    clause = speech_grammar(reading.pack).clause
    for child in reading.children[verb]:
        if reading.tokens[child].relation != "ccomp" or reading.tokens[child].upos != "VERB" or child < verb:
            continue
        first = min([child, *(c for c in reading.children[child] if c > verb)])
        if any(b.clitics and b.clitics[0] in clause for b in bare_forms(reading.tokens[first].text, reading.pack)):
            return True
    return False


# --- particles ----------------------------------------------------------------------------------------------------


def _phrase_length(reading: Reading, token: int, end: int, phrases: Phrases) -> int:
    """How many tokens from `token` are a particle of attribution; a phrase may end in a letter written onto the source."""
    if token >= end:
        return 0
    light = _light_forms(reading, token)
    for phrase in phrases:
        last = len(phrase) - 1
        if phrase[0] in light and all(
            _word_fits(reading, token + i, phrase[i], i == last, end) for i in range(1, last + 1)
        ):
            onto = last > 0 and len(phrase[-1]) == 1 and reading.folded[token + last] != phrase[-1]
            return last if onto else last + 1
    return 0


def _word_fits(reading: Reading, token: int, wanted: str, last: bool, end: int) -> bool:
    """Whether a further word of a phrase stands there, or its last letter is written onto the word that does."""
    if token >= end:
        return False
    if last and len(wanted) == 1:
        return reading.folded[token].startswith(wanted)
    return reading.folded[token] == wanted


@cache
def _light_clitics(pack: Pack) -> frozenset[str]:
    return frozenset(fold(c, pack) for slot in pack.pack["proclitics"][:1] for c in slot)


def _light_forms(reading: Reading, token: int) -> list[str]:
    """The word, and the word without an "and" or a "that" written onto it; other letters would make another word of it."""
    light = _light_clitics(reading.pack)
    that = "THAT" in reading.tokens[token].clitics
    forms = bare_forms(reading.tokens[token].text, reading.pack)
    return [f.word for f in forms if not f.clitics or (len(f.clitics) == 1 and (that or f.clitics[0] in light))]


# --- colons and datelines -----------------------------------------------------------------------------------------


def _colons(reading: Reading, first: int, last: int, cues: list[Cue]) -> Iterator[Cue]:
    """`SPEAKER ...: "words"`, and a headline's `SPEAKER: words`, where no verb of speech claims the colon."""
    for token in range(first + 1, last - 1):
        if reading.tokens[token].text != ":" or any(
            c.kind in {CueKind.VERB, CueKind.IMPERSONAL, CueKind.PARTICIPLE} and token - REACH < c.token < token
            for c in cues
        ):
            continue
        if is_quote(reading, token + 1) or token - _after_semicolon(reading, first, token) <= HEADLINE:
            yield Cue(CueKind.COLON, token, token + 1, token)


def _after_semicolon(reading: Reading, first: int, token: int) -> int:
    return next((i + 1 for i in range(token - 1, first, -1) if reading.tokens[i].text in SEMICOLONS), first)


def _dateline(reading: Reading, first: int, last: int) -> Iterator[Cue]:
    """`CITY (OUTLET) -` at the head of a sentence, where the pack says that it names a source."""
    if not speech_grammar(reading.pack).dateline_is_source:
        return
    for token in range(first + 1, min(last - 1, first + DATELINE)):
        if reading.tokens[token].text != "(":
            continue
        mention = reading.mention_at(token + 1)
        if mention is not None and mention.kind is EntityKind.OUTLET:
            yield Cue(CueKind.DATELINE, token, token + 1, token)
        return
