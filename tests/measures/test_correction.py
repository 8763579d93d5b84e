import numpy as np
import pandas as pd
import pytest

from presslens.measures.bootstrap import MINIMUM_STORIES
from presslens.measures.correction import corrected_means, true_shares
from presslens.sentiment.errors import ANSWERS
from tests.sentiment.known import COUNTS, confusion

SAID = np.array([0.2, 0.55, 0.15, 0.1])
"""Shares of what is answered."""
PARTS = np.array(COUNTS, dtype=float) / np.sum(COUNTS, axis=0, keepdims=True)
"""The part of each class in each answer."""
TRUE = PARTS @ SAID


def known(model, language):
    return confusion(model=model, language=language) if model == "test" else None


def answered(rng, n=300, *, stories=100, said=SAID, **columns):
    """Mentions of which a model says this."""
    labels = rng.choice(ANSWERS, size=n, p=said)
    frame = pd.DataFrame({"story_id": rng.integers(stories, size=n), "label": labels})
    return frame.assign(**{"actor_id": "rusia", "model": "test", "language": "ro"} | columns)


def corrected(frame, by=("actor_id",), **options):
    return corrected_means(frame, list(by), error_of=known, **options)


def test_answers_become_the_classes_that_labelled_mentions_have_under_them():
    shares = true_shares(1000 * SAID[:, np.newaxis], PARTS[:, :, np.newaxis])
    assert shares[:, 0] == pytest.approx(TRUE)
    assert abs(TRUE - [0.2, 0.55, 0.15]).max() > 0.04


@pytest.mark.parametrize("answer", range(4))
def test_shares_stay_shares_whatever_is_answered(answer):
    shares = true_shares(9 * np.eye(4)[:, [answer]], PARTS[:, :, np.newaxis])[:, 0]
    assert shares == pytest.approx(PARTS[:, answer])
    assert shares.sum() == pytest.approx(1)


def test_nothing_answered_is_missing():
    answers = np.array([[5.0, 0.0]] * 4)
    shares = true_shares(answers, np.repeat(PARTS[:, :, np.newaxis], 2, axis=2))
    assert np.isnan(shares).any(axis=0).tolist() == [False, True]


def test_many_answers_give_back_what_raw_shares_miss():
    frame = answered(np.random.default_rng(0), 20_000)
    row = corrected(frame, resamples=50).iloc[0]
    shares = row[["negative_corrected", "neutral_corrected", "positive_corrected"]]
    assert shares.to_numpy(dtype=float) == pytest.approx(TRUE, abs=0.02)
    assert row["mean"] == pytest.approx(TRUE[2] - TRUE[0], abs=0.02)


def test_an_actor_of_whom_much_is_said_is_not_made_worse_than_the_answers_allow():
    """Half called negative and half neutral: at most what the two answers hold of negative."""
    frame = answered(np.random.default_rng(6), 2000, said=[0.5, 0.5, 0, 0])
    row = corrected(frame).iloc[0]
    assert row["negative_corrected"] < (PARTS[0, 0] + PARTS[0, 1]) / 2 + 0.03
    assert -0.5 < row["mean"] < -0.2


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    """What is known of the model is as uncertain as in life: the parts are drawn too."""
    rng = np.random.default_rng(7)
    held = []
    for _ in range(120):
        parts = np.stack(
            [rng.dirichlet(np.array(column) + 0.5) for column in zip(*COUNTS, strict=True)], 1
        )
        true = parts @ SAID
        row = corrected(answered(rng), resamples=300).iloc[0]
        held.append(row["low"] <= true[2] - true[0] <= row["high"])
    assert 0.89 <= np.mean(held) <= 0.99


@pytest.mark.parametrize("n", [20, 120])
def test_a_class_that_was_never_answered_is_not_absent_for_certain(n):
    frame = answered(np.random.default_rng(5), n, stories=n, said=[0, 1, 0, 0])
    row = corrected(frame).iloc[0]
    assert 0 < row["positive_corrected"] < row["negative_corrected"] < 0.06
    assert row["low"] < row["mean"] < row["high"]
    assert row["high"] - row["low"] < 0.1


def test_the_interval_is_wider_than_that_of_the_stories_alone():
    frame = answered(np.random.default_rng(1))
    sure = confusion(counts=tuple(tuple(1000 * n for n in row) for row in COUNTS))
    both = corrected(frame).iloc[0]
    stories = corrected_means(frame, ["actor_id"], error_of=lambda *_: sure).iloc[0]
    assert both["high"] - both["low"] > 1.05 * (stories["high"] - stories["low"])


def test_languages_are_corrected_apart_and_weighed_by_their_mentions():
    rng = np.random.default_rng(2)
    romanian, english = (
        answered(rng, 300),
        answered(rng, 100, language="en", said=[0.1, 0.1, 0.8, 0]),
    )
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
