import subprocess
import sys

import numpy as np
import pytest

import presslens.sentiment as sentiment
from presslens.errors import ParameterError
from presslens.sentiment import SentimentModel, load


@pytest.mark.parametrize("name", sentiment.MODELS)
@pytest.mark.parametrize("language", ["ro", "en", "fr"])
def test_load_gives_models_of_one_interface(name, language):
    model = load(name, language)
    assert isinstance(model, SentimentModel)
    assert (model.name, model.language) == (name, language)


def test_load_refuses_unknown_models_and_lists_the_known():
    with pytest.raises(ParameterError, match="lexicon, textblob"):
        load("lexikon", "ro")


@pytest.mark.parametrize("name", [*sentiment.MODELS, "huggingface:org/model", "huggingface:./here"])
def test_check_gives_back_a_name_that_may_be_a_model(name):
    assert sentiment.check(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "lexikon", "Default", " default", "default\n", "huggingface:", "huggingface", "hf:x",
     "../models/default", None, 3, b"default"],
)  # fmt: skip
def test_check_refuses_another_name_and_lists_what_there_is(name):
    for refuse in (sentiment.check, lambda name: load(name, "ro")):
        with pytest.raises(ParameterError) as caught:
            refuse(name)
        said = str(caught.value)
        assert repr(name) in said
        assert all(known in said for known in (*sentiment.MODELS, "huggingface:NAME"))


@pytest.mark.parametrize(
    "language", ["", "r", "RO", "ro-RO", "../ro", "română", "ro\n", None, 3, b"ro"]
)
def test_load_refuses_malformed_language_codes(language):
    with pytest.raises(ParameterError, match="language code"):
        load("lexicon", language)


@pytest.mark.parametrize("name", sentiment.MODELS)
def test_load_language_without_data_is_missing_and_never_zero(name):
    model = load(name, "fr")
    items = [("Un homme corrompu.", 0, 2)]
    assert np.isnan(model.predict(items)).all()
    assert model.predict(items).shape == (1, 3)
    assert np.isnan(model.polarity(["Un homme."])).all()
    assert model.explain(items) == [()]


@pytest.mark.parametrize("language", ["ro", "fr"])
@pytest.mark.parametrize("method", ["predict", "explain"])
@pytest.mark.parametrize(
    "wrong", [("Popa", 0, 5), ("Popa", -1, 2), ("Popa", 2, 2), ("Popa", 3, 1), ("", 0, 0)]
)
def test_load_models_name_the_item_of_a_wrong_span(language, method, wrong):
    model = load("lexicon", language)
    with pytest.raises(ParameterError, match="item 1: "):
        getattr(model, method)([("Popa", 0, 4), wrong])


def test_load_import_leaves_textblob_alone():
    code = "import sys, presslens.sentiment as s; s.load('lexicon', 'ro'); print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "presslens.sentiment.scoring" in modules
    assert "textblob" not in modules
    assert "spacy" not in modules


def test_load_module_has_no_other_lazy_names():
    with pytest.raises(AttributeError, match="nothing"):
        _ = sentiment.nothing
