"""Loads the tables of the scripts: how letters sound, and how they are written in Latin letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.errors import PackError
from dragoman.knowledge_base import fold
from dragoman.knowledge_base.folding import one_geresh

SCRIPTS = ("latin", "arabic", "hebrew")


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns to outputs by where they may stand: anywhere, at the start, at the end of a word. `longest` is the longest pattern."""

    inside: Mapping[str, str]
    start: Mapping[str, str]
    end: Mapping[str, str]
    longest: int

    def apply(self, word: str) -> list[str]:
        """The outputs for `word`, the longest pattern first at each place; letters without a rule are left out."""
        out: list[str] = []
        at = 0
        while at < len(word):
            for length in range(min(self.longest, len(word) - at), 0, -1):
                part = word[at : at + length]
                output = self._find(part, at == 0, at + length == len(word))
                if output is not None:
                    out.append(output)
                    at += length
                    break
            else:
                at += 1
        return out

    def _find(self, part: str, first: bool, last: bool) -> str | None:
        if last and part in self.end:
            return self.end[part]
        if first and part in self.start:
            return self.start[part]
        return self.inside.get(part)


@dataclass(frozen=True, slots=True, eq=False)
class Servant:
    """How names of the kind "servant of the Merciful" are written: the first word, or a prefix; `whole` ones are never split."""

    words: frozenset[str]
    prefixes: tuple[str, ...]
    whole: frozenset[str]
    god: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """One script's tables (`<name>.yaml`). Particles, kunya words, filiation words and titles are folded.

    `glued` are articles that may stand before a word as if they were letters of it. `filiation` gives the kind of each word: which name of a father
    follows, and whether a son's or a daughter's.
    """

    name: str
    lexicon: str
    ranges: tuple[tuple[int, int], ...]
    spelling: Mapping[int, str]
    doubles: bool
    article: str
    article_latin: str
    glued: tuple[str, ...]
    particles: Mapping[str, str]
    servant: Servant
    kunya: frozenset[str]
    filiation: Mapping[str, str]
    titles: frozenset[str]
    skeleton: Rules
    romanise: Rules
    native: frozenset[str]
    glides: Mapping[str, Mapping[str, str]]
    epenthesis: Mapping[str, str]

    def writes(self, character: str) -> bool:
        return any(low <= ord(character) <= high for low, high in self.ranges)


def read_table(name: str) -> Any:
    path = files("dragoman") / "link" / "names" / name
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise PackError(f"link/names/{name}: {error}") from error


def _rules(table: Mapping[str, str]) -> Rules:
    inside = {k: v for k, v in table.items() if k[0] != "^" and k[-1] != "$"}
    start = {k[1:]: v for k, v in table.items() if k[0] == "^"}
    end = {k[:-1]: v for k, v in table.items() if k[-1] == "$"}
    return Rules(inside, start, end, max((len(k) for k in (*inside, *start, *end)), default=0))


@cache
def scripts() -> tuple[Script, ...]:
    """The tables of all scripts.

    Raises:
        PackError: a file is missing or breaks its format.
    """
    return tuple(_read_script(name) for name in SCRIPTS)


def _read_script(name: str) -> Script:
    data = read_table(f"{name}.yaml")
    try:
        return Script(
            name=data["name"],
            lexicon=data["lexicon"],
            ranges=tuple((low, high) for low, high in data["ranges"]),
            spelling={ord(k): v for k, v in data["spelling"].items()},
            doubles=bool(data["doubles"]),
            article=data["article"],
            article_latin=data["article_latin"],
            glued=tuple(fold(w) for w in data["glued"]),
            particles={fold(k): v for k, v in data["particles"].items()},
            servant=Servant(
                frozenset(fold(w) for w in data["servant"]["words"]),
                tuple(fold(w) for w in data["servant"]["prefixes"]),
                frozenset(fold(w) for w in data["servant"]["whole"]),
                frozenset(fold(w) for w in data["servant"]["god"]),
            ),
            kunya=frozenset(fold(w) for w in data["kunya"]),
            filiation={fold(w): kind for kind, listed in data["filiation"].items() for w in listed},
            titles=frozenset(fold(w) for w in data["titles"]),
            skeleton=_rules(data["skeleton"]),
            romanise=_rules(data["romanise"]),
            native=frozenset(data["native"]),
            glides=data["glides"],
            epenthesis=data["epenthesis"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PackError(f"link/names/{name}.yaml: {error!r}") from error


@lru_cache(maxsize=65536)
def script_of(word: str) -> Script | None:
    """The script of the first letter of `word` that any table knows."""
    for character in word:
        for script in scripts():
            if character.isalpha() and script.writes(character):
                return script
    return None


@lru_cache(maxsize=65536)
def prepare(word: str, script: Script) -> str:
    """A word as the rules expect it: one kind of geresh, lower case, no vowel signs or accents that do not change the sound."""
    text = one_geresh(unicodedata.normalize("NFKC", word)).casefold()
    text = unicodedata.normalize("NFC", text).translate(script.spelling)
    split = unicodedata.normalize("NFD" if script.name == "latin" else "NFC", text)
    return "".join(c for c in split if not unicodedata.combining(c))


def joint_letters(word: str, script: Script) -> str:
    """A word as the joint model of its script spells it: vowel signs gone, one kind of geresh; seats of hamza and final letters stay."""
    text = unicodedata.normalize("NFC", one_geresh(unicodedata.normalize("NFKC", word)).casefold())
    return "".join(c for c in text if (c.isalpha() and script.writes(c)) or c == "'")


def strip_written_article(word: str) -> str:
    """A word without the article that its script writes onto it."""
    script = script_of(word)
    if (
        script is not None
        and script.article
        and word.startswith(script.article)
        and len(word) > len(script.article) + 1
        and fold(word) not in script.servant.god
    ):
        return word[len(script.article) :]
    return word
