"""A document as the finders of this package read it: tokens, cues, marks, sentences, mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from presslens.annotations import Annotations, Mention, Sentence
from presslens.speech.bounds import Bounds, Within
from presslens.speech.complements import Clause, find_clause
from presslens.speech.cues import Cue, find_cues
from presslens.speech.lexicon import Lexicon, load_lexicon
from presslens.speech.marks import Marks, Pair, find_marks
from presslens.speech.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HEAD: Final = 12
"""Tokens of a name and title that open a line."""
_LINE: Final = 1500
"""Characters before a place in which the beginning of its line is looked for."""
_FIRST: Final = 40
"""Tokens of a quote in which its verb is looked for."""
WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True)
class Reading:
    """Everything that is looked up while quotes and sources are found; offsets are shared."""

    text: str
    words: Lexicon
    tokens: Tokens
    bounds: Bounds
    mentions: Within

    @cached_property
    def marks(self) -> Marks:
        """The quotation marks of the text."""
        return find_marks(self.text)

    @cached_property
    def cues(self) -> list[Cue]:
        """The cues outside quotation marks, in the order of the text."""
        return [c for c in find_cues(self.tokens, self.words) if not self.pair_around(c.start)]

    def sentence_before(self, place: int) -> tuple[int, int]:
        """The sentence of the last word or mark before ``place``; a colon may end one."""
        before = self.text[max(0, place - 8) : place].rstrip()
        return self.bounds.around(max(0, place - 8) + max(0, len(before) - 1))

    def line_head(self, place: int) -> range:
        """The tokens of the line before ``place``, if they may name who speaks; else none.

        They are few, with no finite verb: Ion Dan, primar: „…”.
        """
        head = self.text.rfind("\n", max(0, place - _LINE), place) + 1
        found = range(self.tokens.at(head), self.tokens.at(place))
        if len(found) > _HEAD or any(self.tokens.is_finite(i) for i in found):
            return range(0)
        return found

    @cached_property
    def clauses(self) -> dict[int, Clause]:
        """The reported clause of each cue that governs one, by the head of the cue."""
        found = {}
        limit = len(self.tokens)
        for cue in reversed(self.cues):
            end = self.tokens.at(self.bounds.around(cue.start)[1])
            clause = find_clause(self.tokens, self.words, cue, min(limit, end))
            limit = limit if cue.kind == "preposition" else cue.first
            if clause is not None:
                found[cue.head] = clause
        return found

    @cached_property
    def _cue_starts(self) -> list[int]:
        return [c.start for c in self.cues]

    @cached_property
    def _pair_starts(self) -> list[int]:
        return [p.start for p in self.marks.pairs]

    def cues_between(self, start: int, end: int) -> list[Cue]:
        """The cues that begin in ``start``–``end``."""
        low, high = bisect_left(self._cue_starts, start), bisect_left(self._cue_starts, end)
        return self.cues[low:high]

    def pairs_between(self, start: int, end: int) -> Sequence[Pair]:
        """The quotation-mark pairs that begin in ``start``–``end``."""
        low, high = bisect_left(self._pair_starts, start), bisect_left(self._pair_starts, end)
        return self.marks.pairs[low:high]

    def pair_around(self, place: int) -> Pair | None:
        """The pair in which the character at ``place`` stands."""
        at = bisect_right(self._pair_starts, place) - 1
        pair = self.marks.pairs[at] if at >= 0 else None
        return pair if pair and place < pair.end else None


_Found = tuple[tuple[Sentence, ...], tuple[Mention, ...]]
_known: WeakKeyDictionary[Doc, tuple[_Found, Reading]] = WeakKeyDictionary()


def read(doc: Doc, annotations: Annotations, language: str | None) -> Reading:
    """``doc`` prepared for the finders, once for all of them.

    Raises:
        ParameterError: There are no reporting words for the language.
    """
    words = load_lexicon(language or annotations.context.language or "")
    found = (tuple(annotations.sentences), tuple(annotations.mentions))
    before = _known.get(doc)
    if before is not None and before[1].words is words and before[0] == found:
        return before[1]
    tokens = Tokens(doc)
    bounds = Bounds(tokens.text, annotations.sentences)
    reading = Reading(tokens.text, words, tokens, bounds, Within(annotations.mentions))
    _known[doc] = found, reading
    return reading


def has_clause(reading: Reading, pair: Pair) -> bool:
    """Whether what is in the marks makes a clause: three words at least, with a finite verb."""
    tokens = reading.tokens
    first, last = tokens.at(pair.inner_start), tokens.at(pair.inner_end)
    near = range(first, min(last, first + _FIRST))
    return len(near) >= 3 and any(tokens.is_finite(i) for i in near)


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``start``–``end`` meets one of ``spans``, which are sorted and apart."""
    at = bisect_right(spans, (start, start)) - 1
    if at >= 0 and spans[at][1] > start:
        return True
    return at + 1 < len(spans) and spans[at + 1][0] < end
