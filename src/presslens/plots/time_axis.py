"""The axis of pictures over time: days as matplotlib counts them, and dates in words."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num as _date2num

from presslens.plots.labels import day, month


def date2num(days: Any) -> Any:  # noqa: ANN401
    """Days since the epoch of matplotlib, for a day or many."""
    return _date2num(days)  # type: ignore[no-untyped-call]


def time_axis(
    ax: Axes, first: pd.Timestamp, last: pd.Timestamp, language: str, *, most: int = 7
) -> None:
    """At most ``most`` dates; the year stands with the first and where it changes."""
    span = (last - first).days
    ticks = pd.date_range(first, last, periods=min(span + 1, most)).normalize()
    name_days(ax, ticks, language)


def name_days(ax: Axes, ticks: pd.DatetimeIndex, language: str) -> None:
    """Write these days below; months alone where they are over two years or more."""
    long = (ticks[-1] - ticks[0]).days > 730
    names = []
    for at, tick in enumerate(ticks):
        new_year = at == 0 or tick.year != ticks[at - 1].year
        if long:
            names.append(month(tick, language))
        else:
            written = day(tick, language, year=False)
            names.append(f"{written}\n{tick.year}" if new_year else written)
    ax.set_xticks(date2num(ticks), names)
