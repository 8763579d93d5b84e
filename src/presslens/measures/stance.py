"""Who speaks how about whom: the sentiment of speakers toward the actors in their quotes.

Only what stands in quotes of known speakers counts, and nobody's words about themselves. Means and
intervals are those of `presslens.measures.sentiment`.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from presslens.measures.passages import passages
from presslens.measures.sentiment import SENTIMENT, scored_mentions, sentiment_of
from presslens.measures.tables import Tables, check_at_least, kept_articles, with_names

_CELL: Final = ["speaker_id", "actor_id"]
_SPEAKER: Final = ["speaker_id", "speaker", "actor_id", "name"]


def quote_targets(run: Tables, *, language: str = "ro", copies: bool = True) -> pd.DataFrame:
    """Whom each quote is about, and how its speaker speaks of them.

    Args:
        run: The tables.
        language: Language of the names.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a quote and actor mentioned in it, in the order of the quotes: quote_id, article_id,
        story_id, outlet, speaker_id, speaker, actor_id, name, n (scored mentions of the actor in
        the quote), n_not_scored, score (their mean, -1 to 1; missing: none was scored).

    Raises:
        ParameterError: The language is not known.
    """
    mentions = _spoken(run, copies=copies)
    groups = mentions.groupby(["quote_id", "actor_id"], sort=False)
    table = groups.agg(
        article_id=("article_id", "first"), story_id=("story_id", "first"),
        outlet=("outlet", "first"), speaker_id=("speaker_id", "first"),
        n=("score", "count"), n_mentions=("score", "size"), score=("score", "mean"),
    ).reset_index()  # fmt: skip
    table = table.assign(n_not_scored=table["n_mentions"] - table["n"])
    table = _named(table, run, language)
    columns = ["quote_id", "article_id", "story_id", "outlet", *_SPEAKER, "n", "n_not_scored"]
    return table[[*columns, "score"]]


def stance_matrix(
    run: Tables,
    *,
    top: int | None = 10,
    language: str = "ro",
    seed: int = 0,
    resamples: int = 2000,
    copies: bool = True,
) -> pd.DataFrame:
    """Who speaks how about whom.

    Args:
        run: The tables.
        top: Keep this many speakers, those with most mentions of others in their quotes, and this
            many of the actors of whom they speak most.
        language: Language of the names.
        seed: Seed of the bootstrap.
        resamples: Draws of the bootstrap.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a speaker and actor of whom they speak: speaker_id, speaker, actor_id, name, quotes
        (in which they do), n (scored mentions), n_unclear, n_not_scored, articles, stories, mean,
        low, high, corrected, mean_raw, small_n, as `sentiment_by_actor` has them; the speaker with
        most mentions first, then the actor spoken of most.

    Raises:
        ParameterError: An option is not allowed.
    """
    check_at_least("top", top, 1)
    mentions = _spoken(run, copies=copies)
    mentions = _most(mentions, "speaker_id", top)
    mentions = _most(mentions, "actor_id", top)
    table = sentiment_of(mentions, _CELL, seed=seed, resamples=resamples)
    quotes = mentions.groupby(_CELL)["quote_id"].nunique().rename("quotes").reset_index()
    table = _named(table.merge(quotes, on=_CELL), run, language)
    for column in _CELL:
        table[f"_{column}"] = table[column].map(mentions[column].value_counts())
    table = table.sort_values(
        ["_speaker_id", "speaker", "speaker_id", "_actor_id", "name", "actor_id"],
        ascending=[False, True, True, False, True, True],
    )
    return table[[*_SPEAKER, "quotes", *SENTIMENT]].reset_index(drop=True)


def stance_quotes(
    run: Tables, matrix: pd.DataFrame, *, limit: int = 5, copies: bool = True
) -> pd.DataFrame:
    """The quotes behind the cells of a stance matrix: the strongest first, each story once.

    Args:
        run: The tables.
        matrix: From `stance_matrix`.
        limit: Quotes of a cell at most.
        copies: ``False`` leaves out near-copies.

    Returns:
        speaker_id, actor_id, evidence_id (of the quote), article_id, outlet, published, title, url,
        sentence (with the whole quote), start and end (of the mention in it), score.

    Raises:
        ParameterError: ``limit`` is below 1.
    """
    check_at_least("limit", limit, 1)
    rows = _spoken(run, copies=copies).merge(matrix[_CELL], on=_CELL)
    rows = rows.rename(columns={"quote_id": "evidence_id"}).drop(columns="outlet")
    about = ["article_id", "outlet", "published", "title", "url"]
    rows = rows.merge(kept_articles(run, copies=copies)[about], on="article_id")
    rows = rows.assign(_strength=rows["score"].abs().fillna(0.0)).sort_values(
        ["_strength", "published", "article_id", "start"], ascending=[False, True, True, True]
    )
    rows = rows.drop_duplicates([*_CELL, "story_id"]).groupby(_CELL, sort=False).head(limit)
    rows = passages(run, rows)
    return rows[[*_CELL, "evidence_id", *about, "sentence", "start", "end", "score"]].reset_index(
        drop=True
    )


def _spoken(run: Tables, *, copies: bool) -> pd.DataFrame:
    """The mentions in quotes of known speakers, others than the speaker, in the quotes' order."""
    quotes = run.quotes[run.quotes["speaker_id"].notna()][["quote_id", "speaker_id"]]
    mentions = scored_mentions(run, copies=copies).merge(quotes, on="quote_id")
    mentions = mentions[mentions["speaker_id"] != mentions["actor_id"]]
    return mentions[mentions["voice"].isna() | (mentions["voice"] == "speaker")]


def _most(mentions: pd.DataFrame, column: str, top: int | None) -> pd.DataFrame:
    """The rows of the ``top`` values of ``column`` that have most of them."""
    counts = mentions[column].value_counts().rename("n").reset_index()
    counts = counts.sort_values(["n", column], ascending=[False, True])
    kept = counts[column].head(top or len(counts))
    return mentions[mentions[column].isin(kept)]


def _named(table: pd.DataFrame, run: Tables, language: str) -> pd.DataFrame:
    table = with_names(table, run, language=language)
    return with_names(table, run, language=language, on="speaker_id", name="speaker")
