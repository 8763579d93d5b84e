"""Excel workbooks (.xlsx): every sheet that has a column with text, read row by row."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from presslens.corpus.limits import (
    MAX_BROKEN_ROWS,
    MAX_COLUMNS,
    MAX_SHEET_BYTES,
    MAX_SHEET_RATIO,
)
from presslens.corpus.record import Mapped, Record, Source
from presslens.corpus.table import choose_columns, guess_columns, records

_RATIO_COUNTS_FROM: Final = 10_000_000
_EMPTY_ROWS_TO_STOP: Final = 1_000


def read_spreadsheet(source: Source, mapped: Mapped) -> Iterator[Record]:
    """The rows of a workbook. Row 1 is the header, as the program that wrote it shows them."""
    if not _is_safe(source):
        return
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (
        InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError,
        AttributeError, ParseError, OSError, EOFError, SyntaxError,
    )  # fmt: skip
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that do not touch the text
            book = openpyxl.load_workbook(source.path, read_only=True, data_only=True)
        try:
            yield from _sheets(book, source, mapped)
        finally:
            book.close()
    except broken as error:
        if isinstance(error, PermissionError):
            raise
        source.log.note("broken_file", f"it is not a workbook that can be read ({error})")


def _is_safe(source: Source) -> bool:
    """Whether unpacking the workbook is bounded and its XML declares no entities."""
    try:
        with zipfile.ZipFile(source.path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(1, source.path.stat().st_size)
            ratio = unpacked / packed
            if unpacked > MAX_SHEET_BYTES or (
                unpacked > _RATIO_COUNTS_FROM and ratio > MAX_SHEET_RATIO
            ):
                what = f"{unpacked / 1e6:,.0f} MB unpacked, {ratio:,.0f} times its size"
                source.log.note("zip_bomb", f"it would take {what}")
                return False
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        if b"<!DOCTYPE" in (head := file.read(4096)) or b"<!ENTITY" in head:
                            source.log.note("broken_file", "its XML declares entities")
                            return False
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        source.log.note("broken_file", f"it is not a workbook, or it has a password ({error})")
        return False
    return True


def _sheets(book: Any, source: Source, mapped: Mapped) -> Iterator[Record]:  # noqa: ANN401
    sheets = [(sheet, _header(sheet)) for sheet in book.worksheets]
    filled = [(sheet, header) for sheet, header in sheets if header]
    if not filled:
        source.log.note("no_rows", "its sheets are empty")
        return
    good = [(s, h) for s, h in filled if _fits(h, mapped)] or filled[:1]
    for sheet, header in good:
        chosen = choose_columns(header, source.log, mapped)
        if chosen is not None:
            yield from records(_rows(sheet, header, source), chosen, source.log)
    for sheet, _ in filled:
        if all(sheet is not other for other, _ in good):
            source.log.note("no_articles_here", f"sheet {sheet.title!r} has no column with text")


def _header(sheet: Any) -> list[str]:  # noqa: ANN401
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    row = next(_quiet(sheet.iter_rows(max_row=1, max_col=MAX_COLUMNS, values_only=True)), ())
    names = ["" if cell is None else str(cell).strip() for cell in row]
    return names if any(names) else []


def _fits(header: list[str], mapped: Mapped) -> bool:
    wanted = mapped.columns
    return all(c in header for c in wanted.values()) and "text" in guess_columns(header, wanted)


def _rows(
    sheet: Any,  # noqa: ANN401
    header: list[str],
    source: Source,
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    empty = 0
    rows = _quiet(sheet.iter_rows(min_row=2, max_col=len(header), values_only=True))
    for number, cells in enumerate(rows, start=2):
        if any(cell is not None for cell in cells):
            empty = 0
            yield number, dict(zip(reversed(header[: len(cells)]), reversed(cells), strict=True))
            continue
        empty += 1
        if empty >= max(_EMPTY_ROWS_TO_STOP, MAX_BROKEN_ROWS):
            return


def _quiet(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """``rows`` without openpyxl's warnings (a date cell that holds no date, and the like)."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                row = next(rows)
            except StopIteration:
                return
        yield row
