"""Writes the body of a network as an ONNX graph: one run of words at a time, nothing filled up."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import torch
from network import Body, Layer
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from presslens.language.network import OUTPUTS

ORT = "com.microsoft"
Array = np.ndarray[Any, np.dtype[Any]]


class Graph:
    """Collects the nodes and weights of a graph; a value is known by its name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, value: Array) -> str:
        """The name of a constant."""
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self,
        kind: str,
        *given: str,
        out: str | list[str] = "",
        domain: str = "",
        **options: int | float | list[int],
    ) -> str:
        """Adds a node; the name of its (first) output."""
        names = [out or f"v{len(self.nodes)}"] if isinstance(out, str) else out
        self.nodes.append(helper.make_node(kind, list(given), names, domain=domain, **options))
        return names[0]

    def linear(self, x: str, layer: nn.Linear, out: str = "") -> str:
        """A linear layer."""
        found = self.add(
            "MatMul",
            x,
            self.weight(layer.weight.detach().numpy().T),
            out="" if layer.bias is not None else out,
        )
        if layer.bias is None:
            return found
        return self.add("Add", found, self.weight(layer.bias.detach().numpy()), out=out)

    def norm(self, x: str, layer: nn.LayerNorm) -> str:
        """A layer's norm."""
        weights = [self.weight(p.detach().numpy()) for p in (layer.weight, layer.bias)]
        return self.add("LayerNormalization", x, *weights, axis=-1, epsilon=layer.eps)

    def layer(self, x: str, layer: Layer, width: int) -> str:
        """A layer of the encoder."""
        heads, size = layer.heads, width // layer.heads
        shape = self.weight(np.array([-1, 3 * heads, size]))
        apart = self.add("Reshape", self.linear(x, _scaled(layer.attend, size)), shape)
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


def _scaled(attend: nn.Linear, size: int) -> nn.Linear:
    """The layer of queries, keys and values with queries that are scaled already."""
    found = nn.Linear(attend.in_features, attend.out_features)
    scale = torch.ones(attend.out_features)
    scale[: attend.in_features] = size**-0.5
    found.weight.data = attend.weight * scale[:, None]
    found.bias.data = attend.bias * scale
    return found


def build_graph(body: Body, width: int) -> onnx.ModelProto:
    """The graph, with 32 bits a weight; its input ``words`` has the shape (words, width)."""
    graph = Graph()
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
