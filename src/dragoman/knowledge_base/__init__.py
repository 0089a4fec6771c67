"""What is known beforehand: people, bodies, countries, places and outlets, by name in each language (`knowledge/*.yaml`).

Nothing depends on a name being here. Every stage may import this package; it imports none of them.
"""

from dragoman.knowledge_base.entries import PIVOT, Entry, Office, Period
from dragoman.knowledge_base.folding import fold, fold_words, without_possessive, word_spans
from dragoman.knowledge_base.imports import (
    ImportedNames,
    IndexStatus,
    consulting,
    import_entities,
    index_beside,
    open_consulted,
)
from dragoman.knowledge_base.index import Knowledge
from dragoman.knowledge_base.loading import load, name_languages

__all__ = [
    "PIVOT",
    "Entry",
    "ImportedNames",
    "IndexStatus",
    "Knowledge",
    "Office",
    "Period",
    "consulting",
    "fold",
    "fold_words",
    "import_entities",
    "index_beside",
    "load",
    "name_languages",
    "open_consulted",
    "without_possessive",
    "word_spans",
]
