"""Who is who in the five real reports, against the gold names: B-cubed (Bagga & Baldwin 1998) over every place where a gold name stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dragoman.knowledge_base import load
from dragoman.link.entities import link_entities
from dragoman.model import Document, EntityKind, Extraction, Mention, MentionForm, MentionKey, Span

SHARED = Path(__file__).parents[4] / "shared"
BODIES = {"Hamas", "Mossad", "United Nations"}
PLACES = {"Israel", "Qatar", "Sharm el-Sheikh", "Doha", "Vienna", "Washington"}
OUTLETS = {"New York Times", "Axios", "Middle East Eye", "Fox News Digital", "Reuters", "Sky News", "60 Minutes"}


def kind_of(name: str) -> EntityKind:
    if name in BODIES:
        return EntityKind.ORGANISATION
    if name in PLACES:
        return EntityKind.PLACE
    return EntityKind.OUTLET if name in OUTLETS else EntityKind.PERSON


@pytest.mark.skipif(
    not (SHARED / "gold" / "seeds.json").exists(), reason="the five reports are not part of the repository"
)
def test_gold_names_cluster() -> None:
    gold = json.loads((SHARED / "gold" / "seeds.json").read_text(encoding="utf-8"))
    documents, extractions, truth = {}, [], {}
    for entry in gold["documents"]:
        text = (SHARED / "seeds" / entry["file"]).read_text(encoding="utf-8")
        language, found = entry["language"], {}
        aliases = [(a, n) for n, by in gold["names"].items() for a in by.get(language, ())]
        for alias, name in sorted(aliases, key=lambda p: -len(p[0])):
            for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", text):
                span = Span(*match.span())
                if not any(span.overlaps(other) for other in found):
                    found[span] = Mention(span, alias, kind_of(name), MentionForm.NAME, alias, 0)
                    truth[MentionKey(entry["file"], span)] = name
        documents[entry["file"]] = Document(entry["file"], entry["file"], text, language)
        extractions.append(Extraction(entry["file"], tuple(m for _, m in sorted(found.items())), (), ()))
    entities = link_entities(extractions, documents, load(), [], {})
    system = {key: e.id for e in entities for key in e.mentions}
    assert set(system) == set(truth) and len(truth) > 100
    precision = recall = 0.0
    for key, name in truth.items():
        cluster = {k for k in truth if system[k] == system[key]}
        real = {k for k in truth if truth[k] == name}
        precision += len(cluster & real) / len(cluster) / len(truth)
        recall += len(cluster & real) / len(real) / len(truth)
    assert 2 * precision * recall / (precision + recall) >= 0.95, (precision, recall)
