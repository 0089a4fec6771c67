"""Loads the closed vocabularies of `ontology/*.yaml`: labels, frames and the codes of other schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.errors import PackError
from dragoman.model import EventType, Medium, Role, Status

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class EventKind:
    """What the ontology says of one event type.

    `frame` maps a syntactic slot (SUBJ, OBJ, WITH, ...) to the role of the mention in it. `speech` says that the doer's own words are the event,
    `sided` that it is between sides who all play one role, `course` that a report goes on telling of it in later sentences, `once` that what it
    tells of one doer is most often one happening,
    `placed` that it is at a place, `place` are slots in which that place stands besides those of place.
    """

    type: EventType
    frame: Mapping[str, Role]
    speech: bool
    medium: Medium | None
    plover: str
    sided: bool = False
    course: bool = False
    once: bool = False
    placed: bool = False
    place: tuple[str, ...] = ()


@cache
def event_kinds() -> Mapping[EventType, EventKind]:
    """All event types.

    Raises:
        PackError: the file lacks a type, or names an unknown type, role or medium.
    """
    data = _load("events")
    if set(data) != {t.value for t in EventType}:
        raise PackError(
            f"ontology/events.yaml: types differ from the model's: {set(data) ^ {t.value for t in EventType}}"
        )
    return {EventType(code): _event_kind(code, entry) for code, entry in data.items()}


@cache
def label(code: str, language: str = "en") -> str:
    """The label of an event type, status or role in `language`; the code itself when there is none."""
    for name in ("events", "statuses", "roles"):
        if code in (entries := _load(name)):
            names = entries[code]["label"]
            return str(names.get(language) or names[ENGLISH])
    return code


@cache
def labels() -> Mapping[str, str]:
    """The code of each English label."""
    return {
        str(entry["label"][ENGLISH]): code
        for name in ("events", "statuses", "roles")
        for code, entry in _load(name).items()
    }


@cache
def load_words() -> Mapping[str, Mapping[str, str]]:
    """The words of the views by language, by their English form (`ontology/words.yaml`)."""
    return _load("words")


@cache
def factbank(status: Status) -> str:
    """The FactBank value of a status, for example CT+ (Saurí & Pustejovsky 2009)."""
    return str(_load("statuses")[status.value]["factbank"])


@cache
def plover(kind: EventType) -> str:
    """The PLOVER category of an event type."""
    return event_kinds()[kind].plover


def _event_kind(code: str, entry: Mapping[str, Any]) -> EventKind:
    try:
        return EventKind(
            type=EventType(code),
            frame={slot: Role(role) for slot, role in entry["frame"].items()},
            speech=bool(entry.get("speech", False)),
            medium=Medium(entry["medium"]) if "medium" in entry else None,
            plover=str(entry["plover"]),
            place=tuple(entry.get("place", ())),
            **{name: bool(entry.get(name, False)) for name in ("sided", "course", "once", "placed")},
        )
    except (KeyError, ValueError) as error:
        raise PackError(f"ontology/events.yaml: {code}: {error}") from error


@cache
def _load(name: str) -> Mapping[str, Any]:
    text = (files("dragoman") / "ontology" / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(data, dict):
        raise PackError(f"ontology/{name}.yaml: not a mapping")
    return data
