"""Scores and speed of the annotation model, beside the first model's and UDPipe's in the same run.

    python benchmarks/annotate.py --data ../shared/data --first ../shared/model0 [--model FOLDER] [--udpipe FOLDER] [--json OUT]

Trees and names are read over the words of the test sets; events over the held-out conflicts of training/corpus (never trained on). Arabic PUD and PADT
are left out unless --all is given: a model begun from the first one has seen most of their sentences. With --udpipe (`pip install ufal.udpipe`) UDPipe
is trained on the trees of the same treebanks, as `udpipe.py` says, and its models are kept in FOLDER; what lies there already is not trained again.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
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
from evaluate import (  # noqa: E402
    Tally,
    count_tree,
    fit_examples,
    forget_readings,
    has_tree,
    score_events,
    score_names,
    score_trees,
)
from examples import STYLES, Example  # noqa: E402
from sources import read_tests  # noqa: E402
from udpipe import Udpipe, load_library, train_missing  # noqa: E402

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
    parser.add_argument("--udpipe", type=Path, metavar="FOLDER", help="train UDPipe, or take its models from here")
    parser.add_argument("--udpipe-words", type=int, default=0, help="only so many words of trees a language; 0 for all")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.udpipe:
        load_library()
    with tempfile.TemporaryDirectory() as folder:
        models = {"this model": options.model}
        if options.first.exists():
            models = {"first model": adopt_first_model(options.first, Path(folder), options.model), **models}
        held = read_held_out(options.model)
        results = {}
        for name, path in models.items():
            results[name] = measure(path, options, held)
            write(results, options.json)
    if options.udpipe:
        results["UDPipe"] = measure_udpipe(options)
    write(results, options.json)
    show(results)


def read_held_out(model: Path) -> dict[str, list[Example]]:
    """Examples of the held-out conflicts by language."""
    held: dict[str, list[Example]] = {"ar": [], "he": [], "en": []}
    for block, example in read_claims(CORPUS, Teacher(model), True, []):
        if (block.language, block.conflict) not in READ_BEFORE:
            held[block.language].append(example)
    return held


def write(results: dict[str, dict[str, dict[str, float]]], target: Path | None) -> None:
    """Keep what is measured so far."""
    if target:
        target.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


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


def measure(folder: Path, options: argparse.Namespace, held: dict[str, list[Example]]) -> dict[str, dict[str, float]]:
    """All scores of one model folder, by test set."""
    network = Network(folder)
    results: dict[str, dict[str, float]] = {}
    for name, examples in choose_tests(options).items():
        forget_readings()
        some = fit_examples(network, examples)
        table = score_trees(network, some).table()
        names = score_names(network, some).table()
        results[name] = {**table, **names}
    for language, found in held.items():
        forget_readings()
        examples = fit_examples(network, found)
        names, phrases = score_names(network, examples).table(), score_names(network, examples, 1).table()
        table = {"names": names.get("entities", 0.0), "titles and nouns": phrases.get("entities", 0.0)}
        results[f"held-out conflicts, {language}"] = {**table, **score_events(network, examples).table()}
    results["speed"] = run_alone(time_reading, folder)
    return results


def choose_tests(options: argparse.Namespace) -> dict[str, list[Example]]:
    """The test sets that are asked for, cut to the length that is asked for."""
    tests = read_tests(options.data).items()
    return {name: found[: options.limit or None] for name, found in tests if options.all or name not in SEEN}


def measure_udpipe(options: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Trees of the test sets as UDPipe reads them, and its speed."""
    files = train_missing(options.data, options.udpipe, options.udpipe_words)
    models = {language: Udpipe(path) for language, path in files.items()}
    results: dict[str, dict[str, float]] = {}
    for name, examples in choose_tests(options).items():
        tally = Tally()
        for example in filter(has_tree, examples):
            count_tree(tally, example, models[STYLES[example.style][:2]].read(example))
        if table := tally.table():
            results[name] = table
    results["speed"] = run_alone(time_udpipe, files, held_out_words(options.model))
    return results


