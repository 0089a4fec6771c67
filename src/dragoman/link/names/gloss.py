"""A short English gloss of a description ("شخصان مطلعان على المحادثات" -> "two people familiar with the talks"), word by word by pack data.

What no table knows is left out when the head of the description is known; otherwise the description stays in its own words: never a
romanised noise.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from dragoman.knowledge_base import fold_words, word_spans
from dragoman.knowledge_base.folding import strip_prefixes
from dragoman.link.names.description import Names, Word, is_common, load_glosses, read_description
from dragoman.link.names.english import english_forms, pluralise
from dragoman.link.names.romanise import is_known_name, romanise
from dragoman.link.names.tables import script_of
from dragoman.model import EntityKind
from dragoman.pack import load_pack


@lru_cache(maxsize=8192)
def gloss(text: str, language: str, names: Names = ()) -> str:
    """A description in English; text that is in Latin letters already, or of which nothing can be told in English, stays as it is.

    Args:
        text: a noun phrase as a report has it.
        language: the code of its language.
        names: what is a name in it by other evidence.
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


def office_in_english(title: str, language: str) -> str:
    """A title in English without its article; in its own words where no table knows its head."""
    english = gloss(title, language)
    article = next((a for a in ("the ", "a ", "an ") if english.startswith(a)), "")
    return english.removeprefix(article)


def is_title(name: str, language: str) -> bool:
    """Whether what was taken for a person's name is nothing but common words, no given name among them ("the spokesman", "emir of Qatar")."""
    words = [span.of(name) for span in word_spans(name)]
    if not words or not is_common(words[0], language) or any(is_known_name(w, language) for w in words):
        return False
    parts = read_description(name, language)
    return bool(parts) and all(w.part in ("noun", "adjective", "link") and not w.owner for w in parts)


def is_description(text: str, language: str) -> bool:
    """Whether a text in a script that needs glossing is nothing but common words that the tables know, a noun first."""
    if not any(_needs_gloss(span.of(text)) for span in word_spans(text)):
        return False
    words = read_description(text, language)
    return (
        bool(words)
        and words[0].part == "noun"
        and not words[0].owner
        and all(w.part in ("noun", "adjective", "quantity", "tail", "link") for w in words)
    )


def stands_for_body(text: str, language: str, as_source: bool = False) -> bool:
    """Whether a description acts for the body or country named in it (a delegation of, negotiators of); so many soldiers of it are only themselves.

    Args:
        text: a noun phrase as a report has it.
        language: the code of its language.
        as_source: whether it is the unnamed source of a claim; then officials stay unnamed, a ministry still speaks for itself.
    """
    glosses = load_glosses(language)
    if glosses is None:
        return False
    words = read_description(text, language)
    nouns = [w.english for w in words if w.part == "noun"]
    if not nouns or nouns[0] not in glosses.stand_for_body:
        return False
    if nouns[0] in glosses.themselves_if_counted and (
        words[0].part == "quantity" or _begins_with_number(text, language)
    ):
        return False
    return not (as_source and nouns[0] in glosses.unnamed_as_source)


def _begins_with_number(text: str, language: str) -> bool:
    first = next(iter(fold_words(text)), "")
    return not _numbers(language).isdisjoint(strip_prefixes(first, language))


@cache
def _numbers(language: str) -> frozenset[str]:
    return frozenset(word for number in load_pack(language).roles["numbers"] for word in fold_words(number))


def _needs_gloss(word: str) -> bool:
    script = script_of(word)
    return script is not None and bool(script.romanise.longest)


