"""The fitted weights by which extraction weighs what speaks for and against a reading (`models/weights.json`).

`training/fit_antecedents.py`, `fit_casting.py` and `fit_acceptance.py` write them; they fit the annotation model that lies beside them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.errors import ModelError

Features = dict[str, float]
"""What speaks for and against something, by name; what is not there is nought."""

LEAST = 0.005
"""Probabilities are not taken as smaller, nor as nearer to one."""


@cache
def load_weights(table: str) -> Mapping[str, float]:
    """The weights of one table: antecedents, roles, places or claims.

    Raises:
        ModelError: the file is missing or lacks the table.
    """
    path = files("dragoman") / "models" / "weights.json"
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): float(weight) for name, weight in tables[table].items()}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"models/weights.json: {table}: {error}") from error


def probability(features: Features, weights: Mapping[str, float]) -> float:
    """The probability that logistic regression gives to features."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def odds(score: float) -> float:
    """The logarithm of the odds of a probability, kept within bounds."""
    p = min(max(score, LEAST), 1 - LEAST)
    return math.log(p / (1 - p))
