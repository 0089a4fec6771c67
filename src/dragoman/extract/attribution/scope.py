"""What a source says: how far from its phrase of attribution its words reach, and where the report's own voice begins again."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attribution.beside import main_clause, tells_behind
from dragoman.extract.attribution.cues import SEMICOLONS, Cue, CueKind, is_participle, is_stop, opens_clause
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.phrases import Phrase
from dragoman.extract.attribution.quotes import FULL_STOPS, is_quote, quotation_around
from dragoman.extract.reading import Reading
from dragoman.extract.words import stems


def find_scope(reading: Reading, number: int, cue: Cue, phrase: Phrase, cues: Sequence[Cue] = ()) -> tuple[int, int]:
    """What is said: what follows an opening; all of the sentence when the phrase stands at its end or inside it.

    What is told of inside a quotation ends with it.
    """
    first, last = _open_scope(reading, number, cue, phrase)
    if cue.kind in {CueKind.PARTICLE, CueKind.OWN}:
        first = max(first, _told_clause(reading, cue, last, cues))
    around = quotation_around(reading, cue.token)
    return (first, last) if around is None else (max(first, around[0] + 1), min(last, around[1] - 1))


def _told_clause(reading: Reading, cue: Cue, last: int, cues: Sequence[Cue]) -> int:
    """Where the clause begins in which a particle stands at the head of what a verb tells ("she said that, according to him, ..."), else 0.

    At the end of its sentence a particle is the report's own.
    """
    verbs = (c for c in cues if c.kind is CueKind.VERB and c.token < cue.first)
    for verb in verbs:
        opening = next((i for i in range(verb.token + 1, cue.first) if opens_clause(reading, i)), None)
        if (
            opening is None
            or is_quote(reading, opening)
            or any(reading.tokens[i].upos in {"VERB", "AUX"} for i in range(opening + 1, cue.first))
        ):
            continue
        if any(reading.tokens[i].upos in {"VERB", "AUX"} for i in range(cue.last, last)):
            return opening
    return 0


def _open_scope(reading: Reading, number: int, cue: Cue, phrase: Phrase) -> tuple[int, int]:
    sentence = reading.sentences[number]
    if cue.kind in {CueKind.PARTICLE, CueKind.OWN}:
        if (clause := _relative_clause(reading, cue)) is not None:
            return clause
        return _around_particle(reading, phrase, sentence.first, sentence.last)
    if cue.kind is CueKind.PAPER:
        return phrase.last, _semicolon(reading, phrase.last, sentence.last)
    if phrase.opening is not None:
        resumed = not _is_tied(reading, phrase.first) and (
            _is_closed_quote_before(reading, phrase.first, sentence.first)
            or _is_between(reading, phrase, sentence.first)
        )
        resumed = resumed and cue.kind is not CueKind.PARTICIPLE
        if cue.kind is CueKind.COLON:
            return phrase.opening, _semicolon(reading, phrase.opening, sentence.last)
        return (sentence.first if resumed else phrase.opening), _other_clause(
            reading, cue.token, phrase.opening, sentence.last
        )
    if (clause := _relative_clause(reading, cue)) is not None:
        return clause
    if _is_enclosed(reading, phrase, sentence.first, sentence.last):
        return sentence.first, sentence.last
    behind = cue.kind is not CueKind.PARTICIPLE and not tells_behind(reading, cue.token)
    if behind and _stands_behind(reading, phrase, sentence.first):
        return _clause_start(reading, sentence.first, phrase.first), _resumed_end(reading, phrase.last, sentence.last)
    if reading.tokens[cue.token].relation == "ccomp" or not _takes_noun(reading, cue.token):
        return phrase.last, phrase.last
    return phrase.first, _end_of_clause(reading, phrase.last, sentence.last)


def _relative_clause(reading: Reading, cue: Cue) -> tuple[int, int] | None:
    """What tells inside a relative clause tells that clause only ("a consulate, which he says will open", "who, according to him, left")."""
    before = range(max(0, cue.token - 3), cue.token)
    relative = next((i for i in before if reading.is_word(i, "pack", "relative_words")), None)
    if (
        cue.kind not in {CueKind.VERB, CueKind.PARTICLE, CueKind.OWN}
        or relative is None
        or relative == reading.sentences[reading.sentence_of(cue.token)].first
    ):
        return None
    if not is_stop(reading, relative - 1):
        return None
    last = reading.sentences[reading.sentence_of(cue.token)].last
    verb = next((i for i in range(cue.last, last) if reading.tokens[i].upos == "VERB"), last)
    return relative, _end_of_clause(reading, cue.last if cue.kind is CueKind.VERB else verb, last)


def _other_clause(reading: Reading, cue: int, first: int, last: int) -> int:
    """What was said ends at a semicolon, before ", but" or ", while" with a clause of its own, outside of quotations, and before a verb joined to the cue."""
    joined = [
        c
        for c in reading.children[cue]
        if reading.tokens[c].relation == "conj" and first + 2 < c < last and reading.tokens[c].upos == "VERB"
    ]
    last = min([last, *joined, *([end] if (end := main_clause(reading, cue, first, last)) is not None else [])])
    grammar, quoted = speech_grammar(reading.pack), False
    for i in range(first, last):
        if is_quote(reading, i):
            quoted = not quoted
        if reading.tokens[i].text in SEMICOLONS and not quoted:
            return i
        contrast = reading.folded[i] in grammar.contrast and is_stop(reading, i - 1) and not quoted
        if contrast and i - first > 3 and any(reading.tokens[k].upos in {"VERB", "AUX"} for k in range(i, last)):
            return i
    return last


def _is_enclosed(reading: Reading, phrase: Phrase, first: int, last: int) -> bool:
    """Whether the phrase stands inside what was said ("The truce, officials said, will hold")."""
    if phrase.first <= first or phrase.last + 1 >= last:
        return False
    marked = is_stop(reading, phrase.first - 1) and is_stop(reading, phrase.last)
    return (
        marked
        and reading.tokens[phrase.last + 1].upos in {"VERB", "AUX"}
        and not is_participle(reading, phrase.last + 1)
    )


def _stands_behind(reading: Reading, phrase: Phrase, first: int) -> bool:
    """Whether what was said stands before the phrase: something is said there, and no conjunction ties the phrase to it."""
    at = phrase.first
    if at == first or reading.tokens[at - 1].text in SEMICOLONS or not _says_something(reading, first, at):
        return False
    marked = is_stop(reading, at - 1) or is_quote(reading, at - 1)
    return not _is_tied(reading, at) and (marked or at - first > 2 * (phrase.last - at))


def _is_tied(reading: Reading, at: int) -> bool:
    """Whether a conjunction ties a phrase to what stands before it."""
    word = reading.tokens[at]
    return (
        word.upos in {"CCONJ", "SCONJ"}
        or bool(word.clitics & {"AND", "THAT"})
        or reading.folded[at] in speech_grammar(reading.pack).contrast
        or (at > 0 and reading.tokens[at - 1].upos in {"CCONJ", "SCONJ"})
    )


def _end_of_clause(reading: Reading, first: int, last: int) -> int:
    return next(
        (i for i in range(first, last) if is_stop(reading, i) and reading.tokens[i].text not in {"(", ")"}), last
    )


def _around_particle(reading: Reading, phrase: Phrase, first: int, last: int) -> tuple[int, int]:
    """The whole sentence, or the clause that "and according to" begins."""
    joined = phrase.first > first and (
        "THAT" in reading.tokens[phrase.first].clitics
        or "AND" in reading.tokens[phrase.first].clitics
        or reading.tokens[phrase.first - 1].upos == "CCONJ"
    )
    return (phrase.first if joined else _clause_start(reading, first, phrase.first)), _semicolon(
        reading, phrase.last, last
    )


def _semicolon(reading: Reading, first: int, last: int) -> int:
    return next((i for i in range(first, last) if reading.tokens[i].text in SEMICOLONS), last)


def _clause_start(reading: Reading, first: int, at: int) -> int:
    """After the last semicolon before `at`, or after a full stop before a quotation."""
    for i in range(at - 2, first, -1):
        text = reading.tokens[i].text
        if text in SEMICOLONS or (text in FULL_STOPS and is_quote(reading, i + 1)):
            return i + 1
    return first


def _resumed_end(reading: Reading, after: int, last: int) -> int:
    """Behind ", X said," what was said goes on with a quotation, a verb, a condition or a reason; other clauses are the report's own."""
    at = after + 1 if after < last and is_stop(reading, after) else after
    if at >= last:
        return after
    word, following = reading.tokens[at], reading.tokens[min(at + 1, last - 1)]
    grammar = speech_grammar(reading.pack)
    joined = word.upos == "CCONJ" or reading.folded[at] in grammar.contrast
    goes_on = (
        is_quote(reading, at)
        or is_quote(reading, after)
        or (joined and (following.upos in {"VERB", "AUX"} or is_quote(reading, at + 1)))
        or reading.folded[at] in grammar.resumes
        or word.upos == "AUX"
        or (word.upos == "VERB" and not is_participle(reading, at))
    )
    return _semicolon(reading, after, last) if goes_on else after


def _is_closed_quote_before(reading: Reading, at: int, first: int) -> bool:
    """Whether a quotation ends right before the phrase, so that what opens behind it is its second half."""
    return any(is_quote(reading, i) for i in range(max(first, at - 2), at)) and at - first > 3


def _is_between(reading: Reading, phrase: Phrase, first: int) -> bool:
    """Whether the phrase stands between what was said and a quotation that goes on with it ("They will meet, he said, "very soon"")."""
    if phrase.opening is None or not is_quote(reading, phrase.opening) or phrase.first == first:
        return False
    marked = is_stop(reading, phrase.first - 1) and is_stop(reading, phrase.opening - 1)
    return marked and _stands_behind(reading, phrase, first)


def _says_something(reading: Reading, first: int, last: int) -> bool:
    return (
        last - first > 3 and any(reading.tokens[i].upos in {"VERB", "AUX"} for i in range(first, last))
    ) or last - first > 7


def _takes_noun(reading: Reading, cue: int) -> bool:
    """Whether a noun or a participle alone may be what the verb tells ("accused them of breaking the truce")."""
    grammar = speech_grammar(reading.pack)
    return grammar.bare_objects or any(s in grammar.bare for s in stems(reading.tokens[cue].text, False, reading.pack))
