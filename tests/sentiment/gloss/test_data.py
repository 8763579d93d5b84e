"""The tables of the glosser: that their rows can be used."""

import pytest

from presslens.sentiment.gloss import data

FORMS = {"s", "past", "part", "ing", "plural", "er", "est"}
POS = {"NOUN", "VERB", "ADJ", "ADV"}
FUNCTION = {"PRON", "DET", "PART", "CCONJ", "SCONJ", "ADP", "NUM", "ADV", "AUX"}
TABLES = (data.english_forms, data.lemmas, data.function_words, data.places)


@pytest.mark.parametrize("table", TABLES)
def test_data_words_have_no_blanks_around_them(table):
    for key, english in table().items():
        assert english == english.strip()
        assert all(part == part.strip() for part in ([key] if isinstance(key, str) else key))


@pytest.mark.parametrize("table", [data.english_forms, data.lemmas, data.places])
def test_data_words_have_english(table):
    assert table()
    assert all(table().values())


def test_data_parts_of_speech_and_forms_are_known():
    assert {form for _, form in data.english_forms()} <= FORMS
    assert {pos for _, pos in data.lemmas()} <= {*POS, *FUNCTION, "INTJ", "PROPN", "X", "FORM", ""}
    assert {pos for _, pos in data.function_words()} <= {*FUNCTION, "NEG"}


def test_data_corrections_win_over_the_dictionary():
    """What was put right by hand is read first."""
    rows = {(lemma, pos): english for lemma, pos, english in data._rows("ro/gloss/corrections.tsv")}
    assert rows
    assert {key: data.lemmas()[key] for key in rows} == rows


def test_data_longest_expression_is_tried_first():
    for found in data.expressions().values():
        lengths = [len(words) for words, _ in found]
        assert lengths == sorted(lengths, reverse=True)
        assert min(lengths) >= 2
        assert len({words for words, _ in found}) == len(found)


def test_data_reflexive_verbs_have_english_of_their_own():
    assert data.reflexives()["numi"] == "be called"
    assert all(data.reflexives().values())
