"""Label files: what a coder fills in, as CSV (UTF-8 with its mark, for Excel) or XLSX.

What comes from an article is guarded: a text that a spreadsheet would take for a formula begins
with an apostrophe in a CSV, and is stored as text in an XLSX.
"""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from presslens.corpus.decode import NotTextError, decode
from presslens.errors import ValidationError
from presslens.tables.storage import write_atomically, write_text

CLASSES: Final = ("negative", "neutral", "positive")
"""What a sentence says toward an actor."""
NOT_AN_ACTOR: Final = "x"
"""The label of a mention that does not name the actor: an error of linking, not of sentiment."""
COLUMNS: Final = (
    "sample_id", "mention_id", "outlet", "actor", "before", "sentence", "after", "weight", "label",
    "note",
)  # fmt: skip
MAX_BYTES: Final = 64_000_000
MAX_ROWS: Final = 100_000
REMEDY: Final = "write negative, neutral or positive (or n, 0, p; or -1, 0, 1), x, or nothing"

_WRITTEN: Final = {
    **dict.fromkeys(("negative", "negativ", "n", "neg", "-", "-1"), "negative"),
    **dict.fromkeys(("neutral", "neutru", "0", "neu"), "neutral"),
    **dict.fromkeys(("positive", "pozitiv", "p", "poz", "pos", "+", "1", "+1"), "positive"),
    **dict.fromkeys(("x", "not an actor"), NOT_AN_ACTOR),
}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_DELIMITERS: Final = (",", ";", "\t")
_HIDDEN: Final = ("mention_id", "weight")
"""Columns a coder has no use for; the weight could hint at the model's answer."""
_NEEDED: Final = ("mention_id", "label")


def canonical(written: str) -> str | None:
    """The label that ``written`` means: a class, "x", or ``None`` for nothing.

    Raises:
        ValueError: It means none.
    """
    folded = written.strip().casefold().replace("−", "-").removesuffix(".0").removesuffix(",0")
    if not folded:
        return None
    if folded not in _WRITTEN:
        raise ValueError(written)
    return _WRITTEN[folded]


