"""A lexicon of names: given names and frequent family names by script, grown by the words of the names in the knowledge base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.knowledge_base import PIVOT, fold, fold_words, load, word_spans
from dragoman.link.names.skeleton import similarity
from dragoman.link.names.tables import read_table, script_of, strip_written_article
from dragoman.model import EntityKind

_ALIKE = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Names by language and folded words: `latin` gives the press spelling, `canonical` the same for every variant in any script.

    `written` are the languages in which the spelling of a name, by its press spelling, is listed.
    """

    latin: Mapping[str, Mapping[tuple[str, ...], str]]
    canonical: Mapping[tuple[str, ...], frozenset[str]]
    written: Mapping[str, frozenset[str]]

    def are_two(self, first: tuple[str, ...], second: tuple[str, ...], codes: tuple[str, str]) -> bool:
        """Whether two words (of these languages) are spellings of two names: each is known, also how it is written in the other's language."""
        names = [self.canonical.get(words, frozenset()) for words in (first, second)]
        told = [any(code in self.written[n] for n in found) for found, code in zip(names, reversed(codes), strict=True)]
        return all(told) and not names[0] & names[1]

    def is_anothers(self, first: tuple[str, ...], second: tuple[str, ...], codes: tuple[str, str]) -> bool:
        """Whether one of two words (of these languages) is the usual spelling of a name that the other does not write, though it is listed in its language:
        Salim is a spelling of Salem, too, but first of all it is Salim."""
        both = ((first, second, codes[1]), (second, first, codes[0]))
        return any(
            code in self.written[name] and name not in self.canonical.get(other, frozenset())
            for words, other, code in both
            for name in self.canonical.get(words, frozenset())
            if fold_words(name) == words
        )


@cache
def lexicon() -> Lexicon:
    """The lexicon of names, grown by the words of the names in the knowledge base.

    Raises:
        PackError: the file is missing or breaks its format.
    """
    latin: dict[str, dict[tuple[str, ...], str]] = {}
    canonical: dict[tuple[str, ...], set[str]] = {}
    written: dict[str, set[str]] = {}
    for row in read_table("lexicon.yaml"):
        preferred = row[PIVOT][0]
        for code, spellings in row.items():
            for spelling in spellings:
                words = fold_words(spelling)
                latin.setdefault(code, {}).setdefault(words, preferred)
                for form in {words, tuple(fold(strip_written_article(w)) for w in spelling.split())}:
                    canonical.setdefault(form, set()).add(preferred)
                written.setdefault(preferred, set()).add(code)
    for code, table in _harvest().items():
        for word, spelling in table.items():
            latin.setdefault(code, {}).setdefault((word,), spelling)
    return Lexicon(
        latin, {k: frozenset(v) for k, v in canonical.items()}, {k: frozenset(v) for k, v in written.items()}
    )


def _harvest() -> dict[str, dict[str, str]]:
    """Words of known names beside the English word in the same place, where both have as many words and the two sound alike."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for entry in load().entries.values():
        if entry.kind not in (EntityKind.PERSON, EntityKind.PLACE):
            continue
        english = _content_words(entry.name(PIVOT))
        for code in sorted({code for code, _ in entry.names if code != PIVOT}):
            words = _content_words(entry.name(code))
            if len(words) == len(english):
                for word, latin in zip(words, english, strict=True):
                    if similarity(word, latin) < _ALIKE:
                        continue  # A translation ("airport"), or in another order.
                    counts.setdefault(code, {}).setdefault(fold(word), Counter())[latin] += 1
    return {
        code: {word: min(found.items(), key=lambda kv: (-kv[1], kv[0]))[0] for word, found in table.items()}
        for code, table in counts.items()
    }


def _content_words(name: str) -> list[str]:
    words = [span.of(name) for span in word_spans(name)]
    return [strip_written_article(w) for w in words if not _is_particle(w)]


def _is_particle(word: str) -> bool:
    script = script_of(word)
    return script is not None and fold(word) in script.particles
