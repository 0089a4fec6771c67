"""A name in another script, in brackets after a name ("אתר ... (Axios)"): how its bearer is written there, by the report's own word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.knowledge_base import word_spans
from dragoman.link.names.assembly import language_of
from dragoman.link.names.matching import Decision, compare
from dragoman.link.names.parts import read_name
from dragoman.link.names.skeleton import compare_joined
from dragoman.link.names.tables import script_of
from dragoman.model import EntityKind, Mention, MentionForm, Span

_BRACKETED = re.compile(r"[\s\"'”»]*[(\[]\s*([^()\[\]\n]{2,60}?)\s*[)\]]")
_ALIKE = 0.6
_LONGEST_ACRONYM = 6
_BODIES = (EntityKind.ORGANISATION, EntityKind.OUTLET)


def names_in_brackets(text: str, language: str, mentions: Iterable[Mention]) -> dict[Span, str]:
    """The spelling in another script in brackets right after each name that has one, by the name's span.

    It counts when it sounds like the name, or, after a body, when it is an acronym in capitals.
    """
    found: dict[Span, str] = {}
    for mention in mentions:
        match = _BRACKETED.match(text, mention.span.end) if mention.form is MentionForm.NAME else None
        if match is None or not _is_other_script(mention.name, match[1]):
            continue
        acronym = match[1].isupper() and match[1].isalpha() and len(match[1]) <= _LONGEST_ACRONYM
        if _sounds_like(mention.name, language, match[1]) or (acronym and mention.kind in _BODIES):
            found[mention.span] = match[1]
    return found


def _is_other_script(name: str, bracketed: str) -> bool:
    first, second = ({script_of(s.of(t)) for s in word_spans(t)} - {None} for t in (name, bracketed))
    return bool(first and second) and not first & second


def _sounds_like(name: str, language: str, bracketed: str) -> bool:
    """Whether two names sound alike as wholes, or as parts of a name; a report that gives both says the rest itself."""
    first, second = read_name(name, language), read_name(bracketed, language_of(bracketed))
    if compare(first, second).decision is not Decision.DIFFERENT:
        return True
    parts = [tuple(w for word in n.words for w in word.split()) for n in (first, second)]
    if not all(parts):
        return False
    return compare_joined(*parts) >= _ALIKE
