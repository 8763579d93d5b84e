"""The words of a noun phrase around its head."""

from __future__ import annotations

from typing import Final

from presslens.speech.tokens import Tokens

_INSIDE: Final = frozenset({
    "det", "amod", "nummod", "nmod", "flat", "fixed", "compound", "case", "goeswith", "advmod",
    "nmod:poss", "nmod:desc", "flat:name", "nmod:agent", "nmod:pmod", "cc:preconj", "det:predet",
})  # fmt: skip
"""Relations of what belongs to a name for somebody; appositions and clauses do not."""
_LONGEST: Final = 12
"""Tokens on each side of the head."""


def phrase_around(tokens: Tokens, head: int) -> tuple[int, int]:
    """The first and the last token of the noun phrase of token ``head``.

    Appositions, relative clauses and what a comma parts from it stay outside.
    """
    first = last = head
    while first > max(0, head - _LONGEST) and _belongs(tokens, first - 1, head):
        first -= 1
    while first < head and (tokens.pos[first] in {"ADP", "ADV", "PUNCT"}):
        first += 1
    while last + 1 < min(len(tokens), head + _LONGEST) and _belongs(tokens, last + 1, head):
        last += 1
    return first, last


def _belongs(tokens: Tokens, i: int, head: int) -> bool:
    """Whether token ``i`` hangs on ``head`` by relations of the phrase alone."""
    if tokens.pos[i] in {"PUNCT", "SPACE"} and tokens.form[i] != "-":
        return False
    for _ in range(4):
        if tokens.dep[i] not in _INSIDE:
            return False
        i = tokens.head[i]
        if i == head:
            return True
    return False
