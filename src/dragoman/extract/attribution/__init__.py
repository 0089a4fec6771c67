"""Who says so: cues of speech, their sources, the words that they cover, and the chain from outlet to speaker."""

from dragoman.extract.attribution.chains import chain_of, find_attributions, read_chain
from dragoman.extract.attribution.links import is_unnamed, same_source, source_from
from dragoman.extract.attribution.quotations import find_said
from dragoman.extract.attribution.silent import who_is_silent
from dragoman.extract.attribution.voices import Attribution

__all__ = [
    "Attribution",
    "chain_of",
    "find_attributions",
    "find_said",
    "is_unnamed",
    "read_chain",
    "same_source",
    "source_from",
    "who_is_silent",
]
