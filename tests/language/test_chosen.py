import shutil

import pytest

from presslens.errors import MissingDataError, ParameterError
from presslens.language.chosen import choose


def test_no_model_is_named_by_default():
    assert choose(None) == choose([]) == ()


def test_a_model_is_chosen_for_its_language_and_named_as_it_names_itself(tiny_model):
    folder = tiny_model("mine")
    (chosen,) = choose(folder)
    assert chosen[:4] == ("ro", str(folder), "ro_mine", "0.0.0")


def test_one_model_for_each_language(tiny_model):
    models = [tiny_model("ours"), tiny_model("theirs", language="en")]
    assert [m.language for m in choose(models)] == ["en", "ro"]


def test_two_models_for_one_language_are_refused(tiny_model):
    with pytest.raises(ParameterError, match="both for 'ro'"):
        choose([tiny_model("one"), tiny_model("other")])


def test_the_digest_follows_the_files_and_not_their_place(tiny_model, tmp_path):
    folder = tiny_model("here")
    before = choose(folder)[0].digest
    moved = shutil.copytree(folder, tmp_path / "there")
    assert choose(moved)[0].digest == before
    assert choose(tiny_model("here", person="Ana Pop"))[0].digest != before


@pytest.mark.parametrize("model", ["no_such_model", "/no/such/folder", ""])
def test_a_missing_model_is_refused_with_the_remedy(model):
    with pytest.raises(MissingDataError, match="spacy download"):
        choose(model)


def test_a_package_that_is_no_model_is_refused():
    with pytest.raises(MissingDataError, match="'pandas' is installed, but no spaCy model"):
        choose("pandas")


def test_a_model_of_a_language_without_data_is_refused(tiny_model):
    with pytest.raises(MissingDataError, match="no data for the language 'fr'"):
        choose(tiny_model("french", language="fr"))
