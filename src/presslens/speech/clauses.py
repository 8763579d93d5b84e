"""Indirect and mixed speech: a cue and the clause that it reports, to the end of the sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from presslens.language.text import fold_letters, lower
from presslens.speech.candidates import Candidate, Kind
from presslens.speech.cues import Cue
from presslens.speech.reading import WORD, Reading, overlaps
from presslens.speech.speakers import Speakers

_GAP: Final = 160
_NO_GAP: Final = re.compile(r"[.;:!?„“”«»\"\n]")
_ROMANIAN: Final = re.compile(r"[ăâîșțşţĂÂÎȘȚŞŢ]")
_TAIL: Final = re.compile(r"[\s.,;:!?…–-]+$")
_LEAD: Final = re.compile(r"[\s,:–-]*")
_LONGEST: Final = 5000

Spans = Sequence[tuple[int, int]]


def find_clauses(reading: Reading, credits: Spans) -> list[Candidate]:
    """The clauses after cues (a declarat că …), left to right; later cues in one belong to it."""
    bare_text = reading.words.language == "ro" and not _ROMANIAN.search(reading.text)
    found: list[Candidate] = []
    reached = 0
    for index, cue in enumerate(reading.cues):
        if cue.start < reached or cue.kind == "preposition":
            continue
        following = reading.cues[index + 1].start if index + 1 < len(reading.cues) else None
        start = _clause_start(reading, cue, following, bare_text)
        if start is None:
            continue
        end = _clause_end(reading, start, credits, split=True)
        if end - start > 1:
            floor = max(reading.bounds.around(cue.start)[0], reached)
            found.append(Candidate(start, end, _kind(reading, start, end), "clause", cue, floor))
            reached = end
    return found


def find_prepositions(reading: Reading, credits: Spans, taken: Spans) -> list[Candidate]:
    """The sentences credited to a person, body or outlet: potrivit lui X, …; …, conform X."""
    found: list[Candidate] = []
    speakers = Speakers(reading)
    for cue in reading.cues:
        if cue.kind != "preposition":
            continue
        first, last = reading.bounds.around(cue.start)
        named = speakers.named_by(cue, last)
        if named is None:
            continue
        if _is_first(reading, first, cue.start):
            start = _after_name(reading, named[0].end, last)
            end = _clause_end(reading, start, credits) if start else 0
        elif named[0].label != "MEDIA":
            start, end = _first_word(reading, first), _trimmed(reading, first, cue.start)
        else:
            continue
        reached = found[-1].end if found else 0
        if reading.words.complementizer.search(reading.key, max(first, end - 4), end):
            continue  # "Ei afirmă că, potrivit X, …": the preposition stands inside a clause
        if start is None or end - start < 2 or start < reached or overlaps(taken, start, end):
            continue
        kind = _kind(reading, start, end)
        found.append(Candidate(start, end, kind, "preposition", cue, first))
    return found


def _is_first(reading: Reading, first: int, place: int) -> bool:
    """Whether only connectives stand between the head of the sentence and ``place``."""
    if place - first > 80:
        return False
    return not WORD.search(reading.words.connectives.sub(" ", reading.key[first:place]))


def find_closing(reading: Reading, taken: Spans) -> list[Candidate]:
    """Sentences that end in their cue and a name: …, a anunțat X."""
    found: list[Candidate] = []
    speakers = Speakers(reading)
    for cue in reading.cues:
        first, last = reading.bounds.around(cue.start)
        last = min(last, cue.end + _GAP * 2)
        before = reading.text[max(first, cue.start - 90) : cue.start]
        if cue.kind != "verb" or "," not in before:
            continue
        comma = max(first, cue.start - 90) + before.rindex(",")
        named = _closing_name(reading, speakers, cue, comma, last)
        start, end = _first_word(reading, first), _trimmed(reading, first, comma)
        reached = found[-1].end if found else 0
        if not named or start is None or start < reached or overlaps(taken, start, cue.end):
            continue
        if len(WORD.findall(reading.text[start : min(end, start + 200)])) >= 4:
            kind = _kind(reading, start, end)
            found.append(Candidate(start, end, kind, "closing", cue, comma, 0.75))
    return found


def _closing_name(reading: Reading, speakers: Speakers, cue: Cue, comma: int, last: int) -> bool:
    """Whether nothing but cue and name stands between the comma and the end of the sentence."""
    rest = reading.key[cue.end : last]
    if not reading.key[comma + 1 : cue.start].strip():
        named = speakers.after(cue.end, last)
        tail = reading.key[named[0].end : last] if named else "?"
        near = named is not None and len(reading.key[cue.end : named[0].start].split()) <= 6
        return near and named is not None and named[0].label != "MEDIA" and len(tail.split()) <= 8
    if rest.strip(" .!?\n"):
        return False
    before = speakers.before(cue.start, comma)
    return before is not None and before[0].label != "MEDIA"


def _clause_start(reading: Reading, cue: Cue, following: int | None, bare_text: bool) -> int | None:
    """Where the clause begins, behind its complementizer; ``None`` if no clause follows."""
    key, words = reading.key, reading.words
    limit = min(cue.end + _GAP, following or len(key), reading.bounds.around(cue.start)[1])
    for match in words.complementizer.finditer(key, cue.end, limit):
        if _NO_GAP.search(key, cue.end, match.start()):
            break
        between = key[cue.end : match.start()]
        if not _may_reach(reading, cue, between):
            break
        if words.no_complementizer.search(between) or (
            words.language == "ro" and " sa " in between
        ):
            break
        marked = lower(fold_letters(reading.text[match.start() : match.end()])).endswith("ă")
        if words.language != "ro" or bare_text or marked:
            return _first_word(reading, match.end())
    if cue.bare and words.clause_opener and _has_subject(reading, cue):
        opener = words.clause_opener.match(key, cue.end, limit)
        if opener and (opener[0].strip() or not _is_addressed(reading, cue)):
            return _first_word(reading, opener.end())
    return None


def _is_addressed(reading: Reading, cue: Cue) -> bool:
    return reading.words.addressed.fullmatch(reading.key[cue.start : cue.end]) is not None


def _may_reach(reading: Reading, cue: Cue, between: str) -> bool:
    """Whether "that" behind ``between`` is still the cue's, and not "the land that"."""
    gap = reading.words.clause_gap
    return gap is None or _is_addressed(reading, cue) or gap.match(between) is not None


