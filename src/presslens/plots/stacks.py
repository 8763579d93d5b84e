"""Stacked bars of shares by outlet: whose voice speaks, what the reporting words imply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from presslens.plots import style
from presslens.plots.clean import plain
from presslens.plots.describe import listed
from presslens.plots.labels import count, number, percent, text

_VOICES: Final = {
    "outlet_share": (style.SHADES[2], style.INK, "voice_outlet"),
    "speaker_share": (style.SHADES[0], style.PAPER, "voice_speaker"),
    "wire_share": (style.FAINT, style.INK, "voice_wire"),
}
_IMPLIES: Final = {
    "doubt": (style.NEGATIVE, style.PAPER, "doubt"),
    "denial": ("#E3A15F", style.INK, "denial"),
    "neutral": (style.FAINT, style.INK, "implies_neutral"),
    "emphasis": (style.SHADES[2], style.INK, "emphasis"),
    "fact": (style.SHADES[0], style.PAPER, "fact"),
}
"""Column: fill, ink and label, from left to right."""
_LINE: Final = 70
"""Characters of labels that stand side by side above a picture."""
_LEAST: Final = 0.05
"""A part smaller than this has no room for its number."""


def words_by_voice(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """How much of the words of each outlet is its own, a speaker's, a wire's.

    Args:
        table: From `presslens.measures.words_by_voice`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes.
    """
    return _stack(
        table, _VOICES, "words", "word", title or text("words_by_voice_title", language),
        ax=ax, language=language, source=source,
    )  # fmt: skip


def implied_by_outlet(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """What the reporting words of each outlet imply.

    Args:
        table: From `presslens.measures.implied_by_outlet`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes.
    """
    return _stack(
        table, _IMPLIES, "n", "quote", title or text("implied_title", language),
        ax=ax, language=language, source=source,
    )  # fmt: skip


def _stack(
    table: pd.DataFrame,
    parts: Mapping[str, tuple[str, str, str]],
    n: str,
    noun: str,
    title: str,
    *,
    ax: Axes | None,
    language: str,
    source: str | None,
) -> Axes:
    """One bar an outlet, from 0 to 100 %, with its n at the right."""
    table = table[table[n] > 0]
    with style.styled():
        if table.empty:
            return style.empty(ax, title=title, source=source, language=language)
        total = count(int(table[n].sum()), noun, language)
        table, cut = style.first_rows(table, language)
        names = [plain(name) for name in table["outlet"].fillna(text("no_outlet", language))]
        ax = style.axes(ax, rows=len(table))
        _draw(ax, table, parts, language)
        style.name_rows(ax, names)
        style.side_notes(ax, [text("n", language, n=number(v, language)) for v in table[n]])
        ax.set_xlim(0, 1)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        items = [
            f"{name} " + ", ".join(f"{text(label, language)} {percent(row[part], language)}"
                                   for part, (_, _, label) in parts.items() if row[part] > 0)
            for name, row in zip(names, table.to_dict("records"), strict=True)
        ]  # fmt: skip
        alt = text("alt_shares", language, items=listed(items, language))
        notes = [text("n", language, n=total), cut]
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _draw(
    ax: Axes, table: pd.DataFrame, parts: Mapping[str, tuple[str, str, str]], language: str
) -> None:
    left = pd.Series(0.0, index=table.index)
    shown = [part for part in parts if table[part].sum() > 0]
    for part in shown:
        fill, ink, label = parts[part]
        ax.barh(
            range(len(table)), table[part], left=left, height=0.7, color=fill,
            edgecolor=style.PAPER, linewidth=0.8, label=text(label, language),
        )  # fmt: skip
        for row, (start, share) in enumerate(zip(left, table[part], strict=True)):
            if share >= _LEAST:
                ax.text(
                    start + share / 2, row, percent(share, language), color=ink,
                    ha="center", va="center", fontsize=8,
                )  # fmt: skip
        left = left + table[part]
    wide = sum(len(text(parts[part][2], language)) for part in shown) > _LINE
    style.key(ax, columns=2 if wide else len(shown))
