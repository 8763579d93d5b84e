"""Agreement of labels: F1, confusion, Cohen's kappa, Krippendorff's alpha, with their intervals.

All statistics take tables of counts (or of weights) with any number of axes before the last two, so
that the draws of a bootstrap are one array. Labels of one story are not independent; so whole
stories are drawn with replacement (see `presslens.measures.bootstrap`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from presslens.measures.bootstrap import LEVEL, MINIMUM_STORIES

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
_CELLS: Final = 2_000_000
"""Counts of drawn stories held in memory at once."""


def tables_by_story(
    rows: Codes, columns: Codes, stories: Codes, weights: Floats, shape: tuple[int, int]
) -> Floats:
    """One table of weights a story.

    Args:
        rows: The row of each item, for instance the true class, shape (items,).
        columns: The column of each item, for instance the predicted class, shape (items,).
        stories: The number of the story of each item, from 0, shape (items,).
        weights: Of the items, shape (items,).
        shape: Rows and columns of a table.

    Returns:
        Shape (stories, rows, columns).
    """
    tables = np.zeros((int(stories.max(initial=-1)) + 1, *shape))
    np.add.at(tables, (stories, rows, columns), weights)
    return tables


def precision(table: Floats) -> Floats:
    """Of those called a class, the share that is of it; shape (…, classes). NaN: none was."""
    called = table.sum(axis=-2)[..., : table.shape[-2]]
    return _ratio(_hits(table), called)


def recall(table: Floats) -> Floats:
    """Of those that are of a class, the share called so; shape (…, classes). NaN: none is."""
    return _ratio(_hits(table), table.sum(axis=-1))


def f1(table: Floats) -> Floats:
    """The harmonic mean of precision and recall; shape (…, classes). NaN: neither is nor called."""
    called = table.sum(axis=-2)[..., : table.shape[-2]]
    return _ratio(2 * _hits(table), called + table.sum(axis=-1))


def macro_f1(table: Floats) -> Floats:
    """The mean of F1 over the classes that occur, true or predicted; shape (…)."""
    each = f1(table)
    there = ~np.isnan(each)
    return _ratio(np.where(there, each, 0.0).sum(axis=-1), there.sum(axis=-1).astype(np.float64))


def accuracy(table: Floats) -> Floats:
    """The share of items on the diagonal; shape (…)."""
    return _ratio(_hits(table).sum(axis=-1), table.sum(axis=(-2, -1)))


def row_shares(table: Floats) -> Floats:
    """The share of each row; shape (…, rows)."""
    return _ratio(table.sum(axis=-1), table.sum(axis=(-2, -1))[..., None])


def column_shares(table: Floats) -> Floats:
    """The share of each column; shape (…, columns)."""
    return _ratio(table.sum(axis=-2), table.sum(axis=(-2, -1))[..., None])


def cohen_kappa(table: Floats) -> Floats:
    """Cohen's kappa (1960): agreement beyond that of two independent coders.

    Args:
        table: Labels of one coder by those of the other, shape (…, k, k).

    Returns:
        Shape (…). NaN where both always gave the same one label: then nothing can be said.
    """
    total = table.sum(axis=(-2, -1))
    expected = _ratio((table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1), total**2)
    return _ratio(accuracy(table) - expected, 1 - expected)


def coincidences(labels: Codes, k: int) -> Floats:
    """The coincidence table of each unit (Krippendorff 2011).

    Args:
        labels: From 0, -1 where a coder gave none, shape (units, coders).
        k: Number of labels.

    Returns:
        Shape (units, k, k): each pair of labels of a unit, in both orders, over the number of its
        labels less one. A unit with fewer than two labels has zeros.
    """
    given = np.stack([(labels == label).sum(axis=1) for label in range(k)], axis=1)
    given = given.astype(np.float64)
    pairs = given[:, :, None] * given[:, None, :] - np.eye(k) * given[:, None, :]
    fewer = given.sum(axis=1) - 1
    return np.where((fewer > 0)[:, None, None], pairs / np.maximum(fewer, 1)[:, None, None], 0.0)


def krippendorff_alpha(table: Floats) -> Floats:
    """Krippendorff's alpha for nominal labels, of a coincidence table; shape (…).

    NaN where only one label was ever given.
    """
    of_label = table.sum(axis=-1)
    total = of_label.sum(axis=-1)
    differ = total - _hits(table).sum(axis=-1)
    expected = total**2 - (of_label**2).sum(axis=-1)
    return 1 - _ratio((total - 1) * differ, expected)


def interval(
    statistic: Callable[[Floats], Floats], tables: Floats, *, seed: int = 0, resamples: int = 2000
) -> tuple[Floats, Floats]:
    """The 95 % percentile interval of ``statistic`` of the sum of ``tables`` over stories.

    Args:
        statistic: Takes tables of shape (draws, …).
        tables: One a story, shape (stories, …).
        seed: Seed of the draws.
        resamples: Number of draws.

    Returns:
        The lower and the upper ends, shaped as the statistic of one table. NaN below five stories,
        or where more than one draw in twenty has no value.
    """
    size = len(tables)
    nothing = np.full_like(statistic(tables.sum(axis=0)), np.nan)
    if size < MINIMUM_STORIES:
        return nothing, nothing
    rng = np.random.default_rng(seed)
    flat = tables.reshape(size, -1)
    step = max(1, _CELLS // size)
    values = []
    for done in range(0, resamples, step):
        draws = min(step, resamples - done)
        times = rng.multinomial(size, np.full(size, 1 / size), size=draws).astype(np.float64)
        values.append(statistic((times @ flat).reshape(draws, *tables.shape[1:])))
    return _percentiles(np.concatenate(values), nothing)


def _percentiles(values: Floats, nothing: Floats) -> tuple[Floats, Floats]:
    known = ~np.isnan(values)
    enough = known.mean(axis=0) >= LEVEL
    low, high = nothing.copy(), nothing.copy()
    tail = 100 * (1 - LEVEL) / 2
    for at in np.ndindex(nothing.shape):
        if enough[at]:
            of_draws = values[(slice(None), *at)]
            ends = np.percentile(of_draws[known[(slice(None), *at)]], [tail, 100 - tail])
            low[at], high[at] = ends
    return low, high


def _hits(table: Floats) -> Floats:
    diagonal: Floats = np.diagonal(table, axis1=-2, axis2=-1)
    return diagonal


def _ratio(above: Floats, below: Floats) -> Floats:
    """``above`` over ``below``; NaN where that is nothing."""
    above, below = np.broadcast_arrays(np.asarray(above, float), np.asarray(below, float))
    ratio: Floats = np.full(below.shape, np.nan)
    np.divide(above, below, out=ratio, where=np.abs(below) > 1e-12)
    return ratio
