"""A report: one run, its notebooks executed, and the pages over them."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from presslens.errors import ParameterError, ReportError
from presslens.filters import Selection
from presslens.language.chosen import Models
from presslens.parameters import check_parameters
from presslens.reporting.findings import findings
from presslens.reporting.notebooks import PAGES, Outcome, check_known, execute, read_notebook
from presslens.reporting.page import Link, frame, question_of, render_index, render_page, title_of
from presslens.reporting.validation import validation_stamp
from presslens.reporting.words import words
from presslens.run import Run, annotate, open_run
from presslens.sentiment import DEFAULT
from presslens.tables.run_folder import RunFolder
from presslens.tables.storage import read_json, write_atomically, write_json

log = logging.getLogger(__name__)
FORMAT = "presslens-report"
ALONE = "briefing"
"""The page that people send by itself: it has no links to the others."""
FILTERS = ("since", "until", "outlets", "actors")


def report(
    path_or_run: str | Path | Run,
    *,
    out: str | Path,
    parameters: Mapping[str, Any] | None = None,
    notebooks: Sequence[str] = PAGES,
    registry: str | Path | list[Path] | None = None,
    sentiment: str | None = None,
    model: Models = None,
    mapping: Mapping[str, str] | None = None,
    workers: int = 1,
    progress: bool = False,
) -> Path:
    """Writes the report of a corpus: an offline HTML site with a single-file briefing.

    Args:
        path_or_run: A corpus, a run folder, or an open run.
        out: The folder of the report; the run lies in it as ``run``, unless one was given.
        parameters: Of the notebooks, by name; each gets those it has.
        notebooks: Which, in the order of the pages.
        registry: The user's registry files; by default ``data/actors`` here or above.
        sentiment: The sentiment model of a corpus, as in :func:`presslens.sentiment.load`;
            "default" if none is named.
        model: Another installed spaCy model to read a corpus with, by name or path; or one a
            language.
        mapping: Columns of the user's table, by column of the articles table.
        workers: Processes for the analysis.
        progress: Whether to show progress bars on standard error.

    Returns:
        The path of ``index.html``.

    Raises:
        ParameterError: A parameter is unknown or its value not allowed; nothing has run then. Or
            ``model`` or ``sentiment`` goes with a run.
        MissingDataError: There is no such model; nothing has run then.
        CorpusError: Nothing in the corpus can be read.
        ReportError: ``out`` holds something else; or a notebook failed: then the other pages are
            there, and a page that shows why.
    """
    chosen = dict(parameters or {})
    sources = {name: _source(name) for name in notebooks}
    check_parameters(chosen)
    check_known(chosen, sources)
    Selection.parse(*(chosen.get(name) for name in FILTERS))
    language = str(chosen.setdefault("language", "ro"))
    folder = Path(out)
    _refuse_foreign(folder)
    run = _run_of(
        path_or_run, folder, registry=registry, sentiment=sentiment, model=model, mapping=mapping,
        workers=workers, progress=progress,
    )  # fmt: skip
    filters = {name: chosen[name] for name in FILTERS if name in chosen}
    selected = open_run(run.folder, **filters)
    chosen["corpus"] = str(run.folder.resolve())
    executed = folder / "notebooks"
    executed.mkdir(parents=True, exist_ok=True)
    outcomes = [
        execute(name, source, executed / f"{name}.ipynb", chosen, progress=progress)
        for name, source in sources.items()
    ]
    _write_pages(folder, outcomes, selected, language, chosen)
    failed = [o for o in outcomes if o.failure]
    if failed:
        reasons = "; ".join(f"{o.name}: {o.failure}" for o in failed)
        raise ReportError(
            f"{len(failed)} of {len(outcomes)} pages could not be finished: {reasons}"
        )
    return folder / "index.html"


def _refuse_foreign(folder: Path) -> None:
    """Checks that the report overwrites nothing but a report.

    Raises:
        ReportError: The folder is a file, a run, or holds pages that are not of a report.
    """
    remedy = "name an empty or a new folder"
    if folder.exists() and not folder.is_dir():
        raise ReportError(f"{folder}: is a file; {remedy}")
    manifest = folder / "manifest.json"
    if manifest.exists():
        if read_json(manifest).get("format") != FORMAT:
            raise ReportError(f"{manifest}: is not of a report; {remedy}")
    elif (folder / "index.html").exists():
        raise ReportError(f"{folder}: holds an index.html that is not of a report; {remedy}")


def _source(name: str) -> Any:  # noqa: ANN401
    if name not in PAGES:
        raise ParameterError(f"unknown notebook {name!r}; allowed are {', '.join(PAGES)}")
    return read_notebook(name)


def _run_of(
    source: str | Path | Run,
    folder: Path,
    *,
    registry: str | Path | list[Path] | None,
    sentiment: str | None,
    model: Models,
    mapping: Mapping[str, str] | None,
    workers: int,
    progress: bool,
) -> Run:
    if isinstance(source, Run):
        for name, value in {"sentiment": sentiment, "model": model}.items():
            if value is not None:
                raise ParameterError(f"{name} is for a corpus; a run has been read already")
        return source
    if RunFolder.is_one(Path(source)):
        return open_run(source, sentiment=sentiment, model=model)
    return annotate(
        source, out=folder / "run", registry=registry, sentiment=sentiment or DEFAULT, model=model,
        mapping=mapping, workers=workers, progress=progress,
    )  # fmt: skip


def _write_pages(
    folder: Path, outcomes: list[Outcome], run: Run, language: str, parameters: Mapping[str, Any]
) -> None:
    say = words(language)
    subtitle = Path(run.manifest["corpus"]).name or run.manifest["corpus"]
    links = [Link("index.html", say["index"])]
    links += [Link(f"{o.name}.html", title_of(o.notebook, language) or o.name) for o in outcomes]
    for outcome in outcomes:
        shown = [] if outcome.name == ALONE else links
        _write(folder / f"{outcome.name}.html", render_page(outcome, language, shown, subtitle))
    cards = [
        {
            "href": f"{o.name}.html", "title": title_of(o.notebook, language) or o.name,
            "question": question_of(o.notebook, language), "failure": o.failure,
        }
        for o in outcomes
    ]  # fmt: skip
    told = frame(language, links, "index.html", f"{say['report']}: {subtitle}", subtitle)
    facts = _facts(run, language, parameters)
    found = findings(run, language=language, copies=bool(parameters.get("copies", True)))
    stamp = validation_stamp(run, language=language)
    index = render_index(
        told, cards, found._repr_html_(), facts, validation=stamp.html if stamp else ""
    )
    _write(folder / "index.html", index)
    write_json(_manifest(run, outcomes, parameters), folder / "manifest.json")


def _facts(run: Run, language: str, parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
    from presslens.plots.labels import number

    say = words(language)
    shown = {k: v for k, v in parameters.items() if k != "corpus"}
    versions = run.manifest["versions"]
    dropped = int(run.reading.loc[run.reading["status"] == "dropped", "n"].sum())
    return [
        (say["fact_corpus"], str(run.manifest["corpus"])),
        (say["fact_articles"], number(len(run.articles), language)),
        (say["fact_dropped"], number(dropped, language)),
        (say["fact_parameters"], ", ".join(f"{k} = {v}" for k, v in shown.items()) or say["none"]),
        (say["fact_model"], str(run.manifest["settings"]["sentiment"])),
        (say["fact_made"], str(run.manifest["started"])),
        (say["fact_seconds"], number(run.manifest["seconds"], language, decimals=1)),
        (say["fact_versions"], ", ".join(f"{k} {v}" for k, v in versions.items())),
    ]


def _manifest(run: Run, outcomes: list[Outcome], parameters: Mapping[str, Any]) -> dict[str, Any]:
    pages = {o.name: {"file": f"{o.name}.html", "failure": o.failure} for o in outcomes}
    return {
        "format": FORMAT,
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "parameters": dict(parameters),
        "pages": pages,
        "run": run.manifest,
    }


def _write(path: Path, html: str) -> None:
    def put(place: Path) -> None:
        place.write_text(html, encoding="utf-8")

    write_atomically(path, put)
