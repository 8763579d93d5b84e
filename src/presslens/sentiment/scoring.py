"""The ``lexicon`` model: words weighted by distance and clause toward the target.

The weights of the words on the target's side are summed, positive and negative ones apart; each
counts less the more words and clause boundaries stand between it and the target. A multinomial
logistic mapping of the logarithms of the two sums, fitted on labelled targets, makes three
probabilities.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np

from presslens.annotations import WeighedWord
from presslens.sentiment.lexicon import Lexicon, Match
from presslens.sentiment.model import MOST_WORDS, Floats, Item, check_items, softmax
from presslens.sentiment.words import Words, read_words

_Reading = tuple[Words, list[Match]]
_MOST_BOUNDARIES = 12


class LexiconModel:
    """Sentiment from a :class:`~presslens.sentiment.lexicon.Lexicon`; deterministic."""

    name = "lexicon"

    def __init__(self, lexicon: Lexicon) -> None:
        self.language = lexicon.language
        self.lexicon = lexicon
        rules = lexicon.rules
        self._decay = [math.exp(-d / rules.decay) for d in range(rules.window + 1)]
        self._boundary = [rules.boundary**n for n in range(_MOST_BOUNDARIES + 1)]

    def read(self, sentence: str) -> _Reading:
        """The words of a sentence and the lexicon's entries among them."""
        words = read_words(sentence, self.lexicon.rules.conjunctions)
        return words, self.lexicon.find(words)

    def predict(self, items: Sequence[Item]) -> Floats:
        """Probabilities (n, 3); see :class:`~presslens.sentiment.model.SentimentModel`."""
        check_items(items)
        sums = np.full((len(items), 2), np.nan)
        for number, (reading, start, end) in enumerate(self._readings(items)):
            if reading[0].scorable:
                shares = [share for _, share in self._shares(reading, start, end)]
                sums[number, 0] = -math.fsum(s for s in shares if s < 0)
                sums[number, 1] = math.fsum(s for s in shares if s > 0)
        return self._probabilities(sums)

    def explain(self, items: Sequence[Item]) -> list[tuple[WeighedWord, ...]]:
        """The words behind each score; see :class:`~presslens.sentiment.model.SentimentModel`."""
        check_items(items)
        return [
            _strongest(reading[0], self._shares(reading, start, end))
            for reading, start, end in self._readings(items)
        ]

    def polarity(self, sentences: Sequence[str]) -> Floats:
        """Tone (n,) from -1 to 1: the words of the sentence summed, then squashed by tanh."""
        tones = np.full(len(sentences), np.nan)
        for number, sentence in enumerate(sentences):
            reading = self.read(sentence)
            if reading[0].scorable:
                shares = (share for _, share in self._tones(reading))
                tones[number] = math.tanh(math.fsum(shares) * self.lexicon.rules.tone_scale)
        return tones

    def weigh(self, sentence: str) -> tuple[WeighedWord, ...]:
        """The words behind :meth:`polarity`, strongest first, at most eight."""
        reading = self.read(sentence)
        return _strongest(reading[0], self._tones(reading))

    def _readings(self, items: Sequence[Item]) -> Iterable[tuple[_Reading, int, int]]:
        seen: dict[str, _Reading] = {}
        for sentence, start, end in items:
            if sentence not in seen:
                seen[sentence] = self.read(sentence)
            yield seen[sentence], start, end

    def _tones(self, reading: _Reading) -> list[tuple[Match, float]]:
        entries, factor = self.lexicon.entries, self.lexicon.factor
        weighed = []
        for match in reading[1]:
            weight = (entries[match.entry].before + entries[match.entry].after) / 2
            weighed.append((match, weight * factor(match, weight)))
        return weighed

    def _shares(self, reading: _Reading, start: int, end: int) -> list[tuple[Match, float]]:
        """What each entry near the target adds; only the window around it is looked at."""
        words, matches = reading
        first, last = words.span(start, end)
        window = self.lexicon.rules.window
        shares = []
        begin = bisect_left(matches, first - window, key=lambda m: m.last)
        for match in matches[begin:]:
            if match.first >= last + window:
                break
            place = place_of(match, words, first, last)
            if place is not None:
                after, distance, boundaries = place
                entry = self.lexicon.entries[match.entry]
                weight = entry.after if after else entry.before
                share = weight * self.lexicon.factor(match, weight) * self._decay[distance]
                shares.append((match, share * self._boundary[min(boundaries, _MOST_BOUNDARIES)]))
        return shares

    def _probabilities(self, sums: Floats) -> Floats:
        logits = np.zeros((len(sums), 3))
        sums = np.log1p(sums / self.lexicon.rules.saturation)
        for column, (bias, negative, positive) in zip(
            (0, 2), self.lexicon.rules.calibration, strict=True
        ):
            logits[:, column] = bias + negative * sums[:, 0] + positive * sums[:, 1]
        logits[np.isnan(sums[:, 0])] = np.nan
        return softmax(logits)


def place_of(match: Match, words: Words, first: int, last: int) -> tuple[bool, int, int] | None:
    """Where the target ``first``:``last`` stands from a match.

    Returns:
        Whether it stands after the match, the words between them, and the clause boundaries
        between them; ``None`` where they overlap.
    """
    clauses = words.clauses
    if match.last <= first:
        target = min(first, len(clauses) - 1)
        return True, first - match.last, clauses[target] - clauses[match.last - 1]
    if match.first >= last:
        target = max(last - 1, 0)
        return False, match.first - last, clauses[match.first] - clauses[target]
    return None


def _strongest(words: Words, shares: Iterable[tuple[Match, float]]) -> tuple[WeighedWord, ...]:
    weighed = [
        WeighedWord(words.starts[match.first], words.ends[match.last - 1], share)
        for match, share in shares
        if share
    ]
    weighed.sort(key=lambda word: (-abs(word.weight), word.start))
    return tuple(weighed[:MOST_WORDS])
