"""The links of a chain: a mention as a source, of which kind, on whose side, on what condition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman import knowledge_base
from dragoman.extract.attribution.anonymity import condition_of
from dragoman.extract.attribution.grammar import SpeechGrammar, is_speech_form, speech_grammar
from dragoman.extract.attribution.stakes import stake_of
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import bare_forms, word_set
from dragoman.model import EntityKind, Mention, MentionForm, Source, SourceKind

# how far before an outlet the word may stand by which it has a paper ("which reached the hands of")
THROUGH = 2


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
        mention=_named_at(mention, reading),
        number=mention.number if mention.form is not MentionForm.NAME else None,
        stake=stake_of(mention, reading) if hidden else None,
        condition=condition_of(mention, reading) if hidden else None,
    )


def _named_at(mention: Mention, reading: Reading) -> Mention:
    """The mention by which an outlet was named, for "the agency" that means it."""
    if mention.kind is not EntityKind.OUTLET or mention.antecedent is None:
        return mention
    named = reading.mention_at(reading.token_at(mention.antecedent.start))
    return replace(named, kind=EntityKind.OUTLET) if named is not None and named.name == mention.name else mention


def nouns_of(mention: Mention, reading: Reading) -> set[str]:
    """The words of a mention, with and without what may be written onto them."""
    return {b.word for t in reading.tokens_in(mention.span) for b in bare_forms(reading.tokens[t].text, reading.pack)}


def is_unnamed(mention: Mention, reading: Reading) -> bool:
    """Whether a mention without a name is one person, or those whom reports hear without naming them ("an official", not "the protesters")."""
    if mention.form is not MentionForm.NOMINAL:
        return False
    heard = word_set(reading.pack, "roles", "anonymous").union(*(ws for _, ws in speech_grammar(reading.pack).stakes))
    forms = {b.word for b in bare_forms(reading.tokens[mention.head].text, reading.pack)}
    return mention.number == 1 or bool(forms & heard)


def is_outlet(mention: Mention, reading: Reading) -> bool:
    """Whether a mention names an outlet: as found, as known where the model took it for another body, or by the words before it ("the site X")."""
    if mention.kind is EntityKind.OUTLET:
        return True
    if mention.form is not MentionForm.NAME:
        return False
    if _is_at_outlet(mention, reading) or _is_quoted_behind_particle(mention, reading):
        return True
    if mention.kind is EntityKind.PERSON:
        return False
    if _is_called_outlet(mention, reading):
        return True
    if mention.kind is EntityKind.ORGANISATION and _begins_with_class(mention, reading):
        return True
    return mention.kind is EntityKind.ORGANISATION and EntityKind.OUTLET in _known_kinds(mention, reading)


def _begins_with_class(mention: Mention, reading: Reading) -> bool:
    """Whether a name of several words begins with a noun for an outlet ("the agency Anadolu"), of which nothing else is known."""
    tokens = reading.tokens_in(mention.span)
    papers = speech_grammar(reading.pack).papers
    named = any(b.word in papers for b in bare_forms(reading.tokens[tokens[0]].text, reading.pack))
    return len(tokens) > 1 and named and not _known_kinds(mention, reading)


def _known_kinds(mention: Mention, reading: Reading) -> set[EntityKind]:
    knowledge, language = knowledge_base.load(), reading.document.language
    return {e.kind for name in (mention.name, mention.text) for e in knowledge.lookup(name, language)}


def _is_at_outlet(mention: Mention, reading: Reading) -> bool:
    """Whether a name stands where outlets do, behind "obtained by": a known outlet, or a body of which nothing else is known."""
    first = reading.tokens_in(mention.span)[0]
    through = speech_grammar(reading.pack).through
    before = range(max(0, first - THROUGH), first)
    if not any(b.word in through for t in before for b in bare_forms(reading.tokens[t].text, reading.pack)):
        return False
    kinds = _known_kinds(mention, reading)
    return EntityKind.OUTLET in kinds or (mention.kind is EntityKind.ORGANISATION and not kinds)


def _is_quoted_behind_particle(mention: Mention, reading: Reading) -> bool:
    """Whether a name in quotation marks stands right behind "according to", as outlets do and people do not."""
    tokens = reading.tokens_in(mention.span)
    marks = {*reading.pack.pack["quotes"]["open"], *reading.pack.pack["quotes"]["close"]}
    before = tokens[0] - (reading.tokens[tokens[0]].text not in marks)
    behind = tokens[-1] + (reading.tokens[tokens[-1]].text not in marks)
    if before < 1 or behind >= len(reading.tokens) or not {reading.tokens[i].text for i in (before, behind)} <= marks:
        return False
    particles = {phrase[-1] for phrase in speech_grammar(reading.pack).according}
    return reading.folded[before - 1] in particles


def _is_called_outlet(mention: Mention, reading: Reading) -> bool:
    """Whether a noun for an outlet stands right before a name, quotation marks aside, or whether a quoted name is spoken to."""
    marks = {*reading.pack.pack["quotes"]["open"], *reading.pack.pack["quotes"]["close"]}
    tokens = reading.tokens_in(mention.span)
    quoted = any(m in mention.text for m in marks)
    first = next((t for t in tokens if reading.tokens[t].upos not in {"ADP", "PUNCT"}), tokens[0])
    at = first - 1
    while at >= 0 and reading.tokens[at].text in marks:
        at, quoted = at - 1, True
    if at < 0:
        return False
    papers = speech_grammar(reading.pack).papers
    if any(b.word in papers for b in bare_forms(reading.tokens[at].text, reading.pack)):
        return True
    return quoted and slot_before(reading, at + 1) == "TO" and is_speech_head(reading, first)


def is_speech_head(reading: Reading, token: int) -> bool:
    """Whether a verb of speech governs the phrase around a token, within a few steps up the tree."""
    for _ in range(4):
        token = reading.tokens[token].head
        if token < 0:
            return False
        if reading.tokens[token].upos == "VERB":
            return is_speech_form(reading.tokens[token].text, reading.pack)
    return False


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


def outlets_first(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Each source once, by its fullest name; outlets outside, else in the order given."""
    kept: list[Source] = []
    for source in sources:
        same = next((i for i, k in enumerate(kept) if same_source(k, source)), None)
        if same is None:
            kept.append(source)
        elif len(source.name) > len(kept[same].name) and source.kind is kept[same].kind:
            kept[same] = source
    once = [s for i, s in enumerate(kept) if all(s.name != k.name for k in kept[:i])]
    return tuple(sorted(once, key=lambda s: s.kind is not SourceKind.OUTLET))


def same_source(a: Source, b: Source) -> bool:
    """Whether two links are one: one name, one place in the text, or one name inside the other ("two regional diplomats", "diplomats")."""
    if a.name == b.name or a.span.overlaps(b.span):
        return True
    if a.kind is not b.kind or a.kind not in {SourceKind.OUTLET, SourceKind.PERSON, SourceKind.ANONYMOUS}:
        return False
    few, many = sorted((a.name.casefold().split(), b.name.casefold().split()), key=len)
    return set(few) <= set(many)
