"""What else is said of an event: its aim, reason, condition and outcome, how many it concerned, and by which medium it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold
from dragoman.model import Detail, Medium, Participant, Role, Sentence
from dragoman.pack import Pack

LONGEST = 16
NEAR = 5
COUNTED = {Role.BENEFICIARY, Role.VICTIM, Role.SUBJECT}

Phrase = tuple[str, ...]


@cache
def _phrases(pack: Pack, table: str) -> tuple[tuple[Phrase, str], ...]:
    """Phrases of a table of events.yaml, the longest first."""
    found = [
        (tuple(fold(w, pack) for w in phrase.split()), kind)
        for kind, phrases in pack.events[table].items()
        for phrase in phrases
    ]
    return tuple(sorted(found, key=lambda p: (-len(p[0]), p)))


def find_details(reading: Reading) -> Iterator[Detail]:
    """Aims, reasons, conditions and outcomes, in text order: from the words that open them to the next comma or the end.

    Args:
        reading: the document.
    """
    for sentence in reading.sentences:
        token = sentence.first
        while token < sentence.last:
            opened = _opening(reading, token, sentence)
            if opened is None:
                token += 1
                continue
            kind, length = opened
            last = _end_of_part(reading, token + length, sentence)
            if last > token + length or kind == "outcome":
                span = reading.span(token, last)
                yield Detail(kind, span.of(reading.text), span)
            token = max(last, token + 1)


def _opening(reading: Reading, token: int, sentence: Sentence) -> tuple[str, int] | None:
    for phrase, kind in _phrases(reading.pack, "details"):
        if token + len(phrase) <= sentence.last and _stands_at(reading, token, phrase):
            return kind, len(phrase)
    return None


def _stands_at(reading: Reading, token: int, phrase: Phrase) -> bool:
    """Whether a phrase stands at a token; its last word may be a letter written onto the next word."""
    *words, last = phrase
    if not words:
        return reading.folded[token] == last
    fits = reading.folded[token : token + len(words)] == words
    written = reading.folded[token + len(words)]
    return fits and (written == last or (len(last) == 1 and written.startswith(last)))


def _end_of_part(reading: Reading, token: int, sentence: Sentence) -> int:
    last = token
    while last < sentence.last and last - token < LONGEST and reading.tokens[last].upos != "PUNCT":
        last += 1
    return last


def count_of(participants: Sequence[Participant]) -> Iterator[Detail]:
    """How many were released, struck, appointed: the number in the words for them."""
    for p in participants:
        if p.role in COUNTED and p.mention.number is not None:
            yield Detail("count", str(p.mention.number), p.mention.span)


def read_medium(reading: Reading, predicate: Predicate, usual: Medium | None) -> Medium | None:
    """The medium that words near the predicate name; else the usual one of its type.

    Args:
        reading: the document.
        predicate: the words that report the event.
        usual: what the ontology gives for the type.
    """
    sentence = reading.sentences[reading.sentence_of(predicate.token)]
    first = max(sentence.first, min(predicate.token, predicate.carrier) - 2)
    for token in range(first, min(sentence.last, max(predicate.token, predicate.carrier) + NEAR)):
        for phrase, kind in _phrases(reading.pack, "medium"):
            forms = {b.word for b in bare_forms(reading.tokens[token].text, reading.pack)}
            if phrase[0] in forms and tuple(reading.folded[token + 1 : token + len(phrase)]) == phrase[1:]:
                return Medium(kind)
    return usual
