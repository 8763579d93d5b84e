"""The run folder: tables of one analysis, a manifest, and the pieces of work in progress.

::

    manifest.json                   what was read, with what, when; names the current tables
    tables/<generation>/*.parquet   one file a table; a new analysis makes a new generation
    parts/<partition>/*.parquet     work done so far; gone when the run is complete
    .lock                           held by the process that writes
    reading.json                    what the reader dropped or doubted
    validation.json                 how right the sentiment is, if people labelled a sample

The manifest is replaced last and in one step, so a killed run leaves the tables before it or the
ones after it, and the parts that are whole are not made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

from presslens.errors import RunError
from presslens.tables.rows import ANNOTATED
from presslens.tables.schemas import SCHEMA_VERSION, TABLES, TableName, validate
from presslens.tables.storage import read_json, read_table, write_json, write_table

log = logging.getLogger(__name__)
FORMAT: Final = "presslens-run"
_OWN: Final = frozenset({"parts", "reading.json", "tables"})
_MANIFEST_KEYS: Final[dict[str, type]] = {
    "schema_version": int, "presslens": str, "generation": str, "fingerprint": str, "failed": dict,
}  # fmt: skip
_DIGEST: Final = re.compile(r"[0-9a-f]{16}|\.new\.\w+")
Frames = dict[TableName, pd.DataFrame]
Records = list[dict[str, Any]]


class RunFolder:
    """Reads and writes one run folder.

    Args:
        path: The folder; it need not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest_path = path / "manifest.json"
        self.reading_path = path / "reading.json"

    @staticmethod
    def is_one(path: Path) -> bool:
        """Whether ``path`` is a run folder (and not a corpus), even one that can't be read."""
        manifest = path / "manifest.json"
        if not path.is_dir() or not manifest.is_file():
            return False
        try:
            return read_json(manifest).get("format") == FORMAT
        except RunError:
            return (path / "tables").is_dir()

    def refuse_foreign(self) -> None:
        """Checks that nothing of somebody else's lies where the run shall be written.

        Raises:
            RunError: The path is a file, or a folder that holds something other than a run.
        """
        if not self.path.exists() or self.manifest() is not None:
            return
        if not self.path.is_dir():
            raise RunError(f"{self.path}: is a file; name an empty or a new folder")
        names = sorted(p.name for p in self.path.iterdir() if not p.name.startswith("."))
        strange = [name for name in names if name not in _OWN]
        if strange:
            raise RunError(
                f"{self.path}: holds {strange[0]!r}, which is not of a run; "
                "name an empty or a new folder"
            )

    def create(self) -> None:
        """Makes the folder, before any work is done that could not be kept.

        Raises:
            RunError: It can't be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=self.path).close()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise RunError(
                f"{self.path}: can't be written ({reason}); name a folder that can, with out= or "
                "--out (or, for all runs, with PRESSLENS_CACHE)"
            ) from error

    @contextlib.contextmanager
    def locked(self) -> Iterator[bool]:
        """Keeps other processes from writing here; waits for one that does, and says so.

        Gives whether it had to wait: then what lies here may have changed.

        The lock goes with the process that holds it, also when it is killed.
        """
        import filelock

        lock = filelock.FileLock(self.path / ".lock")
        waited = False
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            waited = True
            log.warning("waiting for another process that analyses into %s", self.path)
            lock.acquire()
        try:
            yield waited
        finally:
            lock.release()

    def manifest(self) -> dict[str, Any] | None:
        """The manifest, or ``None`` before the first run is complete.

        Raises:
            RunError: It was written by a newer version, or the folder holds something else.
        """
        if not self.manifest_path.exists():
            return None
        manifest = read_json(self.manifest_path)
        if manifest.get("format") != FORMAT:
            raise RunError(f"{self.path}: not a run folder; name an empty or a new folder")
        for name, kind in _MANIFEST_KEYS.items():
            value = manifest.get(name)
            if not isinstance(value, kind) or (
                name == "generation" and not _DIGEST.fullmatch(str(value))
            ):
                raise RunError(
                    f"{self.manifest_path}: {name!r} is {str(value)[:80]!r}, which it can't be; "
                    "delete the run folder and annotate again"
                )
        if manifest["schema_version"] > SCHEMA_VERSION:
            raise RunError(
                f"{self.path}: written by presslens {manifest['presslens']}, which is newer than "
                "this one; update presslens or name another folder"
            )
        return manifest

    def read(self) -> Frames:
        """All tables of the current generation, or of the one that takes its place meanwhile."""
        generation = self._generation()
        try:
            return self._tables(generation)
        except RunError:
            newer = self._generation()
            if newer == generation:
                raise
            return self._tables(newer)

    def _generation(self) -> str:
        manifest = self.manifest()
        if manifest is None:
            raise RunError(f"{self.path}: holds no complete run; annotate the corpus first")
        return str(manifest["generation"])

    def _tables(self, generation: str) -> Frames:
        folder = self.path / "tables" / generation
        return {table: read_table(table, folder / f"{table}.parquet") for table in TABLES}

    def reading(self) -> Records:
        """What the reader of the corpus noted, a row each; nothing if it is not there."""
        if not self.reading_path.exists():
            return []
        report = read_json(self.reading_path).get("report")
        if not isinstance(report, list) or not all(isinstance(row, dict) for row in report):
            raise RunError(
                f"{self.reading_path}: not a report; delete the run folder and annotate again"
            )
        return report

    def part(self, key: str) -> Path:
        """Where the partition ``key`` lies when it is done."""
        return self.path / "parts" / key

    def write_part(
        self, key: str, frames: Mapping[TableName, pd.DataFrame], notes: dict[str, Any]
    ) -> None:
        """Puts a finished partition in place in one step."""
        target = self.part(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{key}."))
        try:
            for table in ANNOTATED:
                write_table(frames[table], table, staging / f"{table}.parquet")
            write_json(notes, staging / "notes.json")
            if not target.exists():
                staging.replace(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def read_part(self, key: str) -> tuple[Frames, dict[str, Any]]:
        """A finished partition and its notes."""
        folder = self.part(key)
        frames: Frames = {t: read_table(t, folder / f"{t}.parquet") for t in ANNOTATED}
        return frames, read_json(folder / "notes.json")

    def read_parts(self, keys: Iterable[str]) -> tuple[list[Frames], dict[str, str]]:
        """The finished partitions ``keys``, and the articles that failed in them with the error."""
        parts, failed = [], {}
        for key in keys:
            part, notes = self.read_part(key)
            parts.append(part)
            failed.update(notes["failed"])
        return parts, failed

    def commit(self, frames: Frames, manifest: dict[str, Any], reading: Records) -> None:
        """Writes a new generation of tables, then the manifest; removes what came before.

        A generation is named after its bytes, so that no table is ever changed in place.
        """
        tables = self.path / "tables"
        tables.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=tables, prefix=".new."))
        try:
            for table in TABLES:
                write_table(validate(frames[table], table), table, staging / f"{table}.parquet")
            generation = _digest(_file_digest(staging / f"{table}.parquet") for table in TABLES)
            if not (tables / generation).exists():
                staging.chmod(0o755)
                staging.replace(tables / generation)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        write_json({"report": reading}, self.reading_path)
        head = {"format": FORMAT, "schema_version": SCHEMA_VERSION, "generation": generation}
        write_json({**head, **manifest}, self.manifest_path)
        for old in tables.iterdir():
            if old.name != generation and _DIGEST.fullmatch(old.name):
                shutil.rmtree(old, ignore_errors=True)
        self.forget_parts()

    def forget_parts(self) -> None:
        """Removes the work in progress."""
        shutil.rmtree(self.path / "parts", ignore_errors=True)


def partition_key(fingerprint: str, article_ids: Iterable[str]) -> str:
    """The name of a partition: it changes with its articles and with how they are annotated."""
    return _digest([fingerprint, *article_ids])


def _digest(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
