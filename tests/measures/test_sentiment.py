import numpy as np
import pytest

from presslens.errors import ParameterError
from presslens.measures import (
    own_and_quoted,
    sentiment_by_actor,
    sentiment_by_outlet,
    sentiment_over_time,
    tone_of_outlets,
)
from presslens.measures.bootstrap import MINIMUM_STORIES, interval


def test_mean_and_shares_are_of_the_scored_mentions(run):
    row = sentiment_by_actor(run).set_index("actor_id").loc["rusia"]
    assert row["mean"] == pytest.approx((-0.6 - 0.2 + 0.4 - 0.6 - 0.2 - 0.4) / 6)
    assert row["negative"] == pytest.approx(5 / 6)
    assert row["share_in_quotes"] == pytest.approx(1 / 6)
    assert row[["n", "n_not_scored", "articles", "stories"]].tolist() == [6, 0, 4, 3]


def test_not_scored_is_counted_apart_and_never_neutral(run):
    row = sentiment_by_actor(run).set_index("actor_id").loc["zelenski"]
    assert row[["n", "n_not_scored"]].tolist() == [1, 1]
    assert row["neutral"] == 1.0


def test_an_actor_without_a_score_has_a_missing_mean(run):
    run.sentiments = run.sentiments.iloc[:0]
    table = sentiment_by_actor(run)
    assert table["n"].tolist() == [0, 0, 0]
    assert table[["mean", "low", "negative", "share_in_quotes"]].isna().all(axis=None)
    assert table["small_n"].all()
    assert sentiment_by_actor(run, minimum=1).empty


def test_adjectives_do_not_weigh_on_their_state(run):
    assert "sua" not in sentiment_by_actor(run)["actor_id"].tolist()


def test_few_stories_give_no_interval(run):
    table = sentiment_by_actor(run)
    assert table["small_n"].all()
    assert table[["low", "high"]].isna().all(axis=None)


def test_the_interval_contains_the_mean_and_is_the_same_every_time(scored_run):
    scores = np.random.default_rng(1).normal(-0.2, 0.3, size=(30, 3)).clip(-1, 1).tolist()
    run = scored_run([[round(s, 2) for s in article] for article in scores])
    row = sentiment_by_actor(run).iloc[0]
    assert row["low"] < row["mean"] < row["high"]
    assert not row["small_n"]
    assert sentiment_by_actor(run).equals(sentiment_by_actor(run))
    other = sentiment_by_actor(run, seed=1).iloc[0]
    assert other["low"] != row["low"]


def test_the_interval_matches_the_one_of_scipy():
    from scipy.stats import bootstrap

    rng = np.random.default_rng(2)
    counts = rng.integers(1, 6, size=60).astype(float)
    totals = rng.normal(0.1, 0.4, size=60) * counts
    ours = interval(totals, counts, seed=0, resamples=20_000)
    theirs = bootstrap(
        (totals, counts),
        lambda t, c, axis=-1: t.sum(axis=axis) / c.sum(axis=axis),
        paired=True, vectorized=True, method="percentile", n_resamples=20_000, rng=rng,
    ).confidence_interval  # fmt: skip
    assert ours == pytest.approx((theirs.low, theirs.high), abs=0.01)


def test_the_interval_does_not_depend_on_how_draws_are_cut(monkeypatch):
    totals, counts = np.arange(20.0), np.ones(20)
    whole = interval(totals, counts, seed=0, resamples=500)
    monkeypatch.setattr("presslens.measures.bootstrap._CELLS", 70)
    assert interval(totals, counts, seed=0, resamples=500) == whole


def test_copies_of_one_story_are_drawn_together(scored_run):
    """Forty copies of one story say no more than one: no interval."""
    run = scored_run([[-0.5]] * 40, stories=["s"] * 40)
    row = sentiment_by_actor(run).iloc[0]
    assert row[["articles", "stories"]].tolist() == [40, 1]
    assert row["small_n"]


@pytest.mark.parametrize(
    ("stories", "small"), [(MINIMUM_STORIES - 1, True), (MINIMUM_STORIES, False)]
)
def test_small_n_begins_below_the_minimum_of_stories(scored_run, stories, small):
    row = sentiment_by_actor(scored_run([[0.1]] * stories)).iloc[0]
    assert row["small_n"] == small
    assert np.isnan(row["low"]) == small


def test_copies_can_be_left_out(run):
    row = sentiment_by_actor(run, copies=False).set_index("actor_id").loc["rusia"]
    assert row["mean"] == pytest.approx((-0.6 - 0.2 + 0.4 - 0.4) / 4)


def test_by_outlet_takes_an_actor_by_name_or_id(run):
    by_name = sentiment_by_outlet(run, actor="russia")
    assert by_name.equals(sentiment_by_outlet(run, actor="rusia"))
    assert by_name["outlet"].tolist() == ["Tribuna", "Gazeta"]
    assert by_name["mean"].tolist() == pytest.approx([-1.2 / 3, -0.4 / 3])


def test_by_outlet_of_all_actors_shows_what_was_not_scored(run):
    table = sentiment_by_outlet(run)
    assert table["outlet"].isna().tolist() == [False, False, True]
    assert table["n_not_scored"].tolist() == [0, 1, 1]


def test_an_unknown_actor_is_refused_with_near_names(run):
    with pytest.raises(ParameterError, match="Rusia"):
        sentiment_by_outlet(run, actor="Rusiaa")


@pytest.mark.parametrize(("freq", "periods"), [("W", 2), ("D", 9)])
def test_over_time_has_every_period_and_missing_means(run, freq, periods):
    table = sentiment_over_time(run, actor="Ucraina", freq=freq)
    assert len(table) == periods
    assert (table["mean"].isna() == (table["n"] == 0)).all()


def test_over_time_of_undated_articles_is_empty(run):
    run.articles["published"] = run.articles["published"].where(run.articles["published"].isna())
    assert sentiment_over_time(run).empty


def test_tone_of_outlets_averages_scored_sentences(run):
    table = tone_of_outlets(run)
    assert table["outlet"].tolist()[:2] == ["Tribuna", "Gazeta"]
    assert table["mean"].tolist()[:2] == pytest.approx([(-0.4 + 0 + 0.1) / 3, (-0.4 + 0 + 0.2) / 3])
    assert table["n_not_scored"].tolist() == [0, 1, 1]
    assert table["mean"].isna().tolist() == [False, False, True]


def test_own_and_quoted_voices_are_kept_apart(run):
    table = own_and_quoted(run, top=1).set_index("voice")
    assert table["n"].to_dict() == {"own": 5, "quoted": 1}
    assert table.loc["quoted", "mean"] == pytest.approx(0.4)


def test_a_holder_makes_a_voice_quoted_even_outside_a_quote(run):
    run.sentiments["holder_id"] = run.sentiments["holder_id"].fillna("zelenski")
    assert "own" not in own_and_quoted(run, top=1)["voice"].tolist()
