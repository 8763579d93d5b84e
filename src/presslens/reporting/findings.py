"""The findings of a run in two to five sentences, made from its numbers."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from presslens import measures
from presslens.checks import CODES
from presslens.measures.bootstrap import side_of_zero
from presslens.plots.labels import count, days, number, percent
from presslens.reporting.words import listed, words
from presslens.run import Run

_NAMED = 3
_TONED = 2
_CANDIDATES = 10
_CLEAR = 0.05
"""A mean nearer to 0 than this is not worth a sentence, however narrow its interval."""


@dataclass(frozen=True)
class Findings:
    """Sentences that a page opens with."""

    sentences: tuple[str, ...]

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html.escape(s)}</li>" for s in self.sentences)
        return f'<ul class="findings">{items}</ul>'

    def __repr__(self) -> str:
        return "\n".join(self.sentences)


def findings(run: Run, *, language: str = "ro", copies: bool = True) -> Findings:
    """What the run shows: who dominates, toward whom the tone leans, what is ahead, what to check.

    Args:
        run: The tables.
        language: "ro" or "en".
        copies: ``False`` leaves out near-copies of other articles.

    Raises:
        ParameterError: The language has no words.
    """
    words(language)
    sentences = [
        _size(run, language),
        *_failed(run, language),
        _top(run, language, copies=copies),
        *_tone(run, language, copies=copies),
        *_ahead(run, language, copies=copies),
        *_to_check(run, language),
    ]
    return Findings(tuple(sentences))


def _size(run: Run, language: str) -> str:
    say = words(language)["findings"]
    published = run.articles["published"].dropna()
    period = days(published.min(), published.max(), language) if len(published) else say["no_date"]
    articles = count(len(run.articles), "article", language)
    n = run.articles["outlet"].nunique()
    if n == 0:
        return str(say["size_no_outlet"]).format(articles=articles, period=period)
    outlets = count(n, "outlet", language)
    return str(say["size"]).format(articles=articles, outlets=outlets, period=period)


def _failed(run: Run, language: str) -> Iterator[str]:
    if run.failed:
        articles = count(len(run.failed), "article", language)
        yield words(language)["findings"]["failed"].format(articles=articles)


def _top(run: Run, language: str, *, copies: bool) -> str:
    say = words(language)["findings"]
    table = measures.mentions_by_actor(run, top=_NAMED, language=language, copies=copies)
    if table.empty:
        return str(say["nobody"])
    one = len(run.articles) == 1
    items = [
        say["top_item_one" if one else "top_item"].format(
            name=row["name"], mentions=count(row["mentions"], "mention", language),
            articles=count(row["articles"], "article", language),
        )
        for row in table.to_dict("records")
    ]  # fmt: skip
    key = "top" if len(items) > 1 else "top_one"
    return str(say[key]).format(actors=listed(items, language))


def _tone(run: Run, language: str, *, copies: bool) -> Iterator[str]:
    """Toward whom sentiment leans: only where the interval leaves out 0."""
    say = words(language)["findings"]
    table = measures.sentiment_by_actor(run, top=_CANDIDATES, language=language, copies=copies)
    sides = [side_of_zero(*ends) for ends in zip(table["low"], table["high"], strict=True)]
    clear = table[(pd.Series(sides, index=table.index) != 0) & (table["mean"].abs() >= _CLEAR)]
    for sign, key in ((-1, "negative"), (1, "positive")):
        rows = clear[clear["mean"] * sign > 0].sort_values("mean", ascending=sign < 0).head(_TONED)
        items = [_tone_item(row, language) for _, row in rows.iterrows()]
        if items:
            yield say[key].format(actors=listed(items, language))
    if len(clear):
        which = (
            "all" if clear["corrected"].all() else "some" if clear["corrected"].any() else "none"
        )
        yield say[f"corrected_{which}"]
    elif table["low"].notna().any():
        yield say["tone_none"]
    elif len(run.articles) == 1:
        yield say["one_article"]
    elif table["n"].sum():
        yield say["few_stories"]


def _tone_item(row: pd.Series, language: str) -> str:
    values = {
        key: number(row[key], language, decimals=2, sign=True) for key in ("mean", "low", "high")
    }
    quoted = percent(row["share_in_quotes"], language)
    say = words(language)["findings"]
    return str(say["tone_item"]).format(name=row["name"], quoted=quoted, **values)


def _ahead(run: Run, language: str, *, copies: bool) -> Iterator[str]:
    say = words(language)["findings"]
    table = measures.agenda(run, top=_CANDIDATES, language=language, copies=copies)
    table = table[table["trigger"].notna()].drop_duplicates(["earliest", "latest"])
    items = []
    for _, row in table.head(_NAMED).iterrows():
        actors = ", ".join(row["actors"][:3])
        trigger = say["as_written"].format(words=row["trigger"])
        what = f"{trigger} – {actors}" if actors else trigger
        when = days(row["earliest"], row["latest"], language)
        items.append(say["agenda_item"].format(what=what, when=when))
    if items:
        yield say["agenda"].format(items="; ".join(items))


def _to_check(run: Run, language: str) -> Iterator[str]:
    say = words(language)["findings"]
    found = run.checks[run.checks["severity"] != "note"]
    if found.empty:
        return
    codes = found["code"].value_counts().index[:_NAMED]
    kinds = [_as_noun(CODES[code].description[language]) for code in codes]
    one, few, many = say["place"]
    n = len(found)
    noun = one if n == 1 else few if 0 < n % 100 < 20 else many
    places = f"{number(n, language)} {noun}"
    yield say["checks"].format(places=places, kinds=listed(kinds, language))


def _as_noun(description: str) -> str:
    return description[:1].lower() + description[1:].rstrip(".")
