import pytest
import spacy
from spacy.tokens import Doc, Span

from presslens.language.entities import entities

VOCAB = spacy.blank("ro").vocab


def doc_of(tagged, label):
    """One entity over all words; ``tagged``: words with their part of speech after a stroke."""
    words, pos = zip(*(w.rsplit("/", 1) for w in tagged.split()), strict=True)
    doc = Doc(VOCAB, words=list(words), pos=list(pos))
    doc.ents = [Span(doc, 0, len(doc), label=label)]
    return doc


@pytest.mark.parametrize(
    ("tagged", "name", "head"),
    [
        ("președintele/NOUN Klaus/PROPN Iohannis/PROPN", "Klaus Iohannis", "președintele"),
        ("oficialii/NOUN", None, "oficialii"),
        ("Maia/PROPN Sandu/PROPN", "Maia Sandu", None),
        ("Ursula/PROPN von/ADP der/ADP Leyen/PROPN", "Ursula von der Leyen", None),
        ("J./PROPN D./PROPN Vance/PROPN", "J. D. Vance", None),
        ("Jean/PROPN -/PUNCT Pierre/PROPN", "Jean - Pierre", None),
        ("premierul/NOUN ungar/ADJ Viktor/PROPN Orban/PROPN", "Viktor Orban", "premierul"),
        ("Ion/PROPN Popescu/PROPN ,/PUNCT primarul/NOUN", "Ion Popescu", "primarul"),
        ("ministrul/NOUN Apărării/NOUN", None, "ministrul"),
    ],
)
def test_name_and_head_of_a_person(tagged, name, head):
    doc = doc_of(tagged, "PERSON")
    (entity,) = entities(doc)
    assert entity.kind == "person"
    assert (doc[slice(*entity.name)].text if entity.name else None) == name
    assert (doc[entity.head].text if entity.head is not None else None) == head


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("ORGANIZATION", "organisation"), ("ORG", "organisation"), ("GPE", "place"),
        ("LOC", "place"), ("PER", "person"), ("NAT_REL_POL", "group"), ("NORP", "group"),
    ],
)  # fmt: skip
def test_labels_of_all_corpora_have_one_meaning(label, kind):
    (entity,) = entities(doc_of("Partidul/NOUN Popular/ADJ", label))
    assert entity.kind == kind


@pytest.mark.parametrize("label", ["DATETIME", "MONEY", "ORDINAL", "anything"])
def test_labels_that_name_nobody_are_left_out(label):
    assert entities(doc_of("luni/NOUN", label)) == []


def test_organisation_in_small_letters_has_no_name():
    (entity,) = entities(doc_of("armata/NOUN rusă/ADJ", "ORGANIZATION"))
    assert entity.name is None
    (entity,) = entities(doc_of("Armata/NOUN Roșie/ADJ", "ORGANIZATION"))
    assert entity.name == (0, 2)
