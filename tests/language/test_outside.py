import contextlib
import io
import re
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.language.models import load_model
from presslens.language.outside import annotations_of, sentences_of

DOCS = Path(__file__).parents[2] / "docs" / "components.md"
FENCED = re.compile(r"```(python)?\n(.*?)```", re.S)


def test_the_examples_of_the_docs_print_what_stands_below_them():
    blocks = FENCED.findall(DOCS.read_text(encoding="utf-8"))
    assert [kind for kind, _ in blocks] == ["python", "", "python", ""]
    names = {}
    for (_, code), (_, expected) in zip(blocks[::2], blocks[1::2], strict=True):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, str(DOCS), "exec"), names)
        assert printed.getvalue() == expected


def document(ents):
    words = ["Ana", "Pop", "vine", "la", "Cetatea", "."]
    pos = ["PROPN", "PROPN", "VERB", "ADP", "PROPN", "PUNCT"]
    starts = [True, False, False, False, False, False]
    return Doc(Vocab(), words=words, pos=pos, ents=ents, sent_starts=starts)


def test_entities_are_mentions_where_no_component_looked_for_them():
    doc = document(["B-PER", "I-PER", "O", "O", "B-LOC", "O"])
    found = annotations_of(doc, "ro")
    assert [(m.text, m.label, m.found_as) for m in found.mentions] == [
        ("Ana Pop", "PERSON", "Ana Pop"),
        ("Cetatea", "GPE", "Cetatea"),
    ]
    assert len(found.sentences) == 1
    assert annotations_of(doc, "ro") is found


def test_a_document_that_was_not_parsed_has_no_sentences():
    assert sentences_of(Doc(Vocab(), words=["a", "b"])) == []


@pytest.mark.parametrize("name", ["quotes", "sources", "events", "checks", "mentions"])
def test_each_component_runs_alone(name):
    nlp = load_model("ro")
    nlp.add_pipe(f"presslens_{name}")
    doc = nlp("„Vom pleca mâine”, a declarat Ana Pop, relatează Reuters.")
    assert doc._.presslens.context.language == "ro"


def test_mentions_of_the_registry_replace_entities():
    nlp = load_model("ro")
    nlp.add_pipe("presslens_mentions")
    nlp.add_pipe("presslens_quotes")
    doc = nlp("„Vom pleca mâine”, a declarat Klaus Iohannis.")
    (quote,) = doc._.presslens.quotes
    assert quote.speaker.actor_id == "klaus-iohannis"
