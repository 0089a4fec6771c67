"""A model in training, read like a shipped one (dragoman.annotate.network.Network), so that it is scored by the same code."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from dragoman.annotate.network import Subwords, WindowScores, build_feed, read_labels
from encoder import Annotation
from examples import describe_labels


class TorchNetwork:
    """Labels, vocabulary and runs of a model in torch, in full precision."""

    def __init__(self, model: Annotation, subwords: Subwords) -> None:
        self.model, self.subwords = model, subwords
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "labels.json"
            path.write_text(describe_labels("in training", {}), encoding="utf-8")
            self.labels = read_labels(path)

    @torch.no_grad()
    def run(self, pieces: Sequence[tuple[int, ...]], style: int, sentences: Sequence[int]) -> WindowScores:
        """Scores of one window (see Network.run)."""
        device = next(self.model.parameters()).device
        found = self.model(**{k: torch.tensor(v).to(device) for k, v in build_feed(pieces, style, sentences).items()})
        heads = found.arc.argmax(-1)
        best = found.rel_heads.gather(1, heads[..., None].expand(-1, -1, found.rel_heads.shape[-1]))
        relations = self.model.relate(found.rel_dependents[0], best[0])
        role = self.model.assign(found.role_predicates, found.role_words)
        upos, clitics, arcs, events, statuses, roles, relations, *layers = (
            value.float().cpu().numpy()
            for value in (
                found.upos[0], found.clit[0], found.arc[0], found.event[0], found.status[0], role[0], relations,
                *(layer[0] for layer in found.ner),
            )
        )  # fmt: skip
        return WindowScores(upos, clitics, tuple(layers), arcs, relations, events, statuses, roles)
