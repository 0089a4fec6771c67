"""To whom something is said."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attribution.cues import Cue, CueKind
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import is_outlet, nouns_of
from dragoman.extract.attribution.speakers import can_speak, unmarked_source
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import fold
from dragoman.model import Mention, MentionForm

PERSONAL_OBJECTS = {"obj", "iobj", "obl", "nmod"}


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
    for child in reading.children[cue.token]:
        if not cue.token < child < last or reading.tokens[child].relation not in PERSONAL_OBJECTS:
            continue
        marked = reading.mention_at(child)
        mention = marked or unmarked_source(reading, child)
        if mention is None or not can_speak(mention) or is_outlet(mention, reading) or _is_paper(mention, reading):
            continue
        if any(o.span.overlaps(mention.span) for o in (*others, *found)) or mention.form is MentionForm.PRONOUN:
            continue
        slot = slot_before(reading, reading.tokens_in(mention.span)[0])
        direct = marked is not None and slot is None and reading.tokens[child].relation in {"obj", "iobj"}
        if slot == "TO" or "TO" in reading.tokens[child].clitics or direct:
            found.append(mention)
    return tuple(found)


def _is_paper(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is an outlet by its words, or the one in which the report stands."""
    words = nouns_of(mention, reading)
    own = {fold(w, reading.pack) for w in (reading.document.outlet or "").split()}
    return bool(words & speech_grammar(reading.pack).papers) or (bool(own) and own <= words)
