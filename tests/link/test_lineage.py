"""Who relays whom: copies, rewrites, translations, named origins; no cycles, no step back against the dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.facts import Fact
from dragoman.link.lineage import find_relays
from dragoman.link.origins import origin_of, root_of, same_outlet, trace_status
from dragoman.model import Claim, Dating, Degree, Document, EventType, Interval, Relay, Source, SourceKind, Span, Status

FIRST = date(2025, 3, 1)
STORY = (
    "Envoys of the two river states met in the customs house of Karsil for 140 minutes and agreed to open 37 crossings. "
    "They will meet again within 45 days, the host said, and 212 lorries are to pass in the first week under guard."
)


def document(name: str, text: str, language: str = "en", outlet: str | None = None) -> Document:
    return Document(name, name, text, language, outlet=outlet)


def dated(name: str, day: int) -> Dating:
    on = FIRST + timedelta(days=day)
    return Dating(name, Interval(on, on), ("stated",))


def source(name: str, kind: SourceKind = SourceKind.OUTLET) -> Source:
    return Source(kind, name, name, Span(0, len(name)))


def claim(document: str, number: int, *sources: Source, status: Status = Status.HAPPENED) -> Claim:
    span = Span(number * 20, number * 20 + 3)
    return Claim(f"{document}:{number}", document, "en", EventType.MEET, status, span, span, sources=sources)


def fact(claim: Claim) -> Fact:
    return Fact(claim, frozenset(), frozenset(), None, None, None, 0)


def groups(tellers: Sequence[str], events: int, *sources: Source) -> list[list[Fact]]:
    """Each of `events` events told by each of `tellers`."""
    return [[fact(claim(t, n, *sources)) for t in tellers] for n in range(events)]


def edges(relays: Sequence[Relay]) -> set[tuple[str, str]]:
    return {(r.later, r.earlier) for r in relays}


def test_a_near_copy_comes_from_the_earlier_report() -> None:
    documents = [document("b", STORY + " More soon."), document("a", STORY)]
    relays = find_relays(documents, [dated("a", 1), dated("b", 0)], [], {})
    assert edges(relays) == {("a", "b")}
    assert relays[0].reasons == ("near copy",)


def test_a_translation_keeps_events_order_and_numbers() -> None:
    told = "נפגשו 140 דקות, 37 מעברים, 212 משאיות"
    documents = [document("en", STORY), document("he", told, "he")]
    (relay,) = find_relays(documents, [dated("en", 0), dated("he", 1)], groups(["en", "he"], 5), {})
    assert (relay.later, relay.earlier) == ("he", "en")
    assert relay.reasons[0] == "translation"
    assert any("37" in reason and "140" in reason for reason in relay.reasons)


def test_the_same_event_told_independently_is_no_relay() -> None:
    documents = [document("a", "A short note of 55 words."), document("b", "Another note with 78 other words.")]
    assert find_relays(documents, [dated("a", 0), dated("b", 1)], groups(["a", "b"], 1), {}) == ()


def test_a_named_outlet_is_linked_to_its_own_report() -> None:
    documents = [document("a", "One.", outlet="The Harbour Post"), document("b", "Two.", outlet="Vale")]
    story = [[fact(claim("a", 0)), fact(claim("b", 0, source("Harbour Post")))]]
    assert edges(find_relays(documents, [dated("a", 0), dated("b", 1)], story, {})) == {("b", "a")}


def test_a_report_cannot_relay_what_appeared_after_it() -> None:
    documents = [document("a", "One.", outlet="The Harbour Post"), document("b", "Two.", outlet="Vale")]
    story = [[fact(claim("a", 0)), fact(claim("b", 0, source("Harbour Post")))]]
    assert find_relays(documents, [dated("a", 5), dated("b", 1)], story, {}) == ()


def test_an_outlet_outside_the_record_is_named_as_the_origin() -> None:
    documents = [document("b", "Two.", outlet="Vale")]
    (relay,) = find_relays(documents, [dated("b", 1)], [[fact(claim("b", 0, source("Harbour Post")))]], {})
    assert (relay.later, relay.earlier) == ("b", "Harbour Post")


def test_two_that_name_one_outlet_are_sisters() -> None:
    documents = [document("a", STORY), document("b", "140 and 37 and 212 again", "he")]
    found = edges(find_relays(documents, [dated("a", 0), dated("b", 1)], groups(["a", "b"], 5, source("Post")), {}))
    assert found == {("a", "Post"), ("b", "Post")}


def test_ten_relays_of_one_outlet_have_one_origin() -> None:
    documents = {d: document(d, d, outlet=f"Site {d}") for d in "abcdefghij"}
    claims = [claim(d, 0, source("Harbour Post"), source("two officials", SourceKind.ANONYMOUS)) for d in documents]
    assert {origin_of(c, documents, (), {}) for c in claims} == {"Harbour Post"}


def test_ten_independent_reports_have_ten_origins() -> None:
    documents = {d: document(d, d, outlet=f"Site {d}") for d in "abcdefghij"}
    claims = [claim(d, 0, source("an official", SourceKind.ANONYMOUS)) for d in documents]
    assert len({origin_of(c, documents, (), {}) for c in claims}) == 10


def test_a_public_statement_is_one_voice_whoever_prints_it() -> None:
    documents = {d: document(d, d, outlet=f"Site {d}") for d in "abc"}
    claims = [claim(d, 0, source("Ida Varro", SourceKind.PERSON)) for d in documents]
    assert {origin_of(c, documents, (), {}) for c in claims} == {"Ida Varro"}


def test_copies_of_copies_lead_to_the_first() -> None:
    documents = {d: document(d, d, outlet=f"Site {d}") for d in "abc"}
    relays = (Relay("c", "b", ("near copy",), 0.9), Relay("b", "a", ("translation",), 0.7))
    assert root_of("c", documents, relays) == "Site a"


def test_outlets_are_compared_by_whole_words() -> None:
    assert same_outlet("The New York Times", "New York Times")
    assert not same_outlet("Timesland", "The Times")
    assert not same_outlet("The", "The Times")
    assert not same_outlet("Axios", None)


def test_who_hardens_and_who_softens() -> None:
    told = [("a", Status.POSSIBLE), ("b", Status.PLANNED), ("c", Status.POSSIBLE), ("d", Status.DENIED)]
    claims = [claim(d, 0, status=s) for d, s in told]
    published = {d: dated(d, n).interval for n, (d, _) in enumerate(told)}
    assert [s.change for s in trace_status(claims[::-1], published, {})] == ["first", "harder", "softer", "other"]


def test_a_report_changes_the_status_once_and_a_cancellation_counts() -> None:
    called_off = replace(claim("b", 1), type=EventType.CANCEL)
    claims = [claim("a", 0, status=Status.PLANNED), claim("b", 0, status=Status.PLANNED), called_off, called_off]
    published = {d: dated(d, n).interval for n, d in enumerate("ab")}
    steps = trace_status(claims, published, {})
    assert [s.change for s in steps] == ["first", "other", "same", "same"]
    assert steps[-1].stance is steps[-1].status is Status.CANCELLED


@pytest.mark.parametrize("written", ["ערוץ המזרח", "לערוץ המזרח", "המזרח"])
def test_a_report_is_the_origin_of_what_it_was_told(written: str) -> None:
    own = document("a", STORY, "he", outlet="ערוץ המזרח")
    told = claim("a", 0, source(written), source("a diplomat", SourceKind.ANONYMOUS))
    assert origin_of(told, {"a": own}, (), {}) == "ערוץ המזרח"


@given(st.lists(st.integers(0, 6), min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_no_cycles_and_no_step_against_the_dates(days: list[int], random: object) -> None:
    names = [chr(ord("a") + n) for n in range(len(days))]
    documents = [document(n, STORY, outlet=f"Site {n}") for n in names]
    datings = [dated(n, day) for n, day in zip(names, days, strict=True)]
    story = [[fact(claim(n, 0, source(f"Site {random.choice(names)}"))) for n in names]]  # type: ignore[attr-defined]
    relays = find_relays(documents, datings, story, {})
    when = dict(zip(names, days, strict=True))
    assert all(when[r.earlier] <= when[r.later] for r in relays)
    left = set(edges(relays))
    while True:  # take away who has nobody before him: nothing is left unless there is a cycle
        free = {e for e in left if e[1] not in {later for later, _ in left}}
        if not free:
            break
        left -= free
    assert not left


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [document(n, STORY) for n in "abc"]
    datings = [dated(n, i) for i, n in enumerate("abc")]
    assert find_relays(documents, datings, [], {}) == find_relays(documents[::-1], datings, [], {})


def test_numbers_in_common_are_no_rewrite_by_themselves() -> None:
    """Two accounts of one event share some of its numbers; each has others, and tells them in an order of its own."""
    documents = [
        document("a", "They spoke for 140 minutes of 37 crossings, 90 guards and 450 lorries."),
        document("b", "450 lorries wait; after 140 minutes nothing was said of 66 prisoners or 81 ships.", "he"),
    ]
    assert find_relays(documents, [dated("a", 0), dated("b", 1)], groups(["a", "b"], 2), {}) == ()


def test_of_one_day_the_report_that_others_relay_comes_first() -> None:
    claims = [claim("a", 0), claim("b", 0)]
    published = {d: dated(d, 0).interval for d in "ab"}
    relays = (Relay("a", "b", ("names Site b",), 0.9),)
    assert [s.document for s in trace_status(claims, published, {}, relays)] == ["b", "a"]


def test_a_translation_whose_events_were_not_joined_is_known_by_its_acts() -> None:
    kinds = [EventType.MEET, EventType.AGREE, EventType.DEMAND, EventType.REJECT, EventType.PROPOSE, EventType.RELEASE]
    documents = [document("en", "They met."), document("he", "נפגשו", "he")]
    sides = frozenset({"a", "b", "c"})
    told = {
        name: [replace(fact(replace(claim(name, n), type=kind)), sides=sides) for n, kind in enumerate(kinds)]
        for name in ("en", "he")
    }
    joined = [[told["en"][0], told["he"][0]]]
    apart = [[f] for name in told for f in told[name][1:]]
    (relay,) = find_relays(documents, [dated("en", 0), dated("he", 1)], [*joined, *apart], {})
    assert (relay.later, relay.earlier) == ("he", "en")
    assert relay.reasons == ("translation", "6 acts told in the same order", "the same 3 names")


def test_the_hour_orders_reports_of_one_day() -> None:
    hours = {"a": datetime(2025, 3, 1, 18, tzinfo=UTC), "b": datetime(2025, 3, 1, 6, tzinfo=UTC)}
    documents = [replace(document(n, STORY), instant=hours[n]) for n in ("a", "b")]
    (relay,) = find_relays(documents, [dated("a", 0), dated("b", 0)], [], {})
    assert (relay.later, relay.earlier) == ("a", "b")
    published = {n: Interval(FIRST, FIRST) for n in hours}
    steps = trace_status([claim("a", 0), claim("b", 0)], published, {}, (), hours)
    assert [s.document for s in steps] == ["b", "a"]


def test_from_not_yet_to_close_hardens_and_back_softens() -> None:
    far = replace(claim("a", 0, status=Status.DENIED), degree=Degree.FAR)
    near = replace(claim("b", 0, status=Status.POSSIBLE), degree=Degree.NEAR)
    again = replace(claim("c", 0, status=Status.FAILED), degree=Degree.FAR)
    published = {n: Interval(FIRST + timedelta(days=i), FIRST + timedelta(days=i)) for i, n in enumerate("abc")}
    assert [s.change for s in trace_status([far, near, again], published, {})] == ["first", "harder", "softer"]
