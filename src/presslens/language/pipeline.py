"""The pipelines: one a language, one registered component a kind of knowledge."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Context
from presslens.errors import MissingDataError

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from presslens.actors.registry import Stamp

LANGUAGES: Final = ("ro", "en")
"""The languages that have data."""

MAX_LENGTH: Final = 60_000_000
"""Characters in an article; the rules here need no memory that grows faster than the text."""

_LONG_RUN: Final = re.compile(r"\S{2000}")
_PIECE: Final = re.compile(r"\w+|\s+|[^\w\s]")

COMPONENTS: Final = ("sentences", "mentions", "quotes", "sources", "sentiments", "events", "checks")
"""The components in their order; each is the factory ``presslens_<name>``."""


def load(language: str, *, registry: tuple[Path, ...] = (), sentiment: str = "lexicon") -> Language:
    """The spaCy pipeline of ``language`` with every component of presslens.

    It is kept until one of the registry files changes.

    Args:
        language: "ro" or "en".
        registry: The user's registry files or folders, laid over those of the package.
        sentiment: The name of the sentiment model, as in :func:`presslens.sentiment.load`.

    Raises:
        MissingDataError: There is no data for the language.
        RegistryError: A registry file breaks a rule.
        ParameterError: There is no such sentiment model.
    """
    if language not in LANGUAGES:
        raise MissingDataError(
            f"no data for the language {language!r}; there is data for {', '.join(LANGUAGES)}"
        )
    from presslens.actors.registry import stamp

    return _load(language, registry, sentiment, stamp(registry))


@functools.lru_cache(maxsize=8)
def _load(language: str, registry: tuple[Path, ...], sentiment: str, _: Stamp) -> Language:
    import spacy

    import presslens.language.components  # noqa: F401  (registers the factories)

    nlp = spacy.blank(language)
    nlp.max_length = MAX_LENGTH
    config: dict[str, dict[str, object]] = {
        "mentions": {"registry": [str(p) for p in registry]},
        "sentiments": {"model": sentiment},
    }
    for name in COMPONENTS:
        nlp.add_pipe(f"presslens_{name}", name=name, config=config.get(name, {}))
    return nlp


def _make_doc(nlp: Language, text: str) -> Doc:
    """The tokens of ``text``.

    spaCy's tokenizer takes time that grows with the square of a run without white space, so a text
    with such a run is cut at words and marks instead.
    """
    if _LONG_RUN.search(text) is None:
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    words = _PIECE.findall(text)
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))


def annotate_text(nlp: Language, text: str, context: Context) -> Annotations:
    """What ``nlp`` finds in ``text``, given what is known of the article."""
    doc = _make_doc(nlp, text)
    doc._.presslens = Annotations(context)
    for _, component in nlp.pipeline:
        doc = component(doc)
    found: Annotations = doc._.presslens
    return found
