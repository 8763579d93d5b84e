"""A run: the tables of one corpus, made if need be, filtered as asked."""

from __future__ import annotations

import datetime as dt
import json
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from presslens.actors.registry import load_registry
from presslens.engine import Settings, annotate_partitions
from presslens.engine.assemble import assemble, new_articles
from presslens.engine.local import split
from presslens.errors import ParameterError, RunError
from presslens.filters import Selection, select
from presslens.language.chosen import Models, choose
from presslens.parameters import check_parameters
from presslens.paths import default_run_folder, find_corpus, user_registry
from presslens.sentiment import DEFAULT, check
from presslens.tables.rows import ANNOTATED
from presslens.tables.run_folder import Frames, RunFolder, partition_key
from presslens.tables.schemas import TableName
from presslens.views import ActorView, ArticleView

log = logging.getLogger(__name__)
Day = str | dt.date | None


@dataclass(frozen=True)
class Run:
    """The tables of an analysed corpus, as DataFrames, and what is known of their making."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    quotes: pd.DataFrame
    sources: pd.DataFrame
    sentiments: pd.DataFrame
    events: pd.DataFrame
    checks: pd.DataFrame
    folder: Path
    manifest: dict[str, Any] = field(repr=False)
    reading: pd.DataFrame = field(repr=False)
    """What the reader dropped or doubted, a row each: the ingest doctor's table."""

    def actor(self, name: str) -> ActorView:
        """An actor of this run by name or id, to look at.

        Raises:
            ParameterError: Nobody in this run is called so; the message names the nearest.
        """
        return ActorView.of(self, name)

    def article(self, article_id: str) -> ArticleView:
        """An article by its id, to look at.

        Raises:
            ParameterError: There is no such article in this run.
        """
        return ArticleView.of(self, article_id)

    def _repr_html_(self) -> str:
        import html

        rows = "".join(
            f"<tr><th scope='row'>{name}</th><td>{len(frame):,}</td></tr>"
            for name, frame in self.tables().items()
        )
        folder = html.escape(str(self.folder))
        return f"<p>presslens run <code>{folder}</code></p><table>{rows}</table>"

    @property
    def source(self) -> str:
        """What the articles are, for the footer of a picture: the name of the corpus."""
        return Path(str(self.manifest.get("corpus", self.folder))).name

    @property
    def failed(self) -> dict[str, str]:
        """The articles that could not be annotated, by id, and why; no number counts them."""
        return dict(self.manifest.get("failed", {}))

    def tables(self) -> Frames:
        """The tables by name."""
        names: tuple[TableName, ...] = ("articles", "actors", *ANNOTATED)
        return {name: getattr(self, name) for name in names}


def open_run(
    source: str | Path,
    *,
    since: Day = None,
    until: Day = None,
    outlets: Iterable[str] | None = None,
    actors: Iterable[str] | None = None,
    out: str | Path | None = None,
    registry: str | Path | list[Path] | None = None,
    sentiment: str | None = None,
    model: Models = None,
    mapping: Mapping[str, str] | None = None,
    workers: int = 1,
    progress: bool = False,
    **page: object,
) -> Run:
    """Opens a run folder, or analyses a corpus and opens the result.

    Args:
        source: A corpus (file or folder) or a run folder. A corpus is analysed into ``out``, or
            into the cache; what was analysed before is read.
        since: First day of publication, as ``YYYY-MM-DD`` or a date; included.
        until: Last day of publication; included.
        outlets: Only these outlets.
        actors: Only these actors, by id or name.
        out: The run folder, when ``source`` is a corpus.
        registry: The user's registry; by default ``data/actors`` here or above.
        sentiment: The sentiment model, as in :func:`presslens.sentiment.load`; "default" if none
            is named.
        model: Another installed spaCy model to read with, by name or path; or one a language.
        mapping: Columns of the user's table, by column of the articles table.
        workers: Processes.
        progress: Whether to show a progress bar on standard error.
        page: Further parameters of a report page (``top``, ``language``, …): only checked, so that
            a wrong one is refused before any work starts.

    Raises:
        ParameterError: A filter or a page parameter has a value that does not occur; the message
            lists what does. Or ``out``, ``registry``, ``sentiment``, ``model`` or ``mapping`` goes
            with a run folder.
        MissingDataError: There is no such model; the message says how to get it.
        CorpusError: Nothing in ``source`` can be read.
    """
    check_parameters({"corpus": str(source), **page})
    chosen = Selection.parse(since, until, outlets, actors)
    path = find_corpus(source)
    if RunFolder.is_one(path):
        given = {"out": out, "registry": registry, "sentiment": sentiment, "model": model,
                 "mapping": mapping}  # fmt: skip
        for name, value in given.items():
            if value is not None:
                raise ParameterError(f"{name} is for a corpus, and {str(path)!r} is a run folder")
        run = _read(RunFolder(path))
    else:
        run = annotate(
            path, out=out, registry=registry, sentiment=sentiment or DEFAULT, model=model,
            mapping=mapping, workers=workers, progress=progress,
        )  # fmt: skip
    return replace(run, **select(run, chosen))


