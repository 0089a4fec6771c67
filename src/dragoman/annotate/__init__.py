"""Documents to annotations: tokens with clitics, sentences, parts of speech, trees, entity spans, and the model's reading of events."""

from dragoman.annotate.annotator import Annotator

__all__ = ["Annotator"]
