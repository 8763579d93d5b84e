"""How answers are scored against labels: F1 with its interval, and calibration."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000


def macro_f1(labels: NDArray[np.int64], guesses: NDArray[np.int64]) -> float:
    """The mean F1 of the three classes."""
    scores = []
    for c in range(3):
        hits = ((labels == c) & (guesses == c)).sum()
        scores.append(2 * hits / max(1, (labels == c).sum() + (guesses == c).sum()))
    return float(np.mean(scores))


def interval(labels: NDArray[np.int64], guesses: NDArray[np.int64], groups: NDArray[np.int64],
             seed: int = 0) -> tuple[float, float]:  # fmt: skip
    """95 % bootstrap interval of macro-F1, drawing documents."""
    random = np.random.default_rng(seed)
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    scores = []
    for _ in range(DRAWS):
        drawn = random.integers(0, len(members), len(members))
        rows = np.concatenate([members[d] for d in drawn])
        scores.append(macro_f1(labels[rows], guesses[rows]))
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)


def calibration_error(rows: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Expected calibration error of the likeliest class, ten bins."""
    sure, right = rows.max(axis=1), rows.argmax(axis=1) == labels
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).sum()
            for b in np.unique(bins)]  # fmt: skip
    return float(sum(gaps) / len(labels))
