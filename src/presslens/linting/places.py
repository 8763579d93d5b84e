"""From a place in the text of an article to line and column of the file it came from."""

from __future__ import annotations

import functools
from bisect import bisect_right
from pathlib import Path
from typing import Final

from presslens.corpus.decode import NotTextError, decode
from presslens.corpus.limits import MAX_DOCUMENT_BYTES

_AROUND: Final = (24, 8, 0)
"""Characters on both sides of the words by which they are looked for, where mark-up parts them."""


class Places:
    """The lines of a file; lines and columns count from 1."""

    def __init__(self, file: Path, text: str) -> None:
        stat = file.stat()
        self._written = _read(file, stat.st_mtime_ns, stat.st_size)
        self._text = text
        self._base = self._written.find(text) if text else -1
        breaks = [i for i, c in enumerate(self._written) if c == "\n"]
        self._starts = [0, *(i + 1 for i in breaks)]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Line and column of the characters ``start``–``end`` of the article.

        Where the file holds the text in another form (HTML, CSV) they are looked for; if they are
        not found as they stand, or the file is no text, it is the first line.
        """
        at = self._base + start if self._base >= 0 else self._search(start, end)
        if at is None:
            return 1, 1
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def _search(self, start: int, end: int) -> int | None:
        for reach in _AROUND:
            left = max(0, start - reach)
            at = self._written.find(self._text[left : end + reach])
            if at >= 0:
                return at + start - left
        return None


@functools.lru_cache(maxsize=1)
def _read(file: Path, _: int, size: int) -> str:
    """The file as text with plain line ends; "" if it is none, or too large to look through."""
    if size > MAX_DOCUMENT_BYTES:
        return ""
    try:
        text = decode(file.read_bytes()).text
    except NotTextError:
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")
