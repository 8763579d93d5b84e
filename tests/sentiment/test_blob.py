import numpy as np
import pytest
from textblob import TextBlob

from presslens.errors import ParameterError
from presslens.sentiment import RomanianAnalyzer, load


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Un film excelent, un adevărat succes.", 1),
        ("Un om corupt și mincinos.", -1),
        ("Niște oameni corupţi şi mincinoşi.", -1),
        ("Trenul pleacă la ora zece.", 0),
    ],
)
def test_blob_analyzer_gives_textblob_romanian(text, sign):
    found = TextBlob(text, analyzer=RomanianAnalyzer()).sentiment
    assert np.sign(found.polarity) == sign
    assert -1 <= found.polarity <= 1


def test_blob_analyzer_without_words_is_missing():
    assert np.isnan(TextBlob("?!", analyzer=RomanianAnalyzer()).sentiment.polarity)


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("en", "A wonderful, excellent man.", "A terrible, disgusting man."),
        ("ro", "Un om curajos și competent.", "Un om corupt și mincinos, un dezastru."),
    ],
)
def test_blob_model_scores_sentences_at_thresholds(language, good, bad):
    model = load("textblob", language)
    rows = model.predict([(good, 0, 2), (bad, 0, 2), ("?!", 0, 1)])
    assert rows[:2].argmax(axis=1).tolist() == [2, 0]
    np.testing.assert_allclose(rows[:2].sum(axis=1), 1)
    assert np.isnan(rows[2]).all()


def test_blob_model_is_blind_to_the_target():
    sentence = "Smith is wonderful, Jones is not."
    rows = load("textblob", "en").predict([(sentence, 0, 5), (sentence, 20, 25)])
    np.testing.assert_array_equal(rows[0], rows[1])


def test_blob_model_explains_with_places():
    sentence = "Terrible weather, excellent Smith."
    words = load("textblob", "en").explain([(sentence, 28, 33)])[0]
    assert {sentence[w.start : w.end]: w.weight > 0 for w in words} == {
        "Terrible": False,
        "excellent": True,
    }
    words = load("textblob", "ro").explain([("Un om corupt.", 3, 5)])[0]
    assert [(w.start, w.end, w.weight < 0) for w in words] == [(6, 12, True)]


def test_blob_model_names_the_item_of_a_wrong_span():
    with pytest.raises(ParameterError, match="item 0"):
        load("textblob", "en").predict([("Smith", 0, 9)])
