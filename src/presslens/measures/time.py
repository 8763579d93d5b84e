"""When articles were published, and when what they tell of happened or will.

The two are never mixed: ``published`` is of the article, ``earliest`` and ``latest`` of the event.
"""

from __future__ import annotations

import pandas as pd

from presslens.measures.passages import passages
from presslens.measures.tables import Tables, actor_names, check_choice, kept_articles

_EVENT_COLUMNS = [
    "event_id", "earliest", "latest", "direction", "value", "timex_type", "words", "trigger",
    "actor_ids", "actors", "sentence", "start", "end", "article_id", "outlet", "published",
    "title", "url",
]  # fmt: skip


def articles_by_day(run: Tables, *, by_outlet: bool = False, copies: bool = True) -> pd.DataFrame:
    """Articles published on each day, counted in the time zone of ``published``.

    Args:
        run: The tables.
        by_outlet: Count each outlet apart.
        copies: ``False`` leaves out near-copies.

    Returns:
        day, outlet (if asked for), articles, and n_undated: how many articles have no date and
        so stand on no day. Every day from the first to the last has its row; a day on which
        nothing was published counts 0.
    """
    articles = kept_articles(run, copies=copies)
    dated = articles[articles["day"].notna()]
    every = dated["day"].drop_duplicates().sort_values()
    if len(every):
        days = pd.date_range(every.iloc[0], every.iloc[-1], freq="D").as_unit("us")
        every = pd.Series(days)
    table = pd.DataFrame({"day": every})
    keys = ["day", "outlet"] if by_outlet else ["day"]
    if by_outlet:
        table = table.merge(dated[["outlet"]].drop_duplicates().sort_values("outlet"), how="cross")
    counts = dated.groupby(keys, dropna=False).size().rename("articles").reset_index()
    table = table.merge(counts, on=keys, how="left")
    table["articles"] = table["articles"].fillna(0).astype("int64")
    return table.assign(n_undated=int(articles["day"].isna().sum()))


def dated_events(
    run: Tables, *, direction: str | None = None, language: str = "ro", copies: bool = True
) -> pd.DataFrame:
    """Dated statements with their sentence, article and actors, earliest first.

    Args:
        run: The tables.
        direction: Keep "past", "present" or "future".
        language: Language of the names of actors.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row an event: event_id, earliest, latest (days, inclusive), direction, value,
        timex_type, words (the temporal expression as written), trigger, actor_ids, actors (list of
        names), sentence, start and end (of the expression in the sentence), article_id, outlet,
        published, title, url. Events without a day come last.

    Raises:
        ParameterError: The direction or language is not known.
    """
    names = actor_names(run, language=language).to_dict()
    events = run.events
    if direction is not None:
        check_choice("direction", direction, ("past", "present", "future"))
        events = events[events["direction"] == direction]
    articles = kept_articles(run, copies=copies)
    columns = ["article_id", "outlet", "published", "title", "url"]
    rows = passages(run, events.merge(articles[columns], on="article_id"))
    rows = rows.sort_values(["earliest", "latest", "published", "event_id"]).reset_index(drop=True)
    lists = [_ids(ids) for ids in rows["actor_ids"]]
    spans = zip(rows["sentence"], rows["start"], rows["end"], strict=True)
    rows = rows.assign(
        words=pd.Series([text[start:end] for text, start, end in spans], dtype="str"),
        actor_ids=pd.Series(lists, dtype=object),
        actors=pd.Series([[names.get(i, i) for i in ids] for ids in lists], dtype=object),
    )
    return rows[_EVENT_COLUMNS]


def _ids(ids: object) -> list[str]:
    if ids is None or isinstance(ids, float):
        return []
    return [str(i) for i in ids]  # type: ignore[attr-defined]


def agenda(run: Tables, *, language: str = "ro", copies: bool = True) -> pd.DataFrame:
    """What the articles announce for the days after the last of them.

    An event is on the agenda if it lies after the day of the last article, or is in the future of
    its article and can still happen after that day. Without any dated article there is no such
    day, and the agenda is empty.

    Returns:
        The columns of `dated_events`, earliest first.

    Raises:
        ParameterError: The language is not known.
    """
    events = dated_events(run, language=language, copies=copies)
    last = kept_articles(run, copies=copies)["day"].max()
    ahead = (events["direction"] == "future") & (events["latest"] > last)
    coming: pd.DataFrame = events[ahead | (events["earliest"] > last)]
    return coming.reset_index(drop=True)
