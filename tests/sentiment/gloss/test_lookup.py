import pytest

from presslens.language.parsing import parse
from presslens.sentiment.gloss.lookup import items_of


def items(text):
    return items_of(list(parse([text], "ro")[0]))


@pytest.mark.parametrize(
    ("text", "words", "english"),
    [
        ("A plecat în ciuda ploii.", "în ciuda", "despite"),
        ("Copilul este foarte talentat.", "talentat", "talented"),
        ("Situaţia este gravă.", "Situaţia", "situation"),
        ("Vizitează Franța.", "Franța", "France"),
        ("Un om lipsit de onoare pleacă.", "lipsit de", "devoid of"),
        ("Părerea copiilor contează.", "copiilor", "child"),
        ("A venit cu cîteva zile înainte.", "cîteva", "a few"),
        ("Toata lumea a plecat.", "Toata", "all"),
        ("Procurorii DNA au venit.", "DNA", "DNA"),
        ("El a plecat luni.", "luni", "Monday"),
        ("A stat luni de zile acolo.", "luni", "month"),
        ("Un ministru-președinte pleacă.", "ministru-președinte", "minister-president"),
        ("Ieri Bart De Wever a venit.", "Bart", "Bart"),
        ("S-au luat măsuri, având în vedere analiza.", "având în vedere", "given"),
        ("Au creat noi locuri de muncă.", "noi", "new"),
        ("Ei au venit, iar noi am plecat.", "noi", "we"),
        ("A citat ironic din el.", "ironic", "ironically"),
        ("Este imposibil de spus.", "imposibil", "impossible"),
        ("Conducerea anunţă demolarea gării.", "demolarea", "demolition"),
        ("Ieri Bart De Wever a venit.", "De", "De"),
    ],
)
def test_lookup_finds_expressions_words_and_places(text, words, english):
    found = {text[i.tokens[0].idx :][: len(words)]: i.english for i in items(text)}
    assert found[words] == english


def test_lookup_keeps_every_token_once_and_in_its_order():
    text = "El nu i-a mai luat niciodată în serios pe adversarii săi din Parlament, a spus Popa."
    doc = parse([text], "ro")[0]
    taken = [token.i for item in items_of(list(doc)) for token in item.tokens]
    assert sorted(taken) == list(range(len(doc)))


@pytest.mark.parametrize("name", ["Popescu", "Bolojan", "Zelenski", "USR"])
def test_lookup_names_stay_as_they_are(name):
    (found,) = [i for i in items(f"Ieri {name} a venit.") if i.tokens[0].text == name]
    assert (found.english, found.pos) == (name, "NAME")


@pytest.mark.parametrize("mark", ["?!", "—", "17", "€", "🙂", "3,5"])
def test_lookup_marks_and_numbers_stay_as_they_are(mark):
    assert any(item.english == item.tokens[0].text for item in items(f"Au venit {mark}"))
    assert "".join(i.english for i in items(mark)) == mark


def test_lookup_unknown_word_stays_and_is_known_as_such():
    (found,) = [i for i in items("Omul blurfea ieri.") if i.tokens[0].text == "blurfea"]
    assert found.english == "blurfea"
    assert found.pos == "VERB?"


def test_lookup_no_tokens_give_no_items():
    assert items_of([]) == []
