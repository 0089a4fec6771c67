"""Turns a checkpoint into the shipped model: annotator.onnx (eight-bit weights), labels.json, tokenizer.json.

    python training/export.py training/work/final/last.pt OUT_FOLDER --version 1.0 [--plain]

`--plain` leaves matrices in float32, to measure what eight bits cost. The table of subwords is stored in eight bits by row and looked up inside the graph.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from encoder import WIDTH, Annotation
from examples import describe_labels, read_characters

MODELS = Path(__file__).parent.parent / "src/dragoman/models"
INPUTS = ("ids", "mask", "first", "last", "wmask", "sent", "tb")
OUTPUTS = ("upos", "clit", "ner0", "ner1", "arc", "rel", "event", "status", "role")


class ByteTable(nn.Module):
    """The table of subwords in eight bits by row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127.0
        self.register_buffer("values", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.values[ids].to(torch.float32) * self.scale[ids]


class Reader(nn.Module):
    """The model with its outputs in the order of the exported graph."""

    def __init__(self, model: Annotation) -> None:
        super().__init__()
        self.m = model

    def forward(
        self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor, wmask: Tensor, sent: Tensor, tb: Tensor
    ) -> tuple[Tensor, ...]:
        found = self.m(ids, mask, first, last, wmask, sent, tb)
        rel = self.m.relate_all(found.rel_dependents, found.rel_heads)
        role = self.m.assign(found.role_predicates, found.role_words)
        return (found.upos, found.clit, *found.ner, found.arc, rel, found.event, found.status, role)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", default="1.0")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument(
        "--blocks", default="/fi/,/fo/", help="parts of names of matrices scaled by block, comma between"
    )
    options = parser.parse_args()
    model = load_model(options.checkpoint)
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        export_plain(model, plain)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        if options.plain:
            shutil.copy(ready, options.folder / "annotator.onnx")
        else:
            quantise(ready, options.folder / "annotator.onnx", [k for k in options.blocks.split(",") if k])
    if options.folder.resolve() != MODELS.resolve():
        shutil.copy(MODELS / "tokenizer.json", options.folder)
    (options.folder / "labels.json").write_text(
        describe_labels(options.version, read_characters(MODELS)), encoding="utf-8"
    )
    size = sum(p.stat().st_size for p in options.folder.iterdir() if p.suffix in (".onnx", ".json"))
    print(f"{options.folder}: {size / 1e6:.1f} MB")


def load_model(checkpoint: Path) -> Annotation:
    """A checkpoint's model, ready to read."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)["model"]
    model = Annotation(state["enc.word.weight"].shape[0])
    model.load_state_dict(state)
    table = ByteTable(model.enc.word.weight.detach())
    model.enc.word = table  # type: ignore[assignment]
    return model.eval()


def export_plain(model: Annotation, path: Path) -> None:
    """The graph in float32 (the table of subwords in eight bits already)."""
    words, pieces = 5, 9
    ids = torch.full((1, pieces), 5)
    first = torch.tensor([[1, 2, 4, 5, 6]])
    example = (
        ids,
        torch.ones(1, pieces),
        first,
        first,
        torch.ones(1, words),
        torch.tensor([[0, 0, 0, 1, 1]]),
        torch.tensor([7]),
    )
    axes = {"ids": {1: "L"}, "mask": {1: "L"}, "first": {1: "W"}, "last": {1: "W"}, "wmask": {1: "W"}, "sent": {1: "W"}}
    axes.update({name: {1: "W"} for name in OUTPUTS})
    for name in ("arc", "rel", "role"):
        axes[name] = {1: "W", 2: "V"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Reader(model).eval(),
            example,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    assert WIDTH == 384


def quantise(source: Path, target: Path, by_block: list[str]) -> None:
    """Eight-bit weights. Matrices of the feed-forward layers are scaled by block and so are their inputs, whose few large values would
    otherwise cost everybody else's precision; the others are scaled by output channel, their inputs by run."""
    model = onnx.load(str(source))
    others = [n.name for n in model.graph.node if n.op_type == "MatMul" and not any(k in n.name for k in by_block)]
    blocks = MatMulNBitsQuantizer(
        model, bits=8, block_size=64, is_symmetric=True, accuracy_level=4, nodes_to_exclude=others
    )
    blocks.process()
    half = target.with_suffix(".half")
    blocks.model.save_model_to_file(str(half), False)
    graph = onnx.load(str(half)).graph
    constants = {i.name for i in graph.initializer}
    chosen = [n.name for n in graph.node if n.op_type == "MatMul" and n.input[1] in constants]
    quantize_dynamic(
        str(half),
        str(target),
        op_types_to_quantize=["MatMul"],
        nodes_to_quantize=chosen,
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    half.unlink()


if __name__ == "__main__":
    main()
