"""CSV and TSV: any usual delimiter, quoted line breaks, and rows that are broken.

The csv module reads on to the end of the file after a quote that is never closed, and loses quotes
that are not doubled. So the records are put together and split here: a quote opens a field only at
its start, and closes it only before a delimiter or at the end of a line.
"""

from __future__ import annotations

import functools
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from presslens.corpus.formats.lines import bounded_lines, text_encoding
from presslens.corpus.limits import (
    MAX_ARTICLE_CHARS,
    MAX_BROKEN_ROWS,
    MAX_COLUMNS,
    MAX_LINE_CHARS,
)
from presslens.corpus.record import Mapped, Record, Source
from presslens.corpus.table import choose_columns, guess_columns, records

_DELIMITERS: Final = (",", ";", "\t", "|")


def read_delimited(source: Source, mapped: Mapped) -> Iterator[Record]:
    """The rows of a CSV or TSV file. Row 1 is the header, as in a spreadsheet."""
    encoding = text_encoding(source)
    if encoding is None:
        return
    lines = _Lines(bounded_lines(source, encoding))
    first = lines.next()
    forced = None
    if first is not None and first.lower().startswith("sep=") and len(first.strip()) == 5:
        forced, first = first.strip()[4], lines.next()
    if first is None:
        source.log.note("broken_file", "it has no header row")
        return
    delimiter = forced or sniff_delimiter(first, mapped)
    header = _join(first, lines, delimiter)
    columns = [c.strip().lstrip("\ufeff") for c in split_record(header or first, delimiter)]
    if len(columns) > MAX_COLUMNS:
        source.log.note("broken_file", f"the header has {len(columns):,} columns")
        return
    chosen = choose_columns(columns, source.log, mapped)
    if chosen is not None:
        rows = _rows(lines, columns, delimiter, source)
        yield from records(rows, chosen, source.log)


def sniff_delimiter(header: str, mapped: Mapped) -> str:
    """The delimiter under which the header names most columns that are known, then most columns."""

    def score(delimiter: str) -> tuple[int, int]:
        columns = [c.strip().lstrip("\ufeff") for c in split_record(header, delimiter)]
        wanted = sum(c in columns for c in mapped.columns.values())
        return len(guess_columns(columns, {})) + 10 * wanted, len(columns)

    return max(_DELIMITERS, key=score)


@dataclass
class _Lines:
    """Lines with a way to put some back; None stands for one that was too long.

    ``barren`` counts the lines put back, those in front, in which no quote closes a field: a quote
    that is opened among them stays open, and they need not be gone through again to know it.
    """

    source: Iterator[tuple[int, str | None]]
    back: deque[str | None] = field(default_factory=deque)
    barren: int = 0
    ended: bool = False

    def next(self) -> str | None:
        """The next line; None when it was too long, or at the end (then ``ended`` is true)."""
        if self.back:
            self.barren = max(0, self.barren - 1)
            return self.back.popleft()
        found = next(self.source, None)
        self.ended = found is None
        return found[1] if found else None

    def put_back(self, lines: list[str]) -> None:
        """Puts ``lines``, in which no quote closes a field, in front of all others."""
        self.back.extendleft(reversed(lines))
        self.barren = len(lines)


def _rows(
    lines: _Lines, columns: list[str], delimiter: str, source: Source
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    number = 1
    while True:
        line = lines.next()
        if line is None and lines.ended:
            return
        number += 1
        if line is None or not line.strip("\r\n"):
            number -= line is not None  # a blank line is no row; one too long is noted already
            continue
        whole = _join(line, lines, delimiter)
        problem = "a quote is opened and never closed" if whole is None else None
        cells = split_record(whole or "", delimiter)
        if problem is None and len(cells) != len(columns):
            problem = f"{len(cells)} fields where the header has {len(columns)}"
        if problem is None:
            yield number, dict(zip(reversed(columns), reversed(cells), strict=True))
            continue
        source.log.note("broken_row", f"row {number}: {problem}", number)
        if source.log.count("broken_row") >= MAX_BROKEN_ROWS:
            reason = f"{MAX_BROKEN_ROWS:,} broken rows; the rest of the file was left unread"
            source.log.note("gave_up", reason)
            return


def _join(line: str, lines: _Lines, delimiter: str) -> str | None:
    """The record that begins with ``line``; if it never ends, None, and its lines are put back."""
    parts = [line]
    size = len(line)
    open_quote = inside_quotes(line, delimiter, inside=False)
    if open_quote and lines.barren:
        return None
    limit = max(MAX_LINE_CHARS, MAX_ARTICLE_CHARS)
    while open_quote:
        more = lines.next() if size <= limit else None
        if more is None:
            lines.put_back(parts[1:])
            return None
        parts.append(more)
        size += len(more)
        open_quote = inside_quotes(more, delimiter, inside=True)
    return "".join(parts)


@functools.cache
def _closing(delimiter: str) -> re.Pattern[str]:
    """A doubled quote (group 1), or a quote that closes its field."""
    return re.compile(rf'"(?:(")|[ \t]*(?={re.escape(delimiter)}|[\r\n]|\Z))')


def _close(text: str, position: int, delimiter: str) -> re.Match[str] | None:
    """The quote that closes the field which is open at ``position``."""
    pattern = _closing(delimiter)
    while found := pattern.search(text, position):
        if not found.group(1):
            return found
        position = found.end()
    return None


def inside_quotes(line: str, delimiter: str, *, inside: bool) -> bool:
    """Whether a quoted field is still open after ``line``."""
    position = 0
    while True:
        if inside or line.startswith('"', position):
            found = _close(line, position + (not inside), delimiter)
            if found is None:
                return True
            position, inside = found.end(), False
        position = line.find(delimiter, position) + 1
        if position == 0:
            return False


def split_record(record: str, delimiter: str) -> list[str]:
    """The fields of one whole record; quotes that close nothing stay in the text."""
    record = record.rstrip("\r\n")
    fields = []
    position = 0
    while True:
        if record.startswith('"', position):
            found = _close(record, position + 1, delimiter)
            end = found.start() if found else len(record)
            fields.append(record[position + 1 : end].replace('""', '"'))
            position = found.end() if found else len(record)
        else:
            end = record.find(delimiter, position)
            fields.append(record[position : end if end >= 0 else len(record)])
            position = end if end >= 0 else len(record)
        if position >= len(record):
            return fields
        position += 1
