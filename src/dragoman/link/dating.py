"""When reports appeared, from their own words and from what they share with others; and words that the calendar refutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from dragoman.dates import resolve_on
from dragoman.link.disputes import make_dispute
from dragoman.link.network import TimeNetwork, between
from dragoman.link.time_events import claim_intervals, event_intervals
from dragoman.link.time_evidence import (
    BETWEEN,
    OWN_DAY,
    Evidence,
    WeekdaySaid,
    dated_without_year,
    days_of,
    fresh_days,
    gather,
    weekday_fits,
    weekdays_said,
)
from dragoman.model import (
    Claim,
    Dating,
    Dispute,
    DisputedValue,
    Document,
    Extraction,
    Interval,
    Span,
    Status,
    TimeExpression,
)

__all__ = ["claim_intervals", "date_documents", "event_intervals"]

DAY = timedelta(days=1)
WIDE = 800  # days: a wider interval is not searched day by day
AROUND = 400  # days around a shared event within which a report without bounds is looked for
SOON = 1095  # days after the last date named within which the year of a weekday is looked for first
CERTAIN = 7  # days: an interval of publication no wider than this dates the events of its report
DROPPED = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DENIED, Status.FAILED})
DONE = frozenset({Status.HAPPENED, Status.FAILED, Status.ONGOING})


def date_documents(
    documents: Sequence[Document], extractions: Sequence[Extraction], of_claim: Mapping[str, str] | None = None
) -> tuple[tuple[Dating, ...], tuple[Dispute, ...]]:
    """The days on which each report may have appeared.

    Args:
        documents: reports, with the day that file or page states where there is one.
        extractions: one for each document, in the same order.
        of_claim: event ids by claim id, once events are known: undated reports are then narrowed by the events that they share
            with dated ones.

    Returns:
        A dating for every report about which something is known (an open side is unknown), and disputes between a report and the calendar:
        a stated day that its words refute, a weekday that is not that of its date.
    """
    datings: dict[str, Dating] = {}
    disputes: list[Dispute] = []
    for document, extraction in zip(documents, extractions, strict=True):
        dating, found = date_document(document, extraction)
        disputes.extend(found)
        if dating is not None:
            datings[document.id] = dating
    if of_claim:
        _narrow_by_events(documents, extractions, of_claim, datings)
    for document, extraction in zip(documents, extractions, strict=True):
        known = datings.get(document.id)
        disputes.extend(_weekday_disputes(document, extraction, known.interval if known else None))
    ordered = tuple(datings[d.id] for d in documents if d.id in datings)
    return ordered, tuple(sorted({d.id: d for d in disputes}.values(), key=lambda d: (d.document or "", d.id)))


def date_document(document: Document, extraction: Extraction) -> tuple[Dating | None, list[Dispute]]:
    """The day of one report from its own words, and what contradicts the day that it states."""
    said = list(weekdays_said(extraction.times))
    if document.published is not None:
        refuted = _refute(document, extraction, said)
        if refuted is None:
            return Dating(document.id, document.published, ("stated",)), []
        dating, dispute = refuted
        return dating, [dispute]
    pieces = gather(document, extraction)
    interval, basis = _bound(extraction, [p for p in pieces if not p.assumed], said, assuming=False)
    likely, assumed = _bound(extraction, pieces, said, assuming=True)
    if interval.start is None and interval.end is None and likely.start is None and likely.end is None:
        return None, []
    usual = likely.intersect(interval) if likely != interval else None
    if usual is None or usual == interval:
        return Dating(document.id, interval, basis), []
    return Dating(document.id, interval, basis, usual, tuple(b for b in assumed if b not in basis)), []


def _bound(
    extraction: Extraction, pieces: Sequence[Evidence], said: Sequence[WeekdaySaid], assuming: bool
) -> tuple[Interval, tuple[str, ...]]:
    """The days that all evidence together leaves, the most trusted first, and the words that bound them."""
    network = TimeNetwork()

    def add(found: Iterable[Evidence]) -> Interval:
        for piece in found:
            if assuming or not piece.assumed:
                network.add(between("report", piece.interval, piece.basis))
        return network.interval("report")

    window = add(pieces)
    if assuming:
        window = add(_by_weekday(extraction, window))
    without_year = dated_without_year(_standing(extraction), window)
    add((*sorted(without_year, key=lambda e: (e.rank, e.assumed, e.span)), *_fresh(extraction.times, window)))
    bounds = network.bounds("report")
    interval = _snap(bounds.interval, said)
    because = tuple(dict.fromkeys((*bounds.first_because, *bounds.last_because)))
    if interval != bounds.interval and said:
        because = (*because, f"{said[0].text}: weekday of the report")
    return interval, because


def _by_weekday(extraction: Extraction, window: Interval) -> Iterator[Evidence]:
    """What a date with its weekday says within a few years of the beginning of `window`."""
    if window.start is None:
        return
    last = window.start + SOON * DAY
    near = Interval(window.start, min(window.end, last) if window.end is not None else last)
    told = [e for e in extraction.times if e.weekday is not None]
    yield from (p for p in dated_without_year(told, near) if p.because != BETWEEN)
    yield from _fresh(told, near, misprinted=False)


def _standing(extraction: Extraction) -> list[TimeExpression]:
    """The expressions of a report as its claims read them (past or to come), but for the days of what was put off or called off: such a day may
    be over."""
    read: dict[Span, TimeExpression | None] = {}
    for claim in extraction.claims:
        if claim.when and claim.when.span and claim.when.expression:
            read[claim.when.span] = None if claim.status in DROPPED else claim.when.expression
    return [known for e in extraction.times if (known := read.get(e.span, e)) is not None]


def _refute(document: Document, extraction: Extraction, said: Sequence[WeekdaySaid]) -> tuple[Dating, Dispute] | None:
    """The dating that a report's words give against the day stated for it, with the dispute; None when they agree."""
    stated = document.published
    if stated is None or stated.start is None or stated.end is None:
        return None
    for piece in gather(document, extraction):
        if piece.rank == 0 and not piece.interval.overlaps(_tolerated(piece, stated)):
            return _refuted(document, piece.interval, stated, piece)
    pieces = [p for e in extraction.times if (p := _own_day(e, stated)) is not None]
    pieces += [_nearest_weekday(s, stated) for s in said]
    if not pieces or (stated.end - stated.start).days >= 5 or any(p.interval.overlaps(stated) for p in pieces):
        return None
    piece = min(pieces, key=lambda p: (_apart(p.interval, stated), p.span))
    return _refuted(document, piece.interval, stated, piece)


