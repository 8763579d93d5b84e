"""The known error of each sentiment model: what it answered where the truth is known.

The counts lie in ``errors.yaml``, by model and language, and come from labelled ordinary news.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray

from presslens.errors import MissingDataError

CLASSES: Final = ("negative", "neutral", "positive")
"""What can be true of a mention."""
ANSWERS: Final = (*CLASSES, "unclear")
"""What a model can answer."""

Floats = NDArray[np.float64]

_KEYS: Final = {"model", "language", "on", "counts"}
_TOLD_IN: Final = {"ro", "en"}


@dataclass(frozen=True, slots=True)
class Confusion:
    """What a model answered in one language, on mentions with a known label.

    ``counts`` has a row for each of `CLASSES` and a column for each of `ANSWERS`; ``on`` says in
    Romanian and English which mentions they were.
    """

    model: str
    language: str
    counts: tuple[tuple[int, ...], ...]
    on: tuple[tuple[str, str], ...]

    @property
    def n(self) -> int:
        """The labelled mentions."""
        return sum(map(sum, self.counts))

    @property
    def array(self) -> Floats:
        """The counts as an array (3, 4)."""
        return np.array(self.counts, dtype=np.float64)

    def told(self, language: str) -> str:
        """On which mentions it was counted, in the reader's ``language``."""
        return dict(self.on)[language]

    @property
    def accuracy(self) -> float:
        """The share of right answers; "unclear" is never right."""
        return float(np.trace(self.array[:, :3]) / self.n)

    @property
    def macro_f1(self) -> float:
        """The mean of the F1 of the three classes, from 0 to 1; "unclear" is never right."""
        return float(_macro_f1(self.array[np.newaxis])[0])

    def macro_f1_interval(self, *, seed: int = 0, resamples: int = 2000) -> tuple[float, float]:
        """The 95 % percentile interval of ``macro_f1``, drawing mentions with replacement."""
        counts = self.array
        drawn = np.random.default_rng(seed).multinomial(
            self.n, (counts / self.n).ravel(), size=resamples
        )
        scores = _macro_f1(drawn.reshape(-1, *counts.shape).astype(np.float64))
        low, high = np.percentile(scores, [2.5, 97.5])
        return float(low), float(high)


def _macro_f1(counts: Floats) -> Floats:
    """F1 over the classes, for counts (n, 3, 4); a class that is nowhere counts as 0."""
    right = np.diagonal(counts[:, :, :3], axis1=1, axis2=2)
    both = counts.sum(axis=2) + counts[:, :, :3].sum(axis=1)
    scores = np.divide(2 * right, both, out=np.zeros_like(right), where=both > 0)
    return np.asarray(scores.mean(axis=1), dtype=np.float64)


def known_error(model: str, language: str) -> Confusion | None:
    """The error of ``model`` in ``language``; ``None`` if it has not been measured.

    Raises:
        MissingDataError: ``errors.yaml`` breaks a rule.
    """
    return _shipped().get((model, language))


@functools.cache
def _shipped() -> dict[tuple[str, str], Confusion]:
    return read_errors(resources.files("presslens.sentiment") / "errors.yaml")


def read_errors(file: Path | Traversable) -> dict[tuple[str, str], Confusion]:
    """The errors in ``file`` by model and language.

    Raises:
        MissingDataError: The file breaks a rule; the message names the entry and what is allowed.
    """
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise MissingDataError(f"{file}: not YAML: {error}") from error
    if not isinstance(entries, list):
        raise MissingDataError(f"{file}: has to be a list of entries; an empty one is []")
    found: dict[tuple[str, str], Confusion] = {}
    for number, entry in enumerate(entries, start=1):
        confusion = _confusion(entry, f"{file}: entry {number}")
        key = (confusion.model, confusion.language)
        if key in found:
            raise MissingDataError(
                f"{file}: entry {number}: {key[0]} has an entry for {key[1]} already; keep one"
            )
        found[key] = confusion
    return found


def _confusion(entry: Any, place: str) -> Confusion:  # noqa: ANN401
    if not isinstance(entry, dict) or set(entry) != _KEYS:
        raise MissingDataError(f"{place}: needs exactly the keys {', '.join(sorted(_KEYS))}")
    for key in ("model", "language"):
        if not isinstance(entry[key], str) or not entry[key]:
            raise MissingDataError(f"{place}: {key} is {entry[key]!r}; it has to be a text")
    on = entry["on"]
    if (
        not isinstance(on, dict)
        or set(on) != _TOLD_IN
        or not all(isinstance(line, str) and line for line in on.values())
    ):
        raise MissingDataError(f"{place}: 'on' needs a line for each of {', '.join(_TOLD_IN)}")
    return Confusion(
        entry["model"], entry["language"], _counts(entry["counts"], place), tuple(on.items())
    )


def _counts(rows: Any, place: str) -> tuple[tuple[int, ...], ...]:  # noqa: ANN401
    if not isinstance(rows, dict) or set(rows) != set(CLASSES):
        raise MissingDataError(f"{place}: counts need exactly the rows {', '.join(CLASSES)}")
    for true, row in rows.items():
        if not isinstance(row, dict) or set(row) != set(ANSWERS):
            raise MissingDataError(
                f"{place}: counts of {true} need exactly the answers {', '.join(ANSWERS)}"
            )
        if not all(type(n) is int and n >= 0 for n in row.values()):
            raise MissingDataError(f"{place}: counts of {true} have to be whole, 0 or more")
        if not sum(row.values()):
            raise MissingDataError(
                f"{place}: nothing was truly {true}; the error is known only if all classes occur"
            )
    return tuple(tuple(rows[true][answer] for answer in ANSWERS) for true in CLASSES)
