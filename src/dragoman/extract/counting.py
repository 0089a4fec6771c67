"""How many people the words of a mention mean."""

from __future__ import annotations

from functools import cache

from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold, word_set
from dragoman.pack import Pack

# lists of `roles.yaml` whose words are people or bodies
PEOPLE = ("groups", "anonymous", "victims", "titles")


def number_of(reading: Reading, first: int, last: int) -> int | None:
    """The number that tokens [first, last) state: by a word, by figures, or by the form of their noun."""
    numbers = _numbers(reading.pack)
    for i in range(first, last):
        if reading.folded[i] in numbers:
            return numbers[reading.folded[i]]
        if reading.folded[i].isdecimal():
            return int(reading.folded[i])
    return 2 if any(_is_dual(reading, i, last) for i in range(first, last)) else None


def _is_dual(reading: Reading, token: int, last: int) -> bool:
    """Whether a noun for people has a form that means two, or has it together with the adjective behind it."""
    if reading.tokens[token].upos not in {"NOUN", "ADJ"}:
        return False
    known, plural, certain, doubtful = _people(reading.pack)
    for word in (b.word for b in bare_forms(reading.tokens[token].text, reading.pack)):
        for ending in (*certain, *doubtful):
            stem = word.removesuffix(ending)
            if stem == word:
                continue
            if stem in known and (ending in certain or not any(stem + p in known for p in plural)):
                return True
            follows = token + 1 < last and reading.tokens[token + 1].upos == "ADJ"
            if ending in certain and follows and reading.folded[token + 1].endswith(ending):
                return True
    return False


@cache
def _numbers(pack: Pack) -> dict[str, int]:
    return {fold(word, pack): int(value) for word, value in pack.roles["numbers"].items()}


@cache
def _people(pack: Pack) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Words for people without and with an article, endings of their plural, of their dual, and of a dual that may be a plural."""
    words = frozenset[str]().union(*(word_set(pack, "roles", key) for key in PEOPLE))
    dual = pack.roles.get("dual") or {}
    plural, certain, doubtful = (
        tuple(fold(e, pack) for e in dual.get(k, ())) for k in ("plural", "certain", "doubtful")
    )
    return words, plural, certain, doubtful
