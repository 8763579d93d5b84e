import pytest

THIRD = "speaker-in-third-person"
SAID = "„Contez pe președintele Donald Trump, pentru că {words}”, a spus {who}."


@pytest.mark.parametrize("who", ["Donald Trump", "Trump", "șeful statului american"])
def test_a_speaker_who_is_named_in_the_quote(found, who):
    text = SAID.format(words="multe depind de el", who=who)
    assert (THIRD, "Donald Trump") in found(text)


def test_who_speaks_around_it_is_said(nlp_ro):
    import datetime as dt

    from presslens.annotations import Context
    from presslens.language.pipeline import annotate_text

    text = (
        "Volodimir Zelenski a declarat că planul este bun.\n"
        + SAID.format(words="multe depind de el", who="șeful statului american")
        + "\nVolodimir Zelenski a adăugat că este cinic."
    )
    day = dt.date(2025, 11, 26)
    (check,) = [
        c for c in annotate_text(nlp_ro, text, Context("a", "ro", day)).checks if c.code == THIRD
    ]
    assert check.severity == "warning"
    assert "Volodimir Zelenski" in check.message


@pytest.mark.parametrize(
    "text",
    [
        SAID.format(words="multe depind de el", who="Volodimir Zelenski"),
        "„Rusia nu va ceda”, a anunțat Rusia.",  # a state may speak of itself so
        "„Eu nu plec”, a spus Donald Trump.",
        "Donald Trump a spus că Donald Trump va veni.",  # no words of his
    ],
)
def test_others_who_are_named_are_fine(found, text):
    assert THIRD not in [code for code, _ in found(text)]


def test_a_quote_of_nobody(found):
    text = "Plouă peste oraș.\n\n„Nu mai avem nimic de mâncare în casă.”\n\nStrada este goală."
    assert ("quote-without-speaker", "„Nu mai avem nimic de mâncare în casă.”") in found(text)


def test_a_quote_of_somebody_without_a_name_has_a_speaker(found):
    text = "„Nu mai avem nimic de mâncare în casă”, a spus un martor."
    assert found(text) == []
