"""The sentences behind a number."""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd

from presslens.filters import resolve_actor
from presslens.measures.passages import passages
from presslens.measures.tables import (
    COUNTED,
    Tables,
    check_at_least,
    check_choice,
    kept_articles,
)

EvidenceOf = Literal["mentions", "sentiments", "quotes", "events"]

_LABELS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "mentions": ("link", (*COUNTED, "adjective", "place", "none")),
    "sentiments": ("label", ("negative", "neutral", "positive", "unclear")),
    "quotes": ("kind", ("direct", "indirect", "mixed")),
    "events": ("direction", ("past", "present", "future")),
}
"""The column that ``label`` selects by, and its values."""

_ARTICLE: Final = ["article_id", "outlet", "published", "title", "url", "story_id", "language"]
_COLUMNS: Final = [
    "evidence_id", "article_id", "outlet", "published", "title", "url",
    "sentence", "start", "end", "words", "label", "score",
]  # fmt: skip


def evidence(
    run: Tables,
    *,
    actor: str | None = None,
    label: str | None = None,
    table: EvidenceOf = "mentions",
    limit: int = 5,
    copies: bool = True,
) -> pd.DataFrame:
    """Sentences that show what a number counts: the strongest first, each story once.

    Args:
        run: The tables.
        actor: An actor_id or a name: who is mentioned, speaks, or takes part.
        label: Keep one value of: ``link`` of mentions, ``label`` of sentiments, ``kind`` of
            quotes, ``direction`` of events.
        table: Where to look.
        limit: Rows at most. A second row of a story comes only after all stories had one.
        copies: ``False`` leaves out near-copies.

    Returns:
        evidence_id (the row's id in ``table``), article_id, outlet, published, title, url,
        sentence, start and end (the span within the sentence), words (list of (start, end,
        weight) within the sentence: those that make a sentiment score), label and
        score (sentiment -1 to 1, or the certainty of the link or quote from 0 to 1; missing for
        events).

    Raises:
        ParameterError: An option is not allowed, or the actor is not in the run.
    """
    check_choice("table", table, _LABELS)
    check_at_least("limit", limit, 1)
    column, allowed = _LABELS[table]
    if label is not None:
        check_choice("label", label, allowed)
    rows = _rows(run, table, resolve_actor(run.actors, actor) if actor is not None else None)
    rows = _labelled(rows.assign(label=rows[column]), table, label)
    rows = rows.merge(kept_articles(run, copies=copies)[_ARTICLE], on="article_id")
    rows = passages(run, _strongest(rows, table, label, limit)).reset_index(drop=True)
    words: list[list[tuple[int, int, float]]] = [[] for _ in range(len(rows))]
    if table == "sentiments":
        from presslens.sentiment.reasons import reasons  # it takes a model, which takes a moment

        words = reasons(rows, run.quotes)
    return rows.assign(words=pd.Series(words, index=rows.index, dtype=object))[_COLUMNS]


def _rows(run: Tables, table: EvidenceOf, actor_id: str | None) -> pd.DataFrame:
    """The rows of ``table`` for the actor, with evidence_id, start, end and score."""
    if table == "events":
        rows = run.events.assign(evidence_id=run.events["event_id"], score=float("nan"))
        if actor_id is not None:
            rows = rows[[_has(ids, actor_id) for ids in rows["actor_ids"]]]
        return rows
    if table == "quotes":
        rows = run.quotes.rename(
            columns={"quote_id": "evidence_id", "speaker_id": "actor_id", "confidence": "score"}
        )
    elif table == "sentiments":
        rows = run.mentions.drop(columns="label").merge(run.sentiments, on="mention_id")
        rows = rows.rename(columns={"mention_id": "evidence_id"})
        rows = rows[rows["actor_id"].notna() & rows["link"].isin(COUNTED)]
    else:
        rows = run.mentions.rename(columns={"mention_id": "evidence_id", "link_score": "score"})
    return rows if actor_id is None else rows[rows["actor_id"] == actor_id]


def _has(ids: object, actor_id: str) -> bool:
    return ids is not None and not isinstance(ids, float) and actor_id in list(ids)  # type: ignore[call-overload]


def _labelled(rows: pd.DataFrame, table: EvidenceOf, label: str | None) -> pd.DataFrame:
    if label is not None:
        return rows[rows["label"] == label]
    if table == "mentions":
        return rows[rows["actor_id"].notna() & rows["link"].isin(COUNTED)]
    return rows[rows["score"].notna()] if table == "sentiments" else rows


def _strongest(
    rows: pd.DataFrame, table: EvidenceOf, label: str | None, limit: int
) -> pd.DataFrame:
    """The first ``limit`` rows: stories by their strongest row, then second rows of a story."""
    strength = rows["score"].fillna(0.0)
    if table == "sentiments":
        strength = strength.abs()
    if label in ("neutral", "unclear"):
        strength = -strength
    rows = rows.assign(_strength=strength).sort_values(
        ["_strength", "published", "article_id", "start", "evidence_id"],
        ascending=[False, True, True, True, True],
    )
    rows = rows.assign(_round=rows.groupby("story_id").cumcount())
    return rows.sort_values("_round", kind="stable").head(limit)
