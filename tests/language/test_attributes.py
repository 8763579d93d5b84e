import numpy as np
import spacy

from presslens.language.attributes import set_attributes


def test_attributes_of_all_tokens_are_set_at_once():
    doc = spacy.blank("ro").make_doc("Rusia tace azi")
    tag = doc.vocab.strings.add("Np")
    set_attributes(
        doc, {"TAG": np.array([tag] * 3, dtype=np.uint64), "SENT_START": np.array([1, -1, -1])}
    )
    assert [t.tag_ for t in doc] == ["Np"] * 3
    assert [t.is_sent_start for t in doc] == [True, False, False]


def test_document_without_tokens_stays_as_it_is():
    doc = spacy.blank("ro").make_doc("")
    assert len(set_attributes(doc, {"TAG": np.zeros(0)})) == 0
