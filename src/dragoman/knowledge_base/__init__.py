"""What is known beforehand: people, bodies, countries, places and outlets, by name in each language (`knowledge/*.yaml`).

Nothing depends on a name being here. Every stage may import this package; it imports none of them.
"""

from dragoman.knowledge_base.entries import Entry, Office
from dragoman.knowledge_base.folding import fold, fold_words, word_spans
from dragoman.knowledge_base.imports import ImportedNames, import_entities
from dragoman.knowledge_base.index import Knowledge
from dragoman.knowledge_base.loading import load

__all__ = [
    "Entry",
    "ImportedNames",
    "Knowledge",
    "Office",
    "fold",
    "fold_words",
    "import_entities",
    "load",
    "word_spans",
]
