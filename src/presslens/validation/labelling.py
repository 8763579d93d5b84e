"""Where a coder is in a label file: the next mention, answers, going back. Without any display."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

from presslens.errors import ValidationError
from presslens.measures.tables import Tables
from presslens.validation.labels import COLUMNS, canonical, read_labels, write_labels
from presslens.validation.sample import draw


class Labelling:
    """One coder's work on one file; each answer is in the file before the next is asked.

    Args:
        frame: A sample, labelled in part or not at all.
        path: The file, which holds just this.

    Attributes:
        frame: The sample with the answers so far.
        path: The file.
        at: The place that is asked about.
    """

    def __init__(self, frame: pd.DataFrame, path: Path) -> None:
        self.frame = frame
        self.path = path
        self._digest = _digest(path)
        self.at = next(iter(self._open()), 0)

    @classmethod
    def begin(cls, run_or_sample: Tables | pd.DataFrame, path: str | Path) -> Labelling:
        """Goes on with the file ``path``, or begins it with a sample.

        Args:
            run_or_sample: A run, from which 200 mentions are drawn if the file does not exist; or
                a sample from `presslens.validation.draw`.
            path: The label file.

        Raises:
            ValidationError: The file breaks a rule, or is of another run or sample.
            RunError: It can't be written.
        """
        path = Path(path)
        if not path.exists():
            sample = (
                run_or_sample if isinstance(run_or_sample, pd.DataFrame) else draw(run_or_sample)
            )
            write_labels(sample, path)
        frame = _plain(read_labels(path))
        sampled = isinstance(run_or_sample, pd.DataFrame)
        known = run_or_sample if isinstance(run_or_sample, pd.DataFrame) else run_or_sample.mentions
        strange = frame[~frame["mention_id"].isin(known["mention_id"])]
        if frame.empty or len(strange):
            of = "sample" if sampled else "run"
            raise ValidationError(
                f"{path}: {len(strange)} of {len(frame)} mentions are not of this {of}; "
                "name another file, or the one that it was drawn from"
            )
        return cls(frame, path)

    @property
    def total(self) -> int:
        """How many mentions there are."""
        return len(self.frame)

    @property
    def done(self) -> int:
        """How many are labelled."""
        return int((self.frame["label"] != "").sum())

    @property
    def current(self) -> dict[str, str]:
        """The row that is asked about, by column."""
        row = self.frame.iloc[self.at]
        return {str(column): str(row[column]) for column in self.frame.columns}

    def answer(self, label: str, note: str | None = None) -> None:
        """Labels the current mention, keeps that in the file, and goes to the next open one.

        Args:
            label: As a coder may write it (n, 0, p, x, …); empty takes a label back.
            note: A remark; ``None`` leaves it as it is.

        Raises:
            ValueError: It is no label.
            ValidationError: Somebody else has changed the file.
        """
        means = canonical(label) or ""
        if _digest(self.path) != self._digest:
            raise ValidationError(f"{self.path}: was changed meanwhile; open it again")
        self.frame.loc[self.frame.index[self.at], "label"] = means
        if note is not None:
            self.frame.loc[self.frame.index[self.at], "note"] = note
        write_labels(self.frame, self.path)
        self._digest = _digest(self.path)
        self.skip()

    def skip(self) -> None:
        """Goes to the next mention without a label; after the last to the first."""
        places = self._open()
        later = [place for place in places if place > self.at]
        self.at = next(iter([*later, *places]), self.at)

    def back(self) -> None:
        """Goes to the mention before, labelled or not."""
        self.at = max(0, self.at - 1)

    def _open(self) -> list[int]:
        empty = (self.frame["label"] == "").tolist()
        return [place for place, is_open in enumerate(empty) if is_open]


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """What `read_labels` gave as it was written: texts, with "" for what is missing."""
    weights = ["" if pd.isna(w) else f"{w:.0f}" if w % 1 == 0 else str(w) for w in frame["weight"]]
    frame = frame.drop(columns="row").assign(weight=weights)
    texts = frame.astype(object).where(frame.notna(), "").astype("str")
    return texts[[*COLUMNS, *(c for c in frame.columns if c not in COLUMNS)]]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
