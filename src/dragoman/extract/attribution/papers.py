"""What a paper tells without a verb of saying: "in the recording a man warns ...", "the letter proposes a truce"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.extract.attribution.cues import Cue, CueKind, is_stop, opens_clause
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.quotes import is_scare_quote
from dragoman.extract.attribution.referring import is_definite
from dragoman.extract.attribution.unmarked import subtree, unmarked_source
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import bare_forms, stems
from dragoman.model import EventType, Mention

# how many tokens the words for a paper may have, with what describes it
WIDEST = 18
# what may stand before the words for a paper at the head of its sentence
BEFORE = {"ADP", "DET", "CCONJ", "ADV", "ADJ", "NUM"}
TELLING = {CueKind.VERB, CueKind.IMPERSONAL, CueKind.PARTICLE, CueKind.OWN, CueKind.COLON, CueKind.PARTICIPLE}


def with_papers(reading: Reading, number: int, cues: Sequence[Cue]) -> list[Cue]:
    """The cues of a sentence with those of papers that tell something, in text order."""
    found = [*_tells(reading, number, cues), *_told_in(reading, number, cues)]
    return sorted((*cues, *found[:1]), key=lambda c: (c.first, c.kind.value))


def paper_of(reading: Reading, cue: Cue) -> tuple[Mention | None, int, int]:
    """The paper of a cue, and the tokens [first, last) of its phrase: the verb that it is the subject of belongs to it."""
    noun = cue.token
    mention = unmarked_source(reading, noun)
    end = reading.sentences[reading.sentence_of(noun)].last
    below = [t for t in subtree(reading, noun) if noun - WIDEST < t < min(end, noun + WIDEST)]
    first, last = min(below), max(below) + 1
    if cue.first != noun:
        first, last = min(first, cue.first), max(last if cue.first < noun else noun, cue.first + 1)
    while last - 1 > noun and is_stop(reading, last - 1):
        last -= 1
    return mention, first, last


def _tells(reading: Reading, number: int, cues: Sequence[Cue]) -> Iterator[Cue]:
    """A paper that is the subject of a verb of what papers do ("describes", "proposes") and that no cue of speech has."""
    tells = speech_grammar(reading.pack).papers_tell
    sentence = reading.sentences[number]
    taken = {c.token for c in cues}
    for noun in range(sentence.first, sentence.last):
        verb = reading.tokens[noun].head
        if reading.tokens[noun].relation != "nsubj" or not _is_paper(reading, noun) or verb in taken:
            continue
        if any(c.token < noun and c.kind in TELLING and _has_clause(reading, c, noun + 1) for c in cues):
            continue
        if (
            sentence.first <= verb < sentence.last
            and set(stems(reading.tokens[verb].text, False, reading.pack)) & tells
        ):
            yield Cue(CueKind.PAPER, verb, verb + 1, noun)


def _told_in(reading: Reading, number: int, cues: Sequence[Cue]) -> Iterator[Cue]:
    """A paper in which all of a sentence stands, at its head; one sent on that occasion is an event and no source."""
    sentence = reading.sentences[number]
    if any(c.kind in TELLING and _has_clause(reading, c, sentence.last) for c in cues):
        return
    for noun in range(sentence.first, min(sentence.last, sentence.first + len(BEFORE))):
        if _is_paper(reading, noun) and _is_in(reading, noun):
            head = reading.tokens[noun].head
            verb = sentence.first <= head < sentence.last and reading.tokens[head].upos in {"VERB", "AUX"}
            if verb and head > noun and (is_definite(noun, reading) or not _is_sent(reading, noun)):
                yield Cue(CueKind.PAPER, noun, noun + 1, noun)
            return
        if reading.tokens[noun].upos not in BEFORE:
            return


def _has_clause(reading: Reading, cue: Cue, end: int) -> bool:
    """Whether what is told may begin behind a cue; a particle needs no opening."""
    if cue.kind in {CueKind.PARTICLE, CueKind.OWN}:
        return True
    if any(reading.tokens[c].relation == "ccomp" and c < end for c in reading.children[cue.token]):
        return True
    return any(opens_clause(reading, i) and not is_scare_quote(reading, i) for i in range(cue.last, end))


def _is_paper(reading: Reading, token: int) -> bool:
    grammar = speech_grammar(reading.pack)
    forms = {b.word for b in bare_forms(reading.tokens[token].text, reading.pack)}
    return reading.tokens[token].upos in {"NOUN", "PROPN"} and bool(forms & (grammar.document | grammar.post))


def _is_in(reading: Reading, token: int) -> bool:
    first = min(t for t in subtree(reading, token) if token - 4 < t)
    return "IN" in (slot_before(reading, token), slot_before(reading, first)) or "IN" in reading.tokens[token].clitics


def _is_sent(reading: Reading, token: int) -> bool:
    return any(p.token == token and p.type is EventType.MESSAGE for p in reading.annotation.predicates)
