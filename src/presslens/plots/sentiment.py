"""Pictures of what is said about each actor, and of the tone of outlets."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from presslens.measures.bootstrap import MINIMUM_STORIES, side_of_zero
from presslens.plots import style
from presslens.plots.clean import plain, shorten
from presslens.plots.describe import listed
from presslens.plots.labels import count, number, percent, text


class _Look(NamedTuple):
    """How a part of a bar is drawn."""

    fill: str
    ink: str
    edge: str = style.PAPER
    hatch: str | None = None


_PARTS: Final = {
    "negative": _Look(style.NEGATIVE, style.PAPER),
    "unclear": _Look(style.UNCLEAR, style.INK, edge=style.SMALL_N),
    "neutral": _Look(style.NEUTRAL, style.INK),
    "positive": _Look(style.POSITIVE, style.PAPER),
    "not_scored": _Look(style.NOT_SCORED, style.INK, edge=style.SMALL_N, hatch="////"),
}
"""The parts of a bar from left to right; the unclear ones between negative and positive."""


def sentiment_intervals(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Mean sentiment with its interval, one row an actor, outlet, or actor and voice.

    Args:
        table: From `presslens.measures.sentiment_by_actor`, `sentiment_by_outlet` or
            `sentiment_by_voice`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. Rows with too few stories for an interval are grey and open.
    """
    key = "voices_title" if "voice" in table else "intervals_title"
    title = title or text(key, language)
    return _dots(table, "mention", ax=ax, language=language, title=title, source=source)


