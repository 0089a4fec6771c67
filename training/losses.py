"""The loss of each task, from what is known of each word."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from batches import Batch
from encoder import REL, Annotation, Outputs
from examples import LAYERS, MISSING, ROLES

TASKS = {
    "upos": 0.3,
    "clitics": 0.3,
    "arcs": 1.0,
    "relations": 0.5,
    "names": 1.0,
    "phrases": 1.0,
    "events": 2.0,
    "types": 0.5,
    "status": 0.5,
    "roles": 1.0,
    "sources": 0.7,
}


def measure(model: Annotation, outputs: Outputs, batch: Batch) -> dict[str, Tensor]:
    """Losses by task; tasks of which the batch knows nothing are left out."""
    gold, words = batch.gold, max(1, batch.words)
    losses: dict[str, Tensor] = {}
    trees = gold["tree_weight"] > 0
    if trees.any():
        losses["upos"] = (_each(outputs.upos, gold["upos"]) * gold["tag_weight"]).sum() / words
        flags = F.binary_cross_entropy_with_logits(outputs.clit.float(), gold["clitics"], reduction="none").sum(-1)
        losses["clitics"] = (flags * gold["tag_weight"]).sum() / words
        losses["arcs"] = (_each(outputs.arc, gold["heads"]) * gold["tree_weight"]).sum() / words
        losses["relations"] = _measure_relations(model, outputs, gold) / words
    for number, name in enumerate(("names", "phrases")):
        allowed = gold[f"layer{number}"]
        known = allowed.any(-1)
        if known.any():
            log = outputs.ner[number].float()[known].log_softmax(-1)
            right = log.masked_fill(~allowed[known], -1e4).logsumexp(-1)
            losses[name] = -right.sum() / words
    if (gold["event"] != MISSING).any():
        losses["events"] = _each(outputs.event, gold["event"]).sum() / words
    if len(gold["predicates"]):
        rows, places, status = gold["predicates"].unbind(1)
        losses["types"] = F.cross_entropy(outputs.event[rows, places, 1:].float(), gold["event"][rows, places] - 1)
        losses["status"] = F.cross_entropy(outputs.status[rows, places].float(), status)
        chosen = outputs.role_predicates[rows, places][:, None]
        scores = model.assign(chosen, outputs.role_words[rows])[:, 0].float()
        each = _each(scores[..., : len(ROLES)], gold["roles"])
        losses["roles"] = each.sum() / len(rows) / 4
        known = gold["sources"] >= 0
        source = F.binary_cross_entropy_with_logits(scores[..., -1][known], gold["sources"][known], reduction="sum")
        losses["sources"] = source / len(rows) / 2
    return losses


def total(losses: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([TASKS[name] * loss for name, loss in losses.items()]).sum()


def _each(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy by word, 0 where the value is missing."""
    flat = F.cross_entropy(
        scores.float().reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=MISSING, reduction="none"
    )
    return flat.reshape(gold.shape)


def _measure_relations(model: Annotation, outputs: Outputs, gold: dict[str, Tensor]) -> Tensor:
    known = (gold["heads"] != MISSING) & (gold["relations"] != MISSING) & (gold["tree_weight"] > 0)
    rows, words = known.nonzero(as_tuple=True)
    heads = gold["heads"][rows, words]
    scores = model.relate(outputs.rel_dependents[rows, words], outputs.rel_heads[rows, heads])
    each = F.cross_entropy(scores.float(), gold["relations"][rows, words], reduction="none")
    assert outputs.rel_heads.shape[-1] == REL and len(LAYERS) == 2
    return (each * gold["tree_weight"][rows, words]).sum()
