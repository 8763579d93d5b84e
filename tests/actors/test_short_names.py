import pytest

from presslens.actors.parsed import Parsed
from presslens.actors.short_names import find_short_names


def _found(doc, taken=None):
    return [(n.at, n.actor_id) for n in find_short_names(Parsed(doc), taken or {}, "ro")]


SUBJECT = "Guvernul/NOUN/nsubj/3//guvern a/AUX/aux/3 votat/VERB/ROOT/3"


def test_subject_at_the_head_of_a_sentence_is_ours(tagged):
    assert _found(tagged(SUBJECT)) == [(0, "guvernul-romaniei")]


def test_capital_inside_a_sentence_is_enough(tagged):
    doc = tagged("în/ADP/case/2 Parlament/NOUN/obl/3//parlament azi/ADV/ROOT/3")
    assert _found(doc) == [(1, "parlamentul-romaniei")]


@pytest.mark.parametrize(
    "text",
    [
        "un/DET guvern/NOUN/nsubj/1//guvern",
        "Guvern/NOUN/ROOT/1//guvern nou/ADJ/amod/1",
        "la/ADP Guvernul/NOUN/obl/2//guvern german/ADJ/amod/2",
        "la/ADP Senatul/NOUN/obl/2//senat Universității/NOUN/nmod/2",
        "la/ADP Guvernul/NOUN/obl/2//guvern Popescu/PROPN/x/2",
        "la/ADP Guvernul/NOUN/obl/2//guvern de/ADP la/ADP Oslo/PROPN",
        "din/ADP Parlamentul/NOUN/obl/2//parlament al/DET cărui/DET",
        "din/ADP Guvernele/NOUN/obl/2//guvernul",
        "UN/DET GUVERN/NOUN/obl/2//guvern NOU/ADJ",
        "spus/VERB Guverna/VERB/xcomp/1//guvern",
    ],
)
def test_institution_of_another_or_a_mere_noun_is_not(tagged, text):
    assert _found(tagged(text)) == []


def test_verb_behind_the_name_is_no_article_of_possession(tagged):
    assert _found(tagged(SUBJECT)) != []


def test_article_that_names_a_foreign_one_leaves_them_all_open(tagged):
    doc = tagged(
        "în/ADP Senatul/NOUN/obl/1//senat american/ADJ/amod/2 ,/PUNCT iar/CCONJ "
        "Senatul/NOUN/nsubj/8//senat a/AUX votat/VERB/ROOT/8"
    )
    assert _found(doc, {2: True}) == []
    assert _found(doc, {2: False}) == [(5, "senatul")]


def test_what_is_already_read_is_left_alone(tagged):
    assert _found(tagged(SUBJECT), {0: False}) == []


def test_short_names_are_linked_in_romanian_news(linked):
    text = "Ministrul a spus că Guvernul va trimite proiectul în Parlament."
    assert [i for _, i in linked(text)] == ["guvernul-romaniei", "parlamentul-romaniei"]


def test_english_has_no_short_names(tagged):
    assert find_short_names(Parsed(tagged("Government/NOUN")), {}, "en") == []
