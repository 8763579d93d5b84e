"""The readers of file formats, by extension. Each turns a file into records and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from presslens.corpus.formats.delimited import read_delimited
from presslens.corpus.formats.document import read_html, read_text
from presslens.corpus.formats.objects import read_json, read_jsonl
from presslens.corpus.formats.parquet import read_parquet
from presslens.corpus.formats.spreadsheet import read_spreadsheet
from presslens.corpus.record import Mapped, Record, Source

Reader = Callable[[Source, Mapped], Iterator[Record]]

READERS: Final[dict[str, tuple[str, Reader]]] = {
    ".txt": ("text", read_text),
    ".md": ("text", read_text),
    ".text": ("text", read_text),
    ".html": ("html", read_html),
    ".htm": ("html", read_html),
    ".xhtml": ("html", read_html),
    ".csv": ("csv", read_delimited),
    ".tsv": ("csv", read_delimited),
    ".tab": ("csv", read_delimited),
    ".xlsx": ("xlsx", read_spreadsheet),
    ".xlsm": ("xlsx", read_spreadsheet),
    ".json": ("json", read_json),
    ".jsonl": ("jsonl", read_jsonl),
    ".ndjson": ("jsonl", read_jsonl),
    ".parquet": ("parquet", read_parquet),
}
"""The extensions that are read, with the name of the format and its reader."""

DOCUMENTS: Final = frozenset({"text", "html"})
"""The formats of which one file is one article."""
