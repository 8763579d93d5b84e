"""Quotes: direct, indirect and mixed, with their cue and speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presslens.annotations import Annotations, Quote
from presslens.speech.candidates import Candidate
from presslens.speech.clauses import find_clauses, find_closing, find_prepositions
from presslens.speech.direct import find_direct
from presslens.speech.reading import Reading, read
from presslens.speech.sources import find_sources
from presslens.speech.speakers import Found, Speakers
from presslens.speech.titles import bearer_of, find_title

if TYPE_CHECKING:
    from spacy.tokens import Doc

_UNKNOWN = 0.5
_BY_TITLE = 0.55


def find_quotes(
    doc: str | Doc, annotations: Annotations, *, language: str | None = None
) -> list[Quote]:
    """The quotes of an article, in its order, none overlapping another.

    Cues are matched by their forms and speakers by place; no parse is used. A quote with no
    speaker in reach has ``speaker=None``. Linear in the length of the text.

    Args:
        doc: The text, or the spaCy document that holds it.
        annotations: With context, sentences and mentions.
        language: "ro" or "en"; without it that of the context.

    Returns:
        Quotes; ``confidence`` (0 to 1) is lower the further away or the less explicit the speaker.

    Raises:
        ParameterError: There are no reporting words for the language.
    """
    reading = read(doc, annotations, language)
    speakers = Speakers(reading)
    quotes = []
    for candidate in _candidates(reading, annotations, language):
        quote = _with_speaker(reading, speakers, candidate)
        quotes.append(quote)
        if quote.speaker is not None and quote.speaker.label != "MEDIA":
            speakers.remember(quote.speaker, quote.end)
        elif quote.speaker is None and candidate.cue is not None:
            speakers.forget(max(quote.end, candidate.cue.end))
    return quotes


def _candidates(
    reading: Reading, annotations: Annotations, language: str | None
) -> list[Candidate]:
    credits = [(s.start, s.end) for s in find_sources(reading.text, annotations, language=language)]
    found = find_clauses(reading, credits)
    found = _ordered([*found, *find_direct(reading, _spans(found))])
    found = _ordered([*found, *find_prepositions(reading, credits, _spans(found))])
    return _ordered([*found, *find_closing(reading, _spans(found))])


def _ordered(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda c: c.start)


def _spans(found: list[Candidate]) -> list[tuple[int, int]]:
    return [(c.start, c.end) for c in found]


def _with_speaker(reading: Reading, speakers: Speakers, candidate: Candidate) -> Quote:
    speaker, confidence = _speaker(reading, speakers, candidate) or (None, _UNKNOWN)
    cue = candidate.cue
    return Quote(
        start=candidate.start,
        end=candidate.end,
        kind=candidate.kind,
        cue=reading.text[cue.start : cue.end] if cue else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        speaker=speaker,
        confidence=round(confidence * candidate.certainty, 3),
    )


def _speaker(reading: Reading, speakers: Speakers, candidate: Candidate) -> Found | None:
    cue = candidate.cue
    if cue is None:
        return _introduced(reading, speakers, candidate)
    if candidate.position == "continued":
        recent = speakers.recent(candidate.start)
        return (recent, 1.0) if recent else None
    sentence_end = reading.bounds.around(cue.start)[1]
    if candidate.position == "preposition":
        return speakers.named_by(cue, sentence_end)
    pronoun = speakers.pronoun_at(cue, candidate.floor)
    if pronoun is not None:
        return speakers.antecedent(pronoun[0], gender=pronoun[1])
    title = find_title(reading, cue, candidate.floor)
    if title is not None:
        bearer = bearer_of(reading, title, cue.start)
        return (bearer, _BY_TITLE) if bearer else None
    ceiling = candidate.start if candidate.start >= cue.end else sentence_end
    before = speakers.before(cue.start, candidate.floor)
    if cue.kind == "gerund" and not _is_beside(reading, before, cue.start):
        before = speakers.opening(candidate.floor, cue.start) or before
    if before is not None and (before[1] > 0.8 or candidate.position == "trailing"):
        return before
    after = None
    inverted = reading.words.language == "ro" and not _has_object(reading, candidate)
    if inverted or candidate.position in {"trailing", "closing"}:
        after = speakers.after(cue.end, ceiling)
    return after or before or _left_out(reading, speakers, candidate)


def _is_beside(reading: Reading, before: Found | None, place: int) -> bool:
    """Whether nothing, not even a comma, stands between the subject and its gerund."""
    return before is not None and not reading.key[before[0].end : place].strip()


def _has_object(reading: Reading, candidate: Candidate) -> bool:
    """Whether what stands between the cue and its clause is accused, not speaking."""
    cue = candidate.cue
    if cue is None or candidate.position != "clause":
        return False
    return reading.words.transitive.search(reading.key, cue.start, cue.end) is not None


def _left_out(reading: Reading, speakers: Speakers, candidate: Candidate) -> Found | None:
    """The speaker before, where the cue has no subject at all."""
    cue = candidate.cue
    if cue is None:
        return None
    if candidate.position == "trailing":
        ends = reading.key[cue.end : cue.end + 2].strip()[:1] in {"", ".", ","}
        return speakers.dropped(cue, candidate.floor) if ends else None
    return speakers.dropped(cue, candidate.floor)


def _introduced(reading: Reading, speakers: Speakers, candidate: Candidate) -> Found | None:
    """The person of the sentence before, if that sentence ends in a colon."""
    before = reading.text[max(0, candidate.start - 8) : candidate.start].rstrip()
    if not before.endswith(":"):
        return None
    start = reading.bounds.around(max(0, candidate.start - 8))[0]
    return speakers.person_in(start, candidate.start, confidence=1.0)
