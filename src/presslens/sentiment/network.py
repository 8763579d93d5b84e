"""A sentiment network as it ships: vectors of word pieces, and what stands over them.

How it is built and trained is in ``training/sentiment``. ONNX Runtime runs it, one target at a
time: the bounds of its eight-bit numbers are those of the one run, so that an answer does not
depend on what else is asked. The trunk, its lowest layers, reads a sentence once for all targets
in it; a gate on it may answer at once where nothing is said of the target.
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

FILES: Final = ("trunk.onnx", "top.onnx", "tables.npz", "about.json")
"""What a network consists of."""

SHARED: Final = ("pieces.npz", "pieces.txt")
"""What all networks share: the vectors of the word pieces, and the pieces."""

LONGEST: Final = 126
"""Pieces that are read of a sentence, its beginning and end not counted."""

LONGEST_NAME: Final = 40
"""Pieces that are read of the target."""

Array = NDArray[Any]


class Network:
    """One network.

    Args:
        files: The content of each of :data:`FILES` and :data:`SHARED`.

    Attributes:
        about: What is known of it: ``exit``, the probability of neutral from which the gate's
            answer holds, and by language how its answers become probabilities.
        pieces: Cuts text into its pieces.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._trunk = _session(files["trunk.onnx"])
        self._top = _session(files["top.onnx"])
        self.about: dict[str, Any] = json.loads(files["about.json"])
        self.pieces = WordPieces(files["pieces.txt"].decode("utf8").rstrip("\n").split("\n"))
        with np.load(io.BytesIO(files["pieces.npz"]), allow_pickle=False) as words:
            self._vectors: Array = unpack(words["pieces"], words["scales"])
        with np.load(io.BytesIO(files["tables.npz"]), allow_pickle=False) as tables:
            given = {name: tables[name].astype(np.float32) for name in tables.files}
        self._places: Array = given["places"]
        self._mark: Array = given["mark"]
        self._gate = (given["gate_weight"], given["gate_bias"])
        self._gate_answer = (given["gate_answer_weight"], given["gate_answer_bias"])
        # how much a piece looks at another, by their distance; (heads, steps, steps)
        at = np.arange(len(self._places))
        self._near: Array = given["near"][:, at[None, :] - at[:, None] + len(at) - 1]
        self._last: tuple[list[int], Array] = ([], np.zeros(0))

    def run(
        self, left: list[int], name: list[int], right: list[int], *, early: bool = True
    ) -> Array:
        """The answer (3,), not yet probabilities, for pieces around those of a target.

        Args:
            left: Pieces before the target.
            name: Pieces of the target.
            right: Pieces after it.
            early: Whether the gate may answer.
        """
        ids, start, end = self._cut(left, name, right)
        limit = self.about["exit"]
        if early and limit is not None:
            answer = self._ask_gate(ids, start, end)
            if settled(answer, limit):
                return answer
        marked = self._read(ids).copy()
        marked[start:end] += self._mark
        target = np.zeros((1, len(ids)), dtype=np.float32)
        target[0, start:end] = 1 / (end - start)
        given = {"states": marked, "target": target, "near": self._nearness(len(ids))}
        found: Array = self._top.run(["answer"], given)[0]
        return found.reshape(3)

    def run_gate(self, left: list[int], name: list[int], right: list[int]) -> Array:
        """The answer of the gate alone; see :meth:`run`."""
        return self._ask_gate(*self._cut(left, name, right))

    def _cut(
        self, left: list[int], name: list[int], right: list[int]
    ) -> tuple[list[int], int, int]:
        """The pieces that are read, and where the target begins and ends among them."""
        name = name[:LONGEST_NAME] or [self.pieces.unknown]
        room = LONGEST - len(name)
        after = min(len(right), max(room // 2, room - len(left)))
        left = left[max(0, len(left) - (room - after)) :]
        ids = [self.pieces.begin, *left, *name, *right[:after], self.pieces.end]
        return ids, len(left) + 1, len(left) + 1 + len(name)

    def _nearness(self, steps: int) -> Array:
        return np.ascontiguousarray(self._near[:, :steps, :steps])

    def _read(self, ids: list[int]) -> Array:
        """The states after the trunk; those of the last sentence are remembered."""
        if self._last[0] != ids:
            x = self._vectors[ids].astype(np.float32) + self._places[: len(ids)]
            given = {"states": x, "near": self._nearness(len(ids))}
            self._last = ids, self._trunk.run(["read"], given)[0]
        return self._last[1]

    def _ask_gate(self, ids: list[int], start: int, end: int) -> Array:
        states = self._read(ids)
        read = np.concatenate([states[0], states.mean(axis=0), states[start:end].mean(axis=0)])
        weight, bias = self._gate
        bent = np.tanh(weight @ read + bias)
        weight, bias = self._gate_answer
        found: Array = weight @ bent + bias
        return found


def settled(answer: Array, limit: float) -> bool:
    """Whether the answer (3,) of a gate is neutral with a probability of at least ``limit``."""
    powers = np.exp(answer - answer.max())
    return bool(powers[1] >= limit * powers.sum())


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes share the cores
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def read_network(models: Path, name: str) -> Network:
    """The network whose files are in the folder ``name`` of ``models``, and beside it."""
    files = {file: (models / name / file).read_bytes() for file in FILES}
    return Network(files | {file: (models / file).read_bytes() for file in SHARED})


@cache
def load_network(name: str) -> Network:
    """The network ``name`` of the package; both languages share it.

    Raises:
        MissingDataError: The package lacks it, or a file of it is damaged.
    """
    models = Path(str(resources.files("presslens.sentiment"))) / "models"
    try:
        return read_network(models, name)
    except FileNotFoundError as error:
        raise MissingDataError(
            f"the package lacks the sentiment model {name!r} ({error.filename} is not there); "
            "install presslens anew"
        ) from error
    except Exception as error:  # each library that reads a part has errors of its own
        raise MissingDataError(
            f"the sentiment model {name!r} in {models} can't be read ({error}); "
            "install presslens anew"
        ) from error
