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


def desk(sample: pd.DataFrame, labels: Sequence[str], *, language: str = "ro") -> Desk | Html:
    """A place to label ``sample`` into the first of ``labels``; how to, if none is named.

    Raises:
        ValidationError: The file is of another sample.
    """
    if not labels:
        return noted(words(language)["how"])
    return label(sample, find_corpus(labels[0]), language=language)


def figures(run: Run, labels: Sequence[str], *, keep: bool = False, language: str = "ro") -> Html:
    """The figures of the files ``labels``, or a remark that nothing is labelled yet.

    Args:
        run: The run that the sample was drawn from.
        labels: As `presslens.validation.score` takes them; files without a label are left out.
        keep: Whether the figures go into the run, for its reports.
        language: "ro" or "en".

    Raises:
        ValidationError: A file breaks a rule or does not fit the run.
    """
    say = words(language)
    if not labels:
        return noted(say["how"])
    filled = _filled(labels)
    if not filled:
        return noted(say["nothing_labelled"].format(files=", ".join(labels)))
    result = score(run, *filled)
    if keep:
        save(run, result)
    return shown(result, language)


def in_dispute(run: Run, labels: Sequence[str]) -> pd.DataFrame:
    """The mentions on which two coders disagree and nobody has decided; none without labels.

    Raises:
        ValidationError: A file breaks a rule or does not fit the run.
    """
    filled = _filled(labels)
    if len(filled) < 2:
        return pd.DataFrame(columns=list(COLUMNS))
    return disagreements(run, *filled)


def _filled(labels: Sequence[str]) -> list[Path]:
    paths = [find_corpus(name) for name in labels]
    return [path for path in paths if labelled(path)]
