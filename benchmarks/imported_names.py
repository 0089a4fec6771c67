"""How fast names are looked up among a million imported ones, and what the index costs.

python benchmarks/imported_names.py [NAMES]
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from dragoman.knowledge_base import ImportedNames, import_entities

SYLLABLES = [
    "ba",
    "ko",
    "ri",
    "mu",
    "ta",
    "len",
    "dor",
    "shi",
    "va",
    "net",
    "ol",
    "par",
    "zu",
    "ki",
    "mer",
    "dan",
    "ha",
    "fo",
]
LOOKUPS = 3000


def make_names(count: int) -> list[str]:
    chance = random.Random(1)

    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).title()

    return [f"{word()} {word()}" for _ in range(count)]


def main() -> None:
    names = make_names(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        source, index = Path(folder) / "names.jsonl", Path(folder) / "names.index"
        with source.open("w", encoding="utf-8") as file:
            for number, name in enumerate(names):
                row = {"id": f"p{number}", "schema": "Person", "properties": {"name": [name]}}
                file.write(json.dumps(row) + "\n")
        wanted = names[:: max(1, len(names) // LOOKUPS)]
        del names
        start = time.perf_counter()
        count = import_entities(source, index)
        print(f"{count} imported in {time.perf_counter() - start:.0f} s, index {index.stat().st_size / 1e6:.0f} MB")
        imported = ImportedNames(index)
        start = time.perf_counter()
        found = sum(bool(imported.lookup(name)) for name in wanted)
        print(f"{found} of {len(wanted)} found, {(time.perf_counter() - start) / len(wanted) * 1e6:.0f} us a look-up")
        imported.close()
        print(
            f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, the list of names included"
        )


if __name__ == "__main__":
    main()
