"""Means with a 95 % interval, resampled by story.

Sentences of one article, and near-copies of one story, are not independent. So whole stories are
drawn with replacement (the cluster bootstrap: Davison and Hinkley 1997, section 3.8), and the
interval runs between percentiles of the means of the draws. It is too narrow for few stories;
below `MINIMUM_STORIES` there is none, and the row is marked ``small_n``.
"""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

MINIMUM_STORIES: Final = 5
LEVEL: Final = 0.95
_CELLS: Final = 2_000_000
"""Draws held in memory at once."""


def side_of_zero(low: float, high: float) -> Literal[-1, 0, 1]:
    """On which side of 0 an interval lies: -1 or 1, and 0 where it contains 0 or there is none.

    At the two decimals that are shown: an end that is written as 0 does not leave it out.
    """
    return -1 if round(high, 2) < 0 else 1 if round(low, 2) > 0 else 0


def interval(
    totals: NDArray[np.float64], counts: NDArray[np.float64], *, seed: int, resamples: int
) -> tuple[float, float]:
    """The percentile interval of ``totals.sum() / counts.sum()`` over the clusters.

    Args:
        totals: Sum of the values in each cluster, shape (clusters,).
        counts: Number of values in each cluster, at least 1, shape (clusters,).
        seed: Seed of the draws.
        resamples: Number of draws.
    """
    rng = np.random.default_rng(seed)
    size = len(totals)
    step = max(1, _CELLS // size)
    means = []
    for done in range(0, resamples, step):
        drawn = rng.integers(size, size=(min(step, resamples - done), size))
        means.append(totals[drawn].sum(axis=1) / counts[drawn].sum(axis=1))
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(np.concatenate(means), [tail, 100 - tail])
    return float(low), float(high)


def clustered_means(
    frame: pd.DataFrame,
    by: list[str],
    value: str,
    *,
    cluster: str = "story_id",
    seed: int = 0,
    resamples: int = 2000,
) -> pd.DataFrame:
    """Means of ``value`` in the groups of ``by``, with an interval over clusters.

    Args:
        frame: One row a value; rows where ``value`` is missing do not count.
        by: The columns that make the groups; a missing group is a group.
        value: The column to average.
        cluster: The column of what is drawn with replacement.
        seed: Seed of the draws; each group starts from it, so it does not depend on the others.
        resamples: Number of draws.

    Returns:
        Columns ``by``, n (values), articles, stories (clusters), mean, low, high and small_n.
        ``low`` and ``high`` are missing where ``small_n``.
    """
    scored = frame[frame[value].notna()]
    cells = scored.groupby([*by, cluster], dropna=False, observed=True)[value]
    sums = cells.agg(["sum", "count"]).reset_index()
    rows = []
    for key, group in sums.groupby(by, dropna=False, observed=True):
        totals = group["sum"].to_numpy(dtype=np.float64)
        counts = group["count"].to_numpy(dtype=np.float64)
        small = len(group) < MINIMUM_STORIES
        low, high = (
            (np.nan, np.nan) if small else interval(totals, counts, seed=seed, resamples=resamples)
        )
        mean = totals.sum() / counts.sum()
        rows.append((*key, int(counts.sum()), len(group), mean, low, high, small))
    columns = [*by, "n", "stories", "mean", "low", "high", "small_n"]
    means = pd.DataFrame(rows, columns=columns).astype({"n": "int64", "stories": "int64"})
    means = means.astype({**dict.fromkeys(["mean", "low", "high"], "float64"), "small_n": "bool"})
    means = means.astype({column: scored[column].dtype for column in by})
    articles = scored.groupby(by, dropna=False, observed=True)["article_id"].nunique()
    means = means.merge(articles.rename("articles").reset_index(), on=by, how="left")
    return means[[*by, "n", "articles", "stories", "mean", "low", "high", "small_n"]]
