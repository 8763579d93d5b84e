import numpy as np
import pytest

from presslens.validation import agreement as stats

TABLE = np.array([[8.0, 2, 0, 0], [1, 30, 1, 3], [0, 2, 6, 2]])


def test_precision_recall_and_f1_by_hand():
    assert stats.precision(TABLE) == pytest.approx([8 / 9, 30 / 34, 6 / 7])
    assert stats.recall(TABLE) == pytest.approx([8 / 10, 30 / 35, 6 / 10])
    assert stats.f1(TABLE) == pytest.approx([16 / 19, 60 / 69, 12 / 17])
    assert stats.macro_f1(TABLE) == pytest.approx((16 / 19 + 60 / 69 + 12 / 17) / 3)


def test_unclear_is_a_wrong_answer():
    assert stats.accuracy(TABLE) == pytest.approx(44 / 55)
    assert stats.column_shares(TABLE)[-1] == pytest.approx(5 / 55)


def test_a_class_that_nobody_gave_is_left_out():
    table = np.array([[3.0, 1, 0, 0], [1, 5, 0, 0], [0, 0, 0, 0]])
    assert np.isnan(stats.f1(table)[2])
    assert stats.macro_f1(table) == pytest.approx((6 / 8 + 10 / 12) / 2)


def test_kappa_of_cohen_as_in_the_textbook():
    table = np.array([[20.0, 5], [10, 15]])
    assert stats.cohen_kappa(table) == pytest.approx(0.4)
    assert stats.cohen_kappa(np.diag([3.0, 4])) == pytest.approx(1)
    assert np.isnan(stats.cohen_kappa(np.array([[9.0, 0], [0, 0]])))


def test_alpha_of_krippendorff_as_in_his_paper():
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    table = stats.coincidences(np.array([first, second]).T, 2).sum(axis=0)
    assert table.tolist() == [[10, 4], [4, 2]]
    assert stats.krippendorff_alpha(table) == pytest.approx(0.095, abs=0.001)


def test_a_unit_with_one_label_says_nothing_of_agreement():
    assert not stats.coincidences(np.array([[1, -1]]), 2).any()


def test_whole_stories_are_drawn():
    one = np.array([[3.0, 1], [0, 4]])
    low, high = stats.interval(stats.accuracy, np.stack([one] * 6), seed=1)
    assert low == high == pytest.approx(7 / 8)


def test_an_interval_holds_the_figure_and_repeats():
    rng = np.random.default_rng(5)
    tables = np.stack([np.diag(row) + 1 for row in rng.integers(0, 4, size=(40, 3))]).astype(float)
    ends = stats.interval(stats.macro_f1, tables, seed=2)
    assert ends == stats.interval(stats.macro_f1, tables, seed=2)
    assert ends[0] < stats.macro_f1(tables.sum(axis=0)) < ends[1]


def test_below_five_stories_there_is_no_interval():
    assert np.isnan(stats.interval(stats.accuracy, np.stack([np.eye(2)] * 4))).all()
