import pytest


@pytest.mark.parametrize(
    ("romanian", "english"),
    [
        ("Popescu acuză guvernul.", "Popescu accuses the government ."),
        ("Popescu a acuzat guvernul.", "Popescu accused the government ."),
        ("Popescu va acuza guvernul.", "Popescu will accuse the government ."),
        ("Popescu ar acuza guvernul.", "Popescu would accuse the government ."),
        ("Popescu ar fi acuzat guvernul.", "Popescu would have accused the government ."),
        ("Popescu nu a acuzat guvernul.", "Popescu did not accuse the government ."),
        ("Popescu n-a acuzat guvernul.", "Popescu did not accuse the government ."),
        ("Popescu nu este vinovat.", "Popescu is not guilty ."),
        ("Popescu a fost acuzat.", "Popescu was accused ."),
        ("Popescu nu a fost acuzat.", "Popescu was not accused ."),
        ("Autoritățile trebuie să acționeze.", "the authorities must act ."),
        ("Voi pleca mâine.", "I will leave tomorrow ."),
        ("Membrii sunt aleși de popor.", "the members are elected by people ."),
        ("Popa va blurfi mâine.", "Popa will blurfi tomorrow ."),
        ("Popa a mințit, dar a și furat.", "Popa told lies , but also stole ."),
    ],
)
def test_verbs_groups_become_one_phrase_in_one_tense(glossed, romanian, english):
    assert glossed(romanian) == english


def test_verbs_reflexive_with_a_meaning_of_its_own_has_it(glossed):
    assert "is called Popescu" in glossed("El se numește Popescu.")


def test_verbs_pronoun_that_doubles_an_object_is_left_out(glossed):
    assert glossed("Procurorii îl acuză pe Ionescu de furt.") == (
        "the prosecutors accuse Ionescu of theft ."
    )
    assert glossed("Toți îl acuză pe el.") == "all accused him ."
    assert glossed("Popa îl vede.") == "Popa sees him ."
