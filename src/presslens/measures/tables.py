"""What every measure reads: the tables of a run, and the rules of counting.

A mention counts for an actor if it is linked to one (``actor_id``) by a name, a metonym, an
office or a coreference. Places and open readings count for nobody; adjectives ("american") are
kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

import pandas as pd

from presslens.errors import ParameterError

BY_NAME: Final = ("name", "alias", "form")
BY_METONYM: Final = ("metonym",)
BY_OFFICE: Final = ("office", "coreference")
COUNTED: Final = (*BY_NAME, *BY_METONYM, *BY_OFFICE)
"""The kinds of link that make a mention count for its actor."""
LANGUAGES: Final = ("ro", "en")
"""The languages in which actors have names."""


class Tables(Protocol):
    """Anything that has the tables of a run as DataFrames; `presslens.Run` does."""

    @property
    def articles(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def sentences(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def mentions(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def actors(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def quotes(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def sources(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def sentiments(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def events(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def checks(self) -> pd.DataFrame: ...  # noqa: D102


def check_choice(name: str, value: object, allowed: Iterable[str]) -> None:
    """Refuse a ``value`` of the parameter ``name`` that is not one of ``allowed``.

    Raises:
        ParameterError: The value is not allowed; the message lists what is.
    """
    choices = list(allowed)
    if value not in choices:
        raise ParameterError(f"{name}={value!r} is not known. Allowed: {', '.join(choices)}.")


def check_at_least(name: str, value: int | None, least: int) -> None:
    """Refuse a whole number below ``least``; ``None`` stands for "no limit".

    Raises:
        ParameterError: The value is too small.
    """
    if value is not None and value < least:
        raise ParameterError(f"{name}={value!r} is too small. Give {least} or more.")


def kept_articles(run: Tables, *, copies: bool = True) -> pd.DataFrame:
    """The articles that count, with the column ``day``: the day of ``published`` in its zone.

    Args:
        run: The tables.
        copies: ``False`` leaves out articles that are near-copies of an earlier one.
    """
    articles = run.articles if copies else run.articles[~run.articles["is_copy"]]
    return articles.assign(day=articles["published"].dt.tz_localize(None).dt.normalize())


def mondays(days: pd.Series[pd.Timestamp]) -> pd.Series[pd.Timestamp]:
    """The first day of the week of each of ``days``."""
    return days - pd.to_timedelta(days.dt.day_of_week, unit="D")


def actor_mentions(run: Tables, *, copies: bool = True, adjectives: bool = False) -> pd.DataFrame:
    """The mentions that count for an actor, with outlet, day, story and language of their article.

    Args:
        run: The tables.
        copies: ``False`` leaves out mentions in near-copies.
        adjectives: Keep the mentions by adjective too; they have ``link == "adjective"``.
    """
    links = (*COUNTED, "adjective") if adjectives else COUNTED
    mentions = run.mentions
    mentions = mentions[mentions["actor_id"].notna() & mentions["link"].isin(links)]
    articles = kept_articles(run, copies=copies)[
        ["article_id", "outlet", "day", "story_id", "language"]
    ]
    return mentions.merge(articles, on="article_id", how="inner")


def actor_names(run: Tables, *, language: str = "ro") -> pd.Series[str]:
    """Names by ``actor_id`` in ``language``; the other language, then the id, where missing.

    Raises:
        ParameterError: The language has no names.
    """
    check_choice("language", language, LANGUAGES)
    actors = run.actors.set_index("actor_id")
    other = "en" if language == "ro" else "ro"
    names = actors[f"name_{language}"].fillna(actors[f"name_{other}"])
    return names.fillna(actors.index.to_series()).rename("name")


def with_names(
    frame: pd.DataFrame, run: Tables, *, language: str, on: str = "actor_id", name: str = "name"
) -> pd.DataFrame:
    """``frame`` with the column ``name`` for the actor in column ``on``."""
    names = frame[on].map(actor_names(run, language=language)).fillna(frame[on])
    return frame.assign(**{name: names})
