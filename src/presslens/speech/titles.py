"""Bare titles as speakers: "a spus premierul" is the prime minister that the article has named."""

from __future__ import annotations

import re
from typing import Final

from presslens.annotations import Mention
from presslens.speech.cues import Cue, Title
from presslens.speech.reading import Reading

_REACH: Final = 80
_MEMORY: Final = 20_000
"""Characters after which nobody knows any more whom a bare title means."""
_STOP: Final = re.compile(r"[.;:!?„“”«»\"\n(]")
_CAPITALISED: Final = re.compile(r"[^\W\d_a-zăâîșțşţ][\w'’-]*(?:\s[^\W\d_a-zăâîșțşţ][\w.'’-]*)*")
_ENDS: Final = re.compile(r"\s*(?:[.,;:!?)\"”»]|$|\s(?:in|la|pe|dupa|on|at|after)(?!\w)|\sintr)")


def find_title(reading: Reading, cue: Cue, floor: int) -> Title | None:
    """The bare title right before or after ``cue``, as its subject; ``None`` if there is none."""
    floor = max(floor, cue.start - 40)
    before = reading.key[floor : cue.start]
    for title in reading.words.bare_titles:
        ahead = title.subject_before.search(before)
        if ahead and not _is_office(reading, floor + ahead.start(), cue.start):
            return title
        behind = title.subject_after.match(reading.key, cue.end)
        if behind and _is_bare(reading, behind.end()):
            return None if _is_office(reading, cue.end, behind.end()) else title
    return None


def _is_office(reading: Reading, start: int, end: int) -> bool:
    """Whether the title is a mention already: of an office whose holder is known."""
    return any(m.link == "office" for m in reading.mentions.between(start, end))


def _is_bare(reading: Reading, end: int) -> bool:
    """Whether neither an owner nor a name follows the title that ends at ``end``."""
    if not _ENDS.match(reading.key, end):
        return False
    rest = reading.text[end : end + 40].lstrip()
    return not (rest.startswith(",") and rest[1:].lstrip()[:1].isupper())


def bearer_of(reading: Reading, title: Title, place: int) -> Mention | None:
    """Who bore ``title`` last before ``place``; ``None`` if nobody did, or a stranger."""
    for match in reversed([*title.borne.finditer(reading.key, max(0, place - _MEMORY), place)]):
        known, person = _named(reading, match.start(), match.end())
        if known:
            return person
    return None


def _named(reading: Reading, start: int, end: int) -> tuple[bool, Mention | None]:
    """Whether the title is somebody's (premierul Ion Dan; ministrul Culturii, Ion Dan), and whose.

    The person is ``None`` where the name is not that of a known actor.
    """
    office = next(
        (m for m in reading.mentions.between(start, end + _REACH) if m.start == start), None
    )
    if office is not None and office.link == "office" and office.actor_id:
        return True, office
    window = reading.text[end : end + _REACH]
    stop = _STOP.search(window)
    ceiling = end + (stop.start() if stop else len(window))
    for name in _CAPITALISED.finditer(reading.text, end, ceiling):
        gap = reading.text[end : name.start()]
        if gap.strip() and not gap.rstrip().endswith(","):
            continue
        found = reading.mentions.between(name.start(), max(name.end(), name.start() + 40))
        inside = [m for m in found if m.start < name.end()]
        person = next((m for m in inside if m.label == "PERSON" and m.actor_id), None)
        if person is not None:
            return True, person
        if not inside and " " in name[0]:
            return True, None
    return False, None
