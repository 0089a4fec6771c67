"""The outlets that the reports of a record come from: names that other reports may call them by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.knowledge_base import fold_words
from dragoman.knowledge_base.folding import strip_prefixes
from dragoman.link.names.assembly import language_of
from dragoman.link.names.taking_apart import outlet_core
from dragoman.model import Document, EntityKind, Mention


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
        return mention


def outlets_of(documents: Iterable[Document]) -> Outlets:
    """The outlets of documents."""
    names = sorted({d.outlet for d in documents if d.outlet})
    cores = {name: outlet_core(name, language_of(name)) for name in names}
    return Outlets({fold_words(core): core for core in cores.values() if fold_words(core)})
