"""Who takes part in an event, in which role, and where it is: candidates, what speaks for and against each, and the choice."""

from dragoman.extract.casting.cast import Cast, Weights, cast_event
from dragoman.extract.casting.scene import Scene

__all__ = ["Cast", "Scene", "Weights", "cast_event"]
