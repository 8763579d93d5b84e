"""Words of a sentence as the lexicon compares them: place, spelling key and clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from presslens.language.text import comparison_key

# A combining mark belongs to its letter, so that decomposed text reads as composed text does.
_LETTER = r"(?:[^\W_][\u0300-\u036f]*)"
_TOKEN: Final = re.compile(
    rf"(?P<word>{_LETTER}+?(?=n't\b)|n't\b|{_LETTER}+)|(?P<strong>[.!?;]+)"
    r"|(?P<weak>[,:()\[\]„”“\"«»…–—|]+|\s-\s)"
)
_MARKS: Final = dict.fromkeys(range(0x300, 0x370))
_STRONG: Final = 2


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence, in parallel lists.

    ``clauses`` counts the clause boundaries before each word: a comma, bracket, quotation mark or
    conjunction counts 1, the end of a sentence or a semicolon 2.
    """

    keys: list[str]
    starts: list[int]
    ends: list[int]
    clauses: list[int]
    scorable: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first word of the characters ``start``:``end`` and the one after the last."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def read_words(sentence: str, conjunctions: Container[str] = frozenset()) -> Words:
    """Cuts ``sentence`` into words; offsets are those of ``sentence`` itself."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    clauses: list[int] = []
    clause, pending = 0, 0
    for token in _TOKEN.finditer(comparison_key(sentence)):
        kind = token.lastgroup
        if kind != "word":
            pending = max(pending, _STRONG if kind == "strong" else 1)
            continue
        key = token.group()
        if not key.isascii():
            key = key.translate(_MARKS)
        if keys:
            clause += pending or (key in conjunctions)
        pending = 0
        keys.append(key)
        starts.append(token.start())
        ends.append(token.end())
        clauses.append(clause)
    return Words(keys, starts, ends, clauses, any(map(_has_letter, keys)))


def _has_letter(key: str) -> bool:
    return any(map(str.isalpha, key))


def split_keys(text: str) -> tuple[str, ...]:
    """The keys of the words of a lexicon entry."""
    return tuple(read_words(text).keys)
