"""`dragoman document`: a report's text with what was read from it marked."""

from __future__ import annotations

from itertools import pairwise

from rich.text import Text

from dragoman.model import Claim, Document, Span
from dragoman.record.views import Snapshot
from dragoman.show.console import out, print_rows
from dragoman.show.export import claim_row, days_row
from dragoman.show.naming import Namer, isolate

PREDICATE, PERSON, TIME, PLACE, SOURCE, FURNITURE = (
    "bold reverse",
    "bold cyan",
    "magenta",
    "green",
    "yellow",
    "dim strike",
)


def show_document(snapshot: Snapshot, key: str, language: str, as_json: bool) -> None:
    """Print one report; `key` is its name, id, or the beginning of either."""
    document = snapshot.document(key)
    claims = tuple(c for c in snapshot.claims if c.document == document.id)
    if as_json:
        print_rows([_row(snapshot, document, claims)])
        return
    namer = Namer(snapshot, language)
    console = out()
    known = document.id in snapshot.published
    published = namer.words("published {day}", day=namer.published(document) if known else "?")
    console.print(
        Text(
            f"{namer.document(document)}  {document.name}  {document.language}  {published}",
            style="bold",
        )
    )
    console.print(_marked(document, claims))
    for number, claim in enumerate(claims, 1):
        console.print(Text(f"[{number}] {_line(namer, claim)}"))


def _line(namer: Namer, claim: Claim) -> str:
    who = ", ".join(f"{namer.participant(claim, p)} ({namer.code(p.role.value)})" for p in claim.participants)
    parts = [
        f"{namer.code(claim.type.value)}, {namer.code(claim.status.value)}",
        who,
        namer.days(namer.snapshot.interval_of(claim)),
    ]
    if claim.where is not None:
        place = namer.snapshot.entity_of(claim.document, claim.where.mention.span) or claim.where.mention.name
        parts.append(namer.entity(place, namer.snapshot.interval_of(claim)))
    parts.append(namer.chain(claim))
    return " | ".join(parts)


def _marked(document: Document, claims: tuple[Claim, ...]) -> Text:
    """The text in colours; each predicate is followed by the numbers of its claims, so that it is readable without
    colours too.
    """
    marks: list[tuple[Span, str]] = [(span, FURNITURE) for span in document.furniture]
    numbers: dict[int, list[int]] = {}
    for number, claim in enumerate(claims, 1):
        marks += _marks(claim)
        numbers.setdefault(claim.predicate.end, []).append(number)
    shown = Text()
    edges = sorted({0, len(document.text), *numbers, *(edge for span, _ in marks for edge in span)})
    for start, end in pairwise(edges):
        styles = [style for span, style in marks if span.start <= start and end <= span.end]
        shown.append(document.text[start:end], style=styles[-1] if styles else None)
        if end in numbers:
            shown.append(f"[{','.join(map(str, numbers[end]))}]", style="bold")
    return shown


def _marks(claim: Claim) -> list[tuple[Span, str]]:
    marks = [(p.mention.span, PERSON) for p in claim.participants]
    marks += [(source.span, SOURCE) for source in claim.sources]
    if claim.where is not None:
        marks.append((claim.where.mention.span, PLACE))
    if claim.when is not None and claim.when.span is not None:
        marks.append((claim.when.span, TIME))
    return [*marks, (claim.predicate, PREDICATE)]


def _row(snapshot: Snapshot, document: Document, claims: tuple[Claim, ...]) -> dict[str, object]:
    return {
        "id": document.id,
        "name": document.name,
        "language": document.language,
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "published": days_row(snapshot.published.get(document.id)),
        "stated": document.published is not None,
        "text": document.text,
        "furniture": [list(span) for span in document.furniture],
        "claims": [claim_row(snapshot, claim) for claim in claims],
    }


def words(document: Document, span: Span) -> str:
    """The words at `span`, on one line."""
    return isolate(span.of(document.text))
