import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.language.pieces import LONGEST_WORD, parse_pieces

TEXT = "<unk>\t0\n▁\t-3\n▁pre\t-4\n▁președinte\t-6\nle\t-4\nleui\t-9\nu\t-5\ni\t-5\nș\t-5\n"


@pytest.fixture
def pieces():
    return parse_pieces(TEXT)


def spelt(pieces, word, spaced=True):
    names = list(pieces.numbers)
    return [names[n] for n in pieces.of(word, spaced)]


def test_word_is_cut_into_the_pieces_of_the_greatest_sum(pieces):
    assert spelt(pieces, "președintele") == ["▁președinte", "le"]
    assert spelt(pieces, "lui", spaced=False) == ["<unk>", "u", "i"]


def test_cedilla_is_read_as_comma(pieces):
    assert pieces.of("preşedintele", True) == pieces.of("președintele", True)


def test_word_without_space_before_it_has_no_boundary(pieces):
    assert spelt(pieces, "i", spaced=False) == ["i"]
    assert spelt(pieces, "i") == ["▁", "i"]


def test_letter_without_a_piece_is_unknown(pieces):
    assert spelt(pieces, "漢i") == ["▁", "<unk>", "i"]


def test_word_in_capitals_is_written_as_its_pieces_are_met_most():
    pieces = parse_pieces("<unk>\t-20\n▁Ana\t-7\n▁ana\t-12\n▁fuge\t-6\n▁PSD\t-8\n")
    assert [pieces.usual_case(w) for w in ("ANA", "FUGE", "PSD")] == ["Ana", "fuge", "PSD"]


def test_pieces_without_capitals_leave_words_alone():
    pieces = parse_pieces(TEXT, uncased=True)
    assert pieces.usual_case("PREȘEDINTELE") == "PREȘEDINTELE"


@given(st.text(max_size=300), st.booleans())
def test_every_string_has_a_bounded_number_of_pieces(text, spaced):
    found = parse_pieces(TEXT).of(text, spaced)
    assert len(found) <= LONGEST_WORD + 1
