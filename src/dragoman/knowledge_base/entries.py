"""The values of the knowledge base: an entry with its names and the offices that it held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model import EntityKind

PIVOT = "en"
"""The language in which names are given where no other is wanted."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its code in `knowledge/offices.yaml`, of a country or body (its id), from `start` to `end`, both included."""

    code: str
    of: str | None = None
    start: date | None = None
    end: date | None = None

    def held_on(self, day: date | None) -> bool:
        """Whether it was held on `day`; with no day, whether it is held still."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Period:
    """When a name (folded) was borne, both days included: bodies and countries are renamed, and a name may pass to another."""

    name: str
    start: date | None = None
    end: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether the name was borne on `day`; with no day, whether it is still."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something known. `names` and `demonyms` are (language, name) pairs, the preferred of each language first.

    `country` is an ISO 3166 code. `capital` marks a place as the capital of its country. `weak` names (folded) are common words too: they are found
    when asked for, not spotted in running text. `periods` date names that were not borne always.
    """

    id: str
    kind: EntityKind
    names: tuple[tuple[str, str], ...]
    country: str | None = None
    offices: tuple[Office, ...] = ()
    qid: str | None = None
    demonyms: tuple[tuple[str, str], ...] = ()
    capital: bool = False
    weak: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = ()

    def bore(self, name: str, day: date | None) -> bool:
        """Whether a folded name was its name on `day`; a name without dates always is."""
        told = [p for p in self.periods if p.name == name]
        return not told or any(p.holds(day) for p in told)

    def name(self, language: str) -> str:
        """The preferred name in `language`, or else in English, or else any."""
        by_language = dict(reversed(self.names))
        return by_language.get(language) or by_language.get(PIVOT) or self.names[0][1]

    def names_in(self, language: str) -> tuple[str, ...]:
        """All names in `language`, the preferred first."""
        return tuple(name for code, name in self.names if code == language)

    def demonym(self, language: str) -> str:
        """The preferred demonym in `language`, else the name."""
        return next((d.rstrip("!") for code, d in self.demonyms if code == language), self.name(language))
