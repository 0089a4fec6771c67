"""Buildings without a name of their own are described, not named, in all three languages; those with one stay names."""

from __future__ import annotations

import pytest
from extract.building import build

from dragoman import knowledge_base
from dragoman.extract.buildings import is_building
from dragoman.extract.mentions import find_mentions
from dragoman.model import EntityKind, MentionForm


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("en", "They met/VERB in/ADP a/DET [FAC nearby/ADJ villa] .", "nearby villa"),
        ("en", "They met/VERB at/ADP [FAC a/DET downtown/NOUN hotel] .", "a downtown hotel"),
        ("he", "הם נפגשו/VERB ב/ADP [FAC וילה סמוכה/ADJ] .", "וילה סמוכה"),
        ("ar", "اجتمعوا/VERB في/ADP [GPE فيلا] مجاورة/ADJ .", "فيلا"),
    ],
)
def test_the_noun_of_a_building_is_no_name(language: str, sentence: str, words: str) -> None:
    reading = build(language, sentence)
    found = next(m for m in find_mentions(reading, knowledge_base.load()) if m.text == words)
    assert (found.kind, found.form) == (EntityKind.PLACE, MentionForm.NOMINAL)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "They met/VERB in/ADP the [FAC Harbour/PROPN Hotel/PROPN] ."),
        ("he", "הם נפגשו/VERB ב/ADP [FAC מלון וולדורף/PROPN] ."),
        ("ar", "اجتمعوا/VERB في/ADP [FAC فندق الموج/PROPN] ."),
    ],
)
def test_a_building_with_a_name_keeps_it_and_is_no_town(language: str, sentence: str) -> None:
    reading = build(language, sentence)
    found = next(m for m in find_mentions(reading, knowledge_base.load()) if m.kind is EntityKind.PLACE)
    assert found.form is MentionForm.NAME and is_building(reading, found)
