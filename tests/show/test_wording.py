"""The words of the views: every form in every language with the same fields, and what the record keeps in English is found by its form."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dragoman.pack import languages
from dragoman.show import wording as module
from dragoman.show.wording import fields, reworded, wording
from dragoman.vocabulary import ENGLISH, load_words

SHOW = Path(module.__file__).parent


def forms_asked_for() -> set[str]:
    """The constant forms that views ask `Namer.words` and `Namer.columns` for."""
    found: set[str] = set()
    for file in sorted(SHOW.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in {"words", "columns"}:
                    found |= {a.value.rstrip(">!") for a in node.args if isinstance(a, ast.Constant)}
    return found


def test_every_form_that_a_view_asks_for_is_there() -> None:
    assert len(forms_asked_for()) > 20
    assert forms_asked_for() - load_words().keys() <= {"{status}"}


@pytest.mark.parametrize("form", sorted(load_words()))
def test_a_form_is_in_every_language_with_its_fields(form: str) -> None:
    translations = load_words()[form]
    assert {ENGLISH, *translations} == set(languages())
    for text in translations.values():
        assert fields(text) == fields(form)


def test_what_is_kept_in_english_is_shown_by_its_form() -> None:
    for language in languages():
        assert reworded("3 sides in common", language) == wording("{n} sides in common", language, n="3")
        assert reworded("2025-10-09, a Thursday", language) == wording(
            "{date}, a {day}", language, date="2025-10-09", day=wording("Thursday", language)
        )
    assert reworded("something nobody has a form for", "he") == "something nobody has a form for"
    assert reworded("", "ar") == ""


def test_a_value_with_braces_is_not_filled_in_again() -> None:
    assert wording("names {outlet}", ENGLISH, outlet="{outlet}") == "names {outlet}"
