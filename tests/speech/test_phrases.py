import pytest

from presslens.speech import find_quotes


@pytest.fixture
def speaker_words(read_text):
    def words(text, language="ro"):
        return [q.speaker_text for q in find_quotes(*read_text(text, language))]

    return words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Vom pleca mâine”, au declarat oficiali americani.", "oficiali americani"),
        ("„Vom pleca mâine”, a spus un martor ocular.", "un martor ocular"),
        ("„Vom pleca mâine”, a spus Ana Pop, consiliera lui Ion Dan.", "Ana Pop"),
        ("Ministrul sănătății a declarat că spitalul se închide.", "Ministrul sănătății"),
        ("Maria Nor a venit. Ea a spus că spitalul se închide.", "Ea"),
    ],
)
def test_words_for_the_speaker_are_the_phrase_without_what_is_loose(speaker_words, text, expected):
    assert speaker_words(text) == [expected]


def test_english(speaker_words):
    assert speaker_words("The ministry said the hospital would close.", "en") == ["The ministry"]


def test_nobody_is_named_where_the_verb_stands_alone(speaker_words):
    assert speaker_words("A mai precizat că spitalul se închide.") == [None]
