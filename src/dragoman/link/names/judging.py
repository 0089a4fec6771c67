"""Carries out people's judgements on entities: merge, split, rename, in the order in which they were made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.link.names.assembly import digests_of, language_of
from dragoman.model import Document, Entity, Judgement, MentionKey, Span

_MENTION = re.compile(r"(.+):(\d+)-(\d+)")
_DIGITS = 8
# What stays of an id that was made of a name, and of one that was split off.
_MADE = re.compile(rf"-(?:split-)?[0-9a-f]{{{_DIGITS}}}$")


def obey(
    entities: Sequence[Entity], judgements: Sequence[Judgement], documents: Mapping[str, Document]
) -> tuple[Entity, ...]:
    """The entities after all judgements that stand. One that names an entity no longer there changes nothing.

    Args:
        entities: as derived.
        judgements: in the order made; undone ones are passed over.
        documents: documents by id, for the words of mentions that are split off.
    """
    current = {e.id: e for e in entities}
    moved: dict[str, str] = {}
    for judgement in sorted(judgements, key=lambda j: j.id):
        if judgement.undone:
            continue
        if judgement.action == "merge":
            _merge(current, moved, judgement)
        elif judgement.action == "split":
            _split(current, moved, judgement, documents)
        elif judgement.action == "rename":
            _rename(current, moved, judgement)
    return tuple(sorted(current.values(), key=lambda e: e.id))


def _find(current: Mapping[str, Entity], moved: Mapping[str, str], subject: str) -> Entity | None:
    """The entity that a subject (an id, or a mention as document:start-end) means now.

    An id is made of a name, and more reports may find a better one: an id that is gone means the only entity that bears the name of which it was made.
    """
    while subject in moved:
        subject = moved[subject]
    if subject in current:
        return current[subject]
    key = _read_mention(subject)
    if key is not None:
        return next((e for e in current.values() if key in e.mentions), None)
    made = _MADE.search(subject)
    bearers = [e for e in current.values() if _bears(e, made[0])] if made else []
    return bearers[0] if len(bearers) == 1 else None


def _bears(entity: Entity, ending: str) -> bool:
    return entity.id.endswith(ending) or ending[-_DIGITS:] in digests_of(entity)


def _read_mention(subject: str) -> MentionKey | None:
    found = _MENTION.fullmatch(subject)
    return MentionKey(found[1], Span(int(found[2]), int(found[3]))) if found else None


def _merge(current: dict[str, Entity], moved: dict[str, str], judgement: Judgement) -> None:
    found = [e for e in (_find(current, moved, s) for s in judgement.subjects) if e is not None]
    if not found:
        return
    kept = found[0]
    for other in found[1:]:
        if other.id == kept.id:
            continue
        kept = replace(
            kept,
            names=tuple(dict.fromkeys((*kept.names, *other.names))),
            mentions=tuple(sorted({*kept.mentions, *other.mentions}, key=lambda k: (k.document, k.span))),
            knowledge=kept.knowledge or other.knowledge,
            offices=tuple(sorted({*kept.offices, *other.offices})),
            why=(*kept.why, _reason(judgement)),
        )
        del current[other.id]
        moved[other.id] = kept.id
    current[kept.id] = kept


def _split(
    current: dict[str, Entity], moved: Mapping[str, str], judgement: Judgement, documents: Mapping[str, Document]
) -> None:
    keys = [k for k in (_read_mention(s) for s in judgement.subjects) if k is not None]
    named = next((e for e in (_find(current, moved, s) for s in judgement.subjects if not _read_mention(s)) if e), None)
    source = named or next((e for e in current.values() if any(k in e.mentions for k in keys)), None)
    if source is None:
        return
    out = tuple(k for k in source.mentions if k in keys)
    if not out or len(out) == len(source.mentions):
        return
    digest = hashlib.sha256("\n".join(f"{k.document}:{k.span}" for k in out).encode()).hexdigest()[:8]
    names = [
        (documents[k.document].language, k.span.of(documents[k.document].text)) for k in out if k.document in documents
    ]
    if judgement.value:
        names.insert(0, (language_of(judgement.value), judgement.value))
    current[source.id] = replace(source, mentions=tuple(k for k in source.mentions if k not in keys))
    identifier = f"{source.id}-split-{digest}"
    current[identifier] = Entity(
        identifier, source.kind, tuple(dict.fromkeys(names)) or source.names, out, why=(_reason(judgement),)
    )


def _rename(current: dict[str, Entity], moved: Mapping[str, str], judgement: Judgement) -> None:
    entity = _find(current, moved, judgement.subjects[0]) if judgement.subjects else None
    if entity is None or not judgement.value:
        return
    name = (language_of(judgement.value), judgement.value)
    names = (name, *(pair for pair in entity.names if pair != name))
    current[entity.id] = replace(entity, names=names, why=(*entity.why, _reason(judgement)))


def _reason(judgement: Judgement) -> str:
    return f"judgement {judgement.id} by {judgement.author or 'nobody named'}: {judgement.action}"
