"""The sentence around a span: what a reader needs to see to believe a number."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

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


def words_within(words: object, offset: int, length: int) -> list[tuple[int, int, float]]:
    """The weighed words of a score as (start, end, weight) within a passage.

    Args:
        words: The column ``words`` of a row of ``sentiments``; missing gives no word.
        offset: Where the passage begins in the article.
        length: How long the passage is; words outside are left out.
    """
    if words is None or (isinstance(words, float) and math.isnan(words)):
        return []
    shifted = [_word(word, offset) for word in _iterate(words)]
    return sorted(word for word in shifted if 0 <= word[0] < word[1] <= length)


def _iterate(words: object) -> Iterable[Any]:
    return words if isinstance(words, Iterable) else []


def _word(word: Mapping[str, Any] | Sequence[Any], offset: int) -> tuple[int, int, float]:
    start, end, weight = (
        (word["start"], word["end"], word["weight"]) if isinstance(word, Mapping) else word
    )
    return int(start) - offset, int(end) - offset, float(weight)
