import numpy as np
import pandas as pd
import pytest

from presslens import validation
from presslens.errors import ParameterError, ValidationError
from presslens.validation.labels import COLUMNS

ANSWERS = ["neutral"] * 80 + ["negative"] * 16 + ["positive"] * 4


def test_a_file_of_a_coder_does_not_tell_the_answer(make):
    sample = validation.draw(make(ANSWERS), n=20)
    assert list(sample.columns) == list(COLUMNS)
    cells = sample.drop(columns="label").astype(str).to_numpy().ravel()
    assert not any(word in cell for cell in cells for word in ("negative", "neutral", "positive"))
    assert set(sample["label"]) == set(sample["note"]) == {""}


def test_it_has_as_many_mentions_as_asked_each_once(make):
    sample = validation.draw(make(ANSWERS), n=20)
    assert sample["sample_id"].tolist() == list(range(1, 21))
    assert sample["mention_id"].is_unique


def test_of_fewer_mentions_all_are_drawn_and_stand_for_themselves(make):
    sample = validation.draw(make(ANSWERS[-10:]), n=200)
    assert len(sample) == 10
    assert set(sample["weight"]) == {1000}


def test_rare_strata_are_drawn_more_often_and_each_has_its_share(make):
    run = make(ANSWERS)
    table = validation.strata(run, validation.draw(run, n=28, by="label"), by="label")
    drawn = table.set_index("label")["n"].to_dict()
    shares = np.sqrt([16, 80, 4])
    for label, share in zip(("negative", "neutral", "positive"), shares, strict=True):
        assert abs(drawn[label] - 28 * share / shares.sum()) < 1.5
    assert table["mentions"].sum() == 100


def test_weights_bring_the_strata_back_to_the_corpus(make):
    run = make(ANSWERS)
    totals = np.mean(
        [_weight_of(run, validation.draw(run, n=30, by="label", seed=s)) for s in range(200)],
        axis=0,
    )
    assert totals == pytest.approx([16, 80, 4], rel=0.05)


def _weight_of(run, sample):
    answers = run.sentiments.set_index("mention_id")["label"]
    sums = sample.groupby(sample["mention_id"].map(answers))["weight"].sum() / 1000
    return [sums.get(name, 0) for name in ("negative", "neutral", "positive")]


def test_the_same_seed_draws_the_same_and_another_another(make):
    run = make(ANSWERS)
    first, again, other = (validation.draw(run, n=20, seed=s) for s in (3, 3, 4))
    pd.testing.assert_frame_equal(first, again)
    assert first["mention_id"].tolist() != other["mention_id"].tolist()


def test_the_mention_is_marked_where_it_stands(make):
    text = "Rusia și iarăși [{}|rusia|name|{}] apar."
    sample = validation.draw(make(["neutral"], text=text))
    assert sample.loc[0, "sentence"] == "Rusia și iarăși [[Rusia]] apar."
    assert sample.loc[0, "actor"] == "Rusia"


def test_unclear_answers_are_a_stratum_and_no_answer_is_not_drawn(make):
    run = make(["unclear", "neutral", None])
    assert validation.strata(run, validation.draw(run))["label"].tolist() == ["neutral", "unclear"]


def test_a_run_without_scores_is_told(make):
    run = make(["neutral"])
    run.sentiments = run.sentiments.iloc[:0]
    with pytest.raises(ValidationError, match="nothing to label"):
        validation.draw(run)


@pytest.mark.parametrize("option", [{"n": 0}, {"seed": -1}, {"by": "day"}, {"by": ""}])
def test_what_is_not_allowed_is_refused(make, option):
    with pytest.raises(ParameterError):
        validation.draw(make(["neutral"]), **option)
