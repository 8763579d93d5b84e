"""Turns what was found in an article into rows of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from presslens.annotations import Annotations, Mention, Score
from presslens.tables.schemas import TableName, conform

ANNOTATED: tuple[TableName, ...] = (
    "sentences", "mentions", "quotes", "sources", "sentiments", "events", "checks",
)  # fmt: skip
"""The tables that are made article by article."""

Rows = dict[str, list[dict[str, Any]]]


def to_frames(found: Iterable[Annotations]) -> dict[TableName, pd.DataFrame]:
    """The annotated tables of the articles in ``found``, in their order."""
    rows: Rows = defaultdict(list)
    for article in found:
        _add_article(article, rows)
    return {
        table: conform(pd.DataFrame(rows[table]) if rows[table] else _nothing(), table)
        for table in ANNOTATED
    }


def _nothing() -> pd.DataFrame:
    return pd.DataFrame()


def _add_article(found: Annotations, rows: Rows) -> None:
    article = found.context.article_id
    for sentence in found.sentences:
        rows["sentences"].append({
            "sentence_id": _span_id(article, "s", sentence.start, sentence.end),
            "article_id": article, "start": sentence.start, "end": sentence.end,
            "tone": sentence.tone,
        })  # fmt: skip
    for mention in found.mentions:
        rows["mentions"].append(_mention_row(mention, found))
    _add_speech(found, rows)
    for score in found.scores:
        rows["sentiments"].append(_score_row(score, _mention_id(article, score.mention)))
    for event in found.events:
        timex = event.timex
        rows["events"].append({
            "event_id": _span_id(article, "e", timex.start, timex.end), "article_id": article,
            "sentence_id": _sentence_id(found, timex.start), "start": timex.start,
            "end": timex.end, "timex_type": timex.timex_type, "value": timex.value,
            "earliest": timex.earliest, "latest": timex.latest, "direction": event.direction,
            "actor_ids": list(event.actor_ids), "trigger": event.trigger,
        })  # fmt: skip
    for n, check in enumerate(found.checks):
        rows["checks"].append({
            "check_id": f"{article}-c{n}", "article_id": article, "code": check.code,
            "severity": check.severity, "start": check.start, "end": check.end,
            "message": check.message,
        })  # fmt: skip


def _add_speech(found: Annotations, rows: Rows) -> None:
    article = found.context.article_id
    for quote in found.quotes:
        speaker = quote.speaker
        rows["quotes"].append({
            "quote_id": _span_id(article, "q", quote.start, quote.end), "article_id": article,
            "start": quote.start, "end": quote.end, "kind": quote.kind, "cue": quote.cue,
            "cue_start": quote.cue_start, "cue_end": quote.cue_end,
            "speaker_mention_id": _mention_id(article, speaker) if speaker else None,
            "speaker_id": speaker.actor_id if speaker else None, "confidence": quote.confidence,
            "cue_lemma": quote.cue_lemma, "implies": quote.implies,
            "speaker_start": quote.speaker_start, "speaker_end": quote.speaker_end,
            "speaker_text": quote.speaker_text, "speaker_status": quote.speaker_status,
        })  # fmt: skip
    for n, source in enumerate(found.sources):
        rows["sources"].append({
            "source_id": f"{article}-r{n}", "article_id": article, "actor_id": source.actor_id,
            "cue": source.cue, "start": source.start, "end": source.end,
            "scope_start": source.scope_start, "scope_end": source.scope_end, "text": source.text,
            "status": "named" if source.named else "unnamed",
        })  # fmt: skip


def _mention_row(mention: Mention, found: Annotations) -> dict[str, Any]:
    quote = found.quote_of(mention.start)
    within = found.quotes[quote] if quote is not None else None
    article = found.context.article_id
    return {
        "mention_id": _mention_id(article, mention), "article_id": article,
        "sentence_id": _sentence_id(found, mention.start),
        "start": mention.start, "end": mention.end, "text": mention.text, "label": mention.label,
        "actor_id": mention.actor_id, "link": mention.link, "link_score": mention.link_score,
        "quote_id": _span_id(article, "q", within.start, within.end) if within else None,
        "found_as": mention.found_as,
    }  # fmt: skip


def _score_row(score: Score, mention_id: str) -> dict[str, Any]:
    shares = (score.p_negative, score.p_neutral, score.p_positive)
    labels = ("negative", "neutral", "positive")
    likeliest = labels[max(range(3), key=shares.__getitem__)]
    return {
        "mention_id": mention_id, "p_negative": shares[0], "p_neutral": shares[1],
        "p_positive": shares[2], "label": "unclear" if score.unclear else likeliest,
        "score": shares[2] - shares[0], "holder_id": score.holder_id, "voice": score.voice,
        "model": score.model,
    }  # fmt: skip


def _span_id(article: str, kind: str, start: int, end: int) -> str:
    return f"{article}-{kind}{start}-{end}"


def _mention_id(article: str, mention: Mention) -> str:
    return _span_id(article, "m", mention.start, mention.end)


def _sentence_id(found: Annotations, start: int) -> str | None:
    at = found.sentence_of(start)
    if at is None:
        return None
    sentence = found.sentences[at]
    return _span_id(found.context.article_id, "s", sentence.start, sentence.end)
