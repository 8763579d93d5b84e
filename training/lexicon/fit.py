"""Fits the weights on labelled targets, and writes the package's ``sentiment.tsv`` and ``.yaml``.

The loss is the log-loss of the three classes; each weight is held near its prior (the tone), and
the two weights of an entry near each other, by ridge penalties. No weight may change its sign.

    python training/lexicon/fit.py --data <target_sentiment> --build <folder of entries.py>
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from entries import write
from numpy.typing import NDArray
from scipy.optimize import minimize

from data import HERE, START, Matches, Targets, find_matches, load_build, read_targets, split
from presslens.sentiment.lexicon import Entry, Lexicon
from presslens.sentiment.scoring import LexiconModel

sys.path.insert(0, str(Path(__file__).parents[1]))
from scores import macro_f1

PACKAGE = HERE.parents[1] / "src/presslens/language"
RIDGE, TWIN_RIDGE = 4.0, 8.0
SMALLEST = 0.02
NEWS_HELD_OUT = 0.15
HEADER = {
    "ro": """Tone of Romanian words in news. Made by training/lexicon; see CARD.md there.
source: glossary = the project's Romanian-English news glossary; own = training/lexicon/own_ro.yaml.
tone is given by hand; before and after are fitted on MAD-TSC train (MIT) from there, for a target
that stands before or after the entry. Entries are lemmas.""",
    "en": """Tone of English words in news. Made by training/lexicon; see CARD.md there.
