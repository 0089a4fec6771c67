"""Whether a text reports on present dealings at all: a football report, a recipe or a page of history has the same verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms, fold
from dragoman.model import Anchor, Precision, TimeExpression
from dragoman.pack import Pack

# words of another topic: how many different ones, their share of all words, and how many for each word of dealings between sides
DIFFERENT, SHARE, FOR_EACH = 4, 0.03, 2
# a page of history: so many different years are named; most are so many years before its own day, and few words are told from that day
YEARS_NAMED, YEARS_AGO, MOST, FEW = 3, 15, 0.75, 0.25
# a report tells in one of its first sentences what happened on a day near its own
OPENING = 3
# what stands for the day of a text that gives none: what is reported online is of this century
UNDATED = 2015

Words = Mapping[str, str]


def other_topic(reading: Reading, times: Sequence[TimeExpression]) -> str | None:
    """What the text is about when it is no report on dealings of its day: a topic of the pack, or "history"; None when it is one.

    It errs towards None: a text of another topic gives a few claims too many, a report that is kept out loses all of its own.

    Args:
        reading: the document.
        times: its expressions of time.
    """
    dealings = len(_hits(reading, _words(reading.pack)["dealings"]))
    for topic, words in sorted(_words(reading.pack).items()):
        hits = _hits(reading, words)
        if (
            topic != "dealings"
            and len(set(hits)) >= DIFFERENT
            and len(hits) >= SHARE * len(reading.tokens)
            and len(hits) >= FOR_EACH * dealings
        ):
            return topic
    return "history" if _is_history(reading, times) else None


@cache
def _words(pack: Pack) -> Mapping[str, Words]:
    """For each topic, and for dealings: every written form, folded, with the word that it is a form of."""
    lists = {**pack.events["off_topic"], "dealings": pack.events["dealings"]}
    return {
        str(topic): {fold(form, pack): entry for entry in entries for form in entry.split()}
        for topic, entries in lists.items()
    }


def _hits(reading: Reading, words: Words) -> list[str]:
    """The listed words that the tokens are forms of, one for each token that is one."""
    return [
        word
        for token in reading.tokens
        if (word := next((words[b.word] for b in bare_forms(token.text, reading.pack) if b.word in words), None))
    ]


def _is_history(reading: Reading, times: Sequence[TimeExpression]) -> bool:
    years = [t.year for t in times if t.year is not None and t.calendar == "gregorian"]
    told_from_its_day = sum(t.anchor is Anchor.PUBLICATION and t.year is None for t in times)
    if len(set(years)) < YEARS_NAMED or told_from_its_day > FEW * len(years):
        return False
    published = reading.document.published
    if _opens_with_its_day(reading, times):
        return False
    its_year = published.end.year if published and published.end else UNDATED
    return sum(its_year - year > YEARS_AGO for year in years) >= MOST * len(years)


def _opens_with_its_day(reading: Reading, times: Sequence[TimeExpression]) -> bool:
    opening = [s.span for s in reading.sentences[:OPENING]]
    near = [t for t in times if t.anchor is Anchor.PUBLICATION and t.year is None and t.precision is Precision.DAY]
    return any(span.covers(t.span) for t in near for span in opening)
