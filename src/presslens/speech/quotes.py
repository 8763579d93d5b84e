"""Quotes: direct, indirect and mixed, with their cue and speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presslens.annotations import Annotations, Quote
from presslens.speech.candidates import Candidate
from presslens.speech.clauses import find_clauses, find_closing, find_prepositions
from presslens.speech.direct import find_direct
from presslens.speech.naming import Found
from presslens.speech.reading import Reading, read
from presslens.speech.sources import credits_of
from presslens.speech.speakers import Speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc

_UNKNOWN = 0.5


def find_quotes(doc: Doc, annotations: Annotations, *, language: str | None = None) -> list[Quote]:
    """The quotes of an article, in its order, none overlapping another.

    Cues are found by lemma, what they govern and who is their subject by the dependencies. A quote
    whose speaker is no mention has ``speaker=None``. Linear in the length of the text.

    Args:
        doc: The document, with tags, lemmas and dependencies.
        annotations: With context, sentences and mentions.
        language: "ro" or "en"; without it that of the context.

    Returns:
        Quotes; ``confidence`` (0 to 1) is lower the less explicit the speaker: 0.95 a name that is
        the subject, 0.85 one in the subject's noun phrase, 0.6 a body whose spokesman speaks, 0.55
        a bare title, 0.5 a pronoun, 0.45 no subject; multiplied by 0.5 to 1 for how sure it is that
        somebody speaks at all.

    Raises:
        ParameterError: There are no reporting words for the language.
    """
    reading = read(doc, annotations, language)
    speakers = Speakers(reading)
    quotes = []
    for candidate in _candidates(reading, speakers):
        quote = _with_speaker(reading, speakers, candidate)
        quotes.append(quote)
        if quote.speaker is not None and quote.speaker.label != "MEDIA":
            speakers.remember(quote.speaker, quote.end)
        elif quote.speaker is None and candidate.cue is not None:
            speakers.forget(max(quote.end, candidate.cue.end))
    return quotes


def _candidates(reading: Reading, speakers: Speakers) -> list[Candidate]:
    credits = [(c.start, c.end) for c in credits_of(reading, speakers)]
    found = find_clauses(reading, credits)
    found = _ordered([*found, *find_direct(reading, _spans(found))])
    found = _ordered([*found, *find_prepositions(reading, speakers, credits, _spans(found))])
    return _ordered([*found, *find_closing(reading, speakers, _spans(found))])


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
    if candidate.cue is None:
        return _introduced(reading, speakers, candidate)
    if candidate.position == "continued":
        recent = speakers.recent(candidate.start)
        return (recent, 1.0) if recent else None
    return speakers.of(candidate.cue)


def _introduced(reading: Reading, speakers: Speakers, candidate: Candidate) -> Found | None:
    """The person of the sentence before, if that sentence ends in a colon."""
    before = reading.text[max(0, candidate.start - 8) : candidate.start].rstrip()
    if not before.endswith(":"):
        return None
    start = reading.sentence_before(candidate.start)[0]
    return speakers.person_in(start, candidate.start, confidence=1.0)
