"""Who takes part in an event, in which role, and where it is: candidates, what speaks for and against each, and the choice."""

from dragoman.extract.casting.candidates import Scene
from dragoman.extract.casting.cast import Cast, Weights, cast_event

__all__ = ["Cast", "Scene", "Weights", "cast_event"]
