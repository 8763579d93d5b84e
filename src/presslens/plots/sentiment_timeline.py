"""Sentiment on a time axis: one strip an actor, a mean with its interval a week or day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from presslens.measures.bootstrap import MINIMUM_STORIES
from presslens.plots import style
from presslens.plots.clean import plain
from presslens.plots.describe import listed
from presslens.plots.labels import count, day, number, text
from presslens.plots.sentiment import colour_of, correction_note, reach_of, small_note
from presslens.plots.time_axis import date2num, name_days

MAX_STRIPS: Final = 10
_STRIP: Final = 0.95
_FILLED: Final = 0.42
"""How much of a strip the largest mean or interval takes, to each side of zero."""
_MOST_DATES: Final = 7
_ROUND: Final = (0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
"""Values that a scale shows."""


def sentiment_timeline(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Mean sentiment with its interval by week or day, a strip for each actor.

    Args:
        table: From `presslens.measures.sentiment_over_time`: of each of some actors (``top``), or
            of one or all together, which make one strip.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. All strips have one scale. Periods with too few stories for an interval are grey
        and open, and a period without a scored mention is a gap. At most ten strips are drawn.
    """
    title = title or text("over_time_title", language)
    scored = table[table["n"] > 0]
    with style.styled():
        if line := _nothing(table, scored, language):
            return style.empty(ax, title=title, source=source, language=language, line=line)
        n = count(int(scored["n"].sum()), "mention", language)
        strips = list(_strips(scored))
        names, cut = style.first_rows(
            pd.DataFrame({"name": [name for name, _ in strips]}), language, rows=MAX_STRIPS
        )
        strips = strips[:MAX_STRIPS]
        ax = style.axes(ax, height=1.1 + _STRIP * len(strips))
        reach = reach_of(scored)
        for row, (_, strip) in enumerate(strips):
            _draw(ax, strip, row, _FILLED / reach)
        first, last = table["period"].min(), table["period"].max()
        style.name_rows(
            ax, names["name"], grey=[bool(strip["small_n"].all()) for _, strip in strips]
        )
        _scale(ax, len(strips), reach, language)
        _dates(ax, table["period"], language)
        notes = [
            text("n", language, n=n), text("over_time_note", language),
            correction_note(scored, language), small_note(scored, language), cut,
        ]  # fmt: skip
        alt = text(
            "alt_over_time", language, first=day(first, language), last=day(last, language),
            items=listed((_told(name, strip, language) for name, strip in strips), language),
        )  # fmt: skip
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _nothing(table: pd.DataFrame, scored: pd.DataFrame, language: str) -> str:
    """Why there is no picture; "" if there is one."""
    if scored.empty:
        return text("too_little", language)
    if table["period"].nunique() == 1:
        return text("one_period", language)
    if scored["small_n"].all():
        return text("no_intervals", language, n=MINIMUM_STORIES)
    return ""


def _strips(scored: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Name and rows of each strip, in the order of the table."""
    if "actor_id" not in scored:
        yield "", scored
        return
    for _, strip in scored.groupby("actor_id", sort=False):
        yield plain(strip["name"].iloc[0]), strip


def _draw(ax: Axes, strip: pd.DataFrame, row: int, unit: float) -> None:
    """The means of one strip, around its zero line; up is positive, and rows go down."""
    ax.axhline(row, color=style.FAINT, linewidth=0.8, zorder=0)
    for period in strip.to_dict("records"):
        at, mean = date2num(period["period"]), row - unit * period["mean"]
        if period["small_n"]:
            ax.plot(at, mean, "o", markersize=3.5, color=style.PAPER, markeredgecolor=style.SMALL_N)
            continue
        low, high = period["low"], period["high"]
        colour = colour_of(low, high)
        ends = [row - unit * low, row - unit * high]
        ax.plot([at, at], ends, color=colour, linewidth=1.6, solid_capstyle="butt")
        ax.plot(at, mean, "o", markersize=4.5, color=colour)


def _dates(ax: Axes, periods: pd.Series[pd.Timestamp], language: str) -> None:
    """At most seven dates, each the first day of a period."""
    every = pd.DatetimeIndex(periods.drop_duplicates())
    name_days(ax, every[:: -(-len(every) // _MOST_DATES)], language)
    ax.margins(x=0.04)


def _scale(ax: Axes, strips: int, reach: float, language: str) -> None:
    """The zero and a round value to both sides of it, at the right of each strip."""
    end = max(value for value in _ROUND if value <= reach)
    decimals = 2 if end < 0.1 else 1
    colours = {-end: style.NEGATIVE, 0.0: style.MUTED, end: style.POSITIVE}
    for row in range(strips):
        for value, colour in colours.items():
            written = number(value, language, decimals=decimals if value else 0, sign=True)
            ax.text(
                1.01, row - _FILLED * value / reach, written, va="center", fontsize=7,
                transform=ax.get_yaxis_transform(), color=colour,
            )  # fmt: skip


def _told(name: str, strip: pd.DataFrame, language: str) -> str:
    """The lowest and highest mean of a strip that have an interval, in words."""
    n = count(int(strip["n"].sum()), "mention", language)
    sure = strip[~strip["small_n"]]
    if sure.empty:
        return text("alt_none_over_time", language, name=name, n=n).strip()
    order = sure.sort_values("mean", kind="stable")
    low, high = order.iloc[0], order.iloc[-1]
    return text(
        "alt_one_over_time", language, name=name, n=n,
        low=number(low["mean"], language, decimals=2, sign=True),
        high=number(high["mean"], language, decimals=2, sign=True),
        lowest=day(low["period"], language), highest=day(high["period"], language),
    ).strip()  # fmt: skip
