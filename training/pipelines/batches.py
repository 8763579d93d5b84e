"""From the corpora to batches of windows: runs of sentences, as many words as the network reads."""

from __future__ import annotations

import functools
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import spacy
import torch
from network import Labels
from spacy.tokens import Doc, DocBin
from spellings import SPELLINGS
from torch import Tensor

from presslens.language.encoder import WINDOW
from presslens.language.pieces import UNKNOWN, Pieces
from presslens.language.word_features import word_features

MISSING = -100
"""What a corpus does not say; no loss is counted there."""

FILLED = (16, WINDOW)
"""A window is filled with sentences up to a number of words drawn between these."""


@dataclass
class Sentence:
    """The words of one sentence with what a corpus says of them; an empty list says nothing."""

    words: list[str]
    spaced: list[bool]
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def trees_alone(self) -> Sentence:
        """The sentence with nothing but its tree."""
        return replace(self, tags=[], morphs=[], names=[])


def _names(doc: Doc, start: int, end: int) -> list[str]:
    """BILUO tags; nothing where the corpus is silent."""
    found = []
    for i in range(start, end):
        token = doc[i]
        if token.ent_iob == 0:
            return []
        if token.ent_iob_ == "O":
            found.append("O")
            continue
        begins = token.ent_iob_ == "B"
        ends = i + 1 >= end or doc[i + 1].ent_iob_ != "I"
        found.append(
            {(1, 1): "U-", (1, 0): "B-", (0, 1): "L-", (0, 0): "I-"}[begins, ends] + token.ent_type_
        )
    return found


def read_sentences(paths: Iterable[Path], language: str) -> list[Sentence]:
    """The sentences of files that ``docs.save`` wrote."""
    vocab = spacy.blank(language).vocab
    found = []
    for path in paths:
        for doc in DocBin().from_disk(path).get_docs(vocab):
            starts = [t.i for t in doc if t.i == 0 or t.is_sent_start]
            for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
                found.append(_sentence(doc, start, end))
    return found


def _sentence(doc: Doc, start: int, end: int) -> Sentence:
    tokens = doc[start:end]
    sentence = Sentence(
        [t.text for t in tokens],
        [t.i == 0 or bool(doc[t.i - 1].whitespace_) for t in tokens],
        names=_names(doc, start, end),
    )
    if all(t.tag_ for t in tokens):
        sentence.tags = [t.tag_ for t in tokens]
    if all(t.pos_ and t.has_morph() for t in tokens):
        sentence.morphs = ["|".join(filter(None, [f"POS={t.pos_}", str(t.morph)])) for t in tokens]
    if all(t.dep_ for t in tokens):
        sentence.heads = [t.head.i - start for t in tokens]
        sentence.relations = [t.dep_ for t in tokens]
    return sentence


def label_lists(sentences: list[Sentence]) -> Labels:
    """All labels, most frequent first; relations seen less than ten times are left out."""
    counts: list[Counter[str]] = [Counter() for _ in range(4)]
    for s in sentences:
        for count, values in zip(counts, (s.tags, s.morphs, s.relations, s.names), strict=True):
            count.update(values)
    kept = [
        [v for v, n in c.most_common() if n >= least]
        for c, least in zip(counts, (2, 2, 10, 1), strict=True)
    ]
    classes = sorted({name[2:] for name in kept[3] if name != "O"})
    names = ["O", *(f"{part}-{c}" for c in classes for part in "BILU")]
    return Labels(kept[0], kept[1], kept[2], names)


def respell(sentence: Sentence, shares: dict[str, float], rng: random.Random) -> list[str]:
    """The words as they are, or, for a share of the sentences, in another spelling."""
    draw = rng.random()
    for name, share in shares.items():
        draw -= share
        if draw < 0:
            return [SPELLINGS[name](w) for w in sentence.words]
    return sentence.words


def windows(sentences: list[Sentence], rng: random.Random | None) -> list[list[Sentence]]:
    """Runs of sentences; without ``rng`` as long as they may be."""
    found: list[list[Sentence]] = []
    limit = size = 0
    for sentence in sentences:
        if found and size + len(sentence.words) <= limit:
            found[-1].append(sentence)
        else:
            found.append([sentence])
            limit = rng.randint(*FILLED) if rng else FILLED[1]
            size = 0
        size += len(sentence.words)
    return found


