"""Who says it: the speakers of quotes."""

from __future__ import annotations

import pandas as pd

from presslens.measures.tables import Tables, check_at_least, kept_articles, with_names

_KINDS = ("direct", "indirect", "mixed")


def speakers(
    run: Tables, *, top: int | None = None, language: str = "ro", copies: bool = True
) -> pd.DataFrame:
    """The actors that are quoted, most quoted first.

    Args:
        run: The tables.
        top: Keep this many speakers.
        language: Language of the names.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a speaker: actor_id, name, quotes, words (in the quotes), articles, direct,
        indirect, mixed (quotes of each kind), share (of n_quotes, 0 to 1) and n_quotes: all
        quotes, with those whose speaker is not known. ``attrs["n_unknown"]`` counts these.

    Raises:
        ParameterError: ``top`` is below 1 or the language is not known.
    """
    check_at_least("top", top, 1)
    articles = kept_articles(run, copies=copies)[["article_id", "text"]]
    every = run.quotes.merge(articles, on="article_id")
    quotes = every[every["speaker_id"].notna()]
    spans = zip(quotes["text"], quotes["start"], quotes["end"], strict=True)
    words = [len(text[start:end].split()) for text, start, end in spans]
    quotes = quotes.assign(words=pd.Series(words, index=quotes.index, dtype="int64"))
    table = quotes.groupby("speaker_id").agg(
        quotes=("quote_id", "size"), words=("words", "sum"), articles=("article_id", "nunique")
    )
    for kind in _KINDS:
        table[kind] = (quotes["kind"] == kind).groupby(quotes["speaker_id"]).sum()
    table = table.astype("int64").rename_axis("actor_id").reset_index()
    table["n_quotes"] = len(every)
    table["share"] = table["quotes"] / table["n_quotes"]
    table = with_names(table, run, language=language)
    table = table.sort_values(
        ["quotes", "words", "name", "actor_id"], ascending=[False, False, True, True]
    )
    columns = ["actor_id", "name", "quotes", "words", "articles", *_KINDS, "share", "n_quotes"]
    table = table[columns].head(top or len(table)).reset_index(drop=True)
    table.attrs["n_unknown"] = len(every) - len(quotes)
    return table
