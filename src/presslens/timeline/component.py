"""The spaCy component ``presslens_events``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from presslens.timeline.events import find_events


@Language.factory("presslens_events")
class EventsComponent:
    """Fills ``doc._.presslens.events``; needs the extension, sentences and mentions."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.language = nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        """Adds the events of ``doc``."""
        annotations = doc._.presslens
        annotations.events = find_events(doc, annotations, language=self.language)
        return doc
