"""Where an event comes from: its origins as a tree of reports, each with its chain, and what it did to the status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.link.facts import index_entities
from dragoman.link.origins import Step, claims_by_report, origins_of, trace_status
from dragoman.model import Claim, Degree, Event, Source, Status
from dragoman.record.views import Snapshot
from dragoman.show.console import print_rows, say
from dragoman.show.documents import words
from dragoman.show.export import claims_of, days_row, link_row, told_by
from dragoman.show.naming import Namer, isolate

Row = dict[str, Any]
CHANGES = {
    "harder": "hardened: {before} \u2192 {now}, {report} after {earlier}",
    "softer": "softened: {before} \u2192 {now}, {report} after {earlier}",
    "other": "changed: {before} \u2192 {now}, {report} after {earlier}",
}
MARKS = {"harder": "{status} (firmer than before)", "softer": "{status} (softer than before)"}


def show_event_sources(snapshot: Snapshot, key: str, language: str, as_json: bool) -> None:
    """One event by origin: the reports that go back to it, under whom they took it from, the earliest first."""
    event = snapshot.event(key)
    steps = _steps(snapshot, event)
    if as_json:
        print_rows([_row(snapshot, event, steps)])
        return
    namer = Namer(snapshot, language)
    by_origin = _by_origin(steps)
    say(f"{namer.code(event.type.value)} {namer.days(event.interval)}: {namer.parties(event)}")
    counts = {"n": str(len(by_origin)), "reports": str(len(_heads(steps))), "first": _report(namer, steps[0])}
    say(namer.words("origins: {n}, reports: {reports}, first known report: {first}", **counts))
    for line in _course(namer, steps):
        say(line)
    for origin, group in by_origin.items():
        say("")
        say(namer.origin(origin))
        for line in _tree(namer, group, _heads(steps)):
            say(line)


def _steps(snapshot: Snapshot, event: Event) -> tuple[Step, ...]:
    claims = claims_of(snapshot, event)
    index = index_entities(snapshot.linked.entities)
    by_report = claims_by_report(snapshot.claims)
    origins = origins_of(claims, snapshot.by_document, snapshot.linked.relays, index, by_report)
    instants = {d.id: d.instant for d in snapshot.documents if d.instant}
    return trace_status(claims, snapshot.published, origins, snapshot.linked.relays, instants)


def _course(namer: Namer, steps: Sequence[Step]) -> Iterator[str]:
    """Who changed the status on the way, and from what to what."""
    first = {s.document: s for s in reversed(steps)}
    for step in steps:
        if step.change in CHANGES and step.after is not None:
            before = first[step.after]
            yield namer.words(
                CHANGES[step.change],
                before=_stance(namer, before.stance, before.degree),
                now=_stance(namer, step.stance, step.degree),
                report=_report(namer, step),
                earlier=_report(namer, before),
            )


def _stance(namer: Namer, status: Status, degree: Degree | None) -> str:
    """A status with how near the event is said to be; "not yet" says all of it."""
    if degree is None:
        return namer.code(status.value)
    words = namer.reason(degree.value)
    return words if degree is Degree.FAR else f"{namer.code(status.value)} ({words})"


def _by_origin(steps: Sequence[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.origin, []).append(step)
    return found


def _tree(namer: Namer, steps: Sequence[Step], heads: Mapping[str, str]) -> Iterator[str]:
    parents = _parents(namer.snapshot, steps)
    children: dict[str | None, list[Step]] = {}
    for step in steps:
        children.setdefault(parents[step.claim], []).append(step)
    yield from _branch(namer, children, None, "", heads)


def _branch(
    namer: Namer, children: Mapping[str | None, list[Step]], parent: str | None, indent: str, heads: Mapping[str, str]
) -> Iterator[str]:
    below = children.get(parent, [])
    for step in below:
        last = step is below[-1]
        claim = namer.snapshot.by_claim[step.claim]
        stood = _stance(namer, step.status, claim.degree)
        status = namer.words(MARKS.get(step.change, "{status}"), status=stood)
        yield f"{indent}{'└─ ' if last else '├─ '}{_report(namer, step)}: {status}"
        under = indent + ("   " if last else "│  ")
        yield f"{under}   {_chain(namer, claim)}: {words(namer.snapshot.by_document[claim.document], claim.quote)}"
        for source, reason in _reasons(namer.snapshot, step, heads):
            why = ", ".join(map(namer.reason, reason))
            yield f"{under}   {namer.words('from {report}: {why}', report=namer.document(source), why=why)}"
        yield from _branch(namer, children, step.claim, under, heads)


def _chain(namer: Namer, claim: Claim) -> str:
    """Who told whom, outermost first, with the kind of each link and what is said of an unnamed one."""
    links = [f"{namer.source(claim, s)} ({', '.join(_about(namer, s))})" for s in told_by(namer.snapshot, claim)]
    return " \u2190 ".join([namer.document(claim.document), *links])


def _about(namer: Namer, source: Source) -> list[str]:
    row = link_row(source)
    stake = [namer.reason(str(row["stake"]))] if "stake" in row else []
    number, condition = ([str(row[key])] if key in row else [] for key in ("number", "condition"))
    return [namer.reason(source.kind.value), *number, *stake, *map(isolate, condition)]


def _parents(snapshot: Snapshot, steps: Sequence[Step]) -> dict[str, str | None]:
    """The claim from whose report each claim's report takes its story, when that is a claim of the same origin and event."""
    first: dict[str, str] = {}
    for step in steps:
        first.setdefault(step.document, step.claim)
    parents: dict[str, str | None] = {}
    for step in steps:
        earlier = sorted(
            (-r.score, r.earlier) for r in snapshot.linked.relays if r.later == step.document and r.earlier in first
        )
        own = first[step.document]
        parents[step.claim] = own if own != step.claim else (first[earlier[0][1]] if earlier else None)
    return parents


