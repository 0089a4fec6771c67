"""Whether a cue that names nobody goes on for whoever spoke last, or tells of something else in the report's own voice."""

from __future__ import annotations

from dragoman.extract.attribution.cues import Cue, CueKind, is_citing
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import nouns_of
from dragoman.extract.attribution.phrases import Phrase
from dragoman.extract.reading import Reading
from dragoman.model import Mention, MentionForm

# how far before a verb its "not" may stand
NEGATED = 2
VERBAL = {"VERB", "AUX"}
# what heads a clause, though it be tagged a noun
HEADS = {"root", "conj", "parataxis", "advcl", "ccomp"}


def may_go_on(reading: Reading, cue: Cue, phrase: Phrase) -> bool:
    """Whether a cue without a speaker may be said by the last one.

    A verb does not when somebody else is its subject ("nobody could say"), when it describes a noun ("a meeting that was not announced"), when it is
    denied, or when it is a passive without a subject; nor does a noun that heads no clause ("a promise").
    """
    if cue.kind is not CueKind.VERB or is_citing(reading, cue.token):
        return True
    word = reading.tokens[cue.token]
    if word.upos not in VERBAL and word.relation not in HEADS and "SUF" not in word.clitics:
        return False
    if word.relation.startswith("acl") or _is_denied(reading, cue.token) or _is_marked_passive(reading, cue.token):
        return False
    return _is_meant(reading, phrase.pronoun) if phrase.pronoun else not _has_subject(reading, cue.token)


def _is_meant(reading: Reading, pronoun: Mention) -> bool:
    """Whether a pronoun may mean who spoke last: "he", "both", but not "nobody" or "each"."""
    return pronoun.form is MentionForm.PRONOUN or bool(nouns_of(pronoun, reading) & speech_grammar(reading.pack).again)


def _has_subject(reading: Reading, verb: int) -> bool:
    """Whether somebody else is named as the subject of a verb, though he be no source."""
    subjects = [c for c in reading.children[verb] if reading.tokens[c].relation in {"nsubj", "csubj"}]
    return any(reading.tokens[c].upos != "PRON" or reading.mention_at(c) is None for c in subjects)


def _is_denied(reading: Reading, verb: int) -> bool:
    first = reading.sentences[reading.sentence_of(verb)].first
    return any(reading.is_word(i, "pack", "negation") for i in range(max(first, verb - NEGATED), verb))


def _is_marked_passive(reading: Reading, verb: int) -> bool:
    """Whether a vowel sign that is only written to tell the passive stands behind one of the first letters of a verb."""
    return any(mark in reading.tokens[verb].text[:4] for mark in speech_grammar(reading.pack).passive_marks)
