"""Who speaks: the subject of a cue, looked for by place, without a parse."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from presslens.annotations import Mention
from presslens.speech.cues import Cue
from presslens.speech.reading import WORD, Reading

_REACH: Final = 220
_STOP: Final = re.compile(r"[.;:!?„“”«»\"\n]\s|[;:„“”«»\"\n]")
_FAR: Final = 90
_LOOKED_AT: Final = 12
_ADJACENT, _APPOSITION, _LOOSE = 0.95, 0.85, 0.6
_PRONOUN, _DROPPED = 0.5, 0.45
_MEMORY: Final = 700
"""Characters after which a speaker is too far away for a pronoun."""

Found = tuple[Mention, float]
Gender = Literal["f", "m", "p"]


@dataclass
class Speakers:
    """Finds speakers and remembers the last one; ask in the order of the text."""

    reading: Reading
    _last: tuple[Mention, int] | None = field(default=None)
    _stranger: int = 0

    def remember(self, speaker: Mention, end: int) -> None:
        """Says that what ends at ``end`` was spoken by ``speaker``."""
        self._last = (speaker, end)

    def forget(self, end: int) -> None:
        """Says that what ends at ``end`` was spoken by somebody unknown: "he" is now that one."""
        self._last, self._stranger = None, end

    def recent(self, place: int) -> Mention | None:
        """The last speaker, if not too far before ``place``."""
        if self._last is None or place - self._last[1] > _MEMORY:
            return None
        return self._last[0]

    def before(self, place: int, floor: int) -> Found | None:
        """The subject that stands before ``place`` in the same sentence, not before ``floor``."""
        floor = max(floor, place - _REACH)
        for mention in reversed(self.reading.mentions.between(floor, place)[-_LOOKED_AT:]):
            if not is_speaker(mention):
                continue
            if not self.reading.is_oblique(mention):
                gap = self.reading.key[mention.end : place]
                if mention.label == "PERSON" and self._is_modifier(gap):
                    return None
                closeness = self._closeness(gap)
                far = closeness == _LOOSE and (
                    self._is_far(mention.end, place) or self._has_other_subject(gap)
                )
                return None if _STOP.search(gap) or far else (mention, closeness)
        return None

    def opening(self, start: int, place: int) -> Found | None:
        """The subject with which the sentence at ``start`` begins: Rusia a atacat X, spunând că."""
        for mention in self.reading.mentions.between(start, place)[:1]:
            head = self.reading.words.titles.sub("", self.reading.key[start : mention.start])
            quoted = self.reading.pair_around(mention.start) is not None
            oblique = self.reading.is_oblique(mention)
            if not (head.strip() or quoted or oblique) and is_speaker(mention):
                return mention, _LOOSE
        return None

    def _closeness(self, gap: str) -> float:
        words = WORD.findall(self.reading.words.relative.sub(" ", gap))
        if not words:
            return _ADJACENT
        bracketed = gap.strip().startswith((",", "(", "–", "-")) and gap.strip().endswith(
            (",", ")", "–", "-")
        )
        return _APPOSITION if bracketed or len(words) == 1 else _LOOSE

    def _is_aside(self, gap: str) -> bool:
        """Whether a body named after ``gap`` stands in an aside (a spus cineva, pentru X)."""
        if self.reading.words.spokes.search(gap):
            return False
        after_comma = "," in gap and not gap.lstrip().startswith(",")
        return after_comma or self.reading.words.oblique_word.search(gap) is not None

    def _is_modifier(self, gap: str) -> bool:
        """Whether another noun follows the name, in English: Mueller prosecutors said."""
        fillers = self.reading.words.fillers
        words = gap.split()
        return fillers is not None and 0 < len(words) < 3 and not fillers.match(gap)

    def _has_other_subject(self, gap: str) -> bool:
        """Whether a clause with words of its own follows: Rusia a atacat, iar experții spun."""
        parts = self.reading.words.coordinators.split(gap)
        return len(parts) > 1 and bool(
            WORD.search(self.reading.words.connectives.sub(" ", parts[-1]))
        )

    def _is_far(self, start: int, end: int) -> bool:
        """Whether somebody else may be the subject: a strange name, "who", or many words."""
        gap = self.reading.key[start:end]
        relative = [m.end() for m in self.reading.words.relative.finditer(gap)]
        who = bool(relative) and not gap[relative[-1] :].strip()
        return who or len(gap) > _FAR or self._has_stranger(start, end)

    def _has_stranger(self, start: int, end: int) -> bool:
        """Whether a capitalised word that is in no mention stands in ``start``–``end``."""
        known = self.reading.mentions.between(start, end)
        return any(
            word[0][0].isupper() and not any(m.start <= word.start() < m.end for m in known)
            for word in WORD.finditer(self.reading.text, start, end)
        )

    def after(self, place: int, ceiling: int) -> Found | None:
        """The subject that follows a cue that ends at ``place`` (a spus X), up to ``ceiling``."""
        key = self.reading.key
        stop = _STOP.search(key, place, min(ceiling, place + _REACH))
        ceiling = stop.start() if stop else min(ceiling, place + _REACH)
        for mention in self.reading.mentions.between(place, ceiling)[:_LOOKED_AT]:
            if not is_speaker(mention):
                continue
            gap = key[place : mention.start]
            if self._has_stranger(place, mention.start):
                return None
            if mention.label != "PERSON" and self._is_aside(gap):
                return None
            if self.reading.is_oblique(mention):
                if self.reading.words.spokes.search(gap) and mention.label != "PERSON":
                    return mention, _LOOSE
                continue
            return mention, _ADJACENT if len(WORD.findall(gap)) < 6 else _APPOSITION
        return None

    def named_by(self, cue: Cue, ceiling: int) -> Found | None:
        """The speaker that a preposition names (potrivit lui X), with few words between."""
        key = self.reading.key
        for mention in self.reading.mentions.between(cue.end, min(ceiling, cue.end + 90))[:3]:
            gap = key[cue.end : mention.start]
            words = [w for w in WORD.findall(gap) if w not in {"lui", "celor", "the", "de", "la"}]
            if not is_speaker(mention) or len(words) > 5 or re.search(r"[.,;:!?\n]", gap):
                return None
            if not words:
                return mention, _ADJACENT
            if mention.label != "GPE" and not self._is_genitive(mention):
                return mention, _APPOSITION
        return None

    def _is_genitive(self, mention: Mention) -> bool:
        before = self.reading.key[max(0, mention.start - 24) : mention.start]
        return self.reading.words.oblique.search(before) is not None

    def pronoun_at(self, cue: Cue, floor: int) -> tuple[int, Gender | None] | None:
        """Where a pronoun stands beside ``cue`` as its subject (El a subliniat), and its gender."""
        key, words = self.reading.key, self.reading.words.pronoun
        before = [*words.finditer(key, max(floor, cue.start - 24), cue.start)]
        if before and not key[before[-1].end() : cue.start].strip(" "):
            return before[-1].start(), self._gender(before[-1][0])
        after = words.match(key, min(cue.end + 1, len(key)))
        if after is None or (self.reading.words.clause_opener and not self._ends(after.end())):
            return None  # "said they had agreed": they open the clause
        return cue.start, self._gender(after[0])

    def _ends(self, place: int) -> bool:
        return self.reading.key[place : place + 2].lstrip()[:1] in {"", ".", ",", ";", ":"}

    def _gender(self, pronoun: str) -> Gender | None:
        words = self.reading.words
        kinds: tuple[tuple[re.Pattern[str], Gender], ...] = (
            (words.masculine, "m"), (words.feminine, "f"), (words.plural, "p"),
        )  # fmt: skip
        return next((kind for pattern, kind in kinds if pattern.fullmatch(pronoun)), None)

    def dropped(self, cue: Cue, floor: int) -> Found | None:
        """The last speaker, where only connectives stand before ``cue`` (De asemenea, a spus)."""
        if cue.start - floor > 80:
            return None
        before = self.reading.key[floor : cue.start]
        if WORD.search(self.reading.words.connectives.sub(" ", before)):
            return None
        return self.antecedent(cue.start, _DROPPED)

    def antecedent(
        self, place: int, confidence: float = _PRONOUN, *, gender: Gender | None = None
    ) -> Found | None:
        """The last speaker, or else the first person of the sentence before.

        With ``gender`` ("he" or "she") only a person who is not known to be of the other.
        """
        recent = self.recent(place)
        if recent is not None:
            return (recent, confidence) if _may_be(recent, gender) else None
        sentence = self.reading.bounds.before(place)
        if sentence is None or sentence[0] < self._stranger:
            return None
        found = self.person_in(*sentence, confidence=confidence - 0.1)
        return found if found is not None and _may_be(found[0], gender) else None

    def person_in(self, start: int, end: int, *, confidence: float) -> Found | None:
        """The first person in ``start``–``end`` who may be a subject."""
        for mention in self.reading.mentions.between(start, min(end, start + _MEMORY)):
            person = mention.label == "PERSON" or mention.link == "office"
            if person and is_speaker(mention) and not self.reading.is_oblique(mention):
                return mention, confidence
        return None


def _may_be(mention: Mention, gender: Gender | None) -> bool:
    """Whether "he", "she" or "they" (p) may stand for ``mention``; without it, any pronoun."""
    if gender is None:
        return True
    person = mention.label == "PERSON" or mention.link == "office"
    return not person if gender == "p" else person and mention.gender in (None, gender)


def is_speaker(mention: Mention) -> bool:
    """Whether a mention can speak: no place, no adjective, and somebody known or a person."""
    if mention.link in {"place", "adjective"}:
        return False
    return mention.actor_id is not None or mention.label == "PERSON"
