"""Which files of a folder are read, in a fixed order, and which are passed over and why."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from presslens.corpus.formats import READERS
from presslens.corpus.limits import MAX_DOCUMENT_BYTES, MAX_FILES
from presslens.corpus.notes import FileLog, printable
from presslens.corpus.record import Source
from presslens.errors import CorpusError

_ABOUT: Final = re.compile(
    r"(?:readme|licen[sc]e|copying|notice|changelog|contributing|citation)"
    r"(?:[-_.]\w{1,10})?(?:\.\w{1,5})?$|thumbs\.db$|desktop\.ini$|~\$.*",
    re.IGNORECASE,
)
_HINTS: Final = {
    ".pdf": "a PDF", ".doc": "a Word document", ".docx": "a Word document", ".odt": "a document",
    ".rtf": "a document", ".xls": "an old Excel file", ".ods": "a spreadsheet",
    ".zip": "an archive", ".gz": "an archive", ".7z": "an archive", ".rar": "an archive",
    ".xml": "XML", ".rss": "a feed",
}  # fmt: skip


def find_files(path: Path) -> Iterator[Source]:
    """The files at ``path`` that may be read, or that were passed over (their log says why).

    A folder is walked in the order of names. Names are relative to it, POSIX style, with
    characters that do not print escaped; a single file has its own name.

    Raises:
        CorpusError: There is nothing at ``path``.
    """
    try:
        if path.is_dir():
            yield from _walk(path)
            return
        exists = path.exists()
    except (OSError, ValueError) as error:
        raise CorpusError(f"{printable(path)}: can't be looked at ({error})") from error
    if not exists:
        raise CorpusError(
            f"{printable(path)}: there is no such file or folder; check the path "
            f"(it was looked for in {printable(Path.cwd())})"
        )
    yield _source(path, path.name)


def _source(path: Path, name: str) -> Source:
    shown = printable(name, 1000)
    return Source(path, shown, FileLog(shown))


def _walk(root: Path) -> Iterator[Source]:
    base = root.resolve()
    found: list[Source] = []
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError as error:
            source = _source(folder, folder.relative_to(root).as_posix())
            source.log.note("unreadable", f"the folder can't be read ({error.strerror})")
            found.append(source)
            continue
        for entry in entries:
            source = _source(Path(entry.path), Path(entry.path).relative_to(root).as_posix())
            if _passed_over(entry, base, source.log):
                found.append(source)
            elif entry.is_dir():
                folders.append(Path(entry.path))
            else:
                found.append(source)
        if len(found) > MAX_FILES:
            raise CorpusError(
                f"{printable(root)}: more than {MAX_FILES:,} files; give a part of it"
            )
    yield from sorted(found, key=lambda source: source.name)


def _passed_over(entry: os.DirEntry[str], base: Path, log: FileLog) -> bool:
    """Notes why ``entry`` is not read; False when it may be."""
    if entry.name.startswith("."):
        log.note("hidden", "hidden files and folders are not read")
    elif entry.is_symlink() and (why := _bad_link(entry, base)):
        log.note("outside", why)
    elif entry.is_dir():
        if not _is_own(Path(entry.path)):
            return False
        log.note("own", "a run or a report of presslens, not articles")
    elif not entry.is_file():
        log.note("special", "it is no plain file")
    elif _ABOUT.match(entry.name):
        log.note("about", "a file about the folder, not an article")
    else:
        return False
    return True


def _is_own(folder: Path) -> bool:
    """Whether presslens wrote ``folder``: its tables and pages repeat what the corpus holds."""
    manifest = folder / "manifest.json"
    try:
        if not manifest.is_file() or manifest.stat().st_size > MAX_DOCUMENT_BYTES:
            return False
        found = json.loads(manifest.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and str(found.get("format")).startswith("presslens-")


def _bad_link(entry: os.DirEntry[str], base: Path) -> str | None:
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return "the link leads nowhere"
    if not target.is_relative_to(base):
        return "the link leads out of the folder"
    return "links to folders are not followed" if target.is_dir() else None


def note_format(source: Source) -> None:
    """Notes that the extension of ``source`` is none that is read."""
    extension = source.path.suffix.lower()
    known = ", ".join(READERS)
    what = f"{_HINTS[extension]} ({extension})" if extension in _HINTS else f"{extension!r}"
    what = what if extension else "no extension"
    source.log.note("format", f"{what} is not among the formats that are read: {known}")
