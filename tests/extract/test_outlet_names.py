"""Outlets that are told by the last word of their name, in a language that writes names with capitals."""

from __future__ import annotations

import pytest
from extract.building import build

from dragoman.extract.outlet_names import find_outlet_names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("They met/VERB , the Gulf/PROPN Chronicle/PROPN said/VERB .", [(4, 6)]),
        ("They met/VERB near/ADP the border post/NOUN .", []),
        ("The/DET Post/PROPN said/VERB so/ADV .", []),
        ("Daily/ADJ News/PROPN Egypt/PROPN said/VERB so/ADV .", []),
    ],
)
def test_capitalised_words_with_the_word_of_an_outlet_at_their_end(sentence: str, names: list[tuple[int, int]]) -> None:
    assert list(find_outlet_names(build("en", sentence))) == names


def test_a_language_without_capitals_has_none() -> None:
    assert list(find_outlet_names(build("he", "דוברת/NOUN אמרה/VERB ."))) == []
