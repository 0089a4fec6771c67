"""Corrections: names that a person types become ids, the judgement is written down, everything derived is made anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman import pipeline
from dragoman.errors import JudgementError
from dragoman.model import MentionKey, Span
from dragoman.record import Record
from dragoman.record.views import Snapshot
from dragoman.show.console import say

MENTION = re.compile(r"(?P<document>.+):(?P<start>\d+)-(?P<end>\d+)")


def correct(record: Record, action: str, subjects: Sequence[str], value: str | None, author: str) -> None:
    """Carry out one correction and say what was done.

    Raises:
        JudgementError: a name that fits no entity or several, a mention that is not there, nothing to undo.
    """
    if action == "merge" and len(set(subjects)) < 2:
        raise JudgementError("merge needs two entities or more")
    if action == "rename" and not (value or "").strip():
        raise JudgementError("rename needs a name")
    snapshot = record.snapshot()
    ids = list(subjects) if action == "undo" else [_resolve(snapshot, s) for s in subjects]
    before = record.linked()
    judgement = pipeline.judge(record, action, ids, value, author)
    effect = " (nothing changes)" if record.linked() == before else ""
    changed_to = f" -> {value}" if value else ""
    say(f"{judgement.id}: {action} {', '.join(subjects) or judgement.subjects[0]}{changed_to}{effect}")


def _resolve(snapshot: Snapshot, subject: str) -> str:
    if mention := MENTION.fullmatch(subject):
        document = snapshot.document(mention["document"])
        span = Span(int(mention["start"]), int(mention["end"]))
        if not any(MentionKey(document.id, span) in e.mentions for e in snapshot.linked.entities):
            raise JudgementError(f"nobody is named at {subject}: `dragoman export entities` lists all mentions")
        return f"{document.id}:{mention['start']}-{mention['end']}"
    found = snapshot.entities_named(subject)
    if not found:
        raise JudgementError(f"nobody called {subject!r} in this record: `dragoman who` lists all")
    if len(found) > 1:
        several = ", ".join(f"{entity.name('en')} ({entity.id})" for entity in found[:6])
        raise JudgementError(f"{subject!r} fits {len(found)}: {several}")
    return found[0].id
