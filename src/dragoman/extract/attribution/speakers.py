"""Who speaks at a cue: by the tree, else by the order of the words; the bearer of a title, whoever shares a subject."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import knowledge_base
from dragoman.extract.attribution.addressing import follows_address, is_addressed, is_person_word, without_listener
from dragoman.extract.attribution.cues import (
    SEMICOLONS,
    Cue,
    CueKind,
    is_citing,
    is_passive_telling,
    is_relying,
    is_stop,
)
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import is_outlet
from dragoman.extract.attribution.quotes import is_quote, is_quoted
from dragoman.extract.attribution.unmarked import (
    JOINED,
    before_joined,
    by_quoted_name,
    quoted_outlet,
    reporting_name,
    telling_paper,
    unmarked_source,
)
from dragoman.extract.reading import Reading
from dragoman.extract.slots import is_passive, slot_before
from dragoman.extract.words import COMMAS, matches_any, word_set
from dragoman.model import EntityKind, Mention, MentionForm

# how far behind its verb a speaker without a preposition may stand, and how far behind a title its bearer
BEHIND = 9
TITLED = 9
# how many tokens before a source "citing" may begin
RELYING = 2
# how many tokens behind a subject its verb may begin
BESIDE = 3
# as what stands beside a verb whom it does something to
OBJECTS = {"obj", "iobj", "obl"}
# as what a people stands beside a verb
ARGUMENTS = {"nsubj", "obj", "iobj"}


def find_speakers(reading: Reading, cue: Cue, start: int, after: int) -> tuple[list[Mention], Mention | None]:
    """Who speaks: the subject by the tree, else by order; a pronoun apart."""
    if cue.kind is CueKind.VERB and (name := reporting_name(reading, cue.token)) is not None:
        return [name], None
    candidates = _by_tree(reading, cue.token, start, after) if cue.kind is not CueKind.COLON else []
    joined = is_citing(reading, cue.token) and reading.tokens[cue.token].relation in {"conj", "acl", "advcl"}
    joined = joined and not _follows_outlet(reading, cue.token)
    if is_citing(reading, cue.token) and speech_grammar(reading.pack).speaker_first:
        candidates = [m for m in candidates if m.head < cue.token]
    if not candidates and cue.kind is not CueKind.IMPERSONAL and not joined:
        candidates = _by_order(reading, cue, start, after)
    candidates = _antecedent(reading, cue, candidates) or candidates
    candidates = [m for m in candidates if not is_quoted(reading, m.head, cue.token)]
    if cue.kind is not CueKind.COLON:
        candidates = [m for m in candidates if not _is_told(reading, m)]
    if cue.kind is CueKind.IMPERSONAL and is_passive_telling(reading, cue.token):
        return [], None
    pronouns = [m for m in candidates if _is_pronoun(reading, m)]
    end = reading.sentences[reading.sentence_of(cue.token)].last
    limit = end if after < end and reading.tokens[after].text in COMMAS else after
    named = [_bearer(reading, m, limit if m.head > cue.token else after) for m in candidates if m not in pronouns]
    named = [by_quoted_name(reading, without_listener(reading, m)) for m in named]
    return named, (pronouns[0] if pronouns and not named else None)


def _antecedent(reading: Reading, cue: Cue, candidates: Sequence[Mention]) -> list[Mention]:
    """Whom a relative clause describes, where a noun that is nobody stands behind its verb ("the paper that disclosed the talks")."""
    word, first = reading.tokens[cue.token], reading.sentences[reading.sentence_of(cue.token)].first
    relative = cue.token > first and reading.is_word(cue.token - 1, "pack", "relative_words")
    if not relative or not word.relation.startswith("acl") or "SUF" in word.clitics or word.head >= cue.token:
        return []
    if any(m.why != ("speaks",) or m.head < cue.token or is_outlet(m, reading) for m in candidates):
        return []
    mention = reading.mention_at(word.head)
    return [mention] if mention is not None and is_outlet(mention, reading) else []


def cited_subject(reading: Reading, verb: int) -> list[Mention]:
    """Whom a passive verb of citing has as its subject ("the minister was quoted by the agency")."""
    if reading.tokens[verb].upos != "VERB" or not is_citing(reading, verb) or not is_passive(reading, verb):
        return []
    sentence = reading.sentences[reading.sentence_of(verb)]
    return _by_tree(reading, verb, sentence.first, verb)[:1]


def subject_of(reading: Reading, number: int) -> Mention | None:
    """Who acts in a sentence, when it is somebody or some body that its main verb names."""
    if number < 0:
        return None
    sentence = reading.sentences[number]
    verb = next(
        (
            t
            for t in range(sentence.first, sentence.last)
            if not sentence.first <= reading.tokens[t].head < sentence.last
        ),
        None,
    )
    if verb is None or reading.tokens[verb].upos != "VERB":
        return None
    found = [_bearer(reading, m, sentence.last) for m in _by_tree(reading, verb, sentence.first, sentence.last)]
    actors = {EntityKind.PERSON, EntityKind.ORGANISATION}
    return next((m for m in found[:1] if m.kind in actors and m.form in {MentionForm.NAME, MentionForm.TITLE}), None)


def shared_subject(reading: Reading, cue: Cue, cues: Sequence[Cue]) -> list[Mention]:
    """The subject of the verb that this one is joined to or describes; no subject where another cue of the sentence has it."""
    if cue.kind not in {CueKind.VERB, CueKind.PARTICIPLE}:
        return []
    sentence = reading.sentences[reading.sentence_of(cue.token)]
    others = {c.token for c in cues if c is not cue}
    at = cue.token
    if cue.kind is CueKind.PARTICIPLE and _is_of_citing(reading, cue, cues):
        return []
    if is_citing(reading, cue.token) and _follows_outlet(reading, cue.token - 1) and is_stop(reading, cue.token - 1):
        return []
    if described := _described(reading, cue):
        return described
    for _ in range(4):
        if not is_citing(reading, at) and (paper := telling_paper(reading, at)) is not None:
            return [paper]
        if (
            reading.tokens[at].relation not in {"conj", "advcl", "xcomp", "parataxis", "acl", "obl", "ccomp"}
            or at in others
        ):
            break
        at = reading.tokens[at].head
        if at in others or at < 0:
            return []
        found = _by_tree(reading, at, sentence.first, sentence.last)
        if found and not any(_is_pronoun(reading, m) for m in found):
            return [_bearer(reading, m, sentence.last) for m in found]
    if cue.kind is CueKind.PARTICIPLE and not others:
        free = [
            m for m in reading.mentions_in(sentence.first, cue.token) if can_speak(m, reading) and _is_free(reading, m)
        ]
        return [m for m in free if m.kind is not EntityKind.PLACE][:1]
    return []


def _is_of_citing(reading: Reading, cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a participle tells what somebody is quoted as saying: no mark stands between it and a verb of citing."""
    citing = (c.token for c in cues if c.token < cue.token and is_citing(reading, c.token))
    return any(not any(is_stop(reading, i) for i in range(c, cue.token)) for c in citing)


