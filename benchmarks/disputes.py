"""Disputes found in small sets of reports of our own, against the disputes that were written into them: precision and recall, each error listed.

    python benchmarks/disputes.py

disputes_data/reports.jsonl holds one set a line: its reports, and its disputes with their attribute and the value on each side. Half of the sets have
none, though something differs: a later change of plan, a city in its country, a toll that rises, the next meeting. A dispute is right when the set has
one of its attribute whose values are all among its own.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dragoman
from dragoman.model import Dispute

DATA = Path(__file__).parent / "disputes_data" / "reports.jsonl"


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of one set: disputes that are right, those that are wrong, and those that were missed."""

    name: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def read_sets() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def find(reports: list[dict[str, str]], folder: Path) -> tuple[Dispute, ...]:
    """The disputes of a record of these reports alone."""
    lines = [json.dumps({"id": f"report-{n}", **report}, ensure_ascii=False) for n, report in enumerate(reports, 1)]
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    dragoman.read([folder / "reports.jsonl"], record=folder / "record.dragoman")
    with dragoman.open_record(folder / "record.dragoman") as record:
        return record.disputes()


def judge(one: dict[str, Any], found: tuple[Dispute, ...]) -> Result:
    wanted = [(d["attribute"], frozenset(d["values"])) for d in one["disputes"]]
    right, wrong = [], []
    for dispute in found:
        values = {v.value for v in dispute.values}
        fits = next((w for w in wanted if w[0] == dispute.attribute and w[1] <= values), None)
        told = f"{dispute.attribute}: {', '.join(sorted(values))}"
        if fits is None:
            wrong.append(told)
        else:
            wanted.remove(fits)
            right.append(told)
    return Result(one["id"], tuple(right), tuple(wrong), tuple(f"{a}: {', '.join(sorted(v))}" for a, v in wanted))


def measure() -> list[Result]:
    """Every set read for itself."""
    results = []
    for one in read_sets():
        with tempfile.TemporaryDirectory() as folder:
            results.append(judge(one, find(one["reports"], Path(folder))))
    return results


def summary(results: list[Result]) -> dict[str, float]:
    """Precision and recall over all disputes."""
    count = Counter({part: sum(len(getattr(r, part)) for r in results) for part in ("right", "wrong", "missed")})
    return {
        "sets": len(results),
        "disputes": count["right"] + count["missed"],
        "precision": round(count["right"] / max(1, count["right"] + count["wrong"]), 3),
        "recall": round(count["right"] / max(1, count["right"] + count["missed"]), 3),
    }


def main() -> None:
    results = measure()
    for result in results:
        for part in ("wrong", "missed"):
            for dispute in getattr(result, part):
                print(f"{part:<6} {result.name}: {dispute}")
    print(json.dumps(summary(results)))


if __name__ == "__main__":
    main()
