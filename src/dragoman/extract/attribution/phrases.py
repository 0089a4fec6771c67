"""The phrase of attribution around a cue: who speaks, through which outlet, and where the phrase begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.extract.attribution.cues import REACH, SEMICOLONS, Cue, CueKind, is_citing, is_stop, opens_clause
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.houses import speaking_place, told_in
from dragoman.extract.attribution.links import is_outlet, nouns_of
from dragoman.extract.attribution.listeners import find_addressees
from dragoman.extract.attribution.papers import paper_of
from dragoman.extract.attribution.quotes import FULL_STOPS, is_quote, is_quoted, is_scare_quote
from dragoman.extract.attribution.referring import says_same, unnamed_outlets
from dragoman.extract.attribution.speakers import (
    can_speak,
    cited_subject,
    find_speakers,
    shared_subject,
    title_start,
)
from dragoman.extract.attribution.through import before_speaker, outlets_in, told_by, told_by_agent, told_outlets
from dragoman.extract.attribution.unmarked import before_joined, subtree, unmarked_source
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import COMMAS, bare_forms, word_set
from dragoman.model import EntityKind, Mention, MentionForm

# how far behind a particle its source may stand
AFTER_PARTICLE = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [first, last) of the attribution itself; `opening` is where what was said begins, when a word opens it.

    `speakers` say it, to `outlets`; `inner` told the speaker ("learned from"); `addressees` are others to whom it is said ("told his party").
    """

    first: int
    last: int
    opening: int | None
    speakers: tuple[Mention, ...]
    outlets: tuple[Mention, ...]
    inner: tuple[Mention, ...]
    pronoun: Mention | None = None
    addressees: tuple[Mention, ...] = ()


def read_phrase(reading: Reading, cue: Cue, cues: Sequence[Cue]) -> Phrase:
    """The phrase of attribution of a cue."""
    if cue.kind in {CueKind.PARTICLE, CueKind.OWN}:
        return _after_particle(reading, cue)
    if cue.kind is CueKind.DATELINE:
        mention = reading.mention_at(cue.last)
        end = reading.tokens_in(mention.span)[-1] + 3 if mention else cue.last
        return Phrase(
            reading.sentences[reading.sentence_of(cue.token)].first, end, end, (), (mention,) if mention else (), ()
        )
    if cue.kind is CueKind.PAPER:
        paper, first, last = paper_of(reading, cue)
        phrase = _phrase(reading, first, last, None, [paper] if paper else [], [])
        dropped = paper is not None and not is_outlet(paper, reading) and phrase.speakers == phrase.outlets
        return replace(phrase, speakers=(paper,)) if dropped and paper else phrase
    return _around_verb(reading, cue, cues)


# --- particles ----------------------------------------------------------------------------------------------------


def _after_particle(reading: Reading, cue: Cue) -> Phrase:
    sentence = reading.sentences[reading.sentence_of(cue.token)]
    found: list[Mention] = []
    end, reach = cue.last, cue.last + AFTER_PARTICLE
    if own_words := _unmarked_person(reading, cue.last, sentence.last):
        found.append(own_words)
    elif not _has_name(reading, cue.last):
        found += unnamed_outlets(reading, cue.last, min(cue.last + 1, sentence.last))
    if found:
        found = [_named_beside(reading, found[0])]
        end = reading.tokens_in(found[0].span)[-1] + 1
        reach = end + 6
    for mention in reading.mentions_in(cue.last, sentence.last):
        tokens = reading.tokens_in(mention.span)
        if mention.form is MentionForm.PRONOUN and tokens[0] > cue.last:
            continue
        if not found and (other := before_joined(reading, cue.last, mention)) is not None:
            found.append(other)
            end, reach = tokens[0], tokens[0] + 1
        if tokens[0] > reach or not _goes_on(reading, end, tokens[0], bool(found)):
            break
        if can_speak(mention, reading) and (not found or _belongs(reading, end, mention)):
            found.append(mention)
        if can_speak(mention, reading) or mention.form is MentionForm.DEMONYM:
            end, reach = tokens[-1] + 1, tokens[-1] + 7
    found += cited_subject(reading, cue.first)
    own = cue.kind is CueKind.OWN
    return _phrase(reading, cue.first, end, None, [] if own else found, [])


