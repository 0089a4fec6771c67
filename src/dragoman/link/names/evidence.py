"""What reports tell of the bearer of a name beside the name: it settles what the name alone leaves open, and keeps apart whom the name would join."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dragoman.knowledge_base import Entry
from dragoman.link.names.matching import Comparison, Decision

# An office and the id of its country or body.
Post = tuple[str, str]
# Days between two reports after which a post may have passed on, or company mean nothing any more.
_TERM, _SEASON = 366, 60
_COMPANY = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """Of all reports that have a name: the posts that they give its bearer, the reports, the known people named beside, the days."""

    posts: frozenset[Post] = frozenset()
    reports: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()

    def __or__(self, other: Setting) -> Setting:
        return Setting(
            self.posts | other.posts,
            self.reports | other.reports,
            self.company | other.company,
            self.days | other.days,
        )

    @property
    def seats(self) -> frozenset[str]:
        """The countries and bodies of the posts."""
        return frozenset(of for _, of in self.posts)


def weigh(comparison: Comparison, first: Setting, second: Setting) -> Comparison:
    """A comparison of two full names after what their reports tell.

    Names whose parts agree are one person's also where a part is only near or a family name is missing, if both hold one post, or one country's posts in
    the same company within weeks; never if one report has both. Posts of two countries leave open what the names would join.
    """
    if comparison.decision is Decision.DIFFERENT:
        return comparison
    if first.seats and second.seats and not first.seats & second.seats:
        return replace(comparison, decision=Decision.POSSIBLE, reasons=(*comparison.reasons, "posts of two states"))
    if comparison.decision is Decision.SAME or first.reports & second.reports:
        return comparison
    support = _support(first, second)
    if not support:
        return comparison
    return replace(comparison, decision=Decision.SAME, reasons=(*comparison.reasons, support))


def _support(first: Setting, second: Setting) -> str:
    held = sorted(first.posts & second.posts)
    if held and _near(first.days, second.days, _TERM):
        return f"both {held[0][0].replace('-', ' ')} of {held[0][1]}"
    together = sorted(first.company & second.company)
    if first.seats & second.seats and len(together) >= _COMPANY and _near(first.days, second.days, _SEASON):
        return f"posts of {min(first.seats & second.seats)}, both named with {', '.join(together[:_COMPANY])}"
    return ""


def _near(first: Iterable[date], second: Iterable[date], most: int) -> bool:
    """Whether two reports lie no further apart, as far as their days are known."""
    gaps = [abs((a - b).days) for a in first for b in second]
    return not gaps or min(gaps) <= most


def holds_post(entry: Entry, setting: Setting) -> bool:
    """Whether a known person held a post that the reports give, when one of them appeared."""
    days: tuple[date | None, ...] = tuple(sorted(setting.days)) or (None,)
    return any((o.code, o.of) in setting.posts and any(o.held_on(day) for day in days) for o in entry.offices)
