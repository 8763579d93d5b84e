"""From the scores of the encoder to annotation: tags, features, trees and names.

Four components, each of which can be taken out or replaced: ``presslens_tagger``,
``presslens_morphologizer``, ``presslens_parser`` and ``presslens_ner``. White space has the tag
``_SP`` and hangs on the word before it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from presslens.language.attributes import set_attributes
from presslens.language.encoder import Scores
from presslens.language.spans import SpanDecoder
from presslens.language.trees import best_tree

Array = np.ndarray[Any, np.dtype[Any]]
Component = Callable[[Doc], Doc]


@functools.lru_cache(maxsize=16)
def _keys(vocab: Vocab, labels: tuple[str, ...]) -> Array:
    """The numbers that spaCy has for ``labels``."""
    return np.array([vocab.strings.add(label) for label in labels], dtype=np.uint64)


@functools.lru_cache(maxsize=16)
def _feature_keys(vocab: Vocab, labels: tuple[str, ...]) -> Array:
    """Part of speech and features of labels such as ``POS=NOUN|Case=Acc``, shape (labels, 2)."""
    found = []
    for label in labels:
        pos, _, features = label.removeprefix("POS=").partition("|")
        found.append((IDS[pos], vocab.morphology.add(features)))
    return np.array(found, dtype=np.uint64)


_span_decoder = functools.lru_cache(maxsize=16)(SpanDecoder)


@Language.factory("presslens_tagger", assigns=["token.tag"])
def make_tagger(nlp: Language, name: str) -> Component:
    """Makes the component that sets the tag of each token."""
    space = nlp.vocab.strings.add("_SP")

    def tagger(doc: Doc) -> Doc:
        scores: Scores | None = doc._.scores
        values = np.full(len(doc), space, dtype=np.uint64)
        if scores is not None:
            values[scores.tokens] = _keys(doc.vocab, scores.network.labels["tags"])[scores.tags]
        return set_attributes(doc, {"TAG": values})

    return tagger


@Language.factory("presslens_morphologizer", assigns=["token.pos", "token.morph"])
def make_morphologizer(nlp: Language, name: str) -> Component:
    """Makes the component that sets the part of speech and the features of each token."""

    def morphologizer(doc: Doc) -> Doc:
        scores: Scores | None = doc._.scores
        values = np.empty((len(doc), 2), dtype=np.uint64)
        values[:] = _feature_keys(doc.vocab, ("POS=SPACE",))
        if scores is not None:
            labels = scores.network.labels["morphs"]
            values[scores.tokens] = _feature_keys(doc.vocab, labels)[scores.morphs]
        return set_attributes(doc, {"POS": values[:, 0], "MORPH": values[:, 1]})

    return morphologizer


@Language.factory("presslens_parser", assigns=["token.dep", "token.head", "doc.sents"])
def make_parser(nlp: Language, name: str) -> Component:
    """Makes the component that sets sentences, heads and relations.

    Where a sentence begins is said by the marks that ``presslens_paragraphs`` set, and else by the
    network.
    """

    def parser(doc: Doc) -> Doc:
        if len(doc):
            heads, relations = _trees(doc)
            set_attributes(doc, {"HEAD": heads - np.arange(len(doc)), "DEP": relations})
        return doc

    return parser


def _trees(doc: Doc) -> tuple[Array, Array]:
    """The head and the relation of every token; white space hangs on the word before it."""
    scores: Scores | None = doc._.scores
    add = doc.vocab.strings.add
    heads = np.zeros(len(doc), dtype=np.int64)
    relations = np.full(len(doc), add("dep"), dtype=np.uint64)
    if scores is None:
        relations[0] = add("ROOT")
        return heads, relations
    labels = scores.network.labels["relations"]
    root = labels.index("ROOT")
    rows = np.concatenate([_heads(scores, *s) for s in sentences(doc, scores)])
    best = np.concatenate([_relations(scores, rows, w, root) for w in scores.windows])
    best[rows == np.arange(len(rows))] = root
    heads[scores.tokens] = scores.tokens[rows]
    relations[scores.tokens] = _keys(doc.vocab, labels)[best]
    space = np.ones(len(doc), dtype=bool)
    space[scores.tokens] = False
    before = np.searchsorted(scores.tokens, np.flatnonzero(space)) - 1
    heads[space] = scores.tokens[np.maximum(before, 0)]
    return heads, relations


def sentences(doc: Doc, scores: Scores) -> Iterator[tuple[int, int, int]]:
    """First and last row of each sentence, half-open, and the number of its window.

    A number or a mark alone ("3.", "(a)", "„") begins the sentence behind it, unless the layout
    parts them.
    """
    marks = doc.to_array("SENT_START").astype(np.int64)[scores.tokens]
    begins = np.where(marks == 0, scores.starts > 0, marks > 0)
    worded = doc.to_array("IS_ALPHA")[scores.tokens] > 0
    for number, (first, last) in enumerate(scores.windows):
        start = first
        for at in (first + 1 + np.flatnonzero(begins[first + 1 : last])).tolist():
            if marks[at] > 0 or worded[start:at].any():
                yield start, at, number
                start = at
        yield start, last, number


def _heads(scores: Scores, start: int, end: int, window: int) -> Array:
    """The row of the head of each word of a sentence; a root has its own."""
    sides = np.concatenate([scores.roots[window][None], scores.heads[start:end]])
    found = best_tree(scores.dependents[start:end] @ sides.T)
    return np.where(found < 0, np.arange(start, end), start + found)


def _relations(scores: Scores, heads: Array, window: tuple[int, int], root: int) -> Array:
    """The number of the relation of each word of a window to its head, as if none were a root.

    ``heads`` has the row of the head of every word of the document. A window at a time, the product
    of (words, relations, width) stays in the processor's cache.
    """
    first, last = window
    weights = scores.network.relations
    width, labels, _ = weights.shape
    one = np.ones((last - first, 1), dtype=np.float32)
    governed = np.concatenate([scores.governed[first:last], one], axis=1)
    governors = np.concatenate([scores.governors[heads[first:last]], one], axis=1)
    product = (governed @ weights.reshape(width, -1)).reshape(last - first, labels, width)
    found = np.matmul(product, governors[:, :, None])[:, :, 0]
    found[:, root] = -np.inf
    best: Array = found.argmax(axis=1)
    return best


@Language.factory("presslens_ner", assigns=["doc.ents"])
def make_ner(nlp: Language, name: str) -> Component:
    """Makes the component that sets the entities of a document."""

    def ner(doc: Doc) -> Doc:
        scores: Scores | None = doc._.scores
        found = []
        if scores is not None:
            decoder = _span_decoder(scores.network.labels["names"])
            for first, last in scores.windows:
                for start, end, label in decoder.spans(scores.names[first:last]):
                    tokens = scores.tokens[[first + start, first + end - 1]].tolist()
                    found.append(Span(doc, tokens[0], tokens[1] + 1, label=label))
        doc.set_ents(found, default="outside")
        return doc

    return ner
