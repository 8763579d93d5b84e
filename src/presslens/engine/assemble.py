"""What of a corpus is new, and the tables made of what is new and what was there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from presslens.actors.merging import Merger, Seen
from presslens.actors.name_keys import found_id
from presslens.actors.registry import Registry
from presslens.tables.rows import ANNOTATED
from presslens.tables.run_folder import Frames
from presslens.tables.schemas import TableName, conform, empty

_IDS: Mapping[TableName, str] = {
    "mentions": "actor_id", "quotes": "speaker_id", "sources": "actor_id",
    "sentiments": "holder_id", "events": "actor_ids",
}  # fmt: skip
"""Where the tables name actors."""


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
    articles: pd.DataFrame,
    before: Frames | None,
    made: Iterable[str],
    parts: list[Frames],
    registry: Registry,
) -> Frames:
    """All tables: the rows, old and new, in the order of the articles, and the actors in them.

    Unknown actors that articles found each for itself are put together over all articles; that
    depends on the articles alone, and not on which of them were there before.

    Args:
        articles: The corpus as it is now; rows of articles that are gone fall away.
        before: The tables of the run before.
        made: The articles annotated now, in ``parts``; what ``before`` has of them falls away.
        parts: The annotated tables of the partitions.
        registry: The actors that are known.
    """
    order = {a: n for n, a in enumerate(articles["article_id"])}
    kept = set(order) - set(made)
    old = None if before is None else _as_found(before)
    frames: Frames = {"articles": articles}
    for table in (t for t in ANNOTATED if t != "sentiments"):
        rows = [] if old is None else [_of(old[table], "article_id", kept)]
        found = _concat([*rows, *(p[table] for p in parts)], table)
        frames[table] = _in_order(found, "article_id", order)
    places = {m: n for n, m in enumerate(frames["mentions"]["mention_id"])}
    scores = [p["sentiments"] for p in parts]
    if old is not None:
        mentions = _of(old["mentions"], "article_id", kept)["mention_id"]
        scores.insert(0, _of(old["sentiments"], "mention_id", set(mentions)))
    frames["sentiments"] = _in_order(_concat(scores, "sentiments"), "mention_id", places)
    return _with_actors(frames, registry)


def _of(frame: pd.DataFrame, column: str, ids: set[str]) -> pd.DataFrame:
    return frame[frame[column].isin(ids)]


def _concat(frames: list[pd.DataFrame], table: TableName) -> pd.DataFrame:
    filled = [f for f in frames if len(f)]
    return pd.concat(filled, ignore_index=True) if filled else empty(table)


def _in_order(frame: pd.DataFrame, column: str, order: Mapping[str, int]) -> pd.DataFrame:
    places = frame[column].map(order)
    return frame.iloc[places.argsort(kind="stable").to_numpy()].reset_index(drop=True)


def _with_actors(frames: Frames, registry: Registry) -> Frames:
    """The tables with one id for each actor, and the table of the actors."""
    linked = frames["mentions"].dropna(subset=["actor_id"])
    columns = ("article_id", "text", "label", "actor_id", "found_as")
    values = (linked[name].astype(object).tolist() for name in columns)
    merger = Merger(
        (
            Seen(article, text, label, actor, name if isinstance(name, str) else None)
            for article, text, label, actor, name in zip(*values, strict=True)
        ),
        registry,
    )
    names = linked["found_as"].dropna().unique()
    settled = {found_id(name): merger.actor_of(name) for name in names}
    done = {
        table: _renamed(frame, _IDS[table], [settled] * len(frame)) if table in _IDS else frame
        for table, frame in frames.items()
    }
    done["actors"] = _actors(done["mentions"], registry, merger)
    return done


def _as_found(frames: Frames) -> Frames:
    """The tables with the ids that each article alone gave to the unknown actors.

    In one article no two of them ever have one id, so the way back is sure.
    """
    mentions = frames["mentions"]
    found = mentions.dropna(subset=["found_as"])
    back: dict[str, dict[str, str]] = {}
    for article, actor, name in zip(
        found["article_id"], found["actor_id"], found["found_as"], strict=True
    ):
        back.setdefault(article, {})[actor] = found_id(name)
    article_of = dict(zip(mentions["mention_id"], mentions["article_id"], strict=True))
    done = dict(frames)
    for table, column in _IDS.items():
        frame = frames[table]
        articles = (
            frame["mention_id"].map(article_of) if table == "sentiments" else frame["article_id"]
        )
        if table == "mentions":
            names = frame["found_as"]
            ids = [
                found_id(name) if isinstance(name, str) else actor
                for name, actor in zip(names, frame[column], strict=True)
            ]
            done[table] = conform(frame.assign(**{column: ids}), table)
        else:
            done[table] = _renamed(frame, column, [back.get(a, {}) for a in articles])
    return done


def _renamed(frame: pd.DataFrame, column: str, ids: list[dict[str, str]]) -> pd.DataFrame:
    """``frame`` with each id in ``column`` replaced by that in the mapping of its row, if any."""
    if not any(ids):
        return frame
    values = [
        [new.get(v, v) for v in value] if isinstance(value, list) else new.get(value, value)
        for value, new in zip(frame[column].astype(object), ids, strict=True)
    ]
    return frame.assign(**{column: pd.Series(values, index=frame.index, dtype=frame[column].dtype)})


def _actors(mentions: pd.DataFrame, registry: Registry, merger: Merger) -> pd.DataFrame:
    """The table of the actors that are mentioned, by id."""
    found = {actor.actor_id: actor for actor in merger.actors()}
    rows = []
    for actor_id in sorted(mentions["actor_id"].dropna().unique()):
        if actor_id in found:
            name, kind = found[actor_id].name, found[actor_id].kind
            rows.append({
                "actor_id": actor_id, "name_ro": name, "name_en": name, "kind": kind,
                "country": None, "wikidata": None, "known": False,
                "gender": None,
            })  # fmt: skip
            continue
        a = registry[actor_id]
        rows.append({
            "actor_id": a.id, "name_ro": a.name.get("ro"), "name_en": a.name.get("en"),
            "kind": a.kind, "country": a.country, "wikidata": a.wikidata, "known": a.known,
            "gender": a.gender if a.known else None,
        })  # fmt: skip
    return conform(pd.DataFrame(rows) if rows else empty("actors"), "actors")
