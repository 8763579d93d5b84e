"""What a validation found, kept as ``validation.json`` in the run folder."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from presslens.errors import ParameterError, RunError
from presslens.tables.storage import read_json, write_json

if TYPE_CHECKING:
    import pandas as pd

    from presslens.run import Run

FILE: Final = "validation.json"
FORMAT: Final = "presslens-validation"
VERSION: Final = 1
_REMEDY: Final = "delete it and run `presslens validate score` again"


@dataclass(frozen=True)
class Figure:
    """A number with its 95 % interval; what can't be known is ``None``."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, value: float, low: float = math.nan, high: float = math.nan) -> Figure:
        """The figure of numbers that may be NaN."""
        return cls(
            *(None if math.isnan(number) else float(number) for number in (value, low, high))
        )


@dataclass(frozen=True)
class ClassFigures:
    """How well the mentions of one class are found.

    Attributes:
        label: The class.
        n: Mentions that are of it, by the coders.
        predicted: Mentions that the model called so.
        precision: Of those called so, the share that is of it.
        recall: Of those that are of it, the share called so.
        f1: The harmonic mean of both.
        share: Of all mentions, the share that is of it, by the coders.
        model_share: The share that the model called so.
    """

    label: str
    n: int
    predicted: int
    precision: Figure
    recall: Figure
    f1: Figure
    share: Figure
    model_share: Figure


@dataclass(frozen=True)
class Scores:
    """The figures of a model against the coders.

    Attributes:
        macro_f1: The mean of F1 over the classes that occur.
        accuracy: The share of right answers; "unclear" is none.
        unclear: The share of mentions for which the model gave no answer.
        classes: The figures of negative, neutral and positive.
        confusion: True classes (rows: negative, neutral, positive) by answers (columns: these and
            unclear), in mentions, or in mentions of the corpus that they stand for.
    """

    macro_f1: Figure
    accuracy: Figure
    unclear: Figure
    classes: tuple[ClassFigures, ...]
    confusion: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Agreement:
    """How two coders agree on the mentions that both labelled, "x" (not an actor) included.

    Attributes:
        n: Mentions with two labels.
        stories: Stories that they are of.
        same: The share with the same label.
        kappa: Cohen's kappa.
        alpha: Krippendorff's alpha, nominal.
        table: Labels of the first coder (rows: negative, neutral, positive, x) by the second's.
    """

    n: int
    stories: int
    same: Figure
    kappa: Figure
    alpha: Figure
    table: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class LabelFile:
    """A file of labels: whose, how many, and the hash of its bytes."""

    name: str
    coder: str
    n: int
    sha256: str


@dataclass(frozen=True)
class Validation:
    """The answers of a model compared with the labels of people.

    Attributes:
        made: The day, as ``YYYY-MM-DD``.
        presslens: The version that compared.
        models: The sentiment models that gave the answers.
        mentions: Scored mentions in the run at that time.
        n: Mentions compared.
        stories: Stories that they are of.
        n_not_an_actor: Mentions that the coders call no mention of the actor; not compared.
        not_an_actor: Their share, weighted to the corpus.
        n_open: Mentions on which two coders disagree and nobody decided; not compared.
        n_gone: Labelled mentions that the run no longer counts for an actor; not compared.
        sample: The figures of the sample as it is.
        corpus: The figures weighted to the corpus; ``None`` if a weight is missing.
        agreement: Of the first two coders; ``None`` if no mention has two labels.
        files: What was read.
        predicted: The model's answers, by mention_id.
        seed: Of the bootstrap.
        resamples: Of the bootstrap.
    """

    made: str
    presslens: str
    models: tuple[str, ...]
    mentions: int
    n: int
    stories: int
    n_not_an_actor: int
    not_an_actor: Figure
    n_open: int
    n_gone: int
    sample: Scores
    corpus: Scores | None
    agreement: Agreement | None
    files: tuple[LabelFile, ...]
    predicted: dict[str, str] = field(repr=False)
    seed: int = 0
    resamples: int = 2000

    def tables(self, language: str = "en") -> dict[str, pd.DataFrame]:
        """The figures as tables to print, by title, in the words of ``language``."""
        from presslens.validation.show import tables

        return tables(self, language)

    def _repr_html_(self) -> str:
        from presslens.validation.show import shown

        return shown(self, "en").html


def save(run: Run, result: Validation) -> Path:
    """Keeps ``result`` in the folder of ``run``, where reports find it; gives the file.

    Raises:
        ParameterError: The run is filtered: what is kept is of the whole run.
        RunError: The file can't be written.
    """
    rows = run.manifest.get("rows", {}).get("sentiments")
    if rows not in (None, len(run.sentiments)):
        raise ParameterError(
            "figures of a part of the run are not kept; "
            "open it without since, until, outlets and actors"
        )
    path = run.folder / FILE
    write_json({"format": FORMAT, "version": VERSION, **asdict(result)}, path)
    return path


def load(folder: Path) -> Validation | None:
    """The validation that is kept in a run folder; ``None`` if there is none.

    Raises:
        RunError: It can't be read, or a newer presslens wrote it.
    """
    path = folder / FILE
    if not path.exists():
        return None
    data = read_json(path)
    if data.pop("format", None) != FORMAT:
        raise RunError(f"{path}: is no validation of presslens; {_REMEDY}")
    version = data.pop("version", None)
    if not isinstance(version, int) or version > VERSION:
        raise RunError(f"{path}: has version {str(version)[:20]}; update presslens, or {_REMEDY}")
    return _parsed(data, path)


def _parsed(data: dict[str, Any], path: Path) -> Validation:
    import pydantic

    try:
        return pydantic.TypeAdapter(Validation).validate_json(json.dumps(data), strict=True)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RunError(f"{path}: {where}: {first['msg']}; {_REMEDY}") from error


def changed(run: Run, result: Validation) -> int:
    """How many answers that were compared the run no longer gives; all, if the model is another.

    Args:
        run: The whole run as it is now.
        result: What was found.
    """
    answers = run.sentiments
    compared = answers[answers["mention_id"].isin(list(result.predicted))]
    if not set(compared["model"]) <= set(result.models):
        return len(result.predicted)
    now = dict(zip(compared["mention_id"], compared["label"], strict=True))
    return sum(now.get(mention) != label for mention, label in result.predicted.items())
