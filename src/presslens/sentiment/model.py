"""What every sentiment model offers, and the model of a language without data."""

from __future__ import annotations

import operator
import reprlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from presslens.annotations import WeighedWord
from presslens.errors import ParameterError

if TYPE_CHECKING:
    from spacy.tokens import Span


class Target(NamedTuple):
    """A target in a sentence; offsets are characters of the sentence, half-open.

    The sentence is plain text, or part of a document that a pipeline has parsed. What stands at
    the places ``unsaid`` (the target's own words) is not said of the target.
    """

    sentence: str | Span
    start: int
    end: int
    unsaid: tuple[tuple[int, int], ...] = ()

    @property
    def said(self) -> str | Span:
        """The sentence, or its text with blanks where it is not said of the target."""
        if not self.unsaid:
            return self.sentence
        text = text_of(self.sentence)
        for start, end in self.unsaid:
            text = text[:start] + " " * (end - start) + text[end:]
        return text

    def cut(self, characters: int) -> Target:
        """The target with so many characters of a plain sentence on both sides, and its place."""
        text, start, end, unsaid = self
        if not isinstance(text, str) or len(text) <= 2 * characters + end - start:
            return self
        first, last = max(0, start - characters), end + characters
        moved = tuple((max(a - first, 0), b - first) for a, b in unsaid if b > first and a < last)
        return Target(text[first:last], start - first, end - first, moved)


Item = tuple[str, int, int] | Target
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

    @property
    def threshold(self) -> float:
        """Below this probability of the likeliest class an answer is unclear; 0 for never."""

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

    def polarity(self, sentences: Sequence[str | Span]) -> Floats:
        """The tone of whole sentences: an array (n,) from -1 to 1, NaN where there are no words."""


def text_of(sentence: str | Span) -> str:
    """The text of a sentence, parsed or not."""
    return sentence if isinstance(sentence, str) else sentence.text


def _length(sentence: str | Span) -> int:
    if isinstance(sentence, str):
        return len(sentence)
    return sentence.end_char - sentence.start_char


def read_items(items: Sequence[Item]) -> list[Target]:
    """The targets that ``items`` mean; refuses what is no item, and spans outside their sentence.

    Raises:
        ParameterError: Names the first wrong item, counted from 0, and says what is allowed.
    """
    targets = [_read_item(number, item) for number, item in enumerate(items)]
    for number, (sentence, start, end, _) in enumerate(targets):
        length = _length(sentence)
        if not length:
            raise ParameterError(f"item {number}: the sentence is empty; leave the item out")
        if not 0 <= start < end <= length:
            raise ParameterError(
                f"item {number}: the span {start}:{end} is not in the sentence of "
                f"{length} characters; it has to be 0 <= start < end <= {length}"
            )
    return targets


def _read_item(number: int, item: Item) -> Target:
    try:
        sentence, start, end, *unsaid = item
        if isinstance(sentence, str) or hasattr(sentence, "end_char"):
            return Target(sentence, operator.index(start), operator.index(end), *unsaid)
    except (TypeError, ValueError):
        pass
    raise ParameterError(
        f"item {number}: {reprlib.repr(item)} has to be a sentence (text, or a span of a parsed "
        "document), the first character of the target, and the one after its last"
    )


class UnscoredModel:
    """The model of a language that has no data: everything is missing, nothing is 0."""

    threshold = 0.0

    def __init__(self, name: str, language: str) -> None:
        self.name = name
        self.language = language

    def predict(self, items: Sequence[Item]) -> Floats:
        """An array (n, 3) of NaN."""
        read_items(items)
        return np.full((len(items), 3), np.nan)

    def explain(self, items: Sequence[Item]) -> list[tuple[WeighedWord, ...]]:
        """No words for any item."""
        read_items(items)
        return [()] * len(items)

    def polarity(self, sentences: Sequence[str | Span]) -> Floats:
        """An array (n,) of NaN."""
        return np.full(len(sentences), np.nan)


def softmax(logits: Floats) -> Floats:
    """Probabilities (n, 3) from logits (n, 3)."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float64)
