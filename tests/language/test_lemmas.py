import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from presslens.errors import MissingDataError
from presslens.language.lemmas import (
    Lemmatizer,
    edit,
    format_rules,
    lemmatizer_for,
    parse_rules,
)

RULES = {
    "Ncmsry": {"": (0, ""), "ul": (2, ""), "^tatăl": (1, "")},
    "Nc*": {"i": (1, "")},
    "Np": {"": (0, ""), "ei": (2, "a")},
}


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("ministrul", "Ncmsry", "ministr"),
        ("Ministrul", "Ncmsry", "ministr"),
        ("tatăl", "Ncmsry", "tată"),
        ("bunii", "Ncmpry", "buni"),  # by the rules of Nc, since there are none for its own tag
        ("Mariei", "Np", "Maria"),
        ("MARIEI", "Np", "MARIA"),
        ("vorbi", "Vmis3s", "vorbi"),  # no rule at all
        ("preşedintele", "Vmis3s", "președintele"),  # one spelling of ș
    ],
)
def test_longest_ending_decides(form, tag, lemma):
    assert Lemmatizer(RULES).lemma(form, tag) == lemma


def test_rules_are_read_as_they_were_written():
    assert parse_rules(format_rules(RULES)) == RULES


@given(st.text(alphabet="abcșț", max_size=8), st.text(alphabet="abcșț", max_size=8))
def test_an_edit_makes_the_lemma_of_the_form(form, lemma):
    cut, add = edit(form, lemma)
    assert form[: len(form) - cut] + add == lemma


def test_language_without_rules_is_refused():
    with pytest.raises(MissingDataError, match="fr"):
        lemmatizer_for("fr")


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("guvernului", "Ncmsoy", "guvern"),
        ("declarat", "Vmp--sm", "declara"),
        ("oamenii", "Ncmpry", "om"),
        ("spune", "Vmip3s", "spune"),
        ("PSD", "Yn", "PSD"),
    ],
)
def test_romanian_lemmas(form, tag, lemma):
    assert lemmatizer_for("ro").lemma(form, tag) == lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [("said", "VBD", "say"), ("cities", "NNS", "city"), ("Obama", "NNP", "Obama")],
)
def test_english_lemmas(form, tag, lemma):
    assert lemmatizer_for("en").lemma(form, tag) == lemma


def test_component_sets_the_lemma_of_every_token():
    nlp = spacy.blank("ro")
    component = nlp.add_pipe("presslens_lemmatizer")
    doc = Doc(nlp.vocab, words=["Oamenii", "vorbesc"], tags=["Ncmpry", "Vmip3p"])
    assert [t.lemma_ for t in component(doc)] == ["om", "vorbi"]
