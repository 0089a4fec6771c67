"""Words and marks: every character in just one of them, and the marks inside words that a pack names."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.sentences import cut_sentences
from dragoman.annotate.tokens import cut_words, load_rules
from dragoman.model import Span

_INVISIBLE = {0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)}
LETTERS = st.text(
    alphabet=st.one_of(
        st.sampled_from("אבהלוםצ׳״\"'’«»()-–.,:;!?؟،  \n\tالمحوةًّ0159٣٫abUSZ.é@#/…•\u200f"), st.characters(codec="utf-8")
    ),
    max_size=120,
)


def words_of(text: str, language: str) -> list[str]:
    return [span.of(text) for span in cut_words(text, 0, len(text), load_rules(language))]


@given(LETTERS, st.sampled_from(["he", "ar", "en"]))
def test_words_cover_every_visible_character_once(text: str, language: str) -> None:
    spans = cut_words(text, 0, len(text), load_rules(language))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(span.start < span.end for span in spans)
    covered = {i for span in spans for i in range(span.start, span.end)}
    left = [c for i, c in enumerate(text) if i not in covered]
    assert all(c.isspace() or ord(c) in _INVISIBLE for c in left)


@given(LETTERS, st.sampled_from(["he", "ar", "en"]), st.integers(0, 60), st.integers(0, 60))
def test_sentences_hold_every_word_once(text: str, language: str, a: int, b: int) -> None:
    furniture = (Span(min(a, b), max(a, b)),) if min(a, b) < max(a, b) <= len(text) else ()
    lines = cut_sentences(text, furniture, load_rules(language))
    words = [word for line in lines for word in line.words]
    assert words == sorted(words)
    assert all(x.end <= y.start for x, y in itertools.pairwise(words))
    assert all("\n" not in line.span.of(text) for line in lines)
    for line in lines:
        inside = [f.covers(word) for f in furniture for word in line.words]
        assert line.furniture == (bool(inside) and all(inside))
        assert len(set(inside)) <= 1


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("he", "המו״מ עם ארה\"ב וצ'כיה", ["המו״מ", "עם", 'ארה"ב', "וצ'כיה"]),
        ("he", 'ל"ניו פוסט" נמסר', ["ל", '"', "ניו", "פוסט", '"', "נמסר"]),
        ("he", "נמסר ב'הבוקר' כי", ["נמסר", "ב", "'", "הבוקר", "'", "כי"]),
        ("he", "תל־אביב, מס' 7", ["תל", "־", "אביב", ",", "מס'", "7"]),
        ("ar", "أمضى 12 يومًا في الدوحة،", ["أمضى", "12", "يومًا", "في", "الدوحة", "،"]),
        ("ar", 'قال ل"موقع" إن', ["قال", "ل", '"', "موقع", '"', "إن"]),
        (
            "en",
            "The U.S. envoy's plane left at 22:00.",
            ["The", "U.S.", "envoy's", "plane", "left", "at", "22:00", "."],
        ),
        (
            "en",
            "Gen. J. Moore paid 1,250.50 via example.org",
            ["Gen.", "J.", "Moore", "paid", "1,250.50", "via", "example.org"],
        ),
        ("en", "ended.The talks", ["ended", ".", "The", "talks"]),
    ],
)
def test_words(language: str, text: str, expected: list[str]) -> None:
    assert words_of(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Talks ended. Both left.", 2),
        ("en", "The U.S. delegation met Gen. Moore at 9 a.m. on Friday.", 1),
        ("en", '"We agreed." She left.', 2),
        ("en", "Headline without a stop\nThe report begins here.", 2),
        ("en", "He asked: will they come? they would.", 1),
        ("ar", "الوفد في الدوحة.. جولة جديدة من المحادثات", 1),
        ("ar", "وصل الوفد. ثم غادر الوسطاء؟ لا أحد يعلم!", 3),
        ("he", 'המשלחת הגיעה. "נמשיך לדבר", אמר.', 2),
        ("he", "הגיע פרופ' לוי בשעה 10.30 לפגישה.", 1),
    ],
)
def test_sentence_count(language: str, text: str, expected: int) -> None:
    assert len(cut_sentences(text, (), load_rules(language))) == expected
