"""Parquet: only the columns that are needed, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from presslens.corpus.limits import MAX_COLUMNS, MAX_FILE_BYTES
from presslens.corpus.record import Mapped, Record, Source
from presslens.corpus.table import choose_columns, records

_BATCH: Final = 512


def read_parquet(source: Source, mapped: Mapped) -> Iterator[Record]:
    """The rows of a Parquet file, counted from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(source.path) as file:
            columns = list(file.schema_arrow.names)
            unpacked = sum(
                file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups)
            )
            if unpacked > MAX_FILE_BYTES or len(columns) > MAX_COLUMNS:
                what = f"{unpacked / 1e9:,.1f} GB unpacked, {len(columns):,} columns"
                source.log.note("too_large", what)
                return
            if file.metadata.num_rows == 0:
                source.log.note("no_rows", "it holds no row")
                return
            chosen = choose_columns(columns, source.log, mapped)
            if chosen is not None:
                yield from records(_rows(file, sorted(set(chosen.values()))), chosen, source.log)
    except (pa.ArrowException, OSError, UnicodeDecodeError, OverflowError) as error:
        if isinstance(error, PermissionError):
            raise
        source.log.note("broken_file", f"it is not a Parquet file that can be read ({error})")


def _rows(file: Any, columns: list[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:  # noqa: ANN401
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
        for cells in batch.to_pylist():
            number += 1
            yield number, cells
