"""Chooses the word pieces that the shipped model keeps: those that news needs.

    python training/sentiment/choose_pieces.py ENCODER DATA ROWS OUT [--most 16000]

Kept are those that occur most and all single letters. Counted are the prepared rows, the news of
both languages (a Romanian text as it stands: its names are not glossed) and the words of the
glossary.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from importlib import resources
from pathlib import Path

import pandas as pd

from presslens.sentiment.wordpieces import WordPieces

GLOSSARY_WEIGHT = 20
"""How often a word of the glossary counts."""
NEWS = ("news_en/wikinews_2019_2020", "news_en/us_outlets_ukraine_2012_2020",
        "news_ro/nine_outlets_2022", "news_ro/political_2009_2025")  # fmt: skip


def texts(data: Path, rows: Path) -> list[str]:
    """All text that is counted."""
    found = []
    for path in sorted(rows.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.append(f"{row['left']} {row['name']} {row['right']}")
    for name in NEWS:
        table = pd.read_parquet(data / f"{name}.parquet")
        for column in sorted({"title", "text", "maintext", "content"}.intersection(table)):
            found += table[column].dropna().tolist()
    folder = resources.files("presslens.language") / "ro" / "gloss"
    for file in folder.iterdir():
        found += [file.read_text(encoding="utf-8")] * GLOSSARY_WEIGHT
    return found


def main() -> None:
    """Writes the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("encoder", "data", "rows", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--most", type=int, default=16_000, help="pieces, single letters apart")
    options = parser.parse_args()
    vocabulary = (options.encoder / "vocab.txt").read_text(encoding="utf-8")
    pieces = vocabulary.rstrip("\n").split("\n")
    cutter = WordPieces(pieces)
    counts = Counter(n for text in texts(options.data, options.rows) for n in cutter.of(text))
    often = {number for number, _ in counts.most_common(options.most)}
    keep = [
        piece
        for number, piece in enumerate(pieces)
        if number in often
        or len(piece.removeprefix("##")) == 1
        or number in (cutter.begin, cutter.end, cutter.unknown)
    ]
    options.out.write_text("\n".join(keep) + "\n", encoding="utf-8")
    print(f"{len(keep)} of {len(pieces)} pieces kept")


if __name__ == "__main__":
    main()
