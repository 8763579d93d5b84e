"""What is said about each actor: mean sentiment with its interval, by actor, outlet and time.

``mean_raw`` is of ``score = p_positive - p_negative``, from -1 to 1, over the mentions that were
scored, unclear ones too. Mentions that were not scored are counted apart and never taken for
neutral.

``mean`` with ``low`` and ``high`` is what to read. Where ``corrected``, the known error of the
model is taken out: the estimated share of positive less that of negative, from -1 to 1 too, and the
interval contains the error of the model (`presslens.measures.correction`). Otherwise, where the
error is not known or stories are too few, it is ``mean_raw``, and the interval is of the stories
alone.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from presslens.filters import resolve_actor
from presslens.measures.bootstrap import clustered_means
from presslens.measures.correction import CORRECTED, corrected_means
from presslens.measures.tables import (
    Tables,
    actor_mentions,
    check_at_least,
    check_choice,
    kept_articles,
    mondays,
    with_names,
)
from presslens.sentiment.errors import ANSWERS

_COUNTS = ["n", "n_not_scored", "articles", "stories"]
_INTERVAL = ["mean", "low", "high"]
SENTIMENT = [
    "n", "n_unclear", "n_not_scored", "articles", "stories", *_INTERVAL, "corrected", "mean_raw",
    "small_n",
]  # fmt: skip
"""The columns of every measure of sentiment toward actors, after those of its groups."""


def scored_mentions(run: Tables, *, copies: bool = True) -> pd.DataFrame:
    """The mentions that count, with score, label, model, holder_id, voice, quoted.

    What was not scored has no score, label, model and voice. ``quoted`` says that the mention
    stands in a quote.
    """
    mentions = actor_mentions(run, copies=copies).drop(columns="label")
    scores = run.sentiments[["mention_id", "score", "label", "model", "holder_id", "voice"]]
    scored = mentions.merge(scores, on="mention_id", how="left")
    return scored.assign(quoted=scored["quote_id"].notna())


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
    counts = [c for c in (*_COUNTS, "n_unclear") if c in table]
    table[counts] = table[counts].fillna(0).astype("int64")
    flags = {"small_n": True, "corrected": False}
    return table.assign(
        **{
            c: table[c].astype("boolean").fillna(v).astype("bool")
            for c, v in flags.items()
            if c in table
        }
    )


def sentiment_of(
    mentions: pd.DataFrame, by: list[str], *, seed: int, resamples: int
) -> pd.DataFrame:
    """`SENTIMENT` and the corrected shares for every group of ``by``."""
    raw = _estimates(mentions, by, "score", seed=seed, resamples=resamples)
    scored = mentions[mentions["score"].notna()]
    unclear = (scored["label"] == "unclear").groupby([scored[c] for c in by], dropna=False).sum()
    better = corrected_means(scored, by, seed=seed, resamples=resamples)
    table = raw.merge(unclear.rename("n_unclear").reset_index(), on=by, how="left")
    table = table.merge(better, on=by, how="left", suffixes=("_raw", ""))
    table["corrected"] = table["mean"].notna()
    for column in _INTERVAL:
        table[column] = table[column].fillna(table[f"{column}_raw"])
    return _counted(table)


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
        One row an actor: actor_id, name; n (scored mentions), n_unclear (of them),
        n_not_scored, articles and stories (with a scored mention); mean (-1 to 1), low, high (95 %
        interval), corrected (whether the known error of the model is taken out), mean_raw (of the
        scores) and small_n; negative, neutral, positive, unclear (shares of n: what the model
        answered), negative_corrected, neutral_corrected, positive_corrected (what is estimated to
        be true) and share_in_quotes (of n). What can't be known is missing.

    Raises:
        ParameterError: An option is not allowed.
    """
    check_at_least("top", top, 1)
    check_at_least("minimum", minimum, 0)
    mentions = scored_mentions(run, copies=copies)
    table = sentiment_of(mentions, ["actor_id"], seed=seed, resamples=resamples)
    scored = mentions[mentions["score"].notna()]
    by_actor = scored["actor_id"]
    for label in ANSWERS:
        share = (scored["label"] == label).groupby(by_actor).mean()
        table[label] = table["actor_id"].map(share).astype("float64")
    quoted = scored["quoted"].groupby(by_actor).mean()
    table["share_in_quotes"] = table["actor_id"].map(quoted).astype("float64")
    table = with_names(table[table["n"] >= minimum], run, language=language)
    table = _most_mentioned_first(table)
    columns = ["actor_id", "name", *SENTIMENT, *ANSWERS, *CORRECTED, "share_in_quotes"]
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
        One row an outlet: outlet (missing: articles without one), n, n_unclear, n_not_scored,
        articles, stories, mean, low, high, corrected, mean_raw, small_n, as
        `sentiment_by_actor` has them; most negative first, not scored last.

    Raises:
        ParameterError: The actor is not in the run, or ``resamples`` is below 1.
    """
    mentions = _toward(run, actor, copies=copies)
    table = sentiment_of(mentions, ["outlet"], seed=seed, resamples=resamples)
    table = table.sort_values(["mean", "outlet"])
    return table[["outlet", *SENTIMENT]].reset_index(drop=True)


def sentiment_by_actor_and_outlet(
    run: Tables,
    *,
    top: int | None = 10,
    language: str = "ro",
    seed: int = 0,
    resamples: int = 2000,
    copies: bool = True,
) -> pd.DataFrame:
    """Sentiment toward each of the most mentioned actors in each outlet.

    Returns:
        One row an actor and outlet in which the actor is mentioned: actor_id, name, outlet
        (missing: articles without one), n, n_unclear, n_not_scored, articles, stories, mean, low,
        high, corrected, mean_raw, small_n, as `sentiment_by_actor` has them; most mentioned actor
        first, then by outlet.

    Raises:
        ParameterError: An option is not allowed.
    """
    check_at_least("top", top, 1)
    mentions = _toward_most_mentioned(scored_mentions(run, copies=copies), run, top, language)
    table = sentiment_of(mentions, ["actor_id", "outlet"], seed=seed, resamples=resamples)
    table = _ranked(table, mentions, ["outlet"])
    return table[["actor_id", "name", "outlet", *SENTIMENT]]


def sentiment_over_time(
    run: Tables,
    *,
    actor: str | None = None,
    top: int | None = None,
    freq: Literal["W", "D"] = "W",
    language: str = "ro",
    seed: int = 0,
    resamples: int = 2000,
    copies: bool = True,
) -> pd.DataFrame:
    """Sentiment by the week or day of publication: toward all together, one actor, or each of some.

    Args:
        run: The tables.
        actor: An actor_id or a name; ``None`` takes all actors.
        top: Keep apart the actors mentioned most, this many; ``None`` takes all together.
        freq: "W" for weeks, which begin on Monday, "D" for days.
        language: Language of the names.
        seed: Seed of the bootstrap.
        resamples: Draws of the bootstrap.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a period from the first to the last dated article (with ``top`` one an actor and
        period, actor_id and name before it): period (its first day), n, n_unclear, n_not_scored,
        articles, stories, mean, low, high, corrected, mean_raw, small_n, as `sentiment_by_actor`
        has them. A period without a scored mention has ``n`` 0 and a missing mean. Undated
        articles are left out.

    Raises:
        ParameterError: The actor is not in the run, or another option is not allowed.
    """
    check_choice("freq", freq, ("W", "D"))
    check_at_least("top", top, 1)
    days = kept_articles(run, copies=copies)["day"].dropna()
    mentions = _toward(run, actor, copies=copies)
    mentions = mentions[mentions["day"].notna()]
    mentions = mentions.assign(period=_period(mentions["day"], freq))
    by = ["period"]
    if top is not None:
        mentions = _toward_most_mentioned(mentions, run, top, language)
        by = ["actor_id", "period"]
    table = sentiment_of(mentions, by, seed=seed, resamples=resamples)
    every = _every_period(days, freq)
    if top is not None:
        actors = mentions[["actor_id"]].drop_duplicates()
        every = every.merge(actors, how="cross")
    table = _counted(every.merge(table, on=by, how="left"))
    if top is None:
        return table[["period", *SENTIMENT]]
    return _ranked(table, mentions, ["period"])[["actor_id", "name", "period", *SENTIMENT]]


def _every_period(days: pd.Series[pd.Timestamp], freq: str) -> pd.DataFrame:
    """Every period from the first of ``days`` to the last."""
    periods = _period(days, freq)
    if len(days):
        every = pd.date_range(periods.min(), periods.max(), freq="7D" if freq == "W" else "D")
        periods = pd.Series(every.as_unit("us"))
    return pd.DataFrame({"period": periods})


def _toward_most_mentioned(
    mentions: pd.DataFrame, run: Tables, top: int | None, language: str
) -> pd.DataFrame:
    """The mentions of the ``top`` actors mentioned most, with their names and rank."""
    counts = mentions["actor_id"].value_counts().rename("_mentions").rename_axis("actor_id")
    actors = with_names(counts.reset_index(), run, language=language)
    actors = actors.sort_values(["_mentions", "name", "actor_id"], ascending=[False, True, True])
    actors = actors.head(top or len(actors)).drop(columns="_mentions")
    actors = actors.assign(rank=range(len(actors)))
    return mentions.merge(actors, on="actor_id")


def _ranked(table: pd.DataFrame, mentions: pd.DataFrame, then: list[str]) -> pd.DataFrame:
    """``table`` with the names of actors, in their rank, then by the columns ``then``."""
    actors = mentions[["actor_id", "name", "rank"]].drop_duplicates()
    return table.merge(actors, on="actor_id").sort_values(["rank", *then]).reset_index(drop=True)


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
    return table[["outlet", *_COUNTS, *_INTERVAL, "small_n"]].reset_index(drop=True)


def sentiment_by_voice(
    run: Tables,
    *,
    top: int | None = None,
    language: str = "ro",
    seed: int = 0,
    resamples: int = 2000,
    copies: bool = True,
) -> pd.DataFrame:
    """Sentiment toward each actor in each voice: the outlet's own, that of speakers, of wires.

    Returns:
        One row an actor and voice ("outlet", "speaker", "wire"): actor_id, name, voice, n,
        n_unclear, n_not_scored, articles, stories, mean, low, high, corrected, mean_raw, small_n,
        as `sentiment_by_actor` has them; most mentioned actor first.

    Raises:
        ParameterError: An option is not allowed.
    """
    check_at_least("top", top, 1)
    mentions = _toward_most_mentioned(scored_mentions(run, copies=copies), run, top, language)
    mentions = mentions[mentions["voice"].notna()]
    table = sentiment_of(mentions, ["actor_id", "voice"], seed=seed, resamples=resamples)
    return _ranked(table, mentions, ["voice"])[["actor_id", "name", "voice", *SENTIMENT]]
