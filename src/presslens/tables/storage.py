"""Reads and writes tables as Parquet: whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from presslens.errors import RunError
from presslens.tables.schemas import ARROW, TableName, conform


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Lets ``write`` make a file beside ``path`` and puts it in place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        write(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_table(frame: pd.DataFrame, table: TableName, path: Path) -> None:
    """Writes ``frame`` as the Parquet file ``path``; same rows, same bytes."""
    arrow = pa.Table.from_pandas(
        conform(frame, table), schema=ARROW[table], preserve_index=False
    ).replace_schema_metadata(None)
    write_atomically(path, lambda p: pq.write_table(arrow, p, compression="zstd"))


def read_table(table: TableName, path: Path) -> pd.DataFrame:
    """The Parquet file ``path`` as the table ``table``.

    Raises:
        RunError: The file is missing, cut short, or not such a table.
    """
    try:
        arrow = pq.read_table(path, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise RunError(
            f"{path}: the table {table!r} can't be read ({error}); "
            "delete the run folder and annotate again"
        ) from error
    lists = {f.name for f in ARROW[table] if pa.types.is_list(f.type)}
    frame = arrow.drop_columns([c for c in lists if c in arrow.column_names]).to_pandas()
    for name in lists & set(arrow.column_names):
        frame[name] = pd.Series(arrow.column(name).to_pylist(), dtype=object, index=frame.index)
    try:
        return conform(frame, table)
    except (KeyError, TypeError, ValueError) as error:
        raise RunError(
            f"{path}: not a table {table!r} of this version ({error}); "
            "delete the run folder and annotate again"
        ) from error


def write_json(data: dict[str, Any], path: Path) -> None:
    """Writes ``data`` as readable JSON with sorted keys."""
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"
    write_text(text, path)


def write_text(text: str, path: Path) -> None:
    """Writes ``text`` as the UTF-8 file ``path``.

    Raises:
        RunError: It can't be written.
    """
    try:
        write_atomically(path, lambda p: _write(p, text))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RunError(f"{path}: can't be written ({reason}); name another place") from error


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in ``path``.

    Raises:
        RunError: It is missing or no JSON object.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(
            f"{path}: can't be read ({error}); delete the run folder and annotate again"
        ) from error
    if not isinstance(data, dict):
        raise RunError(f"{path}: must hold a JSON object; delete the run folder and annotate again")
    return data
