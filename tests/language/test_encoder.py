import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import presslens.language.components  # noqa: F401
from presslens.language.encoder import LONGEST, WINDOW, in_usual_case, windows
from presslens.language.models import load_model


@given(st.sets(st.integers(0, 600)), st.integers(0, 600))
def test_windows_cover_every_word_once_and_are_bounded(starts, length):
    found = list(windows(sorted(s for s in starts if s < length), length))
    assert [i for first, last in found for i in range(first, last)] == list(range(length))
    assert all(0 < last - first <= LONGEST for first, last in found)


def test_windows_are_cut_where_sentences_surely_begin():
    assert list(windows([0, 50, 100, 150], 200)) == [(0, 100), (100, 200)]
    assert list(windows([0, WINDOW + 40], WINDOW + 60)) == [
        (0, WINDOW + 40),
        (WINDOW + 40, WINDOW + 60),
    ]


def test_long_run_without_a_sure_beginning_is_cut_anywhere():
    assert next(windows([0], LONGEST + 1)) == (0, WINDOW)


def test_headlines_in_capitals_are_read_as_they_are_written_elsewhere():
    words = ["GUVERNUL", "CADE", "AZI", ".", "El", "a", "spus", "NU", ",", "PSD", "."]
    assert in_usual_case(words, [0, 4], str.lower) == [
        *("guvernul", "cade", "azi", "."), *words[4:]
    ]  # fmt: skip


def test_a_headline_in_capitals_is_tagged_like_its_sentence():
    nlp = load_model("ro")
    text = "Guvernul României a adoptat bugetul pentru spitale"
    small, capitals = ([t.pos_ for t in nlp(t)] for t in (text, text.upper()))
    assert small == capitals


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000", "a", "!", "Ș" * 5000, "— " * 900])
def test_any_text_is_read(text):
    doc = load_model("ro")(text)
    assert doc.text == text
    assert all(t.tag_ and t.pos_ and t.dep_ for t in doc)
    if len(doc):
        assert doc.has_annotation("SENT_START")


def test_scores_have_a_row_for_each_word_but_white_space():
    doc = load_model("ro")("Kremlinul tace.\n\nEl a spus  ceva.")
    scores = doc._.scores
    assert [doc[i].text for i in scores.tokens] == [t.text for t in doc if not t.is_space]
    assert all(
        len(part) == len(scores.tokens) for part in (scores.tags, scores.names, scores.governed)
    )
    assert len(scores.roots) == len(scores.windows)


def test_reading_again_gives_the_same_numbers():
    nlp = load_model("ro")
    text = "Guvernul a adoptat bugetul. Opoziția a criticat decizia."
    first, second = nlp(text)._.scores, nlp(text)._.scores
    assert np.array_equal(first.heads, second.heads)
    assert np.array_equal(first.names, second.names)


def test_encoder_without_a_network_says_where_one_comes_from():
    nlp = spacy.blank("ro")
    nlp.add_pipe("presslens_encoder")
    with pytest.raises(ValueError, match="comes with a model"):
        nlp("Rusia tace.")
