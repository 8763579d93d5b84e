"""Who speaks: the mention behind the subject of a cue, or whoever a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from presslens.annotations import Mention
from presslens.speech.cues import Cue
from presslens.speech.naming import Naming, is_person, is_speaker
from presslens.speech.phrases import phrase_around
from presslens.speech.reading import Reading
from presslens.speech.subjects import find_subject
from presslens.speech.titles import Titles

UNNAMED: Final = 0.8
"""Confidence of a speaker without a name (oficiali americani)."""
_PRONOUN, _DROPPED, _BY_TITLE = 0.5, 0.45, 0.55
_MEMORY: Final = 900
"""Characters after which a speaker is too far away for a pronoun."""
_MOST: Final = 6
"""Speakers that are remembered."""
_NEAR: Final = 60
"""Characters behind a cue in which a person may be its subject, whatever the arcs say."""
_ANAPHORS: Final = ("Prs", "Dem")

Gender = Literal["f", "m", "n", "p"]
"""Of a pronoun: she, he, it, they."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a mention, or somebody without a name; ``start``–``end`` are the words for them.

    ``gender`` is that of the words for somebody without a name.
    """

    mention: Mention | None
    start: int | None
    end: int | None
    confidence: float
    gender: Gender | None = None
    named: bool = False
    """Whether the words are a name that is no mention."""


@dataclass
class Speakers:
    """Finds speakers and remembers the last ones; ask in the order of the text."""

    reading: Reading
    resolve: bool = True
    """Whether pronouns, missing subjects and bare titles are traced to somebody named before."""
    _last: list[tuple[Speaker, int]] = field(default_factory=list)
    _stranger: int = 0
    _subjects: dict[int, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.naming = Naming(self.reading)
        self._titles = Titles(self.naming)

    def remember(self, speaker: Speaker, end: int) -> None:
        """Says that what ends at ``end`` was spoken by ``speaker``."""
        if self.resolve:
            self._last = [(speaker, end), *self._last[: _MOST - 1]]

    def forget(self, end: int) -> None:
        """Says that what ends at ``end`` was spoken by somebody unknown: "he" is now that one."""
        self._last, self._stranger = [], end

    def recent(self, place: int, *, within: int = _MEMORY) -> Speaker | None:
        """The last speaker, if not too far before ``place``."""
        return next(self._remembered(place, within), None)

    def _remembered(self, place: int, within: int = _MEMORY) -> Iterator[Speaker]:
        for speaker, end in self._last:
            if place - end <= within:
                yield speaker

    def subject(self, cue: Cue) -> int | None:
        """The token that heads the speaker of ``cue``; ``None`` if it is left out."""
        if cue.head not in self._subjects:
            self._subjects[cue.head] = find_subject(self.reading, cue)
        return self._subjects[cue.head]

    def named(self, cue: Cue) -> tuple[Mention, float] | None:
        """The mention in the subject of ``cue``, and how sure that is."""
        subject = self.subject(cue)
        return None if subject is None else self.naming.find(subject)

    def of(self, cue: Cue) -> Speaker | None:
        """The speaker of ``cue``; ``None`` if a reader would have to guess."""
        subject = self.subject(cue)
        if subject is None:
            return self.antecedent(cue.start, _DROPPED) if self._is_left_out(cue) else None
        found = None if self._is_unnamed(subject) else self.naming.find(subject)
        if found is not None:
            mention, confidence = found
            start, end = self._words(subject, mention)
            return Speaker(mention, start, end, confidence)
        subject = self.naming.body_behind(subject)
        start, end = self._words(subject, None)
        if self.is_anaphor(subject):
            place = self.reading.tokens.start[subject]
            before = self.antecedent(place, _PRONOUN, gender=self._gender(subject))
            return before and (replace(before, start=start, end=end) if before.mention else before)
        bearer = self._titles.bearer(subject) if self.resolve else None
        if bearer is not None:
            return Speaker(bearer, start, end, _BY_TITLE)
        if self.reading.tokens.pos[subject] == "PRON":
            return None
        named = self.reading.tokens.pos[subject] == "PROPN"
        return Speaker(None, start, end, UNNAMED, self._gender(subject), named)

    def _is_unnamed(self, i: int) -> bool:
        """Whether token ``i`` is a noun for sources without a name (unor surse din cadrul USL)."""
        tokens, words = self.reading.tokens, self.reading.words
        return not words.unnamed_sources.isdisjoint({tokens.lemma[i], tokens.form[i]})

    def _words(self, subject: int, mention: Mention | None) -> tuple[int, int]:
        """The words for a speaker: the name or office, else the noun phrase of ``subject``."""
        tokens = self.reading.tokens
        place = tokens.start[subject]
        if mention is not None and mention.start <= place < mention.end:
            return mention.start, mention.end
        first, last = phrase_around(tokens, subject)
        return tokens.start[first], tokens.end[last]

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
    ) -> Speaker | None:
        """The last speaker for whom a pronoun at ``place`` may stand.

        If there is none, it is the first person of the sentence before. With ``gender`` it is only
        one for whom the pronoun may stand.
        """
        for speaker in self._remembered(place):
            if _may_be(speaker, gender):
                if speaker.mention is None:
                    return replace(speaker, confidence=confidence)
                return replace(speaker, start=None, end=None, confidence=confidence)
        if not self.resolve or (self._last and gender is None):
            return None
        sentence = self.reading.bounds.before(place)
        if sentence is None or sentence[0] < self._stranger:
            return None
        found = self.person_in(*sentence, confidence=confidence - 0.1)
        return found if found is not None and _may_be(found, gender) else None

    def at_head(self, place: int) -> Speaker | None:
        """Who stands at the head of the line before ``place``, and a colon: Elev: „…”."""
        for i in self.reading.line_head(place):
            name = self.reading.tokens.pos[i] == "PROPN"
            found = self.naming.find(i) if name else None
            if found is not None:
                return Speaker(found[0], *self._words(i, found[0]), found[1])
            if name or self.naming.is_person_noun(i):
                return Speaker(None, *self._words(i, None), UNNAMED, self._gender(i), name)
        return None

    def person_in(self, start: int, end: int, *, confidence: float) -> Speaker | None:
        """The first person in ``start``–``end`` who may be a subject."""
        tokens = self.reading.tokens
        for mention in self.reading.mentions.between(start, min(end, start + _MEMORY)):
            if not (is_person(mention) and is_speaker(mention)):
                continue
            first = min(tokens.at(mention.start), len(tokens) - 1)
            if not tokens.is_genitive(first) and tokens.preposition(first) is None:
                return Speaker(mention, None, None, confidence)
        return None


def _may_be(speaker: Speaker, gender: Gender | None) -> bool:
    """Whether "he", "she", "it" or "they" may stand for ``speaker``; without it, any pronoun."""
    mention = speaker.mention
    if gender is None:
        return True
    if mention is None:
        return speaker.gender in (None, gender)
    if gender in {"p", "n"}:
        return not is_person(mention)
    return is_person(mention) and mention.gender in (None, gender)
