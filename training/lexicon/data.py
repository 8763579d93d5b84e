"""Reads the labelled targets, and turns them into what the fit needs: matches near targets."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from presslens.sentiment.lexicon import Lexicon, Rules, read_entries
from presslens.sentiment.model import Target
from presslens.sentiment.scoring import LexiconModel, near

HERE = Path(__file__).parent
CLASS_OF = {2.0: 0, 4.0: 1, 6.0: 2}
WINDOW = 60
START = {
    "target": {"decay": 22.0, "window": WINDOW, "boundary": 0.85, "saturation": 0.5},
    "calibration": {"negative": [0, 1, 0], "positive": [0, 0, 1]},
    "tone_scale": 0.5,
    "textblob": {"low": -0.05, "high": 0.05, "slope": 5.0},
}


@dataclass(frozen=True)
class Targets:
    """Labelled targets: ``labels`` are 0 negative, 1 neutral, 2 positive."""

    items: list[tuple[str, int, int]]
    labels: NDArray[np.int64]
    groups: NDArray[np.int64]  # the document, for splits and intervals


def read_targets(path: Path) -> Targets:
    """A file of MAD-TSC or NewsMTSC."""
    items: list[tuple[str, int, int]] = []
    labels, groups = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for target in row["targets"]:
            items.append((row["sentence_normalized"], target["from"], target["to"]))
            labels.append(CLASS_OF[target["polarity"]])
            groups.append(document_of(row["primary_gid"]))
    return Targets(items, np.array(labels), np.array(groups))


def document_of(gid: str) -> int:
    """A number for the document that a row comes from."""
    named = re.match(r"([a-z]+_\d+_\d+|\d+)_", gid)
    return zlib.crc32((named.group(1) if named else gid).encode())


def split(targets: Targets, share: float) -> tuple[Targets, Targets]:
    """Two parts that have no document in common; the second has about ``share`` of them."""
    second = (targets.groups % 1000) < share * 1000
    parts = []
    for keep in (~second, second):
        items = [item for item, k in zip(targets.items, keep, strict=True) if k]
        parts.append(Targets(items, targets.labels[keep], targets.groups[keep]))
    return parts[0], parts[1]


@dataclass(frozen=True)
class Matches:
    """One element a match near a target, in parallel arrays."""

    n: int
    target: NDArray[np.int64]
    slot: NDArray[np.int64]  # 2 * entry + (1 if the target stands after the match)
    distance: NDArray[np.float64]
    boundaries: NDArray[np.float64]
    negated: NDArray[np.bool_]
    intensity: NDArray[np.float64]

    def of(self, rows: NDArray[np.int64]) -> Matches:
        """The matches of some targets, counted anew."""
        place = np.full(self.n, -1)
        place[rows] = np.arange(len(rows))
        keep = place[self.target] >= 0
        return Matches(
            len(rows), place[self.target[keep]], self.slot[keep], self.distance[keep],
            self.boundaries[keep], self.negated[keep], self.intensity[keep],
        )  # fmt: skip


def load_build(language: str, build: Path) -> Lexicon:
    """The lists made by ``entries.py`` with the rules of ``rules_<language>.yaml``."""
    rules = yaml.safe_load((HERE / f"rules_{language}.yaml").read_text(encoding="utf-8"))
    text = (build / f"{language}.tsv").read_text(encoding="utf-8")
    return Lexicon(language, read_entries(text, language), Rules.read({**rules, **START}))


def find_matches(model: LexiconModel, items: list[tuple[str, int, int]]) -> Matches:
    """All matches within the window around each target."""
    rows = []
    readings = model.read([sentence for sentence, _, _ in items])
    for number, (reading, item) in enumerate(zip(readings, items, strict=True)):
        for match, after, distance, boundaries in near(reading, Target(*item), WINDOW):
            rows.append((number, 2 * match.entry + after, distance, boundaries,
                         match.negated, match.intensity))  # fmt: skip
    columns = np.array(rows, dtype=float).T
    return Matches(
        len(items), columns[0].astype(int), columns[1].astype(int), columns[2], columns[3],
        columns[4].astype(bool), columns[5],
    )  # fmt: skip
