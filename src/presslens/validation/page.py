"""What the notebook ``validate`` shows, whether there are labels yet or not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from presslens.paths import find_corpus
from presslens.plots.html import Html
from presslens.validation.labels import COLUMNS, labelled
from presslens.validation.result import save
from presslens.validation.scoring import disagreements, score
from presslens.validation.show import noted, shown, words
from presslens.validation.widget import Desk, label

if TYPE_CHECKING:
    from presslens.run import Run


def desk(
    run: Run, sample: pd.DataFrame, labels: Sequence[str] | str, *, language: str = "ro"
) -> Desk | Html:
    """A place to label ``sample`` into the first of ``labels``; how to, if none is named.

    Args:
        run: The run that the sample was drawn from.
        sample: What a new file begins with; a file that is there is gone on with.
        labels: Label files, as a list or with commas between.
        language: "ro" or "en".

    Raises:
        ValidationError: The file is of another run.
    """
    named = _named(labels)
    if not named:
        return noted(words(language)["how"])
    path = find_corpus(named[0])
    return label(run if path.exists() else sample, path, language=language)


def figures(
    run: Run,
    labels: Sequence[str] | str,
    *,
    keep: bool = False,
    seed: int = 0,
    language: str = "ro",
) -> Html:
    """The figures of the files ``labels``, or a remark that nothing is labelled yet.

    Args:
        run: The run that the sample was drawn from.
        labels: As `presslens.validation.score` takes them; files without a label are left out.
        keep: Whether the figures go into the run, for its reports.
        seed: Seed of the intervals.
        language: "ro" or "en".

    Raises:
        ParameterError: ``keep``, and the run is filtered.
        ValidationError: A file breaks a rule or does not fit the run.
    """
    say = words(language)
    named = _named(labels)
    if not named:
        return noted(say["how"])
    filled = _filled(named)
    if not filled:
        return noted(say["nothing_labelled"].format(files=", ".join(named)))
    result = score(run, *filled, seed=seed)
    if keep:
        save(run, result)
    return shown(result, language)


def in_dispute(run: Run, labels: Sequence[str] | str) -> pd.DataFrame:
    """The mentions on which two coders disagree and nobody has decided; none without labels.

    Raises:
        ValidationError: A file breaks a rule or does not fit the run.
    """
    filled = _filled(_named(labels))
    if len(filled) < 2:
        return pd.DataFrame(columns=list(COLUMNS))
    return disagreements(run, *filled)


def _named(labels: Sequence[str] | str) -> list[str]:
    names = labels.split(",") if isinstance(labels, str) else labels
    return [name.strip() for name in names if name.strip()]


def _filled(labels: Sequence[str]) -> list[Path]:
    paths = [find_corpus(name) for name in labels]
    return [path for path in paths if labelled(path)]
