"""Direct quotes: which stretches between quotation marks are speech, and by which cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from presslens.speech.candidates import Candidate, Kind
from presslens.speech.cues import Cue
from presslens.speech.marks import Pair
from presslens.speech.naming import is_person, is_speaker
from presslens.speech.reading import WORD, Reading, has_clause, overlaps

_TRAILING: Final = 110
_LEADING: Final = 250
_CONTINUED: Final = 300
_FOLLOWING: Final = 6
_NEAR: Final = 80
"""Characters between a verb and quoted words that go on with its sentence."""
_STOP: Final = re.compile(r"[.;:!?\n„“”«»\"]")
_SENTENCE_HEAD: Final = re.compile(r"(?:^|[.!?:…\n\"”»–—-])\s*$")


def find_direct(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[Candidate]:
    """The pairs of marks outside ``taken`` that hold speech, in the order of the text."""
    found: list[Candidate] = []
    previous = 0
    for pair in reading.marks.pairs:
        if overlaps(taken, pair.start, pair.end):
            previous = max(previous, pair.end)
            continue
        before = bisect_right(taken, (pair.start, pair.start)) - 1
        previous = max(previous, taken[before][1] if before >= 0 else 0)
        candidate = (
            _trailing(reading, pair, previous)
            or _leading(reading, pair, previous, found)
            or _continued(reading, pair, found)
            or _fragment(reading, pair, previous)
            or _following(reading, pair)
            or _introduced(reading, pair)
            or _alone(reading, pair)
        )
        if candidate is not None:
            found.append(candidate)
        previous = candidate.end if candidate else pair.end
    return found


def _trailing(reading: Reading, pair: Pair, previous: int) -> Candidate | None:
    """„…”, a spus X — the first cue after the marks, in the same sentence."""
    for cue in reading.cues_between(pair.end, pair.end + _TRAILING)[:1]:
        gap = reading.text[pair.end : cue.start]
        if not _joins(reading, pair, cue, gap) or cue.head in reading.clauses:
            return None
        first = _sentence_start(reading, pair, previous)
        if first is not None:
            return Candidate(first, pair.end, "mixed", "trailing", cue, 0.85)
        return Candidate(pair.start, pair.end, "direct", "trailing", cue)
    return None


def _sentence_start(reading: Reading, pair: Pair, previous: int) -> int | None:
    """Where the sentence begins whose last words only are quoted (It will be „a leap”, said X)."""
    first = max(reading.bounds.around(pair.start)[0], previous)
    before = reading.text[max(first, pair.start - _LEADING) : pair.start]
    far = pair.start - first > _LEADING
    if far or not before.strip() or before.rstrip()[-1] in ":,–—-.!?" or not WORD.search(before):
        return None
    return first + len(before) - len(before.lstrip())


def _joins(reading: Reading, pair: Pair, cue: Cue, gap: str) -> bool:
    """Whether ``gap`` between marks and cue is only punctuation, or a comma and a subject."""
    # What a colon follows, or "and" precedes, goes with other words.
    led = reading.text[cue.end : cue.end + 2].lstrip().startswith(":")
    if cue.kind == "gerund" or led or _has_conjunction(reading, pair, cue):
        return False
    if "." in gap and reading.text[cue.start].isupper():
        return False
    words = WORD.findall(gap)
    bare = gap.strip(" ,–—-")
    if not words:
        return not bare.strip(".!?") and "\n" not in gap
    inner = reading.text[pair.inner_end - 1]
    if _STOP.search(gap) or not (gap.lstrip().startswith((",", "–", "—", "-")) or inner in ",?!"):
        return False
    named = any(is_speaker(m) for m in reading.mentions.between(pair.end, cue.start))
    return named or len(words) <= 4


def _has_conjunction(reading: Reading, pair: Pair, cue: Cue) -> bool:
    gap = range(reading.tokens.at(pair.end), cue.first)
    return any(reading.tokens.pos[i] == "CCONJ" for i in gap)


def _leading(
    reading: Reading, pair: Pair, previous: int, found: Sequence[Candidate]
) -> Candidate | None:
    """X a declarat: „…” — the last cue before the marks, in the same sentence."""
    floor = max(reading.sentence_before(pair.start)[0], previous, pair.start - _LEADING)
    used = found[-1].cue if found else None
    cues = [
        c for c in reading.cues_between(floor, pair.start) if c.kind != "manner" and not c.passive
    ]
    if not cues or cues[-1] == used or cues[-1].end > pair.start:
        return None
    cue, words = cues[-1], _count_words(reading, pair)
    gap = reading.text[cue.end : pair.start]
    if re.search(r"[.;!?\n]\s", gap.rstrip(" \n")):
        return None
    if gap.rstrip().endswith(":"):
        return Candidate(pair.start, pair.end, "direct", "leading", cue)
    if cue.kind == "preposition" and not gap.rstrip().endswith(","):
        return None
    whole = words >= 4 and has_clause(reading, pair)
    if (gap.rstrip(" ").endswith(",") and len(gap) <= _NEAR) or not gap.strip():
        kind: Kind = "direct" if whole else "mixed"
        return Candidate(pair.start, pair.end, kind, "leading", cue, 0.85)
    return None


def _continued(reading: Reading, pair: Pair, found: Sequence[Candidate]) -> Candidate | None:
    """„…”, a spus X. „…” — more words of the quote before."""
    last = found[-1] if found else None
    if last is None or last.kind != "direct" or pair.start - last.end > _CONTINUED:
        return None
    introduced = reading.text[max(0, pair.start - 3) : pair.start].rstrip().endswith(":")
    if introduced or not _is_sentence(reading, pair, 3, after_comma=True):
        return None
    gap = reading.text[last.end : pair.start]
    return Candidate(
        pair.start,
        pair.end,
        "direct",
        "continued",
        last.cue,
        0.6 if "\n" in gap else 0.75,
    )


def _fragment(reading: Reading, pair: Pair, previous: int) -> Candidate | None:
    """X a numit planul „o glumă” — single words that the verb of their clause credits."""
    tokens = reading.tokens
    first = tokens.at(pair.inner_start)
    if first >= len(tokens) or tokens.start[first] >= pair.inner_end or _is_title(reading, pair):
        return None
    above = {first, *tokens.ancestors(first, 8)}
    floor = max(reading.bounds.around(pair.start)[0], previous)
    for cue in reversed(reading.cues_between(floor, pair.start)):
        if cue.kind not in {"verb", "gerund"} or cue.head in reading.clauses:
            continue
        # Other verbs than those of naming credit words only where they are no name.
        credits = reading.text[pair.inner_start].islower() and cue.word.takes("clause")
        if cue.head in above and (credits or cue.word.takes("fragment")):
            return Candidate(pair.start, pair.end, "mixed", "leading", cue, 0.7)
    return None


def _is_title(reading: Reading, pair: Pair) -> bool:
    """Whether the marks hold the name of what the noun before them is (filmul „Ultimul drum”)."""
    tokens = reading.tokens
    before = tokens.at(pair.start) - 1
    named = before >= 0 and tokens.pos[before] in {"NOUN", "PROPN"}
    return named and reading.text[pair.inner_start].isupper() and _count_words(reading, pair) < 8


def _following(reading: Reading, pair: Pair) -> Candidate | None:
    """„…” A declarat X. — the cue is all that the next sentence has to say."""
    if not _is_sentence(reading, pair, 3):
        return None
    for cue in reading.cues_between(pair.end, pair.end + _FOLLOWING)[:1]:
        end = reading.bounds.around(cue.start)[1]
        alone = cue.kind == "verb" and cue.head not in reading.clauses
        rest = reading.text[cue.end : min(end, cue.end + _TRAILING)].rstrip()
        leads = rest.endswith(":") or reading.pairs_between(cue.end, end + 3)
        if alone and not WORD.search(reading.text[pair.end : cue.start]) and not leads:
            return Candidate(pair.start, pair.end, "direct", "trailing", cue, 0.7)
    return None


def _introduced(reading: Reading, pair: Pair) -> Candidate | None:
    """Ion Dan: „…” — the rest of a line that a name and a colon open."""
    before = reading.text[max(0, pair.start - 3) : pair.start].rstrip()
    if not before.endswith(":") or _count_words(reading, pair) < 2:
        return None
    head = reading.line_head(pair.start)
    start = reading.tokens.start[head.start] if head else pair.start
    if not any(is_person(m) for m in reading.mentions.between(start, pair.start)):
        return None
    return Candidate(pair.start, pair.end, "direct", "alone", None, 0.7)


def _alone(reading: Reading, pair: Pair) -> Candidate | None:
    """A quote that is a sentence of its own, with no cue beside it."""
    if not _is_sentence(reading, pair, 5):
        return None
    return Candidate(pair.start, pair.end, "direct", "alone", None, 0.5)


def _is_sentence(reading: Reading, pair: Pair, least: int, *, after_comma: bool = False) -> bool:
    """Whether the marks hold whole words of speech: no title, no scare quotes."""
    text = reading.text
    if _count_words(reading, pair) < least:
        return False
    before = text[max(0, pair.start - 8) : pair.start]
    if after_comma and before.rstrip().endswith(","):
        return True
    after = text[pair.end : pair.end + 3].lstrip(" ")
    ends = text[pair.inner_end - 1] in ".!?…" or not after or after[0] in ".,;!?\n–—"
    begins = not text[pair.inner_start].islower() and _SENTENCE_HEAD.search(before) is not None
    return begins and ends


def _count_words(reading: Reading, pair: Pair) -> int:
    """The words in the marks; counting stops after a few."""
    inner = reading.text[pair.inner_start : min(pair.inner_end, pair.inner_start + 200)]
    return len(WORD.findall(inner))
