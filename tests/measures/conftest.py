"""A run of five articles, small enough to count by hand, and a maker of others.

Articles are written with their mentions marked: ``[Rusia|rusia|name|-0.5]`` is the text, the
actor, the kind of link, and the score (left out: not scored; with "?": unclear).
"""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from presslens.tables.schemas import TABLES, conform

_MARK = re.compile(r"\[([^|\]]+)\|([^|\]]*)\|([^|\]]+)(?:\|([^|\]]+))?\]")
ACTORS = [
    ("rusia", "Rusia", "Russia", "state"),
    ("ucraina", "Ucraina", "Ukraine", "state"),
    ("sua", "Statele Unite", "United States", "state"),
    ("zelenski", "Volodimir Zelenski", "Volodymyr Zelenskyy", "person"),
    ("fara_nume", None, None, "person"),
]


def _probabilities(score):
    positive = (1 + score) / 3
    negative = positive - score
    return negative, 1 - positive - negative, positive


def _label(score):
    return "negative" if score < -0.1 else "positive" if score > 0.1 else "neutral"


def make_run(articles, *, quotes=(), events=(), sources=(), checks=()):
    """Articles are dicts: id, sentences [(marked text, tone)], and columns of the table."""
    rows = {table: [] for table in TABLES}
    for article in articles:
        text = ""
        for n, (marked, tone) in enumerate(article["sentences"]):
            text = _add_sentence(rows, article["id"], text, f"{article['id']}-s{n}", marked, tone)
        columns = {k: v for k, v in article.items() if k not in ("id", "sentences")}
        rows["articles"].append(
            {
                "article_id": article["id"],
                "text": text,
                "n_words": len(text.split()),
                "story_id": article["id"],
                "is_copy": False,
                "source_file": "test.txt",
                "language": "ro",
                **columns,
            }
        )
    rows["actors"] = [
        {
            "actor_id": i,
            "name_ro": ro,
            "name_en": en,
            "kind": kind,
            "known": True,
            "gender": "m" if i == "zelenski" else None,
        }
        for i, ro, en, kind in ACTORS
    ]
    rows["quotes"], rows["events"] = list(quotes), list(events)
    rows["sources"], rows["checks"] = list(sources), list(checks)
    frames = {table: _frame(rows[table], table) for table in TABLES}
    reading = [
        {"source_file": "a.txt", "row": None, "status": "dropped", "reason_code": "empty",
         "reason": "the text is empty", "remedy": "add the text", "n": 1},
        {"source_file": "b.txt", "row": None, "status": "read", "reason_code": "read",
         "reason": "1 article read", "remedy": "", "n": 1},
    ]  # fmt: skip
    return SimpleNamespace(**frames, reading=pd.DataFrame(reading), failed={})


def _frame(rows, table):
    frame = pd.DataFrame(rows)
    if table == "articles":
        published = frame.get("published")
        frame["published"] = pd.to_datetime(published).dt.tz_localize("Europe/Bucharest")
    return conform(frame, table)


def _add_sentence(rows, article_id, text, sentence_id, marked, tone):
    text = f"{text} " if text else ""
    begin, at = len(text), 0
    for mark in _MARK.finditer(marked):
        words, actor, link, score = mark.groups()
        text += marked[at : mark.start()]
        mention_id = f"{article_id}-m{len(text):03d}"
        rows["mentions"].append(
            {
                "mention_id": mention_id,
                "article_id": article_id,
                "sentence_id": sentence_id,
                "start": len(text),
                "end": len(text) + len(words),
                "text": words,
                "label": "LOC",
                "actor_id": actor or None,
                "link": link,
                "link_score": 1.0 if link == "name" else 0.7,
            }
        )
        if score is not None:
            value = float(score.removesuffix("?"))
            negative, neutral, positive = _probabilities(value)
            rows["sentiments"].append(
                {
                    "mention_id": mention_id,
                    "p_negative": negative,
                    "p_neutral": neutral,
                    "p_positive": positive,
                    "label": "unclear" if score.endswith("?") else _label(value),
                    "score": value,
                    "voice": "outlet",
                    "model": "test",
                }
            )
        text, at = text + words, mark.end()
    text += marked[at:]
    rows["sentences"].append(
        {
            "sentence_id": sentence_id,
            "article_id": article_id,
            "start": begin,
            "end": len(text),
            "tone": tone,
        }
    )
    return text


