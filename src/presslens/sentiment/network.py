"""A sentiment network as it ships: vectors of word pieces, and what stands over them.

How it is built and trained is in ``training/sentiment``. ONNX Runtime runs it, one target at a
time: the bounds of its eight-bit numbers are those of the one run, so that an answer does not
depend on what else is asked.
"""

from __future__ import annotations

import io
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from presslens.errors import MissingDataError
from presslens.language.network import unpack
from presslens.sentiment.wordpieces import WordPieces

FILES: Final = ("network.onnx", "embedding.npz", "pieces.txt", "about.json")
"""What a network consists of."""

LONGEST: Final = 126
"""Pieces that are read of a sentence, its beginning and end not counted."""

LONGEST_NAME: Final = 40
"""Pieces that are read of the target."""

Array = NDArray[Any]


class Network:
    """One network.

    Args:
        files: The content of each of :data:`FILES`.

    Attributes:
        about: What is known of it, by language: how its answers become probabilities.
        pieces: Cuts text into its pieces.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes share the cores
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            files["network.onnx"], options, providers=["CPUExecutionProvider"]
        )
        self.about: dict[str, Any] = json.loads(files["about.json"])
        self.pieces = WordPieces(files["pieces.txt"].decode("utf8").rstrip("\n").split("\n"))
        with np.load(io.BytesIO(files["embedding.npz"]), allow_pickle=False) as tables:
            self._vectors: Array = unpack(tables["pieces"], tables["scales"])
            self._places: Array = tables["places"].astype(np.float32)
            self._near: Array | None = None
            if "near" in tables:
                # how much a piece looks at another, by their distance; (heads, steps, steps)
                table, steps = tables["near"].astype(np.float32), len(self._places)
                at = np.arange(steps)
                self._near = table[:, at[None, :] - at[:, None] + steps - 1]
        self._opening, self._closing = self.pieces.of("["), self.pieces.of("]")

    def run(self, left: list[int], name: list[int], right: list[int]) -> Array:
        """The answer (3,), not yet probabilities, for pieces around those of a target."""
        name = name[:LONGEST_NAME] or [self.pieces.unknown]
        room = LONGEST - len(name) - 2
        after = min(len(right), max(room // 2, room - len(left)))
        left = left[max(0, len(left) - (room - after)) :]
        ids = [self.pieces.begin, *left, *self._opening, *name, *self._closing]
        ids += [*right[:after], self.pieces.end]
        x = self._vectors[ids].astype(np.float32)
        x += self._places[: len(ids)]
        target = np.zeros((1, len(ids)), dtype=np.float32)
        first = len(left) + 2
        target[0, first : first + len(name)] = 1 / len(name)
        given = {"pieces": x, "target": target}
        if self._near is not None:
            given["near"] = np.ascontiguousarray(self._near[:, : len(ids), : len(ids)])
        found: Array = self._session.run(["answer"], given)[0]
        return found.reshape(3)


@cache
def load_network(name: str) -> Network:
    """The network ``name`` of the package; both languages share it.

    Raises:
        MissingDataError: The package lacks it.
    """
    folder = Path(str(resources.files("presslens.sentiment"))) / "models" / name
    try:
        return Network({file: (folder / file).read_bytes() for file in FILES})
    except FileNotFoundError as error:
        raise MissingDataError(
            f"the package lacks the sentiment model {name!r} ({error.filename} is not there); "
            "install presslens anew"
        ) from error