def _has_subject(reading: Reading, cue: Cue) -> bool:
    """Whether a word stands right before the cue: no comma or quotation mark."""
    before = reading.text[max(0, cue.start - 2) : cue.start].rstrip()
    return before[-1:].isalnum() or before[-1:] == ")"


def _clause_end(reading: Reading, start: int, credits: Spans, *, split: bool = False) -> int:
    """The end of the sentence, or of the quotation marks over it, without a trailing credit."""
    end = reading.bounds.around(start)[1]
    pair = reading.pair_around(end - 1)
    if pair is not None and pair.end > end:
        end = max(pair.end, reading.bounds.around(pair.end - 1)[1])
    end = min(end, start + _LONGEST)
    if split:
        end = _before_next_speaker(reading, start, end)
    return _trimmed(reading, start, _without_credit(reading, start, end, credits))


def _without_credit(reading: Reading, start: int, end: int, credits: Spans) -> int:
    """``end`` before the credit that closes the sentence (…, arată AFP)."""
    at = bisect_right(credits, (end, 0)) - 1
    if at < 0 or not start < credits[at][0] < end or reading.pair_around(credits[at][0]):
        return end
    rest = reading.text[credits[at][1] : min(end, credits[at][1] + 40)]
    return end if WORD.search(rest) else credits[at][0]


def _before_next_speaker(reading: Reading, start: int, end: int) -> int:
    """Cuts "X said that …, while Y said that …" before Y."""
    searched = start
    for cue in reading.cues_between(start, end):
        cuts = [*reading.words.splitter.finditer(reading.key, searched, cue.start)]
        searched = cue.end
        clause = reading.words.complementizer.search(reading.key, cue.end, cue.end + 40)
        if cuts and clause and reading.pair_around(cuts[-1].start()) is None:
            return cuts[-1].start()
    return end


def _first_word(reading: Reading, start: int) -> int | None:
    """The first character from ``start`` on that is no blank, comma or dash."""
    at = _skip(_LEAD, reading.text, start)
    return at if at < len(reading.text) else None


def _skip(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place


def _after_name(reading: Reading, place: int, last: int) -> int | None:
    """Where the statement begins after "potrivit X, care …,": behind the comma."""
    at = _skip(_LEAD, reading.key, place)
    relative = reading.words.relative.match(reading.key, at)
    comma = reading.key.find(
        ",", relative.end() if relative else place, min(last, place + _GAP * 2)
    )
    return None if comma < 0 else _first_word(reading, comma + 1)


def _trimmed(reading: Reading, start: int, end: int) -> int:
    """``end`` without blanks and closing punctuation before it."""
    tail = _TAIL.search(reading.text[max(start, end - 40) : end])
    return end - len(tail[0]) if tail else end


def _kind(reading: Reading, start: int, end: int) -> Kind:
    return "mixed" if reading.pairs_between(start, end) else "indirect"