def _five_articles():
    story = [
        ("Azi [Rusia|rusia|name|-0.6] a criticat [Ucraina|ucraina|name|0.2].", -0.4),
        (
            "[Kremlinul|rusia|metonym|-0.2] tace; vizita la [Moscova||place] e luna viitoare.",
            0.0,
        ),
    ]
    return [
        {
            "id": "a1", "outlet": "Gazeta", "title": "Unu", "story_id": "s1",
            "url": "https://example.org/1", "published": "2025-11-24 23:30", "sentences": story,
        },
        {
            "id": "a2", "outlet": "Gazeta", "published": "2025-11-24 08:00", "title": "Doi",
            "sentences": [
                ("[Rusiei|rusia|form|0.4] i s-a spus: „Da” de [Zelenski|zelenski|alias|0.0].", 0.2),
                ("[Liderul|zelenski|coreference] și un om [american|sua|adjective|0.9].", None),
            ],
        },
        {
            "id": "a3", "outlet": "Tribuna", "published": "2025-11-26 10:00", "story_id": "s1",
            "is_copy": True, "sentences": story,
        },
        {
            "id": "a4", "outlet": "Tribuna", "published": "2025-12-02 00:10", "title": "Patru",
            "sentences": [("[Ucraina|ucraina|name|0.6] și [Rusia|rusia|name|-0.4] discută.", 0.1)],
        },
        {
            "id": "a5", "language": "fr",
            "sentences": [("[Washington||office] [Paris||none] [l’Ukraine|ucraina|alias].", None)],
        },
    ]  # fmt: skip


@pytest.fixture
def run():
    """Five articles of two outlets; a3 is a copy of a1; a5 has no outlet, date or score."""
    quote = {"kind": "direct", "confidence": 0.9, "article_id": "a2", "start": 19, "end": 23,
             "cue_lemma": "spune", "implies": "neutral", "speaker_status": "named"}  # fmt: skip
    result = make_run(
        _five_articles(),
        quotes=[
            {"quote_id": "q1", "speaker_id": "zelenski", **quote},
            {"quote_id": "q2", "speaker_id": None, **quote, "kind": "indirect", "confidence": 0.4,
             "cue_lemma": "pretinde", "implies": "doubt", "speaker_status": "unknown"},
        ],
        events=[
            {
                "event_id": "e1", "article_id": "a1", "sentence_id": "a1-s1", "start": 66,
                "end": 79, "timex_type": "DATE", "value": "2025-12",
                "earliest": pd.Timestamp("2025-12-01"),
                "latest": pd.Timestamp("2025-12-31"), "direction": "future",
                "actor_ids": ["rusia"], "trigger": "vizita",
            },
            {
                "event_id": "e2", "article_id": "a2", "sentence_id": "a2-s0", "start": 0, "end": 6,
                "timex_type": "DATE", "value": "2025-10-03", "direction": "past",
                "earliest": pd.Timestamp("2025-10-03"), "latest": pd.Timestamp("2025-10-03"),
                "actor_ids": ["zelenski", "nobody"],
            },
            {
                "event_id": "e3", "article_id": "a4", "sentence_id": "a4-s0", "start": 0, "end": 7,
                "timex_type": "DATE", "value": "PAST_REF", "direction": None,
            },
        ],
        sources=[
            {"source_id": "w1", "article_id": "a1", "actor_id": "afp", "cue": "arată", "start": 0,
             "end": 3, "scope_start": 0, "scope_end": 37, "text": "Azi",
             "status": "named"},
            {"source_id": "w2", "article_id": "a4", "actor_id": None, "cue": "potrivit",
             "start": 0, "end": 7, "scope_start": 0, "scope_end": 28, "text": "Ucraina",
             "status": "unnamed"},
        ],
        checks=[
            {
                "check_id": "c1", "article_id": "a1", "code": "mixed-letters", "severity": "note",
                "start": 0, "end": 1, "message": "m",
            }
        ],
    )  # fmt: skip
    inside = result.mentions["mention_id"] == "a2-m000"
    result.mentions.loc[inside, "quote_id"] = "q1"
    said = result.sentiments["mention_id"] == "a2-m000"
    result.sentiments.loc[said, ["voice", "holder_id"]] = ["speaker", "zelenski"]
    return result


@pytest.fixture
def scored_run():
    """Makes a run from a list of articles, each a list of scores of one mention of Rusia."""

    def make(scores, *, outlet="Gazeta", stories=None):
        return make_run(
            [
                {
                    "id": f"a{n:03d}",
                    "outlet": outlet,
                    "story_id": stories[n] if stories else f"s{n}",
                    "published": f"2025-11-{n % 28 + 1:02d} 12:00",
                    "sentences": [(f"[Rusia|rusia|name|{s}] apare.", None) for s in article],
                }
                for n, article in enumerate(scores)
            ]
        )

    return make
