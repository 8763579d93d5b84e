"""What the models see of a word: the layer that turns the tokens of a text into vectors.

It stands where spaCy's ``MultiHashEmbed`` stands in its own models, and differs in two things: the
features of a word do not depend on how its diacritics or capitals were typed, and a table of word
vectors with eight bits a number is read beside them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from spacy.lang.lex_attrs import word_shape
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.initializers import glorot_uniform_init
from thinc.types import Floats2d

from presslens.language.text import fold_letters, lower, strip_marks

FEATURES: Final = ("lower", "plain", "prefix", "suffix2", "suffix3", "suffix4", "shape")
"""The features of a word in their order; ``plain`` has neither capitals nor diacritics."""

MAX_WORDS: Final = 300_000
"""Words whose features are remembered: a text of random letters must not fill the memory."""


def word_features(word: str) -> tuple[str, ...]:
    """The features of ``word``, in the order of :data:`FEATURES`."""
    low = fold_letters(lower(word))
    plain = strip_marks(low)
    return low, plain, plain[:3], low[-2:], low[-3:], plain[-4:], word_shape(word)


Layer = Model[Any, Any]
Output = tuple[Any, Callable[[Any], Any]]
"""What a layer gives, and the function that passes a gradient back."""


class WordVectors:
    """Word vectors with eight bits a number, found by the plain form of a word.

    Args:
        path: An ``.npz`` file with ``words`` (UTF-8 bytes, one word a line), ``numbers`` (int8,
            (words, width)) and ``scale`` (float32, (width,)).
    """

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            words = file["words"].tobytes().decode("utf8").split("\n")
            numbers = file["numbers"].astype(np.float32) * file["scale"]
        self.rows = {word: row for row, word in enumerate(words, start=1)}
        self.table = np.vstack([np.zeros((1, numbers.shape[1]), dtype=np.float32), numbers])
        """The first row is that of the words that are not there."""

    def row(self, word: str) -> int:
        """The row of ``word`` in the table, 0 if there is none."""
        return self.rows.get(strip_marks(fold_letters(lower(word))), 0)


class _Words:
    """The features and the row of every word seen so far."""

    def __init__(self, vectors: WordVectors | None) -> None:
        self.vectors = vectors
        self.places: dict[int, int] = {}
        self.features = np.zeros((1024, len(FEATURES)), dtype=np.uint64)
        self.rows = np.zeros(1024, dtype=np.int64)

    def of(self, docs: list[Doc]) -> list[np.ndarray[Any, Any]]:
        """The place of each token's word, for each document."""
        if len(self.places) > MAX_WORDS:  # not in between: places that were given stay true
            self.places.clear()
        return [self._of(doc) for doc in docs]

    def _of(self, doc: Doc) -> np.ndarray[Any, Any]:
        orths: list[int] = doc.to_array(["ORTH"]).ravel().astype(np.uint64).tolist()
        places = self.places
        return np.asarray(
            [places[o] if o in places else self._add(o, doc.vocab.strings[o]) for o in orths],
            dtype=np.int64,
        )

    def _add(self, orth: int, word: str) -> int:
        place = len(self.places)
        if place == len(self.rows):
            self.features = np.concatenate([self.features, np.zeros_like(self.features)])
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.features[place] = [get_string_id(f) for f in word_features(word)]
        self.rows[place] = self.vectors.row(word) if self.vectors else 0
        self.places[orth] = place
        return place


@functools.cache
def _read_vectors(path: str) -> WordVectors:
    return WordVectors(Path(path))


@registry.architectures("presslens.WordEmbed.v1")  # type: ignore[untyped-decorator]
def make_word_embed(
    width: int, rows: list[int], vectors: str | None, word_dropout: float = 0.0
) -> Layer:
    """The layer that embeds words by their features and their vectors.

    Args:
        width: Numbers a token that come out.
        rows: Rows of the hashed table of each of :data:`FEATURES`.
        vectors: The file of :class:`WordVectors`, or the language whose file the package has;
            None for no vectors.
        word_dropout: The share of words whose letters are hidden in training, so that their vector
            and their neighbours have to do (after Iyyer et al. 2015); unseen names are read better.

    Returns:
        A model from a list of documents to a list of arrays of shape (tokens, width), float32.
    """
    if len(rows) != len(FEATURES):
        raise ValueError(f"rows has {len(rows)} numbers; one is needed for each of {FEATURES}")
    table = _read_vectors(str(vectors_path(vectors))) if vectors else None
    words = _Words(table)
    tables: list[Layer] = [
        HashEmbed(width, n, column=column, seed=8 + column, dropout=0.0)
        for column, n in enumerate(rows)
    ]
    parts: list[Layer] = [
        chain(_extract(words, word_dropout), list2ragged(), with_array(concatenate(*tables)))
    ]
    inputs = width * len(rows)
    if table is not None:
        parts.append(
            chain(
                _look_up(words, table.table),
                list2ragged(),
                with_array(_project(width, table.table.shape[1])),
            )
        )
        inputs += width
    mix: Layer = Maxout(width, inputs, nP=3, dropout=0.0, normalize=True)
    embed = concatenate(*parts) if len(parts) > 1 else parts[0]
    return chain(embed, with_array(mix), ragged2list())


def vectors_path(vectors: str) -> Path:
    """The file of the vectors of a language of the package, or ``vectors`` itself as a path."""
    shipped = Path(__file__).parent / vectors / "model" / "vectors.npz"
    return shipped if shipped.is_file() else Path(vectors)


def _extract(words: _Words, dropout: float) -> Layer:
    kept = [FEATURES.index("suffix2"), FEATURES.index("shape")]

    def forward(model: Layer, docs: list[Doc], is_train: bool) -> Output:
        found = [words.features[places] for places in words.of(docs)]
        if is_train and dropout:
            for features in found:
                hidden = np.random.random(len(features)) < dropout
                shown = features[:, kept]
                features[hidden] = 0
                features[:, kept] = shown
        return [model.ops.asarray2i(f, dtype="uint64") for f in found], lambda d: []

    return Model("word_features", forward)


def _look_up(words: _Words, table: np.ndarray[Any, Any]) -> Layer:
    def forward(model: Layer, docs: list[Doc], is_train: bool) -> Output:
        places = words.of(docs)
        return [model.ops.asarray2f(table[words.rows[p]]) for p in places], lambda d: []

    return Model("word_vectors", forward)


def _project(width: int, size: int) -> Layer:
    """A linear layer without bias, so that a word without a vector adds nothing."""

    def forward(model: Layer, X: Floats2d, is_train: bool) -> Output:
        W: Any = model.get_param("W")
        Y = model.ops.gemm(X, W, trans2=True)

        def backprop(dY: Floats2d) -> Floats2d:
            model.inc_grad("W", model.ops.gemm(dY, X, trans1=True))
            return model.ops.alloc2f(X.shape[0], X.shape[1])

        return Y, backprop

    def init(model: Layer, X: object = None, Y: object = None) -> None:
        model.set_param("W", glorot_uniform_init(model.ops, (width, size)))

    return Model(
        "project_vectors", forward, init=init, params={"W": None}, dims={"nO": width, "nI": size}
    )
