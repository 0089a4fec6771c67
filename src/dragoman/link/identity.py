"""Event identity: which claims speak of the same happening.

A scored, explained comparison of two claims (type, sides, time, place, status) and a clustering that never joins what cannot be true together. The
clustering takes the best pairs first (agglomerative, average link), within blocks of claims that share a type family and a side.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.link.facts import HELD, Fact, family, names_day, standing, voice
from dragoman.link.refutations import join_refutations
from dragoman.model import Interval, Judgement, Status
from dragoman.vocabulary import event_kinds

THRESHOLD = 1.0
# what one report copied from another is one event
SAME_WORDS = 2.0
BLOCK_LIMIT = 400
# days: reports further apart speak of one plan, or of one happening without a date, only when something else says so
PLAN_LASTS = 60
SAME_DAYS = "same days"
# statuses of what still lies ahead; that something was denied, called off or failed is told after its day, too
AHEAD = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE, Status.CONDITIONAL, Status.DEMANDED})


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two claims are; `score` is None when they cannot be the same happening."""

    score: float | None
    reasons: tuple[str, ...]


def compare(a: Fact, b: Fact, contains: Callable[[str, str], bool]) -> Comparison:
    """Compare two claims of one type family.

    Args:
        a, b: the claims.
        contains: whether one place (id) lies in another or is the same.
    """
    reasons: list[str] = []
    if _is_copied(a, b):
        return Comparison(SAME_WORDS, ("the same words",))
    conflict = _conflict(a, b, contains)
    if conflict:
        return Comparison(None, (conflict,))
    score = 0.0
    for part, reason in (_sides(a, b), _time(a, b), _place(a, b, contains), _kind(a, b), _nearness(a, b)):
        score += part
        if reason:
            reasons.append(reason)
    return Comparison(score, tuple(reasons))


def _is_copied(a: Fact, b: Fact) -> bool:
    """Whether two reports of the same days tell it in the same words."""
    if not a.words or a.words != b.words or a.claim.document == b.claim.document:
        return False
    return a.interval is None or b.interval is None or _gap(a.interval, b.interval) <= _tolerance(a, b)


def _conflict(a: Fact, b: Fact, contains: Callable[[str, str], bool]) -> str | None:
    if a.interval and b.interval and _gap(a.interval, b.interval) > _tolerance(a, b):
        return "times apart"
    for plan, done in ((a, b), (b, a)):
        if plan.claim.status in AHEAD and done.claim.status in HELD and _was_over(done, plan):
            return "planned after the other was over"
    if a.claim.document == b.claim.document and {a.claim.status, b.claim.status} == {Status.PLANNED, Status.HAPPENED}:
        return "one report, one planned and one held"
    if a.claim.document == b.claim.document and _named_days_apart(a, b):
        return "one report, two days"
    for early, late in ((a, b), (b, a)):
        if early.claim.status in HELD and late.claim.status in HELD and _was_told_before(early, late):
            return "told before the other was held"
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return "other speakers"
    if a.about and b.about and not a.about & b.about:
        return "about other things"
    if _lie_apart(a, b, contains) and not _same_day(a, b):
        return "places apart"
    return None


def _lie_apart(a: Fact, b: Fact, contains: Callable[[str, str], bool]) -> bool:
    """Whether neither place lies in the other. Two that are not known, in two languages, may be one place under two names."""
    if a.place is None or b.place is None or contains(a.place, b.place) or contains(b.place, a.place):
        return False
    return a.claim.language == b.claim.language or a.place_known or b.place_known


def _named_days_apart(a: Fact, b: Fact) -> bool:
    """Whether one voice tells that both were held, each on a day that it names."""
    if not {a.claim.status, b.claim.status} <= HELD or voice(a) != voice(b):
        return False
    days = [f.interval for f in (a, b) if f.interval is not None and names_day(f)]
    return len(days) == 2 and days[0] != days[1]


