import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.actors.parsed import Parsed, first_conjunct


def test_tokens_lead_to_the_words_in_which_they_begin():
    doc = Doc(Vocab(), words=["PSD-ul", "și", "U.S.", "tac", "."], spaces=[1, 1, 1, 0, 0])
    parsed = Parsed(doc)
    words = [(t.text, parsed.word(n).text) for n, t in enumerate(parsed.tokens)]
    assert words[:4] == [("PSD", "PSD-ul"), ("-", "PSD-ul"), ("ul", "PSD-ul"), ("și", "și")]
    assert [w for _, w in words[4:8]] == ["U.S."] * 4
    assert [parsed.place(doc[i]) for i in (0, 1, 2, 3)] == [0, 3, 4, 8]


def test_token_over_two_words_belongs_to_the_first():
    parsed = Parsed(Doc(Vocab(), words=["can", "not", "go"], spaces=[False, True, False]))
    assert [(t.text, parsed.word(n).text) for n, t in enumerate(parsed.tokens)] == [
        ("cannot", "can"),
        ("go", "go"),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b"])
def test_text_without_words_has_no_place(text):
    parsed = Parsed(spacy.blank("ro").make_doc(text))
    assert parsed.people() == []
    assert len(parsed.lemmas) == len(parsed.tokens)


def test_root_is_the_word_whose_head_lies_outside(tagged):
    doc = tagged("Statele/NOUN/nsubj/3 Unite/ADJ/amod/1 tac/VERB/ROOT/3")
    assert Parsed(doc).root(0, 2).text == "Statele"


def test_root_of_a_circle_of_words_is_found():
    doc = Doc(Vocab(), words=["a", "b", "c"], heads=[1, 2, 2], deps=["x", "y", "ROOT"])
    assert Parsed(doc).root(0, 2).text == "b"


def test_lemmas_are_compared_without_marks(tagged):
    assert Parsed(tagged("Șefii/NOUN////șef")).lemmas == ["sef"]


def test_name_of_an_entity_is_told_in_tokens(tagged):
    doc = tagged("președintele/NOUN///B-PERSON Maia/PROPN///I-PERSON Sandu/PROPN///I-PERSON")
    parsed = Parsed(doc)
    assert parsed.name_around(0) is None
    assert parsed.name_around(1)[1:] == (1, 3)
    assert parsed.people() == [(1, 3)]


@pytest.mark.parametrize(
    ("text", "at", "ordinary", "common"),
    [
        ("Puțin/ADV mai/ADV", 0, ("ADV",), True),
        ("Putin/PROPN a/AUX", 0, ("NOUN", "ADV"), False),
        ("Putin/PROPN///B-PERSON tace/VERB", 0, ("NOUN", "ADV"), False),
        ("Ban/NOUN cu/ADP", 0, ("NOUN", "ADV"), True),
        ("Ban/NOUN cu/ADP", 0, ("ADV",), False),
        ("lui/DET/det/2 Ban/NOUN", 1, ("NOUN", "ADV"), False),
        ("și/CCONJ Mai/ADP", 1, ("ADV",), True),
        ("CE/PRON SPUNE/VERB EL/PRON", 0, ("ADV",), True),
        ("CE/PRON spune/VERB", 0, ("ADV",), True),
        ("POT/VERB votează/VERB", 0, ("ADV",), False),
        ("șeful/NOUN ANAF/ADJ tace/VERB", 1, ("ADV",), False),
        ("Oricum/", 0, ("NOUN", "ADV"), False),
    ],
)
def test_common_word_is_told_by_its_tag_and_its_capitals(tagged, text, at, ordinary, common):
    assert Parsed(tagged(text)).is_common_word(at, ordinary) is common


def test_first_conjunct_stands_for_those_joined_with_it(tagged):
    doc = tagged("de/ADP/case/2 Moscova/PROPN/obl/5 și/CCONJ/cc/4 Minsk/PROPN/conj/2 cerut/VERB")
    assert first_conjunct(doc[3]).text == "Moscova"


def test_long_chain_of_conjuncts_ends():
    size = 5000
    words = ["x"] * size
    doc = Doc(
        Vocab(), words=words, heads=[max(0, n - 1) for n in range(size)], deps=["conj"] * size
    )
    assert first_conjunct(doc[size - 1]).i < size
