"""English inflection: regular spelling by rule, the rest from a table (``en/forms.tsv``)."""

from __future__ import annotations

import functools
from typing import Final

from presslens.sentiment.gloss.data import english_forms

_VOWELS: Final = frozenset("aeiou")
_ADVERBS_TOO: Final = frozenset(
    {"alone", "better", "close", "difficult", "early", "easy", "enough", "far", "fast", "former",
     "good", "hard", "high", "impossible", "late", "less", "little", "long", "low", "more", "most",
     "much", "near", "necessary", "online", "only", "outside", "own", "possible", "regardless",
     "right", "same", "short", "still", "straight", "super", "very", "well", "worse", "worst",
     "wrong"}
)  # fmt: skip
"""Adjectives that are adverbs as they stand, or have no adverb of their own."""


@functools.lru_cache(maxsize=65536)
def inflect(phrase: str, form: str) -> str:
    """``phrase`` in another form.

    Args:
        phrase: An English word in its base form, or several; the word that carries the form is the
            first one of a verb ("carry out"), the head of a noun ("point of view").
        form: "s" (third person), "past", "part", "ing", "plural", "er" or "est".
    """
    words = phrase.split(" ")
    at = _head(words) if form == "plural" else 0
    words[at] = _word(words[at], form)
    return " ".join(words)


def _head(words: list[str]) -> int:
    for i in range(1, len(words)):
        if words[i] in {"of", "in", "for", "to", "on", "with", "from", "at", "by"}:
            return i - 1
    return len(words) - 1


def _word(word: str, form: str) -> str:
    known = english_forms().get((word.lower(), form))
    if known is not None:
        return known.capitalize() if word[:1].isupper() else known
    if form == "plural" and _adjective(word):
        return word
    if form in {"s", "plural"}:
        return regular_s(word)
    if form in {"past", "part"}:
        return regular_past(word)
    if form == "ing":
        return regular_ing(word)
    return ("more " if form == "er" else "most ") + word


def _adjective(word: str) -> bool:
    """Whether a word in a noun's place has no plural: "the injured", "numerous"."""
    return word.endswith("ous") or (len(word) > 5 and word.endswith("ed") and word[-3] != "e")


def regular_s(word: str) -> str:
    """The plural or the third person by rule: "parties", "watches", "says"."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def regular_past(word: str) -> str:
    """The past by rule: "accused", "denied", "wanted"."""
    if word.endswith("ed") and not word.endswith("eed"):
        return word  # a participle that the dictionary has as an adjective
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return word + "ed"


def regular_ing(word: str) -> str:
    """The gerund by rule: "accusing", "dying", "seeing"."""
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return word[:-1] + "ing"
    return word + "ing"


def adverb(adjective: str) -> str:
    """The adverb of an adjective by rule: "ironically", "heavily", "simply"."""
    if " " in adjective or adjective.endswith("ly") or adjective in _ADVERBS_TOO:
        return adjective
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("le") and adjective[-3:-2] not in _VOWELS:
        return adjective[:-1] + "y"
    return adjective + ("y" if adjective.endswith("ll") else "ly")


def article(following: str) -> str:
    """The indefinite article: "an" before a vowel, else "a"."""
    word = following.lower()
    if word.startswith(("uni", "use", "eu", "one", "once")):
        return "a"
    return "an" if word[:1] in _VOWELS or word.startswith(("hour", "honest", "honour")) else "a"
