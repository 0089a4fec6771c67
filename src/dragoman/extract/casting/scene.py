"""A document's predicates, and what the model thinks of each mention's part in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.model import Mention, Span

Part = str
"""A role, or "where"."""


class Scene:
    """The predicates of a document, and what the model thinks of each mention's part in each.

    Args:
        reading: the document with its mentions.
        predicates: in text order.
    """

    def __init__(self, reading: Reading, predicates: Sequence[Predicate]) -> None:
        self.reading = reading
        self.predicates = predicates
        self.mentions = {m.span: m for m in reading.mentions}
        self.heads: dict[int, Predicate] = {}
        for p in predicates:
            self.heads.setdefault(p.carrier, p)
        for p in predicates:
            self.heads[p.token] = p
        self.owned = {m.span for m in reading.mentions if self._is_owned(m)}

    def _is_owned(self, mention: Mention) -> bool:
        """Whether a mention lies inside a longer one ("Trump" in "Trump's envoy")."""
        around = self.reading.mention_at(self.reading.tokens_in(mention.span)[0])
        return around is not None and around.span != mention.span and around.span.covers(mention.span)

    @cached_property
    def parts(self) -> Mapping[int, Mapping[Span, Mapping[Part, float]]]:
        """The model's probabilities of parts, by predicate and mention."""
        return {p.token: self._parts_of(p) for p in self.predicates}

    def _parts_of(self, predicate: Predicate) -> dict[Span, dict[Part, float]]:
        found: dict[Span, dict[Part, float]] = {}
        for argument in predicate.reading.arguments if predicate.reading else ():
            if mention := self.reading.mention_at(argument.token):
                parts = found.setdefault(mention.span, {})
                parts[argument.role] = max(parts.get(argument.role, 0.0), argument.score)
        return found

    def others(self, predicate: Predicate) -> frozenset[int]:
        """Tokens of the other predicates, where the clause of this one may end."""
        return frozenset(
            p.token for p in self.predicates if p.token != predicate.token and p.carrier != predicate.carrier
        )
