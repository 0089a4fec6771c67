"""Origins: the independent roots of claims, the earliest report of an event, and how its status hardened or softened on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from dragoman.knowledge_base.folding import strip_prefixes
from dragoman.link.appearance import UNKNOWN, Appearance
from dragoman.link.facts import ENDED, UNNAMED_OR_PLACE, Index, entity_of, family
from dragoman.model import Claim, Degree, Document, Interval, MentionForm, Relay, Source, SourceKind, Status

# how firm a status is: what may happen, what will, what did; and what a degree makes of one that has not come about
FIRMNESS = {
    Status.POSSIBLE: 1,
    Status.CONDITIONAL: 1,
    Status.PROPOSED: 1,
    Status.DEMANDED: 1,
    Status.PLANNED: 3,
    Status.ONGOING: 4,
    Status.HAPPENED: 4,
}
DEGREES = {Degree.FAR: 0, Degree.MEANT: 2, Degree.NEAR: 2}
# what is left of an event when these happened to it
PUBLIC = {SourceKind.PERSON, SourceKind.OFFICE, SourceKind.DOCUMENT, SourceKind.POST}


@dataclass(frozen=True, slots=True)
class Step:
    """One claim in the life of an event: when its report appeared, its origin, its status, and what the report did to the status before it.

    `stance` is the status of the event in the report as a whole, `change` what that is to the report `after`: "first", "same", "harder", "softer" or
    "other" (denied, cancelled, failed, or back from these). `after` is the document from which the report takes its story, else the one before it.
    Only the first claim of a report carries a change. `degree` is how near the report as a whole says that the event is ("not yet", "close"), where
    it does.
    """

    claim: str
    document: str
    published: Interval | None
    origin: str
    status: Status
    stance: Status
    change: str
    degree: Degree | None = None
    after: str | None = None


def claims_by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims of each document, by its id."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.document, []).append(claim)
    return found


def origins_of(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    relays: Sequence[Relay],
    index: Index,
    by_report: Mapping[str, Sequence[Claim]] | None = None,
) -> dict[str, str]:
    """The independent root of each claim of one event, by the claim's id; a copy's claim has the root of the claim that it copies.

    Args:
        claims: of one event.
        documents: by id.
        relays: who takes from whom.
        index: entities by mention.
        by_report: all claims of each document, by its id; those of the event alone when left out.
    """
    by_report = by_report or claims_by_report(claims)
    first = {c.document: c for c in reversed(claims)}
    origins = {}
    for claim in claims:
        head = line_of(claim.document, documents, relays)[-1]
        copied = claim if head == claim.document else first.get(head, claim)
        origins[claim.id] = origin_of(
            _attributed(copied, by_report.get(copied.document, ()), index), documents, relays, index
        )
    return origins


def _attributed(claim: Claim, told: Sequence[Claim], index: Index) -> Claim:
    """The claim of the same report that names its outlet for the same act of the same sides, for one in the report's own voice.

    A report that heard somebody itself of that act has it from him, too, and its own voice stays its own.
    """
    if claim.sources:
        return claim
    sides = _sides(claim, index)
    same = [
        c
        for c in told
        if c.sources and family(c.type) == family(claim.type) and len(_sides(c, index) & sides) >= min(2, len(sides))
    ]
    named = [c for c in same if any(s.kind is SourceKind.OUTLET and is_named(s) for s in c.sources)]
    return named[0] if named and len(named) == len(same) else claim


def _sides(claim: Claim, index: Index) -> frozenset[str]:
    found = (entity_of(p.mention, claim.document, index) for p in claim.participants)
    return frozenset(e.id for e in found if e is not None and e.kind not in UNNAMED_OR_PLACE)


def origin_of(claim: Claim, documents: Mapping[str, Document], relays: Sequence[Relay], index: Index) -> str:
    """The independent root of a claim.

    It is the outlet nearest to the source; else the person, office or document that speaks in public (whoever prints or copies it, it is one
    voice); else the report at the head of the line of copies in which this one stands.

    Args:
        claim: one claim.
        documents: by id.
        relays: who takes from whom.
        index: entities by mention.
    """
    outlets = [s for s in claim.sources if s.kind is SourceKind.OUTLET and is_named(s)]
    if outlets:
        return outlet_meant(outlets[-1], documents[claim.document], outlets_in(documents.values()), index)
    speakers = [s for s in claim.sources if s.kind in PUBLIC]
    if speakers:
        return outlet_name(speakers[-1], claim.document, index)
    return root_of(claim.document, documents, relays)


def is_named(source: Source) -> bool:
    """Whether a source is called by name, or means one that was; "the agency" alone is nobody's name."""
    mention = source.mention
    return mention is None or mention.form is MentionForm.NAME or mention.antecedent is not None


COPIED = {"exact copy", "near copy", "translation", "rewrite"}


def root_of(document: str, documents: Mapping[str, Document], relays: Sequence[Relay]) -> str:
    """The outlet (or name) of the report from which a document is copied, rewritten or translated, itself when from none."""
    found = documents[line_of(document, documents, relays)[-1]]
    return found.outlet or found.name


def line_of(document: str, documents: Mapping[str, Document], relays: Sequence[Relay]) -> list[str]:
    """The documents from which a document is copied, one from the next, the document itself first."""
    line = [document]
    while earlier := sorted(
        (-r.score, r.earlier)
        for r in relays
        if r.later == line[-1] and r.earlier in documents and r.earlier not in line and COPIED & set(r.reasons)
    ):
        line.append(earlier[0][1])
    return line


