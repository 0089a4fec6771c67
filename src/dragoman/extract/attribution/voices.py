"""Who speaks at a cue: the sources that its phrase names, or, where it names none, whoever spoke before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.extract.attribution.cues import Cue, CueKind, is_citing
from dragoman.extract.attribution.going_on import may_go_on
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import is_outlet, nouns_of, outlets_first, same_source, source_from
from dragoman.extract.attribution.phrases import Phrase
from dragoman.extract.attribution.quotes import find_quotations, is_quoted, quotation_around
from dragoman.extract.attribution.referring import (
    introduces,
    is_class_of_outlet,
    is_definite,
    is_known,
    is_nameless,
    is_only_same,
    is_own,
    is_report,
    resolved,
    tells_of_report,
    whole,
)
from dragoman.extract.attribution.refuting import is_refuted
from dragoman.extract.attribution.speakers import subject_of
from dragoman.extract.reading import Reading
from dragoman.extract.slots import is_passive, slot_before
from dragoman.extract.words import fold, word_set
from dragoman.model import EntityKind, Mention, MentionForm, Source, SourceKind

# how many sentences back a speaker goes on speaking, and an outlet stays known
MEMORY = 5
BODIES = {EntityKind.ORGANISATION, EntityKind.COUNTRY, EntityKind.PLACE}
GOES_ON = "goes on speaking"
GOES_ON_TELLING = "goes on telling"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens [first, last) are said by the last of `chain` (outermost first). `cue` is the token of the cue.

    `hole` are the tokens of the attribution itself, which nobody says. `why` names the rule. `told` is the chain with what stands around it in
    its sentence: who is known to have told when a later sentence refers back. `addressees` are to whom it is said, outlets aside.
    """

    first: int
    last: int
    cue: int
    chain: tuple[Source, ...]
    why: str
    hole: tuple[int, int] = (-1, -1)
    told: tuple[Source, ...] = ()
    addressees: tuple[Mention, ...] = ()

    def covers(self, token: int) -> bool:
        """Whether the words at `token` are said by the chain."""
        return self.first <= token < self.last and token != self.cue and not self.hole[0] <= token < self.hole[1]

    @property
    def at(self) -> int:
        """The token where the attribution stands in the text."""
        return self.cue if self.cue >= 0 else self.first

    @property
    def voices(self) -> tuple[Source, ...]:
        """Everybody known to stand behind it."""
        return self.told or self.chain


def find_chain(
    reading: Reading, number: int, cue: Cue, phrase: Phrase, before: Sequence[Attribution]
) -> tuple[tuple[Source, ...], str]:
    """The chain that a phrase of attribution names, outermost first, and the rule; empty when it names nobody.

    Args:
        reading: the document with its mentions set.
        number: of the sentence.
        cue: what ties the source to its words.
        phrase: what was read around it.
        before: the attributions so far, in text order.
    """
    if (cue.kind is CueKind.COLON and not phrase.speakers) or is_refuted(reading, cue.first, cue.last):
        return (), ""
    reports = any(is_report(m, reading) for m in (*phrase.speakers, *phrase.inner)) or (
        cue.kind is CueKind.PARTICLE and tells_of_report(reading, cue.last, phrase.last)
    )
    named = _named(reading, (*phrase.outlets, *phrase.speakers, *phrase.inner))
    speakers, outlets, inner = (_among(named, ms) for ms in (phrase.speakers, phrase.outlets, phrase.inner))
    outlets = [m for m in outlets if not _is_refuted(reading, m)]
    if is_citing(reading, cue.token):
        speakers = [_as_outlet(m) for m in speakers]
    if phrase.speakers and not speakers and not reports and not outlets:
        return (), ""
    if reports and not inner and all(is_outlet(m, reading) for m in speakers):
        return _of_report(reading, (*outlets, *speakers), before), GOES_ON_TELLING
    if speakers or (outlets and (cue.kind in {CueKind.IMPERSONAL, CueKind.DATELINE} or (not phrase.pronoun and inner))):
        chain = _links(reading, (*_in_order(reading, cue, outlets, speakers), *inner))
        return outlets_first((*_known_outlet(reading, number, chain, before), *chain)), cue.kind.value
    chain = _links(reading, inner)
    if cue.kind is CueKind.IMPERSONAL:
        return chain, cue.kind.value
    if cue.kind is CueKind.PARTICLE and not (chain or outlets):
        return (), ""
    if chain:
        told = _links(reading, outlets) or _last_outlet(reading, number, before)
        return outlets_first((*told, *chain)), GOES_ON_TELLING
    if (other := _quoted_other(reading, cue, phrase)) is not None:
        return (other,), cue.kind.value
    if not may_go_on(reading, cue, phrase):
        return (), ""
    last = _last_speaker(reading, number, phrase, outside_quotations(reading, cue.token, before))
    if phrase.pronoun is not None and phrase.pronoun.form is not MentionForm.PRONOUN and last:
        last = (*(s for s in last if s.kind is SourceKind.OUTLET), source_from(phrase.pronoun, reading))
    return outlets_first((*_links(reading, outlets), *last)), GOES_ON


