"""The words of a source: quotations that go over several sentences, and what of its words a claim stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.attribution.quotes import FULL_STOPS, find_pairs, find_quotations, is_quote, is_scare_quote
from dragoman.extract.attribution.voices import Attribution
from dragoman.extract.reading import Reading
from dragoman.extract.words import COMMAS
from dragoman.model import Said

# how many tokens may stand between a quotation and the words that say whose it is
BESIDE = 2
TITLED = 8


def over_sentences(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, with each quotation of several sentences said by whoever stands beside it, from its first to its last word.

    Args:
        reading: the document.
        found: the attributions by sentence, in text order.
    """
    kept = list(found)
    for first, last in find_quotations(reading):
        if reading.sentence_of(first) == reading.sentence_of(last - 1) or not _stands_alone(reading, first):
            continue
        going_on = (a for a in found if a.cue < 0 and a.first == first)
        speaker = next(_beside(reading, found, first, last), None) or next(going_on, None)
        if speaker is None:
            continue
        kept = [a for a in kept if not (a.cue < 0 and first <= a.first < last)]
        quoted = replace(speaker, first=first, last=last, cue=-1, hole=(-1, -1), why="quotation of several sentences")
        kept.append(quoted)
    return sorted(kept, key=lambda a: (reading.sentence_of(a.at), a.cue < 0))


def _stands_alone(reading: Reading, first: int) -> bool:
    """Whether a quotation opens a sentence, or stands behind a colon or a comma; others are words of a sentence and end in it."""
    start = reading.sentences[reading.sentence_of(first)].first
    return is_quote(reading, first) and (
        first == start or reading.tokens[first - 1].text in {":", *COMMAS, *FULL_STOPS}
    )


def _beside(reading: Reading, found: Sequence[Attribution], first: int, last: int) -> Iterator[Attribution]:
    """The attributions that stand right behind a quotation, else right before it."""
    told = [a for a in found if a.cue >= 0 and a.hole[0] >= 0]
    yield from (a for a in told if _follows(reading, last, a.hole[0]))
    yield from (a for a in told if 0 <= first - a.hole[1] <= BESIDE and _same_sentence(reading, a.cue, first))


def _follows(reading: Reading, last: int, first: int) -> bool:
    """Whether the words that say whose it is begin right behind a quotation, a title of the speaker aside."""
    near = 0 <= first - last <= TITLED and _same_sentence(reading, first, last - 1)
    return near and not any(reading.tokens[i].upos in {"VERB", "AUX"} for i in range(last, first))


def _same_sentence(reading: Reading, a: int, b: int) -> bool:
    return reading.sentence_of(a) == reading.sentence_of(b)


def is_only_quotation(reading: Reading, number: int) -> bool:
    """Whether a sentence begins with a quotation of more than a word or two, behind which nobody else acts ("...", X complained)."""
    sentence = reading.sentences[number]
    if not is_quote(reading, sentence.first):
        return False
    if is_scare_quote(reading, sentence.first) and not _says_all(reading, sentence.first, sentence.last):
        return False
    end = next((last for first, last in find_quotations(reading) if first == sentence.first), sentence.last)
    return not any(reading.tokens[i].upos == "VERB" for i in range(end, sentence.last))


def _says_all(reading: Reading, first: int, last: int) -> bool:
    """Whether a quotation of a few words is a whole sentence with a verb."""
    end = next((t for f, t in find_pairs(reading) if f == first), last)
    rest = all(reading.tokens[i].upos == "PUNCT" for i in range(end, last))
    return rest and any(reading.tokens[i].upos == "VERB" for i in range(first, end))


def find_said(reading: Reading, attributions: Sequence[Attribution], token: int) -> Said | None:
    """The words of the innermost source that cover a token, with their quotations and addressees; None in the outlet's own voice."""
    covering = [a for a in attributions if a.covers(token)]
    if not covering:
        return None
    inner = min(covering, key=lambda a: (a.last - a.first, -a.at))
    first, last = inner.first, inner.last
    if inner.hole[0] <= first < inner.hole[1]:
        first = inner.hole[1]
    if inner.hole[0] < last <= inner.hole[1]:
        last = inner.hole[0]
    if not first <= token < last:
        first, last = inner.first, inner.last
    spoken = [q for q in find_pairs(reading) if q in find_quotations(reading) or _is_sentence(reading, *q)]
    quotes = [(max(f + 1, first), min(t - 1, last)) for f, t in spoken if f < last and first < t]
    spans = tuple(reading.span(f, t) for f, t in quotes if f < t)
    return Said(reading.span(first, last), spans, inner.addressees)


def _is_sentence(reading: Reading, first: int, last: int) -> bool:
    """Whether a quotation of a word or two stands behind a colon and says something ("he said: \"We refuse.\"")."""
    told = first > 0 and reading.tokens[first - 1].text == ":"
    return told and any(reading.tokens[i].upos == "VERB" for i in range(first, last))
