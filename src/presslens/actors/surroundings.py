"""What stands around a name, and decides whether it is one."""

from __future__ import annotations

import functools
import re
from typing import Final

from spacy.tokens import Doc

from presslens.actors.name_words import NameWords
from presslens.language.text import word_key
from presslens.language.tokens import columns

_PLURAL_ACRONYM: Final = re.compile(r"([^\W\d_a-z]{2,8})[-'’]?(?:uri|urile|urilor|s)")
_LOOK_BACK: Final = 5
_SHORTEST_HEAD: Final = 3


class Surroundings:
    """What stands before a name, and what of the text is taken.

    Args:
        doc: The article, parsed.
        taken: The tokens of mentions of known actors, places and origins aside.
        placed: The tokens of places and origins.
        names: The words that tell names.
        language: "ro" or "en".
    """

    def __init__(
        self,
        doc: Doc,
        taken: frozenset[int],
        placed: frozenset[int],
        names: NameWords,
        language: str,
    ) -> None:
        self.doc = doc
        self._read = columns(doc)
        self.language = language
        self.taken = taken
        self.placed = placed
        self.names = names

    def key(self, at: int) -> str:
        """The comparison key of a token."""
        return self._read.keys[at]

    def lemma(self, at: int) -> str:
        """The comparison key of a token's lemma."""
        return self._read.lemmas[at]

    def is_head(self, at: int, heads: frozenset[str]) -> bool:
        """Whether a token is one of ``heads``, in whatever case, however it is tagged."""
        key = self.key(at)
        if key in heads or self.lemma(at) in heads:
            return True
        stems = (key[:-1], key[:-1] + "e", key.removesuffix("ul"), key.removesuffix("ului"))
        return len(key) > _SHORTEST_HEAD and (
            any(stem in heads for stem in stems) or (key.endswith("ei") and key[:-2] + "a" in heads)
        )

    def is_title(self, at: int) -> bool:
        """Whether a word stands before names and is no part of them: Dr., Senator, Premierul."""
        key = self.key(at).rstrip(".")
        if key in self.names.honorifics:
            return True
        return not self.names.is_given(key) and self.is_head(at, self.names.role_heads)

    @functools.cached_property
    def things(self) -> frozenset[str]:
        """Acronyms of common nouns, by key: drenaj minier acid (AMD); zece PFA-uri."""
        words = self._read.words
        found = {
            word_key(plural[1])
            for word in set(words)
            if (plural := _PLURAL_ACRONYM.fullmatch(word))
        }
        bodies = self.names.organisation_heads | self.names.local_heads
        for at in range(2, len(words)):
            if words[at - 1] == "(" and words[at - 2].islower() and words[at].isupper():
                before = range(max(at - _LOOK_BACK - 2, 0), at - 1)
                if not any(self.is_head(n, bodies) for n in before):
                    found.add(self.key(at))
        return frozenset(found)

    def is_alone(self, first: int, last: int) -> bool:
        """Whether nothing else stands on the line: the name of a section of the site."""
        opens = first == 0 or self.doc[first - 1].is_space
        return opens and (last == len(self.doc) or self.doc[last].is_space)

    def has_role_beside(self, first: int, last: int) -> bool:
        """Whether a noun for people stands before or behind: antrenorul X; X, comisar."""
        roles = self.names.role_heads
        if self.noun_before(first) in roles:
            return True
        behind = last + 1 < len(self.doc) and self.doc[last].text == ","
        return behind and self.doc[last + 1].pos_ == "NOUN" and self.lemma(last + 1) in roles

    def adjoin(self, left: int) -> bool:
        """Whether nothing but a blank stands between a token and the next."""
        return self.doc[left].whitespace_ in (" ", "") and not self.doc[left + 1].is_space

    def noun_before(self, first: int) -> str | None:
        """The lemma of the noun right before a name: compania X, antrenorul X."""
        if first == 0 or not self.adjoin(first - 1):
            return None
        before = self.doc[first - 1]
        return self.lemma(first - 1) if before.pos_ == "NOUN" else None

    def is_in_another_name(self, first: int) -> bool:
        """Whether what stands before makes the name another's: Spitalul Clinic X, strada X."""
        names = self.names
        key = self.key(first)
        if names.is_given_form(key) and not names.is_given(key):
            return False  # dosarul Mariei Popescu: the genitive names an owner
        for at in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
            token = self.doc[at]
            if not self.adjoin(at) or token.pos_ not in ("NOUN", "ADJ", "PROPN", "NUM"):
                return False
            if token.pos_ != "ADJ" and (
                self.is_head(at, names.named_after_heads) or self.is_head(at, names.other_heads)
            ):
                return True
            if at < first - 1 and not token.text[:1].isupper():
                return False
            if token.pos_ == "NOUN" and not token.text[:1].isupper():
                return False
        return False

    def is_address(self, last: int) -> bool:
        """Whether the number of a house follows."""
        return last < len(self.doc) and self.key(last).rstrip(".") in ("nr", "no")

    def is_place_here(self, first: int) -> bool:
        """Whether a preposition of place stands right before."""
        return first > 0 and self.key(first - 1) in self.names.place_prepositions
