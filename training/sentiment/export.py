"""Turns a trained network into the model that ships: eight bits a weight, run by ONNX Runtime.

    python training/sentiment/export.py TRAINED.pt OUT [--pieces FILE]

``--pieces`` names a list of the pieces to keep (``choose_pieces.py``); the others are dropped.
``about.json`` gets neutral calibration; ``calibrate.py`` fills it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from network import Classifier, Encoder
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).parents[1]))
from graph_parts import ORT, Graph, scaled

from presslens.language.network import pack
from presslens.sentiment.network import FILES

UNCALIBRATED = {"scale": 1.0, "bias": [0.0, 0.0, 0.0], "threshold": 0.0}


def build_graph(model: Classifier) -> onnx.ModelProto:
    """The graph for one target, with 32 bits a weight: see `presslens.sentiment.network`."""
    shape = model.encoder.shape
    width, size = shape.width, shape.width // shape.heads
    graph = Graph()
    x = graph.norm("pieces", model.encoder.norm)
    flat = graph.weight(np.array([-1, width]))
    apart = graph.weight(np.array([-1, 3 * shape.heads, size]))
    for layer in model.encoder.layers:
        attend = graph.add("Reshape", graph.linear(x, scaled(layer.attend, size)), apart)
        parts = [f"{part}_{len(graph.nodes)}" for part in ("query", "key", "value")]
        graph.add(
            "Split", graph.add("Transpose", attend, perm=[1, 0, 2]), out=parts, axis=0,
            num_outputs=3,
        )  # fmt: skip
        query, key, value = parts
        scores = graph.add("MatMul", query, graph.add("Transpose", key, perm=[0, 2, 1]))
        if shape.relative:
            scores = graph.add("Add", scores, "near")
        read = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), value)
        read = graph.add("Reshape", graph.add("Transpose", read, perm=[1, 0, 2]), flat)
        x = graph.norm(graph.add("Add", x, graph.linear(read, layer.out)), layer.norm_1)
        inner = graph.add("Gelu", graph.linear(x, layer.rise), domain=ORT)
        x = graph.norm(graph.add("Add", x, graph.linear(inner, layer.fall)), layer.norm_2)
    first = graph.add("Slice", x, *(graph.weight(np.array([n])) for n in (0, 1, 0)))
    rows = graph.weight(np.array([0]))
    mean = graph.add("ReduceMean", x, rows, keepdims=1)
    states = graph.add("Concat", first, mean, graph.add("MatMul", "target", x), axis=-1)
    bent = graph.add("Tanh", graph.linear(states, model.dense))
    graph.linear(bent, model.answer, out="answer")
    inputs = [("pieces", ["steps", width]), ("target", [1, "steps"])]
    if shape.relative:
        inputs.append(("near", [shape.heads, "steps", "steps"]))
    made = helper.make_graph(
        graph.nodes, "presslens",
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, sizes) for n, sizes in inputs],
        [helper.make_tensor_value_info("answer", TensorProto.FLOAT, [1, 3])], graph.weights,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(ORT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9)


def write(model: Classifier, pieces: list[str], keep: list[str], out: Path) -> None:
    """Writes the files of the model into the folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    encoder = model.encoder
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(build_graph(model), whole)
        quantize_dynamic(
            whole, out / FILES[0], weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT, "MatMulConstBOnly": True},
        )  # fmt: skip
    number = {piece: n for n, piece in enumerate(pieces)}
    words, scales = pack(encoder.pieces.weight.detach().numpy()[[number[p] for p in keep]])
    tables = {"pieces": words, "scales": scales,
              "places": encoder.places.detach().numpy().astype(np.float16)}  # fmt: skip
    if encoder.relative is not None:
        steps = encoder.shape.places
        # what the first place gives to those after it, and the last to those before
        by_pair = encoder.relative.weight.detach()[encoder.buckets].permute(2, 0, 1).numpy()
        before, after = by_pair[:, steps - 1, :], by_pair[:, 0, 1:]
        tables["near"] = np.concatenate([before, after], axis=1).astype(np.float16)
    np.savez_compressed(out / FILES[1], **tables)
    (out / FILES[2]).write_text("\n".join(keep) + "\n", encoding="utf-8")
    about = {"languages": dict.fromkeys(("ro", "en"), UNCALIBRATED)}
    (out / FILES[3]).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pieces", type=Path)
    options = parser.parse_args()
    kept = torch.load(options.trained, weights_only=False)
    model = Classifier(Encoder(kept["shape"]))
    model.load_state_dict(kept["state"])
    keep = kept["pieces"]
    if options.pieces:
        keep = options.pieces.read_text(encoding="utf-8").rstrip("\n").split("\n")
    write(model.eval(), kept["pieces"], keep, options.out)
    for path in sorted(options.out.iterdir()):
        print(f"{path.stat().st_size / 1e6:6.2f} MB {path.name}")


if __name__ == "__main__":
    main()
