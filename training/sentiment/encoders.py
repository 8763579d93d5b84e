"""Reads the pretrained encoders that sentiment starts from, as networks of `network`.

- all-mpnet-base-v2 (Apache-2.0; Song et al. 2020, "MPNet"; Reimers and Gurevych 2019), 12 layers
  of 768: the folder with ``model.safetensors`` and ``vocab.txt``;
- all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, "MiniLM"), 6 layers of 384: the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from network import Encoder, Shape
from safetensors.torch import load_file
from torch import Tensor

PARTS = {
    "mpnet": {
        "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v",
        "out": "attention.attn.o", "norm_1": "attention.LayerNorm",
        "rise": "intermediate.dense", "fall": "output.dense", "norm_2": "output.LayerNorm",
    },
    "bert": {
        "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
        "out": "attention.output.dense", "norm_1": "attention.output.LayerNorm",
        "rise": "intermediate.dense", "fall": "output.dense", "norm_2": "output.LayerNorm",
    },
}  # fmt: skip


def read_encoder(folder: Path, keep: list[str]) -> Encoder:
    """The encoder in ``folder`` with the word pieces ``keep``."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    given = load_file(folder / "model.safetensors")
    kind = config["model_type"]
    relative = "encoder.relative_attention_bias.weight"
    # MPNet counts places from 2
    places = given["embeddings.position_embeddings.weight"][2 if kind == "mpnet" else 0 :]
    if "embeddings.token_type_embeddings.weight" in given:
        places = places + given["embeddings.token_type_embeddings.weight"][0]
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    number = {piece: n for n, piece in enumerate(pieces)}
    words = given["embeddings.word_embeddings.weight"][[number[piece] for piece in keep]]
    shape = Shape(
        pieces=len(words), width=words.shape[1], inner=config["intermediate_size"],
        layers=config["num_hidden_layers"], heads=config["num_attention_heads"],
        places=128, epsilon=config["layer_norm_eps"], relative=relative in given,
    )  # fmt: skip
    encoder = Encoder(shape)
    state: dict[str, Tensor] = {
        "pieces.weight": words,
        "places": places[: shape.places],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    if shape.relative:
        state["relative.weight"] = given[relative]
    for number in range(shape.layers):
        for kind_of in ("weight", "bias"):
            old = {
                short: given[f"encoder.layer.{number}.{long}.{kind_of}"]
                for short, long in PARTS[kind].items()
            }
            parts = [old.pop(name) for name in "qkv"]
            state[f"layers.{number}.attend.{kind_of}"] = torch.cat(parts)
            state.update({f"layers.{number}.{name}.{kind_of}": t for name, t in old.items()})
    missing, unknown = encoder.load_state_dict(state, strict=False)
    if unknown or any(not name.endswith(".smooth") for name in missing):
        raise ValueError(f"{folder}: not the weights that were expected: {unknown or missing}")
    return encoder
