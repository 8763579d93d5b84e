"""Words of a parsed sentence as the lexicon reads them: place, spelling keys and tree."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presslens.language.text import comparison_key
from presslens.language.tokens import Columns, columns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

CLAUSES: Final = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis"})
"""The relations (UD, without subtypes) of a word that heads a clause inside another."""
PREDICATE: Final = frozenset({"aux", "cop", "nsubj"})
"""The relations of words that depend on a predicate: one that is joined heads a clause too."""
FARTHEST: Final = 30
"""Arcs that are followed towards the root; a wrongly parsed list must not cost more."""
SEPARATE: Final = 3
"""Clause boundaries between words of trees that do not hang together."""

_MARKS: Final = dict.fromkeys(range(0x300, 0x370))
_BREAK: Final = re.compile(r"[ -]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence (no punctuation), in parallel lists.

    ``keys`` are their spellings as compared, ``lemmas`` those of their lemmas, ``pos`` their parts
    of speech (UD). ``heads`` are the places of their heads in the lists, of a root its own;
    ``breaks`` tells whether the word heads a clause. Places in the text are characters of the
    sentence.
    """

    keys: list[str]
    lemmas: list[str]
    pos: list[str]
    starts: list[int]
    ends: list[int]
    heads: list[int]
    breaks: list[bool]
    scorable: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first word of the characters ``start``:``end`` and the one after the last."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def names(self, at: int) -> tuple[str, ...]:
        """The lemma of a word and its spelling, which entries may go by; none past the end."""
        if at >= len(self.keys):
            return ()
        lemma, key = self.lemmas[at], self.keys[at]
        return (lemma,) if lemma == key else (lemma, key)

    def head_of(self, first: int, last: int) -> int:
        """The word that heads the words ``first``:``last``: the first whose own lies outside."""
        for at in range(first, last):
            if self.heads[at] == at or not first <= self.heads[at] < last:
                return at
        return first

    def ancestors(self, at: int) -> dict[int, int]:
        """The word, its head and so on, each with the clause boundaries on the way to it."""
        found: dict[int, int] = {}
        crossed = 0
        while at not in found and len(found) <= FARTHEST:
            found[at] = crossed
            crossed += self.breaks[at]
            at = self.heads[at]
        return found

    def boundaries(self, at: int, others: dict[int, int]) -> int:
        """Clause boundaries between a word and the one whose ancestors are ``others``.

        The way up ends where the two meet, which in most sentences is a few arcs above.
        """
        crossed = 0
        for _ in range(FARTHEST + 1):
            if at in others:
                return crossed + others[at]
            if self.heads[at] == at:
                break
            crossed += self.breaks[at]
            at = self.heads[at]
        return SEPARATE


def read_words(sentence: Doc | Span) -> Words:
    """The words of a parsed sentence; time and memory are linear in its length."""
    read = columns(sentence.doc)
    first, last = (sentence[0].i, sentence[-1].i + 1) if len(sentence) else (0, 0)
    words, lemmas, heads = read.words, read.lemmas, read.heads
    starts, ends, pos, relations = read.starts, read.ends, read.pos, read.relations
    tokens = [i for i in range(first, last) if _is_word(words[i])]
    offset = starts[first] if tokens else 0
    place = {token: at for at, token in enumerate(tokens)}
    predicates = {heads[i] for i in tokens if relations[i] in PREDICATE}
    return Words(
        keys=[word_key(words[i]) for i in tokens],
        lemmas=[word_key(lemmas[i]) for i in tokens],
        pos=[pos[i] for i in tokens],
        starts=[starts[i] - offset for i in tokens],
        ends=[ends[i] - offset for i in tokens],
        heads=[place.get(heads[i], at) for at, i in enumerate(tokens)],
        breaks=[_heads_clause(read, i, predicates) for i in tokens],
        scorable=any(any(map(str.isalpha, words[i])) for i in tokens),
    )


def _is_word(text: str) -> bool:
    return text.isalnum() or any(map(str.isalnum, text))


def _heads_clause(read: Columns, i: int, predicates: set[int]) -> bool:
    arc = read.relations[i]
    if arc == "conj":
        return i in predicates or read.pos[i] == "VERB"
    return arc in CLAUSES


@functools.lru_cache(maxsize=50_000)
def word_key(word: str) -> str:
    """``word`` as it is compared: small letters without marks, no hyphen at its ends."""
    key = comparison_key(word)
    if not key.isascii():
        key = key.translate(_MARKS)
    return key.strip("-") or key


def split_keys(text: str) -> tuple[str, ...]:
    """The keys of the words of a lexicon entry."""
    return tuple(word_key(word) for word in _BREAK.split(text) if any(map(str.isalnum, word)))