def _described(reading: Reading, cue: Cue) -> list[Mention]:
    """Whom a clause with a verb of speech describes, right before it ("a banker, who told that")."""
    word = reading.tokens[cue.token]
    if not word.relation.startswith("acl") or "THAT" not in word.clitics or not _has_clause(reading, cue.token):
        return []
    person = reading.mention_at(word.head) or unmarked_source(reading, word.head)
    near = cue.token - word.head <= JOINED and person is not None and person.head == word.head
    return [person] if near and person is not None and can_speak(person, reading) else []


def _has_clause(reading: Reading, verb: int) -> bool:
    return any(reading.tokens[c].relation == "ccomp" for c in reading.children[verb])


def _by_tree(reading: Reading, verb: int, start: int, after: int) -> list[Mention]:
    for child in reading.children[verb]:
        if reading.tokens[child].relation not in {"nsubj", "csubj", "dislocated"} or not start <= child < after:
            continue
        if _is_anothers(reading, verb, child):
            continue
        mention = _mention_under(reading, child)
        cited = mention is not None and _is_relied_on(reading, mention)
        if (
            mention
            and not cited
            and can_speak(mention, reading)
            and _is_free(reading, mention)
            and not is_quoted(reading, child, verb)
        ):
            return [mention, *_joined(reading, mention, verb if child < verb else after)]
    return []


def _is_anothers(reading: Reading, verb: int, subject: int) -> bool:
    """Whether the tree gave a verb a second subject, which has a verb of its own right behind it ("A cited B ..., C reported")."""
    nearer = [c for c in reading.children[verb] if subject < c < verb and reading.tokens[c].relation == "nsubj"]
    return any(
        reading.tokens[i].upos == "VERB" and not reading.tokens[i].relation.startswith("acl")
        for i in range(subject + 1, min([*nearer, subject + 1 + BESIDE]) if nearer else subject)
    )


def _follows_outlet(reading: Reading, verb: int) -> bool:
    """Whether an outlet stands right before a verb, so that it is its subject, whatever the tree says."""
    mention = reading.mention_at(verb - 1) if verb > 0 else None
    return mention is not None and is_outlet(mention, reading) and _is_free(reading, mention)


