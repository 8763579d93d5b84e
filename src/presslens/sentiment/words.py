"""Words of a parsed sentence as the lexicon reads them: place, spelling keys and tree."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presslens.language.parsing import relation
from presslens.language.text import comparison_key

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

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
        """Clause boundaries between a word and the one whose ancestors are ``others``."""
        for ancestor, crossed in self.ancestors(at).items():
            if ancestor in others:
                return crossed + others[ancestor]
        return SEPARATE


def read_words(sentence: Doc | Span) -> Words:
    """The words of a parsed sentence; time and memory are linear in its length."""
    tokens = [t for t in sentence if _is_word(t.text)]
    offset = sentence[0].idx if tokens else 0
    place = {token.i: at for at, token in enumerate(tokens)}
    predicates = {token.head.i for token in tokens if relation(token) in PREDICATE}
    return Words(
        keys=[word_key(t.text) for t in tokens],
        lemmas=[word_key(t.lemma_) for t in tokens],
        pos=[t.pos_ for t in tokens],
        starts=[t.idx - offset for t in tokens],
        ends=[t.idx + len(t) - offset for t in tokens],
        heads=[place.get(t.head.i, at) for at, t in enumerate(tokens)],
        breaks=[_heads_clause(t, predicates) for t in tokens],
        scorable=any(any(map(str.isalpha, t.text)) for t in tokens),
    )


def _is_word(text: str) -> bool:
    return text.isalnum() or any(map(str.isalnum, text))


def _heads_clause(token: Token, predicates: set[int]) -> bool:
    arc = relation(token)
    joined = arc == "conj" and (token.i in predicates or token.pos_ == "VERB")
    return joined or arc in CLAUSES


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
