"""Tells a capital that acts (Moscova continuă) from a place (o vizită la Moscova).

The readings follow the logical metonymy "place for institution" of Markert and Nissim (2002),
decided by the words beside the name.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from presslens.actors.matcher import Token
from presslens.language.data import load_data
from presslens.language.text import comparison_key

Reading = Literal["power", "place", "open"]
_OBLIQUE = ("ei", "ului", "ii")


@dataclass(frozen=True)
class _Words:
    place_before: frozenset[str]
    power_heads: frozenset[str]
    party_before: frozenset[str]
    verbs_after: frozenset[str]


@functools.cache
def _words(language: str) -> _Words:
    data = load_data(language, "metonyms")
    return _Words(
        **{k: frozenset(comparison_key(str(w)) for w in words) for k, words in data.items()}
    )


def read_capital(
    tokens: list[Token], first: int, last: int, language: str
) -> tuple[Reading, float]:
    """How the capital in ``tokens[first:last]`` is meant, and how sure that is (0–1)."""
    words = _words(language)
    before = [t.key for t in tokens[max(0, first - 6) : first]]
    after = tokens[last] if last < len(tokens) else None
    previous = before[-1] if before else "."
    if _headed_by_power(before, words):
        return "power", 0.85
    if previous in words.place_before:
        return "place", 0.9
    if language == "ro" and tokens[first].key.endswith(_OBLIQUE):
        return "power", 0.8  # eforturile Washingtonului
    if language == "en" and after is not None and after.key == "'":
        return "power", 0.7
    if after is not None and after.key in words.verbs_after:
        return "power", 0.9
    if previous in words.power_heads or (after is not None and after.key in words.power_heads):
        return "power", 0.8
    if previous in words.party_before:
        return "power", 0.65
    return "open", 0.4


def _headed_by_power(before: list[str], words: _Words) -> bool:
    """Oficialii de la Moscova; un oficial de rang înalt de la Moscova; oficialii ruși din Moscova.

    Not: oficialii au plecat la Moscova.
    """
    if before[-2:] == ["de", "la"]:
        beside = before[-6:-2]
    elif before[-1:] == ["din"]:
        beside = before[-3:-1]
    else:
        return False
    return any(w in words.power_heads for w in beside) and not {".", ",", ";", ":"} & set(beside)
