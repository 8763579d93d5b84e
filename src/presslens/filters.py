"""Which part of a run is asked for: period, outlets, actors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from presslens.errors import ParameterError

if TYPE_CHECKING:
    from presslens.run import Run


@dataclass(frozen=True)
class Selection:
    """Days are included at both ends; ``None`` means all."""

    since: dt.date | None = None
    until: dt.date | None = None
    outlets: tuple[str, ...] | None = None
    actors: tuple[str, ...] | None = None

    @classmethod
    def parse(
        cls,
        since: str | dt.date | None,
        until: str | dt.date | None,
        outlets: Iterable[str] | None,
        actors: Iterable[str] | None,
    ) -> Selection:
        """Checks what can be checked before any work starts.

        Raises:
            ParameterError: A date is not one, the period is empty, or a list is a bare string.
        """
        first, last = _day("since", since), _day("until", until)
        if first and last and last < first:
            raise ParameterError(f"until ({last}) lies before since ({first}); swap them")
        return cls(first, last, _names("outlets", outlets), _names("actors", actors))


def _day(name: str, value: str | dt.date | None) -> dt.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.strptime(str(value), "%Y-%m-%d").date()
    except ValueError as error:
        raise ParameterError(f"{name} is {value!r}; a day is written YYYY-MM-DD") from error


def _names(name: str, value: Iterable[str] | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, Iterable):
        raise ParameterError(f"{name} is {value!r}; give a list of names, or names with commas")
    names = tuple(str(v) for v in value if str(v).strip())
    return names or None


def nearest(name: str, wanted: str, allowed: Iterable[str]) -> ParameterError:
    """The error for a value that is not there, with the nearest ones that are."""
    from rapidfuzz import process

    from presslens.language.text import comparison_key

    choices = list(dict.fromkeys(allowed))
    close = [c for c, _, _ in process.extract(wanted, choices, limit=5, processor=comparison_key)]
    listed = ", ".join(repr(c) for c in close) or "none, for this run has none"
    return ParameterError(f"{name} {wanted!r} does not occur; the nearest that do: {listed}")


def resolve_actor(actors: pd.DataFrame, wanted: str) -> str:
    """The id of the actor called ``wanted`` (id or name, any spelling of the letters).

    Raises:
        ParameterError: Nobody is called so.
    """
    from presslens.language.text import comparison_key

    key = comparison_key(wanted)
    for column in ("actor_id", "name_ro", "name_en"):
        keys = actors[column].map(comparison_key, na_action="ignore")
        same = actors.loc[keys == key, "actor_id"]
        if len(same):
            return str(same.min())
    raise nearest("actor", wanted, [*actors["name_ro"].dropna(), *actors["name_en"].dropna()])


def select(run: Run, chosen: Selection) -> dict[str, Any]:
    """The tables of ``run`` cut to ``chosen``; only those that change."""
    tables: dict[str, pd.DataFrame] = {}
    if chosen.since or chosen.until or chosen.outlets:
        tables = _of_articles(run, _articles(run.articles, chosen))
    if chosen.actors:
        wanted = {resolve_actor(run.actors, name) for name in chosen.actors}
        current = {str(name): frame for name, frame in run.tables().items()} | tables
        tables["mentions"] = current["mentions"][current["mentions"]["actor_id"].isin(wanted)]
        tables["actors"] = run.actors[run.actors["actor_id"].isin(wanted)]
        tables["quotes"] = current["quotes"][current["quotes"]["speaker_id"].isin(wanted)]
        tables["sentiments"] = current["sentiments"][
            current["sentiments"]["mention_id"].isin(tables["mentions"]["mention_id"])
        ]
        told = current["events"]["actor_ids"].map(lambda ids: bool(wanted & set(ids)))
        tables["events"] = current["events"][told.astype(bool)]
    return {name: frame.reset_index(drop=True) for name, frame in tables.items()}


def _articles(articles: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    kept = articles
    if chosen.outlets:
        there = articles["outlet"].dropna().unique()
        for name in chosen.outlets:
            if name not in there:
                raise nearest("outlet", name, there)
        kept = kept[kept["outlet"].isin(chosen.outlets)]
    if chosen.since:
        kept = kept[_days(kept) >= pd.Timestamp(chosen.since)]
    if chosen.until:
        kept = kept[_days(kept) <= pd.Timestamp(chosen.until)]
    if kept.empty:
        raise ParameterError(
            f"no article is left: {_period(articles)}; widen since, until or outlets"
        )
    return kept


def _days(articles: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """The days of publication in the zone of the table; a missing one is in no period."""
    days: pd.Series[pd.Timestamp] = articles["published"].dt.tz_localize(None).dt.normalize()
    return days


def _period(articles: pd.DataFrame) -> str:
    days = articles["published"].dropna()
    if days.empty:
        return "none of them has a date"
    return f"they were published from {days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}"


def _of_articles(run: Run, articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    ids = set(articles["article_id"])
    tables = {"articles": articles}
    for name in ("sentences", "mentions", "quotes", "sources", "events", "checks"):
        frame: pd.DataFrame = getattr(run, name)
        tables[name] = frame[frame["article_id"].isin(ids)]
    kept = tables["mentions"]
    tables["sentiments"] = run.sentiments[run.sentiments["mention_id"].isin(kept["mention_id"])]
    tables["actors"] = run.actors[run.actors["actor_id"].isin(kept["actor_id"].dropna())]
    return tables