def _unmarked_person(reading: Reading, token: int, end: int) -> Mention | None:
    """A noun right behind the particle that is no mention yet: somebody's own ("his aides"), or a word for people or papers."""
    first = token
    own = False
    while token < min(end, first + AFTER_PARTICLE) and (
        reading.tokens[token].upos in {"DET", "ADJ", "NUM"} | _compound(reading, token)
        or says_same(token, reading)
        or (token == first and _is_possessive(reading, token))
    ):
        own = own or _is_possessive(reading, token)
        token += 1
    if token >= end or reading.mention_at(token) is not None or reading.tokens[token].upos not in {"NOUN", "PROPN"}:
        return None
    words, grammar = (
        {b.word for b in bare_forms(reading.tokens[token].text, reading.pack)},
        speech_grammar(reading.pack),
    )
    behind = token + 1
    if behind < end and reading.tokens[behind].head == token and reading.tokens[behind].relation == "compound":
        words |= {b.word for b in bare_forms(reading.tokens[behind].text, reading.pack)}
    known = (
        grammar.document | word_set(reading.pack, "roles", "anonymous") | (grammar.papers if token > first else set())
    )
    return unmarked_source(reading, token) if own or "SUF" in reading.tokens[token].clitics or words & known else None


def _is_possessive(reading: Reading, token: int) -> bool:
    """Whether a pronoun belongs to the noun behind it ("their lawyer")."""
    word = reading.tokens[token]
    return word.upos in {"PRON", "DET"} and word.relation.startswith("nmod") and word.head > token


def _named_beside(reading: Reading, source: Mention) -> Mention:
    """The person by name right behind a noun that means him ("their lawyer, Ines Moura")."""
    at = reading.tokens_in(source.span)[-1] + 1
    end = reading.sentences[reading.sentence_of(at - 1)].last
    if at < end and reading.tokens[at].text in COMMAS:
        at += 1
    person = reading.mention_at(at) if at < end else None
    if person is None or person.kind is not EntityKind.PERSON or person.form is not MentionForm.NAME:
        return source
    last = reading.tokens_in(person.span)[-1] + 1
    alone = last >= end or reading.tokens[last].upos == "PUNCT"
    return person if alone and "AND" not in reading.tokens[at].clitics else source


def _has_name(reading: Reading, token: int) -> bool:
    """Whether a token or the one behind it stands in a mention."""
    return any(reading.mention_at(t) is not None for t in (token, token + 1))


def _compound(reading: Reading, token: int) -> set[str]:
    """The parts of speech of a noun that stands before the head of its phrase ("a draft resolution")."""
    word = reading.tokens[token]
    return {"NOUN"} if word.relation == "compound" and word.head > token else set()


def _goes_on(reading: Reading, first: int, last: int, after_source: bool) -> bool:
    """Whether nothing between two mentions ends a phrase of attribution; a comma may stand before "quoted by" and the like."""
    grammar = speech_grammar(reading.pack)
    for i in range(first, last):
        if is_stop(reading, i) and not (after_source and i + 1 < last and _is_onward(reading, i + 1)):
            return False
        if opens_clause(reading, i) and not is_quote(reading, i) and not (after_source and _is_onward(reading, i)):
            return False
    return not any(reading.folded[i] in grammar.contrast for i in range(first, last))


def _is_onward(reading: Reading, token: int) -> bool:
    return reading.folded[token] in speech_grammar(reading.pack).onward


def _belongs(reading: Reading, end: int, mention: Mention) -> bool:
    """Whether a further mention is a link too: an outlet, a joined speaker, or whoever told the first."""
    first = reading.tokens_in(mention.span)[0]
    if is_outlet(mention, reading):
        return True
    joined = first - end <= 2 and _is_joined(reading, end, first)
    return joined or (slot_before(reading, first) == "FROM" and mention.kind in {EntityKind.PERSON, EntityKind.GROUP})


# --- verbs --------------------------------------------------------------------------------------------------------


