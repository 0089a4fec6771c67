"""Names across scripts: phonetic skeletons, a weighted distance, a matcher that explains itself, and romanisation.

Tables are data (`*.yaml` beside this file, one per script); no code knows a language.
"""

from dragoman.link.names.matching import Comparison, Decision, choose, compare
from dragoman.link.names.parts import NameForm, read_name
from dragoman.link.names.romanise import romanise
from dragoman.link.names.skeleton import distance, similarity, skeleton

__all__ = [
    "Comparison",
    "Decision",
    "NameForm",
    "choose",
    "compare",
    "distance",
    "read_name",
    "romanise",
    "similarity",
    "skeleton",
]
