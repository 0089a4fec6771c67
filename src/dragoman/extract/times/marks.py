"""Punctuation by its Unicode name, so that no script's own marks are listed anywhere."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

QUOTES = ("QUOTATION MARK", "GERSHAYIM")
PLANE = 0x10000  # every mark of a script in use lies below
PAUSES = ("COMMA", "SEMICOLON")


@cache
def is_quote(mark: str) -> bool:
    """Whether `mark` is one quotation mark of any script."""
    return _is_named(mark, QUOTES)


@cache
def is_double_quote(mark: str) -> bool:
    """Whether `mark` opens or closes a quotation, not one within another."""
    return _is_named(mark, QUOTES) and "SINGLE" not in unicodedata.name(mark) and "LOW-9" not in unicodedata.name(mark)


@cache
def double_quotes() -> re.Pattern[str]:
    """Matches one mark that opens or closes a quotation, of any script."""
    marks = (mark for mark in map(chr, range(PLANE)) if unicodedata.category(mark)[0] == "P" and is_double_quote(mark))
    return re.compile(f"[{re.escape(''.join(marks))}]")


@cache
def is_pause(mark: str) -> bool:
    """Whether `mark` is a comma or semicolon of any script."""
    return _is_named(mark, PAUSES)


def _is_named(mark: str, names: tuple[str, ...]) -> bool:
    return len(mark) == 1 and any(name in unicodedata.name(mark, "") for name in names)
