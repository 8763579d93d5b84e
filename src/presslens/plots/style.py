"""How every picture looks. Nothing here touches matplotlib's global settings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final
from weakref import WeakSet

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presslens.plots.clean import FONT, drawable, plain, shorten
from presslens.plots.describe import Description, describe, description_of
from presslens.plots.labels import number, text

INK: Final = "#1F1F1F"
MUTED: Final = "#5F5F5F"
FAINT: Final = "#D9D9D9"
PAPER: Final = "#FFFFFF"
NEGATIVE: Final = "#C75000"
NEUTRAL: Final = "#8F8F8F"
POSITIVE: Final = "#0072B2"
UNCLEAR: Final = "#E6E6E6"
NOT_SCORED: Final = "#FFFFFF"
SMALL_N: Final = "#8A8A8A"
PAST: Final = "#0B4F7D"
FUTURE: Final = "#C75000"
"""Orange and blue stay apart for every common kind of colour blindness (Okabe and Ito 2008)."""
SHADES: Final = ("#0B4F7D", "#3F8FC4", "#A9D0EA")
"""Three parts of one bar, dark to light."""
SERIES: Final = ("#0072B2", "#C75000", "#007F5F", "#8C4A86", "#7A6A00", "#8F8F8F")
HEAT: Final = "Blues"

WIDTH: Final = 7.2
ROW: Final = 0.3
MAX_ROWS: Final = 30
NAME_LENGTH: Final = 32

_RC: Final[dict[Any, Any]] = {
    "font.family": [FONT],
    "font.size": 9,
    "text.usetex": False,
    "text.color": INK,
    "text.parse_math": True,
    "axes.edgecolor": FAINT,
    "axes.facecolor": PAPER,
    "axes.labelcolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.grid": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "figure.facecolor": PAPER,
    "hatch.linewidth": 0.6,
    "hatch.color": SMALL_N,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "lines.linewidth": 1.4,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": 8,
    "ytick.labelsize": 9,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "path.sketch": None,
}


@contextmanager
def styled() -> Iterator[None]:
    """Everything made inside has the style of presslens; afterwards all is as before."""
    with mpl.rc_context(_RC):
        yield


_OWN: Final[WeakSet[Figure]] = WeakSet()
"""Figures made here, whose margins may be used for title and footer."""


def axes(ax: Axes | None, *, rows: int = 0, height: float | None = None) -> Axes:
    """``ax``, or the axes of a new figure high enough for ``rows``.

    In a notebook with inline pictures the new figure belongs to pyplot, which shows it and closes
    it; elsewhere nothing holds it but the axes that are returned.
    """
    if ax is not None:
        return ax
    size = (WIDTH, height if height is not None else 1.2 + ROW * max(rows, 2))
    backend = mpl.get_backend(auto_select=False)
    if backend and "inline" in backend:
        import matplotlib.pyplot as plt

        figure = plt.figure(figsize=size, layout="constrained")
    else:
        figure = Figure(figsize=size, layout="constrained")
    _OWN.add(figure)
    return figure.add_subplot()


def finish(
    ax: Axes,
    *,
    title: str,
    alt: str,
    notes: Sequence[str],
    source: str | None,
    language: str,
) -> Axes:
    """Write title and footer, and keep the description of the picture.

    Args:
        ax: The axes.
        title: What the picture shows.
        alt: The picture in words.
        notes: What the reader has to know, n first; they make the footer. Empty ones are skipped.
        source: Where the articles come from.
        language: Language of the footer.
    """
    said = [text("source", language, source=shorten(plain(source), 160))] if source else []
    footer = "; ".join([*said, *(note for note in notes if note)])
    figure = ax.get_figure(root=True)
    own = figure in _OWN
    lines = "\n".join(textwrap.wrap(drawable(title, limit=140), 66 if own else 44))
    small = "\n".join(textwrap.wrap(drawable(footer, limit=500), 118 if own else 72))
    if own and isinstance(figure, Figure):
        place: dict[str, Any] = {"x": 0.012, "ha": "left"}
        figure.suptitle(lines, fontsize=11.5, fontweight="bold", **place)
        figure.supxlabel(small, fontsize=7.5, color=MUTED, **place)
    else:
        ax.set_title(lines, loc="left", fontsize=11.5, fontweight="bold")
        ax.set_xlabel(small, loc="left", fontsize=7.5, color=MUTED)
    describe(ax, Description(alt=plain(alt), title=plain(title), footer=plain(footer)))
    return ax


def empty(
    ax: Axes | None, *, title: str, source: str | None, language: str, line: str | None = None
) -> Axes:
    """Axes with one honest ``line`` in place of a picture of nothing; by default "n = 0"."""
    ax = axes(ax, height=1.3)
    ax.set_axis_off()
    said = line or text("too_little", language)
    ax.text(0, 0.5, said, transform=ax.transAxes, color=MUTED, va="center")
    alt = text("alt_empty", language, text=said)
    finish(ax, title=title, alt=alt, notes=[], source=source, language=language)
    describe(ax, replace(description_of(ax), nothing=said))
    return ax


def first_rows(
    table: pd.DataFrame, language: str, *, rows: int = MAX_ROWS
) -> tuple[pd.DataFrame, str]:
    """The rows that fit on a picture, and a note if they are not all ("" if they are)."""
    if len(table) <= rows:
        return table, ""
    shown = number(rows, language)
    return table.head(rows), text(
        "shown_note", language, shown=shown, total=number(len(table), language)
    )


def name_rows(
    ax: Axes, names: Iterable[object], *, grey: Sequence[bool] = (), offset: float = 0.0
) -> None:
    """Write the names at the left, first on top; those marked ``grey`` are muted.

    Args:
        ax: The axes.
        names: One a row.
        grey: Which of them are muted.
        offset: Where the middle of the first row is: 0 for bars, 0.5 for cells.
    """
    written = [drawable(name, limit=NAME_LENGTH) for name in names]
    ax.set_yticks([row + offset for row in range(len(written))], written, rotation=0)
    edge = 0.5 if offset else 0.6  # cells fill their row, bars have air around them
    ax.set_ylim(len(written) - 1 + offset + edge, offset - edge)
    ax.spines["left"].set_visible(False)
    for label, muted in zip(ax.get_yticklabels(), grey, strict=False):
        label.set_color(MUTED if muted else INK)


def side_notes(ax: Axes, notes: Iterable[str]) -> None:
    """Write a short note at the right of each row, such as its n."""
    for row, note in enumerate(notes):
        ax.text(
            1.01, row, drawable(note), transform=ax.get_yaxis_transform(),
            va="center", fontsize=8, color=MUTED,
        )  # fmt: skip


def key(ax: Axes, *, columns: int) -> None:
    """What the colours mean, in one line above the picture."""
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, borderaxespad=0.2,
        handlelength=1, handleheight=0.8, columnspacing=1.2, handletextpad=0.4,
    )  # fmt: skip
