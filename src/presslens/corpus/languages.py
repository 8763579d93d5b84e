"""Which language a text is in (py3langid, on this machine)."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from presslens.corpus.limits import MIN_LANGUAGE_LETTERS
from presslens.language.text import comparison_key

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

KNOWN: Final = (
    "ro", "en", "fr", "de", "it", "es", "pt", "hu", "ru", "uk", "bg", "sr", "hr", "pl", "cs", "sk",
    "sl", "nl", "tr", "el", "sq", "mk", "sv", "da", "no", "fi", "et", "lv", "lt", "ca", "la", "ar",
    "he", "fa", "zh", "ja", "ko", "be", "hy", "ka", "hi", "vi", "id",
)  # fmt: skip
"""The languages told apart: those of Europe's press and the large ones elsewhere. Fewer make short
texts safer; Romanian and English alone would call every French article Romanian."""

_NAMES: Final = {
    "romana": "ro", "romanian": "ro", "rum": "ro", "ron": "ro", "mo": "ro", "moldoveneasca": "ro",
    "rom": "ro", "engleza": "en", "english": "en", "eng": "en", "franceza": "fr", "french": "fr",
    "fra": "fr", "fre": "fr", "germana": "de", "german": "de", "deu": "de", "ger": "de",
    "maghiara": "hu", "hungarian": "hu", "hun": "hu", "rusa": "ru", "russian": "ru", "rus": "ru",
    "ucraineana": "uk", "ukrainian": "uk", "ukr": "uk", "italiana": "it", "italian": "it",
    "ita": "it", "spaniola": "es", "spanish": "es", "spa": "es",
}  # fmt: skip
_SAMPLE: Final = 1500
_MIN_PROBABILITY: Final = 0.5
_CONTRADICTS: Final = 0.98
_LONG: Final = 200


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(KNOWN)
    return identifier


def identify(text: str) -> tuple[str | None, float]:
    """The language of ``text`` (ISO 639-1) and its probability; None when it can't be told."""
    sample = _sample(text)
    letters = sum(c.isalpha() for c in sample)
    if letters < MIN_LANGUAGE_LETTERS:
        return None, 0.0
    language, probability = _identifier().classify(sample)
    return (language if probability >= _MIN_PROBABILITY else None), float(probability)


def _sample(text: str) -> str:
    """The beginning and the middle: a boilerplate line in another language decides nothing."""
    if len(text) <= _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[: _SAMPLE // 2]} {text[middle : middle + _SAMPLE // 2]}"


def given_language(value: str | None) -> str | None:
    """The ISO 639-1 code of a language as people give it (``ro-RO``, ``Română``, ``eng``)."""
    if not value:
        return None
    key = comparison_key(value.strip()).replace("limba ", "")
    code = re.split(r"[-_ ,;]", key, maxsplit=1)[0]
    code = _NAMES.get(code, code)
    return code if code in KNOWN else None


def decide(text: str, given: str | None) -> tuple[str | None, str | None, str | None]:
    """The language of an article, from what is given and what its text looks like.

    Returns:
        The code (None: not told), the code of a reason to doubt, and the reason.
    """
    found, probability = identify(text)
    stated = given_language(given)
    if stated is None:
        if found is None:
            return None, "no_language", "the text is too short or too mixed to tell its language"
        return found, None, None
    if found in (None, stated) or probability < _CONTRADICTS or len(text) < _LONG:
        return stated, None, None
    return found, "language_differs", f"the language is given as {stated}, but the text is {found}"
