import pytest

from presslens import validation
from presslens.errors import ParameterError, ValidationError
from presslens.validation.show import sentences, tables

ANSWERS = ["negative"] * 4 + ["neutral"] * 6 + ["positive"] * 2 + ["unclear"] * 2
PEOPLE = [
    "n", "n", "n", "0",  # one is called negative and is not
    "0", "0", "0", "0", "0", "p",
    "p", "p",
    "n", "0",
]  # fmt: skip


@pytest.fixture
def run(make):
    return make(ANSWERS)


@pytest.fixture
def sample(run):
    return validation.draw(run)


def test_figures_by_hand(run, sample, filled):
    found = validation.score(run, filled(sample, PEOPLE))
    assert found.sample.confusion == ((3, 0, 0, 1), (1, 5, 0, 1), (0, 1, 2, 0))
    assert found.sample.accuracy.value == pytest.approx(10 / 14)
    assert found.sample.macro_f1.value == pytest.approx((6 / 8 + 10 / 13 + 4 / 5) / 3)
    assert found.sample.unclear.value == pytest.approx(2 / 14)
    assert (found.n, found.stories, found.models) == (14, 14, ("test",))
    assert [c.n for c in found.sample.classes] == [4, 7, 3]
    assert found.agreement is None


def test_of_a_whole_corpus_weighted_figures_are_the_same(run, sample, filled):
    found = validation.score(run, filled(sample, PEOPLE))
    assert found.corpus == found.sample


def test_weights_count_what_a_mention_stands_for(run, sample, filled):
    labelled = filled(sample, PEOPLE)
    labelled["weight"] = [3000 if label == "p" else 1000 for label in labelled["label"]]
    found = validation.score(run, labelled)
    assert found.corpus.accuracy.value == pytest.approx((3 + 5 + 6) / 20)
    assert found.sample.accuracy.value == pytest.approx(10 / 14)


def test_without_weights_there_are_figures_of_the_sample_only(run, sample, filled):
    found = validation.score(run, filled(sample, PEOPLE).drop(columns="weight"))
    assert found.corpus is None
    assert len(sentences(found, "en")) == 1


def test_a_partial_file_counts_as_far_as_it_goes(run, sample, filled):
    found = validation.score(run, filled(sample, [*PEOPLE[:3], *[""] * 11]))
    assert found.n == 3
    assert found.sample.accuracy.value == 1


def test_what_is_not_the_actor_is_told_apart(run, sample, filled):
    found = validation.score(run, filled(sample, ["x", "x", *PEOPLE[2:]]))
    assert (found.n, found.n_not_an_actor) == (12, 2)
    assert found.not_an_actor.value == pytest.approx(2 / 14)
    assert any("No mentions of the actor: 0.14" in line for line in sentences(found, "en"))


class TestTwoCoders:
    OTHER = ("n", "n", "0", "0", *PEOPLE[4:9], "", "p", "x", "n", "0")

    @pytest.fixture
    def both(self, sample, filled):
        return filled(sample, PEOPLE), filled(sample, self.OTHER)

    def test_kappa_is_of_what_both_labelled(self, run, both):
        agreed = validation.score(run, *both).agreement
        assert agreed.n == 13
        assert agreed.same.value == pytest.approx(11 / 13)
        by_chance = (4 * 3 + 7 * 8 + 2 * 1) / 13**2
        assert agreed.kappa.value == pytest.approx((11 / 13 - by_chance) / (1 - by_chance))
        assert agreed.table == ((3, 1, 0, 0), (0, 7, 0, 0), (0, 0, 1, 1), (0, 0, 0, 0))

    def test_where_they_disagree_a_third_file_decides(self, run, both):
        first = validation.score(run, *both)
        assert (first.n, first.n_open) == (12, 2)
        assert "Left out are 2 mentions" in " ".join(sentences(first, "en"))
        open_ones = validation.disagreements(run, *both, coders=("Ana", "Dan"))
        assert open_ones["label_Ana"].tolist() in (
            ["negative", "positive"],
            ["positive", "negative"],
        )
        assert set(open_ones["label_Dan"]) == {"neutral", "x"}
        decided = open_ones.assign(label=["n", "p"])
        after = validation.score(run, *both, decided)
        assert (after.n, after.n_open) == (14, 0)
        assert "Left out" not in " ".join(sentences(after, "en"))
        assert after.agreement.kappa == first.agreement.kappa

    def test_one_coder_has_no_disagreements(self, run, both):
        assert validation.disagreements(run, both[0]).empty

    def test_more_than_three_files_are_refused(self, run, both):
        with pytest.raises(ParameterError, match="allowed are 1 to 3"):
            validation.score(run, *both, *both)

    @pytest.mark.parametrize("coders", [("Ana",), ("Ana", "Ana")])
    def test_each_coder_has_a_name(self, run, both, coders):
        with pytest.raises(ParameterError, match="coders"):
            validation.score(run, *both, coders=coders)


def test_a_mention_of_another_run_is_refused_with_its_row(make, sample, filled, tmp_path):
    path = tmp_path / "labels.csv"
    validation.write_labels(filled(sample, PEOPLE), path)
    with pytest.raises(ValidationError, match=r"labels\.csv, row 7: mention 'a005-m000' is not in"):
        validation.score(make(ANSWERS[:5]), path)


def test_a_mention_no_longer_scored_is_gone(make, sample, filled):
    found = validation.score(make([*ANSWERS[:-1], None]), filled(sample, PEOPLE))
    assert (found.n, found.n_gone) == (13, 1)


def test_nothing_labelled_is_told(run, sample):
    with pytest.raises(ValidationError, match="no mention is labelled"):
        validation.score(run, sample)


def test_intervals_repeat_with_the_seed(run, sample, filled):
    labels = filled(sample, PEOPLE)
    first, again = (validation.score(run, labels, seed=1, resamples=200) for _ in range(2))
    assert first == again
    assert first.sample.accuracy.low < 10 / 14 < first.sample.accuracy.high


def test_mentions_of_one_story_are_one(make, filled):
    run = make(ANSWERS, stories=["s"] * 14)
    found = validation.score(run, filled(validation.draw(run), PEOPLE))
    assert found.stories == 1
    assert found.sample.accuracy.low is None


@pytest.mark.parametrize(("language", "number"), [("ro", "0,71"), ("en", "0.71")])
def test_tables_and_sentences_speak_the_language(run, sample, filled, language, number):
    found = validation.score(run, filled(sample, PEOPLE))
    assert number in sentences(found, language)[0]
    assert all(len(frame) for frame in tables(found, language).values())


def test_words_are_the_same_in_both_languages():
    from presslens.validation.show import words

    assert set(words("ro")) == set(words("en"))
    assert all(isinstance(key, str) and text for key, text in words("ro").items())
    with pytest.raises(ParameterError, match="allowed are ro, en"):
        words("fr")
