"""How the sentiment of a run was measured, in the reader's words: model, error, what is unclear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from presslens.measures.bootstrap import MINIMUM_STORIES
from presslens.measures.sentiment import scored_mentions
from presslens.plots.clean import escape, plain
from presslens.plots.html import Html
from presslens.plots.labels import count, labels, number, percent
from presslens.reporting.words import words
from presslens.sentiment import HUGGINGFACE, MODELS
from presslens.sentiment.errors import Confusion, known_error

if TYPE_CHECKING:
    from presslens.measures.tables import Tables


def how_sentiment_was_measured(run: Tables, *, language: str = "ro", copies: bool = True) -> Html:
    """What a score is, which model gave it, its known error, and what the intervals contain.

    All figures are read from the run and from the known errors of its models.

    Args:
        run: The tables.
        language: "ro" or "en".
        copies: ``False`` leaves out near-copies of other articles.

    Raises:
        ParameterError: The language has no words.
        MissingDataError: The file of known errors breaks a rule.
    """
    say = words(language)["measured"]
    mentions = scored_mentions(run, copies=copies)
    scored = mentions[mentions["score"].notna()]
    if scored.empty:
        paragraphs = [[say["nothing"]]]
    else:
        paragraphs = [
            [say["score"], *_models(scored, say)],
            list(_errors(scored, say, language)),
            list(_counts(mentions, scored, say, language)),
        ]
    lines = [" ".join(sentences) for sentences in paragraphs]
    return Html("".join(f"<p>{escape(line)}</p>" for line in lines), "\n".join(lines))


def _models(scored: pd.DataFrame, say: dict[str, Any]) -> Iterator[str]:
    """A sentence for each model of the run."""
    for name in sorted(scored["model"].unique()):
        if name.startswith(HUGGINGFACE):
            yield say["huggingface"].format(name=plain(name.removeprefix(HUGGINGFACE)))
        else:
            yield say[name if name in MODELS else "other"].format(name=plain(name))


def _errors(scored: pd.DataFrame, say: dict[str, Any], language: str) -> Iterator[str]:
    """The known error of each model in each language it read, and whether it is taken out."""
    pairs = scored[["model", "language"]].drop_duplicates().sort_values(["language", "model"])
    known = []
    for model, read in pairs.itertuples(index=False):
        error = known_error(model, read)
        known.append(error is not None)
        what = {"model": plain(model), "language": labels(language)["values"].get(read, read)}
        if error is None:
            yield say["unknown"].format(**what)
        else:
            yield say["known"].format(**what, **_figures(error, language))
    yield say["corrected" if all(known) else "partly" if any(known) else "uncorrected"]


def _figures(error: Confusion, language: str) -> dict[str, str]:
    low, high = error.macro_f1_interval()
    scores = {"f1": error.macro_f1, "low": low, "high": high}
    return {
        **{key: number(value, language, decimals=2) for key, value in scores.items()},
        "on": error.told(language),
        "accuracy": percent(error.accuracy, language),
        "n": count(error.n, "mention", language),
    }


def _counts(
    mentions: pd.DataFrame, scored: pd.DataFrame, say: dict[str, Any], language: str
) -> Iterator[str]:
    """What is unclear, not scored, said in quotes, and how intervals are made."""
    unclear = int((scored["label"] == "unclear").sum())
    of = count(len(scored), "scored_mention", language)
    share = percent(unclear / len(scored), language)
    key = "unclear" if unclear else "never_unclear"
    yield say[key].format(n=number(unclear, language), share=share, scored=of)
    if missing := len(mentions) - len(scored):
        yield say["not_scored"].format(n=count(missing, "mention", language))
    yield say["interval"].format(least=number(MINIMUM_STORIES, language))
    yield say["quoted"].format(share=percent(scored["quoted"].mean(), language))
