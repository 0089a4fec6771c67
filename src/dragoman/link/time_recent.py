"""The days of what a report tells without saying when: those of its passage, or else the days of its news.

A newspaper tells what is new: a happening without a time, in a passage without one, is of the days before the report, unless the passage has gone
back to another time (Reichenbach's point of reference moves with the last expression of time).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from dragoman.dates import resolve
from dragoman.dates.dateline import is_dateline
from dragoman.link.facts import HELD
from dragoman.model import Anchor, Claim, Document, Extraction, Interval, Status, TimeExpression

NEWS = timedelta(days=7)  # how old news may be
DATED = 14  # days: a report whose day is less certain dates nothing
PASSAGE = 62  # days: in a report whose day is so well known a passage's own time is still worth having
OLD = timedelta(days=21)  # what is older is background
EXACT = 45  # days: a vaguer time than a month does not move the point of reference
REACH = 500  # characters back to the expression that moved it, within a paragraph
TOLD = HELD | {Status.FAILED}
CALLED_OFF = {Status.POSTPONED, Status.CANCELLED}


def assume_recent(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    days: Mapping[str, Interval],
    published: Mapping[str, Interval],
) -> dict[str, Interval]:
    """Intervals for claims of happenings that still have none.

    Args:
        documents: all reports.
        extractions: one for each, in the same order.
        days: intervals known by claim id.
        published: when each report appeared, by document id. In reports not dated within two weeks only what stands in a dated passage is dated, within
            a week of its time; those not dated within two months are passed over. So is what was put off or called off, where nothing tells for when.
    """
    assumed: dict[str, Interval] = {}
    for document, extraction in zip(documents, extractions, strict=True):
        appeared = published.get(document.id)
        if appeared is None or appeared.start is None or appeared.end is None or (appeared.days or 99) > PASSAGE:
            continue
        exact = (appeared.days or 99) <= DATED
        for claim in extraction.claims:
            if claim.id in days or claim.status not in TOLD | CALLED_OFF or (claim.when is not None and not exact):
                continue
            passage = _of_passage(document, extraction.times, claim, appeared)
            if passage is None and exact and claim.status in TOLD:
                passage = Interval(appeared.start - NEWS, appeared.end)
            if passage is not None:
                assumed[claim.id] = passage
    return assumed


def _of_passage(
    document: Document, times: Sequence[TimeExpression], claim: Claim, appeared: Interval
) -> Interval | None:
    """The days to which the last expression before the claim, in its paragraph, has moved the story."""
    for time in reversed(times):
        if time.span.start >= claim.predicate.start or is_dateline(document.text, time.span):
            continue
        between = document.text[time.span.end : claim.predicate.start]
        if len(between) > REACH or "\n" in between:
            return None
        value = time.interval if time.anchor is Anchor.EVENT else resolve(time, appeared) or time.interval
        if (appeared.days or 99) > DATED:
            return _near(value, appeared)
        if value is None or value.start is None or value.end is None or (value.days or 999) > EXACT:
            continue
        if appeared.start is None or appeared.end is None or value.start > appeared.end:
            continue
        if value.end < appeared.start - OLD:
            return value
        return Interval(value.start, appeared.end)
    return None


def _near(value: Interval | None, appeared: Interval) -> Interval | None:
    """The days about a time told of that was over before the first day on which its report may have appeared."""
    if value is None or value.start is None or value.end is None or (value.days or 999) > EXACT:
        return None
    if appeared.start is None or value.start > appeared.start:
        return None
    return Interval(value.start, value.end + NEWS) if value.end >= appeared.start - OLD else value
