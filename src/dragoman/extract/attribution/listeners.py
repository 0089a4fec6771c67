"""To whom something is said."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attribution.addressing import follows_address, is_addressed, is_person_word
from dragoman.extract.attribution.cues import Cue, CueKind
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import is_outlet, is_speech_head, nouns_of
from dragoman.extract.attribution.speakers import can_speak, title_start, titled
from dragoman.extract.attribution.unmarked import unmarked_source
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import bare_forms, fold
from dragoman.model import EntityKind, Mention, MentionForm

PERSONAL_OBJECTS = {"obj", "iobj", "obl", "nmod"}
HUMAN = {EntityKind.PERSON, EntityKind.GROUP}


def find_addressees(reading: Reading, cue: Cue, last: int, others: Sequence[Mention]) -> tuple[Mention, ...]:
    """Whom a verb of speech addresses: behind "to", or as its object without a preposition ("told reporters").

    Args:
        reading: the document.
        cue: the verb.
        last: where its phrase ends.
        others: its speakers and outlets.
    """
    if cue.kind is not CueKind.VERB:
        return ()
    found: list[Mention] = []
    for at in range(cue.last, last):
        mention = _listener(reading, cue.token, at)
        if (
            mention is None
            or not can_speak(mention, reading)
            or is_outlet(mention, reading)
            or _is_paper(mention, reading)
        ):
            continue
        if mention.form is MentionForm.PRONOUN or any(o.span.overlaps(mention.span) for o in (*others, *found)):
            continue
        found.append(mention)
    return tuple(found)


def _listener(reading: Reading, verb: int, at: int) -> Mention | None:
    """Who is addressed at a token: behind "to", or a direct object."""
    own = reading.tokens[at].head == verb and reading.tokens[at].relation in PERSONAL_OBJECTS
    marked = reading.mention_at(at)
    if (
        marked is not None
        and marked.form is MentionForm.TITLE
        and reading.tokens_in(marked.span)[0] < at != marked.head
    ):
        marked = None
    if marked is not None and own:
        slot = slot_before(reading, reading.tokens_in(marked.span)[0])
        direct = slot is None and reading.tokens[at].relation in {"obj", "iobj"}
        return marked if slot == "TO" or "TO" in reading.tokens[at].clitics or direct else None
    if not is_addressed(reading, at):
        return None
    person = marked or titled(reading, at) or (unmarked_source(reading, at) if _is_somebody(reading, at, own) else None)
    # behind a speaker "to" may also tell whose he is ("the envoy of the United Nations"), which nobody is told
    return person if person is None or own or person.kind in HUMAN or person.form is MentionForm.TITLE else None


def _is_somebody(reading: Reading, token: int, own: bool) -> bool:
    """Whether a noun without a mention means somebody: by its word, as somebody's own ("his counterpart"), or as an adjunct that the verb has."""
    forms = [b.word for b in bare_forms(reading.tokens[token].text, reading.pack)]
    return own or "SUF" in reading.tokens[token].clitics or any(is_person_word(reading, w) for w in forms)


def is_listener(mention: Mention, reading: Reading) -> bool:
    """Whether a mention only tells to whom a verb of speech speaks; an outlet that is told something has it in print."""
    first = title_start(reading, mention)
    if (
        mention.kind not in HUMAN
        or is_outlet(mention, reading)
        or not (is_addressed(reading, first) or follows_address(reading, first))
    ):
        return False
    return is_speech_head(reading, mention.head)


def _is_paper(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is an outlet or an account by its words, or the outlet in which the report stands."""
    words, grammar = nouns_of(mention, reading), speech_grammar(reading.pack)
    if mention.form is MentionForm.NOMINAL and words & (grammar.reports | grammar.accounts | grammar.document):
        return True
    own = {fold(w, reading.pack) for w in (reading.document.outlet or "").split()}
    return bool(words & grammar.papers) or (bool(own) and own <= words)