def _was_told_before(early: Fact, late: Fact) -> bool:
    """Whether the report of what was held had certainly appeared before the day that the other claim names."""
    end = early.published.end if early.published else None
    start = late.interval.start if late.interval else None
    return end is not None and start is not None and names_day(late) and end < start


def _was_over(done: Fact, plan: Fact) -> bool:
    """Whether `done` had ended before the report that still plans `plan` appeared."""
    end = done.interval.end if done.interval else None
    start = plan.published.start if plan.published else None
    return end is not None and start is not None and end < start


def _gap(a: Interval, b: Interval) -> int:
    """Days between two intervals; 0 when they touch."""
    if a.overlaps(b):
        return 0
    if a.end is not None and b.start is not None and a.end < b.start:
        return (b.start - a.end).days
    if b.end is not None and a.start is not None and b.end < a.start:
        return (a.start - b.end).days
    return 0


def _tolerance(a: Fact, b: Fact) -> int:
    """How many days two accounts of one happening may lie apart: more when a date is only counted from another event."""
    loose = any(
        f.claim.when and f.claim.when.expression and f.claim.when.expression.anchor.value == "event" for f in (a, b)
    )
    return 14 if loose else 2


def _same_day(a: Fact, b: Fact) -> bool:
    return bool(
        a.interval
        and b.interval
        and a.interval.overlaps(b.interval)
        and max(a.interval.days or 99, b.interval.days or 99) <= 3
    )


def _sides(a: Fact, b: Fact) -> tuple[float, str]:
    shared = a.sides & b.sides
    smaller = min(len(a.sides), len(b.sides))
    if not shared:
        return -1.0, "no side in common"
    if event_kinds()[a.claim.type].sided:  # both sides must be in common, unless time and place speak for them
        if len(shared) >= 2:
            return 0.9, f"{len(shared)} sides in common"
        if a.offices & b.offices and _time(a, b)[1] == SAME_DAYS:  # one office-holder, whose name is read in two ways
            return 0.8, "one side in common, and an office"
        return (0.3 if smaller == 1 else -0.2), "one side in common"
    actors = a.actors & b.actors
    if a.actors and b.actors and not actors:
        return -0.5, "other doers"
    return (0.7 if actors else 0.4) + 0.2 * (len(shared) > 1), f"{len(shared)} sides in common"


def _time(a: Fact, b: Fact) -> tuple[float, str]:
    if a.interval is None or b.interval is None:
        return 0.0, ""
    widest = max(a.interval.days or 400, b.interval.days or 400)
    if widest <= 7:
        return 0.6, SAME_DAYS
    return (0.45, "same weeks") if widest <= 45 else (0.1, "times allow it")


def _place(a: Fact, b: Fact, contains: Callable[[str, str], bool]) -> tuple[float, str]:
    if a.place is None or b.place is None:
        return 0.0, ""
    if a.place == b.place:
        return 0.4, "same place"
    if _lie_apart(a, b, contains):
        return -0.4, "other place"
    within = contains(a.place, b.place) or contains(b.place, a.place)
    return (0.3, "place within place") if within else (0.0, "")


def _kind(a: Fact, b: Fact) -> tuple[float, str]:
    return (0.1, "") if a.claim.type is b.claim.type else (-0.1, "related type")


def _nearness(a: Fact, b: Fact) -> tuple[float, str]:
    """Reports of the same days, and two mentions in one report without times of their own, tend to speak of one happening."""
    if a.claim.document == b.claim.document:
        return (0.25, "one report") if a.interval is None or b.interval is None else (0.1, "one report")
    if a.claim.status == b.claim.status and a.claim.status not in HELD:
        return 0.15, "same plan"
    if a.interval and b.interval:
        return 0.0, ""
    near_a, near_b = a.interval or a.published, b.interval or b.published
    if near_a and near_b and _gap(near_a, near_b) > PLAN_LASTS:
        return -0.35, "told of other times"
    if a.published and b.published and _gap(a.published, b.published) <= 3:
        return 0.15, "reports of the same days"
    return 0.0, ""


