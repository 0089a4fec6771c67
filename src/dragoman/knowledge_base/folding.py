"""Makes spellings comparable: one form for the ways in which the press types a name (tables: `knowledge/folding.yaml`)."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.errors import PackError
from dragoman.model import Span


@dataclass(frozen=True, slots=True, eq=False)
class Folding:
    """The tables of `folding.yaml`, ready for use. `edges` are marks around names, `quotes` writes every geresh alike, `thousands` part numbers."""

    word: re.Pattern[str]
    table: Mapping[int, str]
    prefixes: Mapping[str, tuple[tuple[str, str, int], ...]]
    articles: Mapping[str, tuple[str, ...]]
    demonym_forms: Mapping[str, tuple[str, ...]]
    particles: frozenset[str]
    neutral: Mapping[str, frozenset[str]]
    replace: tuple[tuple[str, str], ...]
    scripts: Mapping[str, str]
    possessive: re.Pattern[str]
    edges: str
    quotes: Mapping[int, str]
    thousands: frozenset[str]


def read_yaml(name: str) -> Any:
    """The parsed file `name` of the knowledge folder.

    Raises:
        PackError: it is missing or is no YAML.
    """
    path = files("dragoman") / "knowledge" / name
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise PackError(f"knowledge/{name}: {error}") from error


@cache
def load_folding() -> Folding:
    """The folding tables.

    Raises:
        PackError: the file is missing or breaks its format.
    """
    data = read_yaml("folding.yaml")
    try:
        letter = rf"[\w{data['marks']}]"
        inner = re.escape(data["inner"])
        possessive = "|".join(re.escape(ending) for ending in data["possessive"])
        word = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{letter}+(?:[{inner}](?!(?:{possessive})(?!\w)){letter}+)*")
        table = {ord(c): "" for c in data["drop"]} | {ord(k): v for k, v in data["map"].items()}
        prefixes = {
            language: tuple((_fold_letters(p, table), _fold_letters(r, table), int(n)) for p, r, n in rows)
            for language, rows in data["prefixes"].items()
        }
        return Folding(
            word,
            table,
            prefixes,
            {k: tuple(v) for k, v in data["articles"].items()},
            {k: tuple(v) for k, v in data["demonym_forms"].items()},
            frozenset(data["particles"]),
            {k: frozenset(_fold_letters(w, table) for w in v) for k, v in data["neutral"].items()},
            tuple((double, single) for double, single in data["replace"]),
            dict(data["scripts"]),
            re.compile(rf"[{inner}](?:{possessive})", re.IGNORECASE),
            data["edges"],
            str.maketrans(
                dict.fromkeys(data["single"], "'")
                | dict.fromkeys(data["double"], "''")
                | dict.fromkeys(data["stretch"], "")
            ),
            frozenset(data["thousands"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PackError(f"knowledge/folding.yaml: {error!r}") from error


def _fold_letters(word: str, table: Mapping[int, str]) -> str:
    # NFKD splits accents and presentation forms off; composed Arabic letters are mapped first, since NFKD would turn a seat of hamza
    # into its letter and a mark, which comes to the same after the marks are dropped.
    mapped = unicodedata.normalize("NFKC", word).casefold().translate(table)
    split = unicodedata.normalize("NFKD", mapped)
    return "".join(c for c in split if not unicodedata.combining(c)).translate(table)


def strip_edges(name: str) -> str:
    """A name without the marks and white space around it."""
    return name.strip(load_folding().edges + string.whitespace)


def one_geresh(text: str) -> str:
    """A text with one kind of geresh, doubled where two are meant, and nothing that only stretches a word."""
    return text.translate(load_folding().quotes)


def parts_thousands(mark: str) -> bool:
    """Whether a mark parts the thousands of a number."""
    return mark in load_folding().thousands


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One word in the form in which names are compared: case, accents, vowel signs, quotes, hamza seats and final forms gone."""
    tables = load_folding()
    folded = _fold_letters(word, tables.table)
    for double, single in tables.replace:
        folded = folded.replace(double, single)
    return folded


def word_spans(text: str) -> list[Span]:
    """The words of `text`; hyphens, spaces and punctuation separate them, a geresh or quotes inside a word do not. A possessive ending is no word."""
    return [Span(*m.span()) for m in _words(text)]


def without_possessive(name: str) -> str:
    """A name without a possessive ending ("Maduro's" -> "Maduro")."""
    words = word_spans(name)
    return name[: words[-1].end] if words and load_folding().possessive.fullmatch(name, words[-1].end) else name


def _words(text: str) -> Iterator[re.Match[str]]:
    tables = load_folding()
    for match in tables.word.finditer(text):
        if not (match.start() and tables.possessive.fullmatch(text, match.start() - 1, match.end())):
            yield match


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of `text`, without those that fold to nothing."""
    folded = (fold(m.group()) for m in _words(text))
    return tuple(w for w in folded if w)


def without_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Folded words without the particles of names that come and go ("al-")."""
    particles = load_folding().particles
    return tuple(w for w in words if w not in particles)


def bare_words(text: str) -> tuple[str, ...]:
    """The folded words of a name without particles; all of them when it has no others."""
    words = fold_words(text)
    return without_particles(words) or words


def language_by_script(name: str) -> str:
    """The code under which a name is kept whose language nobody states: that of its first letter's script, else `und` (ISO 639-2, undetermined)."""
    first = next((c for c in name if c.isalpha()), "")
    script = unicodedata.name(first, "").split(" ")[0] if first else ""
    return load_folding().scripts.get(script, "und")


@lru_cache(maxsize=65536)
def strip_prefixes(word: str, language: str) -> tuple[str, ...]:
    """A folded word as it stands, then without each prefix that it may carry, in the order of the table."""
    forms = [word]
    for prefix, instead, least in load_folding().prefixes.get(language, ()):
        rest = instead + word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= least and rest not in forms:
            forms.append(rest)
    return tuple(forms)


@lru_cache(maxsize=65536)
def strip_article(word: str, language: str) -> str:
    """A folded word without the article of `language`."""
    for article in load_folding().articles.get(language, ()):
        if word.startswith(article) and len(word) >= len(article) + 2:
            return word[len(article) :]
    return word
