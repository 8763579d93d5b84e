import pytest

from presslens.errors import MissingDataError
from presslens.language.data import load_data


@pytest.mark.parametrize("language", ["ro", "en"])
@pytest.mark.parametrize("name", ["abbreviations", "metonyms", "offices"])
def test_every_language_has_its_data(language, name):
    assert load_data(language, name)


@pytest.mark.parametrize("name", ["metonyms", "offices"])
def test_languages_have_the_same_sections(name):
    assert load_data("ro", name).keys() == load_data("en", name).keys()


@pytest.mark.parametrize("name", ["metonyms", "abbreviations"])
@pytest.mark.parametrize("language", ["ro", "en"])
def test_every_word_of_a_list_is_a_text(language, name):
    """YAML reads on, no and yes as true and false unless they stand in quotation marks."""
    wrong = {
        k: [w for w in words if not isinstance(w, str)]
        for k, words in load_data(language, name).items()
    }
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize(("language", "name"), [("fr", "offices"), ("ro", "nimic")])
def test_missing_data_is_an_error_that_names_it(language, name):
    with pytest.raises(MissingDataError, match=f"{name!r} for the language {language!r}"):
        load_data(language, name)
