"""Sides that one noun names together: "the Israeli and Syrian delegations" are two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.reading import Reading
from dragoman.model import EntityKind, Mention, MentionForm, Participant

NAMING = {MentionForm.DEMONYM, MentionForm.NAME}
STATES = {EntityKind.COUNTRY, EntityKind.ORGANISATION}


def each_side(participants: Sequence[Participant], reading: Reading) -> tuple[Participant, ...]:
    """The participants, with a group that is described by states joined with "and" replaced by each of them."""
    found: list[Participant] = []
    for participant in participants:
        sides = list(_joined(participant.mention, reading))
        found += [replace(participant, mention=m) for m in sides] if len(sides) > 1 else [participant]
    once = {(p.role, p.mention.span): p for p in found}
    return tuple(once.values())


def _joined(group: Mention, reading: Reading) -> Iterator[Mention]:
    """The states named in a group, when nothing but "and" or commas stands between them."""
    if group.form is not MentionForm.NOMINAL or group.kind is not EntityKind.GROUP:
        return
    inside = [m for m in reading.mentions if group.span.covers(m.span) and m.form in NAMING and m.kind in STATES]
    end = None
    for mention in inside:
        first = reading.tokens_in(mention.span)[0]
        if end is not None and not _is_tied(reading, end, first):
            return
        end = reading.tokens_in(mention.span)[-1] + 1
    yield from inside


def _is_tied(reading: Reading, end: int, first: int) -> bool:
    between = [reading.tokens[i].upos for i in range(end, first)]
    joined = "CCONJ" in between or "AND" in reading.tokens[first].clitics
    return joined and all(upos in {"CCONJ", "PUNCT"} for upos in between)
