"""Check the corpus and print what it holds:  python training/check_corpus.py [FILE ...]"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from corpus_format import STATUSES, TYPES, Block, read_corpus, read_file


def main(paths: list[str]) -> int:
    errors: list[str] = []
    blocks: list[Block] = (
        [b for p in paths for b in read_file(Path(p), errors)] if paths else list(read_corpus(errors=errors))
    )
    for language in sorted({b.language for b in blocks}):
        mine = [b for b in blocks if b.language == language]
        sentences = [s for b in mine for s in b.sentences]
        claims = [c for s in sentences for c in s.claims]
        types, statuses = Counter(c.type for c in claims), Counter(c.status for c in claims)
        print(f"{language}: {len(sentences)} sentences in {len(mine)} blocks, {len(claims)} claims")
        print("  types   ", " ".join(f"{t}:{types[t]}" for t in sorted(TYPES)))
        print("  statuses", " ".join(f"{s}:{statuses[s]}" for s in sorted(STATUSES)))
        print("  files   ", " ".join(f"{k}:{v}" for k, v in sorted(Counter(b.conflict for b in mine).items())))
    print("\n".join(errors) if errors else "no errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
