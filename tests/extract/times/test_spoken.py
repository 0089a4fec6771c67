"""What is said in a quotation counts from when it was said."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import find_times
from dragoman.extract.times.spoken import SAID
from dragoman.model import Annotation, Document, Interval
from dragoman.pack import load_pack

PUBLISHED = Interval(date(2025, 3, 12), date(2025, 3, 12))


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", 'On Monday the minister said: "They came yesterday and left."', "2025-03-09"),
        ("en", '"We will decide tomorrow," he said on 3 March.', "2025-03-04"),
        ("he", 'ביום שני אמר השר: "הם הגיעו אתמול ועזבו".', "2025-03-09"),
        ("ar", "قال الوزير الاثنين: «وصلوا أمس وغادروا».", "2025-03-09"),
    ],
)
def test_yesterday_of_a_speaker(language: str, text: str, day: str) -> None:
    found = find_times(Document("0", "0", text, language), Annotation("0", (), (), ()), load_pack(language), PUBLISHED)
    (spoken,) = [e for e in found if e.basis == SAID]
    assert spoken.interval == Interval(date.fromisoformat(day), date.fromisoformat(day))


@pytest.mark.parametrize(
    "text",
    [
        '"They came yesterday," the minister said.',  # nothing says when
        "On Monday they met. He said they would meet again tomorrow.",  # not his words
        'The talks begin on Monday. "They came yesterday," he said.',  # a day still to come
        'צה"ל מסר ביום שני כי חה"א תקף אתמול.',  # marks within words
    ],
)
def test_otherwise_from_the_report(text: str) -> None:
    language = "en" if text.isascii() else "he"
    found = find_times(Document("0", "0", text, language), Annotation("0", (), (), ()), load_pack(language), PUBLISHED)
    assert all(e.basis != SAID for e in found)
