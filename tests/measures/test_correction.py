import numpy as np
import pandas as pd
import pytest

from presslens.measures.bootstrap import MINIMUM_STORIES
from presslens.measures.correction import corrected_means, true_shares
from presslens.sentiment.errors import ANSWERS
from tests.sentiment.known import COUNTS, confusion

TRUE = np.array([0.25, 0.6, 0.15])
RATES = np.array(COUNTS, dtype=float) / np.sum(COUNTS, axis=1, keepdims=True)


def known(model, language):
    return confusion(model=model, language=language) if model == "test" else None


def answered(rng, n=300, *, stories=100, true=TRUE, rates=RATES, **columns):
    """Mentions whose true shares are ``true``, as a model with these rates answers."""
    labels = rng.choice(ANSWERS, size=n, p=true @ rates)
    frame = pd.DataFrame({"story_id": rng.integers(stories, size=n), "label": labels})
    return frame.assign(**{"actor_id": "rusia", "model": "test", "language": "ro"} | columns)


def corrected(frame, by=("actor_id",), **options):
    return corrected_means(frame, list(by), error_of=known, **options)


def test_exact_answers_give_back_the_true_shares():
    answers = 1000 * (TRUE @ RATES)[:, np.newaxis]
    shares = true_shares(answers, RATES[:, :, np.newaxis])
    assert shares[:, 0] == pytest.approx(TRUE, abs=0.002)


@pytest.mark.parametrize("seed", range(3))
def test_shares_are_those_of_the_best_likelihood(seed):
    answers = np.random.default_rng(seed).multinomial(80, TRUE @ RATES).astype(float)
    steps = np.linspace(0.001, 0.999, 999)
    grid = np.array([(a, b, 1 - a - b) for a in steps for b in steps[: round(1000 * (1 - a)) - 1]])
    best = grid[np.argmax(np.log(grid @ RATES) @ answers)]
    shares = true_shares(answers[:, np.newaxis], RATES[:, :, np.newaxis])[:, 0]
    assert shares == pytest.approx(best, abs=0.003)


def test_shares_stay_shares_where_answers_are_stranger_than_the_error_allows():
    answers = np.array([[40.0, 0.0, 0.0], [0.0, 0.0, 40.0], [0.0, 0.0, 0.0], [0.0, 9.0, 0.0]])
    shares = true_shares(answers, np.repeat(RATES[:, :, np.newaxis], 3, axis=2))
    assert shares.sum(axis=0) == pytest.approx(1)
    assert (shares >= 0).all()
    assert shares[0, 0] > 0.99
    assert shares[1, 2] > 0.99


def test_nothing_answered_is_missing():
    answers = np.array([[5.0, 0.0]] * 4)
    shares = true_shares(answers, np.repeat(RATES[:, :, np.newaxis], 2, axis=2))
    assert np.isnan(shares).any(axis=0).tolist() == [False, True]


def test_many_answers_give_back_what_raw_shares_miss():
    frame = answered(np.random.default_rng(0), 20_000)
    row = corrected(frame, resamples=50).iloc[0]
    shares = row[["negative_corrected", "neutral_corrected", "positive_corrected"]]
    assert shares.to_numpy(dtype=float) == pytest.approx(TRUE, abs=0.03)
    assert row["mean"] == pytest.approx(TRUE[2] - TRUE[0], abs=0.03)
    raw = [(frame["label"] == label).mean() for label in ("negative", "neutral", "positive")]
    assert max(abs(raw - TRUE)) > 0.04


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    """The rates of the model are drawn too: what is known of them is as uncertain as in life."""
    rng = np.random.default_rng(7)
    held = []
    for _ in range(120):
        rates = np.stack([rng.dirichlet(np.array(row) + 0.5) for row in COUNTS])
        row = corrected(answered(rng, rates=rates), resamples=300).iloc[0]
        held.append(row["low"] <= TRUE[2] - TRUE[0] <= row["high"])
    assert 0.89 <= np.mean(held) <= 0.99


@pytest.mark.parametrize("n", [20, 120])
def test_a_class_that_was_never_answered_is_not_absent_for_certain(n):
    frame = answered(np.random.default_rng(5), n, stories=n, true=[0, 1, 0], rates=np.eye(3, 4))
    row = corrected(frame).iloc[0]
    assert row["mean"] == pytest.approx(0, abs=0.01)
    assert row["low"] < -1 / n
    assert row["high"] > 1 / n
    assert row["high"] - row["low"] < 12 / n


def test_the_interval_is_wider_than_that_of_the_stories_alone():
    frame = answered(np.random.default_rng(1))
    sure = confusion(counts=tuple(tuple(1000 * n for n in row) for row in COUNTS))
    both = corrected(frame).iloc[0]
    stories = corrected_means(frame, ["actor_id"], error_of=lambda *_: sure).iloc[0]
    assert both["high"] - both["low"] > 1.05 * (stories["high"] - stories["low"])


def test_languages_are_corrected_apart_and_weighed_by_their_mentions():
    rng = np.random.default_rng(2)
    romanian, english = answered(rng, 300), answered(rng, 100, language="en", true=[0.1, 0.1, 0.8])
    apart = [corrected(frame).iloc[0]["mean"] for frame in (romanian, english)]
    together = corrected(pd.concat([romanian, english])).iloc[0]["mean"]
    assert together == pytest.approx((3 * apart[0] + apart[1]) / 4, abs=0.002)


@pytest.mark.parametrize(
    "frame",
    [
        answered(np.random.default_rng(3), model="unmeasured"),
        answered(np.random.default_rng(3), model=["test", *["unmeasured"] * 299]),
        answered(np.random.default_rng(3), stories=MINIMUM_STORIES - 1),
        answered(np.random.default_rng(3)).iloc[:0],
    ],
    ids=["unknown error", "unknown error of some mentions", "too few stories", "nothing"],
)
def test_what_can_not_be_corrected_has_no_row(frame):
    table = corrected(frame)
    assert table.empty
    assert {"actor_id", "negative_corrected", "mean", "low", "high"} <= set(table)


def test_a_group_depends_on_no_other_and_the_same_seed_gives_the_same():
    rng = np.random.default_rng(4)
    frame = pd.concat([answered(rng, actor_id="sua"), answered(rng), answered(rng, actor_id="a")])
    alone = corrected(frame[frame["actor_id"] == "rusia"])
    among = corrected(frame)
    pd.testing.assert_frame_equal(among[among["actor_id"] == "rusia"].reset_index(drop=True), alone)
    assert corrected(frame).equals(among)
    assert not corrected(frame, seed=1).equals(among)


def test_the_order_of_rows_does_not_matter():
    frame = answered(np.random.default_rng(5))
    pd.testing.assert_frame_equal(corrected(frame.sample(frac=1, random_state=0)), corrected(frame))
