import pytest

from presslens.actors.forms_ro import adjective_forms, name_forms

GENITIVES = [
    ("Rusia", "Rusiei"),
    ("Ucraina", "Ucrainei"),
    ("Franța", "Franței"),
    ("Moscova", "Moscovei"),
    ("America", "Americii"),
    ("Coreea de Nord", "Coreei de Nord"),
    ("Statele Unite", "Statelor Unite"),
    ("Emiratele Arabe Unite", "Emiratelor Arabe Unite"),
    ("Uniunea Europeană", "Uniunii Europene"),
    ("Comisia Europeană", "Comisiei Europene"),
    ("Curtea Constituțională", "Curții Constituționale"),
    ("Casa Albă", "Casei Albe"),
    ("Marea Britanie", "Marii Britanii"),
    ("Republica Moldova", "Republicii Moldova"),
    ("Autoritatea Electorală", "Autorității Electorale"),
    ("Consiliul Concurenței", "Consiliului Concurenței"),
    ("Ministerul Sănătății", "Ministerului Sănătății"),
    ("Kremlin", "Kremlinului"),
    ("Chișinău", "Chișinăului"),
    ("Iran", "Iranului"),
    ("PSD", "PSD-ului"),
    ("NATO", "NATO-ului"),
]


@pytest.mark.parametrize(("name", "form"), GENITIVES)
def test_genitive_of_a_name_is_made_by_rule(name, form):
    assert form in name_forms(name)


@pytest.mark.parametrize(
    ("name", "form"), [("Kremlin", "Kremlinul"), ("PSD", "PSD-ul"), ("Chișinău", "Chișinăul")]
)
def test_article_is_added_to_a_name_without_one(name, form):
    assert form in name_forms(name)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Maia Sandu", {"Maia Sandu", "Maiei Sandu"}),
        ("Elena Lasconi", {"Elena Lasconi", "Elenei Lasconi"}),
        ("Viorica Dăncilă", {"Viorica Dăncilă", "Vioricăi Dăncilă", "Viorichii Dăncilă"}),
        ("Donald Trump", {"Donald Trump"}),
        ("Angela", {"Angela"}),
    ],
)
def test_only_feminine_first_names_of_persons_decline(name, forms):
    assert name_forms(name, person=True) <= forms
    assert name in name_forms(name, person=True)


def test_every_name_is_one_of_its_own_forms():
    assert all(name in name_forms(name) for name, _ in GENITIVES)


@pytest.mark.parametrize("name", ["", "   "])
def test_an_empty_name_has_no_form(name):
    assert name_forms(name) == set()


@pytest.mark.parametrize(
    ("masculine", "forms"),
    [
        ("rus", {"rusă", "ruși", "ruse", "rusul", "rusului", "rușilor", "rusei", "ruselor"}),
        ("ucrainean", {"ucraineană", "ucraineni", "ucrainene", "ucraineanul", "ucrainenilor"}),
        ("american", {"americană", "americani", "americane", "americanului", "americanilor"}),
        ("rusesc", {"rusească", "rusești", "ruseștilor"}),
        ("ceh", {"cehă", "cehi", "cehe", "cehilor"}),
        ("chinez", {"chineză", "chinezi", "chineze", "chinezilor"}),
        ("european", {"europeană", "europeni", "europene"}),
        ("austriac", {"austriacă", "austrieci", "austriece"}),
        ("polonez", {"poloneză", "polonezi", "polonezii"}),
    ],
)
def test_adjective_of_origin_declines(masculine, forms):
    assert forms <= adjective_forms(masculine)