def _around_verb(reading: Reading, cue: Cue, cues: Sequence[Cue]) -> Phrase:
    sentence = reading.sentences[reading.sentence_of(cue.token)]
    later = [
        c.first
        for c in cues
        if c.first > cue.token and c.kind in {CueKind.VERB, CueKind.PARTICIPLE, CueKind.IMPERSONAL}
    ]
    limit = min([sentence.last, cue.token + REACH, *later, *_full_stops(reading, cue.token, sentence.last)])
    opening = cue.token if cue.kind is CueKind.COLON else _opening(reading, cue.token, limit, sentence.last)
    after = opening if opening is not None else _end_of_phrase(reading, cue.token, limit)
    speakers, pronoun = find_speakers(reading, cue, sentence.first, after)
    if not speakers and pronoun is None and speech_grammar(reading.pack).places_speak:
        speakers = speaking_place(reading, cue, sentence.first, after)
    if not speakers and pronoun is None:
        speakers = shared_subject(reading, cue, cues)
    first = min([cue.first, *(reading.tokens_in(m.span)[0] for m in (*speakers, *([pronoun] if pronoun else [])))])
    if cue.token - first < 40 and speakers and first < cue.token:
        first = _start_of_phrase(reading, first, sentence.first)
    last = after
    if opening is None and not _is_behind(reading, first, sentence.first):
        last = max(
            [cue.last, *(reading.tokens_in(m.span)[-1] + 1 for m in (*speakers, *outlets_in(reading, first, after)))]
        )
    cited = _cited(reading, cue, limit) if is_citing(reading, cue.token) else []
    if cited:
        speakers = [m for m in speakers if m.span.start < reading.tokens[cue.token].span.start]
        first = min([cue.first, *(reading.tokens_in(m.span)[0] for m in speakers)])
        last = max(last if opening is not None else 0, reading.tokens_in(cited[-1].span)[-1] + 1)
    others = [m for m in reading.mentions_in(first, after) if m not in speakers and m is not pronoun]
    if (speakers or pronoun) and opening is not None and sentence.first < first:
        others += before_speaker(reading, sentence.first, first)
    others += [
        m for m in told_outlets(reading, cue, first, after, sentence.last) if m not in speakers and m not in others
    ]
    if cue.kind is CueKind.IMPERSONAL:
        agents = told_by_agent(reading, cue.token, after)
        others = [m for m in others if not any(a.span == m.span for a in agents)]
        others += [*agents, *told_by(reading, cue.token, after), *told_in(reading, cue.token, sentence.first)]
    phrase = _phrase(reading, first, max(last, cue.last), opening, speakers, others, pronoun)
    if cited:
        return replace(phrase, inner=(*(m for m in phrase.inner if m not in cited), *cited))
    return replace(phrase, addressees=find_addressees(reading, cue, phrase.last, (*phrase.speakers, *phrase.outlets)))


def _opening(reading: Reading, verb: int, limit: int, last: int) -> int | None:
    """Where what was said begins: at "that" or a quotation mark, or before it with a clause of its own."""
    opens = (i for i in range(verb + 1, limit) if opens_clause(reading, i) and not is_scare_quote(reading, i))
    found = next((i for i in opens if not _is_of_another(reading, verb, i)), None)
    if found is None:
        return _bare_clause(reading, verb, min(limit + 1, last))
    bare = _bare_clause(reading, verb, found)
    swallowed = bare == verb + 1 and not speech_grammar(reading.pack).speaker_first and not is_quote(reading, found)
    return found if bare is None or swallowed else bare


def _is_of_another(reading: Reading, verb: int, token: int) -> bool:
    """Whether a "that" belongs to another verb joined behind, or describes a noun ("people who asked")."""
    word = reading.tokens[token]
    if word.relation == "acl" and "THAT" in word.clitics and word.head == token - 1:
        mention = reading.mention_at(word.head)
        return mention is not None and mention.form is MentionForm.NOMINAL
    clause = word.head if word.relation == "mark" else token
    governor = reading.tokens[clause].head
    joined = verb < governor < token and reading.tokens[governor].relation in {"conj", "parataxis"}
    return joined and reading.tokens[governor].upos == "VERB"


def _cited(reading: Reading, cue: Cue, limit: int) -> list[Mention]:
    """Whom a verb of citing names: what stands right behind it, joined by "and"."""
    found: list[Mention] = []
    end = cue.last
    for mention in reading.mentions_in(cue.last, limit):
        first = reading.tokens_in(mention.span)[0]
        if first - end > 3 or any(
            is_stop(reading, i) or (opens_clause(reading, i) and not is_quote(reading, i)) for i in range(end, first)
        ):
            break
        if can_speak(mention, reading) and not is_outlet(mention, reading) and mention.form is not MentionForm.PRONOUN:
            if not found or _is_joined(reading, end, first):
                found.append(mention)
            elif slot_before(reading, first) is None:
                break
        end = reading.tokens_in(mention.span)[-1] + 1
    if not found:
        nouns = (c for c in reading.children[cue.token] if cue.last <= c < limit and reading.mention_at(c) is None)
        found = [m for c in nouns if reading.tokens[c].upos == "NOUN" and (m := unmarked_source(reading, c))][:1]
    return found


def _is_joined(reading: Reading, end: int, first: int) -> bool:
    return "AND" in reading.tokens[first].clitics or any(reading.tokens[i].upos == "CCONJ" for i in range(end, first))


