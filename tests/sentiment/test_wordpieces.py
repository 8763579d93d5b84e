import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presslens.sentiment.network import load_network
from presslens.sentiment.wordpieces import LONGEST_WORD, WORD, WordPieces

SMALL = [
    "<s>",
    "</s>",
    "[UNK]",
    "a",
    "ab",
    "##c",
    "##ab",
    "##a",
    ".",
    "[",
    "]",
    "<",
    ">",
    "s",
    "unk",
]
PIECES = WordPieces(SMALL)
SPECIAL = {PIECES.begin, PIECES.end}


def cut(text):
    return [SMALL[number] for number in PIECES.of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab", ["ab"]),
        ("abc", ["ab", "##c"]),
        ("aabc", ["a", "##ab", "##c"]),
        ("AB. a", ["ab", ".", "a"]),
        ("a\n\t ab", ["a", "ab"]),
        ("xa", ["[UNK]"]),
        ("abx a", ["[UNK]", "a"]),
        ("ăb", ["ab"]),
        ("a\u0306b", ["ab"]),
        ("", []),
        (" \n", []),
        ("\u0306", []),
    ],
)
def test_wordpieces_longest_piece_wins_in_small_letters_without_marks(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    "hidden", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\0"]
)
def test_wordpieces_what_is_not_seen_is_not_read(hidden):
    assert cut(f"a{hidden}b{hidden} {hidden}") == ["ab"]


def test_wordpieces_of_bert_have_their_own_beginning_and_end():
    pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    assert (pieces.unknown, pieces.begin, pieces.end) == (1, 2, 3)


@pytest.mark.parametrize(
    "text", ["<s>", "</s>", "[UNK]", "[CLS]", "##ab", "a##c", "<S>", "<s\u200b>"]
)
def test_wordpieces_text_cannot_spell_a_piece_that_means_something_else(text):
    """Only a word that is in no piece is unknown; "[UNK]" is brackets and a word."""
    found = PIECES.of(text)
    assert not SPECIAL & set(found)
    assert SMALL.index("##c") not in found
    assert cut("[UNK]") == ["[", "unk", "]"]


def test_wordpieces_of_a_word_without_end_are_those_of_its_beginning():
    assert cut("a" * 10_000) == ["a"] + ["##a"] * (LONGEST_WORD - 1)


def test_wordpieces_do_not_remember_texts_without_bound(monkeypatch):
    monkeypatch.setattr("presslens.sentiment.wordpieces._REMEMBERED", 10)
    pieces = WordPieces(SMALL)
    before = [pieces.of(f"a{n}") for n in range(50)]
    assert len(pieces._known) <= 10
    assert [pieces.of(f"a{n}") for n in range(50)] == before


@settings(deadline=None)
@given(st.text())
def test_wordpieces_any_text_is_cut_and_never_opened_or_closed(text):
    found = PIECES.of(text)
    assert not SPECIAL & set(found)
    assert all(0 <= number < len(SMALL) for number in found)
    assert PIECES.of(text) == found


@settings(deadline=None)
@given(st.text(), st.text())
def test_wordpieces_of_two_texts_are_those_of_each(first, second):
    assert PIECES.of(f"{first} {second}") == PIECES.of(first) + PIECES.of(second)


@settings(deadline=None)
@given(st.text(alphabet="abăâçéABCĂȘ. "))
def test_wordpieces_are_the_same_for_composed_and_decomposed_letters(text):
    assert PIECES.of(unicodedata.normalize("NFD", text)) == PIECES.of(text)


@settings(deadline=None)
@given(st.text())
def test_words_are_found_where_they_stand_and_skip_nothing_that_is_seen(text):
    reached = 0
    for found in WORD.finditer(text):
        assert found.start() >= reached
        assert text[reached : found.start()].strip() == ""
        assert found.group()
        assert not any(map(str.isspace, found.group()))
        reached = found.end()
    assert text[reached:].strip() == ""


@pytest.mark.parametrize("text", ["nai\u0308ve", "cor\u00adrupt", "cor\u200brupt", "co\ufeffrrupt"])
def test_words_are_not_parted_by_marks_without_width(text):
    assert WORD.findall(f"a {text}, b") == ["a", text, ",", "b"]


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=0x24F), min_size=1))
def test_wordpieces_of_the_package_know_latin_letters(text):
    pieces = load_network("default").pieces
    letters = [c for c in text.lower() if c.isascii() and c.isalnum()]
    assert all(pieces.unknown not in pieces.of(letter) for letter in letters)
