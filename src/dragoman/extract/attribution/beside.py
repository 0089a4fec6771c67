"""Clauses of time beside a statement: what is told in one ("when X said that ...") ends where the clause that it goes with begins."""

from __future__ import annotations

from dragoman.extract.attribution.cues import is_stop
from dragoman.extract.attribution.quotes import is_quoted
from dragoman.extract.attribution.unmarked import subtree
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, word_set

# relations of a clause to the verb that it stands before
BEFORE = {"advcl", "ccomp", "parataxis"}
# relations by which the tree hangs the main clause on a verb that stands in a clause of time
SWAPPED = {"conj", "ccomp", "parataxis", "advcl"}
CLAUSE = {"VERB", "AUX", "ADJ", "NOUN"}
# how far before a verb the word of its clause of time may stand
NEAR = 8


def main_clause(reading: Reading, verb: int, opening: int, last: int) -> int | None:
    """Where the main clause begins behind a clause of time in which a verb tells something; None where the verb stands in none.

    Args:
        reading: the document.
        verb: the verb of speech.
        opening: where what it tells begins.
        last: the end of the sentence.
    """
    main = _main_verb(reading, verb, opening, last)
    if main is None:
        return None
    inside = set(_told(reading, verb, opening, main))
    found = None
    for i in range(main - 1, opening, -1):
        if i in inside or (reading.tokens[i].upos == "VERB" and not is_stop(reading, i)):
            break
        if is_stop(reading, i) and not is_quoted(reading, i, verb):
            found = i
    return found


def tells_behind(reading: Reading, verb: int) -> bool:
    """Whether what a verb tells hangs right behind it ("denied having signed"), so that a clause before it is no part of that."""
    word = reading.tokens[verb]
    own = (c for c in reading.children[verb] if c > verb and reading.tokens[c].relation in {"xcomp", "ccomp"})
    clause = next((c for c in own if reading.tokens[c].upos == "VERB"), None)
    if clause is None or word.upos != "VERB":
        return False
    return not any(is_stop(reading, i) or reading.tokens[i].upos == "CCONJ" for i in range(verb + 1, clause))


def _main_verb(reading: Reading, verb: int, opening: int, last: int) -> int | None:
    """The verb of the main clause: above the verb in the tree, or, where a word of time opens its clause, hung on it behind what it tells."""
    word = reading.tokens[verb]
    timed = _opens_with_time(reading, verb)
    if opening < word.head < last and word.relation in BEFORE:
        tells = any(opening <= c < word.head and reading.tokens[c].relation == "ccomp" for c in reading.children[verb])
        stop = next((i for i in range(opening, word.head) if is_stop(reading, i)), word.head)
        beside = (c for c in sorted(reading.children[word.head]) if stop < c < word.head)
        told = (c for c in beside if reading.tokens[c].relation == "ccomp" and reading.tokens[c].upos == "VERB")
        main = next(told, word.head)
        return main if timed or (tells and word.relation == "advcl") else None
    if not timed:
        return None
    behind = [c for c in reading.children[verb] if opening < c < last and reading.tokens[c].upos in CLAUSE]
    hung = (c for c in behind[1:] if reading.tokens[c].relation in SWAPPED and reading.tokens[c].upos == "VERB")
    return next(hung, None)


def _told(reading: Reading, verb: int, opening: int, main: int) -> list[int]:
    """The words of what the verb tells, as far as they stand before the main clause."""
    clauses = (c for c in reading.children[verb] if opening <= c < main)
    return [t for c in clauses for t in subtree(reading, c) if reading.tokens[t].upos != "PUNCT" and t < main]


def _opens_with_time(reading: Reading, verb: int) -> bool:
    """Whether a word of time ("when", "after") opens the clause of a verb."""
    words = word_set(reading.pack, "speech", "time_clauses")
    first = max(reading.sentences[reading.sentence_of(verb)].first, verb - NEAR)
    for i in range(verb - 1, first - 1, -1):
        if any(b.word in words for b in bare_forms(reading.tokens[i].text, reading.pack)):
            return True
        if is_stop(reading, i) or reading.tokens[i].upos == "VERB":
            return False
    return False
