"""Tables as the measures give them, made by hand."""

import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def mentions():
    return pd.DataFrame(
        {
            "actor_id": ["rusia", "sua"],
            "name": ["Rusia", "Statele Unite"],
            "kind": ["state", "state"],
            "mentions": [1041, 2],
            "articles": [30, 2],
            "share_of_articles": [0.75, 0.05],
            "by_name": [1000, 1],
            "by_metonym": [41, 0],
            "by_office": [0, 1],
            "adjectives": [3, 0],
            "n_articles": [40, 40],
        }
    )


@pytest.fixture
def sentiments():
    return pd.DataFrame(
        {
            "actor_id": ["rusia", "sua", "onu"],
            "name": ["Rusia", "Statele Unite", "ONU"],
            "n": [30, 3, 0],
            "n_unclear": [3, 0, 0],
            "n_not_scored": [10, 0, 2],
            "articles": [12, 2, 0],
            "stories": [10, 2, 0],
            "negative": [0.5, 0.0, np.nan],
            "neutral": [0.2, 1.0, np.nan],
            "positive": [0.2, 0.0, np.nan],
            "unclear": [0.1, 0.0, np.nan],
            "mean": [-0.25, 0.05, np.nan],
            "mean_raw": [-0.2, 0.05, np.nan],
            "corrected": [True, False, False],
            "low": [-0.4, np.nan, np.nan],
            "high": [-0.1, np.nan, np.nan],
            "share_in_quotes": [0.1, 0.0, np.nan],
            "small_n": [False, True, True],
        }
    )


@pytest.fixture
def outlets(sentiments):
    columns = ["n", "n_not_scored", "articles", "stories", "mean", "low", "high", "small_n"]
    return sentiments[columns].assign(outlet=["Gazeta", None, "Tribuna"])


@pytest.fixture
def cells(sentiments):
    """Rusia in three outlets and ONU in one, as the measure by actor and outlet gives them."""
    rows = sentiments.iloc[[0, 0, 1, 2]].reset_index(drop=True)
    rows.loc[:2, ["actor_id", "name"]] = ["rusia", "Rusia"]
    rows.loc[1, ["n", "mean", "low", "high"]] = [20, 0.12, -0.1, 0.3]
    return rows.assign(outlet=pd.Series(["Gazeta", "Tribuna", None, "Gazeta"], dtype="str"))


@pytest.fixture
def weeks(sentiments):
    """Four weeks of Rusia (the third without a mention) and of ONU, which has few stories."""
    rows = sentiments.iloc[[0, 0, 2, 1, 1, 1, 2, 1]].reset_index(drop=True)
    rows.loc[:3, ["actor_id", "name"]] = ["rusia", "Rusia"]
    rows.loc[4:, ["actor_id", "name"]] = ["onu", "ONU"]
    rows.loc[1, ["n", "mean", "low", "high"]] = [20, 0.12, -0.1, 0.3]
    return rows.assign(period=[*pd.date_range("2025-11-03", periods=4, freq="7D")] * 2)


@pytest.fixture
def voice():
    days = pd.to_datetime(["2025-11-24", "2025-11-24", "2025-11-25", "2025-11-25"])
    return pd.DataFrame(
        {
            "group": days,
            "actor_id": ["rusia", "sua"] * 2,
            "name": ["Rusia", "Statele Unite"] * 2,
            "mentions": [3, 0, 0, 0],
            "share": [0.6, 0.0, np.nan, np.nan],
            "n_mentions": [5, 5, 0, 0],
            "n_articles": [2, 2, 0, 0],
        }
    )


@pytest.fixture
def pairs():
    return pd.DataFrame(
        {
            "actor_a": ["rusia", "rusia"],
            "actor_b": ["sua", "ucraina"],
            "name_a": ["Rusia", "Rusia"],
            "name_b": ["Statele Unite", "Ucraina"],
            "n": [7, 4],
            "n_a": [9, 9],
            "n_b": [8, 5],
            "jaccard": [0.7, 0.4],
        }
    )


@pytest.fixture
def published():
    days = pd.date_range("2025-11-24", periods=4)
    return pd.DataFrame({"day": days, "articles": [2, 0, 5, 1], "n_undated": 3})


@pytest.fixture
def events():
    return pd.DataFrame(
        {
            "event_id": ["e1", "e2", "e3", "e4", "e5"],
            "earliest": pd.to_datetime(
                ["2025-12-01", "2025-12-01", "2025-11-20", "1918-12-01", None]
            ),
            "latest": pd.to_datetime(
                ["2025-12-07", "2025-12-07", "2025-11-20", "1918-12-01", None]
            ),
            "direction": ["future", "future", "past", "past", None],
            "words": ["săptămâna viitoare", "săptămâna viitoare", "joi", "1918", "recent"],
            "trigger": ["vizita", "vizita", None, None, None],
            "actors": [["Steve Witkoff"], ["Steve Witkoff"], ["Rusia"], [], []],
            "article_id": ["a1", "a2", "a1", "a2", "a2"],
            "published": pd.to_datetime(["2025-11-24", "2025-11-26"] * 2 + ["2025-11-26"])
            .tz_localize("Europe/Bucharest"),
        }
    )  # fmt: skip


@pytest.fixture
def speakers():
    return pd.DataFrame(
        {
            "actor_id": ["zelenski"],
            "name": ["Volodimir Zelenski"],
            "quotes": [4],
            "words": [60],
            "articles": [2],
            "direct": [3],
            "indirect": [1],
            "mixed": [0],
            "share": [0.5],
            "n_quotes": [8],
        }
    )


@pytest.fixture
def evidence():
    sentence = "Azi Rusia a criticat dur <Ucraina>."
    return pd.DataFrame(
        {
            "evidence_id": ["m1", "m2"],
            "article_id": ["a1", "a2"],
            "outlet": ["Gazeta & Co", None],
            "published": pd.to_datetime(["2025-11-26", None]).tz_localize("Europe/Bucharest"),
            "title": ["Un titlu", None],
            "url": ["https://example.org/a?b=1&c=2", "javascript:alert(1)"],
            "sentence": [sentence, sentence],
            "start": [4, 25],
            "end": [9, 34],
            "words": [[(12, 20, -0.7), (21, 24, 0.2)], None],
            "score": [-0.6, np.nan],
        }
    )
