"""JSON: a list of articles, an object that holds such a list, or an object a line."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from presslens.corpus.decode import NotTextError, decode
from presslens.corpus.formats.lines import bounded_lines, text_encoding
from presslens.corpus.limits import MAX_BROKEN_ROWS, MAX_COLUMNS, MAX_JSON_BYTES
from presslens.corpus.record import Mapped, Record, Source
from presslens.corpus.table import choose_columns, guess_columns, records

_PEEK: Final = 200
_Row = tuple[int, Mapping[str, Any]]


def read_jsonl(source: Source, mapped: Mapped) -> Iterator[Record]:
    """One JSON object a line; a line that is none is noted, the rest goes on."""
    encoding = text_encoding(source)
    if encoding is not None:
        yield from _records(_line_objects(source, encoding), source, mapped)


def read_json(source: Source, mapped: Mapped) -> Iterator[Record]:
    """A list of objects, an object with a list of them, or one object that is an article."""
    size = source.path.stat().st_size
    if size > MAX_JSON_BYTES:
        limit = f"at most {MAX_JSON_BYTES / 1e6:.0f} MB are read in one piece; .jsonl may be larger"
        source.log.note("too_large", f"{size / 1e6:,.0f} MB of JSON; {limit}")
        return
    try:
        decoded = decode(source.path.read_bytes())
    except NotTextError as error:
        source.log.note("binary", str(error))
        return
    source.log.encoding = decoded.encoding
    if not decoded.text.strip():
        source.log.note("empty", "the file is empty")
        return
    if decoded.doubt:
        source.log.note("encoding", decoded.doubt)
    try:
        document = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        if _is_lines(decoded.text):
            yield from read_jsonl(source, mapped)
        else:
            source.log.note("broken_file", f"it is not valid JSON ({_short(error)})")
        return
    yield from _records(_objects(_articles(document), source), source, mapped)


def _short(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:200]


def _is_lines(text: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _articles(document: object) -> list[Any]:
    """The list of articles in ``document``: itself, or the longest list of objects it holds."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return [document]
    if "text" in guess_columns([str(k) for k in document], {}):
        text = [v for v in document.values() if isinstance(v, str)]
        if text:
            return [document]
    lists = [v for v in document.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    if lists:
        return max(lists, key=len)
    inner = list(document.values())
    return inner if inner and all(isinstance(v, dict) for v in inner) else [document]


def _objects(items: Iterable[Any], source: Source) -> Iterator[_Row]:
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield number, item
        else:
            reason = f"item {number}: an object was expected, this is {type(item).__name__}"
            source.log.note("broken_row", reason, number)


def _line_objects(source: Source, encoding: str) -> Iterator[_Row]:
    for number, line in bounded_lines(source, encoding):
        if line is None or not line.strip():
            continue
        try:
            item = json.loads(line.strip())
            problem = None if isinstance(item, dict) else f"{type(item).__name__}, not an object"
        except (ValueError, RecursionError) as error:
            problem = f"it is not valid JSON ({_short(error)})"
        if problem is None:
            yield number, item
            continue
        source.log.note("broken_row", f"line {number}: {problem}", number)
        if source.log.count("broken_row") >= MAX_BROKEN_ROWS:
            reason = f"{MAX_BROKEN_ROWS:,} broken lines; the rest of the file was left unread"
            source.log.note("gave_up", reason)
            return


def _records(rows: Iterator[_Row], source: Source, mapped: Mapped) -> Iterator[Record]:
    """The columns are the keys of the first objects; later ones may leave some out."""
    first = list(itertools.islice(rows, _PEEK))
    if not first:
        if not source.log.count("broken_row") and not source.log.count("too_long"):
            source.log.note("no_rows", "it holds no article")
        return
    columns = list(dict.fromkeys(str(key) for _, item in first for key in item))[:MAX_COLUMNS]
    chosen = choose_columns(columns, source.log, mapped)
    if chosen is not None:
        yield from records(itertools.chain(first, rows), chosen, source.log)
