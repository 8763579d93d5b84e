"""The trained pipelines: those of the package, or another spaCy model that is installed."""

from __future__ import annotations

import warnings
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presslens.errors import MissingDataError

if TYPE_CHECKING:
    from spacy.language import Language

MAX_LENGTH: Final = 60_000_000
"""Characters in an article: long ones are read in pieces."""

NEEDED: Final = ("TAG", "POS", "LEMMA", "DEP", "ENT_IOB")
"""What the components of presslens read of each token."""


def shipped(language: str) -> Path:
    """The folder of the model of ``language`` in the package.

    Raises:
        MissingDataError: The package has no model for the language.
    """
    folder = Path(str(resources.files("presslens.language"))) / language / "model"
    if not (folder / "config.cfg").is_file():
        raise MissingDataError(f"the package has no model for the language {language!r}")
    return folder


def load_model(language: str, model: str | None = None) -> Language:
    """The trained spaCy pipeline of ``language``, as it was trained.

    Args:
        language: "ro" or "en".
        model: The name of an installed spaCy model ("ro_core_news_lg") or the path of one;
            ``None`` for that of the package.

    Raises:
        MissingDataError: The model is not installed, is for another language, or lacks a
            component that presslens needs.
    """
    import spacy

    import presslens.language.encoder
    import presslens.language.lemmas
    import presslens.language.readers  # noqa: F401  (all register what the models are made of)

    if model is None:
        nlp = spacy.load(shipped(language))
        nlp.max_length = MAX_LENGTH
        return nlp
    try:
        with warnings.catch_warnings():
            # A model of another version of spaCy says so once; it is the user's choice.
            warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
            nlp = spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        raise MissingDataError(
            f"the model {model!r} can't be loaded ({str(error).splitlines()[0][:200]}); install it "
            f"with 'python -m spacy download {model}' where there is a network, or with "
            "'pip install' from its file, or give the path of a folder that 'nlp.to_disk' wrote; "
            "without a model the one of presslens is used"
        ) from error
    nlp.max_length = MAX_LENGTH
    _check(nlp, language, model)
    return nlp


def _check(nlp: Language, language: str, model: str) -> None:
    if nlp.lang != language:
        raise MissingDataError(
            f"the model {model!r} is for the language {nlp.lang!r}, not for {language!r}; name one "
            f"for {language!r}"
        )
    doc = nlp("Maria Popescu vine la București.")
    missing = [name for name in NEEDED if not doc.has_annotation(name)]
    if missing:
        raise MissingDataError(
            f"the model {model!r} does not give {', '.join(missing)}; presslens needs tags, parts "
            "of speech, lemmas, dependencies and entities: name a model with tagger, lemmatizer, "
            "parser and ner"
        )
