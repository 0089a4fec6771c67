"""The `furniture` section of a language's pack.yaml, typed: words by which a page betrays what is not report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.errors import PackError
from dragoman.pack import load_pack


@dataclass(frozen=True, slots=True)
class FurnitureCues:
    """Cues of one language.

    `whole`: patterns that fit a whole line; `starts`, `contains`: words that a short line begins with or holds;
    `ends_report`: headings after which only lists of other reports follow; `site_words`: "official site";
    `outlet_words`: "agency", "newspaper"; `source_lines`: "Source:" before an outlet's name.
    """

    whole: re.Pattern[str] | None
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    ends_report: tuple[str, ...]
    site_words: tuple[str, ...]
    outlet_words: tuple[str, ...]
    source_lines: tuple[str, ...]


@cache
def furniture_cues(language: str) -> FurnitureCues:
    """The cues of `language`; a pack without the section has none.

    Raises:
        PackError: a list of the section is not a list of words, or a pattern does not compile.
    """
    section = load_pack(language).pack.get("furniture", {})

    def words(key: str) -> tuple[str, ...]:
        values = section.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise PackError(f"languages/{language}/pack.yaml: furniture.{key} is not a list of words")
        return tuple(values)

    try:
        whole = re.compile("(?:" + "|".join(words("whole")) + ")", re.IGNORECASE) if words("whole") else None
    except re.error as error:
        raise PackError(f"languages/{language}/pack.yaml: furniture.whole: {error}") from error
    folded = {key: tuple(w.casefold() for w in words(key)) for key in ("starts", "contains", "ends_report")}
    return FurnitureCues(
        whole,
        **folded,
        site_words=words("site_words"),
        outlet_words=words("outlet_words"),
        source_lines=words("source_lines"),
    )
