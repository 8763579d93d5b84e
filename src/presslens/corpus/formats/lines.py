"""Lines of large files, bounded: one that is too long is passed over, the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator

from presslens.corpus.decode import NotTextError, guess_file, plain_name
from presslens.corpus.limits import MAX_FILE_BYTES, MAX_LINE_CHARS
from presslens.corpus.record import Source


def text_encoding(source: Source) -> str | None:
    """The encoding of the file, or None with a note when it can't be read as text."""
    size = source.path.stat().st_size
    if size == 0:
        source.log.note("empty", "the file is empty")
        return None
    if size > MAX_FILE_BYTES:
        source.log.note("too_large", f"{size / 1e9:,.1f} GB; at most {MAX_FILE_BYTES / 1e9:.0f} GB")
        return None
    try:
        encoding, doubt = guess_file(source.path)
    except NotTextError as error:
        source.log.note("binary", str(error))
        return None
    source.log.encoding = plain_name(encoding)
    if doubt:
        source.log.note("encoding", doubt)
    return encoding


def bounded_lines(source: Source, encoding: str) -> Iterator[tuple[int, str | None]]:
    """The number and the text of each line, None for a line past the limit (which is noted)."""
    with source.path.open(encoding=encoding, errors="replace", newline="") as file:
        number = 0
        while line := file.readline(MAX_LINE_CHARS):
            number += 1
            if len(line) == MAX_LINE_CHARS and not line.endswith(("\n", "\r")):
                while (rest := file.readline(MAX_LINE_CHARS)) and not rest.endswith(("\n", "\r")):
                    pass
                reason = f"line {number} has more than {MAX_LINE_CHARS:,} characters"
                source.log.note("too_long", reason, number)
                yield number, None
            else:
                yield number, line