def tone_of_outlets(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Mean tone of the sentences of each outlet, with its interval.

    Args:
        table: From `presslens.measures.tone_of_outlets`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes.
    """
    title = title or text("outlets_title", language)
    return _dots(table, "sentence", ax=ax, language=language, title=title, source=source)


def _names(table: pd.DataFrame, language: str) -> list[str]:
    column = "name" if "name" in table else "outlet"
    names = [plain(name) for name in table[column].fillna(text("no_outlet", language))]
    if "voice" not in table:
        return names
    voices = [text(f"voice_{voice}", language) for voice in table["voice"]]
    room = style.NAME_LENGTH - max(len(voice) for voice in voices) - 2
    return [f"{shorten(n, room)}: {v}" for n, v in zip(names, voices, strict=True)]


def _dots(
    table: pd.DataFrame,
    noun: str,
    *,
    ax: Axes | None,
    language: str,
    title: str,
    source: str | None,
) -> Axes:
    table = table[table["n"] > 0]
    with style.styled():
        if table.empty:
            return style.empty(ax, title=title, source=source, language=language)
        if table["small_n"].all():
            line = text("no_intervals", language, n=MINIMUM_STORIES)
            return style.empty(ax, title=title, source=source, language=language, line=line)
        n = count(int(table["n"].sum()), noun, language)
        table, cut = style.first_rows(table, language)
        names = _names(table, language)
        ax = style.axes(ax, rows=len(table) + 1)
        _draw_dots(ax, table)
        style.name_rows(ax, names, grey=table["small_n"].tolist())
        style.side_notes(ax, [text("n", language, n=number(v, language)) for v in table["n"]])
        _scale(ax, table, language)
        notes = [
            text("n", language, n=n), text("interval_note", language),
            correction_note(table, language), small_note(table, language),
        ]  # fmt: skip
        items = [
            f"{name} {estimate(row, noun, language)}"
            for name, (_, row) in zip(names, table.iterrows(), strict=True)
        ]
        alt = text("alt_intervals", language, items=listed(items, language))
        return style.finish(
            ax, title=title, alt=alt, notes=[*notes, cut], source=source, language=language
        )


def correction_note(table: pd.DataFrame, language: str) -> str:
    """Whether the known error of the model is taken out of the means that have an interval."""
    if "corrected" not in table:
        return ""
    corrected = table.loc[~table["small_n"], "corrected"]
    if corrected.empty:
        return ""
    which = "all" if corrected.all() else "some" if corrected.any() else "none"
    return text(f"corrected_{which}", language)


def small_note(table: pd.DataFrame, language: str) -> str:
    """What grey means, if a row is grey; beside corrected means, that it is not corrected."""
    if not table["small_n"].any():
        return ""
    corrected = "corrected" in table and table.loc[~table["small_n"], "corrected"].any()
    key = "small_raw_note" if corrected else "small_note"
    return text(key, language, n=MINIMUM_STORIES)


def colour_of(low: float, high: float) -> str:
    """The colour of a mean whose interval lies on one side of 0, or else that of ink."""
    return {-1: style.NEGATIVE, 0: style.INK, 1: style.POSITIVE}[side_of_zero(low, high)]


def _draw_dots(ax: Axes, table: pd.DataFrame) -> None:
    ax.axvline(0, color=style.FAINT, zorder=0)
    for row, (mean, low, high, small) in enumerate(
        zip(table["mean"], table["low"], table["high"], table["small_n"], strict=True)
    ):
        colour = colour_of(low, high)
        if small:
            ax.plot(mean, row, "o", markersize=6, color=style.PAPER, markeredgecolor=style.SMALL_N)
        else:
            ax.plot([low, high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
            ax.plot(mean, row, "o", markersize=6.5, color=colour)


def reach_of(table: pd.DataFrame) -> float:
    """How far from 0 the scale has to go, from 0.1 to 1."""
    ends = float(np.nanmax(table[["mean", "low", "high"]].abs().to_numpy()))
    return min(1.0, max(0.1, 1.15 * ends))


def _scale(ax: Axes, table: pd.DataFrame, language: str) -> None:
    """The same distance to both sides of zero, at most -1 to 1."""
    reach = reach_of(table)
    ax.set_xlim(-reach, reach)
    step = 0.5 if reach > 0.6 else 0.2 if reach > 0.25 else 0.1 if reach > 0.12 else 0.05
    half = np.arange(0, reach + 1e-9, step)
    ticks = [*(-half[:0:-1]), *half]
    decimals = 2 if step < 0.1 else 1
    ax.set_xticks(ticks, [number(t, language, decimals=decimals, sign=True) for t in ticks])
    for x, ha, label in ((0, "left", "toward_negative"), (1, "right", "toward_positive")):
        ax.text(
            x, 1.0, text(label, language), transform=ax.transAxes, ha=ha, va="bottom",
            fontsize=8, color=style.NEGATIVE if x == 0 else style.POSITIVE,
        )  # fmt: skip


def estimate(row: pd.Series, noun: str, language: str) -> str:
    """The mean of ``row`` in words, with its interval and n."""
    mean, low, high = (
        number(row[c], language, decimals=2, sign=True) for c in ("mean", "low", "high")
    )
    n = count(int(row["n"]), noun, language)
    return text(
        "no_interval" if row["small_n"] else "interval",
        language, mean=mean, low=low, high=high, n=n,
    )  # fmt: skip


def sentiment_stack(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """What the model answered on each actor as parts of a whole, and what was not scored.

    Args:
        table: From `presslens.measures.sentiment_by_actor`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. Percents are of all mentions of the actor, scored or not.
    """
    title = title or text("stack_title", language)
    with style.styled():
        if table.empty:
            return style.empty(ax, title=title, source=source, language=language)
        n = count(int((table["n"] + table["n_not_scored"]).sum()), "mention", language)
        table, cut = style.first_rows(table, language)
        parts = _parts(table)
        ax = style.axes(ax, rows=len(table))
        _draw_parts(ax, parts, language)
        style.name_rows(ax, table["name"], grey=table["small_n"].tolist())
        totals = table["n"] + table["n_not_scored"]
        style.side_notes(ax, [text("n", language, n=number(v, language)) for v in totals])
        ax.set_xlim(0, 1)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        items = [
            f"{name} {', '.join(percent(share, language) for share in row)} ("
            f"{count(int(total), 'mention', language)})"
            for name, row, total in zip(table["name"], parts.to_numpy(), totals, strict=True)
        ]
        alt = text("alt_stack", language, items=listed(items, language))
        notes = [
            text("n", language, n=n), text("stack_note", language), cut,
            small_note(table[["small_n"]], language),  # these are answers, not means
        ]  # fmt: skip
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _parts(table: pd.DataFrame) -> pd.DataFrame:
    """The shares of all mentions: one column for each of `_PARTS`, in their order."""
    total = table["n"] + table["n_not_scored"]
    answered = [part for part in _PARTS if part != "not_scored"]
    parts = table[answered].fillna(0).mul(table["n"] / total, axis=0)
    return parts.assign(not_scored=table["n_not_scored"] / total)


def _draw_parts(ax: Axes, parts: pd.DataFrame, language: str) -> None:
    shown = [part for part in _PARTS if parts[part].sum() > 0]
    left = pd.Series(0.0, index=parts.index)
    for part in shown:
        look = _PARTS[part]
        ax.barh(
            range(len(parts)), parts[part], left=left, height=0.7, color=look.fill,
            edgecolor=look.edge, linewidth=0.8, hatch=look.hatch, label=text(part, language),
        )  # fmt: skip
        for row, (start, share) in enumerate(zip(left, parts[part], strict=True)):
            if share >= 0.07 and not look.hatch:
                ax.text(
                    start + share / 2, row, percent(share, language), color=look.ink,
                    ha="center", va="center", fontsize=8,
                )  # fmt: skip
        left = left + parts[part]
    style.key(ax, columns=len(shown))
