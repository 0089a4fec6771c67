"""What a report's reading passed over: adjectives of nations inside longer mentions, by which their countries are named, too."""

from __future__ import annotations

from dragoman.knowledge_base import PIVOT, Knowledge
from dragoman.link.names.referents import of_entry
from dragoman.link.names.report import Report
from dragoman.model import EntityKind, Mention, MentionForm, Span

# Names of these kinds are their bearers' alone, whatever their words mean elsewhere: Munir al-Masri is no Egyptian by his name.
_NAMES_ALONE = (EntityKind.PERSON, EntityKind.OUTLET)


def note_nations(report: Report, knowledge: Knowledge) -> None:
    """Add the adjectives of nations inside the names of bodies and places ("the Egyptian resort of ...") to a report whose other mentions have their
    referents. A title or description with one is read as a whole: an office of the country, somebody who acts for it."""
    names = {s: m for s, m in report.mentions.items() if m.form is MentionForm.NAME and s in report.referents}
    alone = [s for s, m in names.items() if m.kind in _NAMES_ALONE]
    for span in sorted(names):
        for inside, entry in knowledge.demonyms_in(span.of(report.text), report.language):
            own = Span(span.start + inside.start, span.start + inside.end)
            if own in report.mentions or any(a.start < own.end and own.start < a.end for a in alone):
                continue
            words = own.of(report.text)
            why = ("inside a longer mention",)
            report.mentions[own] = Mention(
                own, words, EntityKind.COUNTRY, MentionForm.DEMONYM, words, own.start, why=why
            )
            report.referents[own] = of_entry(entry, f"demonym of {entry.name(PIVOT)}")
