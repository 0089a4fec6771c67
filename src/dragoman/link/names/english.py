"""How English forms what glosses of other languages need, and which English nouns name what (`languages/en/glosses.yaml`, `forms`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dragoman.errors import PackError
from dragoman.knowledge_base import PIVOT


@dataclass(frozen=True, slots=True, eq=False)
class EnglishForms:
    """Plurals, nouns that take no article, nouns that stand before another without "of", and classes of nouns.

    `bearers` name one person, `honorifics` are those of them that may follow another title; `outlet_nouns` and `town_nouns` are no part of a
    name, `land_nouns` alone name no place; `of_state` are bodies of which every state has its own, `of_person` those called by their head.
    """

    plurals: Mapping[str, str]
    bare: frozenset[str]
    compound: frozenset[str]
    singular: frozenset[str]
    unchanged: tuple[str, ...]
    consonantal: tuple[str, ...]
    bearers: frozenset[str]
    honorifics: frozenset[str]
    outlet_nouns: frozenset[str]
    town_nouns: frozenset[str]
    land_nouns: frozenset[str]
    of_state: frozenset[str]
    of_person: frozenset[str]

    def may_bear(self, noun: str) -> bool:
        """Whether a noun, or the last word of it, names one person ("intelligence chief")."""
        return noun in self.bearers or noun.split()[-1] in self.bearers


@cache
def english_forms() -> EnglishForms:
    """The forms.

    Raises:
        PackError: the file is missing or breaks its format.
    """
    path = files("dragoman") / "languages" / PIVOT / "glosses.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        forms = data["forms"]
        return EnglishForms(
            dict(forms["plurals"]),
            frozenset(forms["bare"]),
            frozenset(forms["compound"]),
            frozenset(str(q) for q in forms["singular"]),
            tuple(forms["unchanged"]),
            tuple(forms["consonantal"]),
            frozenset(forms["bearers"]),
            frozenset(forms["honorifics"]),
            frozenset(forms["outlet_nouns"]),
            frozenset(forms["town_nouns"]),
            frozenset(forms["land_nouns"]),
            frozenset(forms["of_state"]),
            frozenset(forms["of_person"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise PackError(f"languages/{PIVOT}/glosses.yaml: {error!r}") from error


def pluralise(noun: str) -> str:
    """The plural of an English noun."""
    *before, last = noun.split()
    plurals = english_forms().plurals
    if last in plurals:
        last = plurals[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es"
    else:
        last += "s"
    return " ".join([*before, last])
