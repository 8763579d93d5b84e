"""The pipeline component ``presslens_sentiments``: scores mentions and sentences of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from presslens.annotations import Annotations, Mention, Quote, Score, Sentence, WeighedWord
from presslens.sentiment import load
from presslens.sentiment.model import SentimentModel

LONGEST_SENTENCE: Final = 3_000
"""Characters: of a longer sentence (a list without a full stop) only the surroundings count."""
NOT_SCORED: Final = frozenset({"place", "adjective"})
"""Links of mentions that nothing is said toward: a place, and a word such as "american"."""


def score_mentions(text: str, annotations: Annotations, model: SentimentModel) -> None:
    """Fills ``annotations.scores``, and gives each sentence its tone.

    A mention is scored if it has an actor and is neither place nor adjective. Its holder is the
    speaker of the innermost quote around it; ``None`` stands for the outlet, and also for a
    speaker who is not known. What the model can't score gets no record and no tone.

    Args:
        text: The article's text.
        annotations: What is known of the article; sentences, mentions and quotes are read.
        model: A model of the article's language.
    """
    targets = _targets(annotations)
    said_by = _said_by(annotations.quotes)
    items = [
        (
            _without_own_words(text, span, mention, said_by.get(mention, [])),
            mention.start - span.start,
            mention.end - span.start,
        )
        for mention, span in targets
    ]
    rows = model.predict(items)
    reasons = model.explain(items)
    annotations.scores = [
        Score(
            mention=mention,
            p_negative=float(row[0]),
            p_neutral=float(row[1]),
            p_positive=float(row[2]),
            holder_id=_holder(annotations, mention),
            model=model.name,
            words=tuple(
                WeighedWord(word.start + span.start, word.end + span.start, word.weight)
                for word in words
            ),
        )
        for (mention, span), row, words in zip(targets, rows, reasons, strict=True)
        if not np.isnan(row).any()
    ]
    tones = model.polarity([text[s.start : s.end] for s in annotations.sentences])
    annotations.sentences = [
        replace(sentence, tone=None if np.isnan(tone) else float(tone))
        for sentence, tone in zip(annotations.sentences, tones, strict=True)
    ]


def _targets(annotations: Annotations) -> list[tuple[Mention, Sentence]]:
    """The mentions to score, each with the sentences that it stands in."""
    targets = []
    for mention in annotations.mentions:
        if mention.actor_id is None or mention.link in NOT_SCORED:
            continue
        first = annotations.sentence_of(mention.start)
        if first is not None:
            targets.append((mention, _around(mention, annotations.sentences[first])))
    return targets


def _around(mention: Mention, sentence: Sentence) -> Sentence:
    """The sentence, cut to the words near the mention where it has no end in sight.

    A sentence end wrongly found inside a name must not cut the name.
    """
    start, end = sentence.start, max(sentence.end, mention.end)
    if end - start > LONGEST_SENTENCE:
        half = LONGEST_SENTENCE // 2
        start, end = max(start, mention.start - half), min(end, mention.end + half)
    return replace(sentence, start=start, end=end)


def _said_by(quotes: list[Quote]) -> dict[Mention, list[Quote]]:
    """The quotes of each speaker."""
    found: dict[Mention, list[Quote]] = {}
    for quote in quotes:
        if quote.speaker is not None:
            found.setdefault(quote.speaker, []).append(quote)
    return found


def _without_own_words(text: str, span: Sentence, mention: Mention, quotes: list[Quote]) -> str:
    """The sentence with blanks for what the speaker mentioned says: it is not said of them."""
    sentence = text[span.start : span.end]
    for quote in quotes:
        inside = quote.start <= mention.start < quote.end
        if not inside and quote.start < span.end and quote.end > span.start:
            start, end = (
                max(quote.start - span.start, 0),
                min(quote.end - span.start, len(sentence)),
            )
            sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence


def _holder(annotations: Annotations, mention: Mention) -> str | None:
    quote = annotations.quote_of(mention.start)
    speaker = None if quote is None else annotations.quotes[quote].speaker
    return None if speaker is None else speaker.actor_id


class SentimentsComponent:
    """Scores ``doc._.presslens`` with one model; state-free, so ``nlp.pipe`` may fork it."""

    def __init__(self, model: SentimentModel) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Fills scores and tones of the document's annotations."""
        score_mentions(doc.text, doc._.presslens, self.model)
        return doc


@Language.factory("presslens_sentiments", default_config={"model": "lexicon"})
def make_sentiments(nlp: Language, name: str, model: str) -> SentimentsComponent:
    """The component of the pipeline's language.

    Raises:
        ParameterError: There is no such model.
    """
    return SentimentsComponent(load(model, nlp.lang))
