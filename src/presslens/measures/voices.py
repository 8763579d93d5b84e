"""How much of what is written each voice says: the outlet, speakers, wires."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from presslens.measures.tables import Tables, kept_articles

VOICES: Final = ("outlet", "speaker", "wire")
Span = tuple[int, int]


def words_by_voice(run: Tables, *, copies: bool = True) -> pd.DataFrame:
    """How many words of each outlet are its own, a speaker's, a wire's.

    A wire is an agency, an outlet or a source without a name that is credited with a sentence or an
    article; what a speaker says in it is the speaker's.

    Args:
        run: The tables.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row an outlet: outlet (missing: articles without one), articles, words, and
        outlet_share, speaker_share and wire_share (of the words, 0 to 1); the outlet that quotes
        most first.
    """
    articles = kept_articles(run, copies=copies)
    ids = articles["article_id"]
    speakers = run.actors.set_index("actor_id")["kind"]
    media = run.quotes["speaker_id"].map(speakers).isin(["agency", "outlet"])
    said = _by_article(run.quotes[~media], "start", "end", ids)
    wired = _by_article(run.quotes[media], "start", "end", ids)
    scopes = _by_article(run.sources, "scope_start", "scope_end", ids)
    rows = []
    for article_id, text in zip(ids, articles["text"], strict=True):
        own = said.get(article_id, [])
        wires = _without(_joined([*wired.get(article_id, []), *scopes.get(article_id, [])]), own)
        rows.append((_words(text, own), _words(text, wires), len(text.split())))
    counted = pd.DataFrame(rows, columns=["speaker", "wire", "words"], index=articles.index)
    counted["outlet"] = (counted["words"] - counted["speaker"] - counted["wire"]).clip(0)
    groups = counted.groupby(articles["outlet"].rename("name"), dropna=False)
    table = groups[["words", *VOICES]].sum().assign(articles=groups.size()).reset_index()
    total = table["words"].where(table["words"] > 0)
    shares = {f"{voice}_share": table[voice] / total for voice in VOICES}
    table = table.assign(**shares, outlet=table["name"])
    table = table.sort_values(["speaker_share", "outlet"], ascending=[False, True])
    columns = ["outlet", "articles", "words", *shares]
    return table[columns].reset_index(drop=True)


def _by_article(
    frame: pd.DataFrame, start: str, end: str, ids: pd.Series[str]
) -> dict[str, list[Span]]:
    """The spans of each article, in order."""
    frame = frame[frame["article_id"].isin(ids) & frame[start].notna()].sort_values(start)
    found: dict[str, list[Span]] = {}
    for article_id, a, b in zip(frame["article_id"], frame[start], frame[end], strict=True):
        found.setdefault(article_id, []).append((int(a), int(b)))
    return found


def _joined(spans: Iterable[Span]) -> list[Span]:
    """``spans`` without overlap."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _without(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """``spans`` without what lies in ``holes``; both sorted and apart."""
    left: list[Span] = []
    for start, end in spans:
        for a, b in holes:
            if b <= start or a >= end:
                continue
            if a > start:
                left.append((start, a))
            start = max(start, b)
        if start < end:
            left.append((start, end))
    return left


def _words(text: str, spans: Iterable[Span]) -> int:
    return sum(len(text[start:end].split()) for start, end in spans)