def _heads(steps: Sequence[Step]) -> dict[str, str]:
    """The first claim of each report."""
    return {s.document: s.claim for s in reversed(steps)}


def _reasons(snapshot: Snapshot, step: Step, heads: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """From which other reports of the event a report takes its story, and why; once for each report, at its first claim."""
    if heads[step.document] != step.claim:
        return []
    relays = (r for r in snapshot.linked.relays if r.later == step.document and r.earlier in heads)
    return [(r.earlier, r.reasons) for r in relays]


def _report(namer: Namer, step: Step) -> str:
    return f"{namer.days(step.published)} {namer.document(step.document)}"


def _row(snapshot: Snapshot, event: Event, steps: Sequence[Step]) -> Row:
    return {
        "event": event.id,
        "type": event.type.value,
        "first": snapshot.by_document[steps[0].document].name,
        "origins": [
            {
                "name": origin,
                "reports": [_step_row(snapshot, s, _parents(snapshot, group), _heads(steps)) for s in group],
            }
            for origin, group in _by_origin(steps).items()
        ],
    }


def _hour(snapshot: Snapshot, claim: Claim) -> Row:
    """The hour at which a report appeared, as feed or page write it."""
    instant = snapshot.by_document[claim.document].instant
    return {"instant": instant.isoformat()} if instant else {}


def _step_row(snapshot: Snapshot, step: Step, parents: Mapping[str, str | None], heads: Mapping[str, str]) -> Row:
    claim: Claim = snapshot.by_claim[step.claim]
    return {
        "claim": step.claim,
        "from": parents[step.claim],
        "document": snapshot.by_document[claim.document].name,
        "published": days_row(step.published),
        **_hour(snapshot, claim),
        "status": step.status.value,
        **({"degree": claim.degree.value} if claim.degree else {}),
        "change": step.change,
        **({"after": snapshot.by_document[step.after].name} if step.after else {}),
        "sources": [{"name": s.name, "kind": s.kind.value, **link_row(s)} for s in told_by(snapshot, claim)],
        "reasons": [
            {"from": snapshot.by_document[d].name, "why": ", ".join(why)} for d, why in _reasons(snapshot, step, heads)
        ],
    }
