import pytest


@pytest.mark.parametrize(
    ("romanian", "english"),
    [
        ("Niciun ministru nu a venit.", "no minister came ."),
        ("Ministrul nu a spus nimic.", "the minister did not say anything ."),
        ("El nu este niciodată vinovat.", "he is not ever guilty ."),
        ("Nici Ion, nici Maria nu au furat.", "neither Ion , nor Maria stole ."),
        ("Popa nu a furat.", "Popa did not steal ."),
    ],
)
def test_negation_of_a_clause_is_said_once(glossed, romanian, english):
    assert glossed(romanian) == english


def test_negation_after_without_is_not_doubled(glossed):
    assert "without any doubt" in glossed("Popa este vinovat fără nicio îndoială.")


def test_negation_of_another_clause_does_not_count(glossed):
    assert glossed("Nimeni nu știe că Popa nu a furat.") == (
        "nobody knows that Popa did not steal ."
    )
