"""What every sentiment model offers, and the model of a language without data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from presslens.annotations import WeighedWord
from presslens.errors import ParameterError

Item = tuple[str, int, int]
"""A sentence, and the target in it: first character, and the one after the last."""

Floats = NDArray[np.float64]

MOST_WORDS: Final = 8
"""At most this many words explain a score."""


@runtime_checkable
class SentimentModel(Protocol):
    """Scores sentiment toward targets in sentences, and says which words made each score."""

    @property
    def name(self) -> str:
        """The name that :func:`presslens.sentiment.load` knows it by."""

    @property
    def language(self) -> str:
        """The language that it reads, as an ISO 639 code."""

    def predict(self, items: Sequence[Item]) -> Floats:
        """Probabilities of negative, neutral and positive toward each target.

        Returns:
            An array (n, 3); each row sums to 1, or is all NaN where nothing could be scored.

        Raises:
            ParameterError: A span lies outside its sentence; the message names the item.
        """

    def explain(self, items: Sequence[Item]) -> list[tuple[WeighedWord, ...]]:
        """For each item the words that made its score, strongest first, at most eight.

        Offsets are in the item's sentence; a weight below 0 speaks against the target.

        Raises:
            ParameterError: As :meth:`predict`.
        """

    def polarity(self, sentences: Sequence[str]) -> Floats:
        """The tone of whole sentences: an array (n,) from -1 to 1, NaN where there are no words."""


def check_items(items: Sequence[Item]) -> None:
    """Refuses spans that do not lie in their sentence.

    Raises:
        ParameterError: Names the first wrong item, counted from 0, and says what is allowed.
    """
    for number, (sentence, start, end) in enumerate(items):
        if not sentence:
            raise ParameterError(f"item {number}: the sentence is empty; leave the item out")
        if not 0 <= start < end <= len(sentence):
            raise ParameterError(
                f"item {number}: the span {start}:{end} is not in the sentence of "
                f"{len(sentence)} characters; it has to be 0 <= start < end <= {len(sentence)}"
            )


class UnscoredModel:
    """The model of a language that has no data: everything is missing, nothing is 0."""

    def __init__(self, name: str, language: str) -> None:
        self.name = name
        self.language = language

    def predict(self, items: Sequence[Item]) -> Floats:
        """An array (n, 3) of NaN."""
        check_items(items)
        return np.full((len(items), 3), np.nan)

    def explain(self, items: Sequence[Item]) -> list[tuple[WeighedWord, ...]]:
        """No words for any item."""
        check_items(items)
        return [()] * len(items)

    def polarity(self, sentences: Sequence[str]) -> Floats:
        """An array (n,) of NaN."""
        return np.full(len(sentences), np.nan)


def softmax(logits: Floats) -> Floats:
    """Probabilities (n, 3) from logits (n, 3)."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float64)
