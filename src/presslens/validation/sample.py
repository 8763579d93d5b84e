"""Draws the mentions that a person shall label.

Rare strata are drawn more often than frequent ones: the chance of a mention goes with one over the
square root of the size of its stratum (power allocation, Bankier 1988), and the draw is systematic
along the strata with these chances (Madow 1949). So each stratum has its share to the next whole
number, however many strata there are, and one over the chance weights a figure back to the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from presslens.errors import ParameterError, ValidationError
from presslens.measures.passages import passages
from presslens.measures.tables import (
    Tables,
    actor_mentions,
    check_at_least,
    check_choice,
    with_names,
)
from presslens.plots.clean import plain
from presslens.validation.labels import COLUMNS

STRATA: Final = ("label", "outlet", "kind", "language")
"""What strata can be made of: the model's answer, the outlet, the kind of actor, the language."""
BY: Final = ("label", "outlet", "kind")
UNIT: Final = 1000
"""The weight of a mention that stands for itself. Weights are whole numbers, because a spreadsheet
may take 1.5 for the first of May."""
_AROUND: Final = 300
_LONGEST: Final = 500


def draw(
    run: Tables,
    *,
    n: int = 200,
    by: Iterable[str] | str = BY,
    seed: int = 0,
    language: str = "ro",
) -> pd.DataFrame:
    """A stratified sample of the scored mentions, in random order, without the model's answers.

    Args:
        run: The tables.
        n: How many mentions; all, if there are fewer.
        by: What makes the strata, of "label" (the model's answer), "outlet", "kind" (of actor) and
            "language"; the first counts most when strata outnumber ``n``.
        seed: Seed of the draw.
        language: Language of the names of actors.

    Returns:
        sample_id (from 1), mention_id, outlet, actor, before, sentence (the mention between ``[[``
        and ``]]``), after, weight (thousandths of the mentions of the corpus that the row stands
        for, a whole number), label and note (both empty).

    Raises:
        ParameterError: An option is not allowed.
        ValidationError: No mention in the run is scored.
    """
    check_at_least("n", n, 1)
    check_at_least("seed", seed, 0)
    columns = strata_of(by)
    frame = scored(run)
    if frame.empty:
        raise ValidationError("no mention of an actor is scored in this run; nothing to label")
    stratum = _numbered(frame, columns)
    rng = np.random.default_rng(seed)
    chances = _chances(np.bincount(stratum)[stratum].astype(np.float64), min(n, len(frame)))
    rows = frame.iloc[rng.permutation(_systematic(chances, stratum, rng))]
    weights = np.rint(UNIT / chances).astype(np.int64)
    rows = rows.assign(weight=pd.Series(weights, index=frame.index)[rows.index])
    rows = with_names(rows, run, language=language, name="actor")
    rows = _in_context(run, rows).reset_index(drop=True)
    rows = rows.assign(sample_id=rows.index + 1, label="", note="")
    return rows[list(COLUMNS)]


def scored(run: Tables) -> pd.DataFrame:
    """The mentions that have an answer of the model, with all that strata and figures need.

    Returns:
        The columns of mentions but ``label``, and predicted, model, outlet, story_id, kind,
        language; sorted by mention_id.
    """
    mentions = actor_mentions(run).drop(columns="label")
    answers = run.sentiments.loc[run.sentiments["label"].notna(), ["mention_id", "label", "model"]]
    frame = mentions.merge(answers.rename(columns={"label": "predicted"}), on="mention_id")
    frame = frame.merge(run.articles[["article_id", "language"]], on="article_id")
    frame = frame.merge(run.actors[["actor_id", "kind"]], on="actor_id", how="left")
    return frame.sort_values("mention_id", ignore_index=True)