def cluster(
    facts: Sequence[Fact], contains: Callable[[str, str], bool], judgements: Sequence[Judgement]
) -> list[list[Fact]]:
    """Groups of claims of one happening, each in the order given, sorted by their first.

    Args:
        facts: all claims.
        contains: whether one place (id) lies in another.
        judgements: `same` and `not_same` over claim ids are obeyed.
    """
    forced = {frozenset(j.subjects) for j in judgements if j.action == "same"}
    barred = {frozenset(j.subjects) for j in judgements if j.action == "not_same"}
    pairs = []
    cannot: set[frozenset[int]] = set()
    scores: dict[frozenset[int], float] = {}
    for i, j in _candidates(facts):
        key = frozenset((i, j))
        ids = frozenset((facts[i].claim.id, facts[j].claim.id))
        comparison = compare(facts[i], facts[j], contains)
        if ids in forced:
            scores[key] = 9.0
        elif comparison.score is None or ids in barred:
            cannot.add(key)
            continue
        else:
            scores[key] = comparison.score
        if scores[key] >= THRESHOLD:
            pairs.append((-scores[key], i, j))
    groups = _join(facts, sorted(pairs), scores, cannot)

    def allows(a: Fact, b: Fact) -> bool:
        return _conflict(a, b, contains) is None and frozenset((a.claim.id, b.claim.id)) not in barred

    return join_refutations(groups, allows)


def _candidates(facts: Sequence[Fact]) -> list[tuple[int, int]]:
    """Pairs that share a type family and a side, or their words; a side that everybody shares is cut to its nearest neighbours."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        for side in sorted(fact.sides):
            blocks[(family(fact.claim.type), side)].append(i)
        if fact.words:
            blocks[(family(fact.claim.type), fact.words)].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        for at, i in enumerate(members):
            pairs.update((i, j) for j in members[at + 1 : at + BLOCK_LIMIT])
    return sorted(pairs)


def _join(
    facts: Sequence[Fact],
    pairs: Iterable[tuple[float, int, int]],
    scores: Mapping[frozenset[int], float],
    cannot: set[frozenset[int]],
) -> list[list[Fact]]:
    group = list(range(len(facts)))
    members = {i: [i] for i in range(len(facts))}
    for _, i, j in pairs:
        a, b = group[i], group[j]
        if a == b or any(frozenset((x, y)) in cannot for x in members[a] for y in members[b]):
            continue
        links = [scores.get(frozenset((x, y)), 0.0) for x in members[a] for y in members[b]]
        if sum(links) / len(links) < THRESHOLD * 0.6:
            continue
        keep, drop = min(a, b), max(a, b)
        for x in members.pop(drop):
            group[x] = keep
            members[keep].append(x)
    return [[facts[i] for i in sorted(m)] for _, m in sorted(members.items())]


def explain(group: Sequence[Fact], contains: Callable[[str, str], bool]) -> tuple[str, ...]:
    """Why the claims of a group are one event: what each has in common with the claim of the group that it is most like."""
    reasons: dict[str, None] = {}
    for i, fact in enumerate(group):
        others = [compare(fact, other, contains) for other in group[:i]]
        best = max(others, key=lambda c: c.score if c.score is not None else -9.0, default=None)
        reasons.update(dict.fromkeys(best.reasons if best else ()))
    return tuple(reasons)


def event_id(facts: Sequence[Fact]) -> str:
    """An id that lasts as long as the event's first claim does."""
    first = min(facts, key=lambda f: f.claim.id)
    return "ev-" + hashlib.sha256(first.claim.id.encode()).hexdigest()[:10]


def status_of(facts: Sequence[Fact]) -> Status:
    """How the event stands by its latest reports: what is held stands over what was planned; a cancellation over a plan."""
    latest = sorted(facts, key=lambda f: (str(f.published.end if f.published else ""), f.position))
    statuses = [standing(f, facts) for f in latest]
    return next((s for s in reversed(statuses) if s in HELD), statuses[-1])