class Batcher:
    """Turns windows into the numbers that the network reads and is to answer."""

    def __init__(
        self,
        labels: Labels,
        pieces: Pieces,
        ends: tuple[int, int],
        shares: dict[str, float],
        hidden: float,
    ) -> None:
        self.unknown = (pieces.numbers[UNKNOWN],)
        self.hidden = hidden
        self.pieces = functools.lru_cache(maxsize=300_000)(pieces.of)
        self.features = functools.cache(word_features)
        self.ends = ends
        self.shares = shares
        self.maps = [
            {v: i for i, v in enumerate(values)}
            for values in (labels.tags, labels.morphs, labels.relations, labels.names)
        ]

    def epoch(
        self, sentences: list[Sentence], size: int, rng: random.Random
    ) -> list[list[list[Sentence]]]:
        """All windows in batches of like lengths, about ``size`` words each, shuffled."""
        runs = windows(sentences, rng)
        rng.shuffle(runs)
        runs.sort(key=lambda r: sum(len(s.words) for s in r) + rng.random() * 12)
        batches: list[list[list[Sentence]]] = [[]]
        longest = 0
        for run in runs:
            length = sum(len(s.words) for s in run)
            longest = max(longest, length)
            if batches[-1] and longest * (len(batches[-1]) + 1) > size:
                batches.append([])
                longest = length
            batches[-1].append(run)
        rng.shuffle(batches)
        return batches

    def tensors(
        self, runs: list[list[Sentence]], rng: random.Random | None = None
    ) -> dict[str, Tensor]:
        """The batch; step 0 of a window is its beginning, which is the head of roots, too."""
        steps = max(sum(len(s.words) for s in run) for run in runs) + 2
        shape = (len(runs), steps)
        answers = {
            name: np.full(shape, MISSING)
            for name in ("tags", "morphs", "relations", "names", "heads", "starts")
        }
        sentence_of = np.full(shape, -1)
        hidden = np.ones(shape, dtype=np.float32)
        flat: list[int] = []
        offsets: list[int] = []
        features: list[tuple[int, int]] = []

        def add(pieces: Iterable[int], feature: tuple[int, int]) -> None:
            offsets.append(len(flat))
            flat.extend(pieces)
            features.append(feature)

        nothing = word_features("")
        for row, run in enumerate(runs):
            add([self.ends[0]], nothing)
            at = 1
            for number, s in enumerate(run):
                words = respell(s, self.shares, rng) if rng else s.words
                for i, (word, spaced) in enumerate(zip(words, s.spaced, strict=True)):
                    hide = rng is not None and rng.random() < self.hidden
                    cut = self.unknown if hide else self.pieces(word, spaced or i == 0)
                    add(cut, self.features(word))
                n = len(words)
                span = slice(at, at + n)
                sentence_of[row, span] = number
                answers["starts"][row, span] = [1] + [0] * (n - 1)
                given = (s.tags, s.morphs, s.relations, s.names)
                for name, mapping, values in zip(
                    ("tags", "morphs", "relations", "names"), self.maps, given, strict=True
                ):
                    if values:
                        answers[name][row, span] = [mapping.get(v, MISSING) for v in values]
                if s.heads:
                    answers["heads"][row, span] = [
                        0 if h == i else at + h for i, h in enumerate(s.heads)
                    ]
                at += n
            add([self.ends[1]], nothing)
            hidden[row, : at + 1] = 0
            for _ in range(at + 1, steps):
                add([self.ends[1]], nothing)
        batch = {name: torch.from_numpy(values) for name, values in answers.items()}
        batch["sentence_of"] = torch.from_numpy(sentence_of)
        batch["hidden"] = torch.from_numpy(hidden)
        batch["pieces"] = torch.tensor(flat)
        batch["offsets"] = torch.tensor(offsets)
        batch["features"] = torch.tensor(features)
        return batch


def in_order(sentences: list[Sentence], size: int) -> Iterator[list[list[Sentence]]]:
    """Windows for measuring, a few at a time."""
    runs = windows(sentences, None)
    for at in range(0, len(runs), size):
        yield runs[at : at + size]
