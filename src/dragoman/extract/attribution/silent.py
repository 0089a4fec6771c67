"""Who will not say: the subject of a refusal, the house in which "they" refuse, or whoever was spoken of last."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attribution.cues import Cue, CueKind
from dragoman.extract.attribution.links import source_from
from dragoman.extract.attribution.phrases import read_phrase
from dragoman.extract.attribution.referring import resolved
from dragoman.extract.attribution.voices import Attribution
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.model import Mention, Source

# how far behind the verb it may stand from whom a comment was asked
ASKED = 8


def who_is_silent(reading: Reading, verb: int, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """The sources that refuse to speak at a verb.

    Args:
        reading: the document with its mentions set.
        verb: the token of the refusal.
        attributions: who says which words; of the same refusal, where it has one.
    """
    own = next((a for a in attributions if a.cue >= 0 and a.hole[0] <= verb < a.hole[1]), None)
    if own is not None:
        return own.chain[-1:]
    cue = Cue(CueKind.VERB, verb, verb + 1, verb)
    phrase = read_phrase(reading, cue, [cue])
    if phrase.speakers:
        return tuple(source_from(resolved(m, reading), reading) for m in phrase.speakers)
    if (asked := _asked_from(reading, verb)) is not None:
        return (source_from(asked, reading),)
    if phrase.pronoun is None:
        return ()
    before = [a for a in attributions if a.at < verb and a.chain[-1].mention is not None]
    near = (a for a in reversed(before) if reading.sentence_of(verb) - reading.sentence_of(a.at) <= 1)
    return next((a.chain[-1:] for a in near), ())


def _asked_from(reading: Reading, verb: int) -> Mention | None:
    """From whom no comment could be had: the first behind a "from"."""
    end = reading.sentences[reading.sentence_of(verb)].last
    behind = reading.mentions_in(verb + 1, min(end, verb + 1 + ASKED))
    return next((m for m in behind if slot_before(reading, reading.tokens_in(m.span)[0]) == "FROM"), None)
