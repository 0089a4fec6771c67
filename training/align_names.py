"""Aligns names of two scripts letter by letter, for `dragoman.link.names.joint`.

    python training/align_names.py benchmarks/names_data/romanised.txt benchmarks/names_data/people.txt benchmarks/names_data/people_more.txt

Pairs of words come from the names in `knowledge/` and from the lexicon of names, and from further files of lines "English | Hebrew | Arabic". A
word of one script is cut into units of one or two letters with up to three Latin letters each by expectation maximisation (Viterbi training).
Writes `src/dragoman/link/names/aligned_<script>.txt`.
"""

from __future__ import annotations

import math
import sys
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import yaml

from dragoman.knowledge_base import load, word_spans
from dragoman.link.names.skeleton import compare_skeletons, skeleton
from dragoman.link.names.tables import joint_letters, script_of, strip_written_article
from dragoman.model import EntityKind

OUT = Path(__file__).parent.parent / "src/dragoman/link/names"
SCRIPTS = {"he": "hebrew", "ar": "arabic"}
ALIKE = 0.62
ROUNDS = 8
MAX_LATIN = 3


def plain(latin: str) -> str:
    split = unicodedata.normalize("NFKD", latin.casefold())
    return "".join(c for c in split if c.isascii() and c.isalpha())


def words_of(name: str) -> list[str]:
    return [strip_written_article(s.of(name)) for s in word_spans(name)]


def collect(files: list[Path]) -> dict[str, set[tuple[str, str]]]:
    pairs: dict[str, set[tuple[str, str]]] = {code: set() for code in SCRIPTS}

    def add(code: str, native: str, latin: str) -> None:
        ours = words_of(native)
        theirs = [s.of(latin) for s in word_spans(latin)]
        particles = {w for w in theirs if w.casefold() in ("al", "el", "the")}
        theirs = [w for w in theirs if w not in particles]
        ours = [
            w for w in ours if not ((s := script_of(w)) and s.particles.get(w, "").casefold() in ("al-", "al", "el"))
        ]
        if len(ours) != len(theirs):
            return
        for a, b in zip(ours, theirs, strict=True):
            script = script_of(a)
            if (
                script
                and script.name == SCRIPTS[code]
                and len(plain(b)) > 1
                and compare_skeletons(skeleton(a), skeleton(b)) >= ALIKE
            ):
                pairs[code].add((a, b))

    for entry in load().entries.values():
        if entry.kind in (EntityKind.PERSON, EntityKind.PLACE, EntityKind.COUNTRY, EntityKind.ORGANISATION):
            for code in SCRIPTS:
                for name in entry.names_in(code):
                    add(code, name, entry.name("en"))
    for row in yaml.safe_load((OUT / "lexicon.yaml").read_text(encoding="utf-8")):
        for code in SCRIPTS:
            for name in row.get(code, ()):
                add(code, name, row["en"][0])
    for file in files:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        for line in lines:
            english, hebrew, arabic = (part.strip() for part in line.split("|"))
            add("he", hebrew, english)
            add("ar", arabic, english)
    return pairs


@cache
def likeness(letter: str, latin: str) -> float:
    """How alike a letter and some Latin letters sound: consonants decide, vowels may follow them."""
    ours, theirs = skeleton(letter).lower(), skeleton(latin).lower()
    consonants = "".join(c for c in theirs if c not in "aiueo")
    if ours in ("", "'", "a", "u", "i") or not ours:
        return 0.6 if not consonants and latin else 0.2 if not latin else 0.1
    return compare_skeletons(ours, consonants) ** 2 if consonants else 0.0


def align(pairs: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    weights: Counter[tuple[str, str]] = Counter()
    for a, b in pairs:  # A flat start: whatever stands at about the same place.
        for i, letter in enumerate(a):
            at = i * len(b) / len(a)
            for length in range(MAX_LATIN + 1):
                for start in range(max(0, int(at) - 1), min(len(b), int(at) + 2)):
                    latin = b[start : start + length]
                    weights[letter, latin] += 0.02 + likeness(letter, latin)
    result: list[list[tuple[str, str]]] = []
    for _ in range(ROUNDS):
        total = Counter[str]()
        for (letters, _latin), n in sorted(weights.items()):
            total[letters] += n
        result = [found for a, b in pairs if (found := viterbi(a, b, weights, total))]
        weights = Counter(unit for word in result for unit in word)
    return result


def viterbi(a: str, b: str, weights: Counter[tuple[str, str]], total: Counter[str]) -> list[tuple[str, str]]:
    best: dict[tuple[int, int], tuple[float, tuple[tuple[str, str], ...]]] = {(0, 0): (0.0, ())}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if (i, j) not in best:
                continue
            score, path = best[i, j]
            for m in (1, 2):
                for n in range(MAX_LATIN + 1):
                    if i + m > len(a) or j + n > len(b) or (m == 2 and n == 0):
                        continue
                    unit = (a[i : i + m], b[j : j + n])
                    count = weights.get(unit, 0.01)
                    cost = (
                        score
                        + math.log((count + 0.01) / (total[unit[0]] + 1))
                        - (2.5 if m == 2 else 0)
                        - (0.5 if n == 0 else 0)
                    )
                    if (i + m, j + n) not in best or best[i + m, j + n][0] < cost:
                        best[i + m, j + n] = (cost, (*path, unit))
    return list(best.get((len(a), len(b)), (0.0, ()))[1])


def _letters(word: str) -> str:
    script = script_of(word)
    return joint_letters(word, script) if script else ""


def main() -> None:
    pairs = collect([Path(p) for p in sys.argv[1:]])
    for code, script in SCRIPTS.items():
        words = align(sorted({(_letters(a), plain(b)) for a, b in pairs[code]}))
        lines = sorted({" ".join(f"{x}:{y}" for x, y in word) for word in words})
        head = "# Names cut into units, LETTERS:latin. Made by training/align_names.py from knowledge/, lexicon.yaml and more pairs of names."
        (OUT / f"aligned_{script}.txt").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        print(code, len(pairs[code]), "pairs", len(lines), "aligned")


if __name__ == "__main__":
    main()
