"""Arabic as the press writes it, from treebanks that write vowel signs and cut clitics off."""

from __future__ import annotations

import unicodedata
from typing import Protocol

PREFIXES = frozenset(["و", "ف", "ب", "ل", "ك", "س", "أ"])
SUFFIXES = frozenset(["ه", "ها", "هم", "هما", "هن", "ك", "كم", "كن", "ي", "ني", "نا"])


class WordPart(Protocol):
    form: str
    upos: str
    xpos: str


def strip_marks(form: str) -> str:
    """Drop vowel signs and lengthening strokes; a plain alif for the joining one."""
    plain = "".join(c for c in form if unicodedata.category(c) != "Mn" or c in "\u0653\u0654\u0655")
    plain = unicodedata.normalize("NFC", plain).replace("\u0640", "").replace("\u0671", "ا")
    if plain.startswith("اأ") or plain.startswith("اإ") or plain.startswith("اا"):
        plain = plain[1:]
    return plain or form


def join_arabic(parts: list[WordPart]) -> list[tuple[int, int, str]]:
    """Written words of a treebank that cuts clitics off: (first part, end, form)."""
    words: list[tuple[int, int, str]] = []
    at = 0
    while at < len(parts):
        first, form = at, parts[at].form
        while (
            at + 1 < len(parts)
            and _is_prefix(parts[at])
            and parts[at + 1].upos != "PUNCT"
            and not parts[at + 1].form[:1].isdigit()
        ):
            form = _join_prefix(form, parts[at + 1].form)
            at += 1
        while at + 1 < len(parts) and _is_suffix(parts[at + 1]) and parts[at].upos != "PUNCT":
            form = _join_suffix(form, parts[at + 1].form)
            at += 1
        words.append((first, at + 1, form))
        at += 1
    return words


def _is_prefix(part: WordPart) -> bool:
    return part.form in PREFIXES and part.upos in ("CCONJ", "ADP", "PART", "AUX", "ADV", "SCONJ")


def _is_suffix(part: WordPart) -> bool:
    personal = part.xpos[:2] in ("SP", "S-")
    return part.upos == "PRON" and part.form in SUFFIXES and personal and part.xpos[8:9] != "1"


def _join_prefix(prefix: str, form: str) -> str:
    if prefix.endswith("ل") and form.startswith("ال"):
        return prefix + form[1:]
    return prefix + form


def _join_suffix(form: str, suffix: str) -> str:
    if form.endswith("ة"):
        return form[:-1] + "ت" + suffix
    if form.endswith("ى"):
        return form[:-1] + ("ي" if len(form) <= 4 else "ا") + suffix
    return form + suffix
