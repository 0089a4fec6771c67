"""The day of publication as a page line states it ("Published 14 November 2025", "14.11.2025 08:40"). Never read from the body."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from dragoman.acquire.lines import Line
from dragoman.model import Interval, Span
from dragoman.pack import load_pack

HEADER_LINES = 8
MAX_OTHER_WORDS = 3
"""A line that is not known as page furniture states a day only when hardly anything else stands in it: weekday, hour, city."""

ISO = re.compile(r"(?<!\d)(?P<year>20\d\d|19\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
NUMERIC = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>20\d\d|19\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """How a language writes days: `months` by folded name; `named`: day and month by name; `day_first`: 3/11 is in November."""

    months: dict[str, int]
    named: re.Pattern[str]
    day_first: bool


def find_published(lines: tuple[Line, ...], furniture: Collection[Span], language: str) -> Interval | None:
    """The day that the first dated page line among the opening lines states, or None.

    Args:
        lines: non-empty lines of the text.
        furniture: spans of those that are page, not report.
        language: whose month names are looked for.
    """
    for line in lines[:HEADER_LINES]:
        found = _find_day(line.text, language)
        if found is not None:
            day, (start, end) = found
            others = f"{line.text[:start]} {line.text[end:]}".split()
            words = [word for word in others if any(map(str.isalpha, word))]
            if line.span in furniture or (len(words) <= MAX_OTHER_WORDS and not line.ends):
                return Interval(day, day)
    return None


def _find_day(text: str, language: str) -> tuple[date, tuple[int, int]] | None:
    calendar = calendar_of(language)
    if match := ISO.search(text):
        return _dated(match, int(match["year"]), int(match["month"]), int(match["day"]))
    if match := NUMERIC.search(text):
        first, second = int(match["first"]), int(match["second"])
        if first > 12 or calendar.day_first or first == second:
            return _dated(match, int(match["year"]), second, first)
        # 3/11 in a language that is written on both sides of the Atlantic: only 3/25 says which is which.
        return _dated(match, int(match["year"]), first, second) if second > 12 else None
    if match := calendar.named.search(text):
        name = (match["before"] or match["after"]).casefold()
        return _dated(match, int(match["year"]), calendar.months[name], int(match["day1"] or match["day2"]))
    return None


def _dated(match: re.Match[str], year: int, month: int, day: int) -> tuple[date, tuple[int, int]] | None:
    try:
        return date(year, month, day), match.span()
    except ValueError:
        return None


@cache
def calendar_of(language: str) -> Calendar:
    """Month names from Unicode CLDR, in the locales that the language's pack names (Levant and Gulf differ, for example)."""
    lexicon = load_pack(language).times.get("lexicon", {})
    tables = lexicon.get("month", {}).get("cldr", [])
    locales = [Locale.parse(code) for code in dict.fromkeys([language, *(str(table["locale"]) for table in tables)])]
    months: dict[str, int] = {}
    for locale in locales:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    if not name.isdigit():
                        months.setdefault(name.casefold().rstrip("."), int(number))
    names = "|".join(sorted(map(re.escape, months), key=lambda name: (-len(name), name)))
    # A preposition of a letter or two may be written onto the month; a second name of it may follow after a stroke.
    named = re.compile(
        rf"(?<!\d)(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+\w{{0,2}}?(?P<before>{names})|\b(?P<after>{names})\.?\s+(?P<day2>\d{{1,2}}))"
        rf"\.?(?:\s*/\s*[^\W\d]+(?:\s[^\W\d]+)?)?\s*,?\s+(?P<year>20\d\d|19\d\d)(?!\d)",
        re.IGNORECASE,
    )
    short = locales[0].date_formats["short"].pattern.lower()
    return Calendar(months, named, short.find("d") < short.find("m"))
