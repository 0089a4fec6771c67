"""A short English gloss of a description ("شخصان مطلعان على المحادثات" -> "two people familiar with the talks"), word by word by pack data.

What no table knows is left out when the head of the description is known; otherwise the description stays in its own words: never a
romanised noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from dragoman.errors import PackError
from dragoman.knowledge_base import PIVOT, word_spans
from dragoman.link.names.description import Names, Word, is_common, load_glosses, read_description
from dragoman.link.names.romanise import is_known_name, romanise
from dragoman.link.names.tables import script_of


@dataclass(frozen=True, slots=True, eq=False)
class _English:
    """How English forms what it needs here: plurals, nouns that take no article, nouns that stand before another without "of"."""

    plurals: Mapping[str, str]
    bare: frozenset[str]
    compound: frozenset[str]
    singular: frozenset[str]
    unchanged: tuple[str, ...]
    consonantal: tuple[str, ...]


@cache
def _english() -> _English:
    path = files("dragoman") / "languages" / PIVOT / "glosses.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        forms = data["forms"]
        return _English(
            dict(forms["plurals"]),
            frozenset(forms["bare"]),
            frozenset(forms["compound"]),
            frozenset(str(q) for q in forms["singular"]),
            tuple(forms["unchanged"]),
            tuple(forms["consonantal"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise PackError(f"languages/{PIVOT}/glosses.yaml: {error!r}") from error


@lru_cache(maxsize=8192)
def gloss(text: str, language: str, names: Names = ()) -> str:
    """A description in English; text that is in Latin letters already, or of which nothing can be told in English, stays as it is.

    Args:
        text: a noun phrase as a report has it.
        language: the code of its language.
        names: what is a name in it by other evidence: spans of `text` and English names.
    """
    plain = " ".join(text.split())
    if not any(_needs_gloss(span.of(text)) for span in word_spans(text)):
        return plain
    words = read_description(text, language, names)
    if not words or words[0].part == "unknown" or (all(w.part == "quantity" for w in words) and len(words) > 2):
        return plain
    return _phrase(tuple(w for w in words if w.part != "unknown")) or plain


@lru_cache(maxsize=8192)
def gloss_name(text: str, language: str) -> str:
    """The name of a body in English: its common words glossed, all others romanised."""
    if not any(_needs_gloss(span.of(text)) for span in word_spans(text)):
        return " ".join(text.split())
    words = read_description(text, language)
    if all(w.part == "unknown" for w in words):
        return romanise(text, language)
    named = tuple(
        replace(w, part="name", english=romanise(w.english, language)) if w.part == "unknown" else w for w in words
    )
    return _phrase(named).removeprefix("the ").removeprefix("a ").removeprefix("an ") or romanise(text, language)


def is_title(name: str, language: str) -> bool:
    """Whether what was taken for a person's name is nothing but common words, no given name among them ("the spokesman", "emir of Qatar")."""
    words = [span.of(name) for span in word_spans(name)]
    if not words or not is_common(words[0], language) or any(is_known_name(w, language) for w in words):
        return False
    parts = read_description(name, language)
    return bool(parts) and all(w.part in ("noun", "adjective") and not w.owner for w in parts)


def is_description(text: str, language: str) -> bool:
    """Whether a text in a script that needs glossing is nothing but common words that the tables know, a noun first."""
    if not any(_needs_gloss(span.of(text)) for span in word_spans(text)):
        return False
    words = read_description(text, language)
    return (
        bool(words)
        and words[0].part == "noun"
        and not words[0].owner
        and all(w.part in ("noun", "adjective", "quantity", "tail") for w in words)
    )


def stands_for_body(text: str, language: str, as_source: bool = False) -> bool:
    """Whether a description acts for the body or country named in it (a delegation of, negotiators of).

    Args:
        text: a noun phrase as a report has it.
        language: the code of its language.
        as_source: whether it is the unnamed source of a claim; then officials stay unnamed, a ministry still speaks for itself.
    """
    glosses = load_glosses(language)
    if glosses is None:
        return False
    nouns = [w.english for w in read_description(text, language) if w.part == "noun"]
    if not nouns or nouns[0] not in glosses.stand_for_body:
        return False
    return not (as_source and nouns[0] in glosses.unnamed_as_source)


