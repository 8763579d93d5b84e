"""How often each actor is mentioned, where, and beside whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from presslens.errors import ParameterError
from presslens.measures.tables import (
    BY_METONYM,
    BY_NAME,
    BY_OFFICE,
    COUNTED,
    Tables,
    actor_mentions,
    check_at_least,
    check_choice,
    kept_articles,
    mondays,
    with_names,
)

_GROUPS: Final = {
    "mentions": COUNTED,
    "by_name": BY_NAME,
    "by_metonym": BY_METONYM,
    "by_office": BY_OFFICE,
    "adjectives": ("adjective",),
}


def mentions_by_actor(
    run: Tables,
    *,
    top: int | None = None,
    kinds: Sequence[str] | None = None,
    language: str = "ro",
    copies: bool = True,
) -> pd.DataFrame:
    """Mentions of each actor, split by how it is named, most mentioned first.

    Args:
        run: The tables.
        top: Keep this many actors.
        kinds: Keep actors of these kinds, such as ``["person", "state"]``.
        language: Language of the names.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row an actor: actor_id, name, kind, mentions (= by_name + by_metonym + by_office),
        articles (with a mention), share_of_articles (0 to 1), by_name, by_metonym, by_office,
        adjectives (not in ``mentions``) and n_articles, the number that the share is of.

    Raises:
        ParameterError: ``top`` is below 1, or a kind or the language is not known.
    """
    check_at_least("top", top, 1)
    mentions = actor_mentions(run, copies=copies, adjectives=True)
    counts = pd.DataFrame(
        {
            column: mentions[mentions["link"].isin(links)].groupby("actor_id").size()
            for column, links in _GROUPS.items()
        },
        index=pd.Index(sorted(mentions["actor_id"].unique()), name="actor_id"),
    )
    counts = counts.fillna(0).astype("int64")
    named = mentions[mentions["link"] != "adjective"]
    articles = named.groupby("actor_id")["article_id"].nunique()
    n_articles = len(kept_articles(run, copies=copies))
    table = counts.assign(articles=articles).reset_index()
    table["articles"] = table["articles"].fillna(0).astype("int64")
    table["share_of_articles"] = table["articles"] / n_articles
    table["n_articles"] = n_articles
    table["kind"] = table["actor_id"].map(run.actors.set_index("actor_id")["kind"])
    table = with_names(table, run, language=language)
    table = _of_kinds(table, run, kinds)
    table = table.sort_values(
        ["mentions", "adjectives", "name", "actor_id"], ascending=[False, False, True, True]
    )
    columns = ["actor_id", "name", "kind", "mentions", "articles", "share_of_articles"]
    columns += ["by_name", "by_metonym", "by_office", "adjectives", "n_articles"]
    return table[columns].head(top or len(table)).reset_index(drop=True)


def _of_kinds(table: pd.DataFrame, run: Tables, kinds: Sequence[str] | None) -> pd.DataFrame:
    if kinds is None:
        return table
    if isinstance(kinds, str):
        raise ParameterError(f"kinds={kinds!r} is one text. Give a list, such as [{kinds!r}].")
    for kind in kinds:
        check_choice("kinds", kind, sorted(run.actors["kind"].dropna().unique()))
    return table[table["kind"].isin(list(kinds))]


def share_of_voice(
    run: Tables,
    *,
    by: Literal["outlet", "day", "week"] = "outlet",
    top: int = 10,
    language: str = "ro",
    copies: bool = True,
) -> pd.DataFrame:
    """The share of each actor in all actor mentions of an outlet, a day or a week.

    Args:
        run: The tables.
        by: What makes the groups. A week is named by its Monday.
        top: Keep the actors that are most mentioned in the whole run.
        language: Language of the names.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a group and actor, with group, actor_id, name, mentions, share (0 to 1, of
        n_mentions; missing where that is 0), n_mentions (of all actors) and n_articles. Days
        without articles are there with ``n_articles`` 0 and a missing share; articles without
        outlet or day make the last group, whose name is missing.

    Raises:
        ParameterError: ``by``, ``top`` or the language is not allowed.
    """
    check_choice("by", by, ("outlet", "day", "week"))
    check_at_least("top", top, 1)
    articles = _grouped(kept_articles(run, copies=copies), by)
    mentions = actor_mentions(run, copies=copies).merge(articles, on="article_id")
    sizes = pd.DataFrame(
        {
            "n_articles": articles.groupby("group", dropna=False).size(),
            "n_mentions": mentions.groupby("group", dropna=False).size(),
        }
    )
    sizes = _with_empty_periods(sizes, by).fillna(0).astype("int64")
    first = mentions_by_actor(run, top=top, language=language, copies=copies)
    first = first.loc[first["mentions"] > 0, ["actor_id", "name"]]
    counts = mentions.groupby(["group", "actor_id"], dropna=False).size().rename("mentions")
    table = sizes.rename_axis("group").reset_index().merge(first, how="cross")
    table = table.merge(counts.reset_index(), on=["group", "actor_id"], how="left")
    table["mentions"] = table["mentions"].fillna(0).astype("int64")
    table["share"] = table["mentions"] / table["n_mentions"].where(table["n_mentions"] > 0)
    columns = ["group", "actor_id", "name", "mentions", "share", "n_mentions", "n_articles"]
    return table[columns]


def _grouped(articles: pd.DataFrame, by: str) -> pd.DataFrame:
    group = articles["outlet"] if by == "outlet" else articles["day"]
    return articles[["article_id"]].assign(group=mondays(group) if by == "week" else group)


def _with_empty_periods(sizes: pd.DataFrame, by: str) -> pd.DataFrame:
    """``sizes`` with a row for each day or week between the first and the last."""
    known = sizes.index.dropna()
    if by == "outlet" or known.empty:
        return sizes
    periods = pd.date_range(known.min(), known.max(), freq="D" if by == "day" else "7D")
    undated = sizes[sizes.index.isna()]
    return pd.concat([sizes.reindex(periods.as_unit("us")), undated])


def cooccurrence(
    run: Tables,
    *,
    unit: Literal["sentence", "article"] = "sentence",
    top: int | None = 25,
    minimum: int = 2,
    language: str = "ro",
    copies: bool = True,
) -> pd.DataFrame:
    """Pairs of actors that are mentioned in the same sentence or article.

    Args:
        run: The tables.
        unit: What two actors have to share.
        top: Look at the actors that are most mentioned; ``None`` looks at all.
        minimum: Leave out pairs seen together less often.
        language: Language of the names.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a pair: actor_a, actor_b, name_a, name_b, n (units with both), n_a, n_b (units
        with each) and jaccard = n / (n_a + n_b - n), most frequent pair first.

    Raises:
        ParameterError: ``unit``, ``top``, ``minimum`` or the language is not allowed.
    """
    check_choice("unit", unit, ("sentence", "article"))
    check_at_least("top", top, 2)
    check_at_least("minimum", minimum, 1)
    first = mentions_by_actor(run, top=top, language=language, copies=copies)
    mentions = actor_mentions(run, copies=copies)
    mentions = mentions[mentions["actor_id"].isin(first["actor_id"])]
    seen = mentions[[f"{unit}_id", "actor_id"]].dropna().drop_duplicates()
    n = seen["actor_id"].value_counts()
    pairs = seen.merge(seen, on=f"{unit}_id", suffixes=("_a", "_b"))
    pairs = pairs.rename(columns={"actor_id_a": "actor_a", "actor_id_b": "actor_b"})
    pairs = pairs[pairs["actor_a"] < pairs["actor_b"]]
    table = pairs.groupby(["actor_a", "actor_b"]).size().rename("n").reset_index()
    table = table[table["n"] >= minimum]
    for side in ("a", "b"):
        table = with_names(table, run, language=language, on=f"actor_{side}", name=f"name_{side}")
        table[f"n_{side}"] = table[f"actor_{side}"].map(n).astype("int64")
    table["jaccard"] = table["n"] / (table["n_a"] + table["n_b"] - table["n"])
    table = table.sort_values(
        ["n", "name_a", "name_b", "actor_a"], ascending=[False, True, True, True]
    )
    columns = ["actor_a", "actor_b", "name_a", "name_b", "n", "n_a", "n_b", "jaccard"]
    return table[columns].reset_index(drop=True)
