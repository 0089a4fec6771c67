"""The outlets that the reports of a record come from: names that other reports may call them by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.knowledge_base import fold_words
from dragoman.knowledge_base.folding import strip_prefixes
from dragoman.link.names.assembly import language_of
from dragoman.link.names.description import read_description
from dragoman.link.names.english import english_forms
from dragoman.link.names.parts import read_name
from dragoman.link.names.skeleton import compare_joined, similarity
from dragoman.link.names.tables import script_of
from dragoman.link.names.taking_apart import outlet_core
from dragoman.model import Document, EntityKind, Mention, MentionForm, Span

_ALIKE = 0.8
_SINGLE = 0.95
_LONG = 6


@dataclass(frozen=True, slots=True, eq=False)
class Outlets:
    """Names of outlets by their folded words."""

    names: dict[tuple[str, ...], str]

    def as_named(self, mention: Mention, language: str) -> Mention:
        """The mention as an outlet by its own name, where it is one of these with at most a preposition written onto it; else as it is."""
        words = fold_words(outlet_core(mention.name, language))
        for first in strip_prefixes(words[0], language) if words else ():
            name = self.names.get((first, *words[1:]))
            if name is not None:
                return replace(mention, name=name, text=name, kind=EntityKind.OUTLET)
        heard = (
            self.heard_as(outlet_core(mention.name, language), language) if mention.kind is EntityKind.OUTLET else None
        )
        return replace(mention, name=heard.name, text=heard.name) if heard is not None else mention

    def heard_as(self, name: str, language: str) -> Mention | None:
        """The outlet whose name in another script a name sounds like, if it is one of these."""
        words = read_name(name, language).words
        for own in sorted(self.names.values()):
            theirs = read_name(own, language_of(own)).words
            if not words or not theirs or script_of(words[0]) is script_of(theirs[0]):
                continue
            joined = len(words) > 1 and len(theirs) > 1 and compare_joined(words, theirs) >= _ALIKE
            if joined or _sounds_alike(_own_words(name, language), _own_words(own, language_of(own))):
                return Mention(Span(0, len(own)), own, EntityKind.OUTLET, MentionForm.NAME, own, 0)
        return None


def _own_words(name: str, language: str) -> list[str]:
    """The words of an outlet's name as written, without nouns that say what it is, wherever they stand ("Orinoco Radio")."""
    classes = english_forms().outlet_nouns
    described = ((word, read_description(word, language)) for word in name.split())
    return [word for word, read in described if not (read and read[0].english.casefold() in classes)]


def _sounds_alike(first: list[str], second: list[str]) -> bool:
    """Whether two names sound alike as wholes, articles of a third language and all; a single word must be long and all but the same."""
    if not first or not second:
        return False
    single = len(first) == 1 or len(second) == 1
    long = min(len("".join(first)), len("".join(second))) >= _LONG
    return long and similarity(" ".join(first), " ".join(second)) >= (_SINGLE if single else _ALIKE)


def outlets_of(documents: Iterable[Document]) -> Outlets:
    """The outlets of documents."""
    names = sorted({d.outlet for d in documents if d.outlet})
    cores = {name: outlet_core(name, language_of(name)) for name in names}
    return Outlets({fold_words(core): core for core in cores.values() if fold_words(core)})
