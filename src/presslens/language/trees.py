"""From scores to a tree: the best head of every word, such that all words hang on one root."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

NONE: Final = -1e9
"""The score of a head that is not allowed."""


def best_tree(scores: Array) -> Array:
    """The heads that make the tree of the greatest sum of scores with one root.

    Most often the best head of each word makes a tree already. Where it does not, the maximum
    spanning tree is found (Chu and Liu 1965, Edmonds 1967); where that has several roots, the best
    of the trees that have one of them alone.

    Args:
        scores: Shape (words, words + 1): of each word with each head; column 0 is the root, and
            column i + 1 the word i.

    Returns:
        The place of each word's head, -1 for the root; shape (words,), int.
    """
    words = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(words), np.arange(words) + 1] = NONE
    heads: Array = scores.argmax(axis=1) - 1
    roots = np.flatnonzero(heads < 0)
    if len(roots) == 1 and _cycle(heads) is None:
        return heads
    square = np.full((words + 1, words + 1), NONE)
    square[1:] = scores
    heads = _spanning_tree(square.copy())[1:] - 1
    roots = np.flatnonzero(heads < 0)
    if len(roots) == 1:
        return heads
    trees = [_under(square, root) for root in roots.tolist()]
    return max(trees, key=lambda tree: float(scores[np.arange(words), tree + 1].sum()))


def _under(square: Array, root: int) -> Array:
    """The best tree with the root given."""
    forced = square.copy()
    forced[:, 0] = NONE
    forced[root + 1] = NONE
    forced[root + 1, 0] = 0.0
    return _spanning_tree(forced)[1:] - 1


def _cycle(heads: Array) -> Array | None:
    """The words of a cycle of ``heads`` (negative: no head), or ``None``."""
    state = [0] * len(heads)
    parents = heads.tolist()
    for start in range(len(parents)):
        path = []
        at = start
        while at >= 0 and not state[at]:
            state[at] = 1
            path.append(at)
            at = parents[at]
        if at >= 0 and state[at] == 1:
            return np.asarray(path[path.index(at) :])
        for done in path:
            state[done] = 2
    return None


def _spanning_tree(scores: Array) -> Array:
    """Heads of the maximum spanning tree of a square of scores (dependent, head); 0 is the root.

    A cycle becomes one node, the smaller problem is solved, and the node that the arc into it
    reaches leaves the cycle.
    """
    np.fill_diagonal(scores, NONE)
    heads: Array = scores.argmax(axis=1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        heads[0] = 0
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    gain = scores[cycle] - scores[cycle, heads[cycle]][:, None]  # of breaking the cycle there
    entry = gain[:, outside].argmax(axis=0)
    exit_ = scores[np.ix_(outside, cycle)].argmax(axis=1)
    size = len(outside)
    smaller = np.full((size + 1, size + 1), NONE)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = gain[entry, outside]
    smaller[:size, size] = scores[outside, cycle[exit_]]
    found = _spanning_tree(smaller)
    for node, head in zip(outside.tolist(), found[:size].tolist(), strict=True):
        heads[node] = cycle[exit_[outside == node][0]] if head == size else outside[head]
    enters = int(found[size])
    heads[cycle[entry[enters]]] = outside[enters]
    heads[0] = 0
    return heads
