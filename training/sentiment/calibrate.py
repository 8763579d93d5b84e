"""Fits how a network's answers become probabilities, on the validation sets, into ``about.json``.

    python training/sentiment/calibrate.py MODEL ROWS

One temperature a language (Guo et al. 2017) and one number that is added to the neutral answer,
both by the likelihood of the validation rows, where each set counts the same; then the threshold
below which an answer is unclear: the probability at which half of the answers are right.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from presslens.sentiment.model import softmax
from presslens.sentiment.network import FILES, Network

SETS = {
    "ro": ("mad_ro_validation", "native_validation"),
    "en": ("mad_en_validation", "news_validation"),
}
WINDOW = 40
"""Answers on each side whose share of right ones is looked at for the threshold."""

Floats = NDArray[np.float64]


def answers(network: Network, path: Path) -> tuple[Floats, NDArray[np.int64]]:
    """Answers (n, 3) and labels (n,) of a file of rows."""
    found, labels = [], []
    for text in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        parts = [list(network.pieces.of(row[side])) for side in ("left", "name", "right")]
        found.append(network.run(*parts))
        labels.append(row["label"])
    return np.array(found, dtype=np.float64), np.array(labels)


def fit(sets: list[tuple[Floats, NDArray[np.int64]]], bias: bool) -> tuple[float, float]:
    """Scale and neutral bias of the greatest likelihood; the bias 0 where it is not wanted."""

    def loss(values: NDArray[np.float64]) -> float:
        total = 0.0
        for logits, labels in sets:
            rows = softmax(np.exp(values[0]) * logits + [0, values[1] if bias else 0, 0])
            total -= float(np.log(rows[np.arange(len(labels)), labels].clip(1e-9)).mean())
        return total

    found = minimize(loss, [0.0, 0.0], method="Nelder-Mead").x
    return float(np.exp(found[0])), float(found[1]) if bias else 0.0


def threshold(rows: Floats, labels: NDArray[np.int64]) -> float:
    """The greatest probability around which fewer than half of the answers are right."""
    order = np.argsort(rows.max(axis=1))
    sure, right = rows.max(axis=1)[order], (rows.argmax(axis=1) == labels)[order]
    for n in range(len(sure) - WINDOW, WINDOW, -1):
        if right[n - WINDOW : n + WINDOW].mean() < 0.5:
            return float(sure[n])
    return float(sure[0])


def main() -> None:
    """Fits, and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--bias", nargs="*", default=[], help="languages that get a neutral bias")
    options = parser.parse_args()
    network = Network({file: (options.model / file).read_bytes() for file in FILES})
    about = network.about
    for language, names in SETS.items():
        sets = [answers(network, options.rows / f"{name}.jsonl") for name in names]
        scale, bias = fit(sets, language in options.bias)
        parts = [softmax(scale * logits + [0, bias, 0]) for logits, _ in sets]
        limit = threshold(np.concatenate(parts), np.concatenate([labels for _, labels in sets]))
        about["languages"][language] = {
            "scale": round(scale, 3), "bias": [0.0, round(bias, 3), 0.0],
            "threshold": round(limit, 3),
        }  # fmt: skip
        print(language, about["languages"][language])
    (options.model / FILES[3]).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
