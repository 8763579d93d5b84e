"""What a reader of a format hands on: one article as it stands in the file, nothing interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from presslens.corpus.notes import FileLog


@dataclass
class Record:
    """An article as found. ``row`` is None where the file is the article."""

    row: int | None
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    published: object = None
    published_from: str | None = None
    crawled: object = None


@dataclass(frozen=True)
class Source:
    """A file to read: where it is, its name relative to the corpus, and its log."""

    path: Path
    name: str
    log: FileLog


@dataclass
class Mapped:
    """The user's mapping {articles column: column of the table}, and where it did not fit."""

    columns: Mapping[str, str] = field(default_factory=dict)
    fitted: bool = False
    misfits: list[tuple[str, str, list[str]]] = field(default_factory=list)
