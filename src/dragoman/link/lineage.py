"""Lineage: which report takes its story from which, as a graph without cycles that goes back in time, with reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dragoman.link.appearance import Appearance
from dragoman.link.facts import Fact, Index
from dragoman.link.likeness import Act, Telling, compare, near_copies, tell, words_of
from dragoman.link.origins import is_named, outlet_meant, outlets_in, same_outlet
from dragoman.model import Dating, Document, Relay, SourceKind

# a telling so alike another is taken from it
REWRITE = 0.6
# two tellings that both name one outlet need less
REWRITE_NAMED = 0.5


def find_relays(
    documents: Sequence[Document], datings: Sequence[Dating], groups: Sequence[Sequence[Fact]], index: Index
) -> tuple[Relay, ...]:
    """Which documents copy, translate, rewrite or relay which, with reasons; sorted, without cycles, never against the dates.

    A relay's `earlier` is a document's id, or the name of an outlet whose report is not in the record.

    Args:
        documents: all documents.
        datings: when each appeared.
        groups: claims by event.
        index: entities by mention.
    """
    when = Appearance({d.document: d.best for d in datings}, {d.id: d.instant for d in documents if d.instant})
    by_id = {d.id: d for d in documents}
    named = _named_outlets(groups, by_id, index)
    found: dict[tuple[str, str], Relay] = {}
    for relay in (
        *_copies(documents, when, named, by_id),
        *_relays_by_name(groups, named, by_id, when),
        *_rewrites(documents, groups, when, named, by_id),
    ):
        known = found.get((relay.later, relay.earlier))
        found[relay.later, relay.earlier] = _joined(known, relay) if known else relay
    kept = _without_cycles(list(found.values()))
    return tuple(sorted((*kept, *_absent_origins(named, documents)), key=lambda r: (r.later, r.earlier)))


def _joined(a: Relay, b: Relay) -> Relay:
    return Relay(a.later, a.earlier, tuple(dict.fromkeys((*a.reasons, *b.reasons))), max(a.score, b.score))


# --- evidence -----------------------------------------------------------------------------------------------------


def _named_outlets(
    groups: Sequence[Sequence[Fact]], by_id: Mapping[str, Document], index: Index
) -> Mapping[str, Counter[str]]:
    """The outlets that each document names as sources, with how many of its claims stand on them."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    outlets = outlets_in(by_id.values())
    for fact in (f for group in groups for f in group):
        for source in fact.claim.sources:
            if source.kind is SourceKind.OUTLET and is_named(source):
                named[fact.claim.document][outlet_meant(source, by_id[fact.claim.document], outlets, index)] += 1
    return named


def _copies(
    documents: Sequence[Document],
    when: Appearance,
    named: Mapping[str, Counter[str]],
    by_id: Mapping[str, Document],
) -> Iterator[Relay]:
    for a, b, score in near_copies(documents):
        later, earlier = _in_order(a, b, when, named, by_id)
        exact = words_of(by_id[a]) == words_of(by_id[b])
        yield Relay(later, earlier, ("exact copy" if exact else "near copy",), 1.0 if exact else score)


def _relays_by_name(
    groups: Sequence[Sequence[Fact]],
    named: Mapping[str, Counter[str]],
    by_id: Mapping[str, Document],
    when: Appearance,
) -> Iterator[Relay]:
    """A report that names an outlet for an event which that outlet's own report in the record tells."""
    for group in groups:
        for a, b in combinations(sorted({f.claim.document for f in group}), 2):
            for later, earlier in ((a, b), (b, a)):
                outlet = by_id[earlier].outlet
                if not outlet or not any(same_outlet(n, outlet) for n in named.get(later, ())):
                    continue
                if not when.is_before(later, earlier):
                    yield Relay(later, earlier, (f"names {outlet}",), 0.9)