def _is_relied_on(reading: Reading, mention: Mention) -> bool:
    """Whether a mention stands right behind "citing", so that it is no subject, whatever the tree says."""
    first = reading.tokens_in(mention.span)[0]
    return any(is_relying(reading, i) for i in range(max(0, first - RELYING), first))


def _is_pronoun(reading: Reading, mention: Mention) -> bool:
    tokens = reading.tokens_in(mention.span)
    return mention.form is MentionForm.PRONOUN or (len(tokens) == 1 and reading.tokens[tokens[0]].upos == "PRON")


def _bearer(reading: Reading, mention: Mention, limit: int) -> Mention:
    """The person whose title, body or country the mention names ("the Guards' deputy for political affairs, Yadollah Javani")."""
    if (mention.kind is EntityKind.PERSON and mention.form is MentionForm.NAME) or is_outlet(mention, reading):
        return mention
    end = reading.tokens_in(mention.span)[-1] + 1
    commas = 0
    for at in range(end, min(limit, end + TITLED)):
        word, other = reading.tokens[at], reading.mention_at(at)
        if other is not None and other.kind is EntityKind.PERSON and other.form is MentionForm.NAME:
            return other if _is_free(reading, other) and "AND" not in word.clitics else mention
        if word.text in COMMAS:
            commas += 1
        titled = word.upos in {"NOUN", "ADJ", "PROPN", "ADP", "DET"} and "AND" not in word.clitics
        if commas > 1 or (not titled and word.text not in COMMAS):
            return mention
    return mention


def _mention_under(reading: Reading, token: int) -> Mention | None:
    mention = reading.mention_at(token)
    if mention:
        return mention
    near = [c for c in reading.children[token] if reading.tokens[c].relation in {"compound", "flat", "appos"}]
    persons = (m for c in near if c > token and (m := reading.mention_at(c)) and m.kind is EntityKind.PERSON)
    if (person := next(persons, None)) is not None and person.form is MentionForm.NAME and _is_free(reading, person):
        return person
    behind = [token + 1] if reading.is_word(token, "speech", "papers") else []
    below = sorted([*reading.children[token], *behind], key=lambda c: abs(c - token))
    named = (m for c in below if (m := reading.mention_at(c)) and is_outlet(m, reading))
    if outlet := next(named, None):
        return outlet
    found = next((m for c in near if (m := reading.mention_at(c)) and _is_free(reading, m)), None)
    return found or titled(reading, token) or unmarked_source(reading, token)


def titled(reading: Reading, token: int) -> Mention | None:
    """The person whose title begins at a token and is joined to the name ("the foreign minister Ida Varro")."""
    for at in range(token + 1, min(len(reading.tokens), token + TITLED)):
        person = reading.mention_at(at)
        if person is not None and title_start(reading, person) == token:
            return None if _is_title(reading, at - 1, token) else person
    return None


def _is_title(reading: Reading, at: int, first: int) -> bool:
    """Whether a title that begins at `first` ends in another, whose bearer the name may be ("an adviser of the president X")."""
    text = reading.tokens[at].text
    return (
        at > first
        and matches_any(text, word_set(reading.pack, "roles", "titles"), reading.pack)
        and not matches_any(text, word_set(reading.pack, "pack", "honorifics"), reading.pack)
    )


def title_start(reading: Reading, mention: Mention) -> int:
    """Where a person's title before the name begins; the first token of the name where there is none."""
    first = reading.tokens_in(mention.span)[0]
    if mention.kind is not EntityKind.PERSON or mention.form is not MentionForm.NAME or not mention.office:
        return first
    for at in range(first - 1, max(-1, first - TITLED - 1), -1):
        title = reading.text[reading.tokens[at].span.start : mention.span.start]
        if " ".join(title.split()).strip(" ,\N{ARABIC COMMA}-").endswith(mention.office):
            return at
    return first


def _joined(reading: Reading, mention: Mention, limit: int) -> list[Mention]:
    """Speakers joined to the first by "and", the last of a list with commas."""
    end = reading.tokens_in(mention.span)[-1] + 1
    found: list[Mention] = []
    listed: list[Mention] = []
    for other in reading.mentions_in(end, limit):
        first = reading.tokens_in(other.span)[0]
        between = range(end, first)
        joined = "AND" in reading.tokens[first].clitics or any(reading.tokens[i].upos == "CCONJ" for i in between)
        joined = joined or (not between and reading.tokens[first].relation == "conj")
        comma = bool(between) and all(reading.tokens[i].text in COMMAS for i in between)
        if (
            first - end > 2
            or not (joined or comma)
            or not can_speak(other, reading)
            or (comma and (other.kind is not mention.kind or reading.is_word(first, "speech", "again")))
        ):
            break
        listed.append(other)
        end = reading.tokens_in(other.span)[-1] + 1
        if joined:
            found.extend(listed)
            listed = []
    return found