def _needs_gloss(word: str) -> bool:
    script = script_of(word)
    return script is not None and bool(script.romanise.longest)


def _phrase(words: tuple[Word, ...]) -> str:
    """English order: quantity, adjectives, names that stand for a body, noun, then what follows."""
    if not words:
        return ""
    quantity = " ".join(w.english for w in words if w.part == "quantity")
    nouns = [w for w in words if w.part == "noun"]
    adjectives = [w for w in words if w.part == "adjective"]
    names = [w.english for w in words if w.part == "name"]
    tails = [w.english for w in words if w.part == "tail"]
    pronouns = [w.english for w in words if w.part == "pronoun"]
    if not nouns:
        people = _join_adjectives(adjectives)
        if quantity and quantity not in _english().singular and people[:1].isupper() and not names:
            people = people if people.endswith(_english().unchanged) else people + "s"
        parts = (" ".join(pronouns), quantity, people, " ".join(names), " ".join(tails))
        return " ".join(p for p in parts if p)
    head = nouns[0]
    modifiers = _join_adjectives(adjectives)
    if names and not tails:
        modifiers = " ".join(p for p in (modifiers, " ".join(names)) if p)
    core = _chain(modifiers, nouns)
    after = " ".join([*tails, *names] if tails else [])
    definite = head.definite or any(w.definite and not w.apart for w in words[1:] if w.part in ("noun", "adjective"))
    determined = _determine(core, quantity, replace(head, definite=definite))
    return " ".join(p for p in (determined, after) if p)


def _chain(modifiers: str, nouns: list[Word]) -> str:
    """A noun and the nouns after it: "deputy foreign minister", "fighters of the movement", "prisoners and detainees"."""
    head = nouns[0].english
    rest = list(nouns[1:])
    if head.startswith("two "):
        modifiers, head = " ".join(p for p in ("two", modifiers) if p), head.removeprefix("two ")
    if rest and head in _english().compound:
        head, rest = f"{head} {rest[0].english}", rest[1:]
    text = " ".join(p for p in (modifiers, head) if p)
    for noun in rest:
        owner = noun.owner or ("" if noun.english.startswith(("both ", "two ")) else "the")
        text += f" and {noun.english}" if noun.joined else " ".join(p for p in (" of", owner, noun.english) if p)
    return text


def _join_adjectives(adjectives: list[Word]) -> str:
    if any(a.joined for a in adjectives):
        english = [a.english for a in adjectives]
        return english[0] if len(english) == 1 else f"{', '.join(english[:-1])} and {english[-1]}"
    return " ".join(a.english for a in reversed(adjectives))


def _determine(core: str, quantity: str, head: Word) -> str:
    """The phrase with its number, owner or article."""
    last = head.english.split()[-1]
    plural = (
        (last.endswith("s") and not last.endswith("ss")) or last in _english().bare or head.english.startswith("two")
    )
    if quantity in _english().singular and plural and not head.english.startswith("two"):
        return f"{quantity} of the {core}"
    if quantity:
        many = quantity not in _english().singular and not plural and head.english not in _english().bare
        return f"{quantity} {core.replace(head.english, pluralise(head.english), 1) if many else core}"
    if head.owner:
        return f"{head.owner} {core}"
    if head.definite and not core.startswith(("both", "the ")):
        return f"the {core}"
    if plural or core.startswith("both") or head.english in _english().bare:
        return core
    vowel = core[0].lower() in "aeiou" and not core.startswith(_english().consonantal)
    return f"{'an' if vowel else 'a'} {core}"


def pluralise(noun: str) -> str:
    """The plural of an English noun."""
    *before, last = noun.split()
    plurals = _english().plurals
    if last in plurals:
        last = plurals[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es"
    else:
        last += "s"
    return " ".join([*before, last])


def is_latin(text: str) -> bool:
    """Whether a text needs no romanisation."""
    return not any(_needs_gloss(span.of(text)) for span in word_spans(text))
