"""Speech behind a colon, without quotation marks: "X a spus: vom pleca", "Ion Dan: Plecăm."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from presslens.speech.candidates import Candidate
from presslens.speech.naming import is_person, is_speaker
from presslens.speech.reading import Reading, overlaps

_BEFORE: Final = 12
"""Tokens between a verb or a name and its colon."""
_VERB: Final = 15
"""Tokens behind a colon in which what is said has its verb: lists have none."""
_LONGEST: Final = 1500
_COLON: Final = re.compile(r":[ \t]*\n?[ \t]*(?=[^\W\d_])")


def find_colons(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[Candidate]:
    """What is said behind the colons outside ``taken``, in the order of the text."""
    found: list[Candidate] = []
    for match in _COLON.finditer(reading.text):
        start = match.end()
        reached = found[-1].end if found else 0
        if start < reached or not reading.text[start].isupper() or reading.pair_around(start):
            continue
        candidate = _said(reading, match.start(), start) or _turn(reading, match.start(), start)
        if candidate is not None and not overlaps(taken, candidate.start, candidate.end):
            found.append(candidate)
    return found


def _said(reading: Reading, colon: int, start: int) -> Candidate | None:
    """The sentence behind a verb of saying and its colon."""
    tokens = reading.tokens
    floor = max(reading.bounds.around(colon)[0], tokens.start[max(0, tokens.at(colon) - _BEFORE)])
    cues = [c for c in reading.cues_between(floor, colon) if c.kind == "verb" and not c.passive]
    if not cues or cues[-1].head in reading.clauses or not _is_statement(reading, start):
        return None
    between = range(cues[-1].last, tokens.at(colon))
    if any(tokens.is_finite(i) for i in between):
        return None
    end = min(reading.bounds.around(start)[1], start + _LONGEST)
    said = reading.text[start:end].rstrip(" \n.")
    return Candidate(start, start + len(said), "indirect", "leading", cues[-1], 0.7)


def _turn(reading: Reading, colon: int, start: int) -> Candidate | None:
    """The rest of a line that opens with the name or title of a person and a colon."""
    text, tokens, head = reading.text, reading.tokens, reading.line_head(colon)
    if not head:
        return None
    first = head.start
    people = reading.mentions.between(tokens.start[first], colon)
    title = tokens.pos[first] == "NOUN" and tokens.lemma[first] in reading.words.titles
    somebody = title or any(is_person(m) and is_speaker(m) for m in people)
    if not somebody or not _is_statement(reading, start):
        return None
    end = text.find("\n", start)
    end = min(len(text) if end < 0 else end, start + _LONGEST)
    said = text[start:end].rstrip(" \n.")
    return Candidate(start, start + len(said), "indirect", "alone", None, 0.7)


def _is_statement(reading: Reading, start: int) -> bool:
    tokens = reading.tokens
    first = tokens.at(start)
    return any(tokens.is_finite(i) for i in range(first, min(first + _VERB, len(tokens))))
