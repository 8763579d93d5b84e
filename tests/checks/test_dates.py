import pytest

UNPLACED, WRONG = "date-not-placed", "date-contradiction"


def test_a_relative_date_without_a_day_to_count_from(found):
    text = "Vizita va avea loc săptămâna viitoare. Plecarea este mâine."
    assert (UNPLACED, "săptămâna viitoare") in found(text, published=None)
    assert [c for c, _ in found(text, published=None)].count(UNPLACED) == 1
    assert found(text) == []


def test_a_calendar_date_needs_no_day_to_count_from(found):
    assert found("Vizita are loc la 3 decembrie 2025.", published=None) == []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Vizita are loc marți, 26 noiembrie.", "ro", "marți, 26 noiembrie"),
        ("Vizita are loc luni, 26 noiembrie 2025.", "ro", "luni, 26 noiembrie 2025"),
        ("Vizita are loc astăzi, 20 noiembrie.", "ro", "astăzi, 20 noiembrie"),
        ("The visit is on Monday, November 26, 2025.", "en", "Monday, November 26, 2025"),
    ],
)
def test_a_day_that_the_calendar_does_not_have(found, text, language, words):
    assert (WRONG, words) in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vizita are loc miercuri, 26 noiembrie.", "ro"),
        ("Vizita are loc joi, 31 iunie.", "ro"),
        ("Vizita are loc astăzi, 26 noiembrie.", "ro"),
        ("Vizita are loc ieri, 26 noiembrie.", "ro"),  # the night between
        ("The visit is on Wednesday, November 26, 2025.", "en"),
    ],
)
def test_days_that_are_right_or_near(found, text, language):
    assert WRONG not in [code for code, _ in found(text, language)]
