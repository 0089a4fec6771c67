"""Days from which reports count (`knowledge/epochs.yaml`), and which of them a report means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from dragoman.errors import PackError
from dragoman.knowledge_base import fold_words
from dragoman.knowledge_base.folding import strip_prefixes


@dataclass(frozen=True, slots=True)
class Epoch:
    """A day from which things of `kinds` are counted; `names` are (language, folded words) pairs of what the report is about."""

    id: str
    kinds: frozenset[str]
    start: date
    names: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def load_epochs() -> tuple[Epoch, ...]:
    """All epochs.

    Raises:
        PackError: the file is missing or breaks its format.
    """
    try:
        rows = yaml.safe_load((files("dragoman") / "knowledge" / "epochs.yaml").read_text(encoding="utf-8"))
        return tuple(
            Epoch(
                row["id"],
                frozenset(row["kinds"]),
                row["start"],
                tuple((language, fold_words(name)) for language, names in row["names"].items() for name in names),
            )
            for row in rows
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise PackError(f"knowledge/epochs.yaml: {error!r}") from error


def choose_epoch(kind: str, text: str, language: str) -> Epoch | None:
    """The epoch of `kind` that a report of this text means: the one named most often; None when none is named, or two are as often."""
    words = [strip_prefixes(word, language) for word in fold_words(text)]
    counts = [
        (sum(_count(name, words) for code, name in epoch.names if code == language), epoch)
        for epoch in load_epochs()
        if kind in epoch.kinds
    ]
    ranked = sorted(counts, key=lambda c: (-c[0], c[1].id))
    if not ranked or ranked[0][0] == 0 or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def _count(name: Sequence[str], words: Sequence[Sequence[str]]) -> int:
    """How often a name stands among words, each given with and without what may be written onto it."""
    return sum(
        name[0] in words[at] and all(part == words[at + n][0] for n, part in enumerate(name[1:], 1))
        for at in range(len(words) - len(name) + 1)
    )
