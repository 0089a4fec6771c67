"""Undated reports get the right days or an honest wider interval; words that the calendar refutes are shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.extract.times import find_times
from dragoman.link.dating import claim_intervals, date_documents, event_intervals
from dragoman.model import (
    Annotation,
    Claim,
    Document,
    EventType,
    Extraction,
    Interval,
    Span,
    Status,
    TimeExpression,
    When,
)
from dragoman.pack import load_pack


def days(*written: str) -> Interval:
    return Interval(date.fromisoformat(written[0]), date.fromisoformat(written[-1]))


def report(
    name: str, text: str, language: str = "en", published: Interval | None = None
) -> tuple[Document, Extraction]:
    document = Document(name, name, text, language, published=published)
    times = find_times(document, Annotation(name, (), (), ()), load_pack(language), published)
    return document, Extraction(name, (), times, ())


def claim(extraction: Extraction, document: Document, predicate: str, expression: TimeExpression | None) -> Claim:
    at = document.text.index(predicate)
    span = Span(at, at + len(predicate))
    when = None
    if expression is not None:
        when = When(expression.interval, expression.basis, expression.span, expression.text, expression)
    return Claim(
        f"{document.id}:{predicate}",
        document.id,
        document.language,
        EventType.MEET,
        Status.HAPPENED,
        span,
        Span(0, len(document.text)),
        when=when,
    )


def dated(text: str, language: str = "en", published: Interval | None = None) -> Interval | None:
    document, extraction = report("r", text, language, published)
    datings, _ = date_documents([document], [extraction])
    return datings[0].best if datings else None


@pytest.mark.parametrize(
    ("language", "text", "interval"),
    [
        ("en", "Today, Tuesday, Hamas freed a man who had spent 583 days in captivity in Gaza.", days("2025-05-13")),
        ("he", "היום (שלישי) שוחרר מי שהיה 583 ימים בשבי חמאס בעזה.", days("2025-05-13")),
        ("ar", "يصل اليوم الثلاثاء من أمضى 583 يوما في الأسر لدى حماس في غزة.", days("2025-05-13")),
        ("en", "Yesterday, 4 June 2024, the sides met.", days("2024-06-05")),
        ("en", "Nothing here says when.", None),
    ],
)
def test_own_words(language: str, text: str, interval: Interval | None) -> None:
    assert dated(text, language) == interval


def test_a_past_date_bounds_from_below_and_a_coming_one_from_above() -> None:
    value = dated("They met on 3 May 2024. He will take office on 20 January 2025.")
    assert value == days("2024-05-03", "2025-01-20")


def test_a_stated_day_that_fits_is_kept() -> None:
    text = "The sides will meet tomorrow, Wednesday."
    document, extraction = report("r", text, published=days("2025-11-18"))
    datings, disputes = date_documents([document], [extraction])
    assert (datings[0].interval, disputes) == (days("2025-11-18"), ())


def test_a_stated_day_that_its_words_refute_is_disputed_and_not_trusted() -> None:
    text = "The sides will meet tomorrow, Wednesday."
    document, extraction = report("r", text, published=days("2025-11-20"))
    datings, disputes = date_documents([document], [extraction])
    assert datings[0].interval == days("2025-11-18")
    (dispute,) = disputes
    assert dispute.attribute == "published" and dispute.document == "r"
    assert any(span.of(text) == "tomorrow, Wednesday" for v in dispute.values for _, span in v.words)


@pytest.mark.parametrize(("day", "disputed"), [("2025-10-20", True), ("2024-10-20", False)])
def test_weekday_against_date(day: str, disputed: bool) -> None:
    document, extraction = report("r", "They met on Wednesday 9 October in Oslo.", published=days(day))
    _, disputes = date_documents([document], [extraction])
    assert [d.attribute for d in disputes] == (["calendar"] if disputed else [])


def test_an_event_shared_with_a_dated_report_dates_the_other() -> None:
    first, read_first = report("a", "The envoys met on 9 May 2025.", published=days("2025-05-10"))
    second, read_second = report("b", "The envoys met on Friday.")
    one = claim(read_first, first, "met", read_first.times[0])
    two = claim(read_second, second, "met", read_second.times[0])
    extractions = [Extraction("a", (), read_first.times, (one,)), Extraction("b", (), read_second.times, (two,))]
    datings, _ = date_documents([first, second], extractions, {one.id: "e", two.id: "e"})
    (found,) = [d for d in datings if d.document == "b"]
    assert found.interval == days("2025-05-09", "2025-05-15")
    assert any("shared event" in b for b in found.basis)


def test_claims_follow_the_day_of_their_report() -> None:
    document, extraction = report("a", "The envoys met on Friday.")
    one = claim(extraction, document, "met", extraction.times[0])
    assert claim_intervals([one], {}) == {}
    assert claim_intervals([one], {"a": days("2025-05-13")}) == {one.id: days("2025-05-09")}


def test_finer_and_coarser_days_are_no_dispute_and_others_are() -> None:
    published = {"a": days("2025-10-12"), "b": days("2025-10-13"), "c": days("2025-10-14")}
    reports = {
        "a": "They met on 9 October.",
        "b": "They met in October.",
        "c": "They met two days ago.",
    }
    claims = []
    for name, text in reports.items():
        document, extraction = report(name, text, published=published[name])
        claims.append(claim(extraction, document, "met", extraction.times[0]))
    event = {c.id: "e" for c in claims}
    intervals, disputes = event_intervals(claims[:2], event, published)
    assert (intervals, disputes) == ({"e": days("2025-10-09")}, ())
    intervals, disputes = event_intervals(claims, event, published)
    assert intervals == {"e": days("2025-10-09")}
    (dispute,) = disputes
    assert (dispute.attribute, dispute.event) == ("when", "e")
    assert {v.value for v in dispute.values} == {"2025-10-09", "2025-10-12"}


def test_order_of_two_events_is_disputed() -> None:
    published = {"a": days("2025-10-12"), "b": days("2025-10-13")}
    claims, reports = [], []
    for name, text in {
        "a": "They met three weeks before the signing of the deal.",
        "b": "They met one day before the signing of the deal.",
    }.items():
        document, extraction = report(name, text, published=published[name])
        told = (
            claim(extraction, document, "met", extraction.times[0]),
            claim(extraction, document, "signing", None),
        )
        claims.extend(told)
        reports.append((document, replace(extraction, claims=told)))
    event = {c.id: ("meeting" if c.id.endswith("met") else "signing") for c in claims}
    _, disputes = event_intervals(claims, event, published, reports)
    (dispute,) = disputes
    assert (dispute.attribute, dispute.event) == ("when", "meeting")
    assert {v.value for v in dispute.values} == {"1 day before the meeting", "18 to 24 days before the meeting"}


SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not (SHARED / "gold" / "seeds.json").is_file(), reason="the first reports are not here")
def test_the_first_reports() -> None:
    gold = json.loads((SHARED / "gold" / "seeds.json").read_text(encoding="utf-8"))
    disputed = []
    for entry in gold["documents"]:
        text = (SHARED / "seeds" / entry["file"]).read_text(encoding="utf-8")
        stated = days(entry["published"][0]) if entry["basis"] == "stated" else None
        document, extraction = report(entry["file"], text, entry["language"], stated)
        datings, disputes = date_documents([document], [extraction])
        (dating,) = datings
        wanted = days(*entry["published"])
        assert dating.best.overlaps(wanted) and dating.best.start is not None and dating.best.end is not None
        assert dating.interval.overlaps(wanted)
        if (
            wanted.days or 0
        ) < 60:  # its own words give the day, or nearly; another says no more than that its dates are past
            assert (dating.best.days or 0) <= (wanted.days or 0) + 70
        disputed += [(d.attribute, entry["file"][:3]) for d in disputes]
    assert disputed == [("calendar", "002")]


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "They had met on 3 November 2024. Today, Tuesday 13 May, they met again.", "2025-05-13", "2025-05-13"),
        ("ar", "التقيا في 3 نوفمبر 2024، ثم التقيا أمس الاثنين 12 مايو/أيار.", "2025-05-13", "2025-05-13"),
        ("he", "הם נפגשו ב-3 בנובמבר 2024. ביום ראשון, 9 במרץ, נפגשו שוב.", "2025-03-09", "2025-03-21"),
    ],
)
def test_the_weekday_chooses_the_year(language: str, text: str, first: str, last: str) -> None:
    assert dated(text, language) == days(first, last)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The envoy will meet the minister tomorrow, Wednesday."),
        ("he", "השליח ייפגש מחר (רביעי) עם השר."),
        ("ar", "يلتقي المبعوث الوزير غدا الأربعاء."),
    ],
)
def test_a_stated_day_that_is_one_day_late_is_refuted_by_the_weekday(language: str, text: str) -> None:
    document, extraction = report("r", text, language, days("2025-11-19"))  # a Wednesday
    datings, disputes = date_documents([document], [extraction])
    assert datings[0].interval == days("2025-11-18")
    assert [v.value for v in disputes[0].values] == ["published 2025-11-19", "published 2025-11-18"]


def test_a_distance_counts_from_the_day_of_its_own_report() -> None:
    one, told = report("a", "They signed on 9 October 2025. They met two days before the signing.")
    signed, before = told.times
    claims = [claim(told, one, "signed", signed), replace(claim(told, one, "met", before), when=None)]
    claims[0] = replace(claims[0], type=EventType.AGREE)
    others = []
    for name in "bc":
        other, more = report(name, "They signed on 13 October 2025.")
        others.append(replace(claim(more, other, "signed", more.times[0]), type=EventType.AGREE))
    of_claim = {claims[0].id: "signing", claims[1].id: "meeting", **{c.id: "signing" for c in others}}
    told = replace(told, claims=tuple(claims))
    known, _ = event_intervals([*claims, *others], of_claim, {}, [(one, told)])
    assert known["meeting"].overlaps(days("2025-10-07"))


def test_what_is_told_as_past_never_lies_after_its_report() -> None:
    document, extraction = report("a", "The envoys met on 5 March 2026.", published=days("2025-05-13"))
    one = claim(extraction, document, "met", extraction.times[0])
    assert claim_intervals([one], {"a": days("2025-05-13")}) == {}
    planned = replace(one, status=Status.PLANNED)
    assert claim_intervals([planned], {"a": days("2025-05-13")}) == {one.id: days("2026-03-05")}


def test_an_event_counted_to_a_day_of_its_sentence_has_a_day() -> None:
    published = days("2025-02-03")
    document, extraction = report(
        "a", "Six men were on their way home on Friday, two days after the envoy met him.", published=published
    )
    met = claim(extraction, document, "met", None)
    known, _ = event_intervals([met], {met.id: "e"}, {"a": published}, [(document, replace(extraction, claims=(met,)))])
    assert known == {"e": days("2025-01-29")}
