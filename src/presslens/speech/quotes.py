"""Quotes: direct, indirect and mixed, with their cue and speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presslens.annotations import Annotations, Quote
from presslens.speech.candidates import Candidate
from presslens.speech.clauses import (
    find_clauses,
    find_closing,
    find_inserted,
    find_prepositions,
)
from presslens.speech.colons import find_colons
from presslens.speech.credits import credits_of
from presslens.speech.dialogue import find_dialogue
from presslens.speech.direct import find_direct
from presslens.speech.reading import Reading, read
from presslens.speech.speakers import Speaker, Speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc

_UNKNOWN = 0.5
_STILL = 400
"""Characters behind the words of a speaker in which further words are taken for theirs."""


def find_quotes(
    doc: Doc, annotations: Annotations, *, language: str | None = None, resolve: bool = True
) -> list[Quote]:
    """The quotes of an article, in its order, none overlapping another.

    Cues are found by lemma, what they govern and who is their subject by the dependencies. Linear
    in the length of the text.

    Args:
        doc: The document, with tags, lemmas and dependencies.
        annotations: With context, sentences and mentions.
        language: "ro" or "en"; without it that of the context.
        resolve: Whether to look for whom a pronoun, a missing subject or a bare title stands.

    Returns:
        Quotes; ``speaker_status`` says whether the speaker is named (``speaker`` is a mention),
        unnamed (there are only words for them) or unknown. ``confidence`` (0 to 1) is lower the
        less explicit the speaker: 0.95 a name that is the subject, 0.85 one in the subject's noun
        phrase, 0.8 somebody without a name, 0.6 a body whose spokesman speaks, 0.55 a bare title,
        0.5 a pronoun or unknown, 0.45 no subject; multiplied by 0.5 to 1 for how sure it is that
        somebody speaks at all.

    Raises:
        ParameterError: There are no reporting words for the language.
    """
    reading = read(doc, annotations, language)
    speakers = Speakers(reading, resolve=resolve)
    quotes = []
    for candidate in _candidates(reading, speakers):
        speaker = _speaker(reading, speakers, candidate)
        quotes.append(_quote(reading, candidate, speaker))
        if speaker is None:
            if candidate.cue is not None:
                speakers.forget(max(candidate.end, candidate.cue.end))
        elif speaker.mention is None or speaker.mention.label != "MEDIA":
            speakers.remember(speaker, candidate.end)
    return quotes


def _candidates(reading: Reading, speakers: Speakers) -> list[Candidate]:
    every = credits_of(reading, speakers)
    credits = [(c.start, c.end) for c in every]
    before = frozenset(c.start for c in every if c.kind == "before")
    found = find_clauses(reading, speakers, credits)
    found = _ordered([*found, *find_direct(reading, _spans(found))])
    found = _ordered([*found, *find_dialogue(reading, _spans(found))])
    prepositions = find_prepositions(reading, speakers, credits, _spans(found), before)
    found = _ordered([*found, *prepositions])
    found = _ordered([*found, *find_closing(reading, speakers, _spans(found))])
    found = _ordered([*found, *find_inserted(reading, speakers, _spans(found))])
    return _ordered([*found, *find_colons(reading, _spans(found))])


def _ordered(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda c: c.start)


def _spans(found: list[Candidate]) -> list[tuple[int, int]]:
    return [(c.start, c.end) for c in found]


def _quote(reading: Reading, candidate: Candidate, speaker: Speaker | None) -> Quote:
    cue = candidate.cue
    start, end = (None, None) if speaker is None else (speaker.start, speaker.end)
    confidence = _UNKNOWN if speaker is None else speaker.confidence
    return Quote(
        start=candidate.start,
        end=candidate.end,
        kind=candidate.kind,
        cue=reading.text[cue.start : cue.end] if cue else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        speaker=None if speaker is None else speaker.mention,
        confidence=round(confidence * candidate.certainty, 3),
        cue_lemma=cue.word.lemma if cue else None,
        implies=("doubt" if cue.hearsay else cue.word.implies) if cue else None,
        speaker_start=start,
        speaker_end=end,
        named=speaker is not None and speaker.named,
        speaker_text=None if start is None else reading.text[start:end],
    )


def _speaker(reading: Reading, speakers: Speakers, candidate: Candidate) -> Speaker | None:
    if candidate.cue is None:
        found = _introduced(reading, speakers, candidate)
        return found or _still_speaking(speakers, candidate)
    if candidate.position == "continued":
        recent = speakers.recent(candidate.start)
        return recent and replace(recent, confidence=1.0)
    return speakers.of(candidate.cue)


def _introduced(reading: Reading, speakers: Speakers, candidate: Candidate) -> Speaker | None:
    """The person of the sentence before, if that sentence ends in a colon.

    Or whoever stands at the head of the line (Elev: „…”).
    """
    before = reading.text[max(0, candidate.start - 8) : candidate.start].rstrip()
    if not before.endswith(":"):
        return None
    start = reading.sentence_before(candidate.start)[0]
    named = speakers.person_in(start, candidate.start, confidence=1.0)
    return named or speakers.at_head(candidate.start)


def _still_speaking(speakers: Speakers, candidate: Candidate) -> Speaker | None:
    """Who spoke right before a quote that nobody is said to speak."""
    recent = speakers.recent(candidate.start, within=_STILL)
    return recent and replace(recent, confidence=0.8)
