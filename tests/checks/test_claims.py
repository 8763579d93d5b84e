import pytest

WRONG, UNNAMED = "wrongdoing-without-source", "only-unnamed-sources"


def codes(checks):
    return [code for code, _ in checks]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ziua este senină. Ion Dănilă a delapidat banii primăriei. Orașul doarme.", "ro"),
        ("The day was sunny. John Harwell stole the funds of the town. The town slept.", "en"),
    ],
)
def test_wrongdoing_that_nobody_tells(found, text, language):
    assert WRONG in codes(found(text, language))


@pytest.mark.parametrize(
    "text",
    [
        "Potrivit procurorilor, Ion Dănilă a delapidat banii primăriei.",
        "Ion Dănilă a delapidat banii primăriei, scrie Reuters.",
        "Maria Pop a declarat că Ion Dănilă a delapidat banii primăriei.",
        "Ion Dănilă nu a delapidat banii primăriei.",
        "Ion Dănilă ar delapida banii primăriei.",
        "Ion Dănilă a furat startul.",
        "Ion Dănilă a mâncat o supă.",
        "Ion Dănilă a fost ucis.",
    ],
)
def test_what_has_a_source_or_is_no_wrongdoing(found, text):
    assert WRONG not in codes(found(text))


def test_all_sources_without_a_name(found):
    text = "Ministrul va demisiona mâine, spun surse guvernamentale."
    assert (UNNAMED, "spun surse guvernamentale") in found(text)


def test_one_named_source_is_enough(found):
    text = "Ministrul va demisiona mâine, spun surse guvernamentale. Reuters scrie că va rămâne."
    assert UNNAMED not in codes(found(text))
