import pytest

from presslens.language.models import load_model
from presslens.language.sentences import make_paragraphs

TEXT = (
    "Președintele Klaus Iohannis a plecat luni la Bruxelles.\n\nKremlinul tace. Premierul a venit."
)


@pytest.fixture(scope="module")
def nlp():
    return load_model("ro")


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_white_space_hangs_on_the_word_before_it(doc):
    (space,) = [t for t in doc if t.is_space]
    assert (space.tag_, space.pos_, space.dep_, space.head.i) == (
        "_SP",
        "SPACE",
        "dep",
        space.i - 1,
    )


def test_every_sentence_is_one_tree(doc):
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head is t or t.head.i == t.i]
        assert [t.dep_ for t in roots] == ["ROOT"]
        assert all(t.head in sentence for t in sentence)


def test_marks_of_paragraphs_decide_where_sentences_begin(nlp):
    doc = nlp.make_doc(TEXT)
    marked = make_paragraphs(nlp, "paragraphs")(doc)
    for name in nlp.pipe_names:
        marked = nlp.get_pipe(name)(marked)
    starts = [s.text.split()[0] for s in marked.sents]
    assert starts == ["Președintele", "Kremlinul", "Premierul"]


def test_features_are_those_of_universal_dependencies(doc):
    verb = next(t for t in doc if t.text == "plecat")
    assert verb.pos_ == "VERB"
    assert verb.morph.get("VerbForm") == ["Part"]


def test_names_do_not_begin_or_end_in_white_space(doc):
    assert doc.ents
    assert not any(e[0].is_space or e[-1].is_space for e in doc.ents)


@pytest.mark.parametrize("taken", ["tagger", "parser", "ner", "morphologizer"])
def test_each_component_can_be_taken_out(nlp, taken):
    layer = {"tagger": "TAG", "parser": "DEP", "ner": "ENT_IOB", "morphologizer": "POS"}[taken]
    with nlp.select_pipes(disable=[taken]):
        doc = nlp(TEXT)
    assert not doc.has_annotation(layer)
    assert doc.has_annotation("TAG" if taken != "tagger" else "POS")
