"""Trains the annotation model.

    python training/prepare.py --data ../shared/data --out training/work/prepared.xz
    python training/train.py --prepared training/work/prepared.xz --out training/work/final --minutes 240
    python training/export.py training/work/final/last.pt src/dragoman/models

One run needs no GPU (330 subwords a second on two shared cores); it uses one where torch finds one (then give --batch 16000 --workers 14 --dropout
0.1 and minutes in place of hours). The learning rate follows the time that has gone (cores may be shared), so that a run ends settled whenever it
ends. Stopped, it goes on from its last checkpoint when started again with the same --out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch

from batches import Batch, Mixture, NameSwaps, make_batches
from dragoman.annotate.network import Subwords, read_labels, read_subwords
from encoder import Annotation
from evaluate import score_events, score_names
from losses import measure, total
from prepare import Prepared, read_prepared, unpack
from torch_network import TorchNetwork

MODELS = Path(__file__).parent.parent / "src/dragoman/models"

EVENT_HEADS = frozenset({"eh", "et", "es", "op", "oa", "ob", "ol", "om"})


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", type=Path, required=True, help="what prepare.py wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run: checkpoints, scores")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from, in place of the prepared weights")
    parser.add_argument("--minutes", type=float, default=240)
    parser.add_argument("--corpus-share", type=float, default=0.6, help="share of the draws that come from our corpus")
    parser.add_argument(
        "--rate",
        type=float,
        default=1e-4,
        help="learning rate of the encoder; heads have four times, those of events ten times as much",
    )
    parser.add_argument("--batch", type=int, default=1500, help="subwords in a step")
    parser.add_argument("--freeze", type=int, default=0, help="lowest layers that stay as they are (saves time)")
    parser.add_argument("--dropout", type=float, default=0.0, help="inside the encoder")
    parser.add_argument("--noise", type=float, default=0.03, help="share of the words that are blurred")
    parser.add_argument(
        "--everything", action="store_true", help="train on the held-out conflicts too (for a release, after measuring)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches; 0: the run itself does")
    parser.add_argument("--threads", type=int, default=0)
    return parser.parse_args()


def main() -> None:
    options = parse_arguments()
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    torch.set_float32_matmul_precision("high")
    options.out.mkdir(parents=True, exist_ok=True)
    prepared = read_prepared(options.prepared)
    subwords = read_subwords(MODELS, read_labels(MODELS / "labels.json"))
    run = Run(options, subwords, prepared)
    run.train(Stream.open(prepared, subwords, options, run.step))
    if not options.everything:
        scores = score_held_out(run.model, subwords, prepared)
        (options.out / "scores.json").write_text(json.dumps(scores, indent=1), encoding="utf-8")


def gather(prepared: Prepared, options: argparse.Namespace) -> tuple[Mixture, NameSwaps]:
    """All training data and its shares."""
    corpus = [examples for _, _, held, examples in prepared.corpus if options.everything or not held]
    groups = {**prepared.others, "corpus": corpus}
    rest = 1 - options.corpus_share
    share = {"corpus": options.corpus_share, "trees": rest * 0.65, "names": rest * 0.35}
    swaps = NameSwaps.collect([e for documents in groups.values() for d in documents for e in d])
    return Mixture(groups, share), swaps


def score_held_out(model: Annotation, subwords: Subwords, prepared: Prepared) -> dict[str, dict[str, float]]:
    """Scores on the held-out conflicts by language."""
    network = TorchNetwork(model.eval(), subwords)
    scores = {}
    for language in ("ar", "he", "en"):
        examples = [e for code, _, held, found in prepared.corpus if held and code == language for e in found]
        table = {
            "names": score_names(network, examples).score("entities"),
            "titles, nouns": score_names(network, examples, 1).score("entities"),
            **score_events(network, examples).table(),
        }
        scores[language] = {name: round(value, 1) for name, value in table.items()}
        print(language, len(examples), "blocks", scores[language], flush=True)
    return scores


@dataclass
class Stream(torch.utils.data.IterableDataset[Batch]):
    """Endless batches, each worker its own."""

    mixture: Mixture
    swaps: NameSwaps
    subwords: Subwords
    seed: int
    size: int
    noise: float

    @staticmethod
    def open(prepared: Prepared, subwords: Subwords, options: argparse.Namespace, step: int) -> Iterator[Batch]:
        mixture, swaps = gather(prepared, options)
        stream = Stream(mixture, swaps, subwords, options.seed * 1000 + step, options.batch, options.noise)
        return iter(
            torch.utils.data.DataLoader(
                stream, batch_size=None, num_workers=options.workers, prefetch_factor=8 if options.workers else None
            )
        )

    def __iter__(self) -> Iterator[Batch]:
        worker = torch.utils.data.get_worker_info()
        chance = random.Random(self.seed + (worker.id if worker else 0))
        return make_batches(self.mixture, self.subwords, self.swaps, chance, self.size, noise=self.noise)


class Run:
    """One run with its optimiser, clock and checkpoints."""

    def __init__(self, options: argparse.Namespace, subwords: Subwords, prepared: Prepared) -> None:
        self.options = options
        model = Annotation(subwords.tokenizer.get_vocab_size(), inner_dropout=options.dropout)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.path = options.out / "last.pt"
        self.step, self.spent = 0, 0.0
        saved = torch.load(self.path, map_location="cpu", weights_only=True) if self.path.exists() else None
        if saved is None and options.start:
            model.load_state_dict(torch.load(options.start, map_location="cpu", weights_only=True)["model"])
        elif saved is None:
            found = model.load_state_dict(unpack(prepared.start), strict=False)
            assert not found.unexpected_keys
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

    def train(self, batches: Iterator[Batch]) -> None:
        budget = self.options.minutes * 60
        started, offset = time.monotonic(), self.spent
        saved_at, shown_at, seen = time.monotonic(), time.monotonic(), 0
        sums: Counter[str] = Counter()
        self.model.train()
        for batch in batches:
            self.spent = offset + time.monotonic() - started
            if self.spent >= budget:
                break
            losses = self.learn(batch, self.spent / budget)
            seen += batch.subwords
            now = time.monotonic()
            if self.step % 10 == 0:  # each look at a loss waits for a GPU
                for name, value in losses.items():
                    sums[name] += float(value)
                    sums[f"#{name}"] += 1
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

    def learn(self, batch: Batch, part: float) -> dict[str, torch.Tensor]:
        """One step; returns the losses."""
        scale = min(1.0, part / 0.04 + 0.05) * max(0.02, 1.0 - part)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * scale
        inputs = {k: v.to(self.device, non_blocking=True) for k, v in batch.inputs.items()}
        batch.gold = {k: v.to(self.device, non_blocking=True) for k, v in batch.gold.items()}
        # many CPUs only imitate bfloat16: seventy times slower than single precision on one without AVX-512
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
            outputs = self.model(**inputs)
            losses = measure(self.model, outputs, batch)
        self.optimiser.zero_grad(set_to_none=True)
        total(losses).backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
        self.optimiser.step()
        self.step += 1
        return {name: loss.detach() for name, loss in losses.items()}

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
