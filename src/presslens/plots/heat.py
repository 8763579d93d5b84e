"""Coloured tables: the share of each actor by outlet or time, and who appears with whom."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from presslens.plots import style
from presslens.plots.clean import drawable
from presslens.plots.describe import listed
from presslens.plots.labels import MISSING, count, day, number, percent, text

MAX_COLUMNS: Final = 31
MAX_PAIRED: Final = 15
_NUMBERED_COLUMNS: Final = 12


def share_of_voice(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Actors down, outlets or days across, the share of all actor mentions in each cell.

    Args:
        table: From `presslens.measures.share_of_voice`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. A group without any mention is "–", not 0.
    """
    return _shares(
        table, "n_mentions", "mention", title or text("share_title", language),
        text("share_note", language), ax=ax, language=language, source=source,
    )  # fmt: skip


def speakers_by_outlet(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Speakers down, outlets across, the share of all quotes of the outlet in each cell.

    Args:
        table: From `presslens.measures.speakers_by_outlet`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. An outlet without any quote is "–", not 0.
    """
    return _shares(
        table, "n_quotes", "quote", title or text("speakers_by_outlet_title", language),
        text("quotes_note", language), ax=ax, language=language, source=source,
    )  # fmt: skip


def sources_by_outlet(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Reported sources down, outlets across, the share of all credits of the outlet in each cell.

    Args:
        table: From `presslens.measures.sources_by_outlet`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. A group without any mention is "–", not 0.
    """
    named = table.assign(name=table["name"].fillna(text("unnamed_source", language)))
    return _shares(
        named, "n_credits", "credit", title or text("sources_by_outlet_title", language),
        text("credits_note", language), ax=ax, language=language, source=source,
    )  # fmt: skip


def _shares(
    table: pd.DataFrame,
    n: str,
    noun: str,
    title: str,
    note: str,
    *,
    ax: Axes | None,
    language: str,
    source: str | None,
) -> Axes:
    """Actors down, groups across, a share in each cell; ``n`` is the column of their totals."""
    table = table.rename(columns={n: "n_group"})
    with style.styled():
        if table.empty:
            return style.empty(ax, title=title, source=source, language=language)
        groups = table.drop_duplicates("group")
        total = count(int(groups["n_group"].sum()), noun, language)
        groups, cut = style.first_rows(groups, language, rows=MAX_COLUMNS)
        names = table.drop_duplicates("actor_id").head(style.MAX_ROWS)
        shares = table.pivot_table(
            index="actor_id", columns=table["group"].map(str), values="share", dropna=False
        ).reindex(index=names["actor_id"], columns=groups["group"].map(str))
        ax = style.axes(ax, height=1.7 + style.ROW * len(names))
        texts = shares.map(lambda share: percent(share, language))
        _heat(ax, shares, texts, numbered=len(groups) <= _NUMBERED_COLUMNS)
        style.name_rows(ax, names["name"], offset=0.5)
        _head(ax, groups, language)
        items = _largest(table, language)
        alt = text("alt_heat", language, items=listed(items, language))
        notes = [text("n", language, n=total), note, cut]
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _largest(table: pd.DataFrame, language: str) -> list[str]:
    top = table[table["share"] > 0].sort_values("share", ascending=False, kind="stable").head(8)
    return [
        f"{name}, {_group_name(group, language)}: {percent(share, language)}"
        for name, group, share in zip(top["name"], top["group"], top["share"], strict=True)
    ]


def _group_name(group: object, language: str) -> str:
    if isinstance(group, pd.Timestamp):
        return day(group, language)
    if group is pd.NaT:
        return text("no_date", language)
    return text("no_outlet", language) if pd.isna(group) else str(group)  # type: ignore[call-overload]


def _head(ax: Axes, groups: pd.DataFrame, language: str) -> None:
    names = [
        day(g, language, year=False) if isinstance(g, pd.Timestamp) else _group_name(g, language)
        for g in groups["group"]
    ]
    limit = min(24, max(14, 84 // len(names)))
    heads = [drawable(name, limit=limit) for name in names]
    dates = any(isinstance(group, pd.Timestamp) for group in groups["group"])
    if len(heads) <= _NUMBERED_COLUMNS:
        heads = [
            f"{head}\n{text('n', language, n=number(n, language))}"
            for head, n in zip(heads, groups["n_group"], strict=True)
        ]
    crowded = len(heads) > 6 and not dates
    every = 1 + (len(heads) - 1) // 9 if dates else 1
    ax.xaxis.tick_top()
    ax.set_xticks(
        [at + 0.5 for at in range(0, len(heads), every)],
        heads[::every],
        rotation=45 if crowded else 0,
        ha="left" if crowded else "center",
    )
    ax.spines["bottom"].set_visible(False)


def cooccurrence(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """How often each two actors appear together.

    Args:
        table: From `presslens.measures.cooccurrence`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes: a half matrix of the actors in the most frequent pairs, at most fifteen.
    """
    title = title or text("cooccurrence_title", language)
    with style.styled():
        if table.empty:
            return style.empty(ax, title=title, source=source, language=language)
        names = _paired(table)
        matrix = _matrix(table, names)
        ax = style.axes(ax, height=2.1 + style.ROW * len(names))
        _heat(ax, matrix, matrix.map(lambda n: "" if pd.isna(n) else number(n, language)))
        style.name_rows(ax, names[matrix.index], offset=0.5)
        ax.set_xticks(
            [at + 0.5 for at in range(matrix.shape[1])],
            [drawable(name, limit=20) for name in names[matrix.columns]],
            rotation=40,
            ha="right",
            rotation_mode="anchor",
        )
        ax.spines["bottom"].set_visible(False)
        items = [
            f"{a} {text('and', language)} {b}: {number(n, language)}"
            for a, b, n in zip(table["name_a"], table["name_b"], table["n"], strict=True)
        ]
        alt = text("alt_heat", language, items=listed(items[:8], language))
        total = text("n", language, n=count(int(table["n"].sum()), "pair", language))
        notes = [total, text("cooccurrence_note", language)]
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _paired(table: pd.DataFrame) -> pd.Series[str]:
    """Names by actor_id of those in the most frequent pairs, the most connected first."""
    ends = [
        table[[f"actor_{s}", f"name_{s}", "n"]].set_axis(["actor_id", "name", "n"], axis=1)
        for s in ("a", "b")
    ]
    both = pd.concat(ends)
    order = both.groupby("actor_id")["n"].sum().rename("total").reset_index()
    order = order.sort_values(["total", "actor_id"], ascending=[False, True]).head(MAX_PAIRED)
    return both.drop_duplicates("actor_id").set_index("actor_id")["name"][order["actor_id"]]


def _matrix(table: pd.DataFrame, names: pd.Series[str]) -> pd.DataFrame:
    """Counts below the diagonal; pairs that were not counted are missing."""
    rank = {actor: at for at, actor in enumerate(names.index)}
    matrix = np.full((len(rank), len(rank)), np.nan)
    for a, b, n in zip(table["actor_a"], table["actor_b"], table["n"], strict=True):
        if a in rank and b in rank:
            matrix[max(rank[a], rank[b]), min(rank[a], rank[b])] = n
    return pd.DataFrame(matrix[1:, :-1], index=names.index[1:], columns=names.index[:-1])


def _heat(ax: Axes, values: pd.DataFrame, texts: pd.DataFrame, *, numbered: bool = True) -> None:
    """Draw ``values`` as colours, from 0 to the largest, with ``texts`` written in the cells."""
    import seaborn as sns

    numbers = values.to_numpy(dtype=np.float64)
    top = float(np.nanmax(numbers)) if np.isfinite(numbers).any() else 1.0
    sns.heatmap(
        values, ax=ax, mask=values.isna(), cmap=style.HEAT, vmin=0, vmax=max(top, 1e-9) * 1.15,
        annot=texts if numbered else None, fmt="", annot_kws={"fontsize": 8}, cbar=False,
        linewidths=1, linecolor=style.PAPER, xticklabels=False, yticklabels=False,
    )  # fmt: skip
    for row, column in np.argwhere(np.isnan(numbers)):
        if texts.iat[row, column] == MISSING:
            ax.text(column + 0.5, row + 0.5, MISSING, ha="center", va="center", color=style.MUTED)
    ax.set(xlabel="", ylabel="")
