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

MODELS: Final = ("lexicon", "textblob")
"""The models that :func:`load` knows."""

__all__ = ["MODELS", "Item", "RomanianAnalyzer", "SentimentModel", "load"]


@functools.lru_cache(maxsize=32)
def load(name: str, language: str) -> SentimentModel:
    """A sentiment model.

    Args:
        name: "lexicon" (word lists, weighted by distance and clause toward the target) or
            "textblob" (polarity of the whole sentence, the familiar baseline).
        language: An ISO 639 code. There is data for "ro" and "en"; for another language the model
            gives NaN for everything.

    Raises:
        ParameterError: There is no such model, or ``language`` is not a code.
        MissingDataError: The data files of the language break a rule.
    """
    if name not in MODELS:
        raise ParameterError(f"no sentiment model {name!r}; there are {', '.join(MODELS)}")
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise ParameterError(
            f"{language!r} is not a language code; it has to be two or three lower-case letters, "
            f"such as {' or '.join(LANGUAGES)}"
        )
    if language not in LANGUAGES:
        return UnscoredModel(name, language)
    if name == "textblob":
        from presslens.sentiment.blob import TextBlobModel

        return TextBlobModel(language)
    from presslens.sentiment.lexicon import load_lexicon
    from presslens.sentiment.scoring import LexiconModel

    return LexiconModel(load_lexicon(language))


def __getattr__(name: str) -> object:
    # TextBlob takes two seconds to import, so its analyzer is imported when it is asked for.
    if name == "RomanianAnalyzer":
        from presslens.sentiment.blob import RomanianAnalyzer

        return RomanianAnalyzer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
