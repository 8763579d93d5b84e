import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from presslens.errors import ParameterError
from presslens.language.parsing import parse
from presslens.sentiment import SentimentModel
from presslens.sentiment.model import Target, UnscoredModel, read_items, softmax, text_of


@pytest.fixture(scope="module")
def doc():
    return parse(["Popa a venit. Dinu tace."], "ro")[0]


def test_model_items_are_plain_or_parsed_or_targets_already(doc):
    target = Target("Popa", 0, 4, ((1, 2),))
    items = [("Popa", 0, 4), ["Popa", 0, 2], (doc[4:], 0, 4), target]
    assert read_items(items) == [
        Target("Popa", 0, 4), Target("Popa", 0, 2), Target(doc[4:], 0, 4), target,
    ]  # fmt: skip


def test_model_span_is_measured_in_its_own_sentence(doc):
    second = doc[4:]
    assert second.text == "Dinu tace."
    read_items([(second, 0, 10)])
    with pytest.raises(ParameterError, match=r"item 0: the span 0:11 .* of 10 characters"):
        read_items([(second, 0, 11)])


def test_model_offsets_may_be_numbers_of_numpy():
    (target,) = read_items([("Popa", np.int64(1), np.int32(3))])
    assert target == ("Popa", 1, 3, ())
    assert type(target.start) is int


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (("Popa", 0, 5), "0:5 is not in the sentence of 4 characters"),
        (("Popa", -1, 2), "-1:2 is not in the sentence"),
        (("Popa", 3, 3), "3:3 is not in the sentence"),
        (("Popa", 3, 1), "3:1 is not in the sentence"),
        (("", 0, 0), "the sentence is empty"),
        (("Popa", 0.0, 4), "has to be a sentence"),
        (("Popa", float("nan"), 4), "has to be a sentence"),
        (("Popa", None, None), "has to be a sentence"),
        ((None, 0, 4), "has to be a sentence"),
        ((b"Popa", 0, 4), "has to be a sentence"),
        ("Popa a venit", "has to be a sentence"),
        (("Popa", 0), "has to be a sentence"),
        (7, "has to be a sentence"),
    ],
)
def test_model_wrong_item_is_named_by_its_number(item, says):
    with pytest.raises(ParameterError, match=f"item 2: .*{says}"):
        read_items([("Popa", 0, 4), ("Dinu", 0, 4), item])


def test_model_message_about_a_wrong_item_is_short():
    with pytest.raises(ParameterError) as caught:
        read_items([("a" * 100_000, "x", 4)])
    assert len(str(caught.value)) < 400


def test_model_what_a_target_says_is_blank_and_moves_nothing():
    text = "„Da”, a spus Popa, „nu”."
    target = Target(text, 13, 17, ((0, 4), (19, 23)))
    assert target.said == "    , a spus Popa,     ."
    assert len(target.said) == len(text)
    assert Target(text, 13, 17).said is text


@settings(deadline=None)
@given(st.text(min_size=1), st.data())
def test_model_cut_keeps_the_target_and_what_is_said_near_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    characters = data.draw(st.integers(0, 8))
    before = data.draw(st.integers(0, start))
    whole = Target(text, start, end, ((before, start),) if before < start else ())
    cut = whole.cut(characters)
    assert cut.sentence[cut.start : cut.end] == text[start:end]
    assert len(cut.sentence) <= 2 * characters + end - start or cut is whole
    assert cut.said in whole.said
    assert read_items([cut]) == [cut]


def test_model_cut_keeps_as_much_as_is_asked_for_on_both_sides():
    text, unsaid = "0123456789Popa0123456789", ((0, 8), (16, 18), (20, 24))
    found = Target(text, 10, 14, unsaid).cut(4)
    assert found == Target("6789Popa0123", 4, 8, ((0, 2), (10, 12)))
    assert Target(text, 0, 4).cut(2).sentence == "012345"


def test_model_cut_leaves_parsed_sentences_whole(doc):
    target = Target(doc[:], 0, 4)
    assert target.cut(1) is target
    assert text_of(doc[:]) == doc.text


def test_model_of_a_language_without_data_leaves_everything_open_but_wrong_items():
    model = UnscoredModel("default", "fr")
    assert isinstance(model, SentimentModel)
    assert np.isnan(model.predict([("Un homme", 0, 2)] * 2)).all()
    assert model.predict([]).shape == (0, 3)
    assert model.explain([("Un homme", 0, 2)]) == [()]
    assert np.isnan(model.polarity(["Un homme", "?"])).all()
    for method in (model.predict, model.explain):
        with pytest.raises(ParameterError, match="item 0"):
            method([("Un", 0, 9)])


@settings(deadline=None)
@given(arrays(np.float64, (4, 3), elements=st.floats(-1e6, 1e6)))
def test_softmax_gives_probabilities_in_the_order_of_the_logits(logits):
    found = softmax(logits)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert (found >= 0).all()
    top = found[np.arange(4), logits.argmax(axis=1)]
    np.testing.assert_array_equal(top, found.max(axis=1))
    np.testing.assert_allclose(softmax(logits + 5.0), found, atol=1e-6)
