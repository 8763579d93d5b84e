"""Fits how a network's answers become probabilities, on the validation sets, into ``about.json``.

    python training/sentiment/calibrate.py MODELS NAME ROWS [--exit]

With ``--exit`` the gate answers wherever that costs at most `COST` of macro-F1. Then one
temperature a language (Guo et al. 2017) and, where it is wanted, one number that is added to the
neutral answer, both by the likelihood of the validation rows, where each set counts the same; last
the threshold below which an answer is unclear: the probability at which half of the answers are
right.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[1]))
from scores import macro_f1

from presslens.sentiment.model import softmax
from presslens.sentiment.network import FILES, Network, read_network, settled

SETS = {
    "ro": ("mad_ro_validation", "native_validation"),
    "en": ("mad_en_validation", "news_validation"),
}
Floats = NDArray[np.float64]


COST = 0.005
"""Macro-F1, averaged over the sets, that may be lost to the gate."""
LIMITS = [n / 100 for n in range(99, 59, -1)]
"""Probabilities of neutral that are tried for the gate, the most careful first."""


@dataclass
class Answers:
    """What head and gate answer to the rows of a file, (n, 3) each, and the labels (n,)."""

    head: Floats
    gate: Floats
    labels: NDArray[np.int64]

    def together(self, limit: float | None) -> Floats:
        """Answers (n, 3) where the gate answers what it is sure of."""
        if limit is None:
            return self.head
        early = np.array([settled(answer, limit) for answer in self.gate])
        return np.where(early[:, None], self.gate, self.head)


def answers(network: Network, path: Path) -> Answers:
    """What the network answers to a file of rows."""
    head, gate, labels = [], [], []
    for text in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        parts = [list(network.pieces.of(row[side])) for side in ("left", "name", "right")]
        gate.append(network.run_gate(*parts))
        head.append(network.run(*parts, early=False))
        labels.append(row["label"])
    return Answers(np.array(head, np.float64), np.array(gate, np.float64), np.array(labels))


def find_exit(sets: list[Answers]) -> float | None:
    """The lowest limit of the gate that costs no more than it may."""

    def score(limit: float | None) -> float:
        guesses = [(one.labels, one.together(limit).argmax(axis=1)) for one in sets]
        return float(np.mean([macro_f1(*pair) for pair in guesses]))

    whole = score(None)
    allowed = [limit for limit in LIMITS if score(limit) >= whole - COST]
    return min(allowed, default=None)


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
    """The greatest probability of an answer at which half of the answers are right.

    How often answers are right is a logistic function of it, fitted by likelihood.
    """
    sure, right = rows.max(axis=1), rows.argmax(axis=1) == labels

    def loss(values: NDArray[np.float64]) -> float:
        odds = values[0] * (sure - values[1])
        return float(np.logaddexp(0, np.where(right, -odds, odds)).sum())

    steepness, middle = minimize(loss, [5.0, 0.5], method="Nelder-Mead").x
    return float(np.clip(middle, 1 / 3, 0.6)) if steepness > 0 else 1 / 3


def main() -> None:
    """Fits, and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path)
    parser.add_argument("name")
    parser.add_argument("rows", type=Path)
    parser.add_argument("--exit", action="store_true")
    parser.add_argument("--bias", nargs="*", default=[], help="languages that get a neutral bias")
    options = parser.parse_args()
    network = read_network(options.models, options.name)
    about = network.about
    found = {
        language: [answers(network, options.rows / f"{name}.jsonl") for name in names]
        for language, names in SETS.items()
    }
    limit = find_exit([one for ones in found.values() for one in ones]) if options.exit else None
    about["exit"] = limit
    for language, ones in found.items():
        sets = [(one.together(limit), one.labels) for one in ones]
        early = [np.mean([settled(a, limit) for a in one.gate]) for one in ones if limit]
        print(language, "answered by the gate:", *(f"{100 * share:.0f} %" for share in early))
        scale, bias = fit(sets, language in options.bias)
        parts = [softmax(scale * logits + [0, bias, 0]) for logits, _ in sets]
        least = threshold(np.concatenate(parts), np.concatenate([labels for _, labels in sets]))
        about["languages"][language] = {
            "scale": round(scale, 3), "bias": [0.0, round(bias, 3), 0.0],
            "threshold": round(least, 3),
        }  # fmt: skip
        print(language, about["languages"][language])
    file = options.models / options.name / FILES[3]
    file.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
