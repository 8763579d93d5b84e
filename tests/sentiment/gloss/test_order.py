import pytest


@pytest.mark.parametrize(
    ("romanian", "english"),
    [
        ("L-a criticat Popescu pe Ionescu.", "Popescu criticised Ionescu ."),
        ("E puțin probabilă demisia lui Popescu.", "the resignation of Popescu is unlikely ."),
        ("A venit ieri la București președintele Macron.",
         "president Macron came yesterday to Bucharest ."),
    ],
)  # fmt: skip
def test_order_a_late_subject_goes_before_its_verb(glossed, romanian, english):
    assert glossed(romanian) == english


def test_order_an_early_object_goes_after_its_verb(glossed):
    assert glossed("Pe Ionescu îl acuză procurorii.") == "the prosecutors accuse Ionescu ."


def test_order_in_a_relative_clause_the_subject_comes_before_its_verb(glossed):
    english = glossed("Rolul pe care i-l oferă Constituția e mare.")
    assert "which the Constitution offers" in english


@pytest.mark.parametrize(
    "romanian",
    [
        "Procurorii îl acuză pe Ionescu.",
        "Voi pleca mâine.",
        "Pe masă stă o carte veche.",
        "Pleacă!",
    ],
)
def test_order_keeps_every_word_once(romanian):
    from presslens.language.parsing import parse
    from presslens.sentiment.gloss.lookup import items_of
    from presslens.sentiment.gloss.order import arrange_clauses
    from presslens.sentiment.gloss.phrases import arrange
    from presslens.sentiment.gloss.verbs import group_verbs

    items = arrange(group_verbs(items_of(list(parse([romanian], "ro")[0]))))
    ordered = arrange_clauses(items)
    assert {id(item) for item in ordered} == {id(item) for item in items}
    assert len(ordered) == len(items)