def annotate(
    path: str | Path,
    *,
    out: str | Path | None = None,
    engine: str = "local",
    workers: int = 1,
    registry: str | Path | list[Path] | None = None,
    sentiment: str = DEFAULT,
    model: Models = None,
    mapping: Mapping[str, str] | None = None,
    progress: bool = False,
) -> Run:
    """Analyses a corpus into a run folder; only what is new there is worked on.

    Args:
        path: The corpus, a file or a folder.
        out: The run folder; by default one in the cache.
        engine: "local" is the one there is.
        workers: Processes; the tables are the same bytes whatever their number.
        registry: The user's registry files; by default ``data/actors`` here or above.
        sentiment: The sentiment model, as in :func:`presslens.sentiment.load`.
        model: Another installed spaCy model to read with, by name or path; or one a language.
        mapping: Columns of the user's table, by column of the articles table.
        progress: Whether to show a progress bar on standard error.

    Raises:
        CorpusError: Nothing in ``path`` can be read.
        ParameterError: An argument has a value that is not allowed.
        MissingDataError: There is no such model; the message says how to get it.
        RegistryError: A registry file breaks a rule.
        RunError: ``out`` can't be written, or holds something else or a run that can't be read;
            or not one article could be annotated.
    """
    from presslens.corpus import read_with_report

    if engine != "local":
        raise ParameterError(f"engine {engine!r} is not known; allowed is 'local'")
    if workers < 1:
        raise ParameterError(f"workers is {workers}; allowed is 1 or more")
    check(sentiment)
    corpus = Path(path)
    folder = RunFolder(Path(out) if out is not None else default_run_folder(corpus))
    if RunFolder.is_one(corpus):
        raise ParameterError(f"{str(corpus)!r} is a run folder, no corpus; open it with open_run")
    _keep_apart(folder.path, corpus)
    folder.refuse_foreign()
    settings = Settings(user_registry(registry), sentiment, choose(model))
    fingerprint = settings.fingerprint()
    reading = read_with_report(corpus, mapping=dict(mapping) if mapping else None)
    report = _records(reading.report)
    if _is_done(folder, fingerprint, reading.articles, report):
        log.info("nothing new in %s", corpus)
        return _read(folder)
    folder.create()
    with folder.locked() as waited:
        articles = reading.articles
        if not (waited and _is_done(folder, fingerprint, articles, report)):
            _work(folder, corpus, settings, fingerprint, articles, report, workers, progress)
    return _read(folder)


