"""The encoder: the component ``presslens_encoder``, which runs the network on a document.

It reads some sentences at a time; what is read of them depends on nothing but them. The components
of ``presslens.language.readers`` turn its scores into annotation.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from presslens.language.network import FILES, OUTPUTS, Network, read_network
from presslens.language.tokens import Columns

Array = np.ndarray[Any, np.dtype[Any]]

WINDOW: Final = 110
"""Words that see one another; cut where a sentence surely begins."""

LONGEST: Final = 250
"""Words of a run in which no sentence surely begins; longer ones are cut anywhere."""

LEAST_OF_HEADLINE: Final = 3
"""Words in capitals, and no others, that make a headline."""


@dataclass(frozen=True)
class Scores:
    """What the network gives for a document: a row for each token that is not white space.

    Attributes:
        network: The network that gave it.
        tokens: Places of those tokens in the document, shape (words,).
        windows: First and last row of each run that was read at a time, half-open.
        tags, morphs: The number of the best label of each word, shape (words,).
        starts: Positive where a sentence begins, shape (words,).
        names: Shape (words, name tags).
        roots, heads, dependents: The sides of the product that scores heads: ``roots`` has a row a
            window, the others a row a word.
        governors, governed: The sides of the product that scores relations.
    """

    network: Network
    tokens: Array
    windows: list[tuple[int, int]]
    tags: Array
    morphs: Array
    starts: Array
    names: Array
    roots: Array
    heads: Array
    dependents: Array
    governors: Array
    governed: Array


def windows(starts: list[int], length: int) -> Iterator[tuple[int, int]]:
    """The runs of words that see one another, half-open, as long as :data:`WINDOW` lets them be.

    Args:
        starts: Where sentences surely begin, in order.
        length: The number of words.
    """
    first = last = 0
    for at in [*starts, length]:
        if at - first > WINDOW and last > first:
            yield first, last
            first = last
        while at - first > LONGEST:
            yield first, first + WINDOW
            first += WINDOW
        last = at
    if first < length:
        yield first, length


def in_usual_case(
    words: list[str], starts: list[int], usual_case: Callable[[str], str]
) -> list[str]:
    """The words, those of headlines in capitals as they are written elsewhere.

    Args:
        words: All words of a document.
        starts: Where sentences surely begin, in order.
        usual_case: What writes a word in capitals as it is written most.
    """
    found = list(words)
    for first, last in itertools.pairwise([0, *starts, len(words)]):
        lettered = [w for w in words[first:last] if len(w) > 1 and w.isalpha()]
        if len(lettered) >= LEAST_OF_HEADLINE and all(map(str.isupper, lettered)):
            found[first:last] = map(usual_case, words[first:last])
    return found


class Encoder:
    """The component: leaves :class:`Scores` in ``doc._.scores``."""

    def __init__(self) -> None:
        self._network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Reads ``doc``; nothing is left where it has no words."""
        if self._network is None:
            raise ValueError("the encoder has no network; it comes with a model: spacy.load(...)")
        doc._.scores = self._read(doc, self._network) if len(doc) else None
        return doc

    def _read(self, doc: Doc, network: Network) -> Scores | None:
        space, ends, marks = doc.to_array(["IS_SPACE", "SPACY", "SENT_START"]).T
        tokens = np.flatnonzero(space == 0)
        if not len(tokens):
            return None
        spaced = np.concatenate([[1], (ends | space)[:-1]])[tokens]
        sure = np.flatnonzero(marks[tokens] == 1).tolist()
        written = Columns(doc).words
        texts = in_usual_case([written[i] for i in tokens.tolist()], sure, network.usual_case)
        words = [(text, bool(s)) for text, s in zip(texts, spaced.tolist(), strict=True)]
        cuts = list(windows(sure, len(tokens)))
        vectors = network.embed(words)
        read = [network.read(vectors[first:last]) for first, last in cuts]
        tags, morphs, starts, names, *sides = (
            np.concatenate([output[1:] for output in outputs])
            for outputs in zip(*read, strict=True)
        )
        roots = np.stack([outputs[OUTPUTS.index("heads")][0] for outputs in read])
        return Scores(network, tokens, cuts, tags, morphs, starts, names, roots, *sides)

    def to_disk(self, path: str | Path, *, exclude: object = ()) -> None:
        """Writes the files of the network into the folder ``path``."""
        assert self._network is not None, "the encoder has no network"
        folder = Path(path)
        folder.mkdir(exist_ok=True)
        for name in FILES:
            (folder / name).write_bytes(self._network.files[name])

    def from_disk(self, path: str | Path, *, exclude: object = ()) -> Encoder:
        """Reads the network in the folder ``path``."""
        self._network = read_network(Path(path))
        return self


@Language.factory("presslens_encoder")
def make_encoder(nlp: Language, name: str) -> Encoder:
    """Makes the component that runs the network."""
    if not Doc.has_extension("scores"):
        Doc.set_extension("scores", default=None)
    return Encoder()
