"""Reads a file or a folder into the articles table, and says what it could not read and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from presslens.corpus.articles import Builder, articles_table
from presslens.corpus.files import find_files, note_format
from presslens.corpus.formats import DOCUMENTS, READERS
from presslens.corpus.limits import TIMEZONE
from presslens.corpus.notes import Note, printable, report_table, summary
from presslens.corpus.record import Mapped, Record, Source
from presslens.corpus.table import FIELDS, listed
from presslens.errors import CorpusError, ParameterError

if TYPE_CHECKING:
    import pandas as pd

_REASONS_SHOWN: Final = 5


@dataclass(frozen=True)
class Reading:
    """What came of reading a corpus.

    Attributes:
        articles: The validated articles table, in the order of files and their rows.
        report: One row for each thing noted: source_file, row (missing for a whole file), status
            (read, dropped, doubtful, skipped), reason_code, reason, remedy, n (how many articles
            or files the line stands for), format, encoding.
    """

    articles: pd.DataFrame
    report: pd.DataFrame

    def summary(self) -> pd.DataFrame:
        """One row a file: format, encoding, n_read, n_dropped, n_doubtful, n_skipped."""
        return summary(self.report)


def read_corpus(
    path: str | Path,
    *,
    mapping: Mapping[str, str] | None = None,
    timezone: str = TIMEZONE,
    today: dt.date | None = None,
) -> pd.DataFrame:
    """The articles at ``path`` as the validated ``articles`` table.

    Args:
        path: A file, or a folder that is read with all its subfolders.
        mapping: Which column of the tables fills which column of articles, as
            ``{"text": "corp", "published": "ziua"}``; the rest is guessed from the usual names.
        timezone: The zone of dates that name none. A day without a time is its midnight there.
        today: Dates more than a day after it are impossible; now by default.

    Returns:
        The articles, ordered by source_file and row. What was dropped or is doubtful is told by
        :func:`read_with_report` and :func:`check`.

    Raises:
        CorpusError: The path does not exist, or nothing in it is readable; the first reasons are
            in the message.
        ParameterError: The mapping or the time zone is wrong.
    """
    return read_with_report(path, mapping=mapping, timezone=timezone, today=today).articles


def read_with_report(
    path: str | Path,
    *,
    mapping: Mapping[str, str] | None = None,
    timezone: str = TIMEZONE,
    today: dt.date | None = None,
) -> Reading:
    """Like :func:`read_corpus`, with the table of what was read, dropped and doubtful."""
    reading = _read(Path(path), mapping, timezone, today)
    if reading.articles.empty:
        raise CorpusError(_nothing(Path(path), reading.report))
    return reading


def check(
    path: str | Path,
    *,
    mapping: Mapping[str, str] | None = None,
    timezone: str = TIMEZONE,
    today: dt.date | None = None,
) -> pd.DataFrame:
    """The ingest doctor: the report of reading ``path``, also when nothing in it is readable.

    Returns:
        The ``report`` of :class:`Reading`. Nothing was readable when no row has the status "read".

    Raises:
        CorpusError: The path does not exist.
        ParameterError: The mapping or the time zone is wrong.
    """
    return _read(Path(path), mapping, timezone, today).report


def _read(
    path: Path, mapping: Mapping[str, str] | None, timezone: str, today: dt.date | None
) -> Reading:
    mapped = Mapped(_checked_mapping(mapping))
    zone = _checked_zone(timezone)
    builder = Builder(timezone, today or dt.datetime.now(zone).date())
    notes: list[Note] = []
    for source in find_files(path):
        n_read = _read_file(source, mapped, builder)
        notes += source.log.notes(n_read)
    if mapped.misfits and not mapped.fitted:
        _refuse_mapping(mapped)
    return Reading(articles_table(builder.rows), report_table(notes))


def _read_file(source: Source, mapped: Mapped, builder: Builder) -> int:
    """Reads one file into ``builder``; whatever is wrong with it is noted, and the rest goes on."""
    if source.log.notes(0):
        return 0  # passed over
    extension = source.path.suffix.lower()
    if extension not in READERS:
        note_format(source)
        return 0
    source.log.format, reader = READERS[extension]
    records = _guarded(reader(source, mapped), source)
    document = source.log.format in DOCUMENTS
    n_read = builder.add_file(records, source.log, document=document)
    if not source.log.notes(n_read):
        source.log.note("no_rows", "it holds no article")
    return n_read


def _guarded(records: Iterator[Record], source: Source) -> Iterator[Record]:
    try:
        yield from records
    except OSError as error:
        reason = error.strerror or type(error).__name__
        source.log.note("unreadable", f"the file can't be read ({reason})")


def _checked_mapping(mapping: Mapping[str, str] | None) -> dict[str, str]:
    mapping = dict(mapping or {})
    for name in mapping:
        if name not in FIELDS:
            raise ParameterError(
                f"mapping: articles has no column {name!r} that can be filled"
                f"{_did_you_mean(name, list(FIELDS))}; allowed are {', '.join(FIELDS)}"
            )
    return mapping


def _checked_zone(timezone: str) -> ZoneInfo:
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ParameterError(
            f"timezone: there is no zone {printable(timezone, 60)!r}; "
            "give a name such as Europe/Bucharest or UTC"
        ) from error


def _refuse_mapping(mapped: Mapped) -> None:
    name, wrong, columns = mapped.misfits[0]
    raise ParameterError(
        f"mapping: {name} has no column {printable(wrong, 60)!r}{_did_you_mean(wrong, columns)}; "
        f"its columns are {listed(columns)}"
    )


def _did_you_mean(name: str, known: list[str]) -> str:
    from rapidfuzz import process, utils

    near = process.extractOne(name, known, score_cutoff=60, processor=utils.default_process)
    return f" (did you mean {printable(near[0], 60)!r}?)" if near else ""


def _nothing(path: Path, report: pd.DataFrame) -> str:
    lost = report[report["status"].isin(["dropped", "skipped"])]
    lost = lost.sort_values("status", kind="stable")
    lines = [
        f"  {r.source_file}: {r.reason}; {r.remedy}" for r in lost.head(_REASONS_SHOWN).itertuples()
    ]
    if len(lost) > _REASONS_SHOWN:
        lines.append(f"  … and {len(lost) - _REASONS_SHOWN} more")
    what = "\n".join(lines) if lines else "  it is empty; put articles into it"
    return f"{printable(path)}: nothing in it can be read as an article\n{what}"
