"""The sentence around a span: what a reader needs to see to believe a number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

import pandas as pd

from presslens.measures.tables import Tables

_PADDING: Final = 120
"""Characters shown on each side of a span that no sentence holds."""


def passages(run: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` with the sentences around each span.

    Args:
        run: The tables.
        rows: Has article_id, start and end (in the article's text).

    Returns:
        The rows with sentence (the text of the sentences that the span touches), offset (where
        that text begins in the article), and start and end counted within it.
    """
    wanted = rows["article_id"].unique()
    articles = run.articles[run.articles["article_id"].isin(wanted)]
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    sentences = run.sentences[run.sentences["article_id"].isin(wanted)].sort_values("start")
    bounds = {
        str(key): (group["start"].tolist(), group["end"].tolist())
        for key, group in sentences.groupby("article_id")
    }
    found = []
    for article_id, start, end in zip(rows["article_id"], rows["start"], rows["end"], strict=True):
        text = texts[article_id]
        first, last = _around(bounds.get(article_id, ([], [])), int(start), int(end), len(text))
        found.append((text[first:last], first, int(start) - first, min(int(end), last) - first))
    columns = ["sentence", "offset", "start", "end"]
    frame = pd.DataFrame(found, columns=columns, index=rows.index)
    frame = frame.astype({"sentence": "str", **dict.fromkeys(columns[1:], "int64")})
    return rows.drop(columns=["start", "end"]).join(frame)


def _around(
    bounds: tuple[list[int], list[int]], start: int, end: int, length: int
) -> tuple[int, int]:
    starts, ends = bounds
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
    if first < 0 or ends[first] <= start:
        return max(0, start - _PADDING), min(length, end + _PADDING)
    return starts[first], max(ends[last], end)
