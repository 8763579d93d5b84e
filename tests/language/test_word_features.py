from hypothesis import given
from hypothesis import strategies as st

from presslens.language.word_features import FEATURE_ROWS, word_features


def test_spelling_leaves_the_ending_alone():
    ending, shape = word_features("știință")
    assert word_features("ştiinţă") == (ending, shape)
    assert word_features("stiinta") == (ending, shape)
    assert word_features("ȘTIINȚĂ")[0] == ending
    assert word_features("ȘTIINȚĂ")[1] != shape


@given(st.text(max_size=30))
def test_every_string_has_a_row_in_each_table(word):
    found = word_features(word)
    assert all(0 <= row < rows for row, rows in zip(found, FEATURE_ROWS, strict=True))
