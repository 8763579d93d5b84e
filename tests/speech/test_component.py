from presslens.annotations import Annotations, Context
from presslens.language.pipeline import annotate_text
from presslens.speech import find_quotes, find_sources, reading


def test_components_fill_the_annotations(nlp_ro):
    text = "„Vom pleca mâine”, a declarat Klaus Iohannis, relatează AFP."
    found = annotate_text(nlp_ro, text, Context("a", "ro"))
    assert isinstance(found, Annotations)
    assert [q.speaker.actor_id for q in found.quotes if q.speaker] == ["klaus-iohannis"]
    assert [s.actor_id for s in found.sources] == ["afp"]


def test_quotes_and_sources_read_a_document_once(monkeypatch, read_text):
    asked = []
    find_cues = reading.find_cues
    monkeypatch.setattr(reading, "find_cues", lambda *a: asked.append(1) or find_cues(*a))
    doc, annotations = read_text("„Vom pleca mâine”, a declarat Ana Pop, relatează AFP.")
    assert find_quotes(doc, annotations)
    assert find_sources(doc, annotations)
    assert len(asked) == 1


def test_other_mentions_of_the_same_document_are_read_anew(read_text):
    doc, annotations = read_text("„Vom pleca mâine”, a declarat Ana Pop, relatează AFP.")
    assert [s.actor_id for s in find_sources(doc, annotations)] == ["afp"]
    annotations.mentions.clear()
    assert [s.actor_id for s in find_sources(doc, annotations)] == [None]
