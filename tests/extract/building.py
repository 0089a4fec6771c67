"""Annotations by hand: tokens, heads, labels and flags in one compact string.

A sentence is written as `word/UPOS/relation>head+FLAG`, words apart; all but the word may be left out:

    [TTL Envoy] [PER Witkoff/PROPN/nsubj>met] met/VERB in/ADP/case>Doha [GPE Doha/PROPN/obl>met] .

The head is named by its word (`met#2`: the second `met`). Without one, the first verb is the root and all else hangs on it.
A word without a part of speech is a noun, a mark is PUNCT. Brackets give a span of the model with its label.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.model import (
    Annotation,
    ArgumentReading,
    Document,
    EntityKind,
    EntitySpan,
    EventType,
    Interval,
    Label,
    Mention,
    MentionForm,
    PredicateReading,
    Sentence,
    Span,
    Status,
    Token,
)
from dragoman.pack import load_pack

PIECE = re.compile(r"\[(?P<label>[A-Z]+)(?=\s)|(?P<close>\])|(?P<word>[^\s\]]+)")
NO_SPACE_BEFORE = set(",.;:!?)”»،؛؟")


@dataclass(slots=True)
class _Word:
    text: str
    upos: str
    relation: str | None
    head: str | None
    flags: frozenset[str]


def build(
    language: str,
    *sentences: str,
    published: str | None = None,
    predicates: tuple[PredicateReading, ...] = (),
    furniture: tuple[Span, ...] = (),
) -> Reading:
    """A reading of a document whose annotation is written by hand; no mentions are set."""
    text, tokens, spans, labels = "", [], [], []
    for written in sentences:
        words, marked = _parse(written)
        first, start = len(tokens), len(text) + bool(text)
        for number, word in enumerate(words):
            if text:
                text += "\n" if number == 0 else "" if word.text in NO_SPACE_BEFORE else " "
            at = Span(len(text), len(text) + len(word.text))
            text += word.text
            head, relation = _hang(words, number)
            tokens.append(Token(at, word.text, word.upos, head + first if head >= 0 else -1, relation, word.flags))
        spans.append(Sentence(Span(start, len(text)), first, len(tokens)))
        labels += [(first + a, first + b, label) for a, b, label in marked]
    entities = tuple(
        EntitySpan(a, b, Span(tokens[a].span.start, tokens[b - 1].span.end), Label(label)) for a, b, label in labels
    )
    day = date.fromisoformat(published) if published else None
    document = Document("0", "0", text, language, published=Interval(day, day) if day else None, furniture=furniture)
    annotation = Annotation("0", tuple(tokens), tuple(spans), entities, predicates)
    return Reading(document, annotation, load_pack(language))


def _parse(written: str) -> tuple[list[_Word], list[tuple[int, int, str]]]:
    words: list[_Word] = []
    marked: list[tuple[int, int, str]] = []
    open_: list[tuple[int, str]] = []
    for piece in PIECE.finditer(written):
        if piece["label"]:
            open_.append((len(words), piece["label"]))
        elif piece["close"]:
            first, label = open_.pop()
            marked.append((first, len(words), label))
        else:
            words.append(_word(piece["word"]))
    assert not open_, written
    return words, sorted(marked)


def _word(piece: str) -> _Word:
    body, *flags = piece.split("+")
    text, _, rest = body.partition("/")
    upos, _, arc = rest.partition("/")
    relation, _, head = arc.partition(">")
    mark = all(unicodedata.category(c)[0] in "PS" for c in text)
    return _Word(text, upos or ("PUNCT" if mark else "NOUN"), relation or None, head or None, frozenset(flags))


def _hang(words: list[_Word], number: int) -> tuple[int, str]:
    """(index of the head in its sentence or -1, relation) of a word."""
    word = words[number]
    root = next((i for i, w in enumerate(words) if w.upos == "VERB" and w.head is None), 0)
    if word.head is None:
        return (-1, "root") if number == root else (root, word.relation or ("punct" if word.upos == "PUNCT" else "dep"))
    name, _, nth = word.head.partition("#")
    same = [i for i, w in enumerate(words) if w.text == name]
    assert same, f"no head {word.head} for {word.text}"
    return same[int(nth or 1) - 1], word.relation or "dep"


def token(reading: Reading, word: str, nth: int = 1) -> int:
    """The index of the nth token that is `word`."""
    return [i for i, t in enumerate(reading.tokens) if t.text == word][nth - 1]


def mention(
    reading: Reading,
    words: str,
    kind: EntityKind = EntityKind.PERSON,
    form: MentionForm = MentionForm.NAME,
    *,
    nth: int = 1,
    name: str | None = None,
    number: int | None = None,
    office: str | None = None,
) -> Mention:
    """A mention of the nth place where `words` stand."""
    start = -1
    for _ in range(nth):
        start = reading.text.index(words, start + 1)
    span = Span(start, start + len(words))
    head = reading.tokens_in(span)[0]
    return Mention(span, words, kind, form, name or words, head, number=number, office=office, why=("test",))


def predicate(
    reading: Reading,
    word: str,
    kind: EventType = EventType.MEET,
    carrier: str | None = None,
    *,
    noun: bool = False,
    why: str = "word",
    opinion: PredicateReading | None = None,
) -> Predicate:
    """A predicate at a word, carried by itself or by another word."""
    at = token(reading, word)
    return Predicate(at, token(reading, carrier) if carrier else at, kind, noun, why, opinion)


def opinion(
    token: int,
    kind: EventType = EventType.MEET,
    status: Status = Status.HAPPENED,
    *,
    score: float = 0.9,
    status_score: float = 0.9,
    arguments: tuple[ArgumentReading, ...] = (),
) -> PredicateReading:
    """What the model thinks of a token."""
    return PredicateReading(token, kind, score, status, status_score, arguments)
