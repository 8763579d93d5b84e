"""What was left out of a corpus, or read with a doubt: the ingest doctor's table, counted."""

from __future__ import annotations

from typing import Protocol

import pandas as pd


class WithReading(Protocol):
    """Anything that has the doctor's table; `presslens.Run` does."""

    @property
    def reading(self) -> pd.DataFrame: ...  # noqa: D102


def reading_notes(run: WithReading) -> pd.DataFrame:
    """How often each reason occurred, what was dropped first.

    Returns:
        One row a reason: status ("dropped", "doubtful", "skipped"), reason_code, n (articles, rows
        or files), source_file (the first place).
    """
    noted = run.reading[run.reading["status"] != "read"]
    groups = noted.groupby(["status", "reason_code"], sort=False)
    table = groups.agg(n=("n", "sum"), source_file=("source_file", "first")).reset_index()
    rank = table["status"].map({"dropped": 0, "doubtful": 1, "skipped": 2})
    table = table.assign(rank=rank).sort_values(["rank", "n"], ascending=[True, False])
    return table.drop(columns="rank").reset_index(drop=True)