def _tolerated(piece: Evidence, stated: Interval) -> Interval:
    """The days on which words of full certainty may lie: a dateline may be of the days before the report is printed, "today, 13 May 2025" may not."""
    if piece.because == OWN_DAY or stated.start is None or stated.end is None:
        return stated
    return Interval(stated.start - 2 * DAY, stated.end + DAY)


def _own_day(e: TimeExpression, stated: Interval) -> Evidence | None:
    """ "Today, 13 May", "yesterday (12 May)" without a year: the day of the report, in the year that brings it nearest to the stated day."""
    exact = e.offset is not None and e.offset[0] == e.offset[1] and e.month is not None and e.day is not None
    if not exact or e.offset is None or e.year is not None or stated.start is None:
        return None
    days = [d - e.offset[0] * DAY for d in days_of(e, range(stated.start.year - 1, stated.start.year + 2))]
    if not days:
        return None
    day = min(days, key=lambda d: (_apart(Interval(d, d), stated), d))
    return Evidence(2, Interval(day, day), e.text, e.span, OWN_DAY)


def _nearest_weekday(said: WeekdaySaid, stated: Interval) -> Evidence:
    """The nearest day of the weekday that a report names as its own; of two as near the earlier, since a page may be dated anew later on."""
    start, end = stated.start or date.min, stated.end or date.max
    days = [start + n * DAY for n in range(-3, (end - start).days + 4) if (start + n * DAY).weekday() == said.weekday]
    day = min(days, key=lambda d: (_apart(Interval(d, d), stated), d))
    return Evidence(0, Interval(day, day), said.text, said.span, "weekday of the report")


def _apart(days: Interval, stated: Interval) -> int:
    """How many days lie between the two; 0 when they overlap."""
    if days.overlaps(stated) or None in (days.start, days.end, stated.start, stated.end):
        return 0
    before = days.end is not None and stated.start is not None and days.end < stated.start
    first, last = (days.end, stated.start) if before else (stated.end, days.start)
    return (last - first).days if first is not None and last is not None else 0


def _refuted(document: Document, interval: Interval, stated: Interval, piece: Evidence) -> tuple[Dating, Dispute]:
    values = (
        DisputedValue(f"published {stated.start}", ()),
        DisputedValue(
            f"published {interval.start}" if interval.days == 1 else piece.basis, ((document.id, piece.span),)
        ),
    )
    reason = "the day stated for the report is not the one that its words say"
    return Dating(document.id, interval, (piece.basis,)), make_dispute(
        "published", values, reason, document=document.id
    )


def _fresh(times: Iterable[TimeExpression], window: Interval, misprinted: bool = True) -> Iterator[Evidence]:
    """ "Last Wednesday, 9 October": printed within days of it, in a year that the window allows (one whose weekday fits, if any; no other
    where the weekday is not taken for `misprinted`)."""
    for e in times:
        years = _years(window)
        options = [(weekday_fits(e, y) is False, fresh) for y in years if (fresh := fresh_days(e, y)) is not None]
        options = [o for o in options if o[1].overlaps(window)]
        fitting = [fresh for wrong, fresh in options if not wrong]
        if not fitting and misprinted:
            fitting = [fresh for _, fresh in options]
        if len(fitting) == 1:
            yield Evidence(4, fitting[0], e.text, e.span, "printed within days of it")


