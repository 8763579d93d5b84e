"""The spaCy component ``presslens_events``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from presslens.language.outside import annotations_of
from presslens.timeline.events import find_events


@Language.factory("presslens_events")
class EventsComponent:
    """Fills ``doc._.presslens.events``."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.language = nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        """Adds the events of ``doc``."""
        annotations = annotations_of(doc, self.language)
        annotations.events = find_events(doc, annotations, language=self.language)
        return doc
