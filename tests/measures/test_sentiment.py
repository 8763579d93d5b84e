import numpy as np
import pytest

from presslens.errors import ParameterError
from presslens.measures import (
    sentiment_by_actor,
    sentiment_by_actor_and_outlet,
    sentiment_by_outlet,
    sentiment_by_voice,
    sentiment_over_time,
    tone_of_outlets,
)
from presslens.measures.bootstrap import MINIMUM_STORIES, interval, side_of_zero


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


def test_unclear_is_an_answer_of_its_own_and_its_score_counts(scored_run):
    row = sentiment_by_actor(scored_run([["-0.6", "-0.2?"], ["0.0", "0.4?"]])).iloc[0]
    assert row[["n", "n_unclear", "n_not_scored"]].tolist() == [4, 2, 0]
    assert row[["negative", "neutral", "positive", "unclear"]].tolist() == [0.25, 0.25, 0.0, 0.5]
    assert row["mean"] == row["mean_raw"] == pytest.approx(-0.1)


ESTIMATES = {
    "by actor": lambda run: sentiment_by_actor(run),
    "by outlet": lambda run: sentiment_by_outlet(run, actor="rusia"),
    "by both": lambda run: sentiment_by_actor_and_outlet(run),
    "by voice": lambda run: sentiment_by_voice(run),
}


@pytest.mark.parametrize("measure", ESTIMATES.values(), ids=ESTIMATES)
def test_a_known_error_is_taken_out_of_the_mean(scored_run, known_errors, measure):
    """Of three in ten negative, as many are expected from a model that errs so on neutral ones."""
    run = scored_run([[-0.6] * 3 + [0.0] * 7] * 30)
    row = measure(run).iloc[0]
    assert row["corrected"]
    assert row["mean_raw"] == pytest.approx(-0.18)
    assert -0.32 < row["mean"] < -0.05
    assert row["low"] < row["mean"] < row["high"]
    assert row["high"] - row["low"] > 0.1  # the stories are all alike: this is the model's part


def test_corrected_shares_sum_to_one_and_differ_from_what_was_answered(scored_run, known_errors):
    row = sentiment_by_actor(scored_run([[-0.6] * 3 + [0.0] * 7] * 30)).iloc[0]
    shares = row[["negative_corrected", "neutral_corrected", "positive_corrected"]]
    assert shares.sum() == pytest.approx(1)
    assert abs(shares["negative_corrected"] - row["negative"]) > 0.02
    assert row["mean"] == pytest.approx(shares["positive_corrected"] - shares["negative_corrected"])


def test_an_unknown_error_leaves_the_mean_as_it_is_and_says_so(scored_run):
    row = sentiment_by_actor(scored_run([[-0.6] * 3 + [0.0] * 7] * 30)).iloc[0]
    assert not row["corrected"]
    assert row["mean"] == row["mean_raw"]
    assert np.isnan(row["negative_corrected"])


def test_few_stories_are_not_corrected(scored_run, known_errors):
    row = sentiment_by_actor(scored_run([[-0.6]] * (MINIMUM_STORIES - 1))).iloc[0]
    assert not row["corrected"]
    assert row["mean"] == row["mean_raw"] == pytest.approx(-0.6)


def test_by_actor_and_outlet_has_a_row_where_the_actor_is_mentioned(run):
    table = sentiment_by_actor_and_outlet(run, language="en")
    rows = table[["name", "outlet"]].fillna("-").to_numpy().tolist()
    assert rows == [
        ["Russia", "Gazeta"], ["Russia", "Tribuna"],
        ["Ukraine", "Gazeta"], ["Ukraine", "Tribuna"], ["Ukraine", "-"],
        ["Volodymyr Zelenskyy", "Gazeta"],
    ]  # fmt: skip
    assert table["n"].tolist() == [3, 3, 1, 2, 0, 1]
    assert table["n_not_scored"].tolist() == [0, 0, 0, 0, 1, 1]
    assert table["mean"].isna().tolist() == [False] * 4 + [True, False]


def test_by_actor_and_outlet_keeps_the_most_mentioned(run):
    assert set(sentiment_by_actor_and_outlet(run, top=1)["actor_id"]) == {"rusia"}


def test_over_time_of_some_actors_has_every_period_of_each(run):
    table = sentiment_over_time(run, top=2, language="en")
    assert table["name"].tolist() == ["Russia"] * 2 + ["Ukraine"] * 2
    assert table["period"].dt.day.tolist() == [24, 1] * 2
    assert table["n"].tolist() == [5, 1, 2, 1]


@pytest.mark.parametrize("measure", [sentiment_by_actor_and_outlet, sentiment_over_time])
def test_no_actor_at_all_is_refused(run, measure):
    with pytest.raises(ParameterError, match="1 or more"):
        measure(run, top=0)


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


@pytest.mark.parametrize(
    ("low", "high", "side"),
    [
        (-0.3, -0.1, -1),
        (0.1, 0.3, 1),
        (-0.1, 0.1, 0),
        (-0.3, -0.004, 0),  # written as 0,00
        (1e-18, 0.2, 0),
        (-0.3, -0.006, -1),
        (np.nan, np.nan, 0),
    ],
)
def test_an_end_that_is_written_as_zero_does_not_leave_zero_out(low, high, side):
    assert side_of_zero(low, high) == side


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


def test_voices_are_kept_apart(run):
    table = sentiment_by_voice(run, top=1).set_index("voice")
    assert table["n"].to_dict() == {"outlet": 5, "speaker": 1}
    assert table.loc["speaker", "mean"] == pytest.approx(0.4)


def test_a_wire_is_a_voice_of_its_own(run):
    run.sentiments["voice"] = "wire"
    assert sentiment_by_voice(run, top=1)["voice"].tolist() == ["wire"]


def test_what_has_no_voice_is_left_out(run):
    run.sentiments["voice"] = run.sentiments["voice"].mask(run.sentiments["voice"] == "outlet")
    assert sentiment_by_voice(run, top=1)["n"].tolist() == [1]
