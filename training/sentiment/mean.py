"""Writes the mean of networks that were trained from the same start.

    python training/sentiment/mean.py OUT.pt FILE.pt ...

Wortsman et al. 2022, "Model soups".
"""

from __future__ import annotations

import argparse
from pathlib import Path

from train import load, save


def main() -> None:
    """Reads the checkpoints and writes one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("trained", nargs="+", type=Path)
    options = parser.parse_args()
    save(*load(options.trained), options.out)


if __name__ == "__main__":
    main()
