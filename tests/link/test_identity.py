"""Event identity: what is joined, what is kept apart, and that the clustering does not depend on the order of reading."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link.facts import Fact
from dragoman.link.identity import cluster, compare, status_of
from dragoman.model import Claim, EventType, Interval, Judgement, Span, Status

JAN = date(2025, 1, 1)


def fact(
    name,
    sides,
    day=None,
    days=1,
    kind=EventType.MEET,
    status=Status.HAPPENED,
    published=None,
    place=None,
    document=None,
):
    claim = Claim(name, document or f"doc {name}", "en", kind, status, Span(0, 1), Span(0, 1))
    interval = Interval(JAN + timedelta(day), JAN + timedelta(day + days - 1)) if day is not None else None
    shown = Interval(JAN + timedelta(published), JAN + timedelta(published)) if published is not None else None
    return Fact(claim, frozenset(sides), frozenset(sides), place, interval, shown, 0)


def same(a, b):
    return a == b


def groups(facts, judgements=()):
    return sorted(sorted(f.claim.id for f in g) for g in cluster(facts, same, judgements))


def test_two_reports_of_one_meeting():
    assert groups([fact("a", "xy", 9), fact("b", "xyz", 9)]) == [["a", "b"]]


def test_a_month_and_a_day_in_it():
    assert groups([fact("a", "xy", 9), fact("b", "xy", 0, 31)]) == [["a", "b"]]


def test_meetings_on_other_days_stay_apart():
    assert groups([fact("a", "xy", 2), fact("b", "xy", 20)]) == [["a"], ["b"]]


def test_meetings_of_other_people_stay_apart():
    assert groups([fact("a", "xy", 2), fact("b", "xz", 2)]) == [["a"], ["b"]]


def test_the_next_meeting_is_another_event():
    held = fact("a", "xy", 2, published=3)
    planned = fact("b", "xy", status=Status.PLANNED, published=10)
    assert groups([held, planned]) == [["a"], ["b"]]
    assert compare(held, planned, same).reasons == ("planned after the other was over",)


def test_a_plan_and_its_cancellation_are_one_life():
    planned = fact("a", "xy", 9, status=Status.PLANNED, published=5)
    called_off = fact("b", "xy", 9, kind=EventType.CANCEL, status=Status.HAPPENED, published=8)
    assert groups([planned, called_off]) == [["a", "b"]]


def test_judgements_are_obeyed():
    a, b = fact("a", "xy", 9), fact("b", "xy", 9)
    no = Judgement(1, "not_same", ("a", "b"), None, "tester", "2025-01-01")
    assert groups([a, b], [no]) == [["a"], ["b"]]
    far = fact("c", "xy", None, published=40)
    yes = Judgement(1, "same", ("a", "c"), None, "tester", "2025-01-01")
    assert ["a", "c"] in groups([a, far], [yes]) or ["a", "b", "c"] in groups([a, b, far], [yes])


def demand(name, speaker, about=(), document="one"):
    plain = fact(name, "xy", kind=EventType.DEMAND, document=document, published=3)
    return replace(plain, speaker=speaker, about=frozenset(about))


def test_demands_of_two_speakers_are_two_though_each_names_the_other():
    assert groups([demand("a", "x"), demand("b", "y", document="two")]) == [["a"], ["b"]]
    assert groups([demand("a", "x"), demand("b", "x", document="two")]) == [["a", "b"]]


def test_demands_of_one_speaker_about_two_things_are_two():
    assert groups([demand("a", "x", ["WITHDRAW"]), demand("b", "x", ["RELEASE"])]) == [["a"], ["b"]]
    assert groups([demand("a", "x", ["WITHDRAW"]), demand("b", "x", ["WITHDRAW", "RELEASE"])]) == [["a", "b"]]


def test_a_denial_that_names_one_side_joins_the_event_told_before_it():
    told = fact("a", "xy", 9, document="one")
    denied = fact("b", "x", status=Status.DENIED, document="one")
    later = replace(denied, claim=replace(denied.claim, predicate=Span(50, 60)), position=1)
    assert groups([told, later]) == [["a", "b"]]


def test_a_denial_that_names_nobody_of_the_event_stays_apart():
    told = fact("a", "xy", 9, document="one")
    denied = fact("b", "z", status=Status.DENIED, document="one")
    later = replace(denied, claim=replace(denied.claim, predicate=Span(50, 60)), position=1)
    assert groups([told, later]) == [["a"], ["b"]]


def test_a_denial_in_another_report_joins_the_only_event_that_it_can_mean():
    told, denied = fact("a", "xy", 9, published=10), fact("b", "x", status=Status.DENIED, published=11)
    assert groups([told, denied]) == [["a", "b"]]
    assert groups([told, fact("c", "xz", 9, published=10), denied]) == [["a"], ["b"], ["c"]]


def test_one_office_read_under_two_names_is_one_side():
    greek = frozenset({("foreign-minister", "GR")})
    a, b = (replace(fact(n, f"t{n}", 9, place="p"), offices=greek) for n in "ab")
    assert groups([a, b]) == [["a", "b"]]
    assert groups([a, replace(b, offices=frozenset())]) == [["a"], ["b"]]


FACTS = st.lists(
    st.tuples(
        st.sets(st.sampled_from("wxyz"), min_size=1, max_size=3),
        st.one_of(st.none(), st.integers(0, 60)),
        st.sampled_from([1, 7, 31]),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(FACTS)
def test_no_group_holds_what_cannot_be_true_together(rows):
    facts = [fact(str(i), sides, day, days) for i, (sides, day, days) in enumerate(rows)]
    found = cluster(facts, same, ())
    assert sorted(f.claim.id for g in found for f in g) == sorted(f.claim.id for f in facts)
    for group in found:
        for a in group:
            for b in group:
                assert a is b or not (a.sides & b.sides) or compare(a, b, same).score is not None


def test_that_it_was_put_off_has_happened_and_the_meeting_has_not():
    plan = fact("a", "xy", 9, status=Status.PLANNED, published=5)
    put_off = fact("b", "xy", 9, kind=EventType.POSTPONE, published=6)
    assert status_of([plan, put_off]) is Status.POSTPONED
    assert status_of([put_off]) is Status.HAPPENED
    held = fact("c", "xy", 9, published=10)
    assert status_of([plan, put_off, held]) is Status.HAPPENED
