"""The ingest doctor's notes: what was read, dropped and doubtful, with the reason and a remedy."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import yaml

from presslens.corpus.limits import MAX_NOTES

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = (
    "source_file", "row", "status", "reason_code", "reason", "remedy", "n", "format", "encoding",
)  # fmt: skip
STATUSES: Final = ("read", "dropped", "doubtful", "skipped")


@functools.cache
def load_yaml(name: str) -> dict[str, Any]:
    """The file ``data/<name>.yaml`` of this package."""
    file = resources.files("presslens.corpus") / "data" / f"{name}.yaml"
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return data


def printable(text: object, limit: int = 300) -> str:
    """``text`` safe to show in a message: control and invisible characters escaped, bounded."""
    shown = str(text)[: limit + 1]
    if not shown.isprintable():
        shown = "".join(
            c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shown
        )
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


@dataclass(frozen=True)
class Note:
    """One line of the report."""

    source_file: str
    row: int | None
    status: str
    reason_code: str
    reason: str
    remedy: str
    n: int = 1
    format: str | None = None
    encoding: str | None = None


@dataclass
class FileLog:
    """Collects the notes of one file; past a limit those of one reason are only counted."""

    source_file: str
    format: str | None = None
    encoding: str | None = None
    _notes: list[tuple[int | None, str, str]] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def note(self, code: str, reason: str, row: int | None = None) -> None:
        """Notes ``reason`` (a sentence without a full stop) under ``code`` of ``reasons.yaml``."""
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] <= MAX_NOTES:
            self._notes.append((row, code, printable(reason)))

    def count(self, code: str) -> int:
        """How often ``code`` was noted."""
        return self._counts.get(code, 0)

    def notes(self, n_read: int) -> list[Note]:
        """The lines of this file, the one that says how many articles were read first."""
        lines = []
        if n_read:
            what = "1 article" if n_read == 1 else f"{n_read:,} articles"
            lines.append(self._line(None, "read", f"{what} read", n_read))
        lines += [self._line(row, code, reason) for row, code, reason in self._notes]
        for code, n in self._counts.items():
            if n > MAX_NOTES:
                more = n - MAX_NOTES
                lines.append(self._line(None, code, f"{more:,} more like these", more))
        return lines

    def _line(self, row: int | None, code: str, reason: str, n: int = 1) -> Note:
        known = load_yaml("reasons")[code]
        return Note(
            self.source_file, row, known["status"], code, reason, known["remedy"], n,
            self.format, self.encoding,
        )  # fmt: skip


def report_table(notes: Iterable[Note]) -> pd.DataFrame:
    """The notes as a table with the columns of :data:`COLUMNS`; ``row`` is missing for whole files.

    ``n`` is how many articles, rows or files a line stands for.
    """
    import pandas as pd

    rows = [[getattr(note, name) for name in COLUMNS] for note in notes]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    text = pd.StringDtype(storage="pyarrow", na_value=float("nan"))
    types = dict.fromkeys(COLUMNS, text) | {"row": "Int64", "n": "int64"}
    return frame.astype(types)


def summary(report: pd.DataFrame) -> pd.DataFrame:
    """One row a file: source_file, format, encoding, n_read, n_dropped, n_doubtful, n_skipped."""
    files = report.groupby("source_file", sort=True)
    table = files[["format", "encoding"]].first()
    for status in STATUSES:
        counts = report[report["status"] == status].groupby("source_file")["n"].sum()
        table[f"n_{status}"] = counts.reindex(table.index).fillna(0).astype("int64")
    return table.reset_index()
