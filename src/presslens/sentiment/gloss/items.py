"""What the glosser moves about: one word or expression of the Romanian, with its English."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token

WEAK = {
    "l": "him", "îl": "him", "il": "him", "o": "her", "îi": "him", "i": "him", "le": "them",
    "li": "them", "mă": "me", "m": "me", "te": "you", "ne": "us", "ni": "us", "vă": "you",
    "v": "you", "vi": "you", "îmi": "me", "mi": "me", "îți": "you", "ți": "you", "se": "",
    "s": "", "și": "", "își": "",
}  # fmt: skip
"""The weak pronouns in English, in the case that they most often have."""
FOLDED = str.maketrans({"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț", "\u00ad": None})
"""Cedillas become commas; soft hyphens vanish."""


class GlossWord(NamedTuple):
    """One or several English words, and the characters of the document that they render."""

    text: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Item:
    """A word or an expression.

    Attributes:
        tokens: What it renders, in the order of the text.
        head: The token whose features count.
        english: Its English in base form; "" for none.
        pos: The universal part of speech, or NAME.
        words: What is written, once it is known; until then None.
        lead: English words before it ("of", "the"), written once by whoever stands first.
    """

    tokens: list[Token]
    head: Token
    english: str
    pos: str
    words: list[GlossWord] | None = None
    lead: list[GlossWord] = field(default_factory=list)
    base: str = ""


def form(token: Token) -> str:
    """The form in lower case, with commas below and without the hyphens at its ends."""
    return _form(token.text)


@functools.lru_cache(maxsize=65536)
def _form(text: str) -> str:
    text = text.lower().translate(FOLDED)
    return text.strip("-") or text


def lemma(token: Token) -> str:
    """The lemma with commas below."""
    text: str = token.lemma_.translate(FOLDED)
    return text


def feature(token: Token, name: str) -> str:
    """One morphological feature, or ""; several values are joined by a comma."""
    return ",".join(token.morph.get(name, []))


def word(text: str, token: Token) -> GlossWord:
    """An English word for one token."""
    return GlossWord(text, token.idx, token.idx + len(token.text))


def spread(text: str, tokens: list[Token]) -> GlossWord:
    """English words for several tokens."""
    last = tokens[-1]
    return GlossWord(text, tokens[0].idx, last.idx + len(last.text))