source: own = training/lexicon/own_en.yaml; glossary = English side of the project's glossary;
hu-liu = seen in the training data, and in the Opinion Lexicon by Bing Liu
(http://www.cs.uic.edu/~liub; CC BY 4.0). tone is the prior; before and after are fitted on MAD-TSC
train (MIT) and NewsMTSC train (MIT-style) from there, for a target that stands before or after the
entry. Entries are lemmas.""",
}

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """Weights (2 for each entry) and calibration (bias, negative, positive; twice)."""

    weights: Floats
    calibration: Floats


class Objective:
    """Penalised log-loss with its gradient, for targets ``labels`` and their ``matches``."""

    def __init__(self, lexicon: Lexicon, matches: Matches, labels: NDArray[np.int64]) -> None:
        rules = lexicon.rules
        self.m, self.labels, self.onehot = matches, labels, np.eye(3)[labels]
        self.prior = np.array([w for e in lexicon.entries for w in (e.before, e.after)])
        self.k = rules.saturation
        near = matches.intensity * np.exp(-matches.distance / rules.decay)
        near *= rules.boundary ** np.minimum(matches.boundaries, 12)
        prior = self.prior[matches.slot]
        negation = np.where(prior > 0, rules.negation_positive, rules.negation_negative)
        self.factor = near * np.where(matches.negated, negation, 1.0)

    def sums(self, weights: Floats) -> tuple[Floats, Floats, Floats]:
        """Each match's share, and the negative and positive sums of each target."""
        share = weights[self.m.slot] * self.factor
        negative = np.bincount(self.m.target, np.where(share < 0, -share, 0), self.m.n)
        positive = np.bincount(self.m.target, np.where(share > 0, share, 0), self.m.n)
        return share, negative, positive

    def probabilities(self, fitted: Fitted) -> Floats:
        """Of the three classes, (n, 3)."""
        _, negative, positive = self.sums(fitted.weights)
        return self._classes(fitted.calibration, self._features(negative, positive))

    def _features(self, negative: Floats, positive: Floats) -> Floats:
        logs = np.log1p(np.column_stack([negative, positive]) / self.k)
        return np.column_stack([np.ones(self.m.n), logs])

    @staticmethod
    def _classes(calibration: Floats, features: Floats) -> Floats:
        logits = np.zeros((len(features), 3))
        logits[:, 0] = features @ calibration[:3]
        logits[:, 2] = features @ calibration[3:]
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def __call__(self, values: Floats) -> tuple[float, Floats]:
        """Loss and gradient at calibration (6) and weights."""
        calibration, weights = values[:6], values[6:]
        share, negative, positive = self.sums(weights)
        features = self._features(negative, positive)
        rows = self._classes(calibration, features)
        loss = -np.log(rows[np.arange(self.m.n), self.labels] + 1e-12).sum()
        error = rows - self.onehot
        to_negative = error[:, 0] * calibration[1] + error[:, 2] * calibration[4]
        to_positive = error[:, 0] * calibration[2] + error[:, 2] * calibration[5]
        slopes = np.where(
            share < 0,
            -(to_negative / (self.k + negative))[self.m.target],
            (to_positive / (self.k + positive))[self.m.target],
        )
        gradient = np.bincount(self.m.slot, slopes * self.factor, len(weights))
        away, twins = weights - self.prior, weights[0::2] - weights[1::2]
        loss += RIDGE * (away @ away) + TWIN_RIDGE * (twins @ twins)
        gradient += 2 * RIDGE * away
        gradient[0::2] += 2 * TWIN_RIDGE * twins
        gradient[1::2] -= 2 * TWIN_RIDGE * twins
        return float(loss), np.concatenate([error[:, [0]].T @ features, error[:, [2]].T @ features,
                                            gradient[None]], axis=1).ravel()  # fmt: skip

    def fit(self) -> Fitted:
        """The minimum; weights keep the sign of their prior."""
        free: list[tuple[float | None, float | None]] = [(None, None)] * 6
        signs = [(SMALLEST, None) if p > 0 else (None, -SMALLEST) for p in self.prior]
        start = np.concatenate([[0, 1, 0, 0, 0, 1], self.prior])
        options = {"maxiter": 200}
        found = minimize(
            self, start, jac=True, method="L-BFGS-B", bounds=free + signs, options=options
        )
        return Fitted(found.x[6:], found.x[:6])


def joined(parts: list[Targets]) -> Targets:
    """Several sets as one."""
    items = [item for part in parts for item in part.items]
    return Targets(
        items,
        np.concatenate([p.labels for p in parts]),
        np.concatenate([p.groups for p in parts]),
    )


def train_targets(language: str, folder: Path) -> Targets:
    """What the weights of a language are fitted on."""
    parts = [read_targets(folder / "mad_tsc" / language / "train.jsonl")]
    if language == "en":
        parts.append(split(read_targets(folder / "newsmtsc/train.jsonl"), NEWS_HELD_OUT)[0])
    return joined(parts)


def fit_thresholds(tones: Floats, labels: NDArray[np.int64]) -> dict[str, float]:
    """TextBlob's two thresholds by macro-F1, then the slope by log-loss."""
    grid = np.round(np.linspace(-0.4, 0.4, 81), 2)
    best = max(
        ((low, high) for low in grid for high in grid if low < high),
        key=lambda t: macro_f1(labels, np.where(tones < t[0], 0, np.where(tones > t[1], 2, 1))),
    )

    def loss(slope: float) -> float:
        logits = np.column_stack([slope * (best[0] - tones), tones * 0, slope * (tones - best[1])])
        rows = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return float(-np.log(rows[np.arange(len(labels)), labels]).sum())

    slope = min(np.arange(0.25, 12.1, 0.25), key=loss)
    return {"low": float(best[0]), "high": float(best[1]), "slope": float(slope)}


def kept_entries(lexicon: Lexicon, matches: Matches, weights: Floats) -> list[Entry]:
    """Entries with fitted weights; those of Hu and Liu only where the training data has them."""
    seen = np.bincount(matches.slot // 2, minlength=len(lexicon.entries))
    return [
        replace(entry, before=float(weights[2 * n]), after=float(weights[2 * n + 1]))
        for n, entry in enumerate(lexicon.entries)
        if entry.source != "hu-liu" or seen[n] >= 2
    ]


def fit_language(language: str, data: Path, build: Path) -> None:
    """Fits one language and writes its two files."""
    from textblob import TextBlob

    lexicon = load_build(language, build)
    model = LexiconModel(lexicon)
    targets = train_targets(language, data)
    matches = find_matches(model, targets.items)
    fitted = Objective(lexicon, matches, targets.labels).fit()
    entries = kept_entries(lexicon, matches, fitted.weights)
    count = write(entries, PACKAGE / language / "sentiment.tsv", HEADER[language])
    new = LexiconModel(Lexicon(language, tuple(entries), lexicon.rules))
    sentences = [sentence for sentence, _, _ in targets.items]
    if language == "en":
        tones = np.array([TextBlob(s).sentiment.polarity for s in sentences])
    else:
        tones = new.polarity(sentences)
    rows = [[round(float(v), 3) for v in fitted.calibration[i : i + 3]] for i in (0, 3)]
    numbers = {
        **START,
        "calibration": {"negative": rows[0], "positive": rows[1]},
        "textblob": fit_thresholds(tones, targets.labels),
    }
    rules = (HERE / f"rules_{language}.yaml").read_text(encoding="utf-8")
    (PACKAGE / language / "sentiment.yaml").write_text(
        "# Rules of the tone lexicon: the lists are training/lexicon/rules_"
        f"{language}.yaml, by hand; the numbers\n"
        "# below them were chosen or fitted by training/lexicon/fit.py (see CARD.md there).\n"
        f"{rules}"
        "# decay: words; boundary: factor for each clause of the tree between word and target;\n"
        "# calibration: bias, slope of ln(1 + sum/saturation) of negative, and of positive words.\n"
        f"{yaml.safe_dump(numbers, sort_keys=False, default_flow_style=None)}",
        encoding="utf-8",
    )
    print(language, count, "entries,", len(targets.items), "targets", numbers)


def main() -> None:
    """Fits the languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--languages", nargs="+", default=["ro", "en"])
    options = parser.parse_args()
    for language in options.languages:
        fit_language(language, options.data, options.build)


if __name__ == "__main__":
    main()
