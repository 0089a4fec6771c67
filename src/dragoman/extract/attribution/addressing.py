"""Whether somebody stands behind a "to", which a word or a letter written onto his title may tell."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import bare_forms, fold, matches_any, word_set
from dragoman.model import Mention, MentionForm

# words of people: titles, groups, and those for unnamed sources
PEOPLE = ("titles", "groups", "anonymous")


def is_addressed(reading: Reading, token: int) -> bool:
    """Whether a token stands behind a "to", or has one written onto it, though the model did not flag the letter."""
    return (
        slot_before(reading, token) == "TO" or "TO" in reading.tokens[token].clitics or _is_written_to(reading, token)
    )


def _is_written_to(reading: Reading, token: int) -> bool:
    """Whether an adjunct without a preposition is a word for somebody behind the letter for "to"."""
    word, pack = reading.tokens[token], reading.pack
    if word.relation not in {"obl", "nmod", "obj", "iobj"} or word.upos not in {"NOUN", "PROPN"}:
        return False
    to = {fold(letter, pack) for letter, slot in pack.pack["clitic_slots"].items() if slot == "TO"}
    bare = [b.word for b in bare_forms(word.text, pack) if to & set(b.clitics)]
    return any(is_person_word(reading, form) for form in bare)


def is_person_word(reading: Reading, text: str) -> bool:
    """Whether a word means somebody by his title or his part."""
    return any(matches_any(text, word_set(reading.pack, "roles", key), reading.pack) for key in PEOPLE)


def follows_address(reading: Reading, first: int) -> bool:
    """Whether a name that begins at a token stands behind a title that is addressed ("to the president Ida Varro")."""
    return first > 0 and reading.tokens[first - 1].upos == "NOUN" and is_addressed(reading, first - 1)


def without_listener(reading: Reading, mention: Mention) -> Mention:
    """A title behind its verb, without whom it speaks to where both were read as one ("said the envoy to the commander"); "an adviser to" is a title."""
    tokens = reading.tokens_in(mention.span)
    if (
        mention.form is not MentionForm.TITLE
        or not _is_behind_verb(reading, tokens[0])
        or not _is_definite(reading, tokens[0])
    ):
        return mention
    at = next((t for t in tokens[1:] if _is_written_to(reading, t)), None)
    if at is None:
        return mention
    span = reading.span(tokens[0], at)
    text = span.of(reading.text)
    return replace(mention, span=span, text=text, name=text, office=text if mention.office else None)


def _is_behind_verb(reading: Reading, token: int) -> bool:
    return token > 0 and reading.tokens[token - 1].upos in {"VERB", "AUX"}


def _is_definite(reading: Reading, token: int) -> bool:
    article = speech_grammar(reading.pack).article
    forms = bare_forms(reading.tokens[token].text, reading.pack)
    return "DET" in reading.tokens[token].clitics or any(article & set(b.clitics) for b in forms)
