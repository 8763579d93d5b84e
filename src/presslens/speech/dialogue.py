"""Dialogue: turns that a dash opens at the head of a line, as Romanian prose prints speech."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from presslens.speech.candidates import Candidate
from presslens.speech.reading import WORD, Reading, overlaps

_TURN: Final = re.compile(r"^[ \t]*([–—-])[ \t]*(?=\w)(?!-)[^\n]*", re.MULTILINE)
_TAIL: Final = " \t,–—-"
_LONGEST: Final = 1500
_OPENS_CUE: Final = frozenset(",?!…–—-")
"""What stands between a turn and its cue."""


def find_dialogue(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[Candidate]:
    """The turns outside ``taken``, in the order of the text.

    A list has dashes too: so a turn has a cue of its own (– Nu vin, a spus X), or stands in a run
    of turns of which one has, or asks.
    """
    found: list[Candidate] = []
    for run in _runs(reading, taken):
        turns = [_turn(reading, match) for match in run]
        asks = len(run) > 1 and any("?" in match[0] for match in run)
        if asks or any(turn.cue is not None for turn in turns):
            found += turns
    return found


def _runs(reading: Reading, taken: Sequence[tuple[int, int]]) -> Iterator[list[re.Match[str]]]:
    """The turns that follow one another with nothing but blank lines between them."""
    run: list[re.Match[str]] = []
    for match in _TURN.finditer(reading.text):
        if match.end() - match.start() > _LONGEST or overlaps(taken, match.start(1), match.end()):
            continue
        if run and WORD.search(reading.text, run[-1].end(), match.start()):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _turn(reading: Reading, match: re.Match[str]) -> Candidate:
    """The words of a turn, up to its cue."""
    start, end = match.start(1), match.end()
    for cue in reading.cues_between(start, end):
        before = reading.text[start + 1 : cue.start].rstrip()
        if cue.kind == "verb" and cue.head not in reading.clauses and before[-1:] in _OPENS_CUE:
            said = reading.text[start : cue.start].rstrip(_TAIL)
            return Candidate(start, start + len(said), "direct", "trailing", cue, 0.8)
    return Candidate(
        start, start + len(match[0][start - match.start() :].rstrip()), "direct", "alone", None, 0.5
    )
