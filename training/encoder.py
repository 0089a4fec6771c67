"""The encoder (the architecture of multilingual-e5-small, 12 layers x 384) and the heads over it, in torch.

Attention is written out by hand on a CPU, where with bfloat16 the fused attention's backward pass takes a third of a step, and in the exported graph;
a GPU uses the fused one. Dropout inside the encoder is for a GPU, too: on a CPU it took a third of a step.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from examples import CLITICS, EVENTS, LAYERS, RELATIONS, ROLES, STATUSES, STYLES, UPOS

WIDTH, HEADS, INNER, DEPTH, PLACES = 384, 12, 1536, 12, 512
ARC, REL, EVENT, ROLE = 256, 128, 256, 160


def bend(x: Tensor) -> Tensor:
    """The exact GELU, written out for the exported graph."""
    return F.gelu(x) if x.is_cuda else x * (torch.erf(x / math.sqrt(2.0)) + 1.0) * 0.5


class Layer(nn.Module):
    """One transformer layer (post-norm)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.q, self.k, self.v, self.ao = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        shape = (batch, length, HEADS, WIDTH // HEADS)
        q, k, v = (f(x).reshape(shape).transpose(1, 2) for f in (self.q, self.k, self.v))
        if x.is_cuda:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        else:
            scores = (q @ k.transpose(-1, -2)) * (1.0 / math.sqrt(WIDTH // HEADS)) + bias
            mixed = scores.softmax(-1) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.aln(x + self._drop(self.ao(mixed)))
        return self.oln(x + self._drop(self.fo(bend(self.fi(x)))))

    def _drop(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training) if self.dropout else x


class Encoder(nn.Module):
    """Subword numbers to vectors. The table of subwords stays as it is (frozen)."""

    def __init__(self, pieces: int, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.word.weight.requires_grad_(False)
        self.pos = nn.Embedding(PLACES, WIDTH)
        self.typ = nn.Parameter(torch.zeros(WIDTH))
        self.eln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(DEPTH))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.embed(ids) + self.pos.weight[: ids.shape[1]] + self.typ
        x = self.eln(x)
        bias = (1.0 - mask)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def embed(self, ids: Tensor) -> Tensor:
        return self.word(ids)


@dataclass(slots=True)
class Outputs:
    """Unnormalised scores; shapes as in dragoman.annotate.network.WindowScores with a batch dimension."""

    upos: Tensor
    clit: Tensor
    ner: list[Tensor]
    arc: Tensor
    rel_dependents: Tensor
    rel_heads: Tensor
    event: Tensor
    status: Tensor
    role_predicates: Tensor
    role_words: Tensor


class Annotation(nn.Module):
    """The encoder and all heads."""

    def __init__(self, pieces: int, dropout: float = 0.1, inner_dropout: float = 0.0) -> None:
        super().__init__()
        self.dropout = dropout
        self.enc = Encoder(pieces, inner_dropout)
        self.tb = nn.Embedding(len(STYLES), WIDTH)
        self.upos = nn.Linear(WIDTH, len(UPOS))
        self.clit = nn.Linear(WIDTH, len(CLITICS))
        self.ner = nn.ModuleList(nn.Linear(WIDTH, len(labels)) for labels in LAYERS)
        self.ad, self.ah = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.ab, self.abh = nn.Linear(ARC, ARC), nn.Linear(ARC, 1)
        self.rd, self.rh = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.rb = nn.Linear(REL, len(RELATIONS) * REL)
        self.rl = nn.Linear(2 * REL, len(RELATIONS))
        self.eh = nn.Linear(WIDTH, EVENT)
        self.et = nn.Linear(EVENT, len(EVENTS) + 1)
        self.es = nn.Linear(EVENT, len(STATUSES))
        self.op, self.oa = nn.Linear(WIDTH, ROLE), nn.Linear(WIDTH, ROLE)
        self.ob = nn.Linear(ROLE, (len(ROLES) + 1) * ROLE, bias=False)
        self.ol = nn.Linear(ROLE, len(ROLES) + 1)
        self.om = nn.Linear(ROLE, len(ROLES) + 1)
        with torch.no_grad():
            self.et.bias[0] += 3.0
            self.om.bias[0] += 4.0
            self.om.bias[-1] -= 4.0
            self.ob.weight.mul_(0.3)

    def read_words(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of the window's start and of its words (the mean of first and last subword)."""
        x = self.enc(ids, mask)
        wide = (-1, -1, WIDTH)
        words = (x.gather(1, first[..., None].expand(*wide)) + x.gather(1, last[..., None].expand(*wide))) * 0.5
        return x[:, :1], F.dropout(words, self.dropout, self.training)

    def forward(
        self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor, wmask: Tensor, sent: Tensor, tb: Tensor
    ) -> Outputs:
        start, words = self.read_words(ids, mask, first, last)
        style = self.tb(tb)[:, None]
        styled = words + style
        headed = torch.cat([start + style, styled], dim=1)
        drop = self.dropout
        ad, ah = self._bend(self.ad(styled), drop), self._bend(self.ah(headed), drop)
        arc = self.ab(ad) @ ah.transpose(1, 2) / math.sqrt(ARC) + self.abh(ah).transpose(1, 2)
        arc = arc + self._forbid(wmask, sent, arc.dtype)
        eh = self._bend(self.eh(styled), drop)
        op, oa = self._bend(self.op(styled), drop), self._bend(self.oa(styled), drop)
        return Outputs(
            upos=self.upos(styled),
            clit=self.clit(styled),
            ner=[head(words) for head in self.ner],
            arc=arc,
            rel_dependents=self._bend(self.rd(styled), drop),
            rel_heads=self._bend(self.rh(headed), drop),
            event=self.et(eh),
            status=self.es(eh),
            role_predicates=op,
            role_words=oa,
        )

    def _bend(self, x: Tensor, dropout: float) -> Tensor:
        return F.dropout(bend(x), dropout, self.training)

    def _forbid(self, wmask: Tensor, sent: Tensor, dtype: torch.dtype) -> Tensor:
        """A word's head is the root or another word of its own sentence."""
        count = sent.shape[1]
        same = (sent[:, :, None] == sent[:, None, :]).to(torch.float32) * wmask[:, None, :]
        same = same * (1.0 - torch.eye(count, device=sent.device))
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2)
        return ((1.0 - allowed) * -10000.0).to(dtype)

    def assign(self, predicates: Tensor, words: Tensor) -> Tensor:
        """Role scores: predicates [batch, predicates, ROLE] and words [batch, words, ROLE] to [batch, predicates, words, roles + 1]."""
        batch, count, _ = predicates.shape
        bent = self.ob(predicates).reshape(batch, count * (len(ROLES) + 1), ROLE)
        pairs = (bent @ words.transpose(1, 2) / math.sqrt(ROLE)).reshape(batch, count, len(ROLES) + 1, words.shape[1])
        return pairs.transpose(2, 3) + self.ol(predicates)[:, :, None] + self.om(words)[:, None]

    def relate(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Relation scores of given (dependent, head) pairs: [pairs, REL] x 2 to [pairs, relations]."""
        bent = self.rb(dependents).reshape(-1, len(RELATIONS), REL)
        return (bent @ heads[:, :, None]).squeeze(-1) + self.rl(torch.cat([dependents, heads], dim=-1))

    def relate_all(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Relation scores of all pairs: [batch, words, words + 1, relations]."""
        batch, count, _ = dependents.shape
        bent = self.rb(dependents).reshape(batch, count * len(RELATIONS), REL)
        pairs = (bent @ heads.transpose(1, 2)).reshape(batch, count, len(RELATIONS), -1).transpose(2, 3)
        weight_d, weight_h = self.rl.weight[:, :REL], self.rl.weight[:, REL:]
        linear = (dependents @ weight_d.t())[:, :, None] + (heads @ weight_h.t())[:, None] + self.rl.bias
        return pairs + linear
