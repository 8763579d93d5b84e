"""The ``lexicon`` model: words weighted by distance and clause toward the target.

The weights of the words around the target are summed, positive and negative ones apart; each
counts less the more words stand between it and the target, and the more clauses the dependency
tree has between them. A multinomial logistic mapping of the logarithms of the two sums, fitted on
labelled targets, makes three probabilities.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from presslens.annotations import WeighedWord
from presslens.language.parsing import parse
from presslens.sentiment.lexicon import Lexicon, Match
from presslens.sentiment.model import MOST_WORDS, Floats, Item, Target, read_items, softmax
from presslens.sentiment.words import Words, read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Reading = tuple[Words, list[Match]]
"""The words of a sentence, and the lexicon's entries among them."""


class _Weighed(NamedTuple):
    """What speaks against a target and for it, summed, and the words that say most of it."""

    negative: float
    positive: float
    words: tuple[WeighedWord, ...]


MOST_READINGS: Final = 5_000
"""Plain sentences whose parses are kept: explaining a score must not parse again."""
_MOST_BOUNDARIES: Final = 12


class LexiconModel:
    """Sentiment from a :class:`~presslens.sentiment.lexicon.Lexicon`; deterministic.

    Plain sentences are parsed by the pipeline of the package; those of a parsed document are read
    as they are.
    """

    name = "lexicon"
    threshold = 0.0

    def __init__(self, lexicon: Lexicon) -> None:
        self.language = lexicon.language
        self.lexicon = lexicon
        rules = lexicon.rules
        self._decay = [math.exp(-d / rules.decay) for d in range(rules.window + 1)]
        self._boundary = [rules.boundary**n for n in range(_MOST_BOUNDARIES + 1)]
        self._plain: dict[str, Reading] = {}
        self._doc: Doc | None = None
        self._parsed: dict[tuple[int, int], Reading] = {}
        self._weighed: dict[tuple[object, ...], _Weighed] = {}

    def read(self, sentences: Sequence[str | Span]) -> list[Reading]:
        """The words of each sentence and the lexicon's entries among them."""
        plain = {s for s in sentences if isinstance(s, str)}
        if len(self._plain) + len(plain) > MOST_READINGS:
            self._plain.clear()
        new = sorted(plain.difference(self._plain))
        for text, doc in zip(new, parse(new, self.language) if new else [], strict=True):
            self._plain[text] = self._read(read_words(doc))
        return [self._plain[s] if isinstance(s, str) else self._read_span(s) for s in sentences]

    def _read_span(self, sentence: Span) -> Reading:
        """As :meth:`read`; what was read of the same document is kept until the next one."""
        if sentence.doc is not self._doc:
            self._doc, self._parsed, self._weighed = sentence.doc, {}, {}
        place = sentence.start, sentence.end
        if place not in self._parsed:
            self._parsed[place] = self._read(read_words(sentence))
        return self._parsed[place]

    def _read(self, words: Words) -> Reading:
        return words, self.lexicon.find(words)

    def predict(self, items: Sequence[Item]) -> Floats:
        """Probabilities (n, 3); see :class:`~presslens.sentiment.model.SentimentModel`."""
        targets = read_items(items)
        sums = np.full((len(targets), 2), np.nan)
        readings = self.read([target.sentence for target in targets])
        for number, (reading, target) in enumerate(zip(readings, targets, strict=True)):
            if reading[0].scorable:
                weighed = self._weigh(reading, target)
                sums[number] = weighed.negative, weighed.positive
        return self._probabilities(sums)

    def explain(self, items: Sequence[Item]) -> list[tuple[WeighedWord, ...]]:
        """The words behind each score; see :class:`~presslens.sentiment.model.SentimentModel`."""
        targets = read_items(items)
        readings = self.read([target.sentence for target in targets])
        return [
            self._weigh(reading, target).words
            for reading, target in zip(readings, targets, strict=True)
        ]

    def polarity(self, sentences: Sequence[str | Span]) -> Floats:
        """Tone (n,) from -1 to 1: the words of the sentence summed, then squashed by tanh."""
        tones = np.full(len(sentences), np.nan)
        for number, reading in enumerate(self.read(sentences)):
            if reading[0].scorable:
                shares = (share for _, share in self._tones(reading))
                tones[number] = math.tanh(math.fsum(shares) * self.lexicon.rules.tone_scale)
        return tones

    def weigh(self, sentences: Sequence[str | Span]) -> list[tuple[WeighedWord, ...]]:
        """For each sentence the words behind :meth:`polarity`, strongest first, at most eight."""
        return [_strongest(reading[0], self._tones(reading)) for reading in self.read(sentences)]

    def _tones(self, reading: Reading) -> list[tuple[Match, float]]:
        entries, factor = self.lexicon.entries, self.lexicon.factor
        weighed = []
        for match in reading[1]:
            weight = (entries[match.entry].before + entries[match.entry].after) / 2
            weighed.append((match, weight * factor(match, weight)))
        return weighed

    def _weigh(self, reading: Reading, target: Target) -> _Weighed:
        """What is said of a target; for one in the last document it is worked out once."""
        sentence = target.sentence
        if isinstance(sentence, str) or sentence.doc is not self._doc:
            return self._sum_up(reading, target)
        place = (sentence.start, sentence.end, target.start, target.end, target.unsaid)
        if place not in self._weighed:
            self._weighed[place] = self._sum_up(reading, target)
        return self._weighed[place]

    def _sum_up(self, reading: Reading, target: Target) -> _Weighed:
        weighed = self._shares(reading, target)
        shares = [share for _, share in weighed]
        negative, positive = (s for s in shares if s < 0), (s for s in shares if s > 0)
        words = _strongest(reading[0], weighed)
        return _Weighed(-math.fsum(negative), math.fsum(positive), words)

    def _shares(self, reading: Reading, target: Target) -> list[tuple[Match, float]]:
        """What each entry near the target adds."""
        shares = []
        for match, after, distance, boundaries in near(reading, target, self.lexicon.rules.window):
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


def near(reading: Reading, target: Target, window: int) -> Iterable[tuple[Match, bool, int, int]]:
    """The entries that are said of a target, at most ``window`` words away and not in it.

    Yields:
        The match, whether the target stands after it, the words between them, and the clause
        boundaries between them in the tree.
    """
    words, matches = reading
    first, last = words.span(target.start, target.end)
    at = min(words.head_of(first, last), len(words.keys) - 1)
    others = words.ancestors(at) if matches else {}
    begin = bisect_left(matches, first - window, key=lambda m: m.last)
    for match in matches[begin:]:
        if match.first > last + window:
            break
        after = match.last <= first
        if not after and match.first < last:
            continue
        start = words.starts[match.first]
        if target.unsaid and any(a <= start < b for a, b in target.unsaid):
            continue
        distance = first - match.last if after else match.first - last
        yield match, after, distance, words.boundaries(match.head, others)


def _strongest(words: Words, shares: Iterable[tuple[Match, float]]) -> tuple[WeighedWord, ...]:
    weighed = [
        WeighedWord(words.starts[match.first], words.ends[match.last - 1], share)
        for match, share in shares
        if share
    ]
    weighed.sort(key=lambda word: (-abs(word.weight), word.start))
    return tuple(weighed[:MOST_WORDS])
