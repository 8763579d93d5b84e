"""What of a corpus is new, and the tables made of what is new and what was there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from presslens.actors.registry import Registry
from presslens.tables.rows import ANNOTATED
from presslens.tables.run_folder import Frames
from presslens.tables.schemas import TableName, conform, empty


def new_articles(
    articles: pd.DataFrame, before: Frames | None, failed: Iterable[str] = ()
) -> pd.DataFrame:
    """The rows of ``articles`` that have to be annotated.

    Args:
        articles: The corpus as it is now.
        before: The tables of the run before, made in the same way; ``None``: there are none.
        failed: Articles that the run before could not annotate.
    """
    if before is None:
        return articles
    known = before["articles"].set_index("article_id")["language"]
    known = known.drop(list(failed), errors="ignore")
    ids = articles["article_id"]
    same_language = ids.map(known).fillna("").eq(articles["language"].fillna(""))
    return articles[~(ids.isin(known.index) & same_language)]


def assemble(
    articles: pd.DataFrame, before: Frames | None, made: Iterable[str], parts: list[Frames]
) -> Frames:
    """All rows, old and new, in the order of the articles and, within one, as they were found.

    Args:
        articles: The corpus as it is now; rows of articles that are gone fall away.
        before: The tables of the run before.
        made: The articles annotated now, in ``parts``; what ``before`` has of them falls away.
        parts: The annotated tables of the partitions.
    """
    order = {a: n for n, a in enumerate(articles["article_id"])}
    kept = set(order) - set(made)
    frames: Frames = {"articles": articles}
    for table in (t for t in ANNOTATED if t != "sentiments"):
        old = [] if before is None else [_of(before[table], "article_id", kept)]
        found = _concat([*old, *(p[table] for p in parts)], table)
        frames[table] = _in_order(found, "article_id", order)
    places = {m: n for n, m in enumerate(frames["mentions"]["mention_id"])}
    scores = [p["sentiments"] for p in parts]
    if before is not None:
        mentions = _of(before["mentions"], "article_id", kept)["mention_id"]
        scores.insert(0, _of(before["sentiments"], "mention_id", set(mentions)))
    frames["sentiments"] = _in_order(_concat(scores, "sentiments"), "mention_id", places)
    return frames


def _of(frame: pd.DataFrame, column: str, ids: set[str]) -> pd.DataFrame:
    return frame[frame[column].isin(ids)]


def _concat(frames: list[pd.DataFrame], table: TableName) -> pd.DataFrame:
    filled = [f for f in frames if len(f)]
    return pd.concat(filled, ignore_index=True) if filled else empty(table)


def _in_order(frame: pd.DataFrame, column: str, order: Mapping[str, int]) -> pd.DataFrame:
    places = frame[column].map(order)
    return frame.iloc[places.argsort(kind="stable").to_numpy()].reset_index(drop=True)


def actors_of(mentions: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The table of the actors that are mentioned, by id."""
    entries = [registry[a] for a in sorted(mentions["actor_id"].dropna().unique())]
    rows = [
        {
            "actor_id": a.id, "name_ro": a.name.get("ro"), "name_en": a.name.get("en"),
            "kind": a.kind, "country": a.country, "wikidata": a.wikidata, "known": a.known,
        }
        for a in entries
    ]  # fmt: skip
    return conform(pd.DataFrame(rows) if rows else empty("actors"), "actors")
