import datetime as dt

import pytest
import spacy

from presslens.actors.component import matcher_for
from presslens.annotations import Annotations, Context
from presslens.language import components  # noqa: F401  (registers the factories)


@pytest.fixture
def annotate():
    nlp = spacy.blank("ro")
    nlp.add_pipe("presslens_mentions")

    def _annotate(text, day=None):
        doc = nlp.make_doc(text)
        doc._.presslens = Annotations(Context("a", "ro", day))
        return nlp.get_pipe("presslens_mentions")(doc)._.presslens.mentions

    return _annotate


def test_component_works_alone_in_another_pipeline(annotate):
    assert [m.actor_id for m in annotate("Rusia tace.")] == ["rusia"]


def test_component_reads_offices_by_the_date_of_the_article(annotate):
    text = "Premierul britanic tace."
    holders = [annotate(text, dt.date(year, 12, 1))[0].actor_id for year in (2023, 2025)]
    assert holders == ["rishi-sunak", "keir-starmer"]


def test_matcher_is_built_once_for_each_language():
    assert matcher_for("ro") is matcher_for("ro")
    assert matcher_for("ro") is not matcher_for("en")
