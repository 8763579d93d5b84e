import itertools

import pytest

from presslens.sentiment.gloss.conjugate import conjugate

TENSES = (
    "pres", "past", "had", "will", "would", "to", "bare", "ing", "part", "will_perfect",
    "would_perfect", "to_perfect",
)  # fmt: skip


def said(base, tense, *, third=True, plural=False, first=False, negative=False):
    words = conjugate(base, tense, third=third, plural=plural, first=first, negative=negative)
    return " ".join(word for word in words if word)


@pytest.mark.parametrize(
    ("base", "tense", "affirmed", "denied"),
    [
        ("accuse", "pres", "accuses", "does not accuse"),
        ("accuse", "past", "accused", "did not accuse"),
        ("accuse", "had", "had accused", "had not accused"),
        ("accuse", "will", "will accuse", "will not accuse"),
        ("accuse", "would_perfect", "would have accused", "would not have accused"),
        ("accuse", "to", "to accuse", "not to accuse"),
        ("accuse", "ing", "accusing", "not accusing"),
        ("be accused", "past", "was accused", "was not accused"),
        ("be accused", "will", "will be accused", "will not be accused"),
        ("be", "pres", "is", "is not"),
        ("can", "pres", "can", "can not"),
        ("can", "past", "could", "could not"),
        ("can", "will", "will be able to", "will not be able to"),
        ("must", "pres", "must", "must not"),
        ("must", "past", "had to", "did not have to"),
        ("carry out", "past", "carried out", "did not carry out"),
    ],
)
def test_conjugate_makes_the_phrase_and_its_negation(base, tense, affirmed, denied):
    assert said(base, tense) == affirmed
    assert said(base, tense, negative=True) == denied


def test_conjugate_agrees_with_person_and_number():
    assert said("be", "pres", third=False, first=True) == "am"
    assert said("be", "pres", plural=True) == "are"
    assert said("be", "past", plural=True) == "were"
    assert said("want", "pres", plural=True) == "want"
    assert said("want", "pres", third=False) == "want"
    assert said("want", "pres", plural=True, negative=True) == "do not want"


@pytest.mark.parametrize("base", ["accuse", "be", "be located", "can", "must", "carry out"])
@pytest.mark.parametrize("tense", TENSES)
def test_conjugate_says_not_once_where_it_is_denied_and_never_else(base, tense):
    for third, plural, first in itertools.product([True, False], repeat=3):
        options = {"third": third, "plural": plural, "first": first}
        assert said(base, tense, **options, negative=True).split().count("not") == 1
        assert "not" not in said(base, tense, **options).split()
