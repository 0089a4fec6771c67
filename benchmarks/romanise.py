"""How near the romanisation of unknown names comes to the usual press spelling in English.

    python benchmarks/romanise.py [--errors]

Data: names_data/romanised.txt, which was tuned on, and the fresh names of names_data/fresh.txt. A name counts as read when difflib's ratio of
the folded spellings is at least .84. Names that the knowledge has are left out.
"""

from __future__ import annotations

import argparse
import difflib
import re
import unicodedata
from pathlib import Path

from dragoman.knowledge_base import load
from dragoman.link.names import romanise

DATA = Path(__file__).parent / "names_data"
ENOUGH = 0.84


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"\b(al|el|the)[- ]", "", plain)
    return re.sub(r"[^\w]+", " ", plain).strip()


def ratio(first: str, second: str) -> float:
    return difflib.SequenceMatcher(None, fold(first), fold(second)).ratio()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list names below the mark (of the tuned list)")
    options = parser.parse_args()
    knowledge = load()
    for file in ("romanised.txt", "fresh.txt"):
        if not (DATA / file).is_file():
            continue
        lines = (DATA / file).read_text(encoding="utf-8").splitlines()
        rows = [line.split("|") for line in lines if line and line[0] != "#"]
        for column, language in ((1, "he"), (2, "ar")):
            pairs = [(row[0], row[column]) for row in rows if not knowledge.lookup(row[column], language)]
            read = [(ratio(romanise(name, language), english), english, name) for english, name in pairs]
            good = sum(r >= ENOUGH for r, _, _ in read)
            print(
                f"{file} {language}: {good} of {len(read)} read ({good / len(read):.3f}), mean ratio {sum(r for r, _, _ in read) / len(read):.3f}"
            )
            if options.errors and file == "romanised.txt":
                for r, english, name in sorted(read):
                    if r < ENOUGH:
                        print(f"  {r:.2f} {name}: {romanise(name, language)} for {english}")


if __name__ == "__main__":
    main()
