"""The spaCy components ``presslens_quotes`` and ``presslens_sources``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from presslens.speech.quotes import find_quotes
from presslens.speech.sources import find_sources


@Language.factory("presslens_quotes")
class QuotesComponent:
    """Fills ``doc._.presslens.quotes``; needs the extension, sentences and mentions."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.language = nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        """Adds the quotes of ``doc``."""
        annotations = doc._.presslens
        annotations.quotes = find_quotes(doc, annotations, language=self.language)
        return doc


@Language.factory("presslens_sources")
class SourcesComponent:
    """Fills ``doc._.presslens.sources``; needs the extension, sentences and mentions."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.language = nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        """Adds the reported sources of ``doc``."""
        annotations = doc._.presslens
        annotations.sources = find_sources(doc, annotations, language=self.language)
        return doc
