"""What the model says of the words between which the matcher found its names.

The matcher has tokens of its own, because the names of the registry must be found in whatever way a
tokenizer cuts them (PSD-ul, U.S.). :class:`Parsed` leads from them to the tokens of the ``Doc``.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from typing import Final, NamedTuple

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Token as Word

from presslens.actors.matcher import Token, tokenize
from presslens.language.entities import Entity, entities
from presslens.language.text import word_key
from presslens.language.tokens import columns

NO_NAMES: Final = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "VERB"})
"""Parts of speech of which no name is."""
_MAX_WORD: Final = 2
"""Letters of a word that may be written in capitals for emphasis at the head of a sentence."""
_INSIDE: Final = frozenset(",)]'’/&%-")
"""Marks behind which a capital says what it says elsewhere."""
_MAX_STEPS: Final = 12
"""Steps up a tree: what a hostile text makes longer is no sentence."""


class _Name(NamedTuple):
    entity: Entity
    first: int
    last: int


class Parsed:
    """The matcher's tokens of a text, and the model's reading of them.

    All places are indexes of :attr:`tokens`; a :class:`spacy.tokens.Token` is called a word here.

    Args:
        doc: The text as the model read it. Where nobody read it (a blank pipeline), no word has a
            tag or a head, and nothing is decided by them.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._read = columns(doc)
        self.text = self._read.text
        self.tokens: list[Token] = tokenize(self.text)
        starts = np.fromiter((t.start for t in self.tokens), dtype=np.int64)
        words = np.array(self._read.starts, dtype=np.int64)
        self._words: list[int] = (np.searchsorted(words, starts, side="right") - 1).tolist()
        self._firsts: list[int] = np.searchsorted(starts, words).tolist()

    def word(self, at: int) -> Word:
        """The word in which the token begins."""
        return self.doc[self._words[at]]

    def place(self, word: Word) -> int:
        """The first token at or behind the beginning of ``word``."""
        return self._firsts[word.i]

    @functools.cached_property
    def lemmas(self) -> list[str]:
        """The comparison key of the lemma of each token's word."""
        return [self._read.lemmas[i] for i in self._words]

    def lemma(self, word: Word) -> str:
        """The comparison key of the lemma of ``word``, or of its form if it has none."""
        return word_key(word.lemma_ or word.text)

    def people(self) -> list[tuple[int, int]]:
        """The tokens of the names of persons that the model found, half-open, in order."""
        spans = {(n.first, n.last) for n in self._names.values() if n.entity.kind == "person"}
        return [self._span(*span) for span in sorted(spans)]

    @functools.cached_property
    def _names(self) -> dict[int, _Name]:
        """The name of an entity by each word that is a part of it."""
        return {
            word: _Name(entity, *entity.name)
            for entity in entities(self.doc)
            if entity.name
            for word in range(*entity.name)
        }

    def name_around(self, at: int) -> tuple[Entity, int, int] | None:
        """The entity whose name holds the token, and the tokens of that name (half-open)."""
        found = self._names.get(self._words[at])
        if found is None:
            return None
        return found.entity, *self._span(found.first, found.last)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        """The tokens of the words ``first`` to ``last``."""
        end = self._firsts[last] if last < len(self._firsts) else len(self.tokens)
        return self._firsts[first], end

    def root(self, first: int, last: int) -> Word:
        """The word of ``tokens[first:last]`` whose head lies outside of them."""
        start, end = self._words[first], self._words[last - 1] + 1
        word = self.doc[start]
        for _ in range(end - start):
            head = word.head
            if not start <= head.i < end or head.i == word.i:
                break
            word = head
        return word

    def opens(self, at: int) -> bool:
        """Whether a capital says nothing here: it begins a sentence, a quote or a list item."""
        if at == 0 or self.word(at).is_sent_start:
            return True
        before = self.tokens[at - 1].text
        return not before.isalnum() and before not in _INSIDE

    def in_capitals(self, at: int) -> bool:
        """Whether the token stands between words in capitals, as in a headline."""
        if not self.tokens[at].text.isupper():
            return False
        beside = (at - 1, at + 1)
        return any(
            0 <= other < len(self.tokens)
            and len(self.tokens[other].text) > 1
            and self.tokens[other].text.isupper()
            for other in beside
        )

    def is_before_verb(self, at: int) -> bool:
        """Whether a finite verb or an auxiliary follows right behind the token."""
        if at + 1 >= len(self.tokens):
            return False
        follower = self.word(at + 1)
        finite = feature(follower, "VerbForm") in ("", "Fin")
        return finite and follower.pos_ in ("VERB", "AUX")

    def is_common_word(self, at: int, ordinary: Collection[str] = ()) -> bool:
        """Whether a single token is an ordinary word that happens to be spelt like a name.

        Args:
            at: The token.
            ordinary: The parts of speech of ordinary words where a capital says nothing, besides
                :data:`NO_NAMES`.
        """
        word = self.word(at)
        pos = word.pos_
        if pos in ("PROPN", "X", "NUM", "SYM", "PUNCT", "") or self._words[at] in self._names:
            return False
        in_capitals = self.in_capitals(at)
        text = self.tokens[at].text
        plain = in_capitals or self.opens(at)
        acronym = len(text) > 1 and text.isupper() and not in_capitals
        if acronym and not (plain and len(text) <= _MAX_WORD and pos in NO_NAMES):
            return False  # whatever its tag (POT a votat); but not: CE spune premierul
        if pos in NO_NAMES:
            return True
        return plain and pos in ordinary


def feature(word: Word, name: str) -> str:
    """The value of a morphological feature of ``word``, or "" if it has none."""
    return ",".join(word.morph.get(name, []))


def first_conjunct(word: Word) -> Word:
    """The word that stands in the sentence for all that are joined with it: Moscova (și Minsk)."""
    for _ in range(_MAX_STEPS):
        if word.dep_ != "conj" or word.head.i == word.i:
            break
        word = word.head
    return word