def guarded(value: str) -> str:
    """``value`` such that a spreadsheet takes it for text."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _unguarded(value: str) -> str:
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value


def write_labels(frame: pd.DataFrame, path: str | Path) -> None:
    """Writes ``frame`` as the label file ``path``, whole or not at all.

    Args:
        frame: The columns of `COLUMNS`, and others after them; what is missing becomes empty.
        path: Ends in ``.csv`` or ``.xlsx``.

    Raises:
        ValidationError: The name ends in something else.
        RunError: The file can't be written.
    """
    path = _checked_name(Path(path))
    cells = frame.astype(object).where(frame.notna(), "")
    rows = [[str(value) for value in row] for row in cells.itertuples(index=False)]
    heads = [str(column) for column in frame.columns]
    if path.suffix.lower() == ".xlsx":
        _write_spreadsheet([heads, *rows], path)
        return
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(heads)
    mine = heads.index("label") if "label" in heads else -1
    writer.writerows(
        [value if n == mine else guarded(value) for n, value in enumerate(row)] for row in rows
    )
    write_text("\ufeff" + buffer.getvalue(), path)


def _checked_name(path: Path) -> Path:
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise ValidationError(f"{path}: a label file is .csv or .xlsx; name it so")
    return path


def _write_spreadsheet(rows: Sequence[Sequence[str]], path: Path) -> None:
    import openpyxl
    from openpyxl.styles import Alignment

    book = openpyxl.Workbook()
    sheet = book.active
    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row, start=1):
            cell = sheet.cell(r, c, value)
            cell.data_type, cell.number_format = "s", "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for c, head in enumerate(rows[0], start=1):
        wide = {"sentence": 70, "before": 40, "after": 40}.get(head, 14)
        column = sheet.column_dimensions[sheet.cell(1, c).column_letter]
        column.width, column.hidden = wide, head in _HIDDEN
    sheet.freeze_panes = "A2"
    write_atomically(path, book.save)


def read_labels(path: str | Path) -> pd.DataFrame:
    """The rows of a label file.

    Args:
        path: CSV with comma, semicolon or tab, in any usual encoding; or XLSX (its first sheet).

    Returns:
        The columns of the file as text, ``label`` as "negative", "neutral", "positive", "x" or
        missing, ``weight`` as a number (missing if the file has none), and ``row``: the number
        that a spreadsheet shows.

    Raises:
        ValidationError: The file can't be read, lacks a column, repeats a mention, or a label or
            weight is none; the message names file and row and what to do.
    """
    path = _checked_name(Path(path))
    rows = _rows(path)
    heads = [head.strip().lower() for head in next(rows, (0, []))[1]]
    read = list(itertools.islice(rows, MAX_ROWS + 1))
    if len(read) > MAX_ROWS:
        raise ValidationError(f"{path}: more than {MAX_ROWS:,} rows; divide it")
    return _checked(str(path), heads, read)


def labels_of(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """``frame``, a sample filled in by a program, as `read_labels` gives one.

    Args:
        frame: Has mention_id and label.
        name: What errors call it.

    Raises:
        ValidationError: As for a file.
    """
    cells = frame.astype(object).where(frame.notna(), "")
    rows = [[str(value) for value in row] for row in cells.itertuples(index=False)]
    return _checked(name, [str(c) for c in frame.columns], list(enumerate(rows, start=2)))


def _checked(name: str, heads: list[str], rows: list[tuple[int, list[str]]]) -> pd.DataFrame:
    for needed in _NEEDED:
        if needed not in heads:
            raise ValidationError(
                f"{name}: no column {needed!r}; fill in a file of `presslens validate sample`"
            )
    records = [_record(name, row, dict(zip(heads, cells, strict=False))) for row, cells in rows]
    frame = pd.DataFrame(records, columns=[*dict.fromkeys([*heads, *COLUMNS, "row"])])
    _refuse_twins(name, frame)
    return frame.astype({"weight": "float64", "row": "int64"})


def _record(name: str, row: int, cells: dict[str, str]) -> dict[str, Any]:
    written = cells.get("label", "")
    record: dict[str, Any] = {k: _unguarded(v) for k, v in cells.items()}
    try:
        record["label"] = canonical(_unguarded(written))
    except ValueError:
        raise ValidationError(f"{name}, row {row}: label is {written[:40]!r}; {REMEDY}") from None
    if not record.get("mention_id", "").strip():
        raise ValidationError(
            f"{name}, row {row}: mention_id is empty; restore it, or delete the row"
        )
    record["mention_id"] = record["mention_id"].strip()
    record["weight"] = _weight(name, row, record.get("weight", ""))
    return {**record, "row": row}


def _weight(name: str, row: int, written: str) -> float | None:
    if not written.strip():
        return None
    try:
        weight = float(written)
    except ValueError:
        weight = 0.0
    if not 0 < weight < 1e12:
        raise ValidationError(
            f"{name}, row {row}: weight is {written[:40]!r}; copy the column from the sample drawn "
            "with the same seed, or delete the column"
        )
    return weight


def _refuse_twins(name: str, frame: pd.DataFrame) -> None:
    twins = frame[frame["mention_id"].duplicated(keep=False)]
    if len(twins):
        first, second = twins[twins["mention_id"] == twins["mention_id"].iloc[0]]["row"].head(2)
        raise ValidationError(
            f"{name}, row {second}: the mention of row {first} once more; delete one of them"
        )


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file that are not empty, with their number."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValidationError(f"{path}: over {MAX_BYTES // 1_000_000} MB; divide it")
        cells = _sheet(path) if path.suffix.lower() == ".xlsx" else _delimited(path)
    except (OSError, NotTextError, csv.Error, KeyError, ValueError, zipfile.BadZipFile) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ValidationError(
            f"{path}: can't be read ({reason}); save it as CSV (UTF-8) or XLSX"
        ) from error
    return ((n, row) for n, row in enumerate(cells, start=1) if any(c.strip() for c in row))


def _delimited(path: Path) -> list[list[str]]:
    text = decode(path.read_bytes()).text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _sheet(path: Path) -> list[list[str]]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=MAX_ROWS + 2)
        return [["" if value is None else str(value) for value in row] for row in rows]
    finally:
        book.close()


def labelled(path: str | Path) -> int:
    """How many rows of the label file ``path`` have a label or a note; 0 if there is no file.

    Raises:
        ValidationError: There is something else in its place.
    """
    path = Path(path)
    if not path.exists():
        return 0
    frame = read_labels(path)
    noted = frame["note"].fillna("").astype(str).str.strip() != ""
    return int((frame["label"].notna() | noted).sum())


def refuse_labelled(path: str | Path) -> None:
    """Checks that writing ``path`` anew would lose no work.

    Raises:
        ValidationError: It has labels, or is no label file.
    """
    n = labelled(path)
    if n:
        raise ValidationError(f"{path}: has {n} labels or notes already; name another file")