def _by_order(reading: Reading, cue: Cue, start: int, after: int) -> list[Mention]:
    before = [
        m
        for m in reading.mentions_in(start, cue.token)
        if can_speak(m, reading)
        and _is_free(reading, m)
        and not _has_own_verb(reading, m, cue.token)
        and not is_quoted(reading, m.head, cue.token)
    ]
    behind = [
        m
        for m in reading.mentions_in(cue.last, min(after, cue.last + BEHIND))
        if can_speak(m, reading) and _is_free(reading, m)
    ]
    if cue.kind is CueKind.PARTICIPLE:
        return []
    if cue.kind is CueKind.COLON:
        return _before_colon(reading, cue, before)
    adjacent = [m for m in behind if reading.tokens_in(m.span)[0] - cue.last <= 2]
    if behind and (other := before_joined(reading, cue.last, behind[0])) is not None:
        return [other, behind[0]]
    if not speech_grammar(reading.pack).speaker_first:
        chosen = behind[:1]
    elif cue.token == start or is_stop(reading, cue.token - 1) or is_quote(reading, cue.token - 1):
        chosen = adjacent[:1] or before[:1]
    else:
        chosen = _nearest_before(reading, cue, before, start) or adjacent[:1]
    return [
        c
        for m in chosen
        for c in (m, *_joined(reading, m, cue.token if m.span.start < reading.tokens[cue.token].span.start else after))
    ]


def _has_own_verb(reading: Reading, mention: Mention, cue: int) -> bool:
    """Whether the mention is the subject of a verb that stands between it and the cue ("The two did not meet, he added")."""
    word, verb = reading.tokens[mention.head], reading.tokens[cue]
    if verb.relation == "conj" and word.relation in OBJECTS and verb.head <= word.head < cue:
        return True
    if verb.relation == "conj" and verb.head == word.head:
        return False
    return word.relation == "nsubj" and mention.head < word.head < cue and reading.tokens[word.head].upos == "VERB"


def _before_colon(reading: Reading, cue: Cue, before: list[Mention]) -> list[Mention]:
    """Who speaks before a colon: whoever stands first in its clause; a city alone heads a report and says nothing."""
    first = reading.sentences[reading.sentence_of(cue.token)].first
    start = max([i + 1 for i in range(first, cue.token) if reading.tokens[i].text in SEMICOLONS], default=first)
    if (outlet := quoted_outlet(reading, start, cue.token)) is not None:
        return [outlet]
    here = [m for m in before if reading.tokens_in(m.span)[0] >= start]
    quoted = is_quote(reading, cue.last)
    places = {EntityKind.PLACE} if quoted else {EntityKind.PLACE, EntityKind.COUNTRY}
    return [m for m in here[:1] if m.kind not in places or (_is_country(reading, m) and not m.text.isupper())]


def _is_country(reading: Reading, mention: Mention) -> bool:
    found = knowledge_base.load().lookup(mention.name, reading.document.language)
    return any(e.kind is EntityKind.COUNTRY for e in found)


def _nearest_before(reading: Reading, cue: Cue, before: list[Mention], start: int) -> list[Mention]:
    """The last free mention of the clause of the verb."""
    for mention in reversed(before):
        between = range(reading.tokens_in(mention.span)[-1] + 1, cue.token)
        if any(is_stop(reading, i) or reading.tokens[i].upos == "SCONJ" for i in between):
            return []
        return [mention]
    return []


def _is_free(reading: Reading, mention: Mention) -> bool:
    """Whether no preposition stands before the mention or is written onto its name."""
    onto = mention.text[: -len(mention.name)] if mention.name and mention.text.endswith(mention.name) else ""
    if onto in reading.pack.pack["clitic_slots"]:
        return False
    first = title_start(reading, mention)
    return slot_before(reading, first) is None


def _is_told(reading: Reading, mention: Mention) -> bool:
    """Whether a mention, or the title right before it, has a "to" written onto it, which the model did not flag."""
    first = title_start(reading, mention)
    if is_addressed(reading, first) and is_person_word(reading, reading.tokens[first].text):
        return True
    return mention.form is MentionForm.NAME and follows_address(reading, first)


def can_speak(mention: Mention, reading: Reading) -> bool:
    """Whether a mention can be a source at all: not an adjective of a people, unless it stands beside a verb without a noun, nor "us" or "me"."""
    if mention.form is not MentionForm.DEMONYM:
        return not reading.is_word(mention.head, "speech", "first_person")
    word = reading.tokens[mention.head]
    return word.relation in ARGUMENTS and word.head >= 0 and reading.tokens[word.head].upos == "VERB"
