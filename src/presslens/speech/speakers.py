"""Who speaks: the mention behind the subject of a cue, or the last speaker behind a pronoun."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from presslens.annotations import Mention
from presslens.speech.cues import Cue
from presslens.speech.naming import Found, Naming, is_person, is_speaker
from presslens.speech.reading import Reading
from presslens.speech.subjects import find_subject
from presslens.speech.titles import Titles

_PRONOUN, _DROPPED, _BY_TITLE = 0.5, 0.45, 0.55
_MEMORY: Final = 700
"""Characters after which a speaker is too far away for a pronoun."""
_NEAR: Final = 60
"""Characters behind a cue in which a person may be its subject, whatever the arcs say."""
_ANAPHORS: Final = ("Prs", "Dem")

Gender = Literal["f", "m", "n", "p"]
"""Of a pronoun: she, he, it, they."""


@dataclass
class Speakers:
    """Finds speakers and remembers the last one; ask in the order of the text."""

    reading: Reading
    _last: tuple[Mention, int] | None = field(default=None)
    _stranger: int = 0
    _subjects: dict[int, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.naming = Naming(self.reading)
        self._titles = Titles(self.naming)

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

    def subject(self, cue: Cue) -> int | None:
        """The token that heads the speaker of ``cue``; ``None`` if it is left out."""
        if cue.head not in self._subjects:
            self._subjects[cue.head] = find_subject(self.reading, cue)
        return self._subjects[cue.head]

    def named(self, cue: Cue) -> Found | None:
        """The mention in the subject of ``cue``."""
        subject = self.subject(cue)
        return None if subject is None else self.naming.find(subject)

    def of(self, cue: Cue) -> Found | None:
        """The speaker of ``cue``; ``None`` if it is somebody who is no mention."""
        subject = self.subject(cue)
        if subject is None:
            return self.antecedent(cue.start, _DROPPED) if self._is_left_out(cue) else None
        found = self.naming.find(subject)
        if found is not None:
            return found
        if self.is_anaphor(subject):
            place = self.reading.tokens.start[subject]
            return self.antecedent(place, _PRONOUN, gender=self._gender(subject))
        bearer = self._titles.bearer(subject)
        return None if bearer is None else (bearer, _BY_TITLE)

    def _is_left_out(self, cue: Cue) -> bool:
        """Whether ``cue`` has no subject, and not one that was missed: a person behind it."""
        if cue.kind not in {"verb", "gerund"} or cue.passive:
            return False
        clause = self.reading.clauses.get(cue.head)
        end = min(self.reading.bounds.around(cue.start)[1], cue.end + _NEAR)
        if clause is not None:
            end = min(end, self.reading.tokens.start[clause.mark])
        return not any(is_person(m) for m in self.reading.mentions.between(cue.end, end))

    def is_anaphor(self, i: int) -> bool:
        """Whether token ``i`` is a pronoun that stands for somebody named before."""
        tokens = self.reading.tokens
        if tokens.is_possessive(i):
            return True
        kinds = tokens.feature(i, "PronType")
        return tokens.pos[i] == "PRON" and any(kind in kinds for kind in _ANAPHORS)

    def _gender(self, i: int) -> Gender | None:
        tokens = self.reading.tokens
        if tokens.is_possessive(i):
            return None  # the gender of what is owned
        if tokens.feature(i, "Number") == "Plur":
            return "p"
        genders: dict[str, Gender] = {"Masc": "m", "Fem": "f", "Neut": "n"}
        return genders.get(tokens.feature(i, "Gender"))

    def antecedent(
        self, place: int, confidence: float, *, gender: Gender | None = None
    ) -> Found | None:
        """The last speaker, or else the first person of the sentence before.

        With ``gender`` only one for whom the pronoun may stand.
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
        tokens = self.reading.tokens
        for mention in self.reading.mentions.between(start, min(end, start + _MEMORY)):
            if not (is_person(mention) and is_speaker(mention)):
                continue
            first = min(tokens.at(mention.start), len(tokens) - 1)
            if not tokens.is_genitive(first) and tokens.preposition(first) is None:
                return mention, confidence
        return None


def _may_be(mention: Mention, gender: Gender | None) -> bool:
    """Whether "he", "she", "it" or "they" may stand for ``mention``; without it, any pronoun."""
    if gender is None:
        return True
    if gender in {"p", "n"}:
        return not is_person(mention)
    return is_person(mention) and mention.gender in (None, gender)
