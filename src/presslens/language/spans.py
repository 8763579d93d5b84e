"""From scores to names: the best sequence of beginnings, insides and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

SURE: Final = 0.95
"""The probability of being no part of a name above which a word is taken out of the search."""

_NEVER: Final = -1e9


class SpanDecoder:
    """Finds the best spans under tags of the form ``B-X``, ``I-X``, ``L-X``, ``U-X`` and ``O``.

    Words that are almost certainly in no name part the text; in between, where the best tags of the
    words do not fit together, the best sequence that does is found (Viterbi 1967).

    Args:
        tags: The tags in the order of their columns.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        self.outside = self.tags.index("O")
        opens = np.array([t[0] in "BI" for t in tags])
        inside = np.array([t[0] in "IL" for t in tags])
        label = np.array([t[2:] for t in tags])
        same = label[:, None] == label[None, :]
        allowed = np.where(opens[:, None], inside[None, :] & same, ~inside[None, :])
        self._steps = np.where(allowed, 0.0, _NEVER)
        self._first = np.where(inside, _NEVER, 0.0)
        self._last = np.where(opens, _NEVER, 0.0)

    def spans(self, scores: Array) -> list[tuple[int, int, str]]:
        """Start, end and label of each name, half-open, in order.

        Args:
            scores: Shape (words, tags), float; of any scale that a softmax understands.
        """
        if not len(scores):
            return []
        logs = scores - scores.max(axis=1, keepdims=True)
        logs = logs - np.log(np.exp(logs).sum(axis=1, keepdims=True))
        unsure = np.flatnonzero(logs[:, self.outside] < np.log(SURE))
        found: list[tuple[int, int, str]] = []
        for run in np.split(unsure, np.flatnonzero(np.diff(unsure) > 1) + 1):
            if len(run):
                found += self._in_run(logs[run], int(run[0]))
        return found

    def _in_run(self, logs: Array, offset: int) -> list[tuple[int, int, str]]:
        best = logs.argmax(axis=1)
        steps = self._steps[best[:-1], best[1:]]
        if self._first[best[0]] or self._last[best[-1]] or steps.any():
            best = self._search(logs)
        found = []
        start = 0
        for place, number in enumerate(best.tolist()):
            tag = self.tags[number]
            if tag[0] in "BU":
                start = place
            if tag[0] in "LU":
                found.append((offset + start, offset + place + 1, tag[2:]))
        return found

    def _search(self, logs: Array) -> Array:
        """The numbers of the best tags that follow one another as they may."""
        total = logs[0] + self._first
        back = []
        for row in logs[1:]:
            paths = total[:, None] + self._steps
            best = paths.argmax(axis=0)
            back.append(best)
            total = paths[best, np.arange(len(best))] + row
        at = int((total + self._last).argmax())
        path = [at]
        for best in reversed(back):
            at = int(best[at])
            path.append(at)
        return np.array(path[::-1])
