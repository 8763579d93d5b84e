"""What the network sees of a word beside its pieces: its ending and its shape.

The ending does not depend on how diacritics or capitals were typed; the shape says what capitals a
word has.
"""

from __future__ import annotations

from typing import Final

from spacy.lang.lex_attrs import word_shape
from spacy.strings import get_string_id

from presslens.language.text import fold_letters, lower, strip_marks

FEATURE_ROWS: Final = (2000, 300)
"""Rows of the hashed tables of the two features."""


def word_features(word: str) -> tuple[int, int]:
    """The rows of ``word`` in the tables of its features."""
    ending = strip_marks(fold_letters(lower(word)))[-3:]
    rows, shapes = FEATURE_ROWS
    return get_string_id(ending) % rows, get_string_id(word_shape(word)) % shapes
