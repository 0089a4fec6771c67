"""The words of the views in the reader's language: `ontology/words.yaml` and the labels of types, statuses and roles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dragoman.vocabulary import ENGLISH, label, labels, load_words

FIELD = re.compile(r"\{(\w+)\}")


def wording(form: str, language: str, **values: str) -> str:
    """A form of `words.yaml` in `language`, filled in; in English where it has none.

    Args:
        form: its English text, with fields in braces.
        language: a language code.
        values: what to put in the fields.
    """
    text = load_words().get(form, {}).get(language, form)
    return FIELD.sub(lambda field: values[field[1]], text) if values else text


def reworded(text: str, language: str) -> str:
    """A text that the record keeps in English (a reason, the value of a dispute) in `language`, as far as its form is known; else as it is."""
    if language == ENGLISH:
        return text
    if text in load_words():
        return wording(text, language)
    code = labels().get(text)
    if code is not None:
        return label(code, language)
    for form, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            values = {name: reworded(value, language) for name, value in found.groupdict().items()}
            return wording(form, language, **values)
    return text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms with fields, those with the most words of their own first."""
    forms = [form for form in load_words() if FIELD.search(form)]
    ordered = sorted(forms, key=lambda form: (-len(FIELD.sub("", form)), form))
    return tuple((form, re.compile(_pattern(form), re.DOTALL)) for form in ordered)


def _pattern(form: str) -> str:
    pieces = FIELD.split(form)
    return "".join(f"(?P<{p}>.+?)" if i % 2 else re.escape(p) for i, p in enumerate(pieces))


def fields(form: str) -> Mapping[str, int]:
    """The fields of a form, each with how often it stands there."""
    names = FIELD.findall(form)
    return {name: names.count(name) for name in names}
