"""The packs' examples, read and scored: a language's specification, and how far it is kept.

python benchmarks/examples.py [--language he] [--errors]
"""

from __future__ import annotations

import argparse

from dragoman.pack import languages
from example_scores import MEASURES, measure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=languages(), help="one language; all by default")
    parser.add_argument("--errors", action="store_true", help="show what is wrong, sentence by sentence")
    options = parser.parse_args()
    for language in [options.language] if options.language else languages():
        result = measure(language)
        if options.errors:
            print(*result.failures, sep="\n", end="\n\n")
        print(language, *(f"{m} {result.shares()[m]:.3f} ({result.tally[f'{m} of']})" for m in MEASURES), sep="  ")


if __name__ == "__main__":
    main()
