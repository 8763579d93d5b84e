"""Coloured tables of sentiment: by actor and outlet, by speaker and whom they speak of."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

from presslens.measures.bootstrap import MINIMUM_STORIES, side_of_zero
from presslens.plots import style
from presslens.plots.clean import drawable
from presslens.plots.describe import listed
from presslens.plots.labels import MISSING, count, is_missing, number, text
from presslens.plots.sentiment import correction_note, estimate, reach_of, small_note

MAX_COLUMNS: Final = 12
"""More columns leave no room for the n of a cell."""
_ROW: Final = 0.42
_STRENGTH: Final = 0.6
"""Of the full colours: ink has to be readable on the strongest cell."""


class _Names(NamedTuple):
    """The columns of a table that say what stands in the rows and the columns of the picture."""

    row_id: str
    row: str
    column_id: str
    column: str
    title: str
    note: str
    columns: str


_OUTLETS: Final = _Names(
    "actor_id", "name", "outlet", "outlet", "heat_title", "heat_note", "outlets"
)
_STANCE: Final = _Names(
    "speaker_id", "speaker", "actor_id", "name", "stance_title", "stance_note", "actors"
)


def sentiment_heat(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Actors down, outlets across; in each cell the mean sentiment and its n.

    Args:
        table: From `presslens.measures.sentiment_by_actor_and_outlet`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. Cells with too few stories for an interval are grey and have no colour; means
        whose interval leaves out 0 are bold; "–" stands where nothing was scored. At most twelve
        outlets are drawn, those with most scored mentions.
    """
    return _cells(table, _OUTLETS, ax=ax, language=language, title=title, source=source)


def stance_heat(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Speakers down, the actors of whom they speak across; mean sentiment and n in each cell.

    Args:
        table: From `presslens.measures.stance_matrix`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes, as those of `sentiment_heat`.
    """
    return _cells(table, _STANCE, ax=ax, language=language, title=title, source=source)


def _cells(
    table: pd.DataFrame,
    names: _Names,
    *,
    ax: Axes | None,
    language: str,
    title: str | None,
    source: str | None,
) -> Axes:
    title = title or text(names.title, language)
    scored = table[table["n"] > 0]
    with style.styled():
        if scored.empty:
            return style.empty(ax, title=title, source=source, language=language)
        if scored["small_n"].all():
            line = text("no_intervals", language, n=MINIMUM_STORIES)
            return style.empty(ax, title=title, source=source, language=language, line=line)
        n = count(int(table["n"].sum()), "mention", language)
        rows, cut = style.first_rows(table.drop_duplicates(names.row_id), language)
        heads, fewer = _columns(scored, names, language)
        ax = style.axes(ax, height=1.9 + _ROW * len(rows))
        cells = _placed(table, rows, heads, names)
        _fill(ax, cells, (len(rows), len(heads)), reach_of(scored[~scored["small_n"]]))
        _write(ax, cells, language)
        style.name_rows(ax, rows[names.row], offset=0.5)
        _head(ax, heads[names.column], language)
        items = _farthest(scored, names, language)
        alt = text("alt_means", language, items=listed(items, language))
        notes = [
            text("n", language, n=n), text(names.note, language),
            correction_note(scored, language), small_note(scored, language), cut, fewer,
        ]  # fmt: skip
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _columns(scored: pd.DataFrame, names: _Names, language: str) -> tuple[pd.DataFrame, str]:
    """The columns with most scored mentions, and a note if they are not all."""
    keys = list(dict.fromkeys([names.column_id, names.column]))
    sizes = scored.groupby(keys, dropna=False)["n"].sum().reset_index()
    sizes = sizes.sort_values(["n", names.column_id], ascending=[False, True])
    shown, note = style.first_rows(sizes, language, rows=MAX_COLUMNS)
    return shown, note and f"{text(names.columns, language)} {note}"


def _placed(
    table: pd.DataFrame, rows: pd.DataFrame, heads: pd.DataFrame, names: _Names
) -> pd.DataFrame:
    """The cells that are drawn, with their row and column."""
    left = rows[[names.row_id]].assign(row=range(len(rows)))
    top = heads[[names.column_id]].assign(column=range(len(heads)))
    return table.merge(left, on=names.row_id).merge(top, on=names.column_id)


def _fill(ax: Axes, cells: pd.DataFrame, shape: tuple[int, int], reach: float) -> None:
    """The colours of the means that have an interval."""
    strong = cells[~cells["small_n"]]
    means = np.full(shape, np.nan)
    means[strong["row"], strong["column"]] = strong["mean"]
    ends = [_mixed(style.NEGATIVE, _STRENGTH), style.PAPER, _mixed(style.POSITIVE, _STRENGTH)]
    colours = LinearSegmentedColormap.from_list("sentiment", ends)
    ax.pcolormesh(
        np.ma.masked_invalid(means), cmap=colours, vmin=-reach, vmax=reach,
        edgecolors=style.PAPER, linewidth=1,
    )  # fmt: skip


def _mixed(colour: str, strength: float) -> str:
    """``colour`` mixed with paper."""
    red, green, blue = (
        strength * full + (1 - strength) * paper
        for full, paper in zip(to_rgb(colour), to_rgb(style.PAPER), strict=True)
    )
    return to_hex((red, green, blue))


def _write(ax: Axes, cells: pd.DataFrame, language: str) -> None:
    for cell in cells.to_dict("records"):
        middle, row, small = cell["column"] + 0.5, cell["row"], cell["small_n"]
        where: dict[str, Any] = {"ha": "center", "va": "center"}
        where["color"] = style.MUTED if small else style.INK
        if not cell["n"]:
            ax.text(middle, row + 0.5, MISSING, fontsize=8.5, **where)
            continue
        mean = number(cell["mean"], language, decimals=2, sign=True)
        weight = "bold" if side_of_zero(cell["low"], cell["high"]) else "normal"
        ax.text(middle, row + 0.36, mean, fontsize=8.5, fontweight=weight, **where)
        n = text("n", language, n=number(cell["n"], language))
        ax.text(middle, row + 0.74, n, fontsize=6.5, **where)


def _head(ax: Axes, names: pd.Series[str], language: str) -> None:
    written = names.fillna(text("no_outlet", language))
    heads = [drawable(name, limit=min(24, max(14, 84 // len(written)))) for name in written]
    crowded = len(heads) > 5
    ax.xaxis.tick_top()
    ax.set_xticks(
        [at + 0.5 for at in range(len(heads))],
        heads,
        rotation=45 if crowded else 0,
        ha="left" if crowded else "center",
    )
    ax.spines["bottom"].set_visible(False)


def _farthest(scored: pd.DataFrame, names: _Names, language: str) -> list[str]:
    """The means farthest from 0 among those with an interval, in words."""
    strong = scored[~scored["small_n"]]
    nobody = text("no_outlet", language)
    farthest = strong.sort_values("mean", key=pd.Series.abs, ascending=False, kind="stable").head(8)
    return [
        f"{row[names.row]}, {nobody if is_missing(row[names.column]) else row[names.column]}: "
        f"{estimate(row, 'mention', language)}"
        for _, row in farthest.iterrows()
    ]
