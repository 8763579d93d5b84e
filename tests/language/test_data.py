from pathlib import Path

import pytest
import yaml

import presslens
from presslens.actors.name_words import name_words
from presslens.errors import MissingDataError, ParameterError
from presslens.language.data import load_data
from presslens.speech.lexicon import load_lexicon
from presslens.timeline.grammar import load_grammar


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


def test_missing_data_is_an_error_that_names_it():
    with pytest.raises(MissingDataError, match="'nimic' for the language 'ro'"):
        load_data("ro", "nimic")


@pytest.mark.parametrize("language", ["fr", "", "RO", "../ro"])
@pytest.mark.parametrize(
    "load", [load_grammar, load_lexicon, name_words, lambda code: load_data(code, "offices")]
)
def test_language_without_data_is_refused_alike_by_all_that_read_some(load, language):
    with pytest.raises(ParameterError, match=f"for the language {language!r}; allowed are ro, en"):
        load(language)


class _NoTwice(yaml.SafeLoader):
    """Refuses a key that stands twice: YAML keeps the last, and the first is lost silently."""


def _mapping(loader, node):
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    twice = {str(key) for key in keys if keys.count(key) > 1}
    assert not twice, f"{node.start_mark}: {twice}"
    return loader.construct_mapping(node, deep=True)


_NoTwice.add_constructor("tag:yaml.org,2002:map", _mapping)
PACKAGE = Path(presslens.__file__).parent


@pytest.mark.parametrize(
    "file", sorted(p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.yaml"))
)
def test_no_key_of_a_yaml_file_stands_twice(file):
    with (PACKAGE / file).open(encoding="utf-8") as opened:
        yaml.load(opened, Loader=_NoTwice)
