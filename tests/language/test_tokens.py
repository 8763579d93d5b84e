import datetime as dt
import gc
import weakref

import pytest
import spacy

from presslens.annotations import Context
from presslens.language import tokens
from presslens.language.parsing import relation
from presslens.language.pipeline import annotate_text
from presslens.language.text import comparison_key
from presslens.language.tokens import Columns, columns

TEXTS = [
    "Președintele Klaus Iohannis a spus: „Nu ne-am gândit la asta”.\n\nLa Kiev e liniște.",
    " Două  spații,\tun tab și PSD-ul; 1.5 km ",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_columns_hold_what_the_tokens_say(nlp_ro, text):
    doc = nlp_ro(text)
    read = Columns(doc)
    assert read.text == doc.text
    assert len(read) == len(doc)
    for i, token in enumerate(doc):
        assert (read.words[i], read.keys[i]) == (token.text, comparison_key(token.text))
        assert read.lemmas[i] == comparison_key(token.lemma_)
        assert (read.pos[i], read.tags[i], read.dep[i]) == (token.pos_, token.tag_, token.dep_)
        assert (read.heads[i], read.relations[i]) == (token.head.i, relation(token))
        assert (read.starts[i], read.ends[i]) == (token.idx, token.idx + len(token))
        assert read.is_spaced(i) == bool(token.whitespace_)
        assert read.begins_sentence(i) == bool(token.is_sent_start)
        assert read.features[i] == {k: ",".join(token.morph.get(k)) for k in token.morph.to_dict()}


def test_columns_of_what_nobody_has_read_are_empty_words():
    read = Columns(spacy.blank("ro")("Ana are mere."))
    assert read.words == ["Ana", "are", "mere", "."]
    assert set(read.pos) == set(read.dep) == set(read.lemmas) == {""}
    assert read.features == [{}] * 4


def test_columns_are_read_once_and_forgotten_with_the_document():
    doc = spacy.blank("ro")("Ana are mere.")
    read = weakref.ref(columns(doc))
    assert columns(doc) is read()
    del doc
    gc.collect()
    assert read() is None


def test_all_components_share_one_reading(monkeypatch, nlp_ro):
    made = []

    class Counted(Columns):
        def __init__(self, doc):
            made.append(len(doc))
            super().__init__(doc)

    monkeypatch.setattr(tokens, "Columns", Counted)
    text = "Premierul Ilie Bolojan a spus luni, citat de Agerpres: „Bugetul este foarte bun”."
    found = annotate_text(nlp_ro, text, Context("a", "ro", dt.date(2025, 11, 26)))
    assert all((found.mentions, found.quotes, found.sources, found.scores, found.events))
    assert len(made) == 1
