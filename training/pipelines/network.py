"""The network of a pipeline: the first layers of a pretrained encoder, over words, and its heads.

A word enters as the mean of the pretrained vectors of its pieces and two hashed features of its
letters, so that a text is as many steps long as it has words. Over the layers stand a linear head
for each of tags, features, sentence starts and names, and a biaffine parser (Dozat and Manning
2017).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch
from pretrained import Pretrained
from torch import Tensor, nn
from torch.nn import functional

from presslens.language.word_features import FEATURE_ROWS

ARC_WIDTH = 192
LABEL_WIDTH = 64


@dataclass
class Labels:
    """What the heads may answer, in the order of their numbers."""

    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


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
    """One layer of BERT."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.attend = Linear(width, 3 * width)
        self.out = Linear(width, width)
        self.norm_1 = nn.LayerNorm(width, epsilon)
        self.rise = Linear(width, inner)
        self.fall = Linear(inner, width)
        self.norm_2 = nn.LayerNorm(width, epsilon)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """The states after the layer; ``hidden`` (batch, 1, 1, steps) is very negative at none."""
        read = self.out(self.mix(self.attend(x), hidden))
        x = self.norm_1(x + self.dropout(read))
        return self.norm_2(x + self.dropout(self.fall(functional.gelu(self.rise(x)))))

    def mix(self, attend: Tensor, hidden: Tensor) -> Tensor:
        """What each step reads from the others, given queries, keys and values in a row."""
        batch, steps, width = attend.shape
        width //= 3
        parts = attend.reshape(batch, steps, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        weights = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + hidden
        read = torch.softmax(weights, -1) @ v
        return read.transpose(1, 2).reshape(batch, steps, width)


class Embedding(nn.Module):
    """The vectors of words, by their pieces and features, with those of their places."""

    def __init__(self, pieces: int, width: int, places: int, epsilon: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, width)
        self.places = nn.Embedding(places, width)
        self.features = nn.ModuleList(nn.Embedding(rows, width) for rows in FEATURE_ROWS)
        self.norm = nn.LayerNorm(width, epsilon)
        for table in self.features:
            nn.init.zeros_(table.weight)

    def forward(self, flat: Tensor, offsets: Tensor, features: Tensor, shape: torch.Size) -> Tensor:
        """Vectors of shape (batch, steps, width) for words given as pieces in a row."""
        x = functional.embedding_bag(flat, self.pieces.weight, offsets, mode="mean")
        for column, table in enumerate(self.features):
            x = x + table(features[:, column])
        x = x.reshape(*shape, -1)
        return x + self.places.weight[: x.shape[1]]


def head(width: int, size: int) -> nn.Sequential:
    """A projection with a bend, as the parts of the parser have it."""
    return nn.Sequential(nn.Linear(width, size), nn.LeakyReLU(0.1))


class Body(nn.Module):
    """What runs on every text: from the vectors of words to the scores of the heads."""

    def __init__(self, labels: Labels, width: int, layers: list[Layer], epsilon: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(layers)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(labels.tags))
        self.morphs = nn.Linear(width, len(labels.morphs))
        self.starts = nn.Linear(width, 1)
        self.names = nn.Linear(width, len(labels.names))
        self.arc_head, self.arc_dep = head(width, ARC_WIDTH), head(width, ARC_WIDTH)
        self.arc_mix = nn.Linear(ARC_WIDTH, ARC_WIDTH + 1, bias=False)
        self.label_head, self.label_dep = head(width, LABEL_WIDTH), head(width, LABEL_WIDTH)
        self.parser_dropout = nn.Dropout(0.25)
        nn.init.normal_(self.arc_mix.weight, std=ARC_WIDTH**-0.75)

    def forward(self, x: Tensor, hidden: Tensor) -> tuple[Tensor, ...]:
        """Scores of tags, features, starts and names, and the sides of the parser's products."""
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, hidden)
        x = self.dropout(x)
        drop = self.parser_dropout
        ones = torch.ones_like(x[:, :, :1])
        heads = torch.cat([drop(self.arc_head(x)), ones], -1)
        deps = self.arc_mix(drop(self.arc_dep(x)))
        sides = (heads, deps, drop(self.label_head(x)), drop(self.label_dep(x)))
        return (self.tags(x), self.morphs(x), self.starts(x), self.names(x), *sides)