def _rewrites(
    documents: Sequence[Document],
    groups: Sequence[Sequence[Fact]],
    when: Appearance,
    named: Mapping[str, Counter[str]],
    by_id: Mapping[str, Document],
) -> Iterator[Relay]:
    """Pairs that tell the same events in the same order with the same numbers or quotations, in any two languages."""
    tellings = _tellings(documents, groups)
    for a, b in sorted(_pairs(groups)):
        score, reasons = compare(tellings[a], tellings[b])
        common = sorted(named.get(a, Counter()).keys() & named.get(b, Counter()).keys())
        if score < (REWRITE_NAMED if common else REWRITE):
            continue
        later, earlier = _in_order(a, b, when, named, by_id)
        if common and not any(same_outlet(n, by_id[earlier].outlet) for n in named.get(later, ())):
            # both take it from one outlet, and neither needs the other: they are sisters, not mother and daughter
            continue
        kind = "translation" if by_id[a].language != by_id[b].language else "rewrite"
        yield Relay(later, earlier, (kind, *reasons), score)


def _tellings(documents: Sequence[Document], groups: Sequence[Sequence[Fact]]) -> dict[str, Telling]:
    events: dict[str, list[tuple[int, str]]] = defaultdict(list)
    sides: dict[str, set[str]] = defaultdict(set)
    acts: dict[str, list[tuple[int, Act]]] = defaultdict(list)
    for group in groups:
        for fact in group:
            events[fact.claim.document].append((fact.claim.predicate.start, group[0].claim.id))
            sides[fact.claim.document] |= fact.sides
            acts[fact.claim.document].append((fact.claim.predicate.start, (fact.claim.type.value, fact.sides)))
    return {
        d.id: tell(
            d,
            [e for _, e in sorted(events[d.id])],
            frozenset(sides[d.id]),
            [act for _, act in sorted(acts[d.id], key=lambda a: (a[0], a[1][0]))],
        )
        for d in documents
    }


def _pairs(groups: Sequence[Sequence[Fact]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted({f.claim.document for f in group}), 2)}


def _absent_origins(named: Mapping[str, Counter[str]], documents: Sequence[Document]) -> Iterator[Relay]:
    """Outlets on which a report stands whose own report is not in the record."""
    outlets = [d.outlet for d in documents if d.outlet]
    for document in documents:
        for name, count in sorted(named.get(document.id, Counter()).items()):
            if not any(same_outlet(name, o) for o in outlets):
                yield Relay(document.id, name, (f"names {name} for {count} claims",), 0.9 if count > 1 else 0.7)


# --- direction ----------------------------------------------------------------------------------------------------


def _in_order(
    a: str,
    b: str,
    when: Appearance,
    named: Mapping[str, Counter[str]],
    by_id: Mapping[str, Document],
) -> tuple[str, str]:
    """(later, earlier): by hours or days when they tell; else who names the other takes from it; else the likelier day, then the id."""
    if when.is_before(a, b):
        return b, a
    if when.is_before(b, a):
        return a, b
    for later, earlier in ((a, b), (b, a)):
        if any(same_outlet(n, by_id[earlier].outlet) for n in named.get(later, ())):
            return later, earlier
    key_a, key_b = when.day(a), when.day(b)
    return (a, b) if (key_a, a) >= (key_b, b) else (b, a)


def _without_cycles(relays: list[Relay]) -> list[Relay]:
    """The relays that can stand together without a cycle, the surest kept first."""
    kept: list[Relay] = []
    parents: dict[str, set[str]] = defaultdict(set)
    for relay in sorted(relays, key=lambda r: (-r.score, r.later, r.earlier)):
        if relay.later != relay.earlier and not _reaches(relay.earlier, relay.later, parents):
            parents[relay.later].add(relay.earlier)
            kept.append(relay)
    return kept


def _reaches(start: str, goal: str, parents: Mapping[str, set[str]]) -> bool:
    stack, seen = [start], {start}
    while stack:
        at = stack.pop()
        if at == goal:
            return True
        fresh = parents.get(at, set()) - seen
        seen |= fresh
        stack.extend(sorted(fresh))
    return False