def run_alone(function: Callable[..., dict[str, float]], *arguments: Any) -> dict[str, float]:
    """What a function measures in a process of its own, whose memory no other model has used."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def held_out_documents() -> list[Document]:
    """The held-out conflicts as one document each."""
    texts: dict[tuple[str, str], list[str]] = {}
    for block in read_corpus(CORPUS, []):
        if is_held_out(block):
            texts.setdefault((block.language, block.conflict), []).extend(s.text for s in block.sentences)
    return [Document(f"{lang}-{name}", name, " ".join(lines), lang) for (lang, name), lines in sorted(texts.items())]


def held_out_words(folder: Path) -> dict[str, list[list[str]]]:
    """Words of the same documents by language and sentence, as our stage cuts them."""
    documents = held_out_documents()
    words: dict[str, list[list[str]]] = {}
    for document, read in zip(documents, Annotator(folder).annotate(documents), strict=True):
        cut = [[token.text for token in read.tokens[s.first : s.last]] for s in read.sentences]
        words.setdefault(document.language, []).extend(cut)
    return words


def time_udpipe(files: dict[str, Path], sentences: dict[str, list[list[str]]]) -> dict[str, float]:
    """Words a second that UDPipe tags and parses on its one thread, time to load all languages, and peak memory."""
    started = time.perf_counter()
    models = {language: Udpipe(path) for language, path in files.items() if language in sentences}
    loaded = time.perf_counter() - started
    started = time.perf_counter()
    for language, model in models.items():
        for words in sentences[language]:
            model.run(words)
    seconds = time.perf_counter() - started
    count = sum(len(words) for language in models for words in sentences[language])
    return {
        "words/s, one thread": round(count / seconds),
        "load, s": round(loaded, 2),
        "peak memory, MB": round(peak_memory()),
    }


def peak_memory() -> float:
    """Megabytes that this process has held at most (Linux tells it apart from those of the process that began it)."""
    status = Path("/proc/self/status")
    for line in status.read_text(encoding="ascii").splitlines() if status.exists() else ():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def time_reading(folder: Path) -> dict[str, float]:
    """Words a second of the whole stage, its processor time over that of the bare network, load time and peak memory."""
    documents = held_out_documents()
    started = time.perf_counter()
    annotator = Annotator(folder)
    loaded = time.perf_counter() - started
    list(annotator.annotate(documents[:1]))
    started = time.perf_counter()
    words = sum(len(a.tokens) for a in annotator.annotate(documents))
    both = time.perf_counter() - started
    single = Annotator(folder, threads=1)
    started, worked = time.perf_counter(), time.process_time()
    list(single.annotate(documents))
    alone, stage = time.perf_counter() - started, time.process_time() - worked
    bare = time_network(single, documents)
    return {
        "words/s": round(words / both),
        "words/s, one thread": round(words / alone),
        "stage / network": round(stage / bare, 2),
        "load, s": round(loaded, 2),
        "peak memory, MB": round(peak_memory()),
    }


def time_network(annotator: Annotator, documents: list[Document]) -> float:
    """Seconds of processor time that the bare network takes for the same windows on one thread."""
    prepared = [annotator._prepare(document) for document in documents]
    network, seconds = annotator._network, 0.0
    for item in prepared:
        for window in item.windows:
            numbers = [k for k, piece in enumerate(window.pieces) for _ in range(piece.first, piece.last)]
            started = time.process_time()
            network.run(item.pieces[window.first : window.last], network.style(item.document.language), numbers)
            seconds += time.process_time() - started
    return seconds


def show(results: dict[str, dict[str, dict[str, float]]]) -> None:
    """One table a test set, models side by side."""
    names = list(results)
    for test in results["this model"]:
        print(f"\n{test}")
        rows = sorted({row for model in names for row in results[model].get(test, {})})
        for row in rows:
            values = [results[model].get(test, {}).get(row) for model in names]
            print(f"  {row:<24}" + "".join(f"{'-' if v is None else v:>14}" for v in values))
    print("\ncolumns:", ", ".join(names))


if __name__ == "__main__":
    main()
