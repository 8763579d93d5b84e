import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presslens.speech import find_marks


def pairs(text):
    return [text[p.start : p.end] for p in find_marks(text).pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„a b” c „d”", ["„a b”", "„d”"]),
        ("“a” “b”", ["“a”", "“b”"]),
        ('"a", said x. "b"', ['"a"', '"b"']),
        ("«a» b", ["«a»"]),
        ("„a „b” c” d", ["„a „b” c”"]),
        ("„a «b» c” d", ["„a «b» c”"]),
        ("”text” sloppy", ["”text”"]),
        ("„a“ german", ["„a“"]),
        ('„a" mixed', ['„a"']),
        (",,a b” commas", [",,a b”"]),
        ('5" wide and "a b"', ['"a b"']),
    ],
)
def test_marks_pairs_of_every_style(text, expected):
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "unclosed"),
    [
        ("„a b. Apoi „c d” e", ["„c d”"], (0,)),
        ("a” b „c” d", ["„c”"], ()),
        ('x "a" "b', ['"a"'], (6,)),
    ],
)
def test_marks_unbalanced_cost_one_quote(text, expected, unclosed):
    assert pairs(text) == expected
    assert find_marks(text).unclosed == unclosed


def test_marks_long_quote_repeats_its_mark_at_each_paragraph():
    assert pairs("„Unu.\n\n„Doi”, a zis.") == ["„Unu.\n\n„Doi”"]


def test_marks_do_not_pair_over_many_paragraphs():
    found = find_marks("un „semn uitat.\n\n1\n\n2\n\n3\n\n4\n\n5 și un altul” aici")
    assert (found.pairs, found.unclosed) == ((), (3,))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from('„“”"«»,ab. \n'), max_size=80) | st.text(max_size=80))
def test_marks_any_text_gives_pairs_apart_and_in_order(text):
    last = 0
    for pair in find_marks(text).pairs:
        assert last <= pair.start < pair.inner_start < pair.inner_end < pair.end <= len(text)
        last = pair.end


@pytest.mark.parametrize(
    "text",
    [",,Vom pleca mâine„, a spus.", "„Vom pleca mâine„, a spus.", "''Vom pleca mâine'', a spus."],
)
def test_marks_of_the_wrong_shape_close(text):
    marks = find_marks(text)
    assert [text[p.start : p.end] for p in marks.pairs] == [text.split(", a spus")[0]]
    assert marks.unclosed == ()


def test_a_quote_behind_a_colon_goes_on_in_the_next_paragraph():
    text = "Ana a declarat: „Vom pleca mâine.\n\n„Vom reveni vineri”."
    assert [text[p.start : p.end] for p in find_marks(text).pairs] == [text[16:-1]]


def test_a_quote_that_begins_a_paragraph_may_go_over_many():
    text = "Ana a scris:\n„Unu.\n\nDoi.\n\nTrei.\n\nPatru.\n\nCinci.\n\nȘase”, a scris."
    assert [text[p.start : p.end] for p in find_marks(text).pairs] == [text[13:-10]]


def test_a_mark_in_the_middle_of_a_sentence_may_not():
    text = "Ana a spus că „este.\n\nDoi.\n\nTrei.\n\nPatru.\n\nCinci.\n\nȘase” e gata."
    marks = find_marks(text)
    assert marks.pairs == ()
    assert marks.unclosed == (14,)
