"""How near an event is: words before it, in its clause."""

from __future__ import annotations

import pytest
from extract.building import build

from dragoman.extract.degree import read_degree, status_by
from dragoman.extract.predicates import Predicate
from dragoman.model import Degree, EventType, Status


def degree_of(language: str, text: str, word: int) -> Degree | None:
    return read_degree(build(language, text), Predicate(word, word, EventType.AGREE, True, "test"))


@pytest.mark.parametrize(
    ("language", "text", "word", "degree"),
    [
        ("en", "They are/AUX not/PART close/ADJ to/ADP a deal .", 6, Degree.FAR),
        ("en", "They are/AUX close/ADJ to/ADP a deal .", 5, Degree.NEAR),
        ("en", "They have/AUX not/PART signed/VERB a deal yet/ADV .", 5, Degree.FAR),
        ("en", "They plan/VERB to/PART sign/VERB .", 3, Degree.MEANT),
        ("en", "They signed/VERB .", 1, None),
        ("en", "They are/AUX close/ADJ to/ADP tears , signed/VERB .", 6, None),
    ],
)
def test_degree(language: str, text: str, word: int, degree: Degree | None) -> None:
    assert degree_of(language, text, word) is degree


def test_what_is_not_yet_did_not_happen_and_what_is_close_may() -> None:
    assert status_by(Degree.FAR, Status.HAPPENED) is Status.DENIED
    assert status_by(Degree.NEAR, Status.HAPPENED) is Status.POSSIBLE
    assert status_by(Degree.NEAR, Status.PLANNED) is Status.PLANNED
    assert status_by(Degree.FAR, Status.CANCELLED) is Status.CANCELLED
    assert status_by(None, Status.HAPPENED) is Status.HAPPENED
