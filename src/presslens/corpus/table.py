"""Rows of any table to records: which column is which, and what its cells hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from presslens.corpus.limits import MAX_FIELD_CHARS
from presslens.corpus.markup import is_html, plain_text
from presslens.corpus.notes import FileLog, load_yaml, printable
from presslens.corpus.record import Mapped, Record
from presslens.language.text import comparison_key

FIELDS: Final = ("text", "title", "outlet", "url", "author", "published", "language")
"""The articles columns that a mapping may fill."""

_EMPTY: Final = frozenset({"", "nan", "none", "null", "n/a"})


def name_key(name: object) -> str:
    """A column's name without case, diacritics, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", comparison_key(str(name)))


def guess_columns(columns: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Which column fills which field: the mapping first, then the usual names in their order."""
    chosen = dict(mapping)
    free = {name_key(c): c for c in reversed(columns) if c not in mapping.values()}
    for field, names in load_yaml("columns").items():
        if field not in chosen:
            found = next((free[k] for n in names if (k := name_key(n)) in free), None)
            if found is not None:
                chosen[field] = found
    return chosen


def choose_columns(columns: Sequence[str], log: FileLog, mapped: Mapped) -> dict[str, str] | None:
    """The column of each field, or None with a note when the table can't be read as articles."""
    wrong = [c for c in mapped.columns.values() if c not in columns]
    if wrong:
        mapped.misfits.append((log.source_file, wrong[0], list(columns)))
        log.note("mapping", f"the mapping names {wrong[0]!r}; the columns are {listed(columns)}")
        return None
    mapped.fitted = True
    chosen = guess_columns(columns, mapped.columns)
    if "text" not in chosen:
        log.note("no_text_column", f"no column holds the text; the columns are {listed(columns)}")
        return None
    return chosen


def listed(columns: Sequence[str], limit: int = 30) -> str:
    """Column names as one bounded, printable string."""
    shown = ", ".join(printable(c, 60) for c in columns[:limit])
    return shown + (", …" if len(columns) > limit else "") if columns else "none"


def records(
    rows: Iterable[tuple[int, Mapping[str, Any]]], chosen: Mapping[str, str], log: FileLog
) -> Iterator[Record]:
    """The rows as records. ``rows`` gives the number of each row and its cells by column."""
    for number, cells in rows:
        values = {field: cells.get(column) for field, column in chosen.items()}
        text = cell_text(values.get("text"), limit=None) or ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if is_html(text):
            log.note("markup", "the text is HTML; its tags were taken off", number)
            text = plain_text(text)
        short = {f: cell_text(values.get(f)) for f in FIELDS if f not in ("text", "published")}
        yield Record(
            number,
            text.strip(),
            published=values.get("published"),
            published_from="metadata",
            crawled=values.get("crawled"),
            **short,
        )


def cell_text(value: object, limit: int | None = MAX_FIELD_CHARS) -> str | None:
    """A cell as text, None when it says nothing; a list or an object by what names it."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, Mapping):
        names = ("name", "nume", "title", "text", "value", "url")
        value = next((value[n] for n in names if isinstance(value.get(n), str)), None)
    elif isinstance(value, list | tuple):
        flat = [v for v in value[:50] if not isinstance(v, list | tuple)]
        value = ", ".join(t for v in flat if (t := cell_text(v)))
    elif isinstance(value, dt.datetime | dt.date):
        value = value.isoformat()
    if value is None:
        return None
    text = str(value) if limit is None else str(value)[:limit].strip()
    return None if text.strip().lower() in _EMPTY else text