def _phrase(words: tuple[Word, ...]) -> str:
    """English order: quantity, adjectives, names that stand for a body, noun, then what follows; what a preposition begins is a phrase of its own."""
    words = _without_idle_links(words)
    at = next((i for i, w in enumerate(words) if w.part == "link"), None)
    if at is not None:
        return f"{_phrase(words[:at])} {words[at].english} {_phrase(words[at + 1 :])}"
    if not words:
        return ""
    quantity = " ".join(w.english for w in words if w.part == "quantity")
    nouns = [w for w in words if w.part == "noun"]
    adjectives = [w for w in words if w.part == "adjective"]
    names = [w.english for w in words if w.part == "name"]
    owned = any(w.kind is EntityKind.PERSON for w in words if w.part == "name") and len(names) == 1
    tails = [w.english for w in words if w.part == "tail"]
    pronouns = [w.english for w in words if w.part == "pronoun"]
    if not nouns:
        people = _join_adjectives(adjectives)
        if quantity and quantity not in english_forms().singular and people[:1].isupper() and not names:
            people = people if people.endswith(english_forms().unchanged) else people + "s"
        parts = (" ".join(pronouns), quantity, people, " ".join(names), " ".join(tails))
        return " ".join(p for p in parts if p)
    head = nouns[0]
    modifiers = _join_adjectives(adjectives)
    if names and not tails and not owned:
        modifiers = " ".join(p for p in (modifiers, " ".join(names)) if p)
    core = _chain(modifiers, nouns)
    if owned and head.owner and not english_forms().may_bear(head.english):
        # "his office of Rajoy" is Rajoy's; "his envoy Witkoff" is himself
        head = replace(head, owner="")
    if owned and not tails and not quantity and not head.owner:
        if len(nouns) > 1 and english_forms().may_bear(nouns[-1].english):
            return f"{_determine(core, quantity, head)} {names[0]}"
        return f"{names[0]}'s {core}"
    after = " ".join([*tails, *names] if tails else [])
    definite = head.definite or any(w.definite and not w.apart for w in words[1:] if w.part in ("noun", "adjective"))
    determined = _determine(core, quantity, replace(head, definite=definite))
    return " ".join(p for p in (determined, after) if p)


def _without_idle_links(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without prepositions that join nothing, follow a number ("seven of the men"), or lead to a body's name alone ("a source in Hamas")."""
    kept: list[Word] = []
    for i, word in enumerate(words):
        if word.part == "link":
            following = words[i + 1 : i + 2]
            if not kept or kept[-1].part in ("quantity", "link") or not following or following[0].part == "link":
                continue
            if following[0].kind is EntityKind.ORGANISATION and words[i + 2 : i + 3] == ():
                continue
        kept.append(word)
    return tuple(kept)


def _chain(modifiers: str, nouns: list[Word]) -> str:
    """A noun and the nouns after it: "deputy foreign minister", "fighters of the movement", "prisoners and detainees"."""
    head = nouns[0].english
    rest = list(nouns[1:])
    if head.startswith("two "):
        modifiers, head = " ".join(p for p in ("two", modifiers) if p), head.removeprefix("two ")
    if rest and head in english_forms().compound:
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
        (last.endswith("s") and not last.endswith("ss"))
        or last in english_forms().bare
        or head.english.startswith("two")
    )
    if quantity in english_forms().singular and plural and not head.english.startswith("two"):
        return f"{quantity} of the {core}"
    if quantity:
        many = quantity not in english_forms().singular and not plural and head.english not in english_forms().bare
        return f"{quantity} {core.replace(head.english, pluralise(head.english), 1) if many else core}"
    if head.owner:
        return f"{head.owner} {core}"
    if core.startswith("another ") and (head.definite or plural):
        return f"{'the ' if head.definite else ''}other {core.removeprefix('another ')}"
    if head.definite and not core.startswith(("both", "the ")):
        return f"the {core}"
    if plural or core.startswith(("both", "another ")) or head.english in english_forms().bare:
        return core
    vowel = core[0].lower() in "aeiou" and not core.startswith(english_forms().consonantal)
    return f"{'an' if vowel else 'a'} {core}"


def is_latin(text: str) -> bool:
    """Whether a text needs no romanisation."""
    return not any(_needs_gloss(span.of(text)) for span in word_spans(text))
