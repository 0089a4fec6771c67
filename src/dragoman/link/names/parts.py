"""Takes a written name apart: titles, particles, filiation, content words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.knowledge_base import fold, word_spans
from dragoman.link.names.tables import Script, script_of, strip_written_article

_LONGEST_ARTICLE = 3


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name taken apart.

    `words` are its content words in order, a kunya or servant's name as one; `particles` what stands before each of them and is no article (de, van,
    ben), or "". `filiation` gives, by their index, the kind of the word before those that name a father (son, daughter, ould); `articled` are
    indexes of words with an article.
    """

    text: str
    language: str
    words: tuple[str, ...]
    particles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    filiation: tuple[tuple[int, str], ...] = ()
    articled: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()

    @property
    def last(self) -> int:
        """The index of the last word."""
        return len(self.words) - 1

    def father_at(self, index: int) -> str:
        """The kind of the word of filiation before a word; "" where there is none."""
        return dict(self.filiation).get(index, "")


@lru_cache(maxsize=16384)
def read_name(
    text: str,
    language: str,
    countries: frozenset[str] = frozenset(),
    offices: frozenset[str] = frozenset(),
) -> NameForm:
    """Takes a name apart.

    Args:
        text: the name as written, without clitics; titles may stand in it.
        language: the code of its language.
        countries: ISO codes of countries that the text ties the name to.
        offices: offices that the text gives the bearer.
    """
    written = [span.of(text) for span in word_spans(text)]
    words: list[str] = []
    particles: list[str] = []
    particle = ""
    titles: list[str] = []
    fathers: dict[int, str] = {}
    articled: set[int] = set()
    joined: list[str] = []
    father, follows_article = "", False
    for i, word in enumerate(written):
        script = script_of(word)
        role = _role_of(word, script, i, len(written))
        if joined and script is not None and fold(word) in script.servant.god:
            role = "word"
        if role == "title" and not words:
            titles.append(word)
        elif role == "joined":
            joined.append(word)
        elif role == "filiation":
            father, particle = script.filiation[fold(word)] if script else "", word
        elif role == "particle":
            follows_article = _is_article(word, script)
            particle = "" if follows_article else word
        else:
            if father and words:
                fathers[len(words)] = father
            if follows_article or _bare(word, script) != word:
                articled.add(len(words))
            words.append(_join_words(joined, word, script))
            particles.append(particle)
            joined, father, follows_article, particle = [], "", False, ""
    return NameForm(
        text,
        language,
        tuple(words),
        tuple(particles),
        tuple(titles),
        tuple(fathers.items()),
        frozenset(articled),
        countries,
        offices,
    )


def with_title(name: NameForm) -> NameForm:
    """A name whose last title is its first word."""
    return replace(
        name,
        words=(name.titles[-1], *name.words),
        particles=("", *name.particles),
        titles=name.titles[:-1],
        filiation=tuple((i + 1, kind) for i, kind in name.filiation),
        articled=frozenset(i + 1 for i in name.articled),
    )


def _bare(word: str, script: Script | None) -> str:
    """A word without an article written onto it."""
    return word if script is None else strip_written_article(_strip_glued_article(word, script))


def _join_words(before: list[str], word: str, script: Script | None) -> str:
    """One name in several written words: a kunya with its name, a servant's name in one form however it is split."""
    if script is None:
        return " ".join((*before, word))
    servant, folded = script.servant, fold(word)
    if before and fold(before[-1]) in servant.words and folded in servant.god:
        return " ".join((*before[:-1], min(servant.whole)))
    if not before and folded in servant.whole:
        return min(servant.whole)
    if not before:
        for prefix in servant.prefixes:
            if folded.startswith(prefix) and len(folded) >= len(prefix) + 3:
                return f"{min(servant.words)} {folded[len(prefix) :]}"
    before = [min(servant.words) if fold(w) in servant.words else w for w in before]
    return " ".join((*before, _bare(word, script)))


def _strip_glued_article(word: str, script: Script) -> str:
    """A word without an article that only its capitals set apart: ElBaradei."""
    for at in range(1, min(len(word) - 2, _LONGEST_ARTICLE + 1)):
        if word[at].isupper() and word[0].isupper() and not word.isupper() and _is_article(word[:at], script):
            return word[at:]
    return word


def _role_of(word: str, script: Script | None, at: int, count: int) -> str:
    if script is None:
        return "word"
    folded = fold(word)
    if at + 1 < count:
        if folded in script.kunya or folded in script.servant.words:
            return "joined"
        # Before any other word "ben" may be a given name: Ben Wallace.
        if folded in script.filiation and at > 0:
            return "filiation"
        if folded in script.particles and (at > 0 or folded not in script.filiation):
            return "particle"
        if folded in script.titles:
            return "title"
    return "word"


def _is_article(word: str, script: Script | None) -> bool:
    return script is not None and script.particles.get(fold(word), "").endswith("-")
