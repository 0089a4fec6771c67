"""Steps between words that sound alike: what transliteration makes of a name, and what it does not."""

from __future__ import annotations

import pytest

from dragoman.link.names import Decision, compare, read_name
from dragoman.link.names.doubt import judge


@pytest.mark.parametrize(("first", "second"), [("Witkoff", "ويتكوف"), ("Darwish", "درويش"), ("Khatib", "ח'טיב")])
def test_spellings_of_one_name_are_likely(first: str, second: str) -> None:
    assert judge(first, second).odds > 0


@pytest.mark.parametrize(("first", "second"), [("Zeidan", "زيدون"), ("Farhadi", "فرهودي"), ("Djebar", "جفار")])
def test_a_step_seldom_taken_speaks_against(first: str, second: str) -> None:
    verdict = judge(first, second)
    assert verdict.odds < 0 and verdict.against != ("", "")


@pytest.mark.parametrize(("first", "second"), [("Jebali", "جبيلي"), ("חליל", "خلال"), ("Sharif", "Sharf"), ("x", "")])
def test_order_does_not_matter(first: str, second: str) -> None:
    assert judge(first, second) == judge(second, first)


def test_native_names_a_letter_apart_stay_open_and_say_why() -> None:
    result = compare(read_name("Ali Zeidan", "en"), read_name("علي زيدون", "ar"))
    assert result.decision is Decision.POSSIBLE and "a step seldom taken" in result.reasons[-1]


def test_a_spelling_that_is_first_of_all_another_name_stays_open() -> None:
    result = compare(read_name("Salim Haddad", "en"), read_name("سالم حداد", "ar"))
    assert result.decision is Decision.POSSIBLE
    assert compare(read_name("Salim Haddad", "en"), read_name("سليم حداد", "ar")).decision is Decision.SAME
