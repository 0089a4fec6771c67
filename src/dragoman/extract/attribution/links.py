"""The links of a chain: a mention as a source, of which kind, on whose side, on what condition."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman import knowledge_base
from dragoman.extract.attribution.grammar import SpeechGrammar, speech_grammar
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms
from dragoman.model import EntityKind, Mention, MentionForm, Source, SourceKind


def source_from(mention: Mention, reading: Reading) -> Source:
    """The link of a chain that a mention makes."""
    grammar = speech_grammar(reading.pack)
    kind = _kind_of(mention, reading, grammar)
    hidden = kind is SourceKind.ANONYMOUS
    return Source(
        kind=kind,
        name=mention.name,
        text=mention.text,
        span=mention.span,
        mention=mention,
        number=mention.number,
        stake=_stake_of(mention, reading, grammar) if hidden else None,
        condition=_condition_of(mention, reading, grammar) if hidden else None,
    )


def nouns_of(mention: Mention, reading: Reading) -> set[str]:
    """The words of a mention, with and without what may be written onto them."""
    return {b.word for t in reading.tokens_in(mention.span) for b in bare_forms(reading.tokens[t].text, reading.pack)}


def is_outlet(mention: Mention, reading: Reading) -> bool:
    """Whether a mention names an outlet: as found, or as known where the model took it for another body."""
    if mention.kind is EntityKind.OUTLET:
        return True
    if mention.form is not MentionForm.NAME or mention.kind is not EntityKind.ORGANISATION:
        return False
    return any(
        e.kind is EntityKind.OUTLET for e in knowledge_base.load().lookup(mention.name, reading.document.language)
    )


def _kind_of(mention: Mention, reading: Reading, grammar: SpeechGrammar) -> SourceKind:
    if is_outlet(mention, reading):
        return SourceKind.OUTLET
    if mention.form is MentionForm.TITLE:
        return SourceKind.OFFICE
    if mention.kind is EntityKind.PERSON:
        return SourceKind.PERSON
    if mention.form in {MentionForm.NOMINAL, MentionForm.PRONOUN}:
        words = nouns_of(mention, reading)
        if words & grammar.post:
            return SourceKind.POST
        return SourceKind.DOCUMENT if words & grammar.document else SourceKind.ANONYMOUS
    return SourceKind.OFFICE


def _stake_of(mention: Mention, reading: Reading, grammar: SpeechGrammar) -> str | None:
    """On which side an unnamed source stands, when its own words say so."""
    words = nouns_of(mention, reading)
    return next((side for side, cues in grammar.stakes if words & cues), None)


def _condition_of(mention: Mention, reading: Reading, grammar: SpeechGrammar) -> str | None:
    """The words on anonymity in the sentence of the source."""
    at = reading.tokens_in(mention.span)[0]
    sentence = reading.sentences[reading.sentence_of(at)]
    for phrase in grammar.anonymity:
        for first in range(sentence.first, sentence.last - len(phrase) + 1):
            if tuple(reading.folded[first : first + len(phrase)]) == phrase:
                return reading.span(first, first + len(phrase)).of(reading.text)
    return None


def outlets_first(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Each source once, by its fullest name; outlets outside, else in the order given."""
    kept: list[Source] = []
    for source in sources:
        same = next((i for i, k in enumerate(kept) if _is_same(k, source)), None)
        if same is None:
            kept.append(source)
        elif len(source.name) > len(kept[same].name) and source.kind is kept[same].kind:
            kept[same] = source
    return tuple(sorted(kept, key=lambda s: s.kind is not SourceKind.OUTLET))


def _is_same(a: Source, b: Source) -> bool:
    """One name, one place in the text, or one name inside the other for outlets and people."""
    if a.name == b.name or a.span.overlaps(b.span):
        return True
    if a.kind is not b.kind or a.kind not in {SourceKind.OUTLET, SourceKind.PERSON}:
        return False
    few, many = sorted((a.name.split(), b.name.split()), key=len)
    return set(few) <= set(many)
