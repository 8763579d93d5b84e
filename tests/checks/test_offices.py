import pytest

WRONG = "office-not-held"


def test_an_office_that_another_held_on_the_day(found):
    text = "Președintele american Donald Trump a vizitat Kievul."
    assert (WRONG, "Președintele american Donald Trump") in found(text, published="2022-08-10")
    english = "U.S. President Donald Trump visited Kyiv."
    assert WRONG in [code for code, _ in found(english, "en", published="2022-08-10")]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Președintele american Donald Trump a vizitat Kievul.", "2025-11-26"),
        ("Fostul președinte american Donald Trump a vizitat Kievul.", "2022-08-10"),
        ("În 2018, președintele american Donald Trump a vizitat Kievul.", "2022-08-10"),
        ("Președintele american Ion Dănilă a vizitat Kievul.", "2022-08-10"),
        ("Președintele american Donald Trump a vizitat Kievul.", None),
    ],
)
def test_offices_that_were_held_or_can_t_be_known(found, text, published):
    assert WRONG not in [code for code, _ in found(text, published=published)]
