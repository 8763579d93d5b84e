"""What the components find in one article, before it becomes rows of the tables.

Every offset is in characters of the article's text, half-open. The records of a document lie in
``doc._.presslens``, an :class:`Annotations`; each component adds its own kind to it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

Link = Literal[
    "name", "alias", "form", "metonym", "office", "adjective", "coreference", "place", "none"
]
Direction = Literal["past", "present", "future"]
Severity = Literal["error", "warning", "note"]
Voice = Literal["outlet", "speaker", "wire"]
Implies = Literal["neutral", "fact", "doubt", "emphasis", "denial"]
SpeakerStatus = Literal["named", "unnamed", "unknown"]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of an article besides its text."""

    article_id: str
    language: str | None = None
    published: dt.date | None = None
    outlet: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``tone`` is its polarity from -1 to 1, ``None`` if it was not scored."""

    start: int
    end: int
    tone: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor; ``actor_id`` is ``None`` where two readings stay open.

    ``gender`` is that of a person, where the registry entry or the given name tells it.
    ``found_as`` is the name, in the nominative, of an actor that the registry does not know, as
    this article alone gives it.
    """

    start: int
    end: int
    text: str
    label: str
    actor_id: str | None
    link: Link
    link_score: float
    gender: Literal["f", "m"] | None = None
    found_as: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Reported speech; ``start``–``end`` is what was said, with its quotation marks.

    ``cue_lemma`` is the reporting word as the list of the language has it, ``implies`` what it says
    of the truth of the words. ``speaker_start``–``speaker_end`` are the words that stand for the
    speaker at the cue (El, oficiali americani); ``speaker`` is the mention that they lead to.
    """

    start: int
    end: int
    kind: Literal["direct", "indirect", "mixed"]
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    speaker: Mention | None
    confidence: float
    cue_lemma: str | None = None
    implies: Implies | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_text: str | None = None
    named: bool = False
    """Whether these words are a name, though no mention."""

    @property
    def speaker_status(self) -> SpeakerStatus:
        """Whether the speaker is named, has only words that name nobody, or is not known."""
        if self.speaker is not None or self.named:
            return "named"
        return "unknown" if self.speaker_start is None else "unnamed"


@dataclass(frozen=True, slots=True)
class Source:
    """What the article credits, and the stretch it is credited with.

    It is an agency or an outlet; ``named`` is whether it has a name, or is a source without one
    (surse diplomatice). A name that the registry lacks has no ``actor_id``. ``text`` are the words
    for it.
    """

    actor_id: str | None
    cue: str
    start: int
    end: int
    scope_start: int
    scope_end: int
    text: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class WeighedWord:
    """A word that moved a score: its place in the text and its signed share."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """Sentiment toward one mention: three probabilities.

    ``voice`` says who speaks where the mention stands: the outlet itself, somebody whom it quotes,
    or an agency or outlet to which it credits the sentence; ``holder_id`` is who that is.
    ``unclear`` says that the likeliest of the three is below the model's threshold.
    """

    mention: Mention
    p_negative: float
    p_neutral: float
    p_positive: float
    holder_id: str | None
    model: str
    unclear: bool = False
    voice: Voice = "outlet"


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression: TIMEX3 type and value, and the days it can mean."""

    start: int
    end: int
    timex_type: str
    value: str
    earliest: dt.date | None
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated statement."""

    timex: Timex
    direction: Direction
    actor_ids: tuple[str, ...]
    trigger: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """A place that an editor should look at."""

    code: str
    severity: Severity
    start: int
    end: int
    message: str


@dataclass(slots=True)
class Annotations:
    """Everything found in one article, each list in the order of the text."""

    context: Context
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    def sentence_of(self, start: int) -> int | None:
        """The index of the sentence in which the character ``start`` stands."""
        at = bisect_right(self.sentences, start, key=_start) - 1
        return at if at >= 0 and start < self.sentences[at].end else None

    def quote_of(self, start: int) -> int | None:
        """The index of the quote around the character ``start``; quotes do not overlap."""
        at = bisect_right(self.quotes, start, key=_start) - 1
        return at if at >= 0 and start < self.quotes[at].end else None


def _start(span: Sentence | Quote) -> int:
    return span.start
