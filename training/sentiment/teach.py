"""Writes what a trained network answers beside labelled rows, and for mentions without a label.

    python training/sentiment/teach.py MODEL ROWS OUT FILE.jsonl ... [--share 0.5]

MODEL is the folder of an exported model; FILE names are those in the folder ROWS. The rows in OUT
have ``soft``: the model's probabilities, and where there is a label ``share`` of it mixed in. Rows
of unlabelled text have the label -1 (``open_rows.py``).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from presslens.sentiment.model import softmax
from presslens.sentiment.network import FILES, Network


def main() -> None:
    """Writes the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "rows", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--share", type=float, default=0.5)
    options = parser.parse_args()
    network = Network({file: (options.model / file).read_bytes() for file in FILES})
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.files:
        lines = []
        for text in (options.rows / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(text)
            parts = [list(network.pieces.of(row[side])) for side in ("left", "name", "right")]
            soft = softmax(network.run(*parts).astype(np.float64)[None])[0]
            if row["label"] >= 0:
                soft *= 1 - options.share
                soft[row["label"]] += options.share
            row["soft"] = [round(p, 4) for p in soft.tolist()]
            lines.append(json.dumps(row, ensure_ascii=False) + "\n")
        (options.out / name).write_text("".join(lines), encoding="utf-8")
        print(f"{name}: {len(lines)}", flush=True)


if __name__ == "__main__":
    main()
