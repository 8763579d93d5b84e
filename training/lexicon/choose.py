"""Compares settings of the lexicon by cross-validation over documents of MAD-TSC train.

    python training/lexicon/choose.py --data <target_sentiment> --build <folder of entries.py> ro

Prints macro-F1 (percent) and log-loss of four folds, the mean of three ways to draw them. The
settings that are shipped stand in ``START`` (``data.py``).
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
from fit import Objective, macro_f1

from data import START, Matches, Targets, find_matches, load_build, read_targets
from presslens.sentiment.lexicon import Lexicon
from presslens.sentiment.scoring import LexiconModel

FOLDS, DRAWS = 4, 3
SHIPPED = {key: START["target"][key] for key in ("decay", "boundary")}
SETTINGS = {
    "shipped": {},
    "no distance": {"decay": 1e9},
    "decay 12": {"decay": 12.0},
    "decay 40": {"decay": 40.0},
    "no clauses": {"boundary": 1.0},
    "clause factor 0.95": {"boundary": 0.95},
    "clause factor 0.7": {"boundary": 0.7},
    "no negation": {"negation_positive": 1.0, "negation_negative": 1.0},
}


def cross_validate(lexicon: Lexicon, matches: Matches, targets: Targets) -> tuple[float, float]:
    """Macro-F1 and log-loss of targets whose documents the fit has not seen."""
    documents, labels = np.unique(targets.groups), targets.labels
    scores = []
    for seed in range(DRAWS):
        folds = np.random.default_rng(seed).permutation(len(documents)) % FOLDS
        fold = folds[np.searchsorted(documents, targets.groups)]
        rows = np.zeros((len(labels), 3))
        for n in range(FOLDS):
            seen, held = np.flatnonzero(fold != n), np.flatnonzero(fold == n)
            fitted = Objective(lexicon, matches.of(seen), labels[seen]).fit()
            rows[held] = Objective(lexicon, matches.of(held), labels[held]).probabilities(fitted)
        loss = -np.log(rows[np.arange(len(labels)), labels] + 1e-12).mean()
        scores.append((100 * macro_f1(labels, rows.argmax(axis=1)), float(loss)))
    f1, loss = np.mean(scores, axis=0)
    return float(f1), float(loss)


def main() -> None:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("language", choices=["ro", "en"])
    options = parser.parse_args()
    lexicon = load_build(options.language, options.build)
    targets = read_targets(options.data / "mad_tsc" / options.language / "train.jsonl")
    matches = find_matches(LexiconModel(lexicon), targets.items)
    print(f"shipped: {SHIPPED}; {len(targets.items)} targets, {len(matches.slot)} words near them")
    print("| setting | macro-F1 | log-loss |\n|---|---|---|")
    for name, changed in SETTINGS.items():
        other = Lexicon(lexicon.language, lexicon.entries, replace(lexicon.rules, **changed))
        f1, loss = cross_validate(other, matches, targets)
        print(f"| {name} | {f1:.1f} | {loss:.4f} |", flush=True)


if __name__ == "__main__":
    main()
