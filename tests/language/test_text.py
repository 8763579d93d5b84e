import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.language.text import adds_marks, comparison_key, fold_letters, lower, strip_marks

FUNCTIONS = (comparison_key, fold_letters, lower, strip_marks)


@pytest.mark.parametrize("function", FUNCTIONS)
@given(st.text())
def test_every_function_keeps_the_number_of_characters(function, text):
    assert len(function(text)) == len(text)


@pytest.mark.parametrize("text", ["İ", "ß", "ﬁ", "ǅ", "\ud800", "\u0326", "한", "ẞ", "ŉ"])
def test_letters_that_change_length_elsewhere_do_not_here(text):
    assert all(len(function(text * 3)) == 3 * len(text) for function in FUNCTIONS)


@pytest.mark.parametrize(
    "spelling", ["Ușakov", "Uşakov", "Usakov", "UȘAKOV", "UŞAKOV", "usakov", "Ušakov"]
)
def test_spellings_of_one_name_have_one_key(spelling):
    assert comparison_key(spelling) == "usakov"


@pytest.mark.parametrize(
    ("text", "key"),
    [("Țara Înaltă", "tara inalta"), ("Łódź", "lodz"), ("Erdoğan", "erdogan"), ("d’Or", "d'or")],
)
def test_marks_fall_away(text, key):
    assert comparison_key(text) == key


def test_cedillas_become_commas_and_other_marks_stay():
    assert fold_letters("şi ţară înaltă") == "și țară înaltă"


@given(st.text())
def test_key_of_a_key_is_the_key(text):
    assert lower(lower(text)) == lower(text)
    assert fold_letters(fold_letters(text)) == fold_letters(text)


@pytest.mark.parametrize(
    ("written", "known", "added"),
    [
        ("Puțin", "Putin", True),
        ("Puţin", "Putin", True),
        ("Toiu", "Țoiu", False),
        ("Ţoiu", "Țoiu", False),
        ("Erdoğan", "Erdogan", False),
        ("Moldovă", "Moldova", False),
        ("Ianukovîci", "Ianukovici", False),
        ("", "", False),
    ],
)
def test_marks_may_be_missing_but_not_added(written, known, added):
    assert adds_marks(written, known) is added
