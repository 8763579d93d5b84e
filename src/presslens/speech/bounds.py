"""Where sentences begin and end, looked up in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from presslens.annotations import Mention, Sentence

_LONGEST: Final = 200
"""Characters of the longest mention."""


class Bounds:
    """The sentences of a text; without any, the text is one."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        spans = [(s.start, s.end) for s in sentences] or [(0, len(text))]
        self._length = len(text)
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def around(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence at ``place``; between two sentences, the gap."""
        at = bisect_right(self._starts, place) - 1
        if at >= 0 and place < self._ends[at]:
            return self._starts[at], self._ends[at]
        start = self._ends[at] if at >= 0 else 0
        after = self._starts[at + 1] if at + 1 < len(self._starts) else self._length
        return start, after

    def before(self, place: int) -> tuple[int, int] | None:
        """The sentence that ends before the one around ``place``."""
        at = bisect_right(self._starts, place) - 2
        return (self._starts[at], self._ends[at]) if at >= 0 else None


class Within:
    """The mentions of a text in its order, cut out by offsets."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin at ``start`` or later and end at ``end`` or before."""
        low, high = bisect_right(self._starts, start - 1), bisect_right(self._starts, end)
        return [m for m in self._mentions[low:high] if m.end <= end]

    def over(self, place: int) -> list[Mention]:
        """The mentions around the character at ``place``, the longest of a place first."""
        low, high = bisect_left(self._starts, place - _LONGEST), bisect_right(self._starts, place)
        return [m for m in self._mentions[low:high] if m.end > place]
