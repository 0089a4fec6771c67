"""What a denial is aimed at: the outlet whose report somebody denies is no source of the denial."""

from __future__ import annotations

from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import bare_forms, stems

# how many tokens an account and what is refuted in it may stand behind the verb that denies it
REACH = 12
# how an outlet stands before the account that it gave
PARTS = {"compound", "nmod", "amod"}
# how many tokens behind a verb of denying the word for an account may stand
NEAR = 5
# prepositions by which somebody prints a denial, and not what is denied
PRINTING = {"UPON", "WITH", "VIA"}


def is_refuted(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens [first, last) belong to an account that a verb of denying has as its object ("denied a report by the Post", "an Axios report").

    Nor does it tell what is "contrary to" its report. An outlet that hangs on the verb itself prints the denial
    ("denied to the Post", "denied on X", "denied the claim in an interview with Sky").
    """
    grammar = speech_grammar(reading.pack)
    start = reading.sentences[reading.sentence_of(first)].first
    part = any(reading.tokens[i].head == last and reading.tokens[i].relation in PARTS for i in range(first, last))
    account = first - 1 if part and _is_account(reading, last) else None
    for at in range(first - 1, max(start, first - REACH) - 1, -1):
        word = reading.tokens[at]
        if word.upos in {"PUNCT", "SCONJ"} and at + 1 != first:
            return False
        if _forms(reading, at) & grammar.interview:
            return False
        if word.upos == "VERB" and set(stems(word.text, False, reading.pack)) & grammar.refuting:
            return account is not None and not _prints(reading, first, account)
        if account is not None and reading.is_word(at, "speech", "contrary"):
            return True
        if account is None and _is_account(reading, at):
            account = at
    return False


def denies_account(reading: Reading, verb: int) -> bool:
    """Whether a verb denies an account of which somebody tells right behind it ("rejected what the Post had reported")."""
    if not set(stems(reading.tokens[verb].text, False, reading.pack)) & speech_grammar(reading.pack).refuting:
        return False
    end = min(reading.sentences[reading.sentence_of(verb)].last, verb + 1 + NEAR)
    behind = next((i for i in range(verb + 1, end) if _is_account(reading, i)), None)
    return behind is not None and not any(reading.tokens[i].upos in {"VERB", "PUNCT"} for i in range(verb + 1, behind))


def _prints(reading: Reading, first: int, account: int) -> bool:
    slot = slot_before(reading, first)
    return slot in PRINTING or (slot == "TO" and first - account > 1)


def _is_account(reading: Reading, token: int) -> bool:
    grammar = speech_grammar(reading.pack)
    return bool(_forms(reading, token) & (grammar.reports | grammar.accounts))


def _forms(reading: Reading, token: int) -> set[str]:
    return {b.word for b in bare_forms(reading.tokens[token].text, reading.pack)}
