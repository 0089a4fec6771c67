"""Through which outlet or paper something is said: named in the phrase of a verb, before its speaker, or behind it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.attribution.cues import REACH, Cue, CueKind
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import is_outlet
from dragoman.extract.attribution.quotes import is_quoted
from dragoman.extract.attribution.unmarked import subtree, unmarked_source
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import bare_forms, fold
from dragoman.model import Mention

# how far behind the words for an occasion or a paper its outlet may stand
NEAR = 5


def outlets_in(reading: Reading, first: int, last: int) -> list[Mention]:
    """The outlets named among tokens [first, last), also inside a noun phrase ("the Reuters agency")."""
    start, end = reading.tokens[first].span.start, reading.tokens[min(last, len(reading.tokens)) - 1].span.end
    here = [m for m in reading.mentions if start <= m.span.start and m.span.end <= end]
    found = [m for m in here if is_outlet(m, reading)]
    return [m for m in found if not any(o is not m and o.span.covers(m.span) for o in found)]


def before_speaker(reading: Reading, start: int, first: int) -> list[Mention]:
    """The outlet of an interview or a paper named before the speaker ("In an interview with Sky News, the minister said")."""
    grammar = speech_grammar(reading.pack)
    interview = grammar.interview | grammar.through | grammar.post
    spoken = any(
        b.word in interview for t in range(start, first) for b in bare_forms(reading.tokens[t].text, reading.pack)
    )
    return outlets_in(reading, start, first) if spoken else []


def occasion_outlets(reading: Reading, token: int) -> list[Mention]:
    """The outlets of an interview named in the sentence of a predicate, outside of quotations ("threatened in a talk with Sky News")."""
    interview = speech_grammar(reading.pack).interview
    sentence = reading.sentences[reading.sentence_of(token)]
    found = []
    for mention in outlets_in(reading, sentence.first, sentence.last):
        first = reading.tokens_in(mention.span)[0]
        before = range(max(sentence.first, first - NEAR), first)
        spoken = any(b.word in interview for t in before for b in bare_forms(reading.tokens[t].text, reading.pack))
        if spoken and not is_quoted(reading, mention.head, token):
            found.append(mention)
    return found


def told_outlets(reading: Reading, cue: Cue, first: int, after: int, end: int) -> list[Mention]:
    """Outlets of the phrase that stand outside of it: told by the verb itself, or holding the paper in which it was written."""
    through = speech_grammar(reading.pack).through
    if cue.kind is not CueKind.VERB or after - first > 2 * REACH:
        return []
    found = [
        m
        for c in reading.children[cue.token]
        if (after <= c < end or _is_addressed(reading, c, first))
        and (m := reading.mention_at(c))
        and is_outlet(m, reading)
    ]
    for token in range(after, end):
        if any(b.word in through for b in bare_forms(reading.tokens[token].text, reading.pack)):
            found.extend(outlets_in(reading, token, min(end, token + NEAR)))
    return [m for m in found if not is_quoted(reading, m.head, cue.token)]


def _is_addressed(reading: Reading, token: int, first: int) -> bool:
    """Whether a phrase before the verb says to whom it is told."""
    return token < first and (slot_before(reading, token) == "TO" or "TO" in reading.tokens[token].clitics)


def told_by(reading: Reading, verb: int, after: int) -> list[Mention]:
    """Behind an impersonal verb: from whom it comes, or in which paper it stands, though it be no mention yet."""
    grammar = speech_grammar(reading.pack)
    found = []
    for child in reading.children[verb]:
        if not verb < child < after or reading.mention_at(child) is not None:
            continue
        slot = slot_before(
            reading, min(subtree(reading, child)) if reading.tokens[child].relation != "nsubj" else child
        )
        slot = slot or next((s for s in ("FROM", "IN") if s in reading.tokens[child].clitics), None)
        slot = slot or ("FROM" if child == verb + 1 and _is_from_the(reading, child) else None)
        paper = any(
            b.word in grammar.document | grammar.post for b in bare_forms(reading.tokens[child].text, reading.pack)
        )
        if (slot == "FROM" or paper) and (mention := unmarked_source(reading, child)):
            found.append(mention)
    return found


def told_by_agent(reading: Reading, verb: int, after: int) -> list[Mention]:
    """Behind a passive verb: by whom it is told ("had been told by Iran that")."""
    found = []
    for child in sorted(reading.children[verb]):
        mention = reading.mention_at(child) if verb < child < after else None
        if mention is None or is_outlet(mention, reading):
            continue
        first = reading.tokens_in(mention.span)[0]
        while reading.tokens[first - 1].upos == "DET":
            first -= 1
        if slot_before(reading, first) == "BY":
            found.append(replace(mention, why=("speaks",)))
    return found


def _is_from_the(reading: Reading, token: int) -> bool:
    """Whether a letter for "from" and an article are written onto a noun, though the model did not flag them."""
    pack, article = reading.pack, speech_grammar(reading.pack).article
    slots = {fold(c, pack): s for c, s in pack.pack["clitic_slots"].items()}
    return reading.tokens[token].upos == "NOUN" and any(
        b.clitics and slots.get(b.clitics[0]) == "FROM" and (b.word[:1] in article or set(b.clitics[1:]) & article)
        for b in bare_forms(reading.tokens[token].text, pack)
    )
