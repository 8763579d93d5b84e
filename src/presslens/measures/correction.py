"""The true shares of negative, neutral and positive, estimated from what a model answered.

Of the mentions that a model calls negative a known part is neutral, and of those that it calls
neutral a known part is negative: that is what labelled mentions show. The true share of a class is
the sum of these parts over the answers (the calibration estimator: Kuha and Skinner 1997; Meertens
et al. 2022). The other way, to ask under which true shares the answers are the likeliest (adjusted
classify and count: Forman 2008), supposes that a model finds the same part of what is negative
whoever is spoken of. It does not: it finds more where more is said, so that the means of single
actors came out twice as far from their labels (training/sentiment/CARD.md has the figures).

The interval contains both errors: each draw takes stories with replacement, and parts that the
labelled mentions allow (Dirichlet, counts + 0.5).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from presslens.measures.bootstrap import LEVEL, MINIMUM_STORIES
from presslens.sentiment.errors import ANSWERS, CLASSES, Confusion, known_error

Floats = NDArray[np.float64]
Integers = NDArray[np.integer]
KnownError = Callable[[str, str], Confusion | None]

CORRECTED: Final = tuple(f"{name}_corrected" for name in CLASSES)
"""The columns of the estimated true shares."""
_PRIOR: Final = 0.5


def true_shares(answers: Floats, parts: Floats) -> Floats:
    """The true shares of the classes, given what was answered.

    Args:
        answers: How often each of `ANSWERS` was given, shape (4, n).
        parts: The part of each class in the mentions with each answer, shape (3, 4, n).

    Returns:
        Shares of `CLASSES`, shape (3, n), each column 0 or more and summing to 1; missing where
        nothing was answered.
    """
    total = answers.sum(axis=0)
    weights = np.divide(answers, total, out=np.full_like(answers, np.nan), where=total > 0)
    return np.asarray(np.einsum("an,can->cn", weights, parts), dtype=np.float64)


@functools.lru_cache(maxsize=32)
def _parts(error: Confusion, seed: int, resamples: int) -> Floats:
    """The expected part of each class in each answer, and after it draws of those that may be.

    Shape (3, 4, 1 + resamples). All groups share the draws.
    """
    counts = error.array.T + _PRIOR
    rng = np.random.default_rng([seed, *f"{error.model} {error.language}".encode()])
    found = [np.vstack([row / row.sum(), rng.dirichlet(row, size=resamples)]).T for row in counts]
    return np.stack(found, axis=1)


def _combined(answers: Floats, parts: list[Floats]) -> Floats:
    """True shares of a whole from those of its cells, weighted by the answers in each.

    ``answers`` has the shape (cells, 4, n); ``parts`` those of each cell.
    """
    sizes = answers.sum(axis=1)
    shares = np.stack([true_shares(a, p) for a, p in zip(answers, parts, strict=True)])
    whole = np.nansum(shares * sizes[:, np.newaxis], axis=0) / sizes.sum(axis=0)
    return np.asarray(whole, dtype=np.float64)


def corrected_estimate(
    counts: Floats, errors: list[Confusion], *, seed: int, resamples: int
) -> tuple[Floats, float, float]:
    """The true shares in one group, and the interval of positive less negative.

    Args:
        counts: How often each answer was given, by story and cell: shape (stories, cells, 4).
        errors: The known error of each cell, that is, of a model in a language.
        seed: Seed of the draws.
        resamples: Number of draws.

    Returns:
        The shares of `CLASSES`, shape (3,), and the ends of the 95 % interval.
    """
    kinds, alike = np.unique(counts.reshape(len(counts), -1), axis=0, return_counts=True)
    rng = np.random.default_rng(seed)
    times = rng.multinomial(len(counts), alike / len(counts), size=resamples)
    answers = (np.vstack([alike, times]) @ kinds).T.reshape(*counts.shape[1:], -1)
    shares = _combined(answers, [_parts(error, seed, resamples) for error in errors])
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(shares[2, 1:] - shares[0, 1:], [tail, 100 - tail])
    return shares[:, 0], float(low), float(high)


def corrected_means(
    frame: pd.DataFrame,
    by: list[str],
    *,
    error_of: KnownError = known_error,
    seed: int = 0,
    resamples: int = 2000,
) -> pd.DataFrame:
    """Corrected shares and means in the groups of ``by`` where the error of the model is known.

    Args:
        frame: One row a scored mention: label, model, language, story_id and ``by``.
        by: The columns that make the groups; a missing group is a group.
        error_of: The known error of a model in a language.
        seed: Seed of the draws; each group starts from it, so it does not depend on the others.
        resamples: Number of draws.

    Returns:
        Columns ``by``, negative_corrected, neutral_corrected, positive_corrected, mean, low and
        high. A group has no row if it has too few stories for an interval, or if a model in it
        has no known error in the language of some of its mentions.
    """
    columns = [*by, *CORRECTED, "mean", "low", "high"]
    cells, pairs = pd.factorize(pd.MultiIndex.from_frame(frame[["model", "language"]]), sort=True)
    errors = [error_of(*pair) for pair in pairs]
    answers = pd.Categorical(frame["label"], categories=ANSWERS).codes
    stories = pd.factorize(frame["story_id"])[0]
    rows = []
    grouped = frame.reset_index(drop=True).groupby(by, dropna=False, observed=True)
    for key, group in grouped:
        at = group.index.to_numpy()
        estimate = _group(
            stories[at], cells[at], answers[at], errors, seed=seed, resamples=resamples
        )
        if estimate is not None:
            shares, low, high = estimate
            rows.append((*key, *shares, shares[2] - shares[0], low, high))
    table = pd.DataFrame(rows, columns=columns)
    table = table.astype(dict.fromkeys(columns[len(by) :], "float64"))
    typed: pd.DataFrame = table.astype({column: frame[column].dtype for column in by})
    return typed


def _group(
    stories: Integers,
    cells: Integers,
    answers: Integers,
    errors: list[Confusion | None],
    *,
    seed: int,
    resamples: int,
) -> tuple[Floats, float, float] | None:
    """The estimate of one group, whose mentions have these stories, cells and answers."""
    different, story = np.unique(stories, return_inverse=True)
    there, cell = np.unique(cells, return_inverse=True)
    known = [error for error in (errors[at] for at in there) if error is not None]
    if len(different) < MINIMUM_STORIES or len(known) < len(there):
        return None
    counts = np.zeros((len(different), len(known), len(ANSWERS)))
    np.add.at(counts, (story, cell, answers), 1)
    return corrected_estimate(counts, known, seed=seed, resamples=resamples)
