"""What is said about each actor: mean sentiment with its interval, by actor, outlet and time.

A mean is of ``score = p_positive - p_negative``, from -1 to 1, over the mentions that were scored.
Mentions that were not scored are counted apart and never taken for neutral.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from presslens.filters import resolve_actor
from presslens.measures.bootstrap import clustered_means
from presslens.measures.tables import (
    Tables,
    actor_mentions,
    check_at_least,
    check_choice,
    kept_articles,
    mondays,
    with_names,
)

_ESTIMATE = ["n", "articles", "stories", "mean", "low", "high", "small_n"]


def scored_mentions(run: Tables, *, copies: bool = True) -> pd.DataFrame:
    """The mentions that count, with score, label, holder_id, quoted; missing if not scored.

    ``quoted`` says that the mention stands in a quote or that its holder is a speaker.
    """
    mentions = actor_mentions(run, copies=copies).drop(columns="label")
    scores = run.sentiments[["mention_id", "score", "label", "holder_id"]]
    scored = mentions.merge(scores, on="mention_id", how="left")
    return scored.assign(quoted=scored["holder_id"].notna() | scored["quote_id"].notna())


def _estimates(
    frame: pd.DataFrame, by: list[str], value: str, *, seed: int, resamples: int
) -> pd.DataFrame:
    """Means of ``value`` for every group of ``by``, also those in which nothing was scored."""
    check_at_least("resamples", resamples, 1)
    missing = frame[value].isna().groupby([frame[c] for c in by], dropna=False).sum()
    means = clustered_means(frame, by, value, seed=seed, resamples=resamples)
    table = missing.rename("n_not_scored").reset_index().merge(means, on=by, how="left")
    return _counted(table)


def _counted(table: pd.DataFrame) -> pd.DataFrame:
    """``table`` with 0 for the counts of groups in which there is nothing to count."""
    counts = ["n_not_scored", "n", "articles", "stories"]
    table[counts] = table[counts].fillna(0).astype("int64")
    return table.assign(small_n=table["small_n"].astype("boolean").fillna(True).astype("bool"))


def sentiment_by_actor(
    run: Tables,
    *,
    top: int | None = None,
    minimum: int = 0,
    language: str = "ro",
    seed: int = 0,
    resamples: int = 2000,
    copies: bool = True,
) -> pd.DataFrame:
    """Sentiment toward each actor, most mentioned first.

    Args:
        run: The tables.
        top: Keep this many actors.
        minimum: Leave out actors with fewer scored mentions.
        language: Language of the names.
        seed: Seed of the bootstrap.
        resamples: Draws of the bootstrap.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row an actor: actor_id, name, n (scored mentions), n_not_scored, articles and stories
        (with a scored mention), negative, neutral, positive (shares of n, by label), mean (-1 to
        1), low, high (95 % interval, see `presslens.measures.bootstrap`), share_in_quotes (of n)
        and small_n. What can't be known is missing.

    Raises:
        ParameterError: An option is not allowed.
    """
    check_at_least("top", top, 1)
    check_at_least("minimum", minimum, 0)
    mentions = scored_mentions(run, copies=copies)
    table = _estimates(mentions, ["actor_id"], "score", seed=seed, resamples=resamples)
    scored = mentions[mentions["score"].notna()]
    by_actor = scored["actor_id"]
    for label in ("negative", "neutral", "positive"):
        share = (scored["label"] == label).groupby(by_actor).mean()
        table[label] = table["actor_id"].map(share).astype("float64")
    quoted = scored["quoted"].groupby(by_actor).mean()
    table["share_in_quotes"] = table["actor_id"].map(quoted).astype("float64")
    table = with_names(table[table["n"] >= minimum], run, language=language)
    table = _most_mentioned_first(table)
    columns = ["actor_id", "name", "n", "n_not_scored", "articles", "stories"]
    columns += ["negative", "neutral", "positive", "mean", "low", "high"]
    columns += ["share_in_quotes", "small_n"]
    return table[columns].head(top or len(table)).reset_index(drop=True)


def _most_mentioned_first(table: pd.DataFrame) -> pd.DataFrame:
    mentions = table["n"] + table["n_not_scored"]
    table = table.assign(_mentions=mentions).sort_values(
        ["_mentions", "name", "actor_id"], ascending=[False, True, True]
    )
    return table.drop(columns="_mentions")


def _toward(run: Tables, actor: str | None, *, copies: bool) -> pd.DataFrame:
    mentions = scored_mentions(run, copies=copies)
    if actor is None:
        return mentions
    return mentions[mentions["actor_id"] == resolve_actor(run.actors, actor)]


def sentiment_by_outlet(
    run: Tables,
    *,
    actor: str | None = None,
    seed: int = 0,
    resamples: int = 2000,
    copies: bool = True,
) -> pd.DataFrame:
    """Sentiment toward one actor, or all of them together, in each outlet.

    Args:
        run: The tables.
        actor: An actor_id or a name; ``None`` takes all actors together.
        seed: Seed of the bootstrap.
        resamples: Draws of the bootstrap.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row an outlet: outlet (missing: articles without one), n, n_not_scored, articles,
        stories, mean, low, high, small_n; most negative first, not scored last.

    Raises:
        ParameterError: The actor is not in the run, or ``resamples`` is below 1.
    """
    mentions = _toward(run, actor, copies=copies)
    table = _estimates(mentions, ["outlet"], "score", seed=seed, resamples=resamples)
    table = table.sort_values(["mean", "outlet"])
    return table[["outlet", "n", "n_not_scored", *_ESTIMATE[1:]]].reset_index(drop=True)


def sentiment_over_time(
    run: Tables,
    *,
    actor: str | None = None,
    freq: Literal["W", "D"] = "W",
    seed: int = 0,
    resamples: int = 2000,
    copies: bool = True,
) -> pd.DataFrame:
    """Sentiment toward one actor, or all together, by the week or day of publication.

    Returns:
        One row a period from the first to the last dated article: period (its first day; weeks
        begin on Monday), n, n_not_scored, articles, stories, mean, low, high, small_n. A period
        without a scored mention has ``n`` 0 and a missing mean. Undated articles are left out.

    Raises:
        ParameterError: The actor is not in the run, or another option is not allowed.
    """
    check_choice("freq", freq, ("W", "D"))
    days = kept_articles(run, copies=copies)["day"].dropna()
    mentions = _toward(run, actor, copies=copies)
    mentions = mentions[mentions["day"].notna()]
    mentions = mentions.assign(period=_period(mentions["day"], freq))
    table = _estimates(mentions, ["period"], "score", seed=seed, resamples=resamples)
    if len(days):
        periods = _period(days, freq)
        every = pd.date_range(periods.min(), periods.max(), freq="7D" if freq == "W" else "D")
        frame = pd.DataFrame({"period": every.as_unit("us")})
        table = _counted(frame.merge(table, on="period", how="left"))
    return table[["period", "n", "n_not_scored", *_ESTIMATE[1:]]]


def _period(days: pd.Series[pd.Timestamp], freq: str) -> pd.Series[pd.Timestamp]:
    return mondays(days) if freq == "W" else days


def tone_of_outlets(
    run: Tables, *, seed: int = 0, resamples: int = 2000, copies: bool = True
) -> pd.DataFrame:
    """The mean tone of the sentences of each outlet.

    Returns:
        One row an outlet: outlet (missing: articles without one), n (scored sentences),
        n_not_scored, articles, stories, mean (-1 to 1), low, high, small_n; most negative first.

    Raises:
        ParameterError: ``resamples`` is below 1.
    """
    articles = kept_articles(run, copies=copies)[["article_id", "outlet", "story_id"]]
    sentences = run.sentences.merge(articles, on="article_id")
    table = _estimates(sentences, ["outlet"], "tone", seed=seed, resamples=resamples)
    table = table.sort_values(["mean", "outlet"])
    return table[["outlet", "n", "n_not_scored", *_ESTIMATE[1:]]].reset_index(drop=True)


def own_and_quoted(
    run: Tables,
    *,
    top: int | None = None,
    language: str = "ro",
    seed: int = 0,
    resamples: int = 2000,
    copies: bool = True,
) -> pd.DataFrame:
    """Sentiment toward each actor in the outlet's own voice and in quoted voices.

    Returns:
        One row an actor and voice ("own", "quoted"): actor_id, name, voice, n, n_not_scored,
        articles, stories, mean, low, high, small_n; most mentioned actor first.

    Raises:
        ParameterError: An option is not allowed.
    """
    check_at_least("top", top, 1)
    mentions = scored_mentions(run, copies=copies)
    voices = mentions["quoted"].map({True: "quoted", False: "own"}).astype("str")
    by = ["actor_id", "voice"]
    table = _estimates(mentions.assign(voice=voices), by, "score", seed=seed, resamples=resamples)
    order = mentions["actor_id"].value_counts().rename("mentions")
    table = with_names(table.assign(mentions=table["actor_id"].map(order)), run, language=language)
    table = table.sort_values(
        ["mentions", "name", "actor_id", "voice"], ascending=[False, True, True, True]
    )
    if top is not None:
        table = table[table["actor_id"].isin(table["actor_id"].unique()[:top])]
    columns = ["actor_id", "name", "voice", "n", "n_not_scored", *_ESTIMATE[1:]]
    return table[columns].reset_index(drop=True)
