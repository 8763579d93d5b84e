import importlib

import pytest
import spacy
from spacy.tokens import Doc

from presslens.annotations import Annotations, Context, Mention

FACTORIES = {
    "presslens_quotes": "presslens.speech.component",
    "presslens_sources": "presslens.speech.component",
    "presslens_events": "presslens.timeline.component",
    "presslens_checks": "presslens.checks.component",
}


@pytest.fixture
def nlp():
    if not Doc.has_extension("presslens"):
        Doc.set_extension("presslens", default=None)
    pipeline = spacy.blank("ro")
    for factory, module in FACTORIES.items():
        importlib.import_module(module)
        pipeline.add_pipe(factory)
    return pipeline


def test_components_fill_the_annotations_of_a_blank_pipeline(nlp):
    text = "„Vom pleca mâine”, a spus Ana, scrie AFP. Un „semn uitat a rămas în 2024."
    doc = nlp.make_doc(text)
    doc._.presslens = Annotations(Context("a", "ro"))
    for name, label in (("Ana", "PERSON"), ("AFP", "MEDIA")):
        at = text.index(name)
        doc._.presslens.mentions.append(
            Mention(at, at + len(name), name, label, name.lower(), "name", 1.0)
        )
    found = nlp(doc)._.presslens
    assert [q.speaker.actor_id for q in found.quotes] == ["ana"]
    assert [s.actor_id for s in found.sources] == ["afp"]
    assert [e.timex.value for e in found.events] == ["2024"]
    assert [c.code for c in found.checks] == ["unclosed-quote"]
