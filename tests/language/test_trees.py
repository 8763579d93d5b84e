import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.language.trees import best_tree


def is_tree(heads):
    roots = [i for i, head in enumerate(heads) if head < 0]
    reached = set(roots)
    while more := {i for i, head in enumerate(heads) if head in reached} - reached:
        reached |= more
    return len(roots) == 1 and len(reached) == len(heads)


def total(scores, heads):
    return sum(scores[i, head + 1] for i, head in enumerate(heads))


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_tree_has_one_root_and_reaches_every_word(words, seed):
    scores = np.random.default_rng(seed).normal(size=(words, words + 1))
    assert is_tree(best_tree(scores).tolist())


@pytest.mark.parametrize("seed", range(60))
def test_no_tree_is_better_where_the_best_heads_have_one_root(seed):
    words = 4
    scores = np.random.default_rng(seed).normal(size=(words, words + 1))
    scores[:, 0] -= 1.5
    trees = [t for t in itertools.product(range(-1, words), repeat=words) if is_tree(t)]
    found = total(scores, best_tree(scores).tolist())
    best = max(total(scores, t) for t in trees)
    several = np.flatnonzero(scores.argmax(axis=1) == 0)
    assert found == pytest.approx(best) or len(several) > 1


def test_two_words_that_name_each_other_do_not_stay_a_cycle():
    scores = np.array([[0.0, 0.0, 9.0, 0.0], [1.0, 9.0, 0.0, 0.0], [0.0, 5.0, 0.0, 0.0]])
    assert best_tree(scores).tolist() == [1, -1, 0]


def test_long_chain_of_cycles_ends():
    words = 200
    scores = np.full((words, words + 1), -5.0)
    for i in range(0, words, 2):
        scores[i, i + 2] = scores[i + 1, i + 1] = 9.0
    assert is_tree(best_tree(scores).tolist())
