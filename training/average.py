"""Averages the weights of two checkpoints of one trajectory: a run, and a run that goes on from it.

    python training/average.py training/work/first/last.pt training/work/final/last.pt training/work/average.pt

What the second run learned from new text and what it unlearned elsewhere lie in different directions; between the two the model has most of both
(Wortsman et al., "Model soups", ICML 2022). docs/model.md has the figures.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="share of the second")
    options = parser.parse_args()
    first, second = (
        torch.load(path, map_location="cpu", weights_only=True)["model"] for path in (options.first, options.second)
    )
    if first.keys() != second.keys():
        parser.error(f"{options.second} has other weights than {options.first}")
    average = {name: torch.lerp(value.float(), second[name].float(), options.share) for name, value in first.items()}
    torch.save({"model": average}, options.out)


if __name__ == "__main__":
    main()
