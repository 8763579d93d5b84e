"""When articles were published, and when what they tell of happened or will.

The two are never mixed: ``published`` is of the article, ``earliest`` and ``latest`` of the event.
"""

from __future__ import annotations

import pandas as pd

from presslens.measures.passages import passages
from presslens.measures.tables import (
    Tables,
    actor_names,
    check_at_least,
    check_choice,
    kept_articles,
)

_MONTH = 31
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


def agenda(
    run: Tables, *, top: int | None = None, language: str = "ro", copies: bool = True
) -> pd.DataFrame:
    """What the articles announce for the days after the last of them.

    An event is on the agenda if it lies after the day of the last article, or is in the future of
    its article, can still happen after that day, and is placed within a month or less ("in 2026"
    announces nothing once 2026 has begun). Without any dated article there is no such day, and
    the agenda is empty.

    Args:
        run: The tables.
        top: Keep this many, a day and trigger once: first those that say what and who, then those
            told most often.
        language: Language of the names of actors.
        copies: ``False`` leaves out near-copies.

    Returns:
        The columns of `dated_events`, earliest first.

    Raises:
        ParameterError: ``top`` is below 1 or the language is not known.
    """
    check_at_least("top", top, 1)
    events = dated_events(run, language=language, copies=copies)
    last = kept_articles(run, copies=copies)["day"].max()
    near = (events["latest"] - events["earliest"]).dt.days < _MONTH
    ahead = (events["direction"] == "future") & (events["latest"] > last) & near
    coming: pd.DataFrame = events[ahead | (events["earliest"] > last)]
    return (coming if top is None else _most_told(coming, top)).reset_index(drop=True)


def _most_told(events: pd.DataFrame, top: int) -> pd.DataFrame:
    known = events["trigger"].notna().astype(int) + events["actors"].map(bool).astype(int)
    what = events["trigger"].str.casefold().fillna("")
    keys = [events["earliest"], events["latest"], what]
    told = events.groupby(keys)["event_id"].transform("size")
    ranked = events.assign(known=known, told=told, what=what).sort_values(
        ["known", "told", "earliest", "event_id"], ascending=[False, False, True, True]
    )
    best = ranked.drop_duplicates(["earliest", "latest", "what"]).head(top)
    return events.loc[best.index.sort_values()]