def outlet_name(source: Source, document: str, index: Index) -> str:
    """The name of a source in English, as far as it is known."""
    entity = entity_of(source.mention, document, index) if source.mention else None
    return entity.name("en") if entity else source.name


def outlets_in(documents: Iterable[Document]) -> tuple[str, ...]:
    """The outlets that printed documents, sorted."""
    return tuple(sorted({d.outlet for d in documents if d.outlet}))


def outlet_meant(source: Source, document: Document, outlets: Sequence[str], index: Index) -> str:
    """The outlet that a source of a document names: its own or another of the record's, under either of its names; else its name in English."""
    name = outlet_name(source, document.id, index)
    names = (name, *written_forms(source.name, document.language))
    own = (document.outlet,) if document.outlet else ()
    return next((o for o in (*own, *outlets) if any(same_outlet(n, o) for n in names)), name)


def written_forms(name: str, language: str) -> tuple[str, ...]:
    """A name as it is written, then without each letter that may be written onto it."""
    first, _, rest = name.partition(" ")
    return tuple(f"{form} {rest}".strip() for form in strip_prefixes(first, language))


def same_outlet(name: str, outlet: str | None) -> bool:
    """Whether two names are one outlet's: equal, or one within the other by whole words, case and articles aside."""
    if not outlet:
        return False
    few, many = sorted((_words(name), _words(outlet)), key=len)
    return bool(few) and few <= many


def _words(name: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return frozenset(re.findall(r"\w+", plain)) - {"the"}


def trace_status(
    claims: Sequence[Claim],
    published: Mapping[str, Interval],
    origins: Mapping[str, str],
    relays: Sequence[Relay] = (),
    instants: Mapping[str, datetime] | None = None,
) -> tuple[Step, ...]:
    """The reports of one event in the order of their appearance, with who hardened or softened the status of the one that they take it from.

    Args:
        claims: of one event.
        published: the days on which each document may have appeared, by its id.
        origins: the origin of each claim, by its id.
        relays: who takes from whom; of the reports of one day, those come first from which the others take theirs.
        instants: the hours of some documents, which order the reports of one day before anything else.
    """
    parents: dict[str, set[str]] = {}
    for relay in relays:
        parents.setdefault(relay.later, set()).add(relay.earlier)
    told = {c.document for c in claims}

    def depth(document: str) -> int:
        above, level = parents.get(document, set()) & told, 0
        while above and level < len(told):
            above, level = {p for a in above for p in parents.get(a, set())} & told, level + 1
        return level

    appeared_at = Appearance(published, instants or {})

    def hour(document: str, levels: int) -> str:
        """Its own hour, or the last one of those from which it takes its story."""
        own = appeared_at.hour(document)
        above = sorted(parents.get(document, set()) & told)
        if own != UNKNOWN or not above or not levels:
            return own
        return max(hour(a, levels - 1) for a in above)

    steps: list[Step] = []
    place = {d: (appeared_at.day(d), hour(d, len(told)), depth(d), d) for d in told}
    ordered = sorted(claims, key=lambda c: place[c.document] + (c.predicate,))
    for name, group in groupby(ordered, key=lambda c: c.document):
        told_here = list(group)
        stance, degree = _stance(told_here)
        before = _taken_from(name, steps, relays)
        change = _change((before.stance, before.degree), (stance, degree)) if before else "first"
        for number, claim in enumerate(told_here):
            kind = "same" if number else change
            origin, appeared = origins.get(claim.id, ""), published.get(name)
            after = before.document if before else None
            steps.append(Step(claim.id, name, appeared, origin, standing(claim), stance, kind, degree, after))
    return tuple(steps)


def _taken_from(document: str, steps: Sequence[Step], relays: Sequence[Relay]) -> Step | None:
    """The report to which a document is held up: the last of those from which it surely takes its story, else the one before it."""
    scores = {r.earlier: r.score for r in relays if r.later == document}
    taken = [s for s in steps if s.document in scores]
    best = max((scores[s.document] for s in taken), default=0.0)
    return next((s for s in reversed(taken) if scores[s.document] == best), steps[-1] if steps else None)


def standing(claim: Claim) -> Status:
    """How the event stands by a claim: a cancellation that happened leaves it cancelled."""
    return ENDED.get(claim.type, claim.status) if claim.status is Status.HAPPENED else claim.status


def _stance(claims: Sequence[Claim]) -> tuple[Status, Degree | None]:
    """The status and degree of most claims of one report; of the last of them where several have as many."""
    stances = [(standing(c), c.degree) for c in claims]
    return max(reversed(stances), key=stances.count)


def _change(before: tuple[Status, Degree | None], now: tuple[Status, Degree | None]) -> str:
    if before == now:
        return "same"
    was, is_now = _firmness(*before), _firmness(*now)
    if was is None or is_now is None:
        return "same" if before[0] is now[0] else "other"
    return "harder" if is_now > was else "softer" if is_now < was else "same"


def _firmness(status: Status, degree: Degree | None) -> int | None:
    """How firm a stance is; None for what is off the ladder. What is meant or close is so only while it has not come about."""
    if degree is Degree.FAR:
        return DEGREES[degree]
    firm = FIRMNESS.get(status)
    if firm is None or degree is None or firm >= FIRMNESS[Status.ONGOING]:
        return firm
    return firm if degree is Degree.MEANT and status is not Status.PLANNED else DEGREES[degree]
