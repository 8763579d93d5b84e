"""Quotation marks: which opens, which closes, which stands alone; in one pass over the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

MAX_CHARACTERS: Final = 5000
"""A quote longer than this is taken for a mark that was not closed."""
MAX_PARAGRAPHS: Final = 4
"""A quote over more paragraphs than this likewise, unless it begins with one of them."""

_MARK: Final = re.compile(r"[„“”‟\"″«»]|,,(?=\w)|&quot;|''")
"""With the name that HTML has for a mark, where a page was not read to its end."""
_PARAGRAPH: Final = re.compile(r"\n\s*")
_OPENS: Final = frozenset({"„", "‟", "«", ",,"})
_CLOSES: Final = frozenset({"»"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A stretch between quotation marks: ``start``–``end`` with them, the inner part without."""

    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The outermost pairs of a text in its order, and the places of the marks left over."""

    pairs: tuple[Pair, ...]
    unclosed: tuple[int, ...]


@dataclass(slots=True)
class _Open:
    """A mark that waits for its closing one; ``paragraph`` is where it was last repeated."""

    start: int
    inner_start: int
    paragraph: int


def find_marks(text: str) -> Marks:
    """Pairs the quotation marks „ “ ” ‟ " « » of ``text``; nested pairs belong to the outer one.

    Each closing mark takes the nearest open one of its family (guillemets apart from the rest), so
    that a mark that is never closed costs itself only. “ and " open or close by the blanks beside
    them. Linear in the length of the text.
    """
    breaks = [m.start() for m in _PARAGRAPH.finditer(text)]
    open_marks: dict[bool, list[_Open]] = {True: [], False: []}
    pairs, unclosed = [], []
    for mark in _MARK.finditer(text):
        stack = open_marks[mark[0] in "«»"]
        if _is_opening(text, mark, bool(stack), stack[-1].start if stack else 0):
            if stack and _continues(text, mark, stack[-1], breaks):
                stack[-1].paragraph = mark.start()
            else:
                stack.append(_Open(mark.start(), mark.end(), mark.start()))
            continue
        if not stack:
            continue
        opened = stack.pop()
        if _within_limits(text, opened.start, mark.end(), breaks):
            pairs.append(Pair(opened.start, mark.end(), opened.inner_start, mark.start()))
        else:
            unclosed.append(opened.start)
    unclosed += [opened.start for stack in open_marks.values() for opened in stack]
    return Marks(_outermost(pairs), tuple(sorted(unclosed)))


def _is_opening(text: str, mark: re.Match[str], is_open: bool, opener: int) -> bool:
    if mark[0] in _OPENS:
        return not (mark[0] == "„" and is_open and _closes_low(text, mark))
    if mark[0] in _CLOSES:
        return False
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    after_blank = before.isspace() or before in "([-–—/„«"
    before_blank = after.isspace() or after in ".,;:!?)]…"
    if after_blank and not before_blank:
        return True
    if (
        not after_blank
        and not before_blank
        and not is_open
        and mark[0] in ('"', "″", "''", "&quot;")
    ):
        return before in ",;:"  # a blank was forgotten: În acelaşi timp,"continuăm …"
    if not after_blank:
        return mark[0] == "“" and not (is_open and text[opener] in "„‟") and not before_blank
    return not is_open


def _closes_low(text: str, mark: re.Match[str]) -> bool:
    """Whether „ is written where ” belongs: behind a word, before a blank or a mark."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return not before.isspace() and (not after or after.isspace() or after in ".,;:!?)")


def _continues(text: str, mark: re.Match[str], opened: _Open, breaks: list[int]) -> bool:
    """Whether the mark repeats the open one at the head of the next paragraph, as long quotes do.

    Where a paragraph between has no mark, the first one was not closed.
    """
    if mark[0] not in "„“" or not text.startswith(mark[0], opened.start):
        return False
    if not _heads_line(text, mark.start()) or not _may_be_long(text, opened.start):
        return False
    return bisect_left(breaks, mark.start()) - bisect_left(breaks, opened.paragraph) == 1


def _heads_line(text: str, place: int) -> bool:
    """Whether only blanks stand before ``place`` in its line (indents over 8 are not looked at)."""
    before = text[max(0, place - 8) : place].rpartition("\n")
    return not before[2].strip() and (bool(before[1]) or place < 8)


def _may_be_long(text: str, opener: int) -> bool:
    """Whether what the mark opens may go over paragraphs: it heads a line, or follows a colon."""
    introduced = text[max(0, opener - 3) : opener].rstrip().endswith(":")
    return introduced or _heads_line(text, opener)


def _within_limits(text: str, start: int, end: int, breaks: list[int]) -> bool:
    paragraphs = bisect_left(breaks, end) - bisect_left(breaks, start)
    short = paragraphs < MAX_PARAGRAPHS or _may_be_long(text, start)
    return end - start <= MAX_CHARACTERS and short


def _outermost(pairs: list[Pair]) -> tuple[Pair, ...]:
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end)):
        if pair.inner_start < pair.inner_end and (not kept or pair.start >= kept[-1].end):
            kept.append(pair)
    return tuple(kept)
