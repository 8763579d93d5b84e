import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.language.spans import SpanDecoder

TAGS = ("O", "B-PER", "I-PER", "L-PER", "U-PER", "B-ORG", "I-ORG", "L-ORG", "U-ORG")


def scores(*tags, sure=9.0):
    rows = np.zeros((len(tags), len(TAGS)))
    for row, tag in zip(rows, tags, strict=True):
        row[TAGS.index(tag)] = sure
    return rows


def spans(rows):
    return SpanDecoder(TAGS).spans(rows)


def test_clear_tags_become_their_spans():
    rows = scores("O", "B-PER", "I-PER", "L-PER", "O", "U-ORG", "U-PER", "O")
    assert spans(rows) == [(1, 4, "PER"), (5, 6, "ORG"), (6, 7, "PER")]


def test_an_end_without_a_beginning_gives_way_to_the_best_whole_name():
    rows = scores("O", "L-PER", "O")
    rows[1, TAGS.index("U-PER")] = 5.0
    assert spans(rows) == [(1, 2, "PER")]


def test_a_name_keeps_one_label():
    rows = scores("B-PER", "L-ORG")
    rows[1, TAGS.index("L-PER")] = 8.0
    assert spans(rows) == [(0, 2, "PER")]


def test_no_words_have_no_names():
    assert spans(np.zeros((0, len(TAGS)))) == []


@pytest.mark.parametrize("outside", [0.9, 0.96])
def test_words_taken_out_of_the_search_are_in_no_name(outside):
    rows = np.log(np.full((3, len(TAGS)), (1 - outside) / (len(TAGS) - 1)))
    rows[:, 0] = np.log(outside)
    assert spans(rows) == []


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_spans_lie_in_order_and_apart(words, seed):
    rows = np.random.default_rng(seed).normal(scale=3, size=(words, len(TAGS)))
    found = spans(rows)
    ends = [0, *(end for _, end, _ in found)]
    assert all(before <= start < end for before, (start, end, _) in zip(ends, found, strict=False))
    assert ends[-1] <= words
