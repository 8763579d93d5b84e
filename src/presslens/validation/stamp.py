"""The figures of a validation for a report, and a warning where they no longer hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from presslens.plots.clean import escape
from presslens.plots.html import Html
from presslens.plots.labels import day, number
from presslens.plots.table import table
from presslens.validation.result import Validation, changed, load
from presslens.validation.sample import scored
from presslens.validation.show import noted, sentences, tables, words

if TYPE_CHECKING:
    from presslens.run import Run


def stamp(run: Run, *, language: str = "ro") -> Html | None:
    """What the validation of ``run`` found; ``None`` if there is none.

    If the run was annotated anew since and gives other answers, that is said, and no figure.

    Args:
        run: The run, or a part of it.
        language: "ro" or "en".

    Raises:
        ParameterError: The language has no words.
        RunError: The validation can't be read.
    """
    say = words(language)
    result = load(run.folder)
    if result is None:
        return None
    whole = _whole(run)
    n_changed = changed(whole, result)
    if n_changed:
        return noted(
            say["stale"].format(
                date=day(pd.Timestamp(result.made), language), n=number(result.n, language),
                changed=number(n_changed, language), models=", ".join(result.models),
            )
        )  # fmt: skip
    return _stamped(result, language, _remarks(whole, result, language))


def _whole(run: Run) -> Run:
    """``run`` without its filters."""
    from presslens.run import open_run

    rows = run.manifest.get("rows", {}).get("sentiments")
    return run if rows in (None, len(run.sentiments)) else open_run(run.folder)


def _remarks(run: Run, result: Validation, language: str) -> list[str]:
    say = words(language)
    now = len(scored(run))
    if now == result.mentions:
        return [say["note"]]
    then = number(result.mentions, language)
    return [say["grown"].format(now=number(now, language), then=then), say["note"]]


def _stamped(result: Validation, language: str, remarks: list[str]) -> Html:
    say = words(language)
    every = tables(result, language)
    which = say["in_sample" if result.corpus is None else "in_corpus"]
    titles = [say["classes_title"].format(which=which), say["confusion_title"]]
    shown = [table(every[title], caption=title, language=language) for title in titles]
    lines = sentences(result, language)
    parts = [f"<p>{escape(line)}</p>" for line in lines]
    parts += [one.html for one in shown]
    parts += [f'<p class="note">{escape(line)}</p>' for line in remarks]
    return Html("".join(parts), "\n".join([*lines, *(one.plain for one in shown), *remarks]))
