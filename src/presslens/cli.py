"""The command line: a skin over the functions of the same names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from presslens.errors import PresslensError

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(
    name="presslens", no_args_is_help=True, add_completion=False, rich_markup_mode=None,
    help="Reads news articles and shows who is in them, what is said about each, and when.",
)  # fmt: skip
actors_app = typer.Typer(no_args_is_help=True, help="The registry of actors.")
app.add_typer(actors_app, name="actors")
validate_app = typer.Typer(
    no_args_is_help=True, help="How right the sentiment is on your own articles."
)
app.add_typer(validate_app, name="validate")

Corpus = Annotated[Path, typer.Argument(help="A file or a folder of articles.")]
Mapping = Annotated[
    list[str] | None,
    typer.Option("--map", help="column=name of your table, e.g. --map text=continut; repeatable."),
]
Registry = Annotated[
    list[Path] | None,
    typer.Option("--registry", help="Your registry file or folder; by default data/actors."),
]
Model = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="NAME_OR_PATH",
        help="Another installed spaCy model to read with; repeatable, one a language.",
    ),
]
Sentiment = Annotated[
    str | None,
    typer.Option(
        "--sentiment",
        metavar="NAME",
        help="The sentiment model: default, large (better, slower), lexicon, textblob or"
        " huggingface:NAME.",
    ),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes.")]


@app.command()
def check(path: Corpus, mapping: Mapping = None) -> None:
    """Shows what of a corpus was read, dropped or doubtful, why, and what to do."""
    from presslens import corpus

    report = corpus.check(path, mapping=_pairs(mapping))
    _print_table("files", _by_format(corpus.summary(report)))
    noted = report[report["status"] != "read"]
    _print_table("what to look at", noted[["source_file", "row", "status", "reason", "remedy"]])
    counts = report.groupby("status")["n"].sum()
    read = int(counts.get("read", 0))
    parts = [f"{int(counts.get(s, 0)):,} {s}" for s in ("dropped", "doubtful", "skipped")]
    typer.echo(f"{read:,} articles read; {', '.join(parts)}")
    if not read:
        raise typer.Exit(1)


@app.command()
def annotate(
    path: Corpus,
    out: Annotated[Path, typer.Option(help="The run folder.")],
    mapping: Mapping = None,
    registry: Registry = None,
    sentiment: Sentiment = None,
    model: Model = None,
    workers: Workers = 1,
) -> None:
    """Analyses a corpus into a run folder of Parquet tables."""
    from presslens.run import annotate as run_annotate
    from presslens.sentiment import DEFAULT

    run = run_annotate(
        path, out=out, mapping=_pairs(mapping), registry=registry, sentiment=sentiment or DEFAULT,
        model=model or None, workers=workers, progress=sys.stderr.isatty(),
    )  # fmt: skip
    for article_id, reason in run.failed.items():
        typer.echo(f"presslens: article {article_id} could not be annotated: {reason}", err=True)
    for name, rows in run.manifest["rows"].items():
        typer.echo(f"{name:12} {rows:>9,}")
    typer.echo(run.folder)


@app.command()
def report(
    path: Annotated[Path, typer.Argument(help="A corpus, or a run folder.")],
    out: Annotated[Path, typer.Option(help="The folder of the report.")],
    parameter: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", help="name=value; repeatable.")
    ] = None,
    mapping: Mapping = None,
    registry: Registry = None,
    sentiment: Sentiment = None,
    model: Model = None,
    workers: Workers = 1,
) -> None:
    """Writes an offline HTML report: one page a notebook, an index, a single-file briefing."""
    from presslens.parameters import parse_parameters

    parameters = parse_parameters(parameter or [])
    from presslens.reporting import report as write_report

    index = write_report(
        path, out=out, parameters=parameters, mapping=_pairs(mapping), registry=registry,
        sentiment=sentiment, model=model or None, workers=workers, progress=sys.stderr.isatty(),
    )  # fmt: skip
    typer.echo(index.resolve())


@app.command()
def lint(
    path: Corpus,
    form: Annotated[
        str, typer.Option("--format", help="text, json, or github (annotations of a workflow).")
    ] = "text",
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only this check; repeatable.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Not this check; repeatable.")
    ] = None,
    ignore_file: Annotated[
        Path | None,
        typer.Option(help="Silences single findings; by default .presslens-ignore in the folder."),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(help="error, warning, note or never: from where on to exit with 1.")
    ] = "warning",
    registry: Registry = None,
) -> None:
    """Prints what an editor should look at, by file and line.

    Exits with 0 if nothing grave was found, with 1 if something was, and with 2 if the articles
    could not be read.
    """
    from presslens.linting import FORMATS
    from presslens.linting import lint as find
    from presslens.linting.run import is_failing
    from presslens.measures.tables import check_choice

    check_choice("format", form, FORMATS)
    is_failing([], fail_on)
    findings = find(
        path, select=select or (), ignore=ignore or (), ignore_file=ignore_file, registry=registry
    )
    written = FORMATS[form](findings)
    if written:
        typer.echo(written)
    if is_failing(findings, fail_on):
        raise typer.Exit(1)


@actors_app.command("check")
def actors_check(files: Annotated[list[Path] | None, typer.Argument()] = None) -> None:
    """Checks registry files; by default those in data/actors."""
    from presslens.actors.registry import load_registry
    from presslens.paths import user_registry

    registry = load_registry(*user_registry(files or None))
    typer.echo(f"{len(registry)} actors, no error")


@actors_app.command("show")
def actors_show(name: Annotated[str, typer.Argument(help="A name, an alias or an id.")]) -> None:
    """Shows which actors a name leads to."""
    from presslens.actors.matcher import Matcher, tokenize
    from presslens.actors.registry import load_registry
    from presslens.errors import ParameterError
    from presslens.paths import user_registry

    registry = load_registry(*user_registry())
    found = [registry[name].id] if name in registry else []
    for language in ("ro", "en"):
        for match in Matcher(registry, language).find(tokenize(name)):
            found += [f.actor_id for f in match.forms]
    if not found:
        raise ParameterError(f"no actor is called {name!r}; add it to data/actors")
    for actor_id in dict.fromkeys(found):
        typer.echo(registry[actor_id].model_dump_json(indent=2, exclude_defaults=True))


@actors_app.command("discover")
def actors_discover(
    path: Annotated[Path, typer.Argument(help="A corpus, or a run folder.")],
    out: Annotated[
        Path | None, typer.Option(help="The file to write, e.g. data/actors/new.yaml.")
    ] = None,
    min_mentions: Annotated[
        int, typer.Option("--min", min=1, help="Leave out actors with fewer mentions.")
    ] = 1,
    mapping: Mapping = None,
    registry: Registry = None,
    sentiment: Sentiment = None,
    model: Model = None,
    workers: Workers = 1,
) -> None:
    """Lists actors that the registry does not know, as YAML to check and keep in data/actors."""
    from presslens.actors.discovery import discover
    from presslens.actors.registry import load_registry
    from presslens.paths import user_registry
    from presslens.run import open_run
    from presslens.tables.storage import write_text

    run = open_run(
        path, mapping=_pairs(mapping), registry=registry, sentiment=sentiment, model=model or None,
        workers=workers, progress=sys.stderr.isatty(),
    )  # fmt: skip
    known = load_registry(*user_registry(registry or None))
    text = discover(run, known, min_mentions=min_mentions)
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_text(text, out)
        typer.echo(out)


Source = Annotated[Path, typer.Argument(help="A corpus, or a run folder.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of the random draws.")]


@validate_app.command("sample")
def validate_sample(
    path: Source,
    out: Annotated[Path, typer.Option(help="The label file to write: .csv or .xlsx.")],
    n: Annotated[int, typer.Option("--n", min=1, help="How many mentions.")] = 200,
    by: Annotated[
        str, typer.Option(help="Strata, with commas: label, outlet, kind, language.")
    ] = "label,outlet,kind",
    seed: Seed = 0,
    language: Annotated[str, typer.Option(help="Of the names of actors: ro or en.")] = "ro",
    mapping: Mapping = None,
    registry: Registry = None,
    sentiment: Sentiment = None,
    model: Model = None,
    workers: Workers = 1,
) -> None:
    """Draws mentions for a person to label, without the model's answers."""
    from presslens import validation
    from presslens.run import open_run
    from presslens.validation.sample import strata_of

    strata_of(by)
    validation.refuse_labelled(out)
    run = open_run(
        path, mapping=_pairs(mapping), registry=registry, sentiment=sentiment, model=model or None,
        workers=workers, progress=sys.stderr.isatty(),
    )  # fmt: skip
    sample = validation.draw(run, n=n, by=by, seed=seed, language=language)
    validation.write_labels(sample, out)
    typer.echo(f"{len(sample)} mentions; fill in the column label: n, 0, p, or x (not the actor)")
    typer.echo(out)


