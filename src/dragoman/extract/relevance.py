"""Whether a text reports on present dealings at all: a football report, a recipe or a page of history has the same verbs."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold
from dragoman.model import Anchor, TimeExpression

# words of another topic: how many different ones, and their share of all words
DIFFERENT, SHARE = 5, 0.02
# a page of history: at least so many years are named, at least this old, and nothing is told from the day of writing
YEARS_NAMED, YEARS_AGO = 3, 5


def other_topic(reading: Reading, times: Sequence[TimeExpression]) -> str | None:
    """What the text is about when it is no report on dealings of its day: "sport", "cooking", "history"; None when it is one.

    Args:
        reading: the document.
        times: its expressions of time.
    """
    for topic, words in sorted(reading.pack.events["off_topic"].items()):
        wanted = {fold(w, reading.pack) for w in words}
        hits = [
            h
            for t in reading.tokens
            if (h := next((b.word for b in bare_forms(t.text, reading.pack) if b.word in wanted), None))
        ]
        if len(set(hits)) >= DIFFERENT and len(hits) >= SHARE * len(reading.tokens):
            return str(topic)
    return "history" if _is_history(reading, times) else None


def _is_history(reading: Reading, times: Sequence[TimeExpression]) -> bool:
    years = [t.year for t in times if t.year is not None]
    if len(years) < YEARS_NAMED or any(t.anchor is Anchor.PUBLICATION and t.year is None for t in times):
        return False
    published = reading.document.published
    if published and published.end:
        return published.end.year - median(years) > YEARS_AGO
    return max(years) - min(years) > YEARS_AGO
