"""From the word that heads a noun phrase to the mention that it names."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from presslens.annotations import Mention
from presslens.language.entities import entities
from presslens.speech.reading import Reading

DIRECT, THROUGH, LOOSE = 0.95, 0.85, 0.6
"""Confidence of a name that is the subject itself, one in its noun phrase, and a spokesman's."""
_NAMES: Final = frozenset({"flat", "flat:name", "appos", "compound", "nmod", "nmod:desc"})
_TITLES: Final = frozenset({"appos", "flat", "flat:name", "nmod:desc"})
_DEPTH: Final = 3
_BESIDE: Final = 12
"""Tokens between a title and the name that follows it (ministrul apărării naționale, X)."""
_CLOSED: Final = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PRON"})

Found = tuple[Mention, float]


def is_speaker(mention: Mention) -> bool:
    """Whether a mention can speak: no place, no adjective, and somebody known or a person."""
    if mention.link in {"place", "adjective"}:
        return False
    return mention.actor_id is not None or mention.label == "PERSON"


def is_person(mention: Mention) -> bool:
    """Whether a mention names a person, by name or by office."""
    return mention.label == "PERSON" or mention.link == "office"


class Naming:
    """Finds the mention in a noun phrase."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.tokens = reading, reading.tokens

    @cached_property
    def _person_nouns(self) -> frozenset[int]:
        """The common nouns that the model takes for persons (președintele, oficialii)."""
        found = entities(self.tokens.doc)
        return frozenset(e.head for e in found if e.kind == "person" and e.head is not None)

    def is_person_noun(self, i: int) -> bool:
        """Whether token ``i`` is a title or another noun for a person."""
        return self.tokens.pos[i] == "NOUN" and (
            self.tokens.lemma[i] in self.reading.words.titles or i in self._person_nouns
        )

    def find(self, i: int) -> Found | None:
        """The mention in the noun phrase of token ``i``, with a confidence; ``None`` if none is."""
        around = self._over(i)
        person = self.is_person_noun(i) or (around is not None and around.link == "office")
        if around is not None and person and not is_person(around):
            around = None
        if around is not None and around.actor_id is not None:
            return around, DIRECT
        named = self._below(i, person) or self._above(i) or self._beside(i, person)
        if named is None and around is not None:
            return around, DIRECT
        return named or self._spoken_for(i, person)

    def _over(self, i: int) -> Mention | None:
        """The mention in which token ``i`` stands; that of an office has to begin there."""
        place = self.tokens.start[i]
        for mention in self.reading.mentions.over(place):
            if is_speaker(mention) and (mention.link != "office" or mention.start == place):
                return mention
        return None

    def _below(self, i: int, person: bool) -> Found | None:
        """The name or apposition in the noun phrase of token ``i``, of the nearest level."""
        level = [i]
        for _ in range(_DEPTH):
            level = [c for head in level for c in self.tokens.children(head) if self._is_name(c)]
            for below in level:
                mention = self._over(below)
                if mention is not None and (is_person(mention) or not person):
                    return mention, THROUGH
        return None

    def _is_name(self, i: int) -> bool:
        tokens = self.tokens
        if tokens.dep[i] not in _NAMES or self.reading.pair_around(tokens.start[i]):
            return False
        if tokens.dep[i] == "appos":
            return True
        if tokens.dep[i] == "compound" and tokens.pos[tokens.head[i]] != "PROPN":
            return False  # "Mueller prosecutors"
        joined = tokens.preposition(i) is None or self._is_kind(i)
        return joined and not tokens.is_genitive(i)

    def _is_kind(self, i: int) -> bool:
        """Whether token ``i`` only says of what kind a source is (agenția de presă X)."""
        tokens = self.tokens
        source = tokens.lemma[tokens.head[i]] in self.reading.words.source_nouns
        bare = tokens.pos[i] == "NOUN" and "Def" not in tokens.feature(i, "Definite")
        return source and bare and tokens.pos[i - 1] == "ADP" and tokens.head[i] == i - 2

    def _above(self, i: int) -> Found | None:
        """The name to which token ``i`` is an apposition (Ion Dan, primarul, a spus)."""
        for above in self.tokens.ancestors(i, 2):
            if self.tokens.dep[i] not in _TITLES:
                return None
            mention = self._over(above)
            if mention is not None:
                return mention, THROUGH
            i = above
        return None

    def _beside(self, i: int, person: bool) -> Found | None:
        """The name right behind a title, where no arc joins them (primarul comunei, Ion Dan,)."""
        if not person:
            return None
        tokens, owned = self.tokens, False
        for at in range(i + 1, min(i + _BESIDE, len(tokens))):
            if tokens.pos[at] in _CLOSED or tokens.form[at] in ".;:!?":
                return None
            mention = self._over(at)
            begins = mention is not None and mention.start == tokens.start[at]
            free = not owned and not tokens.is_genitive(at) and tokens.preposition(at) is None
            if mention and begins and mention.label == "PERSON" and free:
                return mention, THROUGH
            # "Fiul premierului Ion Dan" needs a comma before his own name.
            owner = self.is_person_noun(at) or (begins and tokens.pos[at] == "PROPN")
            owned = tokens.form[at] != "," and (owned or owner)
        return None

    def body_behind(self, i: int) -> int:
        """The body or person whose document token ``i`` is (datele ministerului), or ``i``."""
        tokens, words = self.tokens, self.reading.words
        if tokens.lemma[i] not in words.spokes or self.is_person_noun(i):
            return i
        for at in range(i + 1, min(i + _BESIDE, len(tokens))):
            if tokens.is_finite(at) or tokens.form[at] in ".;:!?":
                return i
            if tokens.pos[at] == "NOUN" and (
                tokens.lemma[at] in words.bodies or self.is_person_noun(at)
            ):
                return at
        return i

    def _spoken_for(self, i: int, person: bool) -> Found | None:
        """Whose spokesman or data token ``i`` is (purtătorul de cuvânt al Guvernului, datele X)."""
        if self.tokens.lemma[i] not in self.reading.words.spokes:
            return None
        for at in range(i + 1, min(i + _BESIDE, len(self.tokens))):
            if self.tokens.pos[at] in _CLOSED or self.tokens.form[at] in ".,;:!?":
                return None
            mention = self._over(at)
            if mention is not None and (mention.label != "PERSON" or not person):
                return mention, LOOSE
        return None
