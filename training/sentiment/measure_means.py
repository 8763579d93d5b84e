"""How far the means of single actors are from their labels, by the way they are estimated.

    python training/sentiment/measure_means.py ROWS ANSWERS.npz ... [--least 18]

ROWS is the folder with ``native_train.jsonl``; ANSWERS are those of the teachers, each for the rows
that it was not trained on. Mentions whose names begin alike are one actor.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from calibrate import fit
from numpy.typing import NDArray
from rows import read_rows

from presslens.sentiment.model import softmax

Floats = NDArray[np.float64]
NAME = "native_train.jsonl"
UNCLEAR = 0.5
"""Probability below which an answer is unclear."""
LETTERS = 5
STEPS = 2000


def adjusted_count(said: Floats, rates: Floats) -> Floats:
    """The true shares under which the answers are the likeliest, by EM (Saerens et al. 2002)."""
    shares = np.full(3, 1 / 3)
    for _ in range(STEPS):
        shares = shares * ((said / (shares @ rates)) @ rates.T)
    return shares


def main() -> None:
    """Prints the error of each way, weighted by mentions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("answers", nargs="+", type=Path)
    parser.add_argument("--least", type=int, default=18, help="mentions of an actor")
    options = parser.parse_args()
    rows = read_rows(options.rows / NAME)
    gold = np.array([row.label for row in rows])
    given = [np.load(path)[NAME][:, 0].astype(np.float64) for path in options.answers]
    logits = np.nanmean(given, axis=0)
    scale, _ = fit([(logits, gold)], bias=False)
    found = softmax(scale * logits)
    answers = np.where(found.max(axis=1) < UNCLEAR, 3, found.argmax(axis=1))
    counts = np.array([[((gold == c) & (answers == a)).sum() for a in range(4)] for c in range(3)])
    counts = counts + 0.5
    rates, parts = counts / counts.sum(1, keepdims=True), counts / counts.sum(0, keepdims=True)
    names = np.array([row.name.lower()[:LETTERS] for row in rows])
    errors: dict[str, list[float]] = {}
    sizes = []
    for name in np.unique(names):
        inside = names == name
        if inside.sum() < options.least:
            continue
        sizes.append(inside.sum())
        said = np.bincount(answers[inside], minlength=4) / inside.sum()
        true = np.bincount(gold[inside], minlength=3) / inside.sum()
        ways = {
            "answers": said[:3],
            "mean probabilities": found[inside].mean(axis=0),
            "calibration estimator": parts @ said,
            "adjusted count": adjusted_count(said, rates),
        }
        for way, shares in ways.items():
            off = (shares[2] - shares[0]) - (true[2] - true[0])
            errors.setdefault(way, []).append(off)
    print(f"{len(sizes)} actors, {sum(sizes)} mentions")
    for way, off in errors.items():
        square = np.average(np.square(off), weights=sizes)
        print(
            f"{way}: root mean square {square**0.5:.3f}, mean {np.average(off, weights=sizes):.3f}"
        )


if __name__ == "__main__":
    main()
