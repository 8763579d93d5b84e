"""Measures the shipped lexicon and its baselines; prints a Markdown table.

    python training/lexicon/evaluate.py --data <target_sentiment>

Macro-F1 over negative, neutral and positive, with a 95 % bootstrap interval over documents. The
thresholds of TextBlob are those of the package, fitted on the training data.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from fit import NEWS_HELD_OUT, fit_thresholds
from numpy.typing import NDArray

from data import Targets, read_targets, split
from presslens.sentiment import load

sys.path.insert(0, str(Path(__file__).parents[1]))
from scores import calibration_error, interval, macro_f1


def line(name: str, targets: Targets, model: str, rows: NDArray[np.float64]) -> str:
    """A row of the table."""
    guesses = rows.argmax(axis=1)
    low, high = interval(targets.labels, guesses, targets.groups)
    counts = " / ".join(str((guesses == c).sum()) for c in range(3))
    return (
        f"| {name} | {len(guesses)} | {model} | {100 * macro_f1(targets.labels, guesses):.1f} "
        f"({100 * low:.1f}–{100 * high:.1f}) | {100 * (guesses == targets.labels).mean():.1f} "
        f"| {100 * calibration_error(rows, targets.labels):.1f} | {counts} |"
    )


def best_textblob(train: Targets, held: Targets) -> NDArray[np.float64]:
    """TextBlob's own English analyzer, thresholds fitted on the training part of the same set."""
    from textblob import TextBlob

    def tones(targets: Targets) -> NDArray[np.float64]:
        return np.array([TextBlob(s).sentiment.polarity for s, _, _ in targets.items])

    found = fit_thresholds(tones(train), train.labels)
    tone = tones(held)
    logits = np.column_stack([found["low"] - tone, tone * 0, tone - found["high"]])
    powers = np.exp(found["slope"] * logits)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--languages", nargs="+", default=["ro", "en"])
    options = parser.parse_args()
    data = options.data
    news = split(read_targets(data / "newsmtsc/train.jsonl"), NEWS_HELD_OUT)
    sets = {("NewsMTSC, held out of train", "en"): news}
    for name, language in (("Romanian", "ro"), ("English", "en")):
        folder = data / "mad_tsc" / language
        train, held = (read_targets(folder / f"{p}.jsonl") for p in ("train", "validation"))
        sets[f"MAD-TSC validation, {name}", language] = (train, held)
    print("| set | n | model | macro-F1 | accuracy | ECE | says neg / neu / pos |")
    print("|---|---|---|---|---|---|---|")
    for (name, language), (train, targets) in sets.items():
        if language not in options.languages:
            continue
        for model in ("lexicon", "textblob"):
            print(line(name, targets, model, load(model, language).predict(targets.items)))
        print(line(name, targets, "TextBlob, English, best", best_textblob(train, targets)))
        neutral = np.tile([0.0, 1.0, 0.0], (len(targets.items), 1))
        print(line(name, targets, "always neutral", neutral))


if __name__ == "__main__":
    main()
