"""Learn event words from the training conflicts of the corpus and write them to the packs:  python training/harvest_words.py

For each word (folded, without what may be written onto it): how often it is the predicate of a claim, of which type, and how often it occurs at
all. Kept are words that are a predicate in at least half of their occurrences; the type is that of most of them. The result is data for the
packs (`languages/<code>/harvest.yaml`), below the hand-written event words in rank; the same corpus gives the same files.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from corpus_format import HELD_OUT, WORD, GoldClaim, read_corpus
from dragoman.extract.words import bare_forms
from dragoman.pack import Pack, load_pack

LEAST_SHARE = 0.5
SHORTEST = 3
PACKS = Path(__file__).parent.parent / "src" / "dragoman" / "languages"


def main() -> None:
    types: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for block in read_corpus(errors=[]):
        if block.conflict in HELD_OUT:
            continue
        pack = load_pack(block.language)
        for sentence in block.sentences:
            for match in WORD.finditer(sentence.text):
                seen[block.language].update(_forms(match.group(), pack))
            for claim in sentence.claims:
                for word in _words_of(claim):
                    for form in _forms(word, pack):
                        types[block.language][form][claim.type] += 1
    for language, words in sorted(types.items()):
        _write(language, words, seen[language])


def _words_of(claim: GoldClaim) -> list[str]:
    """The words of a predicate; of several, all may carry it, and what is common elsewhere falls out by its share."""
    return [m.group() for m in WORD.finditer(claim.predicate.text) if len(m.group()) >= SHORTEST]


def _forms(word: str, pack: Pack) -> set[str]:
    return {b.word for b in bare_forms(word, pack) if len(b.word) >= SHORTEST}


def _write(language: str, words: dict[str, Counter[str]], seen: Counter[str]) -> None:
    by_type: dict[str, list[str]] = defaultdict(list)
    for form, counts in sorted(words.items()):
        kind, most = min(counts.items(), key=lambda c: (-c[1], c[0]))
        if most / max(seen[form], 1) >= LEAST_SHARE and not form.isdigit():
            by_type[kind].append(form)
    lines = ["# Written by training/harvest_words.py from the training conflicts of the corpus; not by hand."]
    lines += [f'{kind}: "{" ".join(forms)}"'.replace('\\"', '"') for kind, forms in sorted(by_type.items())]
    text = "\n".join(line if line.startswith("#") else _quote(line) for line in lines)
    (PACKS / language / "harvest.yaml").write_text(text + "\n", encoding="utf-8")
    print(language, sum(map(len, by_type.values())), "words")


def _quote(line: str) -> str:
    """YAML's single quotes, so that Hebrew double quotes inside words stand as they are."""
    kind, _, words = line.partition(": ")
    return f"{kind}: '{words[1:-1].replace(chr(39), chr(39) * 2)}'"


if __name__ == "__main__":
    main()
