"""Sentiment toward each target: what a sentence says of one actor that it names.

``load(name, language)`` gives a model; all models have the interface of
:class:`~presslens.sentiment.model.SentimentModel`.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from presslens.errors import ParameterError
from presslens.language.pipeline import LANGUAGES
from presslens.sentiment.model import Item, SentimentModel, UnscoredModel

if TYPE_CHECKING:
    from presslens.sentiment.blob import RomanianAnalyzer

NETWORKS: Final = ("default", "large")
"""The networks of the package, the fast one first."""

DEFAULT: Final = NETWORKS[0]
"""The model that is used where none is named."""

MODELS: Final = (*NETWORKS, "lexicon", "textblob")
"""The models that :func:`load` knows by a name of their own."""

HUGGINGFACE: Final = "huggingface:"
"""Before the name, or the path, of a classifier for the library Transformers."""

__all__ = [
    "DEFAULT",
    "HUGGINGFACE",
    "MODELS",
    "Item",
    "RomanianAnalyzer",
    "SentimentModel",
    "check",
    "load",
]


def check(name: str) -> str:
    """``name``, if it may name a model.

    Raises:
        ParameterError: It may not; the message says which there are.
    """
    named = isinstance(name, str) and name.startswith(HUGGINGFACE) and name != HUGGINGFACE
    if name not in MODELS and not named:
        raise ParameterError(
            f"no sentiment model {name!r}; there are {', '.join(MODELS)}, and {HUGGINGFACE}NAME"
        )
    return name


@functools.lru_cache(maxsize=32)
def load(name: str, language: str) -> SentimentModel:
    """A sentiment model.

    Args:
        name: "default" (a small network, fast), "large" (a bigger one, better), "lexicon" (word
            lists, weighted by distance and clause toward the target), "textblob" (polarity of the
            whole sentence, the familiar baseline) or "huggingface:NAME" (a classifier with the
            three classes, by its name or path; needs the extra ``huggingface``).
        language: An ISO 639 code. There is data for "ro" and "en"; for another language the model
            gives NaN for everything.

    Raises:
        ParameterError: There is no such model, or ``language`` is not a code.
        MissingDataError: The data files of the language break a rule, or what a Hugging Face model
            needs is not there.
    """
    check(name)
    if not isinstance(language, str) or not re.fullmatch(r"[a-z]{2,3}", language):
        raise ParameterError(
            f"{language!r} is not a language code; it has to be two or three lower-case letters, "
            f"such as {' or '.join(LANGUAGES)}"
        )
    if name.startswith(HUGGINGFACE):
        from presslens.sentiment.hub import load_hub_model

        return load_hub_model(name.removeprefix(HUGGINGFACE), language)
    if language not in LANGUAGES:
        return UnscoredModel(name, language)
    if name == "textblob":
        from presslens.sentiment.blob import TextBlobModel

        return TextBlobModel(language)
    from presslens.sentiment.lexicon import load_lexicon
    from presslens.sentiment.scoring import LexiconModel

    lexicon = LexiconModel(load_lexicon(language))
    if name == "lexicon":
        return lexicon
    from presslens.sentiment.network import load_network
    from presslens.sentiment.neural import NeuralModel

    return NeuralModel(name, load_network(name), language, lexicon)


def __getattr__(name: str) -> object:
    # TextBlob takes two seconds to import, so its analyzer is imported when it is asked for.
    if name == "RomanianAnalyzer":
        from presslens.sentiment.blob import RomanianAnalyzer

        return RomanianAnalyzer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
