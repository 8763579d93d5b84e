"""The network: an encoder of word pieces, and a head that reads what is said of the target.

The target stands between brackets ("[ name ]"); the head sees the first piece, the mean of all and
the mean of the target (SPC and TD of Hamborg and Donnay 2021 put together).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

CLASSES = 3
BUCKETS = 32
FARTHEST = 128


@dataclass
class Shape:
    """The sizes of an encoder."""

    pieces: int
    width: int
    inner: int
    layers: int
    heads: int
    places: int
    epsilon: float
    relative: bool


def _in_eight_bits(x: Tensor, low: Tensor, high: Tensor) -> Tensor:
    """``x`` rounded to the 256 numbers between two bounds; the gradient passes unchanged."""
    scale = (high - low).clamp_min(1e-9) / 255
    return x + (torch.round(x / scale) * scale - x).detach()


class Linear(nn.Linear):
    """A linear layer that can reckon as the shipped one does, with eight bits a number."""

    quantized = False

    def forward(self, x: Tensor) -> Tensor:
        """The product; what goes in is rounded as a whole, the weights a row each."""
        if not self.quantized:
            return super().forward(x)
        x = _in_eight_bits(x, x.amin().clamp_max(0), x.amax().clamp_min(0))
        most = self.weight.abs().amax(dim=1, keepdim=True)
        return functional.linear(x, _in_eight_bits(self.weight, -most, most), self.bias)


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
        read = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
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

    def embed(self, ids: Tensor) -> Tensor:
        """The vectors of pieces and places, not yet normed."""
        return self.pieces(ids) + self.places[: ids.shape[1]]

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States (batch, steps, width) of embedded pieces; ``mask`` (batch, steps) is 1 at them."""
        steps = x.shape[1]
        bias = (1 - mask[:, None, None, :]) * -1e4
        if self.relative is not None:
            near = self.relative(self.buckets[:steps, :steps]).permute(2, 0, 1)
            bias = bias + near[None]
        else:
            bias = bias.expand(-1, 1, steps, -1)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Classifier(nn.Module):
    """Encoder and head."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.shape.width
        self.dense = nn.Linear(3 * width, width)
        self.answer = nn.Linear(width, CLASSES)
        self.dropout = nn.Dropout(0.1)

    def pool(self, x: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """What the head reads, (batch, 3 * width)."""

        def mean(weights: Tensor) -> Tensor:
            return (x * weights[:, :, None]).sum(1) / weights.sum(1, keepdim=True).clamp_min(1)

        return torch.cat([x[:, 0], mean(mask), mean(target)], -1)

    def read(self, x: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """Logits (batch, 3) of embedded pieces."""
        states = self.pool(self.encoder(x, mask), mask, target)
        return self.answer(self.dropout(torch.tanh(self.dense(self.dropout(states)))))

    def forward(self, ids: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """Logits (batch, 3): negative, neutral, positive."""
        return self.read(self.encoder.embed(ids), mask, target)

    def quantize(self, on: bool = True) -> None:
        """Whether the layers reckon with eight bits."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.quantized = on
