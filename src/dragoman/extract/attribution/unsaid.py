"""What somebody will not say: refusals to comment, verbs of confirming with a "not", and the words that these leave open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.extract.attribution.anonymity import find_conditions
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, stems
from dragoman.pack import Pack

# how far behind the verb may stand what is refused, and how far before it its negation
REFUSED = 6
NEGATED = 3
# where behind a refusal its "whether" may stand
OPENS = 4


@dataclass(frozen=True, slots=True)
class Silence:
    """Words of `silence` in `speech.yaml`: verbs of refusing, or of wishing not to, with what is refused (to say; or a
    name), verbs of answering with what is asked; denying and confirming; "nothing"; checking, and not being able to.
    """

    refuse: frozenset[str]
    wish: frozenset[str]
    said: frozenset[str]
    name: frozenset[str]
    answer: frozenset[str]
    asked: frozenset[str]
    deny: frozenset[str]
    confirm: frozenset[str]
    nothing: frozenset[str]
    verify: frozenset[str]
    unable: frozenset[str]


@cache
def silence_words(pack: Pack) -> Silence:
    """The words of a pack for who will not say."""
    data = pack.speech.get("silence") or {}
    return Silence(**{k: frozenset(fold(w, pack) for w in data.get(k, ())) for k in Silence.__dataclass_fields__})


def find_silences(reading: Reading, verbs: range) -> Iterator[tuple[int, int]]:
    """Tokens [first, last) from a verb of refusing among `verbs`, or of answering with a "not", to the word for what is not said or was asked."""
    words = silence_words(reading.pack)
    for token in verbs:
        if is_one(reading, token, words.refuse) or _wishes_not(reading, token):
            objects = words.said | words.name
        elif is_one(reading, token, words.answer) and is_negated(reading, token):
            objects = words.asked
        else:
            continue
        end = min(reading.sentences[reading.sentence_of(token)].last, token + 1 + REFUSED)
        last = next((i for i in range(token + 1, end) if is_one(reading, i, objects)), None)
        if last is not None and not any(reading.tokens[i].upos == "PUNCT" for i in range(token + 1, last)):
            yield token, last + 1


def leaves_open(reading: Reading, token: int) -> bool:
    """Whether a token stands in what somebody would not say or confirm, or did not deny."""
    words = silence_words(reading.pack)
    first = reading.sentences[reading.sentence_of(token)].first
    for silence in find_silences(reading, range(first, token)):
        end = silence[1]
        if overlaps(silence, find_conditions(reading)) or is_one(reading, end - 1, words.name):
            continue
        if end <= token and any(_opens(reading, i) for i in _behind(reading, end, token)):
            return True
    if any(_is_unverified(reading, i, token) or _is_object(reading, i, token) for i in range(first, token)):
        return True
    denied = (i for i in range(first, token) if is_one(reading, i, words.deny) and is_negated(reading, i))
    unconfirmed = (i for i in range(first, token) if _is_unconfirmed(reading, i))
    return any(denied) or any(_opens(reading, k) for i in unconfirmed for k in _behind(reading, i + 1, token))


def is_unsaid(reading: Reading, token: int) -> bool:
    """Whether a verb refuses to speak or is refused ("declined to say"), or is one of confirming or denying with a "not" before it."""
    words = silence_words(reading.pack)
    if is_one(reading, token, words.deny) and is_negated(reading, token):
        return True
    start = max(reading.sentences[reading.sentence_of(token)].first, token - REFUSED)
    silences = [s for s in find_silences(reading, range(start, token + 1)) if not is_one(reading, s[1] - 1, words.name)]
    refused = any(token in (first, last - 1) for first, last in silences)
    word = reading.tokens[token]
    joined = word.relation == "conj" and start <= word.head < token and is_unsaid(reading, word.head)
    return refused or joined or _is_unconfirmed(reading, token) or _says_nothing(reading, token)


def _says_nothing(reading: Reading, token: int) -> bool:
    """Whether "nothing" is what is said ("said nothing about the prisoners")."""
    nothing = silence_words(reading.pack).nothing
    end = min(reading.sentences[reading.sentence_of(token)].last, token + 2)
    return any(is_one(reading, i, nothing) and reading.tokens[i].head == token for i in range(token + 1, end))


def _is_unconfirmed(reading: Reading, token: int) -> bool:
    """Whether a verb of confirming has a "not" in its own clause."""
    if not is_one(reading, token, silence_words(reading.pack).confirm) or not is_negated(reading, token):
        return False
    return not any(reading.tokens[i].upos == "PUNCT" for i in range(max(0, token - NEGATED), token))


def overlaps(silence: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a refusal only is a condition of anonymity."""
    return any(first < silence[1] and silence[0] < last for first, last in others)


def _is_unverified(reading: Reading, verb: int, token: int) -> bool:
    """Whether somebody could not check what is told at a token ("could not verify the claim that")."""
    if not is_one(reading, verb, silence_words(reading.pack).verify):
        return False
    first = max(reading.sentences[reading.sentence_of(verb)].first, verb - REFUSED)
    unable = silence_words(reading.pack).unable
    failed = any(reading.is_word(i, "pack", "negation") or is_one(reading, i, unable) for i in range(first, verb))
    return failed and not any(reading.tokens[i].upos == "PUNCT" for i in range(first, token))


def _is_object(reading: Reading, verb: int, token: int) -> bool:
    """Whether a token is what somebody would not confirm, as a noun ("has not confirmed the meeting")."""
    word = reading.tokens[token]
    return word.head == verb and word.relation == "obj" and _is_unconfirmed(reading, verb)


def _wishes_not(reading: Reading, token: int) -> bool:
    """Whether somebody asks or prefers not to do something ("asked not to comment")."""
    if not is_one(reading, token, silence_words(reading.pack).wish):
        return False
    behind = range(token + 1, min(reading.sentences[reading.sentence_of(token)].last, token + 1 + NEGATED))
    return any(reading.is_word(i, "pack", "negation") for i in behind)


def _behind(reading: Reading, first: int, last: int) -> Iterator[int]:
    """The tokens in which "whether" or "that" may follow a refusal: right behind it, or behind the noun for what it is about."""
    for i in range(first, min(last, first + OPENS)):
        if reading.tokens[i].upos in {"VERB", "AUX", "PUNCT"} and not _opens(reading, i):
            return
        yield i


def _opens(reading: Reading, token: int) -> bool:
    return reading.tokens[token].upos == "SCONJ" or "THAT" in reading.tokens[token].clitics


def is_negated(reading: Reading, token: int) -> bool:
    """Whether a "not" stands right before a verb."""
    before = range(max(reading.sentences[reading.sentence_of(token)].first, token - NEGATED), token)
    return any(reading.is_word(i, "pack", "negation") for i in before)


def is_one(reading: Reading, token: int, words: frozenset[str]) -> bool:
    """Whether a token is one of some words, inflected or with something written onto it."""
    text, pack = reading.tokens[token].text, reading.pack
    return any(b.word in words for b in bare_forms(text, pack)) or bool(set(stems(text, False, pack)) & words)