def _full_stops(reading: Reading, cue: int, last: int) -> list[int]:
    """Where another sentence begins with a quotation, though it was not cut off ("... a full mandate. "My mother cannot wait," said ...")."""
    return [
        i
        for i in range(cue + 1, last - 1)
        if reading.tokens[i].text in FULL_STOPS and is_quote(reading, i + 1) and not is_quoted(reading, i, cue)
    ]


def _is_behind(reading: Reading, first: int, start: int) -> bool:
    """Whether a mark stands right before the phrase."""
    return first > start and (is_stop(reading, first - 1) or is_quote(reading, first - 1))


def _bare_clause(reading: Reading, verb: int, limit: int) -> int | None:
    """Where a clause without "that" begins, by the tree."""
    for child in reading.children[verb]:
        if (
            reading.tokens[child].relation == "ccomp"
            and verb < child < limit
            and reading.tokens[child].upos in {"VERB", "AUX", "ADJ", "NOUN"}
        ):
            start = min(t for t in subtree(reading, child) if t > verb)
            own = [
                reading.tokens_in(m.span)[-1] + 1
                for m in outlets_in(reading, verb + 1, child)
                if _is_listener(reading, m, verb)
            ]
            start = max([start, *own])
            if not any(is_stop(reading, i) for i in range(verb + 1, min(start + 1, verb + 3))) and not any(
                reading.tokens[i].text in SEMICOLONS for i in range(verb, start)
            ):
                return start
    return None


def _is_listener(reading: Reading, outlet: Mention, verb: int) -> bool:
    """Whether the outlet stands right behind the verb ("told Reuters they had ...")."""
    return reading.tokens_in(outlet.span)[0] - verb <= 2 and reading.tokens[outlet.head].head == verb


def _end_of_phrase(reading: Reading, verb: int, limit: int) -> int:
    """Without an opening the phrase ends at the next mark, as far as no onward words follow it."""
    for i in range(verb + 1, limit):
        if is_stop(reading, i) and not (i + 1 < limit and _is_onward(reading, i + 1)):
            return i
        if i > verb + 1 and is_quote(reading, i) and not is_scare_quote(reading, i):
            return i
    return limit


def _start_of_phrase(reading: Reading, first: int, start: int) -> int:
    """From the speaker back to the mark or clause word before it (its title, adjectives, an adverb)."""
    at = first
    while at > start and first - at < 12:
        word = reading.tokens[at - 1]
        if (
            is_stop(reading, at - 1)
            or is_quote(reading, at - 1)
            or opens_clause(reading, at - 1)
            or word.upos in {"VERB", "SCONJ"}
        ):
            break
        at -= 1
    return at


def _is_paper(reading: Reading, mention: Mention) -> bool:
    grammar = speech_grammar(reading.pack)
    return mention.form is MentionForm.NOMINAL and bool(nouns_of(mention, reading) & (grammar.document | grammar.post))


def _is_held(reading: Reading, mention: Mention) -> bool:
    """Whether an outlet stands behind a paper only as who has it ("an army report seen by the Post")."""
    last = reading.tokens_in(mention.span)[-1]
    return last + 1 < len(reading.tokens) and reading.is_word(last + 1, "speech", "through")


def _is_vague(reading: Reading, mention: Mention) -> bool:
    return bool(nouns_of(mention, reading) & speech_grammar(reading.pack).vague)


def _phrase(
    reading: Reading,
    first: int,
    last: int,
    opening: int | None,
    speakers: Sequence[Mention],
    others: Sequence[Mention],
    pronoun: Mention | None = None,
) -> Phrase:
    unnamed = unnamed_outlets(reading, first, last)
    here = {
        m.span: m for m in (*unnamed, *outlets_in(reading, first, last), *(m for m in others if is_outlet(m, reading)))
    }
    outlets = [m for _, m in sorted(here.items()) if m not in speakers]
    inner = [
        m
        for m in others
        if (m.kind in {EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANISATION} or m.why == ("speaks",))
        and m.form is not MentionForm.PRONOUN
        and (m.why == ("speaks",) or slot_before(reading, title_start(reading, m)) == "FROM" or _is_paper(reading, m))
        and not (_is_paper(reading, m) and (speakers or (outlets and _is_vague(reading, m))))
    ]
    vague = speech_grammar(reading.pack).vague
    real = [
        m
        for m in speakers
        if not (
            nouns_of(m, reading) & vague
            and m.form is MentionForm.NOMINAL
            and (outlets or inner or len(speakers) > 1)
            and not _is_held(reading, m)
        )
    ]
    if speakers and not real:
        real = outlets
    return Phrase(first, last, opening, tuple(real), tuple(outlets), tuple(inner), pronoun)
