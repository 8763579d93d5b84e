import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.annotations import Annotations, Context, Mention, Quote
from presslens.checks import CODES, find_checks

PIECE = re.compile(r"\w+|\s+|[^\w\s]")


def read(text, names=(), bodies=()):
    """A hand-made document: ``names`` are tagged as proper nouns, ``bodies`` as entities."""
    pieces = PIECE.findall(text)
    pos = ["PROPN" if word in names else "X" for word in pieces]
    ents = ["B-ORGANIZATION" if word in bodies else "O" for word in pieces]
    return Doc(Vocab(), words=pieces, spaces=[False] * len(pieces), pos=pos, ents=ents)


def article(text, names=(), actor_id="ana-pop"):
    found = Annotations(Context("a", "ro"))
    for name in names:
        start = text.index(name)
        found.mentions.append(
            Mention(start, start + len(name), name, "PERSON", actor_id, "name", 1.0)
        )
    return found


def codes(text, names=()):
    return [(c.code, text[c.start : c.end]) for c in find_checks(read(text), article(text, names))]


def test_checks_name_with_other_capitals_is_a_warning():
    text = "Ana WitPop vine. Pleacă Ana Witpop. Iar Witpop tace."
    (check,) = find_checks(
        read(text), article(text, ["Ana WitPop", "Ana Witpop", "Witpop tace"[:6]])
    )
    assert (check.code, check.severity) == ("name-two-spellings", "warning")
    assert "WitPop" in check.message
    assert "Witpop" in check.message


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("Zelinski", "Zelinsky", "name-two-spellings"),
        ("Uşanov", "Ușanov", "letters-two-spellings"),
        ("Dăncica", "Dancica", "letters-two-spellings"),
    ],
)
def test_checks_tell_spelling_from_letters(first, second, code):
    text = f"Vine {first}. Pleacă {second}."
    assert code in [c for c, _ in codes(text, [first, second])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sudania", "Sudaniei"),
        ("Popescu", "Popescului"),
        ("Ioana", "Ioanei"),
        ("Ana Popescu", "Popescu"),
        ("POPESCU", "Popescu"),
        ("Ana", "Ani"),
        ("China", "Chină"),
    ],
)
def test_checks_inflected_short_or_headline_names_are_no_other_spelling(first, second):
    text = f"Vine {first}. Pleacă {second}."
    assert codes(text, [first, second]) == []


def test_checks_mixed_letters_mark_the_first_rarer_one():
    assert codes("Știrea și aşa a fost știută.") == [("mixed-letters", "aşa")]


def test_checks_one_kind_of_letters_is_fine():
    assert codes("Ştirea şi aşa a fost ştiută.") == []


def test_checks_unclosed_quote_and_how_many_at_most():
    assert codes("Un „semn uitat.") == [("unclosed-quote", "„")]
    assert len(codes("„a " * 10_000)) == 20


ALONE = "„Vom pleca acum cu toții din oraș.”"


def checks_of_a_quote(text, **more):
    known = article(text)
    start = text.index("„")
    given = {"cue": None, "speaker_start": None, "speaker_end": None} | more
    known.quotes.append(
        Quote(
            start, text.index("”") + 1, "direct", given["cue"], None, None, None, 0.5,
            speaker_start=given["speaker_start"], speaker_end=given["speaker_end"],
        )
    )  # fmt: skip
    return [c.code for c in find_checks(read(text), known)]


@pytest.mark.parametrize("text", [f"Plouă.\n{ALONE}\nPlouă.", f"Plouă. {ALONE} Plouă."])
def test_checks_quote_without_speaker(text):
    assert checks_of_a_quote(text) == ["quote-without-speaker"]


@pytest.mark.parametrize(
    "text",
    [
        ALONE,
        f"Elev: {ALONE}",
        f"{ALONE} (Ana Pop, 1946)",
        f"{ALONE}, a fost anunțul.",
        "Plouă.\n„Vom pleca acum.”\nPlouă.",
    ],
)
def test_checks_quote_that_is_introduced_credited_or_short(text):
    assert checks_of_a_quote(text) == []


def test_checks_quote_with_a_cue_or_words_for_its_speaker():
    assert checks_of_a_quote(ALONE, cue="a spus") == []
    assert checks_of_a_quote(ALONE, speaker_start=1, speaker_end=4) == []


def test_checks_many_quotes_of_nobody_are_examples():
    text = "\n".join([ALONE] * 5)
    known = article(text)
    for n in range(5):
        start = n * (len(ALONE) + 1)
        known.quotes.append(Quote(start, start + len(ALONE), "direct", None, None, None, None, 0.5))
    assert find_checks(read(text), known) == []


def test_checks_every_code_has_texts_in_both_languages():
    for code in CODES.values():
        for texts in (code.description, *code.reasons.values()):
            assert set(texts) == {"ro", "en"}
            assert all(texts.values())
        places = [set(re.findall(r"{(\w+)}", code.text("reason", lang))) for lang in ("ro", "en")]
        assert places[0] == places[1]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100), st.integers(0, 99), st.integers(1, 30))
def test_checks_any_text_gives_places_inside(text, start, length):
    known = Annotations(Context("a", "ro"))
    end = min(len(text), start + length)
    if start < end:
        known.mentions.append(Mention(start, end, text[start:end], "PERSON", "x", "name", 1.0))
    for check in find_checks(read(text), known):
        assert 0 <= check.start < check.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "În România e cald. Raportul Deloitte Romania a apărut.",
        "În România e cald.\nIt is embarrassing that you keep asking me why I prefer Romania.",
    ],
)
def test_checks_letters_of_other_languages_are_no_other_spelling(text):
    assert codes(text, ["România", "Romania"]) == []


def test_checks_quote_beside_a_name_lets_a_reader_guess():
    text = f"Plouă.\n{ALONE}\nAna a plecat."
    known = article(text, ["Ana"])
    start = text.index("„")
    known.quotes.append(Quote(start, start + len(ALONE), "direct", None, None, None, None, 0.5))
    assert find_checks(read(text), known) == []
