"""A small table as HTML, in the words and numbers of the reader's language."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pandas as pd

from presslens.errors import ParameterError
from presslens.plots.clean import escape, plain, shorten
from presslens.plots.html import TableHTML
from presslens.plots.labels import MISSING, day, days, is_missing, labels, number, percent, text

MAX_ROWS: Final = 200
_CELL: Final = 300
_SHARES: Final = frozenset(
    [
        "share", "share_of_articles", "share_in_quotes", "share_of_words", "outlet_share",
        "speaker_share", "wire_share", "fact", "doubt", "emphasis", "denial",
        "negative", "neutral", "positive",
        "unclear", "negative_corrected", "neutral_corrected", "positive_corrected",
    ]
)  # fmt: skip
_SIGNED: Final = frozenset(["mean", "mean_raw", "low", "high", "score", "tone"])
_TRANSLATED: Final = frozenset(
    (
        "kind",
        "label",
        "direction",
        "item",
        "detail",
        "voice",
        "gender",
        "implies",
        "speaker_status",
        "severity",
        "language",
        "status",
        "reason_code",
    )
)
"""Columns whose values are words of presslens, not of an article."""
_GREY: Final = ' class="small-n" style="color:#5f5f5f"'


def table(
    frame: pd.DataFrame,
    *,
    language: str = "ro",
    columns: Sequence[str] | None = None,
    caption: str | None = None,
) -> TableHTML:
    """``frame`` as a table for a notebook or a report.

    Args:
        frame: One of the measures, or any small table. At most 200 rows are shown.
        language: Language of headings, numbers and dates.
        columns: Which columns, in this order; by default all but ids and ``small_n``. "when" joins
            ``earliest`` and ``latest`` into one. Columns without any value are left out.
        caption: What stands over the table.

    Returns:
        An object that notebooks display. Missing values are "–"; rows with ``small_n`` are grey.

    Raises:
        ParameterError: A column is not in the table, or the language is not known.
    """
    words = labels(language)
    _columns(frame, [c for c in columns or () if c != "when"])
    if frame.empty:
        nothing = text("nothing", language)
        return TableHTML(f'<p class="note">{escape(nothing)}</p>', nothing)
    shown = _with_when(frame.head(MAX_ROWS), columns, language)
    columns = [c for c in _columns(shown, columns) if shown.empty or shown[c].notna().any()]
    cells = [[_cell(value, column, language) for value in shown[column]] for column in columns]
    heads = [plain(words["columns"].get(column, column)) for column in columns]
    rows = list(zip(*cells, strict=True))
    note = (
        text("rows_cut", language, shown=MAX_ROWS, total=number(len(frame), language))
        if len(frame) > MAX_ROWS
        else ""
    )
    small = shown["small_n"].tolist() if "small_n" in shown else [False] * len(shown)
    numeric = [pd.api.types.is_numeric_dtype(shown[column]) for column in columns]
    caption = " ".join(part for part in (caption, note) if part)
    styles = [_style(column, right) for column, right in zip(columns, numeric, strict=True)]
    html = _html(heads, rows, small, styles, caption)
    lines = [caption, "\t".join(heads), *("\t".join(row) for row in rows)]
    return TableHTML(html, "\n".join(line for line in lines if line))


def _with_when(frame: pd.DataFrame, columns: Sequence[str] | None, language: str) -> pd.DataFrame:
    if columns is None or "when" not in columns or "when" in frame or "latest" not in frame:
        return frame
    spans = zip(frame["earliest"], frame["latest"], strict=True)
    written = [days(first, last, language) for first, last in spans]
    return frame.assign(when=pd.Series(written, index=frame.index, dtype="str"))


def _columns(frame: pd.DataFrame, columns: Sequence[str] | None) -> list[str]:
    if columns is None:
        hidden = {"small_n", "actor_a", "actor_b", "actor_ids", "start", "end"}
        every = [str(column) for column in frame]
        return [c for c in every if c not in hidden and not c.endswith("_id")]
    unknown = [c for c in columns if c not in frame]
    if unknown:
        allowed = ", ".join(str(column) for column in frame)
        raise ParameterError(f"no column {', '.join(unknown)}. Allowed: {allowed}.")
    return list(columns)


def _cell(value: object, column: str, language: str) -> str:
    """``value`` as the reader sees it, not yet escaped."""
    if isinstance(value, list | tuple | np.ndarray):
        return shorten(", ".join(_cell(v, "", language) for v in _some(value)), _CELL) or MISSING
    if is_missing(value):
        return MISSING
    if isinstance(value, bool | np.bool_):
        return text("yes" if value else "no", language)
    if isinstance(value, dt.datetime | dt.date):
        return day(pd.Timestamp(value), language)
    if isinstance(value, int | float | np.integer | np.floating):
        return _number(float(value), column, language)
    if column in _TRANSLATED:
        values = labels(language)["values"]
        value = values.get(f"{column}_{value}", values.get(value, value))
    return shorten(plain(value), _CELL)


def _some(values: Iterable[object]) -> list[object]:
    return list(values)[:20]


def _number(value: float, column: str, language: str) -> str:
    if column in _SHARES and 0 <= value <= 1:
        return percent(value, language)
    if column in _SIGNED:
        return number(value, language, decimals=2, sign=True)
    whole = math.isfinite(value) and value == int(value)
    return number(value, language, decimals=0 if whole else 2)


def _style(column: str, numeric: bool) -> str:
    if numeric:
        return ' style="text-align:right"'
    return ' style="white-space:nowrap"' if column in ("when", "published", "day") else ""


def _html(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    small: Sequence[bool],
    align: Sequence[str],
    caption: str,
) -> str:
    head = "".join(
        f'<th scope="col"{a}>{escape(h)}</th>' for h, a in zip(heads, align, strict=True)
    )
    body = "".join(
        f"<tr{_GREY if grey else ''}>{_row(row, align)}</tr>"
        for row, grey in zip(rows, small, strict=True)
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<table class="presslens">{title}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _row(row: Sequence[str], align: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(f"<td{a}>{escape(c)}</td>" for c, a in zip(rest, align[1:], strict=True))
    return f'<th scope="row"{align[0]}>{escape(first)}</th>{cells}'
