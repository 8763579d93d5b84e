"""Writes the mean of the weights of several trained networks, which is a little better than each.

After Wortsman et al. 2022, "Model soups". Usage: python mean_weights.py OUT.pt TRAINED.pt [...]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("trained", type=Path, nargs="+", help="what train_reader.py wrote")
    args = parser.parse_args()
    trained = [torch.load(path, weights_only=True) for path in args.trained]
    weights = {
        name: torch.stack([t["weights"][name] for t in trained]).mean(dim=0)
        for name in trained[0]["weights"]
    }
    torch.save({**trained[0], "weights": weights}, args.out)


if __name__ == "__main__":
    main()