def _work(
    folder: RunFolder,
    corpus: Path,
    settings: Settings,
    fingerprint: str,
    articles: pd.DataFrame,
    report: list[dict[str, Any]],
    workers: int,
    progress: bool,
) -> None:
    """Annotates what is new in ``articles`` and commits the tables."""
    started = time.time()
    before, failed_before = _earlier(folder, fingerprint)
    todo = new_articles(articles, before, failed_before)
    partitions = [(partition_key(fingerprint, p["article_id"]), p) for p in split(todo)]
    with _progress(len(todo), shown=progress) as step:
        for done in annotate_partitions(partitions, folder.path, settings, workers=workers):
            step(done)
    parts, failed = folder.read_parts(key for key, _ in partitions)
    if failed and len(failed) == len(articles):
        folder.forget_parts()
        reason = next(iter(failed.values()))
        raise RunError(f"none of {len(failed)} articles could be annotated; the first: {reason}")
    registry = load_registry(*settings.registry)
    frames = assemble(articles, before, todo["article_id"], parts, registry)
    manifest = _manifest(corpus, settings, fingerprint, frames, failed, started)
    folder.commit(frames, manifest, report)


def _is_done(
    folder: RunFolder, fingerprint: str, articles: pd.DataFrame, report: list[dict[str, Any]]
) -> bool:
    """Whether the folder holds a run of just these articles, with the same report, none failed."""
    before, failed = _earlier(folder, fingerprint)
    if before is None or not new_articles(articles, before, failed).empty:
        return False
    return _unchanged(folder, before, articles, report)


def _keep_apart(folder: Path, corpus: Path) -> None:
    """Nothing is written into the corpus."""
    inside, around = folder.resolve(), corpus.resolve()
    if around.is_dir() and (inside == around or around in inside.parents):
        raise ParameterError(f"out {str(folder)!r} lies inside the corpus; name a folder elsewhere")


def _earlier(folder: RunFolder, fingerprint: str) -> tuple[Frames | None, list[str]]:
    """The tables of the run before, if they were made in the same way, and what failed in it."""
    manifest = folder.manifest()
    if manifest is None or manifest["fingerprint"] != fingerprint:
        return None, []
    return folder.read(), list(manifest["failed"])


def _unchanged(
    folder: RunFolder, before: Frames, articles: pd.DataFrame, report: list[dict[str, Any]]
) -> bool:
    """Whether the run before has the same articles, in all columns, and the same report."""
    return before["articles"].equals(articles) and folder.reading() == report


def _records(report: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``report`` as JSON has them: what is missing is null."""
    records: list[dict[str, Any]] = json.loads(report.to_json(orient="records"))
    return records


def _manifest(
    corpus: Path,
    settings: Settings,
    fingerprint: str,
    frames: Frames,
    failed: dict[str, str],
    started: float,
) -> dict[str, Any]:
    import platform
    from importlib.metadata import version

    from presslens import __version__

    return {
        "presslens": __version__,
        "fingerprint": fingerprint,
        "corpus": str(corpus if corpus.name not in ("", "..") else corpus.resolve()),
        "settings": {
            "sentiment": settings.sentiment,
            "registry": [str(p) for p in settings.registry],
            "models": {m.language: m.model for m in settings.models},
        },
        "versions": {
            "python": platform.python_version(),
            **{package: version(package) for package in ("spacy", "pandas", "pyarrow")},
            **{m.title: m.version for m in settings.models},
        },
        "input": partition_key("articles", sorted(frames["articles"]["article_id"])),
        "rows": {table: len(frame) for table, frame in frames.items()},
        "failed": failed,
        "started": dt.datetime.fromtimestamp(started, dt.UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - started, 1),
    }


def _read(folder: RunFolder) -> Run:
    from presslens.corpus.notes import COLUMNS

    frames = folder.read()
    reading = pd.DataFrame(folder.reading(), columns=list(COLUMNS)).astype({"row": "Int64"})
    return Run(**frames, folder=folder.path, manifest=folder.manifest() or {}, reading=reading)


class _progress:
    """A bar with rate and time left, or nothing."""

    def __init__(self, total: int, *, shown: bool) -> None:
        from tqdm import tqdm

        self._bar = tqdm(total=total, unit=" articles", desc="annotate", disable=not shown)

    def __enter__(self) -> Callable[[int], object]:
        return self._bar.update

    def __exit__(self, *exc: object) -> None:
        self._bar.close()
