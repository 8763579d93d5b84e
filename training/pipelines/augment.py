"""What spaCy's training needs of ours: the layers of the package, and spelling as in print."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry
from thinc.api import NumpyOps, set_current_ops

import presslens.language.features  # noqa: F401  (registers the layers)
from presslens.language.text import strip_marks

# numpy's library multiplies matrices about 1.7 times as fast here as the one of thinc
set_current_ops(NumpyOps(use_blis=False))

CEDILLAS = str.maketrans("șțȘȚ", "şţŞŢ")
SPELLINGS: dict[str, Callable[[str], str]] = {
    "cedillas": lambda text: text.translate(CEDILLAS),
    "no_diacritics": strip_marks,
    "upper_case": lambda text: text.upper() if len(text.upper()) == len(text) else text,
}


def respell(nlp: Language, example: Example, spelling: Callable[[str], str]) -> Example:
    """The same annotation on the text in another spelling."""
    annotation = example.to_dict()
    annotation["token_annotation"]["ORTH"] = [spelling(t.text) for t in example.reference]
    return Example.from_dict(nlp.make_doc(spelling(example.text)), annotation)


@registry.augmenters("presslens.spellings.v1")
def make_augmenter(
    shares: dict[str, float], seed: int
) -> Callable[[Language, Example], Iterator[Example]]:
    """Respells a share of the examples: cedillas, no diacritics, upper case."""
    rng = random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        draw = rng.random()
        for name, share in shares.items():
            draw -= share
            if draw < 0:
                yield respell(nlp, example, SPELLINGS[name])
                return
        yield example

    return augment
