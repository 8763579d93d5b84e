"""A validation in words and tables, in the reader's language."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import resources
from typing import Any

import pandas as pd
import yaml

from presslens.errors import ParameterError
from presslens.plots.clean import escape
from presslens.plots.html import Html
from presslens.plots.labels import MISSING, count, day, number
from presslens.plots.table import table
from presslens.validation.labels import CLASSES
from presslens.validation.result import Figure, Scores, Validation
from presslens.validation.scoring import ANSWERS, LABELS


@functools.cache
def _all() -> dict[str, dict[str, str]]:
    file = resources.files("presslens.validation") / "words.yaml"
    words: dict[str, dict[str, str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return words


def words(language: str) -> dict[str, str]:
    """The words of ``language``.

    Raises:
        ParameterError: There are none.
    """
    if language not in _all():
        raise ParameterError(f"language is {language!r}; allowed are {', '.join(_all())}")
    return _all()[language]


def told(figure: Figure, language: str) -> str:
    """A figure as "0.71 (0.65–0.77)"; the number alone without an interval, "–" without one."""
    if figure.value is None:
        return MISSING
    value = number(figure.value, language, decimals=2)
    if figure.low is None or figure.high is None:
        return value
    low, high = (number(end, language, decimals=2) for end in (figure.low, figure.high))
    return words(language)["interval"].format(value=value, low=low, high=high)


def sentences(result: Validation, language: str) -> list[str]:
    """What was found, in sentences that can be published."""
    say = words(language)
    n_coders = min(2, len(result.files))
    coders = say["one_coder"] if n_coders == 1 else say["coders"].format(n=n_coders)
    found = [
        say["sentence"].format(
            mentions=count(result.n, "mention", language),
            stories=number(result.stories, language), coders=coders,
            models=", ".join(result.models), date=day(pd.Timestamp(result.made), language),
            **_headline(result.sample, language),
        )
    ]  # fmt: skip
    if result.corpus is not None:
        mentions = count(result.mentions, "mention", language)
        headline = _headline(result.corpus, language)
        found.append(say["weighted"].format(mentions=mentions, **headline))
    if result.agreement is not None:
        both = result.agreement
        kappa, same = told(both.kappa, language), told(both.same, language)
        mentions = count(both.n, "mention", language)
        found.append(say["agreed"].format(mentions=mentions, kappa=kappa, same=same))
    if result.n_open:
        found.append(say["disputed"].format(mentions=count(result.n_open, "mention", language)))
    if result.n_not_an_actor:
        found.append(say["linking"].format(share=told(result.not_an_actor, language)))
    return found


def _headline(scores: Scores, language: str) -> dict[str, str]:
    return {"f1": told(scores.macro_f1, language), "accuracy": told(scores.accuracy, language)}


def tables(result: Validation, language: str = "en") -> dict[str, pd.DataFrame]:
    """The figures of ``result`` as tables of texts, by title.

    Raises:
        ParameterError: The language has no words.
    """
    say = words(language)
    found = {say["summary_title"]: _summary(result, language)}
    views = {"in_sample": result.sample, "in_corpus": result.corpus}
    for which, scores in views.items():
        if scores is not None:
            title = say["classes_title"].format(which=say[which])
            found[title] = _by_class(scores, language)
    found[say["confusion_title"]] = _crossed(
        result.sample.confusion, CLASSES, ANSWERS, say["corner"], language
    )
    if result.corpus is not None:
        found[say["corpus_confusion_title"]] = _crossed(
            result.corpus.confusion, CLASSES, ANSWERS, say["corner"], language
        )
        found[say["shares_title"]] = _shares(result.corpus, language)
    if result.agreement is not None:
        found[say["coders_title"]] = _crossed(
            result.agreement.table, LABELS, LABELS, say["class"], language
        )
    return found


def _summary(result: Validation, language: str) -> pd.DataFrame:
    say = words(language)
    rows: list[tuple[str, str, str]] = []
    for key in ("macro_f1", "accuracy"):
        weighted = MISSING if result.corpus is None else told(getattr(result.corpus, key), language)
        rows.append((say[key], told(getattr(result.sample, key), language), weighted))
    weighted = MISSING if result.corpus is None else told(result.corpus.unclear, language)
    rows.append((say["unclear_share"], told(result.sample.unclear, language), weighted))
    counts = {
        "compared": result.n, "stories": result.stories, "open": result.n_open,
        "gone": result.n_gone, "not_an_actor": result.n_not_an_actor,
    }  # fmt: skip
    for key, n in counts.items():
        share = told(result.not_an_actor, language) if key == "not_an_actor" else ""
        rows.append((say[key], number(n, language), share))
    if result.agreement is not None:
        both = result.agreement
        rows.append((say["double"], number(both.n, language), ""))
        rows += [(say[k], told(getattr(both, k), language), "") for k in ("same", "kappa", "alpha")]
    return pd.DataFrame(rows, columns=[say[k] for k in ("figure", "in_sample", "in_corpus")])


def _by_class(scores: Scores, language: str) -> pd.DataFrame:
    say = words(language)
    keys = ("class", "n", "predicted", "precision", "recall", "f1")
    rows = [
        (
            say[one.label], number(one.n, language), number(one.predicted, language),
            *(told(f, language) for f in (one.precision, one.recall, one.f1)),
        )
        for one in scores.classes
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[say[key] for key in keys])


def _shares(scores: Scores, language: str) -> pd.DataFrame:
    say = words(language)
    rows = [
        (say[one.label], told(one.share, language), told(one.model_share, language))
        for one in scores.classes
    ]
    rows.append((say["unclear"], MISSING, told(scores.unclear, language)))
    return pd.DataFrame(rows, columns=[say[key] for key in ("class", "share", "model_share")])


def _crossed(
    counts: Sequence[Sequence[float]],
    rows: Sequence[str],
    columns: Sequence[str],
    corner: str,
    language: str,
) -> pd.DataFrame:
    say = words(language)
    cells: list[list[Any]] = [
        [say[name], *(number(value, language) for value in line)]
        for name, line in zip(rows, counts, strict=True)
    ]
    return pd.DataFrame(cells, columns=[corner, *(say[name] for name in columns)])


def shown(result: Validation, language: str, *, only: int | None = None) -> Html:
    """``result`` as HTML: sentences, tables, and how to read them.

    Args:
        result: What was found.
        language: "ro" or "en".
        only: Show this many tables; by default all.
    """
    note = words(language)["note"]
    lines = sentences(result, language)
    pictured = [
        table(frame, caption=title, language=language)
        for title, frame in list(tables(result, language).items())[:only]
    ]
    html = "".join(f"<p>{escape(line)}</p>" for line in lines)
    html += "".join(one.html for one in pictured)
    html += f'<p class="note">{escape(note)}</p>'
    return Html(html, "\n".join([*lines, *(one.plain for one in pictured), note]))


def noted(text: str) -> Html:
    """A remark as HTML."""
    return Html(f'<p class="note">{escape(text)}</p>', text)
