"""Annotations to claims: mentions, reference, times, attributions, events, roles, status."""

from __future__ import annotations

from dragoman import knowledge_base
from dragoman.dates import COURSE
from dragoman.dates.dateline import is_dateline
from dragoman.extract.assemble import assemble_claims
from dragoman.extract.attribution import find_attributions
from dragoman.extract.coreference import complete_claims, merge_repeats
from dragoman.extract.details import find_details
from dragoman.extract.mentions import find_mentions
from dragoman.extract.negation_scope import without_scopes
from dragoman.extract.predicates import Predicate, find_predicates
from dragoman.extract.reading import Reading
from dragoman.extract.reference import resolve_references
from dragoman.extract.relevance import other_topic
from dragoman.extract.silence import with_silences
from dragoman.extract.times import agree, anchor_times, find_durations, find_times
from dragoman.model import Annotation, Document, Extraction, TimeExpression
from dragoman.pack import load_pack
from dragoman.vocabulary import event_kinds


def extract(document: Document, annotation: Annotation) -> Extraction:
    """Everything that can be read in one document.

    Args:
        document: the report.
        annotation: what the model read in it.

    Returns:
        Mentions, expressions of time and claims, in text order.

    Raises:
        PackError: there is no pack for the document's language.
    """
    reading = read_mentions(document, annotation)
    pack = reading.pack
    times = find_times(document, annotation, pack, document.published)
    predicates = _predicates(reading) if other_topic(reading, times) is None else []
    claims = assemble_claims(
        reading,
        predicates,
        find_attributions(reading),
        _anchor_all(reading, predicates, times),
        [*find_durations(document, annotation, pack), *find_details(reading)],
    )
    claims = [agree(claim, document.published) for claim in claims]
    return Extraction(
        document.id, tuple(reading.mentions), times, tuple(complete_claims(reading, merge_repeats(reading, claims)))
    )


def read_mentions(document: Document, annotation: Annotation) -> Reading:
    """A document with its mentions and what they refer to: what every later step of this stage begins from.

    Raises:
        PackError: there is no pack for the document's language.
    """
    reading = Reading(document, annotation, load_pack(document.language))
    reading.set_mentions(find_mentions(reading, knowledge_base.load()))
    reading.set_mentions(resolve_references(reading, reading.mentions))
    return reading


def _predicates(reading: Reading) -> list[Predicate]:
    """The words that report events, but those that only refuse to comment or turn a negation round."""
    return with_silences(reading, without_scopes(reading, find_predicates(reading)))


def _anchor_all(
    reading: Reading, predicates: list[Predicate], times: tuple[TimeExpression, ...]
) -> dict[int, TimeExpression]:
    """The expression of each predicate, sentence by sentence."""
    anchored: dict[int, TimeExpression] = {}
    told = [t for t in times if t.basis != COURSE and not (t.month and t.day and is_dateline(reading.text, t.span))]
    speech = frozenset(p.token for p in predicates if event_kinds()[p.type].speech)
    for sentence in reading.sentences:
        inside = [p.token for p in predicates if sentence.first <= p.token < sentence.last]
        if inside:
            anchored.update(anchor_times(sentence, inside, told, reading.annotation, speech))
    return anchored
