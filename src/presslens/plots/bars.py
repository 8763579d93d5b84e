"""Sorted horizontal bars: who is mentioned, who is quoted."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from presslens.plots import style
from presslens.plots.describe import listed
from presslens.plots.labels import count, number, text


def bar_mentions(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Mentions of each actor, split by how it is named.

    Args:
        table: From `presslens.measures.mentions_by_actor`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. `presslens.plots.alt_text` gives what they show in words.
    """
    title = title or text("bar_title", language)
    table = table[table["mentions"] > 0]
    parts = ["by_name", "by_metonym", "by_office"]
    total = int(table["mentions"].sum())
    articles = int(table["n_articles"].max()) if len(table) else 0
    of = f"{count(total, 'mention', language)}, {count(articles, 'article', language)}"
    return _bars(
        table, "mentions", parts, "mention",
        ax=ax, language=language, title=title, source=source, n=of,
    )  # fmt: skip


def speakers(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Quotes of each speaker, split by kind.

    Args:
        table: From `presslens.measures.speakers`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes.
    """
    title = title or text("speakers_title", language)
    quotes = int(table["n_quotes"].max()) if len(table) else 0
    of = count(quotes, "quote", language)
    nobody = {key: table.attrs.get(f"n_{key}", 0) for key in ("unnamed", "unknown")}
    if any(nobody.values()):
        unnamed, n = (number(value, language) for value in nobody.values())
        of = f"{of}, {text('unknown_speakers', language, n=n, unnamed=unnamed)}"
    return _bars(
        table, "quotes", ["direct", "indirect", "mixed"], "quote",
        ax=ax, language=language, title=title, source=source, n=of,
    )  # fmt: skip


def _bars(
    table: pd.DataFrame,
    total: str,
    parts: Sequence[str],
    noun: str,
    *,
    ax: Axes | None,
    language: str,
    title: str,
    source: str | None,
    n: str,
) -> Axes:
    """Bars of ``total``, each made of its ``parts``, with the number at its end."""
    with style.styled():
        if table.empty:
            return style.empty(ax, title=title, source=source, language=language)
        table, cut = style.first_rows(table, language)
        ax = style.axes(ax, rows=len(table))
        _draw(ax, table, parts, language)
        for row, value in enumerate(table[total]):
            ax.annotate(
                number(value, language), (value, row), (4, 0), textcoords="offset points",
                va="center", fontsize=8.5,
            )  # fmt: skip
        style.name_rows(ax, table["name"])
        ax.set_xlim(0, 1.06 * table[total].max())
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        items = [
            f"{name} {count(value, noun, language)}"
            for name, value in zip(table["name"], table[total], strict=True)
        ]
        alt = text("alt_bars", language, items=listed(items, language))
        notes = [text("n", language, n=n), cut]
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _draw(ax: Axes, table: pd.DataFrame, parts: Sequence[str], language: str) -> None:
    left = pd.Series(0, index=table.index)
    present = [part for part in parts if table[part].sum()]
    for part, shade in zip(parts, style.SHADES, strict=True):
        if part not in present:
            continue
        ax.barh(
            range(len(table)), table[part], left=left, height=0.66, color=shade,
            edgecolor=style.SHADES[0], linewidth=0.5, label=text(part, language),
        )  # fmt: skip
        left = left + table[part]
    style.key(ax, columns=len(present))
