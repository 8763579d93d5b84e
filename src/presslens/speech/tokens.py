"""The tokens of a document as plain lists: what the finders look up many times, read once."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from presslens.language.text import comparison_key

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc

_NEAR: Final = 40
"""Children of a token that are looked at on each side of it; a sentence may have 100,000 tokens."""
_COLUMNS: Final = ("ORTH", "LEMMA", "POS", "DEP", "HEAD", "LENGTH", "SPACY")
_ASIDE: Final = frozenset({"DET", "ADJ", "NUM", "ADV", "PART"})

_MARKED: Final = re.compile(r"[ăâîșşțţ]", re.IGNORECASE)

_key = functools.lru_cache(maxsize=65_536)(comparison_key)


def _look_up(column: np.ndarray[Any, Any], read: Callable[[int], str]) -> list[str]:
    """What ``read`` makes of each number of ``column``; it is asked once for each that occurs."""
    known = {number: read(number % 2**64) for number in set(column.tolist())}
    return [known[number] for number in column.tolist()]


class Tokens:
    """Parts of speech, lemmas and arcs by token index; places are characters, half-open."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        # One array for all: to make a Token object for every word costs more than all the rest.
        columns = doc.to_array(list(_COLUMNS)).reshape(-1, len(_COLUMNS)).astype("int64").T
        orth, lemma, pos, dep, heads, lengths, spaces = columns
        places = [0, *(lengths + spaces).cumsum().tolist()]
        strings = doc.vocab.strings
        self.start: list[int] = places[:-1]
        self.end = [a + n for a, n in zip(places, lengths.tolist(), strict=False)]
        self.form = _look_up(orth, lambda word: _key(strings[word]))
        self.lemma = _look_up(lemma, lambda word: _key(strings[word]))
        self.pos = _look_up(pos, lambda tag: strings[tag])
        self.dep = _look_up(dep, lambda label: strings[label])
        self.head: list[int] = [i + step for i, step in enumerate(heads.tolist())]
        self._children: defaultdict[int, list[int]] = defaultdict(list)
        for i, head in enumerate(self.head):
            if self.form[i].isspace():
                self.pos[i] = "SPACE"
            elif head != i and self.pos[i] != "PUNCT":
                self._children[head].append(i)

    @functools.cached_property
    def is_plain(self) -> bool:
        """Whether the text is written without diacritics."""
        return len(_MARKED.findall(self.text, 0, 20_000)) < 2

    def __len__(self) -> int:
        return len(self.start)

    def at(self, place: int) -> int:
        """The first token that begins at ``place`` or later."""
        return bisect_left(self.start, place)

    def upto(self, place: int) -> int:
        """How many tokens begin before ``place`` or at it."""
        return bisect_right(self.start, place)

    def children(self, i: int) -> Sequence[int]:
        """What depends on token ``i``, in the order of the text; of very many the nearest."""
        found = self._children.get(i, [])
        if len(found) <= 2 * _NEAR:
            return found
        at = bisect_left(found, i)
        return found[max(0, at - _NEAR) : at + _NEAR]

    def feature(self, i: int, name: str) -> str:
        """A morphological feature of token ``i`` (``Case`` → "Acc,Nom"), or ""."""
        return ",".join(self.doc[i].morph.get(name, []))

    def ancestors(self, i: int, most: int = 6) -> Iterator[int]:
        """The heads above token ``i``, at most so many."""
        for _ in range(most):
            above = self.head[i]
            if above == i:
                return
            i = above
            yield i

    def is_possessive(self, i: int) -> bool:
        """Whether token ``i`` is "his" or "her": a possessive of the third person."""
        return self.feature(i, "Poss") == "Yes" and self.feature(i, "Person") == "3"

    def is_finite(self, i: int) -> bool:
        """Whether token ``i`` is the word that makes a clause: a finite verb or an auxiliary."""
        if self.pos[i] not in {"VERB", "AUX"}:
            return False
        form = self.feature(i, "VerbForm")
        return form == "Fin" or (not form and self.feature(i, "Mood") in {"", "Ind", "Sub"})

    def is_genitive(self, i: int) -> bool:
        """Whether token ``i`` is in the genitive or dative, by its form or its article (lui X)."""
        case = self.feature(i, "Case")
        if case and "Nom" not in case and "Acc" not in case:
            return True
        if i and self.pos[i - 1] == "DET" and self._is_genitive_article(i - 1):
            return True
        return i + 1 < len(self) and self.doc[i + 1].tag_ == "POS"

    def _is_genitive_article(self, i: int) -> bool:
        case = self.feature(i, "Case")
        return self.feature(i, "Poss") == "Yes" or ("Gen" in case and "Nom" not in case)

    def preposition(self, i: int) -> int | None:
        """The preposition that governs the noun phrase of token ``i``, or ``None``."""
        for child in self.children(i):
            if child < i and self.dep[child] == "case" and self.pos[child] == "ADP":
                return child
        for before in range(i - 1, max(-1, i - 5), -1):
            if self.pos[before] == "ADP":
                return before
            if self.pos[before] not in _ASIDE:
                return None
        return None
