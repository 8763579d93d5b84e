"""The network: an encoder of word pieces, and a head that reads what is said of the target.

The lowest layers, the trunk, read the sentence as it is; then a vector is added at the pieces of
the target, and the layers above read what is said of it. So sentences with several targets share
the trunk, and a small head on it, the gate, may answer what is clear already (an early exit, as in
Schwartz et al. 2020, "The Right Tool for the Job"). A head sees the first piece, the mean of all
and the mean of the target (SPC and TD of Hamborg and Donnay 2021 put together).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

CLASSES = 3
BUCKETS = 32
FARTHEST = 128
BLOCK = 64
"""Weights of a row that share a scale."""


@dataclass
class Shape:
    """The sizes of a network."""

    pieces: int
    width: int
    inner: int
    layers: int
    heads: int
    places: int
    epsilon: float
    relative: bool
    trunk: int = 2
    gate: int = 192


def in_four_bits(weight: Tensor) -> Tensor:
    """``weight`` (rows, columns) with 16 numbers a block, evenly spaced around 0."""
    blocks = weight.reshape(len(weight), -1, BLOCK)
    scale = block_scales(weight)[..., None]
    codes = torch.round(blocks / scale + 7.5).clamp(0, 15)
    return ((codes - 7.5) * scale).reshape(weight.shape)


def block_scales(weight: Tensor) -> Tensor:
    """The scales (rows, blocks) of `in_four_bits`, as 16-bit floats keep them."""
    most = weight.reshape(len(weight), -1, BLOCK).abs().amax(dim=2)
    return (most / 7.5).clamp_min(1e-7).half().float()


def in_eight_bits(weight: Tensor) -> Tensor:
    """``weight`` as whole numbers times a scale a row."""
    scale = weight.abs().amax(dim=1, keepdim=True).clamp_min(1e-9) / 127
    return torch.round(weight / scale) * scale


def _activations(x: Tensor) -> Tensor:
    """``x`` (batch, ...) with the 256 numbers between the bounds of each example."""
    rest = tuple(range(1, x.dim()))
    low, high = x.amin(rest, keepdim=True).clamp_max(0), x.amax(rest, keepdim=True).clamp_min(0)
    scale = (high - low).clamp_min(1e-9) / 255
    return torch.round(x / scale) * scale


class Linear(nn.Linear):
    """A linear layer that can reckon as the shipped one does.

    Weights are kept in four bits and multiplied in eight, what goes in has eight bits; ``smooth``
    first moves the spread of the inputs into the weights (SmoothQuant: Xiao et al. 2023). Gradients
    pass the rounding unchanged.
    """

    quantized = False

    def __init__(self, given: int, out: int) -> None:
        super().__init__(given, out)
        self.register_buffer("smooth", torch.ones(given))

    def forward(self, x: Tensor) -> Tensor:
        """The product."""
        if not self.quantized:
            return super().forward(x)
        with torch.autocast(x.device.type, enabled=False):
            x, weight = x.float() / self.smooth, self.weight * self.smooth
            x = x + (_activations(x) - x).detach()
            weight = weight + (in_eight_bits(in_four_bits(weight)) - weight).detach()
        return functional.linear(x, weight, self.bias)


class Layer(nn.Module):
    """One layer of a transformer, normed after each part."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attend = Linear(shape.width, 3 * shape.width)
        self.out = Linear(shape.width, shape.width)
        self.norm_1 = nn.LayerNorm(shape.width, shape.epsilon)
        self.rise = Linear(shape.width, shape.inner)
        self.fall = Linear(shape.inner, shape.width)
        self.norm_2 = nn.LayerNorm(shape.width, shape.epsilon)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """The states after the layer; ``bias`` is added to the scores of attention."""
        batch, steps, width = x.shape
        parts = self.attend(x).reshape(batch, steps, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        read = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        read = self.out(read.transpose(1, 2).reshape(batch, steps, width))
        x = self.norm_1(x + self.dropout(read))
        return self.norm_2(x + self.dropout(self.fall(functional.gelu(self.rise(x)))))


def buckets(places: int) -> Tensor:
    """The bucket of each pair of places, as in MPNet and T5: exact when near, then logarithmic."""
    at = torch.arange(places)
    distance = at[None, :] - at[:, None]
    half = BUCKETS // 2
    exact = half // 2
    n = distance.abs()
    far = exact + (
        torch.log(n.clamp_min(1).float() / exact) / math.log(FARTHEST / exact) * (half - exact)
    ).long().clamp_max(half - exact - 1)
    return (distance > 0).long() * half + torch.where(n < exact, n, far)


class Encoder(nn.Module):
    """Word pieces to states."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.pieces, shape.width)
        self.places = nn.Parameter(torch.zeros(shape.places, shape.width))
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.relative = nn.Embedding(BUCKETS, shape.heads) if shape.relative else None
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = nn.Dropout(0.1)
        self.register_buffer("buckets", buckets(shape.places), persistent=False)

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> list[Tensor]:
        """States (batch, steps, width) after each layer.

        ``mask`` (batch, steps) is 1 at pieces; ``marks`` (batch, steps, width) is what is added
        above the trunk.
        """
        steps = ids.shape[1]
        bias = (1 - mask[:, None, None, :]) * -1e4
        if self.relative is not None:
            bias = bias + self.relative(self.buckets[:steps, :steps]).permute(2, 0, 1)[None]
        else:
            bias = bias.expand(-1, 1, steps, -1)
        x = self.dropout(self.norm(self.pieces(ids) + self.places[:steps]))
        found = []
        for number, layer in enumerate(self.layers):
            if number == self.shape.trunk:
                x = x + marks
            x = layer(x, bias)
            found.append(x)
        return found


class Classifier(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        shape = encoder.shape
        self.mark = nn.Parameter(torch.randn(shape.width) / 10)
        self.dense = Linear(3 * shape.width, shape.width)
        self.answer = nn.Linear(shape.width, CLASSES)
        self.gate_dense = Linear(3 * shape.width, shape.gate)
        self.gate_answer = nn.Linear(shape.gate, CLASSES)
        self.dropout = nn.Dropout(0.1)

    def pool(self, x: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """What a head reads, (batch, 3 * width)."""

        def mean(weights: Tensor) -> Tensor:
            return (x * weights[:, :, None]).sum(1) / weights.sum(1, keepdim=True).clamp_min(1)

        return torch.cat([x[:, 0], mean(mask), mean(target)], -1)

    def forward(
        self, ids: Tensor, mask: Tensor, target: Tensor
    ) -> tuple[Tensor, Tensor, list[Tensor]]:
        """Logits (batch, 3) of the head and of the gate, and the states after each layer.

        The classes are negative, neutral, positive; ``target`` (batch, steps) is 1 at its pieces.
        """
        states = self.encoder(ids, mask, target[:, :, None] * self.mark)
        read = self.dropout(self.pool(states[-1], mask, target))
        answer = self.answer(self.dropout(torch.tanh(self.dense(read))))
        early = self.dropout(self.pool(states[self.encoder.shape.trunk - 1], mask, target))
        return answer, self.gate_answer(torch.tanh(self.gate_dense(early))), states

    def quantize(self, batches: Iterable[tuple[Tensor, Tensor, Tensor]]) -> None:
        """From now on the layers reckon as the shipped ones; ``batches`` show usual inputs."""
        most: dict[Linear, Tensor] = {}

        def look(layer: Linear, given: tuple[Tensor, ...], _: object) -> None:
            seen = given[0].detach().float().abs().flatten(0, -2).amax(0)
            most[layer] = torch.maximum(most.get(layer, seen), seen)

        layers = [module for module in self.modules() if isinstance(module, Linear)]
        hooks = [layer.register_forward_hook(look) for layer in layers]
        with torch.no_grad():
            for ids, mask, target in batches:
                self(ids, mask, target)
        for hook in hooks:
            hook.remove()
        for layer in layers:
            weights = layer.weight.detach().abs().amax(0)
            layer.smooth.copy_((most[layer] / weights.clamp_min(1e-5)).clamp(1e-4, 1e4).sqrt())
            layer.quantized = True

    def reckon_as_shipped(self, on: bool = True) -> None:
        """The same for a network that was trained so: ``smooth`` is known."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.quantized = on
