"""The stance matrix as a table whose cells open the quotes behind them, without any script."""

from __future__ import annotations

from typing import Any

import pandas as pd

from presslens.plots.clean import escape
from presslens.plots.evidence import blockquotes
from presslens.plots.html import Html
from presslens.plots.labels import count, text
from presslens.plots.sentiment import estimate


def stance_cells(matrix: pd.DataFrame, quotes: pd.DataFrame, *, language: str = "ro") -> Html:
    """Each speaker with those of whom they speak; each pair opens its quotes.

    Args:
        matrix: From `presslens.measures.stance_matrix`.
        quotes: From `presslens.measures.stance_quotes`.
        language: Language of headings, numbers and dates.

    Returns:
        An object that notebooks display.

    Raises:
        ParameterError: The language is not known.
    """
    if matrix.empty:
        nothing = text("nothing", language)
        return Html(f"<p class='note'>{escape(nothing)}</p>", nothing)
    behind = dict(iter(quotes.groupby(["speaker_id", "actor_id"])))
    parts, lines = [], []
    for _, cells in matrix.groupby("speaker_id", sort=False):
        speaker = str(cells["speaker"].iloc[0])
        items = [_cell(cell, behind, language) for cell in cells.to_dict("records")]
        head = f"<h3>{escape(speaker, limit=120)}</h3>"
        parts.append(f'<section class="stance">{head}{"".join(items)}</section>')
        lines += [f"{speaker} → {_line(cell, language)}" for cell in cells.to_dict("records")]
    return Html("".join(parts), "\n".join(lines))


def _line(cell: dict[Any, Any], language: str) -> str:
    """Of whom, how, from how many quotes."""
    quotes = count(int(cell["quotes"]), "quote", language)
    if not cell["n"]:
        return f"{cell['name']}: {text('not_scored', language)} ({quotes})"
    said = estimate(pd.Series(cell), "mention", language)
    return f"{cell['name']}: {said}, {quotes}"


def _cell(cell: dict[Any, Any], behind: dict[Any, pd.DataFrame], language: str) -> str:
    summary = escape(_line(cell, language))
    grey = ' class="small-n"' if cell["small_n"] else ""
    rows = behind.get((cell["speaker_id"], cell["actor_id"]))
    below = "" if rows is None else blockquotes(rows, language)
    return f"<details><summary{grey}>{summary}</summary>{below}</details>"
