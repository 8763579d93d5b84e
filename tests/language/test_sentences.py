import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from presslens.annotations import Annotations, Context
from presslens.language import load
from presslens.language.sentences import paragraph_starts


def pieces(text, language="ro"):
    doc = load(language)(text)
    return [text[s.start : s.end] for s in doc._.presslens.sentences]


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


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .!?…\n\t„”\"')«»,1șŢ\u00a0\r\x0b-"), max_size=80))
@example("..A")
@example('."„A')
def test_nothing_but_white_space_is_lost_and_nothing_is_told_twice(text):
    sentences = load("ro")(text)._.presslens.sentences
    end = 0
    for sentence in sentences:
        assert end <= sentence.start < sentence.end
        assert not text[end : sentence.start].strip()
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end
    assert not text[end:].strip()


def marks(text, language="ro"):
    """The words before which a sentence must begin, and those before which none may."""
    nlp = load(language)
    doc = nlp.get_pipe("paragraphs")(nlp.make_doc(text))
    values = dict(zip(doc, doc.to_array(["SENT_START"]).astype("int64"), strict=True))
    return [t.text for t, v in values.items() if v == 1], [
        t.text for t, v in values.items() if v < 0
    ]


@pytest.mark.parametrize(
    ("text", "begins", "goes_on"),
    [
        ("Plouă tare.\nninge", ["ninge"], ["tare"]),
        ("Plouă. Ninge", ["Ninge"], []),
        ("A venit dl. Popescu", [], ["venit", "Popescu"]),
        ("Știm de la I. Popescu", [], ["Popescu"]),
        ("vezi nr. 5 acum", [], ["5", "acum"]),
        ("„Da!” Apoi", ["Apoi"], ["!", "”"]),
        ("„Da!”, a spus", [], [",", "a"]),
        ("Merge. „Da", ["„"], []),
        ("la punctul 3. Legea", [], ["punctul"]),  # whether Legea begins one, the parser decides
    ],
)
def test_layout_and_marks_bind_the_parser(text, begins, goes_on):
    must, never = marks(text)
    assert must == begins
    assert set(goes_on) <= set(never)
    assert not set(must) & set(never)


@pytest.mark.parametrize(
    ("text", "starts"),
    [("a\nb", [0, 2]), ("a\n\n\nb", [0, 4]), ("a\n", [0]), ("", [0])],
)
def test_paragraphs_start_behind_line_breaks(text, starts):
    assert paragraph_starts(text) == starts


def test_other_components_may_have_set_the_annotations_before():
    nlp = load("ro")
    doc = Doc(nlp.vocab, words=["Ninge"])
    doc._.presslens = before = Annotations(Context("x"))
    assert nlp.get_pipe("paragraphs")(doc)._.presslens is before


@pytest.mark.parametrize("unit", [".", "!)", "\n", ".\n", "a.", "A ", "a \n", "\n ", "„", "("])
@pytest.mark.usefixtures("no_hang")
def test_marking_ends_on_long_runs(unit):
    nlp = load("ro")
    text = unit * (60_000 // len(unit)) + "a"
    words = [unit] * (60_000 // len(unit))
    doc = Doc(nlp.vocab, words=words, spaces=[False] * len(words))
    assert len(nlp.get_pipe("paragraphs")(doc)) == len(words)
    assert paragraph_starts(text)


def test_empty_text_has_no_sentence():
    assert load("ro")("")._.presslens.sentences == []
