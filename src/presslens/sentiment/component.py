"""The pipeline component ``presslens_sentiments``: scores mentions and sentences of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from presslens.annotations import Annotations, Mention, Quote, Score, Sentence
from presslens.language.outside import annotations_of
from presslens.sentiment import load
from presslens.sentiment.model import SentimentModel, Target
from presslens.speech.voices import voice_at

if TYPE_CHECKING:
    from spacy.tokens import Span

LONGEST_SENTENCE: Final = 3_000
"""Characters: of a longer sentence (a list without a full stop) only the surroundings count."""
_STEP: Final = 1_500
"""Characters between two such surroundings, so that neighbouring mentions share what is read."""
NOT_SCORED: Final = frozenset({"place", "adjective"})
"""Links of mentions that nothing is said toward: a place, and a word such as "american"."""


def score_mentions(doc: Doc, annotations: Annotations, model: SentimentModel) -> None:
    """Fills ``annotations.scores``, and gives each sentence its tone.

    A mention is scored if it has an actor and is neither place nor adjective. Its voice and holder
    are those of :func:`presslens.speech.voices.voice_at`. What the model can't score gets no record
    and no tone.

    Args:
        doc: The article as the pipeline parsed it.
        annotations: What is known of the article; sentences, mentions, quotes and
            sources are read.
        model: A model of the article's language.
    """
    said_by = _said_by(annotations.quotes)
    mentions = [m for m in annotations.mentions if _is_scored(m, annotations)]
    targets = [_target(doc, annotations, m, said_by.get(m, [])) for m in mentions]
    rows = model.predict(targets)
    voices = [voice_at(annotations, m.start) for m in mentions]
    annotations.scores = [
        Score(
            mention=mention,
            p_negative=float(row[0]),
            p_neutral=float(row[1]),
            p_positive=float(row[2]),
            holder_id=holder_id,
            model=model.name,
            unclear=bool(row.max() < model.threshold),
            voice=voice,
        )
        for mention, row, (voice, holder_id) in zip(mentions, rows, voices, strict=True)
        if not np.isnan(row).any()
    ]
    tones = model.polarity([_span(doc, s.start, s.end) for s in annotations.sentences])
    annotations.sentences = [
        replace(sentence, tone=None if np.isnan(tone) else float(tone))
        for sentence, tone in zip(annotations.sentences, tones, strict=True)
    ]


def _is_scored(mention: Mention, annotations: Annotations) -> bool:
    known = mention.actor_id is not None and mention.link not in NOT_SCORED
    return known and annotations.sentence_of(mention.start) is not None


def _target(doc: Doc, annotations: Annotations, mention: Mention, quotes: list[Quote]) -> Target:
    """The mention in its sentence, without what the speaker mentioned says: it is not of them."""
    at = annotations.sentence_of(mention.start)
    assert at is not None
    start, end = _around(mention, annotations.sentences[at])
    span = _span(doc, start, end)
    unsaid = tuple(
        (max(quote.start - span.start_char, 0), min(quote.end, span.end_char) - span.start_char)
        for quote in quotes
        if not quote.start <= mention.start < quote.end
        and quote.start < span.end_char
        and quote.end > span.start_char
    )
    return Target(span, mention.start - span.start_char, mention.end - span.start_char, unsaid)


def _around(mention: Mention, sentence: Sentence) -> tuple[int, int]:
    """The sentence, cut to at least a step around the mention where it has no end in sight.

    A sentence end wrongly found inside a name must not cut the name.
    """
    start, end = sentence.start, max(sentence.end, mention.end)
    if end - start <= LONGEST_SENTENCE:
        return start, end
    steps = (mention.start - start) // _STEP
    cut = start + max(0, steps - 1) * _STEP
    return cut, min(end, max(start + (steps + 2) * _STEP, mention.end))


def _span(doc: Doc, start: int, end: int) -> Span:
    """The tokens that the characters ``start``:``end`` touch."""
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None, "the place lies in the document"
    return span


def _said_by(quotes: list[Quote]) -> dict[Mention, list[Quote]]:
    """The quotes of each speaker."""
    found: dict[Mention, list[Quote]] = {}
    for quote in quotes:
        if quote.speaker is not None:
            found.setdefault(quote.speaker, []).append(quote)
    return found


class SentimentsComponent:
    """Scores ``doc._.presslens`` with one model; state-free, so ``nlp.pipe`` may fork it."""

    def __init__(self, model: SentimentModel, language: str | None) -> None:
        self.model = model
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        """Fills scores and tones of the document's annotations."""
        score_mentions(doc, annotations_of(doc, self.language), self.model)
        return doc


@Language.factory("presslens_sentiments", default_config={"model": "default"})
def make_sentiments(nlp: Language, name: str, model: str) -> SentimentsComponent:
    """The component of the pipeline's language.

    Raises:
        ParameterError: There is no such model.
    """
    return SentimentsComponent(load(model, nlp.lang), nlp.lang)
