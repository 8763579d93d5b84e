import pytest


@pytest.mark.parametrize(
    ("romanian", "english"),
    [
        ("Partidul său a pierdut.", "his party lost ."),
        ("Popa critică noua lege a bugetului.", "Popa criticises the new law of the budget ."),
        ("Președintele României a plecat.", "the president of Romania left ."),
        ("Au venit toți oamenii.", "all the people came ."),
        ("Președintele Popescu a plecat.", "president Popescu left ."),
        ("Un om corupt și mincinos a plecat.", "a corrupt and lying person left ."),
        ("Rusia continuă atacurile groaznice.", "Russia continues the horrible attacks ."),
        ("Acest guvern mincinos a plecat.", "this lying government left ."),
        ("Partidul politic românesc a pierdut.", "the Romanian political party lost ."),
    ],
)
def test_phrases_stand_in_english_order_with_article_and_case(glossed, romanian, english):
    assert glossed(romanian) == english


def test_phrases_comparison_is_one_word_or_more(glossed):
    assert "the best players" in glossed("Cei mai buni jucători au câștigat meciul.")
    assert "the most corrupt person" in glossed("Cel mai corupt om din România.")
