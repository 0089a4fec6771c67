"""Short names of bodies inside one report."""

from __future__ import annotations

import pytest

from dragoman.model import EntityKind, Mention, MentionForm, Span

from .test_entities import link, report

BODY, COUNTRY = EntityKind.ORGANISATION, EntityKind.COUNTRY


def named(text: str, *words: tuple[str, EntityKind]) -> list[Mention]:
    """A mention of each word, each time behind the one before."""
    at, found = 0, []
    for word, kind in words:
        at = text.index(word, at)
        found.append(Mention(Span(at, at + len(word)), word, kind, MentionForm.NAME, word, 0))
        at += len(word)
    return found


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            "The Harbour Liberation Tigers (HLT) left. The HLT is silent.",
            ("Harbour Liberation Tigers", "HLT", "HLT"),
        ),
        ("en", "The Harbour Liberation Tigers left. The Tigers are silent.", ("Harbour Liberation Tigers", "Tigers")),
        ("he", "חזית הנמל המאוחדת, HLX, נעדרה. HLX לא הגיבה.", ("חזית הנמל המאוחדת", "HLX", "HLX")),
    ],
)
def test_letters_and_one_word_mean_the_body(language: str, text: str, words: tuple[str, ...]) -> None:
    found = link(report("r1", language, text, *named(text, *((w, BODY) for w in words))))
    assert [len(e.mentions) for e in found] == [len(words)]


def test_the_word_of_a_place_or_person_means_no_body() -> None:
    text = "The Narva Defence Forces left Narva. Narva is silent."
    found = link(
        report("r1", "en", text, *named(text, ("Narva Defence Forces", BODY), ("Narva", COUNTRY), ("Narva", BODY)))
    )
    assert max(len(e.mentions) for e in found) < 3


def test_letters_of_a_known_body_make_the_name_before_them_known() -> None:
    text = "The atomic watchdog of Vienna (IAEA) left. The IAEA is silent."
    words = (("atomic watchdog of Vienna", BODY), ("IAEA", BODY), ("IAEA", BODY))
    found = link(report("r1", "en", text, *named(text, *words)))
    assert [e.knowledge for e in found] == ["iaea"]
