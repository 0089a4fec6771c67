"""Loads language packs: the data of one language, by file.

A pack is a folder of YAML (`languages/<code>/`). Code asks the pack; it never branches on a language. Each stage turns the section that it
owns into its own typed grammar and caches it by pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.errors import PackError

SECTIONS = ("pack", "times", "speech", "events", "roles", "harvest")


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The data of one language. Sections are parsed YAML mappings, each validated by the stage that uses it."""

    language: str
    pack: Mapping[str, Any]
    times: Mapping[str, Any]
    speech: Mapping[str, Any]
    events: Mapping[str, Any]
    roles: Mapping[str, Any]
    harvest: Mapping[str, Any]


@cache
def languages() -> tuple[str, ...]:
    """Codes of all languages that have a pack, sorted."""
    root = files("dragoman") / "languages"
    return tuple(sorted(d.name for d in root.iterdir() if (d / "pack.yaml").is_file()))


@cache
def load_pack(language: str) -> Pack:
    """The pack of `language`.

    Raises:
        PackError: there is no such pack, or one of its files is missing or is no mapping.
    """
    if language not in languages():
        raise PackError(f"no language pack {language!r}; there are {', '.join(languages())}")
    return Pack(language, **{section: _load_section(language, section) for section in SECTIONS})


def load_section(language: str, section: str) -> Mapping[str, Any]:
    """One section of a pack, without its others.

    Raises:
        PackError: there is no such pack, or the file is missing or is no mapping.
    """
    if language not in languages():
        raise PackError(f"no language pack {language!r}; there are {', '.join(languages())}")
    return _load_section(language, section)


def _load_section(language: str, section: str) -> Mapping[str, Any]:
    path = files("dragoman") / "languages" / language / f"{section}.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise PackError(f"languages/{language}/{section}.yaml: {error}") from error
    if not isinstance(data, dict):
        raise PackError(f"languages/{language}/{section}.yaml: not a mapping")
    return data