def _is_refuted(reading: Reading, outlet: Mention) -> bool:
    tokens = reading.tokens_in(outlet.span)
    return is_refuted(reading, tokens[0], tokens[-1] + 1)


def _in_order(
    reading: Reading, cue: Cue, outlets: Sequence[Mention], speakers: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The outlets and speakers of a phrase, outermost first.

    An outlet to which somebody speaks prints his words and stands outside him; one that another outlet names is cited by it and stands inside.
    """
    if not speakers or not is_outlet(speakers[0], reading) or is_passive(reading, cue.token):
        return (*outlets, *speakers)
    printing = [o for o in outlets if _is_addressed(reading, o)]
    return (*printing, *speakers, *(o for o in outlets if o not in printing))


def _is_addressed(reading: Reading, outlet: Mention) -> bool:
    first = reading.tokens_in(outlet.span)[0]
    return slot_before(reading, first) == "TO" or "TO" in reading.tokens[first].clitics


def _quoted_other(reading: Reading, cue: Cue, phrase: Phrase) -> Source | None:
    """Whom a pronoun of the third person inside a quotation means: not the one who is quoted ("He told us that ...", said the elder).

    Where a language drops the pronoun, the verb and those whom it addresses stand for him.
    """
    if cue.kind is not CueKind.VERB or quotation_around(reading, cue.token) is None:
        return None
    if phrase.pronoun is None:
        end = reading.sentences[reading.sentence_of(cue.token)].last
        if phrase.speakers or cue.last >= end or not reading.is_word(cue.last, "speech", "first_person"):
            return None
        span = reading.span(cue.token, cue.last + 1)
        text = span.of(reading.text)
        return Source(SourceKind.ANONYMOUS, text, text, span)
    persons = reading.pack.pack["pronouns"]
    third = {fold(w, reading.pack) for person, words in persons.items() if person != "first" for w in words}
    said = {reading.folded[t] for t in reading.tokens_in(phrase.pronoun.span)}
    return source_from(phrase.pronoun, reading) if said & third else None


def _named(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions as the sources that they mean, without the outlet in which the report itself stands and without "the report"."""
    meant = [
        resolved(whole(m, reading), reading)
        for m in mentions
        if not is_own(m, reading) and not is_only_same(m, reading)
    ]
    meant = [m for m in meant if not is_nameless(m, reading)]
    kept = [m for m in meant if is_outlet(m, reading) or not is_report(m, reading)]
    return [m for m in kept if not any(_is_part(m, o, reading) for o in kept)]


def _is_part(one: Mention, other: Mention, reading: Reading) -> bool:
    """Whether a mention is only a part of another source: a name inside a description, or "the agency" before its name."""
    if one.span == other.span:
        return False
    if introduces(one, other, reading):
        return True
    if other.span.covers(one.span):
        return not (is_outlet(one, reading) and is_class_of_outlet(other, reading))
    return one.span.covers(other.span) and is_outlet(other, reading) and is_class_of_outlet(one, reading)


def _among(named: Sequence[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    return [n for n in named if any(n.span.overlaps(m.span) for m in mentions)]


def _as_outlet(mention: Mention) -> Mention:
    """Who cites others by name is an outlet, whatever the model took it for."""
    body = mention.kind is EntityKind.ORGANISATION and mention.form is MentionForm.NAME
    return replace(mention, kind=EntityKind.OUTLET) if body else mention


def _links(reading: Reading, mentions: Sequence[Mention]) -> tuple[Source, ...]:
    return outlets_first(source_from(m, reading) for m in mentions)


def _of_report(reading: Reading, outlets: Sequence[Mention], before: Sequence[Attribution]) -> tuple[Source, ...]:
    """The chain of the report that is told of: of the outlet named beside it, else the last one from an outlet."""
    named = _links(reading, outlets)
    for attribution in reversed(before):
        first = attribution.voices[0]
        if first.kind is SourceKind.OUTLET and (not named or same_source(first, named[0])):
            return outlets_first((*named, *_reporters(attribution.voices)))
    return named


def _reporters(chain: Sequence[Source]) -> list[Source]:
    """Outlets and those who told them; who speaks in public is no source of the rest of a report."""
    return [s for s in chain if s.kind in {SourceKind.OUTLET, SourceKind.ANONYMOUS}]


def outside_quotations(reading: Reading, token: int, before: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without those told only inside a quotation in which a token does not stand."""
    return [a for a in before if a.cue < 0 or not is_quoted(reading, a.cue, token)]


def _last_speaker(reading: Reading, number: int, phrase: Phrase, before: Sequence[Attribution]) -> tuple[Source, ...]:
    """Who spoke last: in this sentence, or a few sentences back."""
    personal = phrase.pronoun is not None and _is_personal(reading, phrase.pronoun)
    at = _before_quotation(reading, number)
    if not any(at <= reading.sentence_of(a.at) <= number for a in before):
        subject = subject_of(reading, at)
        if subject is not None and (subject.kind is EntityKind.PERSON or not personal):
            return (source_from(subject, reading),)
    for attribution in reversed(before):
        if number - reading.sentence_of(attribution.at) > MEMORY:
            break
        speaker = attribution.chain[-1].mention
        if personal and speaker is not None and speaker.kind in BODIES and speaker.form is MentionForm.NAME:
            continue
        if attribution.chain[-1].kind is not SourceKind.OUTLET or phrase.pronoun is None:
            return attribution.voices
    return ()


def _before_quotation(reading: Reading, number: int) -> int:
    """The sentence before this one, or before the quotation that reaches into it."""
    first = reading.sentences[number].first
    start = next((f for f, last in find_quotations(reading) if f < first < last), first)
    return reading.sentence_of(start) - 1


def _is_personal(reading: Reading, pronoun: Mention) -> bool:
    """Whether a pronoun can only mean a person."""
    return any(reading.folded[t] in speech_grammar(reading.pack).personal for t in reading.tokens_in(pronoun.span))


def _last_outlet(reading: Reading, number: int, before: Sequence[Attribution]) -> tuple[Source, ...]:
    """The outlet named last ("the newspaper quoted ...")."""
    near = (a for a in reversed(before) if number - reading.sentence_of(a.at) <= MEMORY)
    return next((a.voices[:1] for a in near if a.voices[0].kind is SourceKind.OUTLET), ())


def _is_described(source: Source) -> bool:
    """Whether a source is named by what it is and not by its name ("the officials", "the cardinal")."""
    titled = source.mention is not None and source.mention.form in {MentionForm.TITLE, MentionForm.NOMINAL}
    return source.kind in {SourceKind.ANONYMOUS, SourceKind.DOCUMENT} or (source.kind is SourceKind.OFFICE and titled)


def _is_part_of_known(reading: Reading, mention: Mention) -> bool:
    """Whether the words behind "one of" mean what was named before ("one of them", "one of the two", not "one resident")."""
    behind = reading.tokens_in(mention.span)[1:]
    if not nouns_of(mention, reading) & speech_grammar(reading.pack).again or not behind:
        return True
    groups = word_set(reading.pack, "roles", "pairs") | word_set(reading.pack, "roles", "threes")
    known = any(reading.tokens[t].upos == "PRON" or is_definite(t, reading) for t in behind)
    return known or bool(nouns_of(mention, reading) & groups)


def _known_outlet(
    reading: Reading, number: int, chain: tuple[Source, ...], before: Sequence[Attribution]
) -> tuple[Source, ...]:
    """The outlet to which the same unnamed sources spoke before ("the sources said")."""
    if not chain or not _is_described(chain[0]) or chain[0].mention is None:
        return ()
    if not is_known(chain[0].mention, reading):
        return ()
    marks = speech_grammar(reading.pack).definite
    words = {w for w in nouns_of(chain[0].mention, reading) if len(w) > 2} - marks
    told = [
        a
        for a in reversed(before)
        if a.voices[0].kind is SourceKind.OUTLET and _is_described(a.voices[-1]) and a.voices[-1].mention
    ]
    named = (a for a in told if any(words & nouns_of(v.mention, reading) for v in a.voices[1:] if v.mention))
    if found := next(named, None):
        return found.voices[:1]
    again = words & (word_set(reading.pack, "roles", "anonymous") | speech_grammar(reading.pack).again)
    if not again or len(reading.tokens_in(chain[0].span)) > 3 or not _is_part_of_known(reading, chain[0].mention):
        return ()
    near = (a for a in told if number - reading.sentence_of(a.at) <= MEMORY)
    return next((a.voices[:1] for a in near), ())
