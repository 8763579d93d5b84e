"""The spaCy component ``presslens_checks``."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from presslens.actors.registry import load_registry
from presslens.checks.find import find_checks
from presslens.language.outside import annotations_of


@Language.factory("presslens_checks", default_config={"registry": []})
class ChecksComponent:
    """Fills ``doc._.presslens.checks``; reads what the components before it found.

    ``registry`` are the user's registry files, laid over those of the package.
    """

    def __init__(self, nlp: Language, name: str, registry: list[str]) -> None:
        self.name = name
        self.language = nlp.lang
        self.registry = load_registry(*(Path(file) for file in registry))

    def __call__(self, doc: Doc) -> Doc:
        """Adds the checks of ``doc``."""
        annotations = annotations_of(doc, self.language)
        annotations.checks = find_checks(
            doc, annotations, registry=self.registry, language=self.language
        )
        return doc
