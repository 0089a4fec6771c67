"""Titles that stand beside a name: "the envoy Witkoff", "Witkoff, the envoy" are one mention with an office."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.reading import Reading
from dragoman.extract.words import COMMAS
from dragoman.model import EntityKind, Mention, MentionForm, Span


def join_titles(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Give each person's name the title beside it; the title is then no mention of its own."""
    people = [m for m in mentions if m.kind is EntityKind.PERSON and m.form is MentionForm.NAME]
    joined: dict[Span, Mention] = {m.span: m for m in people}
    dropped: set[Span] = set()
    for title in (m for m in mentions if m.form is MentionForm.TITLE):
        partner = next((p for p in people if joined[p.span].office is None and _is_beside(reading, title, p)), None)
        if partner:
            joined[partner.span] = replace(joined[partner.span], office=title.name)
            dropped.add(title.span)
    kept = [joined.get(m.span, m) if m.form is MentionForm.NAME else m for m in mentions]
    return [m for m in kept if not (m.form is MentionForm.TITLE and m.span in dropped)]


def _is_beside(reading: Reading, title: Mention, person: Mention) -> bool:
    """Title then name, or name then comma then title, with nothing else between them."""
    if title.span.end <= person.span.start:
        between = reading.text[title.span.end : person.span.start].strip()
        return between in {"", *COMMAS, "-"} and "\n" not in reading.text[title.span.end : person.span.start]
    if person.span.end <= title.span.start:
        between = reading.text[person.span.end : title.span.start].strip()
        return between in {"", *COMMAS, "("}
    return False
