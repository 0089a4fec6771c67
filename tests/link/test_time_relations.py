"""Distances between events: which event the words date, and from which they count."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.times import find_times
from dragoman.link.time_relations import read_relations
from dragoman.model import Annotation, Claim, Document, EventType, Extraction, Span, Status, When
from dragoman.pack import load_pack


def told(text: str, *events: tuple[str, EventType]) -> tuple[Document, Extraction]:
    """A report whose claims are the words given, each within its sentence."""
    document = Document("r", "r", text, "en")
    times = find_times(document, Annotation("r", (), (), ()), load_pack("en"), None)
    claims = []
    for words, kind in events:
        at = text.index(words)
        start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
        quote = Span(start, text.index(".", at) + 1)
        claims.append(Claim(words, "r", "en", kind, Status.HAPPENED, Span(at, at + len(words)), quote))
    return document, Extraction("r", (), times, tuple(claims))


def test_both_events_stand_in_the_sentence() -> None:
    report = told(
        "They met two days before the signing of the accord.", ("met", EventType.MEET), ("signing", EventType.AGREE)
    )
    (relation,) = read_relations([report])
    assert (relation.claim.id, relation.target.id, relation.offset) == ("met", "signing", (-2, -2))


def test_an_event_that_is_only_named_is_the_last_one_of_its_kind() -> None:
    report = told(
        "They reached a deal in Oslo. They had met there two days before the signing.",
        ("reached", EventType.AGREE),
        ("met", EventType.MEET),
    )
    (relation,) = read_relations([report])
    assert (relation.claim.id, relation.target.id) == ("met", "reached")


def test_words_without_an_event_to_count_from_say_nothing() -> None:
    assert not list(read_relations([told("They met two days before the storm.", ("met", EventType.MEET))]))


def test_a_pause_parts_the_words_from_the_event_behind_it() -> None:
    report = told("Twenty days after the storm, they signed.", ("signed", EventType.AGREE))
    assert not list(read_relations([report]))


def test_what_is_to_come_counts_from_what_is_to_come() -> None:
    document, extraction = told(
        "They signed a draft. They will sign the deal in May. Prisoners will be freed a week after the signing.",
        ("signed", EventType.AGREE),
        ("sign the", EventType.AGREE),
        ("freed", EventType.RELEASE),
    )
    first, second, freed = extraction.claims
    expression = extraction.times[-1]
    when = When(None, expression.basis, expression.span, expression.text, expression)
    claims = (
        first,
        replace(second, status=Status.PLANNED),
        replace(freed, status=Status.PLANNED, when=when),
    )
    (relation,) = read_relations([(document, replace(extraction, claims=claims))])
    assert (relation.claim.id, relation.target.id) == ("freed", "sign the")
