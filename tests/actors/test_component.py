import datetime as dt

import spacy

from presslens.actors.component import matcher_for
from presslens.annotations import Annotations, Context
from presslens.language import components  # noqa: F401  (registers the factories)


def annotate(nlp, text, day=None):
    doc = nlp.make_doc(text)
    doc._.presslens = Annotations(Context("a", "ro", day))
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name.endswith("mentions"):
            return doc._.presslens.mentions
    raise AssertionError("the pipeline has no mentions")


def test_component_works_alone_in_another_pipeline():
    nlp = spacy.blank("ro")
    nlp.add_pipe("presslens_mentions")
    assert [m.actor_id for m in annotate(nlp, "Rusia tace.")] == ["rusia"]


def test_component_reads_offices_by_the_date_of_the_article(nlp_ro):
    text = "Premierul britanic a tăcut."
    holders = [annotate(nlp_ro, text, dt.date(year, 12, 1))[0].actor_id for year in (2023, 2025)]
    assert holders == ["rishi-sunak", "keir-starmer"]


def test_matcher_is_built_once_for_each_language():
    assert matcher_for("ro") is matcher_for("ro")
    assert matcher_for("ro") is not matcher_for("en")
