"""Negative concord: Romanian negates a clause with each of its words, English once.

"nimeni nu a venit" is "nobody came", "nu a venit nimeni" is "did not come anyone".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presslens.sentiment.gloss.data import function_words
from presslens.sentiment.gloss.items import form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_DEEPEST: Final = 4
"""Steps from a word to the verb of its clause."""
_REACH: Final = 12
"""Tokens between two parts of "neither ... nor"."""


def negated_already(negation: Token) -> bool:
    """Whether a negative word before ``negation`` ("nu") negates the same clause."""
    before = negation.doc[negation.sent.start : negation.i]
    return any(_negative(t) and negation.head in _above(t) for t in before)


def negative_word(token: Token) -> str | None:
    """The English of a negative word, or None for another word or one that negates by itself."""
    if not _negative(token):
        return None
    inside = _after_negation(token)
    if form(token) == "nici":
        before, after = _others(token)
        if before:
            return "or" if inside else "nor"
        if after:
            return "either" if inside else "neither"
        return "even" if inside else None
    return function_words()[form(token), "NEG"] if inside else None


def _negative(token: Token) -> bool:
    return (form(token), "NEG") in function_words()


def _above(token: Token) -> Iterator[Token]:
    """The heads of ``token`` up to the first verb."""
    for _ in range(_DEEPEST):
        if token.head.i == token.i:
            return
        token = token.head
        yield token
        if token.pos_ == "VERB":
            return


def _after_negation(token: Token) -> bool:
    """Whether "nu" or "fără" stands before ``token`` in its clause."""
    for head in _above(token):
        for child in head.children:
            if child.i < token.i and form(child) in {"nu", "n", "fără"}:
                return form(child) == "fără" or not negated_already(child)
    return False


def _others(token: Token) -> tuple[bool, bool]:
    """Whether the same word stands shortly before, and after."""
    start, end = max(token.sent.start, token.i - _REACH), min(token.sent.end, token.i + _REACH)
    at = [t.i for t in token.doc[start:end] if form(t) == form(token)]
    return at[0] < token.i, at[-1] > token.i