@validate_app.command("score")
def validate_score(
    path: Source,
    labels: Annotated[
        list[Path],
        typer.Argument(help="One coder's file; another's; third, what was decided in the end."),
    ],
    coder: Annotated[
        list[str] | None, typer.Option("--coder", help="Name of a coder; once for each file.")
    ] = None,
    disputes: Annotated[
        Path | None, typer.Option("--disagreements", help="Where disagreements are listed.")
    ] = None,
    seed: Seed = 0,
    language: Annotated[str, typer.Option(help="Of what is printed: ro or en.")] = "en",
    mapping: Mapping = None,
    registry: Registry = None,
    sentiment: Sentiment = None,
    model: Model = None,
    workers: Workers = 1,
) -> None:
    """Compares the model with the labels, and keeps the figures in the run for its reports."""
    from presslens import validation
    from presslens.run import open_run
    from presslens.validation.labels import labelled
    from presslens.validation.scoring import coded
    from presslens.validation.show import sentences, words

    words(language)
    coded(labels, coder or ())
    run = open_run(
        path, mapping=_pairs(mapping), registry=registry, sentiment=sentiment, model=model or None,
        workers=workers, progress=sys.stderr.isatty(),
    )  # fmt: skip
    result = validation.score(run, *labels, coders=coder or (), seed=seed)
    for title, frame in result.tables(language).items():
        _print_table(title, frame)
    for sentence in sentences(result, language):
        typer.echo(sentence)
    kept = validation.save(run, result)
    if result.n_open:
        place = disputes or (
            labels[2] if len(labels) > 2 else labels[0].with_name("disagreements.csv")
        )
        if not labelled(place):
            found = validation.disagreements(run, *labels, coders=coder or ())
            validation.write_labels(found, place)
        typer.echo(f"{result.n_open} in dispute: decide them in {place} and give it third")
    typer.echo(kept)


