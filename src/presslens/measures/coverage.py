"""What was read, and what was left unscored, undated or open."""

from __future__ import annotations

import pandas as pd

from presslens.measures.tables import COUNTED, Tables

_Row = tuple[str, str | None, int, int | None]


def coverage(run: Tables) -> pd.DataFrame:
    """How much of the corpus the numbers rest on.

    Args:
        run: The tables.

    Returns:
        One row an item: item (such as "articles_not_scored"), detail (a language or a severity;
        missing where the item has none), n, of (what ``n`` is part of; missing for a total) and
        share = n / of (0 to 1; missing where ``of`` is missing or 0).
    """
    rows = [*_articles(run), *_sentences(run), *_mentions(run), *_quotes(run), *_events(run)]
    rows += [("checks", None, len(run.checks), None), *_by(run.checks["severity"], "checks_by")]
    table = pd.DataFrame(rows, columns=["item", "detail", "n", "of"])
    table = table.astype({"item": "str", "detail": "str", "n": "int64", "of": "Int64"})
    whole = table["of"].astype("float64")
    return table.assign(share=table["n"] / whole.where(whole > 0))


def _by(values: pd.Series[str], item: str) -> list[_Row]:
    counts = values.value_counts(dropna=False).rename_axis("value").reset_index(name="n")
    counts = counts.sort_values(["n", "value"], ascending=[False, True])
    return [
        (item, None if pd.isna(value) else str(value), int(n), len(values))
        for value, n in zip(counts["value"], counts["n"], strict=True)
    ]


def _articles(run: Tables) -> list[_Row]:
    articles, n = run.articles, len(run.articles)
    scored = run.mentions.merge(
        run.sentiments.loc[run.sentiments["score"].notna(), ["mention_id"]], on="mention_id"
    )["article_id"]
    toned = run.sentences.loc[run.sentences["tone"].notna(), "article_id"]
    read = articles["article_id"].isin(pd.concat([scored, toned]))
    return [
        ("articles", None, n, None),
        *_by(articles["language"], "articles_by_language"),
        ("articles_not_scored", None, int((~read).sum()), n),
        ("articles_copies", None, int(articles["is_copy"].sum()), n),
        ("articles_without_date", None, int(articles["published"].isna().sum()), n),
        ("articles_without_outlet", None, int(articles["outlet"].isna().sum()), n),
        ("articles_without_title", None, int(articles["title"].isna().sum()), n),
        ("stories", None, int(articles["story_id"].nunique()), None),
        ("outlets", None, int(articles["outlet"].nunique()), None),
        ("words", None, int(articles["n_words"].sum()), None),
    ]


def _sentences(run: Tables) -> list[_Row]:
    tone = run.sentences["tone"]
    return [
        ("sentences", None, len(tone), None),
        ("sentences_without_tone", None, int(tone.isna().sum()), len(tone)),
    ]


def _mentions(run: Tables) -> list[_Row]:
    mentions, n = run.mentions, len(run.mentions)
    link, linked = mentions["link"], mentions["actor_id"].notna()
    counted = linked & link.isin(COUNTED)
    scores = run.sentiments.loc[run.sentiments["score"].notna(), "mention_id"]
    scored = counted & mentions["mention_id"].isin(scores)
    unclear = run.sentiments.loc[run.sentiments["label"] == "unclear", "mention_id"]
    return [
        ("mentions", None, n, None),
        ("mentions_linked", None, int(counted.sum()), n),
        ("mentions_adjective", None, int((link == "adjective").sum()), n),
        ("mentions_place", None, int((link == "place").sum()), n),
        (
            "mentions_open",
            None,
            int((~linked & ~link.isin(["place", "none", "adjective"])).sum()),
            n,
        ),
        ("mentions_unlinked", None, int((link == "none").sum()), n),
        ("mentions_scored", None, int(scored.sum()), int(counted.sum())),
        (
            "mentions_unclear",
            None,
            int((scored & mentions["mention_id"].isin(unclear)).sum()),
            int(scored.sum()),
        ),
        ("mentions_not_scored", None, int((counted & ~scored).sum()), int(counted.sum())),
        ("actors", None, int(mentions.loc[counted, "actor_id"].nunique()), None),
    ]


def _quotes(run: Tables) -> list[_Row]:
    n, status = len(run.quotes), run.quotes["speaker_status"].value_counts()
    return [
        ("quotes", None, n, None),
        ("quotes_with_speaker", None, int(status.get("named", 0)), n),
        ("quotes_of_unnamed", None, int(status.get("unnamed", 0)), n),
        ("quotes_without_speaker", None, int(status.get("unknown", 0)), n),
        ("sources", None, len(run.sources), None),
        (
            "sources_unnamed",
            None,
            int((run.sources["status"] == "unnamed").sum()),
            len(run.sources),
        ),
    ]


def _events(run: Tables) -> list[_Row]:
    undated, n = run.events["earliest"].isna(), len(run.events)
    return [("events", None, n, None), ("events_without_day", None, int(undated.sum()), n)]
