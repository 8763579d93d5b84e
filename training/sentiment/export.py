"""Turns a trained network into the files that ship, which ONNX Runtime runs.

    python training/sentiment/export.py TRAINED.pt MODELS NAME

MODELS is the folder of all networks: what they share, the vectors of word pieces, lies there; the
rest goes into its folder NAME. Weights are kept in four bits; the graphs turn them into eight when
they are loaded, and multiply in eight. ``about.json`` gets neutral calibration; ``calibrate.py``
fills it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from network import BLOCK, Classifier, Encoder, Layer, Linear, block_scales, in_four_bits
from onnx import TensorProto, helper

sys.path.insert(0, str(Path(__file__).parents[1]))
from graph_parts import ORT, Graph

from presslens.language.network import pack
from presslens.sentiment.network import FILES, SHARED

UNCALIBRATED = {"scale": 1.0, "bias": [0.0, 0.0, 0.0], "threshold": 0.0}


def add_linear(graph: Graph, x: str, layer: Linear, out: str = "", first: float = 1.0) -> str:
    """A layer as `network.Linear` reckons; the first third of what comes out times ``first``."""
    smooth, weight = layer.smooth, (layer.weight * layer.smooth).detach()
    scales = block_scales(weight)
    codes = torch.round(weight.reshape(len(weight), -1, BLOCK) / scales[..., None] + 7.5)
    codes = codes.clamp(0, 15).to(torch.uint8).reshape(weight.shape).numpy().T  # (given, out)
    half = len(codes) // 2
    packed = graph.weight(codes[:half] | codes[half:] << 4)
    low = graph.add("BitwiseAnd", packed, graph.weight(np.array(15, np.uint8)))
    high = graph.add("BitShift", packed, graph.weight(np.array(4, np.uint8)), direction="RIGHT")
    whole = graph.add("Cast", graph.add("Concat", low, high, axis=0), to=TensorProto.FLOAT)
    around_0 = graph.add("Sub", whole, graph.weight(np.array(7.5, np.float32)))
    blocks = graph.add("Reshape", around_0, graph.weight(np.array([-1, BLOCK, len(weight)])))
    by_block = graph.weight(scales.T[:, None, :].numpy().astype(np.float16))
    blocks = graph.add("Mul", blocks, graph.add("Cast", by_block, to=TensorProto.FLOAT))
    columns = in_four_bits(weight).abs().amax(dim=1).clamp_min(1e-9) / 127
    numbers = graph.add(
        "Div",
        graph.add("Reshape", blocks, graph.weight(np.array([-1, len(weight)]))),
        graph.weight(columns.numpy()),
    )
    numbers = graph.add("Cast", graph.add("Round", numbers), to=TensorProto.INT8)
    by = torch.ones(len(weight))
    by[: len(weight) // 3] = first
    smoothed = graph.add("Mul", x, graph.weight((1 / smooth).numpy()))
    return graph.add(
        "DynamicQuantizeMatMul", smoothed, numbers, graph.weight((columns * by).numpy()), "",
        graph.weight((layer.bias.detach() * by).numpy()), domain=ORT, out=out,
    )  # fmt: skip


def add_layer(graph: Graph, x: str, layer: Layer, relative: bool) -> str:
    """One layer of the encoder, for one sentence."""
    width = layer.out.in_features
    size = width // layer.heads
    attend = graph.add(
        "Reshape", add_linear(graph, x, layer.attend, first=size**-0.5),
        graph.weight(np.array([-1, 3 * layer.heads, size])),
    )  # fmt: skip
    parts = [f"{part}_{len(graph.nodes)}" for part in ("query", "key", "value")]
    graph.add(
        "Split", graph.add("Transpose", attend, perm=[1, 0, 2]), out=parts, axis=0, num_outputs=3
    )
    query, key, value = parts
    scores = graph.add("MatMul", query, graph.add("Transpose", key, perm=[0, 2, 1]))
    if relative:
        scores = graph.add("Add", scores, "near")
    read = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), value)
    read = graph.add("Transpose", read, perm=[1, 0, 2])
    read = graph.add("Reshape", read, graph.weight(np.array([-1, width])))
    x = graph.norm(graph.add("Add", x, add_linear(graph, read, layer.out)), layer.norm_1)
    inner = graph.add("Gelu", add_linear(graph, x, layer.rise), domain=ORT)
    return graph.norm(graph.add("Add", x, add_linear(graph, inner, layer.fall)), layer.norm_2)


def finish(
    graph: Graph, model: Classifier, given: list[str], out: str, size: list[int | str]
) -> bytes:
    """The graph as the content of a file."""
    shape = model.encoder.shape
    sizes: dict[str, list[int | str]] = {
        "states": ["steps", shape.width], "target": [1, "steps"],
        "near": [shape.heads, "steps", "steps"],
    }  # fmt: skip
    made = helper.make_graph(
        graph.nodes, "presslens",
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, sizes[n]) for n in given
         if n != "near" or shape.relative],
        [helper.make_tensor_value_info(out, TensorProto.FLOAT, size)], graph.weights,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(ORT, 1)]
    found: bytes = helper.make_model(made, opset_imports=opsets, ir_version=9).SerializeToString()
    return found


def trunk_graph(model: Classifier) -> bytes:
    """From the vectors of the pieces to the states after the trunk."""
    shape, graph = model.encoder.shape, Graph()
    x = graph.norm("states", model.encoder.norm)
    for layer in model.encoder.layers[: shape.trunk]:
        x = add_layer(graph, x, layer, shape.relative)
    graph.add("Identity", x, out="read")
    return finish(graph, model, ["states", "near"], "read", ["steps", shape.width])


def top_graph(model: Classifier) -> bytes:
    """From the states with the target marked to the answer."""
    shape, graph = model.encoder.shape, Graph()
    x = "states"
    for layer in model.encoder.layers[shape.trunk :]:
        x = add_layer(graph, x, layer, shape.relative)
    first = graph.add("Slice", x, *(graph.weight(np.array([n])) for n in (0, 1, 0)))
    mean = graph.add("ReduceMean", x, graph.weight(np.array([0])), keepdims=1)
    read = graph.add("Concat", first, mean, graph.add("MatMul", "target", x), axis=-1)
    bent = graph.add("Tanh", add_linear(graph, read, model.dense))
    graph.linear(bent, model.answer, out="answer")
    return finish(graph, model, ["states", "target", "near"], "answer", [1, 3])


def tables(model: Classifier) -> dict[str, np.ndarray]:
    """What is looked up, and the gate, in 16-bit floats."""
    encoder = model.encoder
    gate = in_four_bits(model.gate_dense.weight * model.gate_dense.smooth) / model.gate_dense.smooth
    found = {
        "places": encoder.places, "mark": model.mark,
        "gate_weight": gate, "gate_bias": model.gate_dense.bias,
        "gate_answer_weight": model.gate_answer.weight, "gate_answer_bias": model.gate_answer.bias,
    }  # fmt: skip
    if encoder.relative is not None:
        steps = encoder.shape.places
        # what the first place gives to those after it, and the last to those before
        by_pair = encoder.relative.weight[encoder.buckets].permute(2, 0, 1)
        found["near"] = torch.cat([by_pair[:, steps - 1, :], by_pair[:, 0, 1:]], dim=1)
    return {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}


def write(model: Classifier, pieces: list[str], models: Path, name: str) -> None:
    """Writes the files of the model."""
    out = models / name
    out.mkdir(parents=True, exist_ok=True)
    (out / FILES[0]).write_bytes(trunk_graph(model))
    (out / FILES[1]).write_bytes(top_graph(model))
    np.savez_compressed(out / FILES[2], **tables(model))
    about = {"exit": None, "languages": dict.fromkeys(("ro", "en"), UNCALIBRATED)}
    (out / FILES[3]).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    words, scales = pack(model.encoder.pieces.weight.detach().numpy())
    np.savez_compressed(models / SHARED[0], pieces=words, scales=scales)
    (models / SHARED[1]).write_text("\n".join(pieces) + "\n", encoding="utf-8")


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("name")
    options = parser.parse_args()
    kept = torch.load(options.trained, weights_only=False)
    model = Classifier(Encoder(kept["shape"]))
    model.load_state_dict(kept["state"])
    with torch.no_grad():
        write(model.eval(), kept["pieces"], options.models, options.name)
    for path in sorted(options.models.rglob("*")):
        if path.is_file():
            print(f"{path.stat().st_size / 1e6:6.2f} MB {path.relative_to(options.models)}")


if __name__ == "__main__":
    main()
