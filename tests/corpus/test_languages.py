import pytest

from presslens.corpus.languages import decide, given_language, identify

from .paragraphs import ENGLISH, FRENCH, ROMANIAN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ROMANIAN, "ro"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("Guvernul a decis ieri sa amane legea pensiilor, spun surse din coalitie.", "ro"),
        ("Місцева влада оголосила, що ремонт мосту почнеться у квітні.", "uk"),
        ("A polgármester kedden bejelentette, hogy áprilisban kezdődik a híd felújítása.", "hu"),
    ],
)
def test_identify_tells_the_language(text, language):
    assert identify(text)[0] == language


@pytest.mark.parametrize("text", ["", "Da.", "12 345 67 890 12 345 678 90", "!!!" * 50])
def test_identify_says_nothing_of_too_little(text):
    assert identify(text) == (None, 0.0)


@pytest.mark.parametrize(
    ("given", "code"),
    [("ro", "ro"), ("ro-RO", "ro"), ("Română", "ro"), ("limba română", "ro"), ("ENG", "en"),
     ("en_US", "en"), ("klingon", None), ("", None), (None, None), ("xx", None)],
)  # fmt: skip
def test_given_language(given, code):
    assert given_language(given) == code


def test_decide_keeps_a_plausible_given_language():
    assert decide("Da.", "ro") == ("ro", None, None)
    assert decide(ROMANIAN, "ro") == ("ro", None, None)


def test_decide_believes_a_long_text_more_than_its_label():
    language, code, reason = decide(ENGLISH, "ro")
    assert (language, code) == ("en", "language_differs")
    assert "ro" in reason


def test_decide_doubts_a_text_too_short():
    assert decide("Da.", None)[:2] == (None, "no_language")
