"""Institutions whose name is a common noun: Guvernul, Parlamentul, Senatul.

In Romanian news they are those of Romania, unless the words beside them say whose they are, or the
article speaks of another country's (Guvernul german, Parlamentul Republicii Moldova).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final, NamedTuple

from presslens.actors.parsed import Parsed, feature
from presslens.language.data import load_data
from presslens.language.text import comparison_key

_ATTRIBUTES: Final = frozenset({"amod", "nmod", "flat", "compound", "nmod:poss"})
_OWNERS: Final = frozenset({"al", "a", "din", "de", "lui"})
_BEHIND: Final = 3
"""Tokens behind the noun in which its attributes are looked for."""


class ShortName(NamedTuple):
    """A token that names an institution by its common noun."""

    at: int
    actor_id: str


@functools.cache
def _nouns(language: str) -> dict[str, str]:
    nouns = load_data(language, "metonyms")["short_names"]
    return {comparison_key(str(noun)): str(actor) for noun, actor in nouns.items()}


def find_short_names(parsed: Parsed, taken: Mapping[int, bool], language: str) -> list[ShortName]:
    """The short names in a text.

    Args:
        parsed: The article.
        taken: The tokens that are already read as a part of a name, and whether that name is
            foreign.
        language: "ro" or "en".
    """
    nouns = _nouns(language)
    found = []
    foreign = set()
    for at, lemma in enumerate(parsed.lemmas if nouns else ()):
        actor_id = nouns.get(lemma)
        if actor_id is None or at in taken:
            continue
        if any(taken.get(n, False) for n in range(at + 1, at + 1 + _BEHIND)):
            foreign.add(lemma)
        elif _is_bare_name(parsed, at):
            found.append((lemma, ShortName(at, actor_id)))
    return [name for lemma, name in found if lemma not in foreign]


def _is_bare_name(parsed: Parsed, at: int) -> bool:
    """Whether a noun is capitalised as a name and nothing says whose institution it is."""
    token, word = parsed.tokens[at], parsed.word(at)
    if not token.capital or parsed.in_capitals(at) or word.pos_ not in ("NOUN", "PROPN"):
        return False
    if parsed.opens(at) and not word.dep_.startswith("nsubj"):
        return False
    if feature(word, "Number") == "Plur":
        return False
    behind = range(at + 1, min(at + 1 + _BEHIND, len(parsed.tokens)))
    if any(parsed.word(n).dep_ in _ATTRIBUTES and parsed.word(n).head.i == word.i for n in behind):
        return False
    if not behind:
        return True
    follower = parsed.tokens[at + 1]
    joined = follower.text == "-" or (follower.capital and follower.start - token.end == 1)
    owned = follower.key in _OWNERS and parsed.word(at + 1).pos_ in ("DET", "ADP")
    return not joined and not owned
