"""Batches: padding changes no value, swapped names leave everything else in place, a mixture repeats nothing early."""

from __future__ import annotations

import random

import pytest

torch = pytest.importorskip("torch")

from batches import Mixture, NameSwaps, collate, draw_examples  # noqa: E402
from encoder import Annotation  # noqa: E402
from examples import LAYERS, MISSING, ROLES, Example, Predicate  # noqa: E402
from losses import measure  # noqa: E402


def make(words: str, style: int = 9) -> Example:
    made = Example(words.split(), [0] * len(words.split()), style, "test")
    made.upos, made.clitics = [7] * len(made.words), [set() for _ in made.words]
    made.heads, made.relations = [0, *([1] * (len(made.words) - 1))], [0, *([4] * (len(made.words) - 1))]
    made.weight = [1.0] * len(made.words)
    made.layers = [[(LAYERS[0].index("B-PER"),), *([(0,)] * (len(made.words) - 1))], None]
    made.predicates = [Predicate(1, 0, 0, [(0, 0), (0, ROLES.index("source"))])]
    made.swaps = [(0, "PER")]
    return made


def test_gold_values_stand_at_their_words() -> None:
    short, long = make("Costa met Moore"), make("Costa met Moore in Muscat today")
    batch = collate([short, long], [[(9,), (8, 7), (6,)], [(9,)] * 6])
    assert batch.words == 9
    assert batch.inputs["first"][0].tolist()[:3] == [1, 2, 4] and batch.inputs["last"][0].tolist()[:3] == [1, 3, 4]
    assert batch.gold["upos"][0].tolist() == [7, 7, 7, *([MISSING] * 3)]
    assert batch.gold["predicates"].tolist() == [[0, 1, 0], [1, 1, 0]]
    assert batch.gold["roles"][0].tolist() == [1, 0, 0, *([MISSING] * 3)]
    assert batch.gold["sources"][0].tolist() == [1.0, 0.0, 0.0, -1.0, -1.0, -1.0]
    assert not batch.gold["layer1"].any()


def test_loss_does_not_depend_on_padding() -> None:
    torch.manual_seed(0)
    model = Annotation(40).eval()
    example = make("Costa met Moore")
    pieces: list[tuple[int, ...]] = [(9,), (8, 7), (6,)]
    alone = collate([example], [pieces])
    padded = collate([example, make("Costa met Moore in Muscat today")], [pieces, [(9,)] * 6])
    with torch.no_grad():
        first, second = model(**alone.inputs), model(**padded.inputs)
    for name in ("upos", "event", "status"):
        assert torch.allclose(getattr(first, name)[0], getattr(second, name)[0, :3], atol=1e-4)
    assert torch.allclose(first.role[0], second.role[0, :3, :3], atol=1e-4)
    assert set(measure(model, first, alone)) >= {"upos", "arcs", "names", "events", "types", "roles", "sources"}
    assert "phrases" not in measure(model, first, alone)


def test_swaps_change_names_alone() -> None:
    swaps = NameSwaps({("en", "PER"): ["Lindqvist"]})
    example = make("Costa met Costa in Muscat")
    example.swaps = [(0, "PER"), (2, "PER")]
    seen = {tuple(swaps.swap(example, random.Random(seed))) for seed in range(20)}
    assert seen == {("Costa", "met", "Costa", "in", "Muscat"), ("Lindqvist", "met", "Lindqvist", "in", "Muscat")}


def test_a_mixture_sees_all_before_any_comes_again() -> None:
    documents = [[make(f"Name{n} met others")] for n in range(10)]
    draws = draw_examples(Mixture({"corpus": documents}, {"corpus": 1.0}), random.Random(3))
    first = [next(draws)[1].words[0] for _ in range(10)]
    assert sorted(first) == sorted(f"Name{n}" for n in range(10))
