import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presslens.sentiment.gloss.cognates import cognate


@pytest.mark.parametrize(
    ("lemma", "pos", "expected"),
    [
        ("federalizare", "NOUN", "federalisation"),
        ("democratiza", "VERB", "democratise"),
        ("populist", "ADJ", "populist"),
        ("antieuropean", "ADJ", "anti-European"),
        ("neconstituțional", "ADJ", "unconstitutional"),
    ],
)
def test_cognates_learned_words_are_spelt_in_english(lemma, pos, expected):
    assert cognate(lemma, pos) == expected


@pytest.mark.parametrize(
    ("lemma", "pos"), [("masă", "NOUN"), ("ism", "NOUN"), ("x", "NOUN"), ("", "X")]
)
def test_cognates_other_words_have_none(lemma, pos):
    assert cognate(lemma, pos) is None


@settings(deadline=None)
@given(st.text(), st.sampled_from(["NOUN", "ADJ", "VERB", "ADV", "X"]))
def test_cognates_of_any_text_are_words_or_none(lemma, pos):
    assert cognate(lemma, pos) != ""
