"""The spaCy component ``presslens_checks``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from presslens.checks.find import find_checks


@Language.factory("presslens_checks")
class ChecksComponent:
    """Fills ``doc._.presslens.checks``; needs the extension, mentions and quotes."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Adds the checks of ``doc``."""
        annotations = doc._.presslens
        annotations.checks = find_checks(doc, annotations)
        return doc
