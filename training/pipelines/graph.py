"""Writes the body of a network as an ONNX graph: one run of words at a time, nothing filled up."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
from network import Body, Layer
from onnx import TensorProto, helper
from torch import nn

from presslens.language.network import OUTPUTS

sys.path.insert(0, str(Path(__file__).parents[1]))
from graph_parts import ORT, Graph, scaled


class BodyGraph(Graph):
    """A graph with the parts that a pipeline's body is made of."""

    def layer(self, x: str, layer: Layer, width: int) -> str:
        """A layer of the encoder."""
        heads, size = layer.heads, width // layer.heads
        shape = self.weight(np.array([-1, 3 * heads, size]))
        apart = self.add("Reshape", self.linear(x, scaled(layer.attend, size)), shape)
        q, k, v = parts = [f"{part}_{len(self.nodes)}" for part in ("query", "key", "value")]
        turned = self.add("Transpose", apart, perm=[1, 0, 2])
        self.add("Split", turned, out=parts, axis=0, num_outputs=3)
        weights = self.add("MatMul", q, self.add("Transpose", k, perm=[0, 2, 1]))
        read = self.add("MatMul", self.add("Softmax", weights, axis=-1), v)
        together = self.add("Transpose", read, perm=[1, 0, 2])
        flat = self.add("Reshape", together, self.weight(np.array([-1, width])))
        read = self.linear(flat, layer.out)
        x = self.norm(self.add("Add", x, read), layer.norm_1)
        inner = self.add("Gelu", self.linear(x, layer.rise), domain=ORT)
        return self.norm(self.add("Add", x, self.linear(inner, layer.fall)), layer.norm_2)

    def bent(self, x: str, part: nn.Sequential, out: str = "") -> str:
        """A projection of the parser."""
        linear, bend = part
        return self.add("LeakyRelu", self.linear(x, linear), out=out, alpha=bend.negative_slope)


def build_graph(body: Body, width: int) -> onnx.ModelProto:
    """The graph, with 32 bits a weight; its input ``words`` has the shape (words, width)."""
    graph = BodyGraph()
    x = graph.norm("words", body.norm)
    for layer in body.layers:
        x = graph.layer(x, layer, width)
    for name in ("tags", "morphs"):
        graph.add("ArgMax", graph.linear(x, getattr(body, name)), out=name, axis=-1, keepdims=0)
    starts = graph.linear(x, body.starts)
    graph.add("Squeeze", starts, graph.weight(np.array([-1])), out="starts")
    graph.linear(x, body.names, out="names")
    graph.add(
        "Pad",
        graph.bent(x, body.arc_head),
        graph.weight(np.array([0, 0, 0, 1])),
        graph.weight(np.array(1.0, dtype=np.float32)),
        out="heads",
    )
    graph.linear(graph.bent(x, body.arc_dep), body.arc_mix, out="dependents")
    graph.bent(x, body.label_head, out="governors")
    graph.bent(x, body.label_dep, out="governed")
    words = helper.make_tensor_value_info("words", TensorProto.FLOAT, ["words", width])
    whole = ("tags", "morphs")
    outputs = [
        helper.make_tensor_value_info(
            n, TensorProto.INT64 if n in whole else TensorProto.FLOAT, None
        )
        for n in OUTPUTS
    ]
    found = helper.make_graph(graph.nodes, "presslens", [words], outputs, graph.weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(ORT, 1)]
    return helper.make_model(found, opset_imports=opsets, ir_version=9)
