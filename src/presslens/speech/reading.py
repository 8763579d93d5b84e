"""A text as the finders of this package read it: keys, cues, marks, sentences, mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Mention
from presslens.language.text import comparison_key
from presslens.speech.bounds import Bounds, Within
from presslens.speech.cues import Cue, Cues, load_cues
from presslens.speech.marks import Marks, Pair, find_marks

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True)
class Reading:
    """Everything that is looked up while quotes and sources are found; offsets are shared."""

    text: str
    words: Cues
    bounds: Bounds
    mentions: Within

    @cached_property
    def key(self) -> str:
        """The comparison key of the text; same length."""
        return comparison_key(self.text)

    @cached_property
    def marks(self) -> Marks:
        """The quotation marks of the text."""
        return find_marks(self.text)

    @cached_property
    def cues(self) -> list[Cue]:
        """The cues outside quotation marks, in the order of the text."""
        starts = [p.start for p in self.marks.pairs]
        kept = []
        for cue in self.words.find(self.key):
            at = bisect_right(starts, cue.start) - 1
            if at < 0 or cue.start >= self.marks.pairs[at].end:
                kept.append(cue)
        return kept

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

    def is_oblique(self, mention: Mention) -> bool:
        """Whether the words around ``mention`` say that it is no subject (al lui X, X's)."""
        before = self.key[max(0, mention.start - 24) : mention.start]
        if self.words.oblique.search(before):
            return True
        after = self.key[mention.end : mention.end + 2]
        if after == "'s":
            return True
        if mention.label == "PERSON" and mention.link != "office":
            return self._has_oblique_title(mention)
        if mention.link != "office" and self.words.titles.search(before):
            return True
        first = self.key[mention.start : mention.end].split(maxsplit=1)[:1]
        return "".join(first).endswith(self.words.genitive_endings)

    def _has_oblique_title(self, mention: Mention) -> bool:
        """Whether the title of a person is no subject: pe premierul X, pe șeful statului, X."""
        office = next(
            (
                m
                for m in self.mentions.between(max(0, mention.start - 80), mention.start)
                if m.link == "office" and not self.key[m.end : mention.start].strip(" ,")
            ),
            None,
        )
        if office is not None and office.actor_id == mention.actor_id:
            return self.is_oblique(office)
        before = self.key[max(0, mention.start - 60) : mention.start]
        if self.words.oblique_titles.search(before):
            return True
        title = self.words.titles.search(before)
        return title is not None and self.words.oblique.search(before[: title.start()]) is not None


def read(doc: str | Doc, annotations: Annotations, language: str | None) -> Reading:
    """``doc`` prepared for the finders.

    Raises:
        ParameterError: There are no reporting words for the language.
    """
    text = doc if isinstance(doc, str) else doc.text
    words = load_cues(language or annotations.context.language or "")
    bounds = Bounds(text, annotations.sentences)
    return Reading(text, words, bounds, Within(annotations.mentions))


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``start``–``end`` meets one of ``spans``, which are sorted and apart."""
    at = bisect_right(spans, (start, start)) - 1
    if at >= 0 and spans[at][1] > start:
        return True
    return at + 1 < len(spans) and spans[at + 1][0] < end
