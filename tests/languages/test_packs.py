"""Packs keep their own format: what YAML lets slip (no, on, a key twice) and what the rules cannot live with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import pytest
import yaml

from dragoman.extract.words import fold
from dragoman.model import EventType, Role, Status
from dragoman.pack import SECTIONS, languages, load_pack

ROOT = files("dragoman")
FILES = {
    f"{language}/{entry.name}": entry
    for language in languages()
    for entry in sorted((ROOT / "languages" / language).iterdir(), key=lambda e: e.name)
    if entry.name.endswith(".yaml")
}
WORDS_ONLY = ("pack", "speech", "events", "roles", "harvest")
EVENT_FIELDS = {"verbs", "nouns", "phrases"}


class UniqueKeys(yaml.SafeLoader):
    """Refuses a key that stands twice in one mapping: plain YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key, times in Counter(keys).items() if times > 1]
        assert not twice, f"{node.start_mark}: twice: {twice}"
        return super().construct_mapping(node, deep)


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every key and every item in `value`, with where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}: key", key
            yield from walk(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield f"{path}: item", inner
            yield from walk(inner, path)


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_no_key_stands_twice(file: Traversable) -> None:
    assert isinstance(yaml.load(file.read_text(encoding="utf-8"), Loader=UniqueKeys), dict)


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_no_word_was_read_as_yes_or_no(file: Traversable) -> None:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert [path for path, value in walk(data) if isinstance(value, bool) or value is None] == []


@pytest.mark.parametrize("language", languages())
def test_every_section_and_the_sources_are_there(language: str) -> None:
    for name in (*(f"{section}.yaml" for section in SECTIONS), "examples.yaml", "SOURCES.md"):
        assert (ROOT / "languages" / language / name).is_file(), name


@pytest.mark.parametrize("section", WORDS_ONLY)
@pytest.mark.parametrize("language", languages())
def test_lists_are_made_of_words(language: str, section: str) -> None:
    for path, value in walk(getattr(load_pack(language), section)):
        if path.endswith("key") or not isinstance(value, list | dict):
            assert isinstance(value, str) and value == value.strip(), f"{path}: {value!r}"
            assert value or path.endswith("verb_prefixes: item") or "suffixes" in path, path


@pytest.mark.parametrize("language", languages())
def test_no_cue_speaks_for_two_statuses(language: str) -> None:
    pack = load_pack(language)
    cues = [(fold(phrase, pack), status) for status, phrases in pack.events["status"].items() for phrase in phrases]
    owners: dict[str, set[str]] = {}
    for phrase, status in cues:
        owners.setdefault(phrase, set()).add(Status(status))
    assert {phrase: sorted(both) for phrase, both in owners.items() if len(both) > 1} == {}


@pytest.mark.parametrize("language", languages())
def test_every_status_but_happened_has_cues(language: str) -> None:
    assert set(load_pack(language).events["status"]) == set(Status) - {Status.HAPPENED}


@pytest.mark.parametrize("language", languages())
def test_every_event_type_has_words(language: str) -> None:
    events = load_pack(language).events
    for kind in EventType:
        entry = events[kind]
        assert set(entry) == EVENT_FIELDS
        assert entry["verbs"].split() or entry["nouns"].split() or entry["phrases"], kind
        assert isinstance(entry["phrases"], list)


@pytest.mark.parametrize("language", languages())
def test_event_words_in_capitals_are_types(language: str) -> None:
    pack = load_pack(language)
    types = {kind.value for kind in EventType}
    assert {key for key in pack.events if key.isupper()} == types
    assert set(pack.harvest) <= types


@pytest.mark.parametrize("language", languages())
def test_quotation_marks_are_known(language: str) -> None:
    quotes = load_pack(language).pack["quotes"]
    assert {"open", "close"} <= set(quotes) <= {"open", "close", "apostrophes"}
    for name, marks in quotes.items():
        assert isinstance(marks, str) and (name == "apostrophes" or '"' in marks)
        assert not any(mark.isalnum() or mark.isspace() for mark in marks)


@pytest.mark.parametrize(("name", "codes"), [("events", EventType), ("roles", Role), ("statuses", Status)])
def test_labels_are_there_in_every_language(name: str, codes: type[EventType | Role | Status]) -> None:
    entries = yaml.safe_load((ROOT / "ontology" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert set(entries) == {code.value for code in codes}
    for code, entry in entries.items():
        for language in languages():
            assert entry["label"].get(language, "").strip(), f"{code}: {language}"
        assert len(set(entry["label"].values())) == len(entry["label"]), code


@pytest.mark.parametrize("language", languages())
def test_no_event_phrase_waits_for_a_letter_that_is_never_a_word(language: str) -> None:
    """Prepositions of one letter are written onto the next word, so that a phrase with one would match nothing."""
    pack = load_pack(language)
    letters = {letter for slot in pack.pack["proclitics"] for letter in slot if len(letter) == 1}
    phrases = [p for kind in EventType for p in pack.events[kind]["phrases"]]
    phrases += [p for cues in pack.events["status"].values() for p in cues]
    assert [p for p in phrases if letters & set(p.split())] == []