class Network(nn.Module):
    """Embedding, body, and the weights of the relations."""

    def __init__(self, embedding: Embedding, body: Body, relations: int) -> None:
        super().__init__()
        self.embedding = embedding
        self.body = body
        self.relations = nn.Parameter(torch.zeros(LABEL_WIDTH + 1, relations, LABEL_WIDTH + 1))
        nn.init.normal_(self.relations, std=LABEL_WIDTH**-0.75)

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, ...]:
        """What :class:`Body` gives for a batch of ``batches.py``."""
        x = self.embedding(
            batch["pieces"], batch["offsets"], batch["features"], batch["hidden"].shape
        )
        return self.body(x, batch["hidden"][:, None, None] * -1e4)

    def relation_scores(self, heads: Tensor, deps: Tensor) -> Tensor:
        """Scores (words, relations) of words with their heads, both (words, width)."""
        heads, deps = (functional.pad(side, (0, 1), value=1.0) for side in (heads, deps))
        return torch.einsum("wi,irj,wj->wr", deps, self.relations, heads)


def build(start: Pretrained, kept: list[int], depth: int, labels: Labels) -> Network:
    """The network with the pretrained vectors of ``kept`` pieces and the first ``depth`` layers."""
    given = {name: torch.from_numpy(value) for name, value in start.tensors.items()}
    width = given["emb.pos"].shape[1]
    layers = []
    for n in range(depth):
        layer = Layer(width, given[f"l{n}.fi.w"].shape[0], start.heads, start.epsilon)
        own = {key.partition(".")[2]: v for key, v in given.items() if key.startswith(f"l{n}.")}
        layer.load_state_dict(
            {
                "attend.weight": torch.cat([own["q.w"], own["k.w"], own["v.w"]]),
                "attend.bias": torch.cat([own["q.b"], own["k.b"], own["v.b"]]),
                "out.weight": own["ao.w"],
                "out.bias": own["ao.b"],
                "norm_1.weight": own["aln.w"],
                "norm_1.bias": own["aln.b"],
                "rise.weight": own["fi.w"],
                "rise.bias": own["fi.b"],
                "fall.weight": own["fo.w"],
                "fall.bias": own["fo.b"],
                "norm_2.weight": own["oln.w"],
                "norm_2.bias": own["oln.b"],
            }
        )
        layers.append(layer)
    embedding = Embedding(len(kept), width, len(given["emb.pos"]), start.epsilon)
    embedding.pieces.weight.data = given["emb.word"][kept].clone()
    embedding.places.weight.data = given["emb.pos"] + given["emb.type"][:width]
    body = Body(labels, width, layers, start.epsilon)
    body.norm.load_state_dict({"weight": given["emb.ln.w"], "bias": given["emb.ln.b"]})
    return Network(embedding, body, len(labels.relations))


def rebuild(trained: dict[str, Any]) -> tuple[Network, Labels]:
    """The network with its trained weights."""
    weights, labels = trained["weights"], Labels(**trained["labels"])
    pieces, width = weights["embedding.pieces.weight"].shape
    inner = weights["body.layers.0.rise.weight"].shape[0]
    places = len(weights["embedding.places.weight"])
    epsilon = trained["epsilon"]
    layers = [Layer(width, inner, trained["heads"], epsilon) for _ in range(trained["depth"])]
    embedding = Embedding(pieces, width, places, epsilon)
    body = Body(labels, width, layers, epsilon)
    network = Network(embedding, body, len(labels.relations))
    network.load_state_dict(weights)
    return network.eval(), labels


def student(trained: dict[str, Any], layers: list[int]) -> tuple[Network, Labels]:
    """A network that begins with some layers of a trained one, and with all its heads."""
    weights = {k: v for k, v in trained["weights"].items() if not k.startswith("body.layers.")}
    for n, given in enumerate(layers):
        for name, value in trained["weights"].items():
            start = f"body.layers.{given}."
            if name.startswith(start):
                weights[f"body.layers.{n}.{name.removeprefix(start)}"] = value
    network, labels = rebuild({**trained, "weights": weights, "depth": len(layers)})
    return network.train(), labels
