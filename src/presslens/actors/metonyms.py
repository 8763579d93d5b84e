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

Meaning = Literal["power", "place", "open", "name"]
"""``name``: it is a part of somebody's name (Sofia Rotaru)."""
_STOPS = frozenset('.!?:;„“”"«»')
_OBLIQUE = ("ei", "ului", "ii")
_ARTICLE = ("ingul", "tonul", "evul", "inaul", "inul", "isul")
"""Endings of capitals with the article, which a mere place takes less often."""
_DASHES = frozenset("-–—(")


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
    tokens: list[Token], first: int, last: int, language: str, earlier: Meaning | None = None
) -> tuple[Meaning, float]:
    """How the capital in ``tokens[first:last]`` is meant, and how sure that is (0–1).

    Args:
        tokens: The article's tokens.
        first: Where the name begins.
        last: Where it ends, exclusive.
        language: "ro" or "en".
        earlier: How the capital right before was read, if only one word stands between.
    """
    words = _words(language)
    before = [t.key for t in tokens[max(0, first - 6) : first]]
    after = tokens[last] if last < len(tokens) else None
    previous = before[-1] if before else "."
    if _headed_by_power(before, words):
        return "power", 0.85
    if previous in words.place_before or " ".join(before[-2:]) in words.place_before:
        return "place", 0.9
    if previous.isdigit() or _is_dateline(tokens, first, last):
        return "place", 0.8  # Sector 6 București; WASHINGTON (AP) —
    if _adjoins(tokens, last):
        return "name", 0.6  # Sofia Rotaru
    if first > 1 and _adjoins(tokens, first) and tokens[first - 2].key not in _STOPS:
        return "place", 0.6  # Centura București
    if language == "en" and previous == "of" and first > 1 and tokens[first - 2].capital:
        return ("power" if before[-2] in words.power_heads else "place"), 0.65  # Bank of Moscow
    if language == "ro" and tokens[first].key.endswith(_OBLIQUE):
        return "power", 0.8  # eforturile Washingtonului
    if language == "en" and after is not None and after.key == "'":
        return "power", 0.7
    if after is not None and after.key in words.verbs_after:
        return "power", 0.9
    if earlier is not None:
        return earlier, 0.65
    if _acts_with_next(tokens, last, words):
        return "power", 0.8
    if previous in words.power_heads or (after is not None and after.key in words.power_heads):
        return "power", 0.8
    if previous in words.party_before:
        return "power", 0.65
    if language == "ro" and tokens[first].key.endswith(_ARTICLE) and previous not in _STOPS:
        return "power", 0.6  # a determinat Beijingul să …
    return "open", 0.4


def _is_dateline(tokens: list[Token], first: int, last: int) -> bool:
    """WASHINGTON (AP) — …; MOSCOW — …, at the head of the text or after a full stop or bracket."""
    opens = first == 0 or tokens[first - 1].text in ".)"
    return opens and last < len(tokens) and tokens[last].text in _DASHES


def _acts_with_next(tokens: list[Token], last: int, words: _Words) -> bool:
    """Beijingul și Moscova s-au apropiat; Washington and Kyiv had agreed."""
    if last + 2 >= len(tokens) or tokens[last].key not in ("si", "and"):
        return False
    return tokens[last + 1].capital and tokens[last + 2].key in words.verbs_after


def _headed_by_power(before: list[str], words: _Words) -> bool:
    """Un oficial de rang înalt de la Moscova; oficialii ruși din Moscova.

    Not: oficialii au plecat la Moscova.
    """
    if before[-2:] == ["de", "la"]:
        beside = before[-6:-2]
    elif before[-1:] == ["din"]:
        beside = before[-3:-1]
    else:
        return False
    return any(w in words.power_heads for w in beside) and not {".", ",", ";", ":"} & set(beside)


def _adjoins(tokens: list[Token], at: int) -> bool:
    """Whether the tokens on both sides of ``at`` are capitalised words of one name."""
    if not 0 < at < len(tokens):
        return False
    left, right = tokens[at - 1], tokens[at]
    close = right.start - left.end == 1
    return close and left.capital and right.capital and not (left.text + right.text).isupper()
