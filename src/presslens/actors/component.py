"""The spaCy component ``presslens_mentions``."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from presslens.actors.linking import link
from presslens.actors.matcher import Matcher
from presslens.actors.registry import Registry, load_registry
from presslens.actors.unknown import find_unknown
from presslens.language.outside import annotations_of


@functools.lru_cache(maxsize=4)
def _matcher(registry: Registry, language: str) -> Matcher:
    return Matcher(registry, language)


def matcher_for(language: str, *registry: Path) -> Matcher:
    """The matcher of the registry with the user's files over it; kept until they change."""
    return _matcher(load_registry(*registry), language)


@Language.factory("presslens_mentions", default_config={"registry": []})
def make_mentions(nlp: Language, name: str, registry: list[str]) -> Callable[[Doc], Doc]:
    """Makes the component that links mentions of known actors, and finds unknown ones."""
    matcher = matcher_for(nlp.lang or "ro", *(Path(p) for p in registry))

    def mentions(doc: Doc) -> Doc:
        found = annotations_of(doc, nlp.lang)
        known = link(doc, matcher, found.context.published)
        unknown = find_unknown(doc, known, matcher)
        found.mentions = sorted([*known, *unknown], key=lambda m: (m.start, -m.end))
        return doc

    return mentions
