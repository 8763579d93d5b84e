"""Names in the nominative: what "Mariei Popescu" or "Autorității Electorale" is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from presslens.actors.name_words import NameWords
from presslens.language.text import comparison_key, fold_letters

_SUFFIXED: Final = re.compile(r"(?<=[^\W_])[-'](?:ului|ul|urile|urilor|lui|ei|s)$", re.IGNORECASE)
"""DNA-ului, PSD-ul, Messi-lui."""

_HEADS: Final[tuple[tuple[str, str], ...]] = (
    # (ending of the articulated genitive-dative, of the nominative), longest first
    ("tății", "tatea"),  # Autorității, Universității
    ("unii", "unea"),  # Uniunii
    ("ării", "area"),  # Mișcării
    ("erii", "erea"),
    ("irii", "irea"),
    ("băncii", "banca"),
    ("gărzii", "garda"),
    ("școlii", "școala"),
    ("curții", "curtea"),
    ("ligii", "liga"),
    ("cetății", "cetatea"),
    ("ului", "ul"),  # Ministerului
    ("iei", "ia"),  # Agenției, Federației
    ("ței", "ța"),  # Alianței
    ("ei", "a"),  # Camerei, Casei
    ("elor", "ele"),  # Forțelor
)
_ADJECTIVES: Final[tuple[tuple[str, str], ...]] = (
    # (feminine genitive-dative, its nominative), longest first
    ("ești", "ească"),
    ("ene", "eană"),
    ("oase", "oasă"),
    ("ice", "ică"),
    ("ce", "că"),
    ("gi", "gă"),
    ("ii", "ie"),
    ("e", "ă"),
)
_SHORTEST: Final = 4


def without_suffix(word: str) -> str:
    """``word`` without a case ending behind a hyphen."""
    return _SUFFIXED.sub("", word)


def given_nominative(word: str, names: NameWords) -> str:
    """A given name in the nominative: Mariei → Maria, Vioricăi → Viorica, Andrei as it is."""
    key = comparison_key(word)
    if names.is_given(key):
        return word
    for ending, plain in (("chii", "ca"), ("căi", "ca"), ("găi", "ga"), ("ei", "a"), ("ii", "ia")):
        if fold_letters(word).lower().endswith(ending):
            nominative = word[: -len(ending)] + plain
            if comparison_key(nominative) in names.women:
                return nominative
    return word


def organisation_name(words: Sequence[str], tags: Sequence[str]) -> str:
    """The name of an organisation in the nominative.

    Args:
        words: Its words as written.
        tags: Their parts of speech (UD); the case of the head and of the adjectives right after it
            is undone, that of the complements ("Ministerul Sănătății") is not.
    """
    named = [without_suffix(fold_letters(word)) for word in words]
    if tags[0] != "NOUN" or len(named[0]) <= _SHORTEST or named[0].isupper():
        return " ".join(named)
    head, feminine = _head(named[0])
    if head == named[0] or not feminine:
        return " ".join([head, *named[1:]])
    done = [head]
    for at in range(1, len(named)):
        if tags[at] != "ADJ":
            return " ".join(done + named[at:])
        done.append(_ending(named[at], _ADJECTIVES))
    return " ".join(done)


def _head(word: str) -> tuple[str, bool]:
    """The head in the nominative, and whether it is a feminine singular."""
    low = word.lower()
    if low.endswith("ilor"):
        return word[:-3] + ("le" if low.endswith("iilor") else "i"), False
    changed = _ending(word, _HEADS)
    return changed, not low.endswith(("ului", "elor"))


def _ending(word: str, endings: Sequence[tuple[str, str]]) -> str:
    low = word.lower()
    for ending, plain in endings:
        if low.endswith(ending):
            new = word[: len(word) - len(ending)] + plain
            return new[0].upper() + new[1:] if word[0].isupper() else new
    return word