def _pairs(mapping: list[str] | None) -> dict[str, str] | None:
    from presslens.errors import ParameterError

    if not mapping:
        return None
    pairs = {}
    for pair in mapping:
        column, equals, name = pair.partition("=")
        if not equals or not name:
            raise ParameterError(f"--map {pair!r}: write column=name, e.g. text=continut")
        pairs[column] = name
    return pairs


def _by_format(files: pd.DataFrame) -> pd.DataFrame:
    """One row a format and encoding: files, and what became of them."""
    groups = files.fillna({"format": "–", "encoding": "–"}).groupby(["format", "encoding"])
    counts = [c for c in files.columns if c.startswith("n_")]
    table = groups[counts].sum()
    table.insert(0, "files", groups.size())
    return table.rename(columns=lambda c: c.removeprefix("n_")).reset_index()


def _print_table(title: str, frame: pd.DataFrame) -> None:
    """``frame`` as a table on the terminal; what comes from files is not taken for markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if frame.empty:
        return
    table = Table(title=title, title_justify="left")
    for column in frame.columns:
        table.add_column(str(column), overflow="fold")
    for row in frame.astype(object).where(frame.notna(), "").itertuples(index=False):
        table.add_row(*[Text(str(v)) for v in row])
    Console().print(table)


def main() -> None:
    """The entry point: an expected error is one line on standard error and exit status 2."""
    try:
        app()
    except PresslensError as error:
        typer.echo(f"presslens: {error}", err=True)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
