"""Who says it, in which words: the speakers of quotes, and the verbs that report them."""

from __future__ import annotations

from typing import Final, get_args

import pandas as pd

from presslens.annotations import Implies
from presslens.measures.tables import Tables, check_at_least, kept_articles, with_names

_KINDS: Final = ("direct", "indirect", "mixed")
IMPLIES: Final[tuple[str, ...]] = get_args(Implies)


def quoted(run: Tables, *, copies: bool = True) -> pd.DataFrame:
    """The quotes that count, with outlet, story_id and words (how many they have)."""
    articles = kept_articles(run, copies=copies)[["article_id", "outlet", "story_id", "text"]]
    quotes = run.quotes.merge(articles, on="article_id")
    spans = zip(quotes["text"], quotes["start"], quotes["end"], strict=True)
    words = [len(text[start:end].split()) for text, start, end in spans]
    counted = pd.Series(words, index=quotes.index, dtype="int64")
    return quotes.drop(columns="text").assign(words=counted)


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
        One row a speaker: actor_id, name, quotes, words (in the quotes: how long they speak),
        articles, direct, indirect, mixed (quotes of each kind), share (of n_quotes, 0 to 1),
        share_of_words (of all words in quotes) and n_quotes: all quotes, with those whose speaker
        has no name or is not known. ``attrs["n_unnamed"]`` and ``attrs["n_unknown"]`` count these.

    Raises:
        ParameterError: ``top`` is below 1 or the language is not known.
    """
    check_at_least("top", top, 1)
    every = quoted(run, copies=copies)
    quotes = every[every["speaker_id"].notna()]
    table = quotes.groupby("speaker_id").agg(
        quotes=("quote_id", "size"), words=("words", "sum"), articles=("article_id", "nunique")
    )
    for kind in _KINDS:
        table[kind] = (quotes["kind"] == kind).groupby(quotes["speaker_id"]).sum()
    table = table.astype("int64").rename_axis("actor_id").reset_index()
    table["n_quotes"] = len(every)
    table["share"] = table["quotes"] / table["n_quotes"]
    table["share_of_words"] = table["words"] / max(1, every["words"].sum())
    table = with_names(table, run, language=language)
    table = table.sort_values(
        ["quotes", "words", "name", "actor_id"], ascending=[False, False, True, True]
    )
    columns = ["actor_id", "name", "quotes", "words", "articles", *_KINDS, "share",
               "share_of_words", "n_quotes"]  # fmt: skip
    table = table[columns].head(top or len(table)).reset_index(drop=True)
    unnamed = int((every["speaker_status"] == "unnamed").sum())
    table.attrs["n_unnamed"] = unnamed
    table.attrs["n_unknown"] = len(every) - len(quotes) - unnamed
    return table


def speakers_by_gender(run: Tables, *, copies: bool = True) -> pd.DataFrame:
    """How often and how long women and men are quoted; a name alone says nothing about gender.

    Args:
        run: The tables.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a gender: gender ("f", "m"; missing: the registry of actors doesn't say it),
        speakers, quotes, words, share (of n_quotes, 0 to 1), share_of_words and n_quotes (of all
        persons with a name). Without a quote by a person there is no row.
    """
    people = run.actors.loc[run.actors["kind"] == "person", ["actor_id", "gender"]]
    quotes = quoted(run, copies=copies)
    quotes = quotes.merge(people, left_on="speaker_id", right_on="actor_id")
    table = quotes.groupby("gender", dropna=False).agg(
        speakers=("speaker_id", "nunique"), quotes=("quote_id", "size"), words=("words", "sum")
    )
    table = table.astype("int64").reset_index()
    table["n_quotes"] = len(quotes)
    table["share"] = table["quotes"] / table["n_quotes"]
    table["share_of_words"] = table["words"] / max(1, quotes["words"].sum())
    columns = ["gender", "speakers", "quotes", "words", "share", "share_of_words", "n_quotes"]
    return table[columns]


def speakers_by_outlet(
    run: Tables, *, top: int = 10, language: str = "ro", copies: bool = True
) -> pd.DataFrame:
    """The share of each speaker in the quotes of each outlet.

    Args:
        run: The tables.
        top: Keep the actors that are quoted most in the whole run.
        language: Language of the names.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row an outlet and speaker: group (the outlet; missing: articles without one), actor_id,
        name, quotes, share (0 to 1, of n_quotes; missing where that is 0) and n_quotes (of the
        outlet, whoever speaks).

    Raises:
        ParameterError: ``top`` is below 1 or the language is not known.
    """
    check_at_least("top", top, 1)
    every = quoted(run, copies=copies)
    outlets = kept_articles(run, copies=copies)[["outlet"]].drop_duplicates().sort_values("outlet")
    sizes = every.groupby("outlet", dropna=False).size().rename("n_quotes").reset_index()
    first = speakers(run, top=top, language=language, copies=copies)[["actor_id", "name"]]
    sized = every.groupby(["outlet", "speaker_id"], dropna=False).size().rename("quotes")
    counts = sized.reset_index().rename(columns={"speaker_id": "actor_id"})
    table = outlets.merge(sizes, on="outlet", how="left").merge(first, how="cross")
    table = table.merge(counts, on=["outlet", "actor_id"], how="left")
    numbers = ["quotes", "n_quotes"]
    table[numbers] = table[numbers].fillna(0).astype("int64")
    table["share"] = table["quotes"] / table["n_quotes"].where(table["n_quotes"] > 0)
    table = table.rename(columns={"outlet": "group"})
    return table[["group", "actor_id", "name", "quotes", "share", "n_quotes"]]


def reporting_verbs(
    run: Tables, *, top: int | None = None, by_outlet: bool = False, copies: bool = True
) -> pd.DataFrame:
    """The words by which quotes are reported, most used first.

    Args:
        run: The tables.
        top: Keep this many words.
        by_outlet: Count each outlet apart.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row a word (with ``by_outlet`` a word and outlet): outlet (if asked for), cue_lemma,
        implies, quotes, share (0 to 1, of n_quotes) and n_quotes (those with a reporting word, of
        the run or of the outlet).

    Raises:
        ParameterError: ``top`` is below 1.
    """
    check_at_least("top", top, 1)
    quotes = quoted(run, copies=copies)
    quotes = quotes[quotes["cue_lemma"].notna()]
    ranks = quotes["cue_lemma"].value_counts().rename("total").reset_index()
    ranks = ranks.sort_values(["total", "cue_lemma"], ascending=[False, True])
    ranks = ranks.head(top or len(ranks)).assign(rank=lambda t: range(len(t)))
    outlet = ["outlet"] if by_outlet else []
    keys = [*outlet, "cue_lemma", "implies"]
    table = quotes.groupby(keys, dropna=False).size().rename("quotes").reset_index()
    table = table.merge(ranks[["cue_lemma", "rank"]], on="cue_lemma")
    if by_outlet:
        sizes = quotes.groupby("outlet", dropna=False).size().rename("n_quotes").reset_index()
        table = table.merge(sizes, on="outlet")
    else:
        table = table.assign(n_quotes=len(quotes))
    table = table.assign(share=table["quotes"] / table["n_quotes"])
    table = table.sort_values([*outlet, "rank", "implies"]).reset_index(drop=True)
    return table[[*keys, "quotes", "share", "n_quotes"]]


def implied_by_outlet(run: Tables, *, copies: bool = True) -> pd.DataFrame:
    """What the reporting words of each outlet imply: does one "claim" what another "explains"?

    Args:
        run: The tables.
        copies: ``False`` leaves out near-copies.

    Returns:
        One row an outlet: outlet (missing: articles without one), n (quotes with a reporting word),
        stories, and neutral, fact, doubt, emphasis, denial (shares of n, 0 to 1); the outlet whose
        words imply something most often first.
    """
    quotes = quoted(run, copies=copies)
    quotes = quotes[quotes["implies"].notna()]
    groups = quotes.groupby("outlet", dropna=False)
    table = groups.agg(n=("quote_id", "size"), stories=("story_id", "nunique")).reset_index()
    for word in IMPLIES:
        share = (quotes["implies"] == word).groupby(quotes["outlet"], dropna=False).mean()
        table = table.merge(share.rename(word).reset_index(), on="outlet", how="left")
    table = table.sort_values(["neutral", "outlet"]).reset_index(drop=True)
    return table[["outlet", "n", "stories", *IMPLIES]]
