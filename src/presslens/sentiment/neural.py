"""Sentiment toward a target by a network: an encoder of English reads the sentence.

A Romanian sentence is glossed into English word by word first (`presslens.sentiment.gloss`), so
that one network serves both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from presslens.annotations import WeighedWord
from presslens.language.parsing import parse
from presslens.sentiment.gloss import GlossWord, gloss
from presslens.sentiment.model import MOST_WORDS, Floats, Item, Target, read_items, softmax, text_of
from presslens.sentiment.network import Network
from presslens.sentiment.wordpieces import WORD

if TYPE_CHECKING:
    from spacy.tokens import Span

    from presslens.sentiment.scoring import LexiconModel

SURROUNDINGS: Final = 1_500
"""Characters on both sides of a target that are read at most."""
MOST_READINGS: Final = 5_000
"""Plain sentences that are remembered: explaining a score must not parse again."""
FARTHEST: Final = 40
"""Words on each side of a target that are weighed."""
LEAST: Final = 0.02
"""The least weight of a word that is named."""

Words = list[GlossWord]


def sides(words: Words, target: Target) -> tuple[Words, Words, Words]:
    """The words before, of and after a target; those that are not said of it are left out.

    Where words of the target stand apart in the gloss, what lies between belongs to it.
    """
    inside = [n for n, w in enumerate(words) if w.end > target.start and w.start < target.end]
    if not inside:
        after = [n for n, word in enumerate(words) if word.start >= target.end]
        first = last = after[0] if after else len(words)
    else:
        first, last = inside[0], inside[-1] + 1
    left, right = words[:first], words[last:]
    if target.unsaid:
        left, right = _said(left, target), _said(right, target)
    return left, words[first:last], right


def _said(words: Words, target: Target) -> Words:
    return [w for w in words if not any(a <= w.start < b for a, b in target.unsaid)]


def english_words(text: str) -> Words:
    """The words and marks of an English text."""
    return [GlossWord(found.group(), *found.span()) for found in WORD.finditer(text)]


class NeuralModel:
    """A network in one language.

    Args:
        name: "default" or "large".
        network: The network.
        language: "ro" or "en".
        lexicon: What gives whole sentences their tone, which is toward nobody.
    """

    def __init__(self, name: str, network: Network, language: str, lexicon: LexiconModel) -> None:
        self.name = name
        self.language = language
        self._network = network
        self._lexicon = lexicon
        about = network.about["languages"][language]
        self._scale = float(about["scale"])
        self._bias = np.array(about["bias"], dtype=np.float64)
        self.threshold = float(about["threshold"])
        self._plain: dict[str, Words] = {}
        self._last: tuple[Span, Words] | None = None

    def predict(self, items: Sequence[Item]) -> Floats:
        """Probabilities (n, 3); see :class:`~presslens.sentiment.model.SentimentModel`."""
        found = np.full((len(items), 3), np.nan)
        for number, (words, target) in enumerate(self._read(read_items(items))):
            if _scorable(target):
                found[number] = self._probabilities(*sides(words, target))
        return found

    def explain(self, items: Sequence[Item]) -> list[tuple[WeighedWord, ...]]:
        """The words that make a score; see ``SentimentModel``.

        A word's weight is the mean of what it adds to all the others (occlusion: Zeiler and Fergus
        2014; Li, Monroe and Jurafsky 2016) and of what it adds to the target alone, as far as the
        whole sentence goes that way: the two ends of its Shapley value, so that of two words that
        say the same both count. Two passes a word: ask it of what is shown.
        """
        return [
            self._reasons(words, target) if _scorable(target) else ()
            for words, target in self._read(read_items(items))
        ]

    def polarity(self, sentences: Sequence[str | Span]) -> Floats:
        """The tone of whole sentences, by the word lists; see ``SentimentModel``."""
        return self._lexicon.polarity(sentences)

    def _probabilities(
        self, left: Words, name: Words, right: Words, *, early: bool = True
    ) -> Floats:
        of = self._network.pieces.of
        pieces = [[n for word in part for n in of(word.text)] for part in (left, name, right)]
        answer = self._network.run(*pieces, early=early).astype(np.float64)
        found: Floats = softmax((self._scale * answer + self._bias)[None])[0]
        return found

    def _score(self, left: Words, name: Words, right: Words) -> float:
        probabilities = self._probabilities(left, name, right, early=False)
        return float(probabilities[2] - probabilities[0])

    def _reasons(self, words: Words, target: Target) -> tuple[WeighedWord, ...]:
        left, name, right = sides(words, target)
        whole, bare = self._score(left, name, right), self._score([], name, [])
        most, least = max(whole - bare, 0.0), min(whole - bare, 0.0)
        weighed = []
        for place in _places(left[-FARTHEST:] + right[:FARTHEST]):
            less = self._score(_without(left, place), name, _without(right, place))
            alone = self._score(_only(left, place), name, _only(right, place))
            weight = (whole - less + min(max(alone - bare, least), most)) / 2
            if abs(weight) >= LEAST:
                weighed.append(WeighedWord(*place, weight))
        weighed.sort(key=lambda word: (-abs(word.weight), word.start))
        return tuple(weighed[:MOST_WORDS])

    def _read(self, targets: Sequence[Target]) -> list[tuple[Words, Target]]:
        """The words around each target, in English, and the target."""
        cut = [target.cut(SURROUNDINGS) for target in targets]
        if self.language == "en":
            return [(self._english(text_of(t.sentence)), t) for t in cut]
        plain = dict.fromkeys(t.sentence for t in cut if isinstance(t.sentence, str))
        if len(self._plain) + len(plain) > MOST_READINGS:
            self._plain.clear()
        new = [text for text in plain if text not in self._plain]
        for text, doc in zip(new, parse(new, self.language) if new else [], strict=True):
            self._plain[text] = gloss(doc)
        return [
            (self._plain[t.sentence] if isinstance(t.sentence, str) else self._gloss(t.sentence), t)
            for t in cut
        ]

    def _english(self, text: str) -> Words:
        if text not in self._plain:
            if len(self._plain) >= MOST_READINGS:
                self._plain.clear()
            self._plain[text] = english_words(text)
        return self._plain[text]

    def _gloss(self, sentence: Span) -> Words:
        """The gloss of a sentence of a document; the last one is remembered for its next target."""
        last = self._last
        if last is None or last[0].doc is not sentence.doc or last[0] != sentence:
            offset = sentence.start_char
            words = [GlossWord(w.text, w.start - offset, w.end - offset) for w in gloss(sentence)]
            self._last = last = sentence, words
        return last[1]


def _scorable(target: Target) -> bool:
    return any(map(str.isalpha, text_of(target.sentence)))


def _places(words: Words) -> list[tuple[int, int]]:
    """The places in the text of the words that may be reasons, each once."""
    return list(dict.fromkeys((w.start, w.end) for w in words if any(map(str.isalnum, w.text))))


def _without(words: Words, place: tuple[int, int]) -> Words:
    return [w for w in words if (w.start, w.end) != place]


def _only(words: Words, place: tuple[int, int]) -> Words:
    return [w for w in words if (w.start, w.end) == place]
