import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.sentiment.words import FARTHEST, SEPARATE, Words, read_words, split_keys, word_key

FORMS = ["Popa", "spune", ",", "azi", ",", "că", "Dinu", "e", "Ţuţa", "."]
LEMMAS = ["Popa", "spune", ",", "azi", ",", "că", "Dinu", "fi", "Țuța", "."]
POS = ["PROPN", "VERB", "PUNCT", "ADV", "PUNCT", "SCONJ", "PROPN", "AUX", "PROPN", "PUNCT"]
HEADS = [1, 1, 1, 1, 3, 8, 8, 8, 1, 1]
DEPS = ["nsubj", "ROOT", "punct", "advmod", "punct", "mark", "nsubj", "cop", "ccomp", "punct"]


def says():
    return Doc(Vocab(), words=FORMS, lemmas=LEMMAS, pos=POS, heads=HEADS, deps=DEPS)


def test_words_keep_keys_lemmas_and_offsets_and_leave_out_punctuation():
    doc = says()
    words = read_words(doc)
    assert words.keys == ["popa", "spune", "azi", "ca", "dinu", "e", "tuta"]
    assert words.lemmas[5:] == ["fi", "tuta"]
    assert [doc.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)][-1] == "Ţuţa"
    start = doc.text.index("azi")
    assert words.span(start, start + 3) == (2, 3)


def test_words_of_a_span_count_from_its_start():
    words = read_words(says()[3:])
    assert words.starts[0] == 0
    assert words.heads[0] == 0, "its head lies outside"


def test_words_count_the_clauses_between_them_in_the_tree():
    words = read_words(says())
    popa, azi, dinu, tuta = 0, 2, 4, 6
    assert words.boundaries(azi, words.ancestors(popa)) == 0
    assert words.boundaries(dinu, words.ancestors(tuta)) == 0
    assert words.boundaries(tuta, words.ancestors(popa)) == 1


@pytest.mark.parametrize(("pos", "dep", "clauses"), [("VERB", "conj", 1), ("NOUN", "conj", 0)])
def test_words_joined_verb_heads_a_clause_and_joined_noun_none(pos, dep, clauses):
    doc = Doc(
        Vocab(), words=["vine", "pleacă"], pos=["VERB", pos], heads=[0, 0], deps=["ROOT", dep]
    )
    words = read_words(doc)
    assert words.boundaries(1, words.ancestors(0)) == clauses


def test_words_of_separate_trees_are_far_apart():
    doc = Doc(Vocab(), words=["Da", "Nu"], heads=[0, 1], deps=["ROOT", "ROOT"])
    words = read_words(doc)
    assert words.boundaries(1, words.ancestors(0)) == SEPARATE


def test_words_follow_a_bounded_number_of_arcs():
    n = 10 * FARTHEST
    doc = Doc(
        Vocab(), words=["a"] * n, heads=[0, *range(n - 1)], deps=["ROOT"] + ["conj"] * (n - 1)
    )
    words = read_words(doc)
    assert len(words.ancestors(n - 1)) <= FARTHEST + 1
    assert words.boundaries(n - 1, words.ancestors(0)) == SEPARATE


def test_words_key_is_the_same_for_all_spellings():
    spellings = ("Șoșoacă", "ŞOŞOACĂ", "sosoaca", "s\u0327os\u0327oaca\u0306", "-șoșoacă")
    assert {word_key(w) for w in spellings} == {"sosoaca"}


def test_words_of_an_entry_are_parted_at_blanks_and_hyphens():
    assert split_keys("about-turn in Țara") == ("about", "turn", "in", "tara")


class Asked(list):
    """A list that counts how often an element is asked for."""

    times = 0

    def __getitem__(self, at):
        self.times += 1
        return super().__getitem__(at)


def test_the_way_up_ends_where_two_words_meet():
    """It went to the root each time, 30 arcs in a sentence without an end."""
    size = 1000
    heads = Asked([*range(1, size), size - 1])
    text = ["a"] * size
    words = Words(text, text, text, [*range(size)], [*range(size)], heads, [False] * size, True)
    others = words.ancestors(500)
    heads.times = 0
    assert words.boundaries(498, others) == 0
    assert heads.times <= 4
    heads.times = 0
    assert words.boundaries(100, others) == SEPARATE
    assert heads.times <= 2 * (FARTHEST + 1)
