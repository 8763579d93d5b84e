"""Whom articles credit: agencies, outlets, and sources without a name."""

from __future__ import annotations

from typing import Final

import pandas as pd

from presslens.measures.tables import Tables, check_at_least, kept_articles, with_names

_SOURCE: Final = ["actor_id", "name"]


def sources_credited(
    run: Tables, *, top: int | None = None, language: str = "ro", copies: bool = True
) -> pd.DataFrame:
    """The reported sources, most credited first.

    Args:
        run: The tables.
        top: Keep this many sources.
        language: Language of the names.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a source: actor_id (missing: one that the registry lacks, or without a name), name
        (missing: sources without a name, together), credits, articles (with one), share (of
        n_credits, 0 to 1), n_credits.

    Raises:
        ParameterError: ``top`` is below 1 or the language is not known.
    """
    check_at_least("top", top, 1)
    rows = _credited(run, copies=copies, language=language)
    table = rows.groupby(_SOURCE, dropna=False).agg(
        credits=("source_id", "size"), articles=("article_id", "nunique")
    )
    table = table.reset_index()
    table = table.sort_values(["credits", "name"], ascending=[False, True])
    table = table.assign(n_credits=len(rows), share=table["credits"] / max(1, len(rows)))
    columns = ["actor_id", "name", "credits", "articles", "share", "n_credits"]
    return table[columns].head(top or len(table)).reset_index(drop=True)


def sources_by_outlet(
    run: Tables, *, top: int = 10, language: str = "ro", copies: bool = True
) -> pd.DataFrame:
    """The share of each reported source in the credits of each outlet.

    Args:
        run: The tables.
        top: Keep the sources that are credited most in the whole run.
        language: Language of the names.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row an outlet and source: group (the outlet; missing: articles without one), actor_id,
        name (as in `sources_credited`), credits, share (0 to 1, of n_credits; missing where that is
        0) and n_credits (of the outlet).

    Raises:
        ParameterError: ``top`` is below 1 or the language is not known.
    """
    first = sources_credited(run, top=top, language=language, copies=copies)[_SOURCE]
    rows = _credited(run, copies=copies, language=language)
    outlets = kept_articles(run, copies=copies)[["outlet"]].drop_duplicates().sort_values("outlet")
    sizes = rows.groupby("outlet", dropna=False).size().rename("n_credits").reset_index()
    counts = rows.groupby(["outlet", *_SOURCE], dropna=False).size().rename("credits")
    table = outlets.merge(sizes, on="outlet", how="left").merge(first, how="cross")
    table = table.merge(counts.reset_index(), on=["outlet", *_SOURCE], how="left")
    numbers = ["credits", "n_credits"]
    table[numbers] = table[numbers].fillna(0).astype("int64")
    table["share"] = table["credits"] / table["n_credits"].where(table["n_credits"] > 0)
    table = table.rename(columns={"outlet": "group"})
    return table[["group", "actor_id", "name", "credits", "share", "n_credits"]]


def _credited(run: Tables, *, copies: bool, language: str) -> pd.DataFrame:
    """The credits with outlet and name; that of one the registry lacks is as it is written."""
    articles = kept_articles(run, copies=copies)[["article_id", "outlet"]]
    rows = with_names(run.sources.merge(articles, on="article_id"), run, language=language)
    written = rows["text"].where(rows["status"] == "named")
    return rows.assign(name=rows["name"].fillna(written))
