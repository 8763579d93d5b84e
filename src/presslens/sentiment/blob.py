"""TextBlob as the familiar baseline, and an analyzer that gives TextBlob Romanian.

TextBlob's own analyzer knows English only, and is blind to the target: every target of a sentence
gets the sentence's score. Neither needs a corpus of NLTK. Importing this module imports TextBlob.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from textblob import TextBlob
from textblob.base import CONTINUOUS, BaseSentimentAnalyzer

from presslens.annotations import WeighedWord
from presslens.language.text import lower
from presslens.sentiment.lexicon import load_lexicon
from presslens.sentiment.model import MOST_WORDS, Floats, Item, read_items, softmax, text_of
from presslens.sentiment.scoring import LexiconModel

if TYPE_CHECKING:
    from spacy.tokens import Span


class RomanianSentiment(NamedTuple):
    """What :class:`RomanianAnalyzer` finds: ``polarity`` from -1 to 1, NaN without words."""

    polarity: float


class RomanianAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]  # TextBlob is not annotated
    """Polarity of Romanian text for TextBlob: ``TextBlob(text, analyzer=RomanianAnalyzer())``.

    It uses the Romanian lexicon and pipeline of presslens.
    """

    kind = CONTINUOUS

    def __init__(self) -> None:
        super().__init__()
        self.model = LexiconModel(load_lexicon("ro"))

    def analyze(self, text: str) -> RomanianSentiment:
        """The polarity of ``text``."""
        return RomanianSentiment(float(self.model.polarity([text])[0]))


class TextBlobModel:
    """Sentence polarity of TextBlob, cut into three classes at two thresholds.

    The thresholds and the slope are fitted on labelled targets; the probabilities are those of a
    logistic mapping whose likeliest class changes exactly at the thresholds.
    """

    name = "textblob"
    threshold = 0.0

    def __init__(self, language: str) -> None:
        self.language = language
        self.rules = load_lexicon(language).rules
        self._analyzer = RomanianAnalyzer() if language == "ro" else None

    def predict(self, items: Sequence[Item]) -> Floats:
        """Probabilities (n, 3); see :class:`~presslens.sentiment.model.SentimentModel`."""
        said = [target.said for target in read_items(items)]
        sentences = list(dict.fromkeys(said))
        tones = dict(zip(sentences, self.polarity(sentences), strict=True))
        tone = np.array([tones[sentence] for sentence in said], dtype=np.float64)
        low, high, slope = self.rules.textblob
        logits = np.column_stack([slope * (low - tone), tone * 0, slope * (tone - high)])
        return softmax(logits)

    def explain(self, items: Sequence[Item]) -> list[tuple[WeighedWord, ...]]:
        """The words of each sentence that have a polarity, wherever the target stands."""
        said = [target.said for target in read_items(items)]
        if self._analyzer is not None:
            return self._analyzer.model.weigh(said)
        return [_strongest(_assessed(text_of(sentence))) for sentence in said]

    def polarity(self, sentences: Sequence[str | Span]) -> Floats:
        """TextBlob's polarity (n,) from -1 to 1, NaN where a sentence has no words."""
        if self._analyzer is not None:
            return self._analyzer.model.polarity(sentences)
        texts = [text_of(sentence) for sentence in sentences]
        return np.array(
            [
                TextBlob(text).sentiment.polarity if any(map(str.isalpha, text)) else np.nan
                for text in texts
            ],
            dtype=np.float64,
        )


def _assessed(sentence: str) -> Iterator[WeighedWord]:
    """TextBlob's assessments with their places; one that can't be found again is left out."""
    at, low = 0, lower(sentence)
    for words, polarity, _, _ in TextBlob(sentence).sentiment_assessments.assessments:
        pattern = r"\W+".join(re.escape(word) for word in words)
        found = re.compile(rf"(?<!\w){pattern}(?!\w)").search(low, at) if pattern else None
        if found and polarity:
            at = found.end()
            yield WeighedWord(found.start(), found.end(), float(polarity))


def _strongest(words: Iterator[WeighedWord]) -> tuple[WeighedWord, ...]:
    return tuple(sorted(words, key=lambda word: (-abs(word.weight), word.start))[:MOST_WORDS])
