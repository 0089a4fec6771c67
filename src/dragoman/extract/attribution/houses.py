"""In which house, paper or body something is said, where nobody is its subject ("in Jerusalem they say", "in a statement it was said")."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.attribution.cues import Cue, CueKind, is_stop
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import is_outlet
from dragoman.extract.attribution.unmarked import unmarked_source
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import bare_forms, fold, word_set
from dragoman.model import EntityKind, Mention, MentionForm


def speaking_place(reading: Reading, cue: Cue, start: int, after: int) -> list[Mention]:
    """The capital or body in which "they say": right behind a verb without a subject, or at the head of its clause."""
    if cue.kind is not CueKind.VERB:
        return []
    told = cue.last
    while told < after and reading.is_word(told, "speech", "first_person"):
        told += 1
    behind = [m for m in reading.mentions_in(told, after) if reading.tokens_in(m.span)[0] - told <= 1]
    before = [m for m in reading.mentions_in(start, cue.token) if cue.token - reading.tokens_in(m.span)[-1] <= 2]
    for mention in (*behind, *before):
        at = reading.tokens_in(mention.span)[0]
        house = (
            mention.kind in {EntityKind.COUNTRY, EntityKind.PLACE, EntityKind.ORGANISATION}
            and mention.form is MentionForm.NAME
        )
        head = at == start or is_stop(reading, at - 1) or mention in behind
        if house and head and _is_inside(reading, at):
            return [mention]
    houses = (c for c in reading.children[cue.token] if start <= c < cue.token and _is_house(reading, c))
    unnamed = (c for c in houses if _is_inside(reading, c) and (c == start or is_stop(reading, c - 1)))
    return [m for c in unnamed if (m := unmarked_source(reading, c)) is not None][:1]


def told_in(reading: Reading, verb: int, start: int) -> list[Mention]:
    """Before an impersonal verb: in which paper, outlet or body it is said ("in a statement of the army it was said")."""
    grammar, found = speech_grammar(reading.pack), list[Mention]()
    for child in reading.children[verb]:
        if (
            not start <= child < verb
            or reading.tokens[child].upos not in {"NOUN", "PROPN"}
            or not _is_inside(reading, child)
        ):
            continue
        words = {b.word for b in bare_forms(reading.tokens[child].text, reading.pack)}
        mention = reading.mention_at(child)
        if words & (grammar.document | grammar.post):
            mention = mention or unmarked_source(reading, child)
        elif mention is None and not _is_house(reading, child):
            continue
        found += [replace(m, why=("speaks",)) for m in [mention or unmarked_source(reading, child)] if m is not None]
        found += [m for m in reading.mentions_in(child + 1, verb) if is_outlet(m, reading)]
    return found


def _is_inside(reading: Reading, token: int) -> bool:
    marked = slot_before(reading, token) == "IN" or "IN" in reading.tokens[token].clitics
    return marked or _is_written_in(reading, token)


def _is_written_in(reading: Reading, token: int) -> bool:
    """Whether the letter for "in" is written onto a word for a house or an outlet, though the model did not flag it."""
    pack, grammar = reading.pack, speech_grammar(reading.pack)
    within = {fold(letter, pack) for letter, slot in pack.pack["clitic_slots"].items() if slot == "IN"}
    known = _houses(reading) | grammar.papers
    forms = [b.word for b in bare_forms(reading.tokens[token].text, pack) if b.clitics and b.clitics[0] in within]
    return any(w in known or a + w in known for w in forms for a in grammar.article)


def _houses(reading: Reading) -> frozenset[str]:
    return word_set(reading.pack, "roles", "institutions") | word_set(reading.pack, "roles", "groups")


def _is_house(reading: Reading, token: int) -> bool:
    """Whether a noun names a body that may speak ("in the company they say")."""
    known = _houses(reading)
    words = [b.word for b in bare_forms(reading.tokens[token].text, reading.pack)]
    return any(w in known or a + w in known for w in words for a in speech_grammar(reading.pack).article)
