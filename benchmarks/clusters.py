"""Who is who over whole sets of reports: B-cubed (Bagga & Baldwin 1998) of the record's entities against hand-made clusters, every error listed.

    python benchmarks/clusters.py [--real FOLDER]

clusters_data/examples.tsv labels who each name, office, class noun or pronoun of examples/ means that refers to one person, body, country, place or
outlet; clusters_data/real.tsv the same for the five real reports, whose texts are not part of the repository (FOLDER holds them; their spans stand
without words). A labelled span that the record has no mention for counts as a cluster of its own. Mentions that no label covers (descriptions of
unnamed people) are left out.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import dragoman

DATA = Path(__file__).parent / "clusters_data"
EXAMPLES = Path(__file__).parents[1] / "examples"
Key = tuple[str, int, int]


@dataclass(frozen=True)
class Scores:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def read_gold(name: str) -> dict[Key, str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(row[0], int(row[1]), int(row[2])): row[3] for row in rows}


def read_system(folder: Path) -> tuple[dict[str, list[tuple[int, int, str]]], dict[str, str]]:
    """Mentions of each document with their entities' ids, and the texts."""
    with tempfile.TemporaryDirectory() as place:
        record = Path(place) / "clusters.dragoman"
        dragoman.read(folder, record)
        snapshot = dragoman.open_record(record).snapshot()
    names = {d.id: d.name for d in snapshot.documents}
    mentions: dict[str, list[tuple[int, int, str]]] = {}
    for entity in snapshot.linked.entities:
        for key in entity.mentions:
            mentions.setdefault(names[key.document], []).append((key.span.start, key.span.end, entity.id))
    return mentions, {d.name: d.text for d in snapshot.documents}


def answer(key: Key, mentions: dict[str, list[tuple[int, int, str]]]) -> str | None:
    """The entity of the mention that covers the labelled span best; None when less than half of the two is common.

    Where several mentions of one entity stand within the label ("his son Humam"), they cover it together.
    """
    _, start, end = key
    best, found = 0.5, None
    for first, last, entity in mentions.get(key[0], ()):
        share = (min(end, last) - max(start, first)) / (max(end, last) - min(start, first))
        if share >= best and (share > best or found is None):
            best, found = share, entity
    if found is None:
        inside = Counter[str]()
        for first, last, entity in mentions.get(key[0], ()):
            if start <= first and last <= end:
                inside[entity] += last - first
        found = next((entity for entity, length in inside.most_common(1) if length >= (end - start) / 2), None)
    return found


def b_cubed(gold: dict[Key, str], system: dict[Key, str]) -> Scores:
    pairs = Counter((gold[k], system[k]) for k in gold)
    real, made = Counter(gold.values()), Counter(system.values())
    n = len(gold)
    precision = sum(count * count / made[entity] for (_, entity), count in pairs.items()) / n
    return Scores(precision, sum(count * count / real[label] for (label, _), count in pairs.items()) / n)


def measure(name: str, folder: Path) -> Scores:
    gold = read_gold(name)
    mentions, texts = read_system(folder)
    found = {key: answer(key, mentions) for key in gold}
    system = {key: entity or f"nothing:{key}" for key, entity in found.items()}
    scores = b_cubed(gold, system)
    missing = sum(entity is None for entity in found.values())
    print(
        f"{name}: {len(gold)} labelled spans, {len(set(gold.values()))} entities, {missing} without a mention; "
        f"B-cubed precision {scores.precision:.3f} recall {scores.recall:.3f} F1 {scores.f1:.3f}"
    )
    usual = {
        label: Counter(system[k] for k in gold if gold[k] == label).most_common(1)[0][0] for label in gold.values()
    }
    owner = {e: Counter(gold[k] for k in gold if system[k] == e).most_common(1)[0][0] for e in system.values()}
    for key in sorted(gold):
        if system[key] != usual[gold[key]] or owner[system[key]] != gold[key]:
            words = " ".join(texts.get(key[0], "")[key[1] : key[2]].split())
            print(f"  {key[0]}:{key[1]} {words}: {found[key] or 'no mention'}, should be {gold[key]}")
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, help="the folder of the five real reports")
    options = parser.parse_args()
    measure("examples.tsv", EXAMPLES)
    if options.real:
        measure("real.tsv", options.real)


if __name__ == "__main__":
    main()