def strata(run: Tables, sample: pd.DataFrame, *, by: Iterable[str] | str = "label") -> pd.DataFrame:
    """How many mentions of each stratum there are and were drawn.

    Returns:
        One row a stratum: the columns of ``by``, mentions and n (drawn).

    Raises:
        ParameterError: ``by`` is not allowed.
    """
    columns = [_column(name) for name in strata_of(by)]
    frame = scored(run)
    frame = frame.assign(n=frame["mention_id"].isin(sample["mention_id"]))
    groups = frame.groupby(columns, dropna=False, observed=True)["n"]
    table = pd.DataFrame({"mentions": groups.size(), "n": groups.sum().astype("int64")})
    return table.reset_index().rename(columns={"predicted": "label"})


def strata_of(by: Iterable[str] | str) -> list[str]:
    """``by`` as names of `STRATA`, each once.

    Raises:
        ParameterError: There is none, or one is not known.
    """
    names = by.split(",") if isinstance(by, str) else list(by)
    names = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not names:
        raise ParameterError(f"by is empty. Allowed: {', '.join(STRATA)}.")
    for name in names:
        check_choice("by", name, STRATA)
    return names


def _column(name: str) -> str:
    return "predicted" if name == "label" else name


def _numbered(frame: pd.DataFrame, by: list[str]) -> NDArray[np.int64]:
    columns = [_column(name) for name in by]
    numbers = frame.groupby(columns, dropna=False, observed=True).ngroup()
    return numbers.to_numpy().astype(np.int64)


def _chances(sizes: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """The chance of each mention, summing to ``n``; what would have over 1 is certain."""
    raw = 1 / np.sqrt(sizes)
    sure = np.zeros(len(sizes), dtype=bool)
    while not sure.all():
        chances = np.where(sure, 1.0, raw * (n - sure.sum()) / raw[~sure].sum())
        more = ~sure & (chances >= 1 - 1e-9)
        if not more.any():
            return chances
        sure |= more
    return np.ones(len(sizes))


def _systematic(
    chances: NDArray[np.float64], stratum: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """The places drawn: the certain ones, and a step of 1 along the chances of the others."""
    sure = np.flatnonzero(chances == 1).astype(np.int64)
    rest = np.flatnonzero(chances < 1).astype(np.int64)
    if not len(rest):
        return sure
    rest = rest[np.lexsort((rng.random(len(rest)), stratum[rest]))]
    ends = np.cumsum(chances[rest])
    steps = rng.random() + np.arange(round(ends[-1]))
    hit = np.minimum(np.searchsorted(ends, steps, side="right"), len(rest) - 1)
    drawn: NDArray[np.int64] = np.concatenate([sure, rest[hit]])
    return drawn


def _in_context(run: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` with before, sentence (the mention marked) and after."""
    articles = run.articles[run.articles["article_id"].isin(rows["article_id"])]
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    found = passages(run, rows)
    cut = [
        _cut(str(texts[article]), sentence, int(offset), int(start), int(end))
        for article, sentence, offset, start, end in zip(
            *(found[c] for c in ("article_id", "sentence", "offset", "start", "end")), strict=True
        )
    ]
    columns = ["before", "sentence", "after"]
    told = pd.DataFrame(cut, columns=columns, index=found.index, dtype="str")
    return found.drop(columns="sentence").join(told)


def _cut(text: str, sentence: str, offset: int, start: int, end: int) -> tuple[str, str, str]:
    first, last = max(0, start - _LONGEST), min(len(sentence), end + _LONGEST)
    marked = (
        f"{'…' if first else ''}{sentence[first:start]}[[{sentence[start:end]}]]"
        f"{sentence[end:last]}{'…' if last < len(sentence) else ''}"
    )
    begin, stop = max(0, offset - _AROUND), offset + len(sentence)
    before = f"{'…' if begin else ''}{text[begin:offset]}"
    after = f"{text[stop : stop + _AROUND]}{'…' if stop + _AROUND < len(text) else ''}"
    return _line(before), _line(marked), _line(after)


def _line(text: str) -> str:
    return " ".join(plain(text).split())
