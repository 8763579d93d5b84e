"""A network of the size and kind of GRU-TSC, with random weights: only its speed is of use.

GRU-TSC (Hamborg and Donnay 2021) reads the text and then the target with RoBERTa-base (12 layers
of 768), embeds which categories of word lists each piece is in, puts both side by side, and has a
GRU in both directions read them; last states, mean and maximum go into a layer with three answers.

Nothing is made smaller but the table of pieces, which is only looked up. Dropout is left out, and
so is RoBERTa's pooler, which GRU-TSC does not use. Needs the library onnx.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

ORT = "com.microsoft"


@dataclass(frozen=True)
class Shape:
    """The sizes of the network; as they stand, those of GRU-TSC."""

    width: int = 768
    inner: int = 3072
    layers: int = 12
    heads: int = 12
    places: int = 512
    categories: int = 15
    pieces: int = 1_000

    @property
    def weights(self) -> int:
        """How many numbers the layers multiply with; tables, norms and biases do not count."""
        wide = 2 * self.width
        layer = 4 * self.width**2 + 2 * self.width * self.inner
        gru = 2 * 3 * wide * 2 * wide
        return self.layers * layer + self.categories * self.width + gru + 3 * 2 * wide * 3


class _Graph:
    """Nodes and random weights, each known by its name."""

    def __init__(self, seed: int) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self._random = np.random.default_rng(seed)

    def constant(self, value: Array) -> str:
        from onnx import numpy_helper

        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def random(self, *sizes: int) -> str:
        return self.constant(self._random.normal(0, 0.02, sizes).astype(np.float32))

    def add(
        self,
        kind: str,
        *given: str,
        out: Sequence[str] = (),
        domain: str = "",
        **options: int | float | str | list[int],
    ) -> str:
        from onnx import helper

        names = list(out) or [f"v{len(self.nodes)}"]
        self.nodes.append(helper.make_node(kind, list(given), names, domain=domain, **options))
        return names[0]

    def linear(self, x: str, given: int, wanted: int, out: Sequence[str] = ()) -> str:
        product = self.add("MatMul", x, self.random(given, wanted))
        return self.add("Add", product, self.random(wanted), out=out)

    def norm(self, x: str, width: int) -> str:
        scale = self.constant(np.ones(width, dtype=np.float32))
        return self.add("LayerNormalization", x, scale, self.random(width), axis=-1, epsilon=1e-5)


def _encoder(graph: _Graph, shape: Shape) -> str:
    """The states (batch, steps, width) of "ids" where "mask" is 1."""
    width, size = shape.width, shape.width // shape.heads
    steps = graph.add("Shape", "ids", start=1, end=2)
    zero = graph.constant(np.array([0]))
    places = graph.add("Slice", graph.random(shape.places, width), zero, steps, zero)
    x = graph.add("Add", graph.add("Gather", graph.random(shape.pieces, width), "ids"), places)
    x = graph.norm(x, width)
    absent = graph.add("Sub", graph.constant(np.array(1, dtype=np.float32)), "mask")
    far = graph.add("Mul", absent, graph.constant(np.array(-1e4, dtype=np.float32)))
    bias = graph.add("Unsqueeze", far, graph.constant(np.array([1, 2])))
    apart = graph.constant(np.array([0, 0, shape.heads, size]))
    whole = graph.constant(np.array([0, 0, width]))
    scale = graph.constant(np.array(size**-0.5, dtype=np.float32))
    for _ in range(shape.layers):
        parts = []
        for order in ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]):
            part = graph.add("Reshape", graph.linear(x, width, width), apart)
            parts.append(graph.add("Transpose", part, perm=order))
        scores = graph.add("MatMul", graph.add("Mul", parts[0], scale), parts[1])
        shares = graph.add("Softmax", graph.add("Add", scores, bias), axis=-1)
        read = graph.add("Transpose", graph.add("MatMul", shares, parts[2]), perm=[0, 2, 1, 3])
        read = graph.linear(graph.add("Reshape", read, whole), width, width)
        x = graph.norm(graph.add("Add", x, read), width)
        inner = graph.add("Gelu", graph.linear(x, width, shape.inner), domain=ORT)
        x = graph.norm(graph.add("Add", x, graph.linear(inner, shape.inner, width)), width)
    return x


def build(shape: Shape, seed: int = 0) -> bytes:
    """The network as an ONNX file with 32 bits a number.

    Inputs are ids (batch, steps), mask (batch, steps) and categories (batch, steps, n); the output
    is answer (batch, 3).
    """
    import onnx
    from onnx import TensorProto, helper

    graph, wide = _Graph(seed), 2 * shape.width
    known = graph.linear("categories", shape.categories, shape.width)
    both = graph.add("Concat", _encoder(graph, shape), known, axis=-1)
    graph.add(
        "GRU", graph.add("Transpose", both, perm=[1, 0, 2]), graph.random(2, 3 * wide, wide),
        graph.random(2, 3 * wide, wide), graph.random(2, 6 * wide), out=["states", "last"],
        hidden_size=wide, direction="bidirectional", linear_before_reset=1,
    )  # fmt: skip
    flat = graph.constant(np.array([0, -1]))
    states = graph.add("Transpose", "states", perm=[2, 0, 1, 3])  # (batch, steps, ways, wide)
    steps = graph.constant(np.array([1]))
    pooled = [
        graph.add("Reshape", part, flat)
        for part in (
            graph.add("Transpose", "last", perm=[1, 0, 2]),
            graph.add("ReduceMean", states, steps, keepdims=0),
            graph.add("ReduceMax", states, steps, keepdims=0),
        )
    ]
    graph.linear(graph.add("Concat", *pooled, axis=-1), 3 * 2 * wide, 3, out=["answer"])
    sizes = ["batch", "steps"]
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, sizes),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, sizes),
        helper.make_tensor_value_info("categories", TensorProto.FLOAT, [*sizes, shape.categories]),
    ]
    answer = helper.make_tensor_value_info("answer", TensorProto.FLOAT, ["batch", 3])
    made = helper.make_graph(graph.nodes, "gru_tsc", inputs, [answer], graph.weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(ORT, 1)]
    model: onnx.ModelProto = helper.make_model(made, opset_imports=opsets, ir_version=9)
    return bytes(model.SerializeToString())


class GruTsc:
    """The network, run on one thread."""

    def __init__(self, shape: Shape | None = None, seed: int = 0) -> None:
        import onnxruntime

        self.shape = shape or Shape()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            build(self.shape, seed), options, providers=["CPUExecutionProvider"]
        )

    def run(self, lengths: Sequence[int], batch: int) -> Array:
        """Answers (n, 3) for texts of so many pieces each, in batches of about the same length.

        Which pieces they are makes no difference to the time.
        """
        found = np.zeros((len(lengths), 3), dtype=np.float32)
        for rows in batches(lengths, batch):
            found[rows] = self._session.run(["answer"], self._given([lengths[n] for n in rows]))[0]
        return found

    def _given(self, lengths: Sequence[int]) -> dict[str, Array]:
        steps = max(lengths)
        mask = (np.arange(steps) < np.array(lengths)[:, None]).astype(np.float32)
        ids = np.arange(steps)[None] * mask % self.shape.pieces
        categories = np.zeros((len(lengths), steps, self.shape.categories), dtype=np.float32)
        return {"ids": ids.astype(np.int64), "mask": mask, "categories": categories}


def batches(lengths: Sequence[int], batch: int) -> list[list[int]]:
    """The places of ``lengths`` from short to long, at most ``batch`` together."""
    order = sorted(range(len(lengths)), key=lambda n: lengths[n])
    return [order[n : n + batch] for n in range(0, len(order), batch)]
