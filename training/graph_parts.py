"""Writes ONNX graphs node by node: what the networks of all recipes have in common."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import nn

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


def scaled(attend: nn.Linear, size: int) -> nn.Linear:
    """The layer of queries, keys and values with queries that are scaled already."""
    found = nn.Linear(attend.in_features, attend.out_features)
    scale = torch.ones(attend.out_features)
    scale[: attend.in_features] = size**-0.5
    found.weight.data = attend.weight * scale[:, None]
    found.bias.data = attend.bias * scale
    return found
