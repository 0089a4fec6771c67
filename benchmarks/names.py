"""How well names are matched across scripts, side by side with what is in use elsewhere.

    python benchmarks/names.py [--unseen] [--errors]

Data: names_data/people*.txt, fresh.txt, unseen.txt, unseen2.txt to unseen5.txt (public figures in three scripts: three labelled pairs each) and distractors
(pairs of two people with like names): tuned on. --unseen measures on unseen6.txt, unseen6_distractors.txt and unseen6_short.txt, which were written before
the matcher was last changed and measured once after it. Measured:

- AUC: a pair of one person's names scores higher than a distractor.
- top-1: a Hebrew or Arabic name finds its English one among all English names of the data.
- merge precision and recall: pairs decided to be one person. Rivals decide by the threshold that does best for them on the tuning part
  (highest recall at precision >= .99, else highest F1). Precision counts distractors and all crossed pairs of English and Arabic names.
- with --unseen, short names: a family name or kunya alone finds its bearer among the English names of the file, or nobody where two bear it.

A slow rival compares only the pairs that rapidfuzz has for somewhat alike, and finds names among the forty most alike.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from dragoman.link.names import Decision, choose, compare, read_name
from dragoman.link.names.people import block_keys

DATA = Path(__file__).parent / "names_data"
LANGUAGES = ("en", "he", "ar")
TUNED = ("people", "people_more", "fresh", "unseen", "unseen2", "unseen3", "unseen4", "unseen5")
UNSEEN = "unseen6"
FILES = (*TUNED, UNSEEN)
# What a slow rival is spared: pairs less alike than this (rapidfuzz, of 100), and names beyond so many.
SOMEWHAT, NEAREST = 50.0, 40
Name = tuple[str, str]
Pair = tuple[Name, Name]


@dataclass(frozen=True)
class Data:
    people: list[dict[str, str]]
    distractors: list[Pair]
    pool: list[str]

    @property
    def positives(self) -> list[Pair]:
        codes = (("en", "he"), ("en", "ar"), ("he", "ar"))
        return [((p[a], a), (p[b], b)) for p in self.people for a, b in codes]

    @property
    def crossed(self) -> list[Pair]:
        return [((p["en"], "en"), (q["ar"], "ar")) for p in self.people for q in self.people if p is not q]


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]


def read_data(people_file: str, distractors_file: str) -> Data:
    people = [dict(zip(LANGUAGES, row, strict=True)) for row in rows(people_file)]
    pairs = [((a, x), (b, y)) for a, x, b, y in rows(distractors_file)]
    english = [p["en"] for p in people] + [name for name, code in sum(pairs, ()) if code == "en"]
    return Data(people, pairs, list(dict.fromkeys(english)))


def load(*files: str) -> Data:
    """The people and distractors of some files; English names to choose from are those of all files."""
    parts = {name: read_data(f"{name}.txt", f"{name}_distractors.txt") for name in FILES}
    people = {p["en"]: p for name in files for p in parts[name].people}
    pool = [n for part in parts.values() for n in part.pool]
    pairs = [pair for name in files for pair in parts[name].distractors]
    return Data(list(people.values()), list(dict.fromkeys(pairs)), list(dict.fromkeys(pool)))


class Dragoman:
    name = "dragoman"

    def likely(self, name: Name, pool: list[str]) -> list[str]:
        """The names that share a coarse key with one, as when reports are linked."""
        keys = block_keys(read_name(*name))
        return [other for other in pool if keys & block_keys(read_name(other, "en"))]

    def score(self, a: Name, b: Name) -> float:
        return compare(read_name(*a), read_name(*b)).score

    def merges(self, a: Name, b: Name) -> bool:
        return compare(read_name(*a), read_name(*b)).decision is Decision.SAME


class Rival:
    """A scorer of two strings, on Latin letters, with a threshold set on the tuning part."""

    def __init__(
        self,
        name: str,
        latin: Callable[[str], str],
        scorer: Callable[[str, str], float],
        likeness: Callable[[str, str], float] | None = None,
    ) -> None:
        self.name, self._latin, self._scorer, self._cache, self.threshold = name, latin, scorer, {}, 1.0
        self._likeness = likeness

    def _form(self, text: str) -> str:
        if text not in self._cache:
            self._cache[text] = self._latin(text)
        return self._cache[text]

    def score(self, a: Name, b: Name) -> float:
        if self._likeness is not None and self._likeness(a[0], b[0]) < SOMEWHAT:
            return 0.0
        return self._scorer(self._form(a[0]), self._form(b[0]))

    def merges(self, a: Name, b: Name) -> bool:
        return self.score(a, b) >= self.threshold

    def likely(self, name: Name, pool: list[str]) -> list[str]:
        """The names of the pool among which one is looked for."""
        if self._likeness is None:
            return pool
        return sorted(pool, key=lambda other: -self._likeness(other, name[0]))[:NEAREST]

    def tune(self, data: Data) -> None:
        good = [self.score(*p) for p in data.positives]
        bad = [self.score(*p) for p in data.distractors + data.crossed]
        best = (-1.0, -1.0, 1.0)
        for t in sorted(set(good)):
            hit, wrong = sum(s >= t for s in good), sum(s >= t for s in bad)
            precision, recall = hit / (hit + wrong), hit / len(good)
            f1 = 2 * precision * recall / (precision + recall)
            best = max(best, (recall if precision >= 0.99 else -1.0, f1, t))
        self.threshold = best[2]


def rivals() -> list[Rival]:
    found: list[Rival] = []
    try:
        from anyascii import anyascii
    except ImportError:
        print("anyascii is not installed: no rivals on it")
        return found

    @cache
    def latin(text: str) -> str:
        return anyascii(text).lower().replace("'", "").replace("`", "").replace("-", " ")

    found.append(Rival("rapidfuzz WRatio on anyascii", latin, fuzz.WRatio))
    found.append(Rival("rapidfuzz token_sort on anyascii", latin, fuzz.token_sort_ratio))
    try:
        import jellyfish
    except ImportError:
        print("jellyfish is not installed")
    else:
        found.append(Rival("jellyfish Jaro-Winkler on anyascii", latin, jellyfish.jaro_winkler_similarity))
        codes = lambda text: " ".join(jellyfish.metaphone(w) for w in latin(text).split())  # noqa: E731
        found.append(Rival("jellyfish metaphone on anyascii", codes, fuzz.token_sort_ratio))
    try:
        import icu
    except ImportError:
        print("PyICU is not installed: ICU transliteration left out")
    else:
        to_latin = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
        found.append(Rival("rapidfuzz token_sort on ICU", to_latin.transliterate, fuzz.token_sort_ratio))
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2, ScoringConfig
    except ImportError:
        print("nomenklatura is not installed: left out")
    else:
        config = ScoringConfig.defaults()

        @cache
        def person(name: str) -> object:
            return model.get_proxy({"id": name, "schema": "Person", "properties": {"name": [name]}})

        def logic(a: str, b: str) -> float:
            return LogicV2.compare(person(a), person(b), config).score

        found.append(Rival("nomenklatura LogicV2", str, logic, lambda a, b: fuzz.WRatio(latin(a), latin(b))))
    return found


def measure(system: Dragoman | Rival, data: Data) -> dict[str, float]:
    good = [system.score(*p) for p in data.positives]
    bad = [system.score(*p) for p in data.distractors]
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    queries = [((p[code], code), p["en"]) for p in data.people for code in ("he", "ar")]
    start = time.perf_counter()
    top = sum(
        max(system.likely(q, data.pool), key=lambda n, q=q: system.score((n, "en"), q), default="") == want
        for q, want in queries
    )
    seconds = time.perf_counter() - start
    hit = sum(system.merges(*p) for p in data.positives)
    wrong = sum(system.merges(*p) for p in data.distractors + data.crossed)
    return {
        "AUC": wins / (len(good) * len(bad)),
        "top-1": top / len(queries),
        "F1": 2 * hit / (hit + wrong + len(good)),
        "merge precision": hit / (hit + wrong) if hit + wrong else 0.0,
        "merge recall": hit / len(good),
        "us a pair": seconds / (len(queries) * len(data.pool)) * 1e6,
    }


def measure_short(data: Data) -> None:
    """Names of one word among the English names: whom they mean, if anybody."""
    names = [p["en"] for p in data.people]
    counts = Counter[str]()
    for name, language, want in rows(f"{UNSEEN}_short.txt"):
        index, why = choose(read_name(name, language), [read_name(n, "en") for n in names])
        got = names[index] if index is not None else "-"
        counts["right" if got == want else "open" if got == "-" else "wrong"] += 1
        if got != want:
            print(f"short   {name}: {got}, should be {want}: {'; '.join(why)}")
    print("short names:", ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())))


def list_errors(system: Dragoman, data: Data) -> None:
    for a, b in data.positives:
        c = compare(read_name(*a), read_name(*b))
        if c.decision is not Decision.SAME:
            print(f"missed  {a[0]} | {b[0]}: {c.score:.2f} {'; '.join(c.reasons)}")
    for a, b in data.distractors + data.crossed:
        if system.merges(a, b):
            print(f"merged  {a[0]} | {b[0]}: {'; '.join(compare(read_name(*a), read_name(*b)).reasons)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unseen", action="store_true", help="measure on the pairs never looked at")
    parser.add_argument("--errors", action="store_true", help="list our errors")
    options = parser.parse_args()
    tuning = load(*TUNED)
    data = load(UNSEEN) if options.unseen else tuning
    print(f"{len(data.positives)} pairs, {len(data.distractors)} distractors, {len(data.pool)} names to choose from")
    systems: list[Dragoman | Rival] = [Dragoman(), *rivals()]
    for system in systems:
        if isinstance(system, Rival):
            system.tune(tuning)
        result = measure(system, data)
        print(f"{system.name:<36}" + "  ".join(f"{k} {v:.3f}" for k, v in result.items()), flush=True)
    if options.unseen:
        measure_short(data)
    if options.errors:
        list_errors(Dragoman(), data)


if __name__ == "__main__":
    main()
