"""A classifier for the library Transformers as a sentiment model: ``huggingface:NAME``.

For comparing with what others have published. It needs the extra ``huggingface``, and the model on
disk or a network to fetch it over; both only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from presslens.annotations import WeighedWord
from presslens.errors import MissingDataError
from presslens.sentiment.model import (
    MOST_WORDS,
    Floats,
    Item,
    Target,
    read_items,
    softmax,
    text_of,
)
from presslens.sentiment.wordpieces import WORD

if TYPE_CHECKING:
    from spacy.tokens import Span

CLASSES: Final = ("neg", "neu", "pos")
"""How the names of the three classes begin."""
_BATCH: Final = 16
_LONGEST: Final = 256
"""Word pieces that are read; more would cut what stands behind, wherever the target is."""
_SURROUNDINGS: Final = 400
"""Characters on both sides of a target that are read at most."""
_LONGEST_NAME: Final = 100
"""Characters of a target that are read."""


def load_hub_model(name: str, language: str) -> HubModel:
    """The model ``name``, or that in the folder ``name``.

    Raises:
        MissingDataError: The extra is not installed, the model can't be had, or its classes are
            not negative, neutral and positive.
    """
    try:
        import torch  # noqa: F401  (without it the other one has no models)
        import transformers
    except ImportError as error:
        raise MissingDataError(
            f"the sentiment model 'huggingface:{name}' needs the libraries transformers and torch; "
            "install them with: pip install 'presslens[huggingface]'"
        ) from error
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(name)
        model = transformers.AutoModelForSequenceClassification.from_pretrained(name)
    except (OSError, ValueError, ImportError) as error:
        raise MissingDataError(
            f"the model {name!r} can't be loaded ({_first_line(error)}); give the folder of"
            " a saved model, or a name of the hub where there is a network"
        ) from error
    order = class_order(name, model.config.id2label)
    return HubModel(name, language, tokenizer, model.eval(), order)


def class_order(name: str, labels: Mapping[int, str]) -> list[int]:
    """The places of negative, neutral and positive among the classes of a model.

    Raises:
        MissingDataError: The classes are others.
    """
    starts = {str(label).lower()[:3]: int(number) for number, label in labels.items()}
    if set(starts) != set(CLASSES) or len(labels) != len(CLASSES):
        raise MissingDataError(
            f"the model {name!r} has the classes {', '.join(map(str, labels.values()))}; a "
            "sentiment model has negative, neutral and positive"
        )
    return [starts[start] for start in CLASSES]


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _read(target: Target) -> tuple[str, str, int]:
    """What is said around a target, its name, and where that stands in the text."""
    plain = target._replace(sentence=text_of(target.sentence)).cut(_SURROUNDINGS)
    name = text_of(plain.sentence)[plain.start : plain.end]
    return text_of(plain.said), name[:_LONGEST_NAME], plain.start


class HubModel:
    """A classifier that reads the sentence and, as a second text, the target in it."""

    threshold = 0.0

    def __init__(
        self,
        name: str,
        language: str,
        tokenizer: Any,  # noqa: ANN401  (the library's own, which is not needed to run presslens)
        model: Any,  # noqa: ANN401
        order: list[int],
    ) -> None:
        self.name = f"huggingface:{name}"
        self.language = language
        self._tokenizer = tokenizer
        self._model = model
        self._order = order

    def predict(self, items: Sequence[Item]) -> Floats:
        """Probabilities (n, 3); see :class:`~presslens.sentiment.model.SentimentModel`."""
        read = [_read(target) for target in read_items(items)]
        return self._score([text for text, *_ in read], [name for _, name, _ in read])

    def _score(self, said: list[str], names: list[str]) -> Floats:
        import torch

        found = np.full((len(said), 3), np.nan)
        kept = [n for n, text in enumerate(said) if any(map(str.isalpha, text))]
        kept.sort(key=lambda n: len(said[n]))
        for first in range(0, len(kept), _BATCH):
            batch = kept[first : first + _BATCH]
            given = self._tokenizer(
                [said[n] for n in batch], [names[n] for n in batch], padding=True,
                truncation="only_first", max_length=_LONGEST, return_tensors="pt",
            )  # fmt: skip
            with torch.inference_mode():
                logits = self._model(**given).logits.double().numpy()
            found[batch] = softmax(logits[:, self._order])
        return found

    def explain(self, items: Sequence[Item]) -> list[tuple[WeighedWord, ...]]:
        """The words whose removal changes a score most: one pass a word."""
        found = []
        for target in read_items(items):
            text, name, start = _read(target)
            first = target.start - start  # of the text, in the sentence
            places = [m.span() for m in WORD.finditer(text) if m.group()[0].isalnum()]
            places = [
                (a, b) for a, b in places if b <= start or a >= start + target.end - target.start
            ]
            without = [text[:a] + " " * (b - a) + text[b:] for a, b in places]
            rows = self._score([text, *without], [name] * (len(places) + 1))
            scores = rows[:, 2] - rows[:, 0]
            weights = np.nan_to_num(scores[0] - scores[1:])
            words = [
                WeighedWord(first + a, first + b, float(weight))
                for (a, b), weight in zip(places, weights, strict=True)
                if weight
            ]
            words.sort(key=lambda word: (-abs(word.weight), word.start))
            found.append(tuple(words[:MOST_WORDS]))
        return found

    def polarity(self, sentences: Sequence[str | Span]) -> Floats:
        """No tone: the model is asked of targets; an array (n,) of NaN."""
        return np.full(len(sentences), np.nan)
