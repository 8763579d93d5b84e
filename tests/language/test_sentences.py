import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from presslens.annotations import Annotations, Context
from presslens.language import components  # noqa: F401  (registers the factories)
from presslens.language.sentences import split_sentences


def pieces(text, language="ro"):
    return [text[s.start : s.end] for s in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plouă. Ninge! Bate vântul? Da…", ["Plouă.", "Ninge!", "Bate vântul?", "Da…"]),
        ("A venit dl. Popescu. A plecat.", ["A venit dl. Popescu.", "A plecat."]),
        ("I. L. Caragiale a scris. Noi citim.", ["I. L. Caragiale a scris.", "Noi citim."]),
        ("Costă 3.500 de lei. E mult.", ["Costă 3.500 de lei.", "E mult."]),
        ("Art. 5 din lege. Gata.", ["Art. 5 din lege.", "Gata."]),
        ("„Plecăm!”, a spus ea. Apoi a tăcut.", ["„Plecăm!”, a spus ea.", "Apoi a tăcut."]),
        ("„Plecăm.” Apoi a tăcut.", ["„Plecăm.”", "Apoi a tăcut."]),
        ("Titlu fără punct\n\nUnu. Doi.", ["Titlu fără punct", "Unu.", "Doi."]),
        ("Lipit.Fără spațiu.", ["Lipit.", "Fără spațiu."]),
        ("Și tot așa... Apoi a tăcut.", ["Și tot așa...", "Apoi a tăcut."]),
        ("O singură propoziție", ["O singură propoziție"]),
        ("   \n ", []),
        ("", []),
    ],
)  # fmt: skip
def test_romanian_sentences(text, expected):
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith left. He ran.", ["Mr. Smith left.", "He ran."]),
        ("The U.S. army left. It ran.", ["The U.S. army left.", "It ran."]),
        ("She is no. 5 in line. Good.", ["She is no. 5 in line.", "Good."]),
        ("They said no. Then they left.", ["They said no.", "Then they left."]),
        ("It rose 3.5 per cent. Good.", ["It rose 3.5 per cent.", "Good."]),
    ],
)
def test_english_sentences(text, expected):
    assert pieces(text, "en") == expected


def test_lines_wrapped_at_a_width_do_not_end_sentences():
    text = "Un rând care merge\nmai departe pe alt\nrând și încă pe\nunul până la capăt."
    assert len(pieces(text)) == 1


def test_lines_that_are_not_wrapped_end_sentences():
    assert pieces("Titlul știrii\nTextul începe aici.") == ["Titlul știrii", "Textul începe aici."]


@given(st.text(alphabet=st.sampled_from("aB .!?…\n\t„”\"')«»,1șŢ\u00a0\r\x0b-"), max_size=80))
@example("..A")
@example('."„A')
def test_nothing_but_white_space_is_lost_and_nothing_is_told_twice(text):
    sentences = split_sentences(text, "ro")
    end = 0
    for sentence in sentences:
        assert end <= sentence.start < sentence.end
        assert not text[end : sentence.start].strip()
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end
    assert not text[end:].strip()


@given(st.text())
def test_any_text_is_covered(text):
    covered = "".join(pieces(text, "en"))
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize("unit", [".", "!)", "\n", ".\n", "a.", "A ", "a \n", "\n ", "„", "("])
@pytest.mark.usefixtures("no_hang")
def test_splitting_ends_on_long_runs(unit):
    text = unit * (200_000 // len(unit)) + "a"
    assert split_sentences(text, "ro")


@pytest.fixture(scope="module")
def component():
    nlp = spacy.blank("ro")
    nlp.add_pipe("presslens_sentences")

    def run(text):
        doc = nlp.make_doc(text)
        doc._.presslens = Annotations(Context("x"))
        return nlp.get_pipe("presslens_sentences")(doc)

    return run


def test_component_gives_spacy_the_same_sentences(component):
    doc = component("Plouă tare. Ninge „frumos”! Gata")
    found = [doc.text[s.start : s.end] for s in doc._.presslens.sentences]
    assert found == [s.text.strip() for s in doc.sents]
    assert len(found) == 3


def test_component_takes_an_empty_text(component):
    assert component("")._.presslens.sentences == []


@pytest.mark.usefixtures("no_hang")
def test_component_ends_on_many_tokens(component):
    assert len(component("A " * 60_000)) == 60_000
