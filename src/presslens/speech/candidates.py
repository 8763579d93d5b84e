"""Reported speech before its speaker is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from presslens.speech.cues import Cue

Kind = Literal["direct", "indirect", "mixed"]
Position = Literal["clause", "trailing", "leading", "preposition", "closing", "continued", "alone"]
"""How the cue stands to the words: before a reported clause; after or before a direct quote; a
preposition; at the end of the sentence it reports; shared with the quote before; none at all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of reported speech, its cue, and how sure we are that it is reported."""

    start: int
    end: int
    kind: Kind
    position: Position
    cue: Cue | None
    certainty: float = 1.0
