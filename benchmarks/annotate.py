"""Scores and speed of the annotation model, beside the first model's in the same run.

    python benchmarks/annotate.py --data ../shared/data --first ../shared/model0 [--model FOLDER] [--json OUT]

Trees and names are read over the words of the test sets; events over the held-out conflicts of training/corpus (never trained on). Arabic PUD and PADT
are left out unless --all is given: a model begun from the first one has seen most of their sentences.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "training"))

from claims import Teacher, is_held_out, read_claims  # noqa: E402
from corpus_format import CORPUS, read_corpus  # noqa: E402
from dragoman.annotate import Annotator  # noqa: E402
from dragoman.annotate.annotator import MODEL  # noqa: E402
from dragoman.annotate.network import Network  # noqa: E402
from dragoman.model import Document  # noqa: E402
from evaluate import fit_examples, forget_readings, score_events, score_names, score_trees  # noqa: E402
from sources import read_tests  # noqa: E402

# held-out reports that lay in the corpus before their conflicts were set aside, and that the shipped model has read in training
READ_BEFORE = frozenset(
    {("en", "reports_sudan"), ("en", "reports_cyprus"), ("en", "reports_myanmar"), ("ar", "reports_sudan")}
)
SEEN = ("Arabic PUD, held out", "Arabic PADT v1, held out")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--first", type=Path, default=ROOT.parent / "shared/model0", help="folder of the first model")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--limit", type=int, default=0, help="only so many sentences of each set")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        models = {"this model": options.model}
        if options.first.exists():
            models = {"first model": adopt_first_model(options.first, Path(folder), options.model), **models}
        teacher = Teacher(options.model)
        results = {name: measure(path, options, teacher) for name, path in models.items()}
    show(results)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def adopt_first_model(folder: Path, target: Path, like: Path) -> Path:
    """The first model with its labels in the form that this version reads."""
    labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    ours = json.loads((like / "labels.json").read_text(encoding="utf-8"))
    kept = {key: labels[key] for key in ("upos", "relations", "treebank_styles", "clitic_flags")}
    more = {
        "format": 1,
        "version": "0",
        "entity_layers": [labels["entity_labels"]],
        "entity_rename": {"MISC": None, "TIMEX": "TIME"},
        "language_styles": {"he": "he_htb", "ar": "ar_padt", "en": "en_ewt"},
        "characters": ours["characters"],
        "window": 250,
        "context": 0,
        "subwords_per_word": 8,
    }
    (target / "labels.json").write_text(json.dumps({**kept, **more}), encoding="utf-8")
    for name in ("annotator.onnx", "tokenizer.json"):
        (target / name).symlink_to((folder / name).resolve())
    return target


def measure(folder: Path, options: argparse.Namespace, teacher: Teacher) -> dict[str, dict[str, float]]:
    """All scores of one model folder, by test set."""
    network = Network(folder)
    results: dict[str, dict[str, float]] = {}
    for name, examples in read_tests(options.data).items():
        if name in SEEN and not options.all:
            continue
        forget_readings()
        some = fit_examples(network, examples[: options.limit] if options.limit else examples)
        table = score_trees(network, some).table()
        names = score_names(network, some).table()
        results[name] = {**table, **names}
    held = [(b, e) for b, e in read_claims(CORPUS, teacher, True, []) if (b.language, b.conflict) not in READ_BEFORE]
    for language in ("ar", "he", "en"):
        forget_readings()
        examples = fit_examples(network, [example for block, example in held if block.language == language])
        names, phrases = score_names(network, examples).table(), score_names(network, examples, 1).table()
        table = {"names": names.get("entities", 0.0), "titles and nouns": phrases.get("entities", 0.0)}
        results[f"held-out conflicts, {language}"] = {**table, **score_events(network, examples).table()}
    results["speed"] = time_reading(folder)
    return results


def time_reading(folder: Path) -> dict[str, float]:
    """Words a second of the whole stage and of the bare network, load time and peak memory (of this process so far)."""
    texts: dict[tuple[str, str], list[str]] = {}
    for block in read_corpus(CORPUS, []):
        if is_held_out(block):
            texts.setdefault((block.language, block.conflict), []).extend(s.text for s in block.sentences)
    documents = [
        Document(f"{lang}-{name}", name, " ".join(lines), lang) for (lang, name), lines in sorted(texts.items())
    ]
    started = time.perf_counter()
    annotator = Annotator(folder)
    loaded = time.perf_counter() - started
    list(annotator.annotate(documents[:1]))
    started = time.perf_counter()
    words = sum(len(a.tokens) for a in annotator.annotate(documents))
    both = time.perf_counter() - started
    single = Annotator(folder, threads=1)
    started = time.perf_counter()
    list(single.annotate(documents))
    alone = time.perf_counter() - started
    bare = time_network(single, documents)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "words/s": round(words / both),
        "words/s, one thread": round(words / alone),
        "stage / network": round(alone / bare, 2),
        "load, s": round(loaded, 2),
        "peak memory, MB": round(peak),
    }


def time_network(annotator: Annotator, documents: list[Document]) -> float:
    """Seconds that the bare network takes for the same windows on one thread."""
    prepared = [annotator._prepare(document) for document in documents]
    network, seconds = annotator._network, 0.0
    for item in prepared:
        for window in item.windows:
            numbers = [k for k, piece in enumerate(window.pieces) for _ in range(piece.first, piece.last)]
            started = time.perf_counter()
            network.run(item.pieces[window.first : window.last], network.style(item.document.language), numbers)
            seconds += time.perf_counter() - started
    return seconds


def show(results: dict[str, dict[str, dict[str, float]]]) -> None:
    """One table a test set, models side by side."""
    names = list(results)
    for test in results[names[-1]]:
        print(f"\n{test}")
        rows = sorted({row for model in names for row in results[model].get(test, {})})
        for row in rows:
            values = [results[model].get(test, {}).get(row) for model in names]
            print(f"  {row:<24}" + "".join(f"{'-' if v is None else v:>14}" for v in values))
    print("\ncolumns:", ", ".join(names))


if __name__ == "__main__":
    main()
