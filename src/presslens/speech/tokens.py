"""The tokens of a document as plain lists: what the finders look up many times, read once."""

from __future__ import annotations

import functools
import re
import weakref
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from presslens.language.tokens import columns

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NEAR: Final = 40
"""Children of a token that are looked at on each side of it; a sentence may have 100,000 tokens."""
_ASIDE: Final = frozenset({"DET", "ADJ", "NUM", "ADV", "PART"})

_SELDOM: Final = 400
"""Characters of a text with diacritics in which one at least has some: it is nearer to 20."""
_MARKED: Final = re.compile(r"[ăâîșşțţ]", re.IGNORECASE)

SITE: Final = re.compile(
    r"(?:[\w-]+\.)+(?:ro|md|com|net|org|eu|info|news|press|media|tv|uk|de|fr|ru|ua)"
)
"""The address of a site, which names an outlet (b365.ro)."""


class Tokens:
    """Parts of speech, lemmas and arcs by token index; places are characters, half-open.

    The document is not kept: who has it can keep its tokens by it.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = weakref.ref(doc)
        self._read = read = columns(doc)
        self.text, self.start, self.end = read.text, read.starts, read.ends
        self.form, self.lemma, self.dep, self.head = read.keys, read.lemmas, read.dep, read.heads
        self.pos = list(read.pos)
        self._children: defaultdict[int, list[int]] = defaultdict(list)
        for i, (head, form, pos) in enumerate(zip(self.head, self.form, read.pos, strict=True)):
            if form.isspace():
                self.pos[i] = "SPACE"
            elif "." in form and SITE.fullmatch(form):
                self.pos[i] = "PROPN"
            elif head != i and pos != "PUNCT":
                self._children[head].append(i)

    @property
    def doc(self) -> Doc:
        """The document."""
        doc = self._doc()
        assert doc is not None, "whoever asks for its tokens holds it"
        return doc

    @functools.cached_property
    def is_plain(self) -> bool:
        """Whether the text is written without diacritics."""
        read = self.text[:20_000]
        return len(_MARKED.findall(read)) < max(2, len(read) / _SELDOM)

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

    def word(self, i: int) -> str:
        """Token ``i`` as it is written."""
        return self._read.words[i]

    def feature(self, i: int, name: str) -> str:
        """A morphological feature of token ``i`` (``Case`` → "Acc,Nom"), or ""."""
        return self._read.features[i].get(name, "")

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
        return i + 1 < len(self) and self._read.tags[i + 1] == "POS"

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
