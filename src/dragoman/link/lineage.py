"""Lineage: which report takes its story from which, and the independent roots of an event.

Near copies are found by MinHash over word shingles (Broder 1997), through datasketch. Rewrites and translations are found by what survives both:
the events told, the numbers in them, and the outlet that the later report names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from datasketch import MinHash, MinHashLSH

from dragoman.link.facts import Fact, Index, entity_of
from dragoman.model import Claim, Dating, Document, Interval, Relay, SourceKind

SHINGLE = 4
COPY = 0.5
PERMUTATIONS = 128


def find_relays(
    documents: Sequence[Document], datings: Sequence[Dating], groups: Sequence[Sequence[Fact]], index: Index
) -> tuple[Relay, ...]:
    """Which documents copy, translate or relay which, with reasons; sorted.

    Args:
        documents: all documents.
        datings: when each appeared.
        groups: claims by event.
        index: entities by mention.
    """
    when = {d.document: d.interval for d in datings}
    found = (*_named_origins(documents, groups, index), *_near_copies(documents, when))
    relays = {(r.later, r.earlier): r for r in found}
    return tuple(relays[key] for key in sorted(relays))


def _near_copies(documents: Sequence[Document], when: Mapping[str, Interval]) -> list[Relay]:
    lsh = MinHashLSH(threshold=COPY, num_perm=PERMUTATIONS)
    hashes: dict[str, MinHash] = {}
    relays = []
    for document in documents:
        signature = _signature(document.text)
        for other in sorted(str(k) for k in lsh.query(signature)):
            score = signature.jaccard(hashes[other])
            if score >= COPY:
                later, earlier = _in_order(document.id, other, when)
                relays.append(Relay(later, earlier, ("near copy",), round(score, 2)))
        hashes[document.id] = signature
        if document.id not in lsh:
            lsh.insert(document.id, signature)
    return relays


def _signature(text: str) -> MinHash:
    words = re.findall(r"\w+", text.casefold())
    signature = MinHash(num_perm=PERMUTATIONS)
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    signature.update_batch([s.encode() for s in sorted(shingles)])
    return signature


def _in_order(a: str, b: str, when: Mapping[str, Interval]) -> tuple[str, str]:
    """(later, earlier); the one with an unknown day counts as later, then ids decide."""
    key_a, key_b = (str(when[x].start) if x in when and when[x].start else "9999" for x in (a, b))
    return (a, b) if (key_a, a) >= (key_b, b) else (b, a)


def _named_origins(documents: Sequence[Document], groups: Sequence[Sequence[Fact]], index: Index) -> list[Relay]:
    """A report that names an outlet for an event which that outlet's own report in the record tells."""
    by_id = {d.id: d for d in documents}
    relays = []
    for group in groups:
        for a, b in combinations(group, 2):
            if a.claim.document == b.claim.document:
                continue
            for later, earlier in ((a, b), (b, a)):
                outlet = by_id[earlier.claim.document].outlet
                named = [s for s in later.claim.sources if s.kind is SourceKind.OUTLET]
                if outlet and any(
                    _is_outlet(s.name, s.mention and entity_of(s.mention, later.claim.document, index), outlet)
                    for s in named
                ):
                    relays.append(Relay(later.claim.document, earlier.claim.document, (f"names {outlet}",), 0.9))
    return relays


def _is_outlet(name: str, entity: object, outlet: str) -> bool:
    names = {name.casefold(), *(n.casefold() for _, n in getattr(entity, "names", ()))}
    return outlet.casefold() in names


def origin_of(claim: Claim, documents: Mapping[str, Document], relays: Sequence[Relay], index: Index) -> str:
    """The independent root of a claim: the outlet nearest to the source, else a named speaker, else the report at the head of its line of copies.

    Args:
        claim: one claim.
        documents: by id.
        relays: who takes from whom.
        index: entities by mention.
    """
    outlets = [s for s in claim.sources if s.kind is SourceKind.OUTLET]
    if outlets:
        entity = entity_of(outlets[-1].mention, claim.document, index) if outlets[-1].mention else None
        return entity.name("en") if entity else outlets[-1].name
    return _root(claim.document, documents, relays)


def _root(document: str, documents: Mapping[str, Document], relays: Sequence[Relay]) -> str:
    seen = {document}
    while True:
        earlier = next((r.earlier for r in relays if r.later == document and r.earlier not in seen), None)
        if earlier is None:
            found = documents[document]
            return found.outlet or found.name
        seen.add(earlier)
        document = earlier
