"""The network of a language, as it ships: word vectors from pieces, and what stands over them.

How it is built and trained is in ``training/pipelines``. It is run by ONNX Runtime, with eight bits
a weight.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime

from presslens.language.pieces import parse_pieces
from presslens.language.word_features import word_features

Array = np.ndarray[Any, np.dtype[Any]]

FILES: Final = ("network.onnx", "embedding.npz", "pieces.tsv", "labels.json")
"""What a network consists of."""

OUTPUTS: Final = (
    "tags", "morphs", "starts", "names", "heads", "dependents", "governors", "governed",
)  # fmt: skip
"""What it gives for each word, in this order."""

BLOCK: Final = 32
"""Numbers of a table that share a scale, as in the encoder that it comes from."""

_REMEMBERED: Final = 200_000
"""Words whose pieces are remembered: a text of random letters must not fill the memory."""


class Network:
    """The network of one language.

    Args:
        files: The content of each of :data:`FILES`.

    Attributes:
        labels: What the numbers of tags, features, relations and names mean.
        relations: Weights of the product that scores relations, shape (width, labels, width).
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes share the cores
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            files["network.onnx"], options, providers=["CPUExecutionProvider"]
        )
        about = json.loads(files["labels.json"])
        self._cut = parse_pieces(files["pieces.tsv"].decode("utf8"), uncased=about.pop("uncased"))
        self.labels: dict[str, tuple[str, ...]] = {k: tuple(v) for k, v in about.items()}
        with np.load(io.BytesIO(files["embedding.npz"]), allow_pickle=False) as tables:
            self._pieces = unpack(tables["pieces"], tables["scales"]).astype(np.float32)
            self._endings: Array = tables["endings"].astype(np.float32)
            self._shapes: Array = tables["shapes"].astype(np.float32)
            self._places: Array = tables["places"].astype(np.float32)
            self.relations: Array = tables["relations"].astype(np.float32)
        self._known: dict[tuple[str, bool], tuple[tuple[int, ...], int, int]] = {}
        begin, end = (self._cut.numbers[piece] for piece in ("<s>", "</s>"))
        nothing = word_features("")
        self._begin, self._end = self._vectors([((begin,), *nothing), ((end,), *nothing)])

    def usual_case(self, word: str) -> str:
        """``word``, which is in capitals, as it is written most."""
        return self._cut.usual_case(word)

    def embed(self, words: list[tuple[str, bool]]) -> Array:
        """Vectors of words, each given with whether a space stands before it; (words, width)."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known = self._known
        return self._vectors([known[w] if w in known else self._add(w) for w in words])

    def _add(self, word: tuple[str, bool]) -> tuple[tuple[int, ...], int, int]:
        self._known[word] = found = (self._cut.of(*word), *word_features(word[0]))
        return found

    def _vectors(self, words: list[tuple[tuple[int, ...], int, int]]) -> Array:
        if not words:
            return np.zeros((0, self._pieces.shape[1]), dtype=np.float32)
        sizes = np.array([len(pieces) for pieces, _, _ in words])
        flat = [number for pieces, _, _ in words for number in pieces]
        found: Array = np.add.reduceat(self._pieces[flat], np.cumsum(sizes) - sizes)
        found /= sizes[:, None].astype(np.float32)
        found += self._endings[[ending for _, ending, _ in words]]
        found += self._shapes[[shape for _, _, shape in words]]
        return found

    def read(self, vectors: Array) -> list[Array]:
        """The :data:`OUTPUTS` for a run of words; row 0 is its beginning, the words follow.

        Args:
            vectors: What :meth:`embed` gave for the words, at most 500.
        """
        x = np.concatenate([self._begin[None], vectors, self._end[None]])
        x += self._places[: len(x)]
        found: list[Array] = self._session.run(OUTPUTS, {"words": x})
        return [output[:-1] for output in found]


def pack(table: Array) -> tuple[Array, Array]:
    """A table with four bits a number, two to a byte, and a scale for every :data:`BLOCK`."""
    blocks = table.reshape(len(table), -1, BLOCK)
    scales = (np.abs(blocks).max(axis=-1) / 7).astype(np.float16)
    steps = blocks / np.maximum(scales.astype(np.float32), 1e-9)[:, :, None]
    numbers = (np.rint(steps).clip(-7, 7) + 7).astype(np.uint8).reshape(len(table), -1)
    return numbers[:, ::2] << 4 | numbers[:, 1::2], scales


def unpack(packed: Array, scales: Array) -> Array:
    """The table that :func:`pack` packed, with 16 bits a number."""
    numbers = np.stack([packed >> 4, packed & 15], axis=-1).astype(np.float16) - np.float16(7)
    blocks = numbers.reshape(len(packed), -1, BLOCK) * scales[:, :, None]
    found: Array = blocks.reshape(len(packed), -1)
    return found


def read_network(folder: Path) -> Network:
    """The network whose files are in ``folder``."""
    return Network({name: (folder / name).read_bytes() for name in FILES})
