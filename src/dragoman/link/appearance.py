"""When reports appeared: by the hour where it is known of both, else by the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dragoman.model import Interval

# sorts behind every day and hour
UNKNOWN = "~"


@dataclass(frozen=True, slots=True)
class Appearance:
    """`days` on which each document may have appeared and the `instants` at which some did, with their offsets, by document."""

    days: Mapping[str, Interval]
    instants: Mapping[str, datetime] = field(default_factory=dict)

    def is_before(self, a: str, b: str) -> bool:
        """Whether `a` certainly appeared before `b`."""
        if a in self.instants and b in self.instants:
            return self.instants[a] < self.instants[b]
        first, second = self.days.get(a), self.days.get(b)
        return bool(first and second and first.end and second.start and first.end < second.start)

    def day(self, document: str) -> str:
        """A key that sorts by day: that of the instant in UTC, else the first possible one."""
        if document in self.instants:
            return self.instants[document].astimezone(UTC).date().isoformat()
        interval = self.days.get(document)
        return str((interval.start or interval.end or UNKNOWN) if interval else UNKNOWN)

    def hour(self, document: str) -> str:
        """A key that sorts by instant; unknown hours come last."""
        instant = self.instants.get(document)
        return instant.astimezone(UTC).isoformat() if instant else UNKNOWN
