"""The built-in registry read in both languages, and a short way to link an invented sentence."""

import datetime as dt

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.actors.component import matcher_for
from presslens.actors.linking import link
from presslens.actors.registry import load_registry
from presslens.annotations import Annotations, Context
from presslens.language.pipeline import COMPONENTS

AUTUMN = dt.date(2025, 11, 26)


@pytest.fixture(scope="session")
def registry():
    return load_registry()


@pytest.fixture(scope="session")
def parse(request):
    """``parse(text, language="ro")``: the text as the trained components read it."""

    def _parse(text, language="ro"):
        nlp = request.getfixturevalue(f"nlp_{language}")
        doc = nlp.make_doc(text)
        doc._.presslens = Annotations(Context(""))
        for name, component in nlp.pipeline:
            if name not in COMPONENTS:
                doc = component(doc)
        return doc

    return _parse


@pytest.fixture(scope="session")
def tagged():
    """``tagged("Moscova/PROPN/nsubj/2/B-GPE tace/VERB/ROOT/2")``: a text read by hand.

    A word may have a part of speech, a relation, the number of its head (from 1), an entity label
    and a lemma.
    """

    def _tagged(text):
        rows = [[*w.split("/"), "", "", "", "", ""][:6] for w in text.split()]
        words, pos, deps, heads, ents, lemmas = zip(*rows, strict=True)
        return Doc(
            Vocab(),
            words=words,
            pos=pos,
            deps=[d or "dep" for d in deps],
            heads=[int(h) - 1 if h else n for n, h in enumerate(heads)],
            ents=[e or "O" for e in ents],
            lemmas=[lemma or w for lemma, w in zip(lemmas, words, strict=True)],
        )

    return _tagged


@pytest.fixture(scope="session")
def read(parse):
    """``read(text, language="ro", day=AUTUMN)``: the mentions of ``text``."""

    def _read(text, language="ro", day=AUTUMN):
        return link(parse(text, language), matcher_for(language), day)

    return _read


@pytest.fixture(scope="session")
def link_doc():
    """``link_doc(doc)``: the actors of the mentions in a Romanian text that is already read."""

    def _link_doc(doc):
        return [m.actor_id for m in link(doc, matcher_for("ro"), AUTUMN)]

    return _link_doc


@pytest.fixture(scope="session")
def linked(read):
    """``linked(text, …)``: what is linked, as ``(text, actor_id)`` in order."""

    def _linked(text, language="ro", day=AUTUMN):
        return [(m.text, m.actor_id) for m in read(text, language, day)]

    return _linked


@pytest.fixture
def registry_file(tmp_path):
    """Writes a registry file of the user's and gives its path."""

    def _write(text, name="mine.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write
