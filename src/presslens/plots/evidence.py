"""Evidence as HTML: the sentences behind a number, with the span and the words that weighed."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

from presslens.plots.clean import escape, safe_url
from presslens.plots.html import Html
from presslens.plots.labels import day, is_missing, number, text

MAX_ROWS: Final = 50
_AROUND: Final = 240
_LONGEST: Final = 700
_WEAKEST: Final = 0.25
"""Of the strongest weight in a sentence; words with less do not decide, and are not marked."""

_TONES: Final = frozenset({"negative", "neutral", "positive", "unclear"})
"""Labels beside which the score is a sentiment, and worth showing."""

Word = tuple[int, int, float]


def details(evidence: pd.DataFrame, language: str) -> str:
    """A folded list of the sentences in ``evidence``; "" if there is none.

    Args:
        evidence: From `presslens.measures.evidence`. At most fifty rows are shown.
        language: Language of the headings.
    """
    if evidence.empty:
        return ""
    n = number(min(len(evidence), MAX_ROWS), language)
    summary = escape(text("evidence", language, n=n))
    return f"<details><summary>{summary}</summary>{blockquotes(evidence, language)}</details>"


def evidence_list(evidence: pd.DataFrame, *, language: str = "ro") -> Html:
    """The sentences in ``evidence`` as a list that stands open.

    Args:
        evidence: From `presslens.measures.evidence`. At most fifty rows are shown.
        language: Language of dates and numbers.

    Raises:
        ParameterError: The language is not known.
    """
    if evidence.empty:
        nothing = text("too_little", language)
        return Html(f"<p class='note'>{escape(nothing)}</p>", nothing)
    plain = "\n".join(str(s) for s in evidence["sentence"].head(MAX_ROWS))
    return Html(blockquotes(evidence, language), plain)


def blockquotes(evidence: pd.DataFrame, language: str) -> str:
    """The sentences in ``evidence``, at most fifty, each with its article."""
    rows = evidence.head(MAX_ROWS).to_dict("records")
    return "".join(_blockquote(row, language) for row in rows)


def _blockquote(row: dict[Any, Any], language: str) -> str:
    sentence = row["sentence"] if isinstance(row["sentence"], str) else ""
    marked = marked_up(sentence, (int(row["start"]), int(row["end"])), row.get("words"))
    return f"<blockquote><p>{marked}</p><footer>{_where(row, language)}</footer></blockquote>"


def _where(row: dict[Any, Any], language: str) -> str:
    """Outlet, day and link of the article."""
    outlet, title, url = (row.get(c) for c in ("outlet", "title", "url"))
    parts = [escape(outlet, limit=80) if _is(outlet) else text("unknown_outlet", language)]
    if _is(row.get("published")):
        parts.append(day(row["published"], language))
    words = escape(title, limit=120) if _is(title) else escape(text("link", language))
    address = safe_url(url)
    if address:
        words = f'<a href="{escape(address)}" rel="noopener noreferrer">{words}</a>'
    if address or _is(title):
        parts.append(words)
    if _is(url) and not address:
        parts.append(escape(url, limit=120))
    if row.get("label") in _TONES and _is(row.get("score")):
        parts.append(number(row["score"], language, decimals=2, sign=True))
    return " · ".join(parts)


def _is(value: object) -> bool:
    return not is_missing(value)


def marked_up(sentence: str, span: tuple[int, int], words: object = None) -> str:
    """``sentence`` as HTML with ``span`` in ``<mark>`` and the words that decide in ``<b>``.

    Words with less than a quarter of the strongest weight are not marked. A long sentence is cut
    around the span. Offsets outside the sentence are cut to it.

    Args:
        sentence: The text as it stands in the article.
        span: Start and end of what is marked, half-open.
        words: (start, end, weight) each; the sign of the weight gives class "pos" or "neg".
    """
    start, end = (min(max(at, 0), len(sentence)) for at in span)
    first, last = _window(start, end, len(sentence))
    weighed = _weights(words)
    cuts = {first, last, start, end, *(at for word in weighed for at in word[:2])}
    edges = sorted(at for at in cuts if first <= at <= last)
    pieces = []
    for left, right in itertools.pairwise(edges):
        piece = escape(sentence[left:right])
        weight = next((w for s, e, w in weighed if s <= left and right <= e), None)
        if weight:
            piece = f'<b class="{"pos" if weight > 0 else "neg"}">{piece}</b>'
        pieces.append(f"<mark>{piece}</mark>" if start <= left and right <= end else piece)
    cut = ("…" if first else "", "…" if last < len(sentence) else "")
    return f"{cut[0]}{''.join(pieces)}{cut[1]}".replace("</mark><mark>", "")


def _window(start: int, end: int, length: int) -> tuple[int, int]:
    if length <= _LONGEST:
        return 0, length
    return max(0, start - _AROUND), min(length, min(end, start + _LONGEST) + _AROUND)


def _weights(words: object) -> Sequence[Word]:
    if words is None or not isinstance(words, Iterable):
        return []
    found = [
        (w["start"], w["end"], w["weight"]) if isinstance(w, dict) else tuple(w) for w in words
    ]
    known = [(int(s), int(e), float(w)) for s, e, w in found if not math.isnan(w)]
    least = _WEAKEST * max((abs(w) for _, _, w in known), default=0.0)
    return [word for word in known if abs(word[2]) >= least]