def _years(window: Interval) -> range:
    if window.start is None or window.end is None:
        return range(0)
    return range(window.start.year - 1, window.end.year + 1)


def _snap(interval: Interval, said: Sequence[WeekdaySaid]) -> Interval:
    """Both ends moved to the weekday that the report names as its own."""
    days = {s.weekday for s in said}
    if len(days) != 1:
        return interval
    (weekday,) = days
    start, end = interval.start, interval.end
    if start is not None:
        start += ((weekday - start.weekday()) % 7) * DAY
    if end is not None:
        end -= ((end.weekday() - weekday) % 7) * DAY
    return interval if start is not None and end is not None and start > end else Interval(start, end)


# --- events shared with dated reports -----------------------------------------------------------------------------------------------


def _narrow_by_events(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    of_claim: Mapping[str, str],
    datings: dict[str, Dating],
) -> None:
    """Narrow the datings of undated reports by the days of events that they share with reports of certain days."""
    certain = {i: d.interval for i, d in datings.items() if d.interval.days is not None and d.interval.days <= CERTAIN}
    claims = [c for e in extractions for c in e.claims]
    days = claim_intervals([c for c in claims if c.document in certain], certain)
    known: dict[str, Interval] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        event, interval = of_claim.get(claim.id), days.get(claim.id)
        if event is None or interval is None or interval.days is None:
            continue
        known[event] = known[event].intersect(interval) or known[event] if event in known else interval
    stated = {d.id for d in documents if d.published is not None}
    for extraction in extractions:
        if extraction.document in stated or extraction.document in certain:
            continue
        before = datings.get(extraction.document) or Dating(extraction.document, Interval(None, None), ())
        after = _narrow(before, extraction, of_claim, known)
        if after.interval.start is not None or after.interval.end is not None:
            datings[extraction.document] = after


def _narrow(
    dating: Dating, extraction: Extraction, of_claim: Mapping[str, str], known: Mapping[str, Interval]
) -> Dating:
    said = list(weekdays_said(extraction.times))
    for claim in extraction.claims:
        event = known.get(of_claim.get(claim.id, ""))
        if event is None:
            continue
        allowed = _days_allowed(dating.interval, claim, event)
        if allowed is not None and allowed != dating.interval:
            words = claim.when.text if claim.when and claim.when.text else "tells of it"
            dating = Dating(
                dating.document,
                _snap(allowed, said),
                (*dating.basis, f"{words}: shared event of {event.start}..{event.end}"),
            )
    return dating


def _days_allowed(window: Interval, claim: Claim, event: Interval) -> Interval | None:
    """The days of `window` on which the claim's words can mean the days of `event`; None when there are none (another event, then)."""
    if event.start is None or event.end is None:
        return None
    expression = claim.when.expression if claim.when else None
    if expression is None or (
        expression.month is None
        and expression.shift is None
        and expression.offset is None
        and expression.weekday is None
    ):
        after = Interval(event.start, None)
        return window.intersect(after) if claim.status in DONE else None
    first = window.start or event.start - AROUND * DAY
    last = window.end or event.end + AROUND * DAY
    if (last - first).days > WIDE:
        first, last = max(first, event.start - AROUND * DAY), min(last, event.end + AROUND * DAY)
    fitting = [
        day
        for n in range((last - first).days + 1)
        if (value := resolve_on(expression, day := first + n * DAY)) is not None
        and value.overlaps(Interval(event.start, event.end))
    ]
    if not fitting:
        return None
    return Interval(fitting[0], fitting[-1])


# --- weekday against date -----------------------------------------------------------------------------------------------------------


def _weekday_disputes(document: Document, extraction: Extraction, published: Interval | None) -> Iterator[Dispute]:
    """Dates whose weekday is not that of the day that they name, in any year that the report can mean."""
    for e in extraction.times:
        if e.weekday is None or e.month is None or e.day is None:
            continue
        year = _year_meant(e, published)
        if year is not None and weekday_fits(e, year) is False:
            day = date(year, e.month, e.day)
            values = (
                DisputedValue(f"weekday {_WEEKDAYS[e.weekday]}", ((document.id, e.span),)),
                DisputedValue(f"{day.isoformat()}, a {_WEEKDAYS[day.weekday()]}", ((document.id, e.span),)),
            )
            yield make_dispute("calendar", values, "the date was another weekday", document=document.id)


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _year_meant(e: TimeExpression, published: Interval | None) -> int | None:
    """The year of a date, when the words or the publication day leave but one."""
    if e.year is not None:
        return e.year
    if (
        published is None
        or published.start is None
        or published.end is None
        or (e.shift is not None and e.shift[0] == "year")
    ):
        return None
    values = {resolve_on(e, d) for d in (published.start, published.end)}
    years = {v.start.year for v in values if v is not None and v.start is not None}
    return years.pop() if len(years) == 1 else None
