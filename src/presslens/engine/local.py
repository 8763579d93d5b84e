"""The engine of one machine: partitions of articles in, partitions of tables out."""

from __future__ import annotations

import functools
import hashlib
import logging
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd

from presslens.annotations import Annotations, Context
from presslens.language.chosen import Chosen
from presslens.language.pipeline import LANGUAGES, annotate_text, load
from presslens.tables.rows import to_frames
from presslens.tables.run_folder import RunFolder

log = logging.getLogger(__name__)
METHODS = ("actors", "checks", "language", "sentiment", "speech", "timeline")
"""The parts of the package that decide what is found in an article."""
PARTITION_SIZE = 64
"""Articles in a partition: small enough to lose little, large enough to be worth a file."""


@dataclass(frozen=True)
class Settings:
    """How articles are annotated."""

    registry: tuple[Path, ...] = ()
    sentiment: str = "default"
    models: tuple[Chosen, ...] = ()
    """The models that were named, a language each; of other languages, that of the package."""

    def model(self, language: str) -> str | None:
        """The model that was named for ``language``."""
        return next((m.model for m in self.models if m.language == language), None)

    def fingerprint(self) -> str:
        """A short hash of everything that decides the result: version, registry, models, methods.

        Of a model that was named, its files count, and not where it lies.
        """
        from presslens import __version__
        from presslens.actors.registry import load_registry
        from presslens.tables.schemas import SCHEMA_VERSION

        parts = (
            __version__, str(SCHEMA_VERSION), self.sentiment, _methods(),
            load_registry(*self.registry).fingerprint(),
            *(f"{m.language} {m.digest}" for m in self.models),
        )  # fmt: skip
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


@functools.cache
def _methods() -> str:
    return digest_of(Path(str(resources.files("presslens"))))


def digest_of(package: Path) -> str:
    """A short hash of all that annotates (rules, words, weights), so that a change is noticed.

    Args:
        package: The folder of the package.
    """
    files = [
        file
        for part in METHODS
        for file in sorted((package / part).rglob("*"))
        if file.suffix in (".py", ".tsv", ".yaml")
        or (file.is_file() and "model" in file.parent.parts)
    ]
    digest = hashlib.blake2b(digest_size=8)
    for file in files:
        digest.update(file.relative_to(package).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def split(articles: pd.DataFrame) -> list[pd.DataFrame]:
    """``articles`` in partitions, in their order."""
    return [
        articles.iloc[at : at + PARTITION_SIZE] for at in range(0, len(articles), PARTITION_SIZE)
    ]


def annotate_partitions(
    partitions: Sequence[tuple[str, pd.DataFrame]],
    folder: Path,
    settings: Settings,
    *,
    workers: int = 1,
) -> Iterator[int]:
    """Annotates each partition into ``folder``; yields the number of articles as each is done.

    Args:
        partitions: Keys and rows of the articles table.
        folder: The run folder; partitions that lie there already are not made again.
        settings: How to annotate.
        workers: Processes; 1 stays in this one.
    """
    todo = []
    for key, articles in partitions:
        if RunFolder(folder).part(key).exists():
            yield len(articles)
        else:
            todo.append((key, articles))
    if workers == 1 or len(todo) < 2:
        for key, articles in todo:
            _work(key, articles, folder, settings)
            yield len(articles)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(todo)), mp_context=context) as pool:
        jobs = {
            pool.submit(_work, key, articles, folder, settings): len(articles)
            for key, articles in todo
        }
        for job in as_completed(jobs):
            job.result()
            yield jobs[job]


def _work(key: str, articles: pd.DataFrame, folder: Path, settings: Settings) -> None:
    found: list[Annotations] = []
    failed: dict[str, str] = {}
    for record in articles.to_dict("records"):
        row = {str(column): value for column, value in record.items()}
        try:
            found.append(_annotate(row, settings))
        except Exception as error:  # one article must not stop the others; it is reported
            log.exception("article %s could not be annotated", row["article_id"])
            failed[row["article_id"]] = f"{type(error).__name__}: {error}"[:500]
    RunFolder(folder).write_part(key, to_frames(found), {"failed": failed})


def _annotate(row: dict[str, Any], settings: Settings) -> Annotations:
    context = context_of(row)
    if context.language is None:
        return Annotations(context)
    nlp = load(
        context.language, model=settings.model(context.language), registry=settings.registry,
        sentiment=settings.sentiment,
    )  # fmt: skip
    return annotate_text(nlp, row["text"], context)


def context_of(row: Mapping[str, Any]) -> Context:
    """What a row of the articles table tells of its article besides the text.

    A language without data is ``None``.
    """
    language = row["language"] if row["language"] in LANGUAGES else None
    published = None if pd.isna(row["published"]) else row["published"].date()
    outlet, title = _text(row["outlet"]), _text(row["title"])
    return Context(row["article_id"], language, published, outlet, title)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
