"""Writes what trained networks answer beside rows, for another network to learn from.

    python training/sentiment/teach.py ROWS OUT ANSWERS.npz ...

ANSWERS are what ``train.py`` wrote beside the checkpoints, for files in the folder ROWS. A row in
OUT has ``soft``: the mean of the probabilities that networks which were not trained on it gave it
(Hinton et al. 2015), and where it has a label, half of that and half of the label.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from presslens.sentiment.model import softmax


def main() -> None:
    """Writes the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("rows", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("answers", nargs="+", type=Path)
    options = parser.parse_args()
    given = [np.load(path) for path in options.answers]
    options.out.mkdir(parents=True, exist_ok=True)
    for name in given[0].files:
        heads = [found[name][:, 0].astype(np.float64) for found in given]
        mean = np.nanmean([softmax(head) for head in heads], axis=0)
        lines = []
        texts = (options.rows / name).read_text(encoding="utf-8").splitlines()
        for text, soft in zip(texts, mean, strict=True):
            row = json.loads(text)
            if row["label"] >= 0:
                soft = (soft + np.eye(3)[row["label"]]) / 2
            row["soft"] = [round(p, 4) for p in soft.tolist()]
            lines.append(json.dumps(row, ensure_ascii=False) + "\n")
        (options.out / name).write_text("".join(lines), encoding="utf-8")
        print(f"{name}: {len(lines)}", flush=True)


if __name__ == "__main__":
    main()
