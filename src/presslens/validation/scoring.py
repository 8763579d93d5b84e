"""Compares the answers of the model with the labels of one or two coders."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from presslens.errors import ParameterError, ValidationError
from presslens.measures.tables import Tables, check_at_least
from presslens.validation import agreement as stats
from presslens.validation.labels import CLASSES, COLUMNS, NOT_AN_ACTOR, labels_of, read_labels
from presslens.validation.result import (
    Agreement,
    ClassFigures,
    Figure,
    LabelFile,
    Scores,
    Validation,
)
from presslens.validation.sample import UNIT, scored

ANSWERS: Final = (*CLASSES, "unclear")
"""What the model can answer; unclear: the likeliest class is below its threshold."""
LABELS: Final = (*CLASSES, NOT_AN_ACTOR)
_MOST: Final = 3
Labels = str | Path | pd.DataFrame
Interval = Callable[..., tuple[stats.Floats, stats.Floats]]


@dataclass(frozen=True)
class Coded:
    """The labels of one coder: rows as `read_labels` gives them, whose, and from where."""

    frame: pd.DataFrame
    file: LabelFile


def score(
    run: Tables,
    *labels: Labels,
    coders: Sequence[str] = (),
    seed: int = 0,
    resamples: int = 2000,
) -> Validation:
    """Compares the model's answers in ``run`` with labels.

    Args:
        run: The run that the sample was drawn from.
        labels: Files, or filled samples. Of one coder; or of two: then the mentions count on which
            they agree and those that one of them labelled alone; or of two and, third, what was
            decided in the end, which wins.
        coders: Names of the coders; by default the names of the files.
        seed: Seed of the bootstrap.
        resamples: Draws of the bootstrap.

    Raises:
        ParameterError: There are no labels, or more than three; or not as many coders.
        ValidationError: A file breaks a rule, a mention is not in the run, or nothing is labelled.
    """
    check_at_least("seed", seed, 0)
    check_at_least("resamples", resamples, 1)
    read = coded(labels, coders)
    answers = scored(run).set_index("mention_id")
    for one in read:
        _refuse_strangers(run, one)
    decided = gold(read)
    there = decided[decided.index.isin(answers.index)]
    joined = there.join(answers[["predicted", "model", "story_id"]])
    known = joined[joined["label"].notna()]
    compared = known[known["label"] != NOT_AN_ACTOR]
    if compared.empty:
        raise ValidationError(
            f"{_names(read)}: no mention is labelled negative, neutral or positive; label some"
        )
    draw = partial(stats.interval, seed=seed, resamples=resamples)
    return Validation(
        made=dt.datetime.now().astimezone().date().isoformat(),
        presslens=_version(),
        models=tuple(sorted(set(compared["model"]))),
        mentions=len(answers),
        n=len(compared),
        stories=int(compared["story_id"].nunique()),
        n_not_an_actor=len(known) - len(compared),
        not_an_actor=_not_an_actor(known, draw),
        n_open=len(joined) - len(known),
        n_gone=len(decided) - len(there),
        sample=_scores(compared, np.ones(len(compared)), draw),
        corpus=_weighted(compared, draw),
        agreement=_agreement(read, answers, draw),
        files=tuple(one.file for one in read),
        predicted={str(k): str(v) for k, v in compared["predicted"].items()},
        seed=seed,
        resamples=resamples,
    )


def disagreements(run: Tables, *labels: Labels, coders: Sequence[str] = ()) -> pd.DataFrame:
    """The mentions on which the first two coders disagree and nobody has decided yet.

    Returns:
        A label file to fill in and give third: the columns of a sample with ``label`` empty, and
        after them what each coder said.

    Raises:
        ParameterError, ValidationError: As `score`.
    """
    read = coded(labels, coders)
    for one in read:
        _refuse_strangers(run, one)
    if len(read) < 2:
        return pd.DataFrame(columns=list(COLUMNS))
    decided = gold(read)
    rows = read[0].frame
    rows = rows[rows["mention_id"].isin(decided.index[decided["label"].isna()])]
    rows = rows[list(COLUMNS)].assign(label="", note="", weight=rows["weight"].map(_written))
    for one in read[:2]:
        said = one.frame.set_index("mention_id")
        rows[f"label_{one.file.coder}"] = rows["mention_id"].map(said["label"])
        rows[f"note_{one.file.coder}"] = rows["mention_id"].map(said["note"])
    return rows.reset_index(drop=True)


def coded(labels: Sequence[Labels], coders: Sequence[str] = ()) -> list[Coded]:
    """The labels of each coder, read and checked.

    Raises:
        ParameterError: There are none, or more than three; or not as many coders, or twice one.
        ValidationError: A file breaks a rule.
    """
    if not 1 <= len(labels) <= _MOST:
        raise ParameterError(
            f"{len(labels)} label files; allowed are 1 to {_MOST}: one coder's, another's, and "
            "what was decided in the end"
        )
    if coders and len(coders) != len(labels):
        raise ParameterError(f"{len(coders)} coders for {len(labels)} label files; name each once")
    names = list(coders) or _default_names(labels)
    if len(set(names)) < len(names):
        raise ParameterError(f"coders {', '.join(names)}: give each a name of its own")
    return [_coded(one, name) for one, name in zip(labels, names, strict=True)]


def _default_names(labels: Sequence[Labels]) -> list[str]:
    named = [
        f"coder {n}" if isinstance(one, pd.DataFrame) else Path(one).stem
        for n, one in enumerate(labels, start=1)
    ]
    if len(set(named)) == len(named):
        return named
    return [f"{name} {n}" for n, name in enumerate(named, start=1)]


def _coded(source: Labels, coder: str) -> Coded:
    if isinstance(source, pd.DataFrame):
        frame, name = labels_of(source, coder), coder
        data = source.to_csv(index=False).encode()
    else:
        frame, name = read_labels(source), Path(source).name
        data = Path(source).read_bytes()
    n = int(frame["label"].notna().sum())
    return Coded(frame, LabelFile(name, coder, n, hashlib.sha256(data).hexdigest()))


def gold(read: Sequence[Coded]) -> pd.DataFrame:
    """What holds for each mention that somebody labelled.

    Returns:
        By mention_id: label (missing where two coders disagree and nobody decided) and weight.
    """
    frames = [one.frame.set_index("mention_id") for one in read]
    said = pd.concat([f["label"].rename(n) for n, f in enumerate(frames)], axis=1)
    weights = pd.concat([f["weight"].rename(n) for n, f in enumerate(frames)], axis=1)
    said = said.dropna(how="all")
    label = said[0]
    if len(read) > 1:
        label = said[0].fillna(said[1])
        label = label.where(said[1].isna() | (said[1] == label))
    if len(read) == _MOST:
        label = said[2].fillna(label)
    weight = weights.bfill(axis=1)[0]
    return pd.DataFrame({"label": label, "weight": weight.reindex(said.index)}).sort_index()


def _refuse_strangers(run: Tables, one: Coded) -> None:
    strange = one.frame[~one.frame["mention_id"].isin(run.mentions["mention_id"])]
    if len(strange):
        first = strange.iloc[0]
        raise ValidationError(
            f"{one.file.name}, row {first['row']}: mention {str(first['mention_id'])[:60]!r} is "
            f"not in this run ({len(strange)} such rows); score with the run that the sample is of"
        )


def _names(read: Sequence[Coded]) -> str:
    return ", ".join(one.file.name for one in read)


def _written(weight: float) -> str:
    return "" if np.isnan(weight) else f"{weight:g}" if weight % 1 else f"{weight:.0f}"


def _version() -> str:
    from presslens import __version__

    return __version__


def _weighted(compared: pd.DataFrame, draw: Interval) -> Scores | None:
    if compared["weight"].isna().any():
        return None
    return _scores(compared, compared["weight"].to_numpy(dtype=np.float64) / UNIT, draw)


def _scores(compared: pd.DataFrame, weights: stats.Floats, draw: Interval) -> Scores:
    tables = stats.tables_by_story(
        _codes(compared["label"], CLASSES),
        _codes(compared["predicted"], ANSWERS),
        _stories(compared),
        weights,
        (len(CLASSES), len(ANSWERS)),
    )
    table = tables.sum(axis=0)
    figure = partial(_figures, tables, draw)
    model_shares = figure(stats.column_shares)
    return Scores(
        macro_f1=figure(stats.macro_f1)[0],
        accuracy=figure(stats.accuracy)[0],
        unclear=model_shares[-1],
        classes=_classes(compared, figure, model_shares),
        confusion=tuple(tuple(round(float(v), 3) for v in row) for row in table),
    )


def _classes(
    compared: pd.DataFrame,
    figure: Callable[[Callable[[stats.Floats], stats.Floats]], list[Figure]],
    model_shares: list[Figure],
) -> tuple[ClassFigures, ...]:
    measured = (stats.precision, stats.recall, stats.f1, stats.row_shares)
    columns = zip(*(figure(one) for one in measured), model_shares[:-1], strict=True)
    return tuple(
        ClassFigures(
            label, int((compared["label"] == label).sum()),
            int((compared["predicted"] == label).sum()), *found,
        )
        for label, found in zip(CLASSES, columns, strict=True)
    )  # fmt: skip


def _figures(
    tables: stats.Floats, draw: Interval, statistic: Callable[[stats.Floats], stats.Floats]
) -> list[Figure]:
    """The figures of ``statistic``, one if it is a single number."""
    low, high = draw(statistic, tables)
    ends = (np.atleast_1d(part) for part in (statistic(tables.sum(axis=0)), low, high))
    return [Figure.of(*numbers) for numbers in zip(*ends, strict=True)]


def _not_an_actor(known: pd.DataFrame, draw: Interval) -> Figure:
    weights = known["weight"].to_numpy(dtype=np.float64)
    weights = np.ones(len(known)) if np.isnan(weights).any() else weights
    wrong = (known["label"] == NOT_AN_ACTOR).to_numpy().astype(np.int64)
    nothing = np.zeros(len(known), dtype=np.int64)
    tables = stats.tables_by_story(wrong, nothing, _stories(known), weights, (2, 1))
    return _figures(tables, draw, stats.row_shares)[1]


def _agreement(read: Sequence[Coded], answers: pd.DataFrame, draw: Interval) -> Agreement | None:
    if len(read) < 2:
        return None
    first, second = (one.frame.set_index("mention_id")["label"].dropna() for one in read[:2])
    both = pd.DataFrame({"first": first, "second": second}).dropna().join(answers["story_id"])
    both = both.dropna().sort_index()
    if both.empty:
        return None
    codes = [_codes(both[name], LABELS) for name in ("first", "second")]
    k = len(LABELS)
    tables = stats.tables_by_story(codes[0], codes[1], _stories(both), np.ones(len(both)), (k, k))
    pairs = stats.coincidences(np.stack(codes, axis=1), k)
    by_story = np.zeros_like(tables)
    np.add.at(by_story, _stories(both), pairs)
    return Agreement(
        n=len(both),
        stories=len(tables),
        same=_figures(tables, draw, stats.accuracy)[0],
        kappa=_figures(tables, draw, stats.cohen_kappa)[0],
        alpha=_figures(by_story, draw, stats.krippendorff_alpha)[0],
        table=tuple(tuple(int(v) for v in row) for row in tables.sum(axis=0)),
    )


def _codes(values: pd.Series[Any], names: Sequence[str]) -> stats.Codes:
    """The place of each value in ``names``.

    Raises:
        ValidationError: One is not there.
    """
    codes = pd.Categorical(values.astype(object), categories=list(names)).codes
    if (codes < 0).any():
        strange = values[codes < 0].iloc[0]
        raise ValidationError(f"label {strange!r} is not known. Allowed: {', '.join(names)}.")
    return codes.astype(np.int64)


def _stories(frame: pd.DataFrame) -> stats.Codes:
    numbers: stats.Codes = pd.factorize(frame["story_id"], sort=True)[0].astype(np.int64)
    return numbers
