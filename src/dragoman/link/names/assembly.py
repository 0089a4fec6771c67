"""Makes entities of clusters of mentions: names by language, an English name, a stable id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.knowledge_base import PIVOT, Entry, Knowledge, fold_words, name_languages
from dragoman.link.names.gloss import gloss, is_latin
from dragoman.link.names.referents import Target
from dragoman.link.names.romanise import romanise
from dragoman.link.names.tables import script_of
from dragoman.model import DatedName, Entity, EntityKind, Interval, MentionKey

_MOST_REASONS = 12
_MOST_NAMES = 12


@dataclass(slots=True)
class Cluster:
    """Mentions with one target, while they are collected. `names` counts (language, name) pairs."""

    target: Target
    english: str
    mentions: list[MentionKey] = field(default_factory=list)
    names: dict[tuple[str, str], int] = field(default_factory=dict)
    kinds: dict[EntityKind, int] = field(default_factory=dict)
    offices: set[str] = field(default_factory=set)
    reasons: dict[str, int] = field(default_factory=dict)

    def count_name(self, language: str, name: str) -> None:
        """Count a spelling once more."""
        self.names[language, name] = self.names.get((language, name), 0) + 1


def build_entities(clusters: Iterable[Cluster], knowledge: Knowledge) -> list[Entity]:
    """One entity for each cluster, sorted by id."""
    made = [_build(cluster, knowledge) for cluster in clusters]
    taken = Counter(entity.id for entity in made)
    if any(count > 1 for count in taken.values()):
        raise AssertionError("two clusters with one id")
    return sorted(made, key=lambda e: e.id)


def _build(cluster: Cluster, knowledge: Knowledge) -> Entity:
    entry = knowledge.entry(cluster.target.key[0]) if cluster.target.known else None
    written = sorted(cluster.names.items(), key=lambda kv: (-kv[1], -len(kv[0][1]), kv[0]))
    if entry is not None:
        preferred = [(code, entry.name(code)) for code in name_languages() if entry.names_in(code)]
        names = [*preferred, *(pair for pair, _ in written)]
        identifier, kind = entry.id, entry.kind
    else:
        english = _english_name(cluster, [pair for pair, _ in written])
        code = PIVOT if is_latin(english) else language_of(english)
        names = [(code, english), *(pair for pair, _ in written)]
        identifier, kind = _identifier(cluster, english), _kind_of(cluster)
    return Entity(
        id=identifier,
        kind=kind,
        names=tuple(dict.fromkeys(names))[:_MOST_NAMES],
        mentions=tuple(sorted(cluster.mentions, key=lambda k: (k.document, k.span))),
        knowledge=entry.id if entry else None,
        offices=tuple(sorted(cluster.offices)),
        why=tuple(sorted(cluster.reasons, key=lambda r: (-cluster.reasons[r], r)))[:_MOST_REASONS],
        dated=_dated(entry) if entry else (),
    )


def _dated(entry: Entry) -> tuple[DatedName, ...]:
    """The names that an entry did not bear always."""
    told = {period.name: Interval(period.start, period.end) for period in entry.periods}
    pairs = ((code, name, " ".join(fold_words(name))) for code, name in entry.names) if told else ()
    return tuple(DatedName(code, name, told[folded]) for code, name, folded in pairs if folded in told)


def _english_name(cluster: Cluster, written: list[tuple[str, str]]) -> str:
    """The longest frequent spelling in Latin letters that any report has, else what the lexicon and the rules make of it."""
    latin = [name for _, name in written if _is_latin(name)]
    if latin:
        return max(latin, key=lambda n: (len(n.split()), cluster_count(cluster, n), n))
    return cluster.english or (
        romanise(written[0][1], written[0][0]) if written else gloss(" ".join(cluster.target.key[1:]), PIVOT)
    )


def cluster_count(cluster: Cluster, name: str) -> int:
    """How often the cluster has `name`, in any language."""
    return sum(count for (_, n), count in cluster.names.items() if n == name)


def _is_latin(name: str) -> bool:
    found = [script_of(w) for w in name.split()]
    return bool(found) and all(s is not None and not s.romanise.longest for s in found)


def _kind_of(cluster: Cluster) -> EntityKind:
    if cluster.target.kind == "office":
        return EntityKind.PERSON
    if cluster.target.kind == EntityKind.PLACE.value and cluster.kinds:
        return min(cluster.kinds, key=lambda k: (-cluster.kinds[k], k.value))
    return EntityKind(cluster.target.kind)


def _identifier(cluster: Cluster, english: str) -> str:
    target = cluster.target
    return f"{slug(english) or target.kind}-{_digest(target)}"


def _digest(target: Target) -> str:
    return hashlib.sha256("\n".join((target.kind, target.document, *target.key)).encode()).hexdigest()[:8]


def digests_of(entity: Entity) -> frozenset[str]:
    """How the ids end that an entity would have if one of its names alone made it, over all reports or in one of its own."""
    kind = EntityKind.PLACE.value if entity.kind is EntityKind.COUNTRY else entity.kind.value
    documents = ("", *sorted({k.document for k in entity.mentions}))
    keys = {(code, " ".join(fold_words(name)) or name) for code, name in entity.names}
    return frozenset(_digest(Target(kind, key, document)) for key in keys for document in documents)


def slug(name: str) -> str:
    """A name in lower-case ASCII letters, digits and hyphens, at most 40 of them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-")


def language_of(name: str) -> str:
    """The code under which a name in its script is kept."""
    script = next((s for s in (script_of(w) for w in name.split()) if s is not None), None)
    return script.lexicon if script is not None else PIVOT
