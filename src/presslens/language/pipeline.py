"""The pipelines: one a language.

First what is trained (tags, features, trees, names, lemmas), then one registered component a kind
of knowledge.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Context
from presslens.errors import MissingDataError
from presslens.language.models import load_model
from presslens.language.parsing import join, make_doc, pieces

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from spacy.language import Language

    from presslens.actors.registry import Stamp

LANGUAGES: Final = ("ro", "en")
"""The languages that have data."""

COMPONENTS: Final = ("sentences", "mentions", "quotes", "sources", "sentiments", "events", "checks")
"""What follows on the trained components, in order; each is the factory ``presslens_<name>``."""


def load(
    language: str,
    *,
    model: str | Path | None = None,
    registry: tuple[Path, ...] = (),
    sentiment: str = "default",
) -> Language:
    """The spaCy pipeline of ``language``: the trained components, then those of presslens.

    It is kept until one of the registry files changes.

    Args:
        language: "ro" or "en".
        model: Another trained spaCy model to stand on: the name of an installed one
            ("ro_core_news_lg") or a path; by default the one in the package.
        registry: The user's registry files or folders, laid over those of the package.
        sentiment: The name of the sentiment model, as in :func:`presslens.sentiment.load`.

    Raises:
        MissingDataError: There is no data for the language, or no such model.
        RegistryError: A registry file breaks a rule.
        ParameterError: There is no such sentiment model.
    """
    if language not in LANGUAGES:
        raise MissingDataError(
            f"no data for the language {language!r}; there is data for {', '.join(LANGUAGES)}"
        )
    from presslens.actors.registry import stamp

    name = None if model is None else str(model)
    return _load(language, name, registry, sentiment, stamp(registry))


@functools.lru_cache(maxsize=4)
def _load(
    language: str, model: str | None, registry: tuple[Path, ...], sentiment: str, _: Stamp
) -> Language:
    import presslens.language.components  # noqa: F401  (registers the factories)

    nlp = load_model(language, model)
    config: dict[str, dict[str, object]] = {
        "mentions": {"registry": [str(p) for p in registry]},
        "checks": {"registry": [str(p) for p in registry]},
        "sentiments": {"model": sentiment},
    }
    nlp.add_pipe("presslens_paragraphs", name="paragraphs", first=True)
    for name in COMPONENTS:
        nlp.add_pipe(f"presslens_{name}", name=name, config=config.get(name, {}))
    return nlp


def annotate_text(
    nlp: Language, text: str, context: Context, *, without: Collection[str] = ()
) -> Annotations:
    """What ``nlp`` finds in ``text``, given what is known of the article.

    The trained components read a very long text in pieces; all others see it whole.

    Args:
        nlp: A pipeline, as :func:`load` gives it.
        text: The article.
        context: What else is known of it.
        without: Components of :data:`COMPONENTS` that are left out.
    """
    known = [name for name in nlp.pipe_names if name in COMPONENTS]
    whole = [name for name in known if name not in without]
    docs = []
    for piece in pieces(text):
        doc = make_doc(nlp, piece)
        for name, component in nlp.pipeline:
            if name not in known:
                doc = component(doc)
        docs.append(doc)
    doc = join(docs)
    doc._.presslens = Annotations(context)
    for name in whole:
        doc = nlp.get_pipe(name)(doc)
    found: Annotations = doc._.presslens
    return found
