"""Short report on a model folder, by language: on the held-out conflicts of the corpus, or on all blocks of another folder of annotated sentences.

python training/report.py src/dragoman/models
python training/report.py src/dragoman/models --sentences benchmarks/clauses_data
"""

from __future__ import annotations

import argparse
from pathlib import Path

from claims import Teacher, read_claims
from corpus_format import CORPUS
from dragoman.annotate.network import Network
from evaluate import score_events, score_names

MODELS = Path(__file__).parent.parent / "src/dragoman/models"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--sentences", type=Path, default=CORPUS, help="folder of annotated sentences, of which all count"
    )
    parser.add_argument(
        "--teacher", type=Path, default=MODELS, help="picks the word of a predicate or mention of several words"
    )
    options = parser.parse_args()
    network = Network(options.folder)
    teacher = Teacher(options.teacher)
    held = list(read_claims(options.sentences, teacher, options.sentences == CORPUS, []))
    for language in ("ar", "he", "en"):
        examples = [e for block, e in held if block.language == language]
        if not examples:
            continue
        names, phrases = score_names(network, examples), score_names(network, examples, 1)
        table = {
            "names": names.score("entities"),
            "titles, nouns": phrases.score("entities"),
            **score_events(network, examples).table(),
        }
        print(language, len(examples), "blocks", {k: round(v, 1) for k, v in table.items()}, flush=True)


if __name__ == "__main__":
    main()
