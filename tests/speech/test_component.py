from presslens.annotations import Annotations, Context
from presslens.language.pipeline import annotate_text


def test_components_fill_the_annotations(nlp_ro):
    text = "„Vom pleca mâine”, a declarat Klaus Iohannis, relatează AFP."
    found = annotate_text(nlp_ro, text, Context("a", "ro"))
    assert isinstance(found, Annotations)
    assert [q.speaker.actor_id for q in found.quotes if q.speaker] == ["klaus-iohannis"]
    assert [s.actor_id for s in found.sources] == ["afp"]
