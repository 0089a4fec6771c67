"""B-cubed of the record's entities over the examples and, where they are at hand, the five real reports, against floors."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"
FLOORS = json.loads((ROOT / "tests/gold/floors.json").read_text(encoding="utf-8"))["clusters"]


def load_benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("clusters_benchmark", ROOT / "benchmarks/clusters.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "folder"), [("examples.tsv", ROOT / "examples"), ("real.tsv", SEEDS)])
def test_clusters(name: str, folder: Path) -> None:
    if not folder.exists():
        pytest.skip("the five reports are not part of the repository")
    scores = load_benchmark().measure(name, folder)
    assert scores.f1 >= FLOORS[name], scores
