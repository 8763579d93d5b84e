"""The spaCy components ``presslens_quotes`` and ``presslens_sources``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from presslens.language.outside import annotations_of
from presslens.speech.quotes import find_quotes
from presslens.speech.sources import find_sources


@Language.factory("presslens_quotes")
class QuotesComponent:
    """Fills ``doc._.presslens.quotes``."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.language = nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        """Adds the quotes of ``doc``."""
        annotations = annotations_of(doc, self.language)
        annotations.quotes = find_quotes(doc, annotations, language=self.language)
        return doc


@Language.factory("presslens_sources")
class SourcesComponent:
    """Fills ``doc._.presslens.sources``."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.language = nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        """Adds the reported sources of ``doc``."""
        annotations = annotations_of(doc, self.language)
        annotations.sources = find_sources(doc, annotations, language=self.language)
        return doc
