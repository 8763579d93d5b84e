import re
from importlib import resources

import pytest
import yaml

from presslens.errors import ParameterError
from presslens.reporting.words import listed, words


def leaves(tree, path=()):
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*path, key))
    else:
        yield path, tree


def test_both_languages_say_the_same_things_with_the_same_blanks():
    ro, en = dict(leaves(words("ro"))), dict(leaves(words("en")))
    assert set(ro) == set(en)
    for path, text in ro.items():
        assert sorted(blanks(text)) == sorted(blanks(en[path])), path
        assert type(text) is type(en[path])


def blanks(text):
    return re.findall(r"\{(\w+)\}", str(text))


def test_no_key_is_written_twice():
    class Strict(yaml.SafeLoader):
        pass

    def mapping(loader, node):
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), keys
        return dict.fromkeys(keys)

    Strict.add_constructor("tag:yaml.org,2002:map", mapping)
    text = (resources.files("presslens.reporting") / "words.yaml").read_text(encoding="utf-8")
    yaml.load(text, Loader=Strict)


@pytest.mark.parametrize(
    ("items", "ro", "en"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a și b", "a and b"),
        (["a", "b", "c"], "a, b și c", "a, b and c"),
    ],
)
def test_items_are_listed_as_in_a_sentence(items, ro, en):
    assert listed(items, "ro") == ro
    assert listed(items, "en") == en


def test_a_language_without_words_is_refused():
    with pytest.raises(ParameterError, match="language is 'fr'; allowed are ro, en"):
        words("fr")
